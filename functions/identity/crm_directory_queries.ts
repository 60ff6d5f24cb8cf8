import type { Sql } from "../../shared/db/pool.ts";
import type { CrmGroup } from "../../shared/providers/crm/crm_provider.ts";

export function listLinkedMembers(sql: Sql) {
  return sql<{ crm_user_id: string; id: string; email: string; status: string }[]>`
    select m.crm_user_id, u.id, u.email, m.status from identity.memberships m join identity.users u on u.id = m.user_id
    where m.tenant_id = app.tenant_id() and m.crm_user_id is not null`;
}

export function linkMember(
  sql: Sql,
  link: { crm_user_id: string; email: string; name: string; role_keys: string[]; group: CrmGroup | null },
  tokenHash: string,
) {
  return sql<{ linked: { user_id: string; team_id: string | null; invited: boolean } }[]>`
    select identity.link_crm_member(${JSON.stringify(link)}::text::jsonb, ${tokenHash}) as linked`;
}

export function syncTeams(sql: Sql, groups: readonly CrmGroup[], withMembers: boolean) {
  return sql<{ synced: { created: number; updated: number; members_added: number } }[]>`
    select identity.sync_crm_teams(${JSON.stringify(groups)}::text::jsonb, ${withMembers}) as synced`;
}
