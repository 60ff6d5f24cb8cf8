import type { z } from "zod";
import type { ProfileUpdate } from "../../shared/contracts/identity/me.ts";
import type { Sql } from "../../shared/db/pool.ts";
import type { MemberProfile } from "./session_queries.ts";

export function findMember(sql: Sql) {
  return sql<{ profile: MemberProfile; last_login: string | null; created_at: string }[]>`
    select identity.member_profile(app.tenant_id(), u.id) as profile, u.last_login_at as last_login, u.created_at
    from identity.users u where u.id = app.user_id()`;
}

/** The policy of the table shows exactly the companies the caller works for. */
export function listOwnCompanies(sql: Sql) {
  return sql<{ code: string; name: string; hasAccess: boolean }[]>`
    select code, name, true as "hasAccess" from identity.companies where is_active order by sort_order, number`;
}

/** What a person may change about how they are shown; absent keys stay. */
export type ProfilePatch = z.output<typeof ProfileUpdate> & {
  first_name?: string | null;
  last_name?: string | null;
  avatar_file_id?: string;
  avatar_path?: string;
};

/** Answers the key of an uploaded picture this replaced. */
export function saveProfile(sql: Sql, patch: ProfilePatch) {
  return sql<{ replaced: string | null }[]>`
    select identity.save_profile(${JSON.stringify(patch)}::text::jsonb) as replaced`;
}
