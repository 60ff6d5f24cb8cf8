import type { z } from "zod";
import type {
  WorkflowNotification,
  workflowNotifications,
} from "../../shared/contracts/notifications/workflow_notifications.ts";
import type { Sql } from "../../shared/db/pool.ts";
import type { DocumentLanguage } from "../../shared/documents/document_types.ts";

export type WorkflowRow = z.input<typeof WorkflowNotification>;
type ListQuery = z.output<NonNullable<typeof workflowNotifications.list.query>>;

const columns = (sql: Sql) =>
  sql`w.id, case when w.entity = 'customer_application' then w.entity_id end as application_id, w.entity, w.entity_id, w.channel,
    w.subject, w.body, w.recipient, w.status, w.scheduled_for, w.sent_at, w.provider_message, w.external_reference,
    w.notification_type, w.target_date, w.created_by, w.created_at, w.updated_at`;

function condition(sql: Sql, { search, status, channel, application }: ListQuery) {
  const pattern = search && `%${search.replace(/[\\%_]/g, "\\$&")}%`;
  return sql`true
    ${status ? sql`and w.status = ${status}` : sql``}
    ${channel ? sql`and w.channel = ${channel}` : sql``}
    ${application ? sql`and w.entity = 'customer_application' and w.entity_id = ${application}` : sql``}
    ${
    pattern
      ? sql`and (w.recipient ilike ${pattern} or w.subject ilike ${pattern} or w.status ilike ${pattern}
        or w.entity_id::text ilike ${pattern})`
      : sql``
  }`;
}

function order(sql: Sql, ordering: ListQuery["ordering"]) {
  const down = ordering.startsWith("-");
  const column = sql(`w.${ordering.replace("-", "")}`);
  return down ? sql`${column} desc nulls last, w.id desc` : sql`${column} asc nulls last, w.id`;
}

export function listMessages(sql: Sql, query: ListQuery, offset: number) {
  return sql<WorkflowRow[]>`
    select ${columns(sql)} from notifications.workflow_notifications w where ${condition(sql, query)}
    order by ${order(sql, query.ordering)} limit ${query.limit} offset ${offset}`;
}

export function countMessages(sql: Sql, query: ListQuery) {
  return sql<{ total: string }[]>`
    select count(*) as total from notifications.workflow_notifications w where ${condition(sql, query)}`;
}

/** Locks a message the caller sees; `is_being_sent` while somebody hands it over. */
export function lockMessage(sql: Sql, id: string) {
  return sql<(WorkflowRow & { is_being_sent: boolean })[]>`
    select ${columns(sql)}, coalesce(w.sending_until > now(), false) as is_being_sent
    from notifications.workflow_notifications w where w.id = ${id} for update`;
}

/** Marks a message as being handed over, for at most two minutes; it begins anew, whatever came of it before. */
export function holdMessage(sql: Sql, id: string) {
  return sql<WorkflowRow[]>`
    update notifications.workflow_notifications w set status = 'pending', sending_until = now() + interval '2 minutes'
    where w.id = ${id} returning ${columns(sql)}`;
}

/** A new state of a message; what is absent stays. */
export interface MessageChange {
  status: WorkflowRow["status"];
  provider_message: string;
  external_reference?: string | null;
  /** Sets the date of sending: now, always, or only if there is none. */
  sent?: "now" | "first";
}

/** Writes the state and lets go of the message. */
export function changeMessage(
  sql: Sql,
  id: string,
  { status, provider_message, external_reference, sent }: MessageChange,
) {
  return sql<WorkflowRow[]>`
    update notifications.workflow_notifications w set status = ${status}, provider_message = ${provider_message},
      external_reference = ${external_reference === undefined ? sql`w.external_reference` : external_reference},
      sent_at = ${
    sent === "now"
      ? sql`clock_timestamp()`
      : sent === "first"
      ? sql`coalesce(w.sent_at, clock_timestamp())`
      : sql`w.sent_at`
  },
      sending_until = null
    where w.id = ${id} returning ${columns(sql)}`;
}

/** Hands a message over to the outbox and answers its id there. */
export async function queueMessage(sql: Sql, { id, recipient, subject, body }: WorkflowRow): Promise<string> {
  const [{ message_id }] = await sql<{ message_id: string }[]>`
    select notifications.queue_email(${recipient}, null, ${
    subject || "-"
  }, ${body}, null, 'workflow_notification', ${id})
      as message_id`;
  return message_id;
}

/** What is to be said about a case that is due. */
export interface DueMessage {
  application_id: string;
  channel: WorkflowRow["channel"];
  recipient: string;
  subject: string;
  body: string;
  target_date: string;
}

/**
 * Writes the reminder of a case for a date, or gives the one there is the new words as long as it has not left. No row where it
 * has, or was cancelled.
 */
export function planDueMessage(sql: Sql, due: DueMessage) {
  return sql<(WorkflowRow & { is_being_sent: boolean })[]>`
    insert into notifications.workflow_notifications as w (
      entity, entity_id, channel, recipient, subject, body, notification_type, target_date
    ) values (
      'customer_application', ${due.application_id}, ${due.channel}, ${due.recipient}, ${due.subject}, ${due.body},
      'due_tomorrow', ${due.target_date}
    )
    on conflict (tenant_id, entity, entity_id, channel, target_date) where notification_type = 'due_tomorrow'
    do update set recipient = excluded.recipient, subject = excluded.subject, body = excluded.body
    where w.status = 'pending'
    returning ${columns(sql)}, coalesce(w.sending_until > now(), false) as is_being_sent`;
}

/** The next day where the organisation does business, and its language. */
export function findDueCircumstances(sql: Sql) {
  return sql<{ tomorrow: string; language: DocumentLanguage }[]>`
    select (now() at time zone t.timezone)::date + 1 as tomorrow, t.locale as language from identity.tenants t`;
}

export function findLatestCase(sql: Sql) {
  return sql<{ entity_id: string }[]>`
    select w.entity_id from notifications.workflow_notifications w where w.entity = 'customer_application'
    order by w.created_at desc, w.id desc limit 1`;
}

/** A WhatsApp message that is about to be sent. */
export async function createTestMessage(
  sql: Sql,
  given: { application_id: string; recipient: string; subject: string; body: string },
): Promise<WorkflowRow> {
  const { application_id, recipient, subject, body } = given;
  const [row] = await sql<WorkflowRow[]>`
    insert into notifications.workflow_notifications as w (
      entity, entity_id, channel, recipient, subject, body, notification_type, sending_until
    ) values (
      'customer_application', ${application_id}, 'whatsapp', ${recipient}, ${subject}, ${body}, 'manual_whatsapp_test',
      now() + interval '2 minutes'
    ) returning ${columns(sql)}`;
  return row;
}

/** What the messages of the last 24 hours come to: changes whenever one of them does. */
export interface StreamState {
  last_id: string | null;
  last_updated_at: string | null;
  changed_id: string | null;
  is_new: boolean;
}

export function findStreamState(sql: Sql) {
  return sql<StreamState[]>`
    select newest.id as last_id, changed.updated_at as last_updated_at, changed.id as changed_id,
      coalesce(changed.is_new, false) as is_new
    from (select now() - interval '24 hours' as since) as w
    left join lateral (
      select n.id from notifications.workflow_notifications n where n.created_at > w.since
      order by n.created_at desc, n.id desc limit 1
    ) newest on true
    left join lateral (
      select n.id, n.updated_at, n.updated_at < n.created_at + interval '1 millisecond' as is_new
      from notifications.workflow_notifications n where n.created_at > w.since and n.updated_at > w.since
      order by n.updated_at desc, n.id desc limit 1
    ) changed on true`;
}
