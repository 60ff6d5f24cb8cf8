import type { z } from "zod";
import type { UserProfile, UserSettings, UserSettingsUpdate } from "../../shared/contracts/identity/profile.ts";
import type { Sql } from "../../shared/db/pool.ts";

export function findProfile(sql: Sql) {
  return sql<z.input<typeof UserProfile>[]>`
    select u.id, u.username, u.email, u.email_verified_at is not null as email_verified,
      identity.pending_email() as pending_email, u.first_name, u.last_name,
      coalesce(nullif(concat_ws(' ', u.first_name, u.last_name), ''), u.name) as full_name,
      case
        when u.is_superuser then 'Administrator'
        else coalesce(
          (select t.name from identity.teams t where t.id = any ((select app.team_ids())::uuid[]) order by t.name limit 1),
          'Staff'
        )
      end as role,
      u.avatar, u.last_login_at as last_login, u.is_superuser
    from identity.users u where u.id = app.member_id()`;
}

/** People are found where the caller may see them. */
export function findAvatar(sql: Sql, id: string) {
  return sql<{ avatar_path: string }[]>`
    select avatar_path from identity.users where avatar_file_id = ${id} and avatar_path is not null`;
}

/** No row means the defaults of the table. */
export function findSettings(sql: Sql) {
  return sql<z.input<typeof UserSettings>[]>`
    select theme, dark_mode, preferences from identity.user_settings where user_id = app.member_id()`;
}

/** What the patch leaves out stays, or is the default in a first row. */
export function saveSettings(sql: Sql, patch: z.output<typeof UserSettingsUpdate>) {
  const { theme = null, dark_mode = null } = patch;
  const preferences = patch.preferences ? JSON.stringify(patch.preferences) : null;
  return sql<z.input<typeof UserSettings>[]>`
    insert into identity.user_settings as s (theme, dark_mode, preferences)
    values (coalesce(${theme}, 'starlight'), coalesce(${dark_mode}, false), coalesce(${preferences}::text::jsonb, '{}'))
    on conflict (tenant_id, user_id) do update set
      theme = coalesce(${theme}, s.theme),
      dark_mode = coalesce(${dark_mode}, s.dark_mode),
      preferences = coalesce(${preferences}::text::jsonb, s.preferences)
    returning theme, dark_mode, preferences`;
}
