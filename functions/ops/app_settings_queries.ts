import type { Sql } from "../../shared/db/pool.ts";
import type { SettingScope } from "../../shared/settings/known_settings.ts";

/** An override of the organisation. */
export interface StoredSetting {
  name: string;
  value: string;
  scope: SettingScope;
  description: string;
  updated_at: string;
  updated_by: string | null;
}

const columns = (sql: Sql) => sql`name, value, scope, description, updated_at, updated_by`;

export function listSettings(sql: Sql) {
  return sql<StoredSetting[]>`select ${columns(sql)} from ops.settings order by name`;
}

export function findSetting(sql: Sql, name: string) {
  return sql<StoredSetting[]>`select ${columns(sql)} from ops.settings where name = ${name}`;
}

/** What the organisation says of itself, under the names of the settings it stands for. */
export function findOrganisation(sql: Sql) {
  return sql<Record<string, string>[]>`
    select name as "TITLE", currency as "BASE_CURRENCY", country as "HOLIDAY_COUNTRY" from identity.tenants`;
}

/** Raises setting_name_taken, setting_secret_shown. */
export function insertSetting(
  sql: Sql,
  { name, value, scope, description }: Omit<StoredSetting, "updated_at" | "updated_by">,
) {
  return sql<StoredSetting[]>`
    insert into ops.settings (name, value, scope, description)
    values (${name}, ${value}, ${scope}, ${description}) returning ${columns(sql)}`;
}

/** Writes an override, whether or not there is one. Raises setting_secret_shown. */
export function putSetting(
  sql: Sql,
  { name, value, scope, description }: Omit<StoredSetting, "updated_at" | "updated_by">,
) {
  return sql<StoredSetting[]>`
    insert into ops.settings (name, value, scope, description) values (${name}, ${value}, ${scope}, ${description})
    on conflict (tenant_id, name) do update set value = excluded.value, scope = excluded.scope,
      description = excluded.description, updated_by = app.user_id()
    returning ${columns(sql)}`;
}

export function deleteSetting(sql: Sql, name: string) {
  return sql<{ name: string }[]>`delete from ops.settings where name = ${name} returning name`;
}
