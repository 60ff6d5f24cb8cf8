import type { Sql } from "../../shared/db/pool.ts";
import { DEFAULT_PREFERENCES, type MemberPreferences } from "./preferences_rules.ts";

const columns = (sql: Sql) =>
  sql`enabled_channels, quiet_hours, category_preferences, timezone, global_unsubscribe, unsubscribed_templates,
    email_override, phone_override, push_override`;

export function findPreferences(sql: Sql) {
  return sql<MemberPreferences[]>`
    select ${columns(sql)} from notifications.preferences where user_id = (select app.member_id())`;
}

/** Writes the given columns in one statement, so that two changes of different keys keep both. */
export function savePreferences(sql: Sql, changes: Partial<MemberPreferences>) {
  const whole = JSON.stringify({ ...DEFAULT_PREFERENCES, ...changes });
  return sql<MemberPreferences[]>`
    insert into notifications.preferences as p (${columns(sql)})
    select ${columns(sql)} from jsonb_populate_record(null::notifications.preferences, ${whole}::text::jsonb)
    on conflict (tenant_id, user_id) do update set (${columns(sql)}) = (
      select ${columns(sql)} from jsonb_populate_record(p, ${JSON.stringify(changes)}::text::jsonb)
    )
    returning ${columns(sql)}`;
}
