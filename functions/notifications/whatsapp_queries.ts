import type { Pool, Sql } from "../../shared/db/pool.ts";
import type { WorkflowStatus } from "./workflow_rules.ts";

/** Whose an event is; for the webhook, which belongs to nobody yet. */
export async function findTenantOfEvent(
  pool: Pool,
  event: { phoneNumberId?: string; displayDigits?: string; reference?: string },
): Promise<string | null> {
  const { phoneNumberId = null, displayDigits = null, reference = null } = event;
  const [{ tenant_id }] = await pool<{ tenant_id: string | null }[]>`
    select notifications.whatsapp_tenant(${phoneNumberId}, ${displayDigits}, ${reference}) as tenant_id`;
  return tenant_id;
}

/** Takes note of an event; no row when it was told before. */
export function noteEvent(sql: Sql, key: string) {
  return sql<{ event_key: string }[]>`
    insert into notifications.whatsapp_events (event_key) values (${key})
    on conflict (tenant_id, event_key) do nothing returning event_key`;
}

/** WhatsApp repeats itself for a week at most. */
export function forgetOldEvents(sql: Sql) {
  return sql`delete from notifications.whatsapp_events where created_at < now() - interval '30 days'`;
}

export interface Concerned {
  id: string;
  status: WorkflowStatus;
  provider_message: string;
}

/** The message an event is about: by its id at the provider, else the newest of that number; locked. */
export function lockConcerned(sql: Sql, event: { reference?: string; digits: string }, withoutFailed: boolean) {
  const { reference = null, digits } = event;
  return sql<Concerned[]>`
    select w.id, w.status, w.provider_message from notifications.workflow_notifications w
    where w.channel = 'whatsapp' and (
      w.external_reference = ${reference}
      or ${digits} <> '' and w.recipient_digits = ${digits} and not (${withoutFailed} and w.status = 'failed')
    )
    order by w.external_reference is not distinct from ${reference} and ${reference}::text is not null desc,
      w.created_at desc, w.id desc
    limit 1 for update`;
}

export async function noteReply(sql: Sql, digits: string, text: string, messageId: string) {
  await sql`select notifications.note_whatsapp_reply(${digits}, ${text}, ${messageId})`;
}
