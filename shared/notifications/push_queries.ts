import type { Sql } from "../db/pool.ts";
import type { PushTarget } from "../providers/messaging/push_sender.ts";

/** A device that may be sent to. */
export interface PushDevice {
  id: string;
  target: PushTarget;
}

/** The active devices of somebody. */
export async function listActiveDevices(sql: Sql, userId: string): Promise<PushDevice[]> {
  const rows = await sql<{ id: string; kind: "web" | "fcm"; address: string; p256dh: string; auth: string }[]>`
    select id, kind, address_token as address, public_key_token as p256dh, auth_token as auth
    from notifications.push_subscriptions where user_id = ${userId} and is_active order by created_at, id`;
  return rows.map(({ id, ...target }) => ({ id, target }));
}

export function countDevices(sql: Sql, userId: string) {
  return sql<{ active_subscriptions: number; total_subscriptions: number }[]>`
    select count(*) filter (where is_active)::int as active_subscriptions, count(*)::int as total_subscriptions
    from notifications.push_subscriptions where user_id = ${userId}`;
}

/** Notes how sending to a device went; one that is gone is not sent to again. */
export function noteDelivery(sql: Sql, id: string, outcome: { error: string | null; gone: boolean }) {
  return sql`
    update notifications.push_subscriptions set last_error = ${outcome.error},
      is_active = is_active and not ${outcome.gone}, last_seen_at = case when ${outcome.error}::text is null then now() else last_seen_at end
    where id = ${id}`;
}
