import type { z } from "zod";
import type { AdminUser, AdminUserDetail, AdminUserPatch } from "../../shared/contracts/identity/users.ts";
import type { PasswordProfile } from "../../shared/auth/passwords.ts";
import type { Sql } from "../../shared/db/pool.ts";

type UserRow = z.input<typeof AdminUser>;
type DetailRow = z.input<typeof AdminUserDetail>;

export interface UserSearch {
  status?: string;
  role?: string;
  q?: string;
}

/** An account the platform has disabled is disabled everywhere; one that was never set up waits for its owner. */
const status = (sql: Sql) => sql`case when u.status = 'ACTIVE' then m.status else u.status end`;

const columns = (sql: Sql) =>
  sql`u.id, u.email, u.name, ${status(sql)} as status, m.role_keys[1] as role, m.role_keys as roles, m.crm_user_id,
    coalesce((
      select json_agg(t.name order by t.name) from identity.teams t where t.id = any (m.team_ids)
    ), '[]') as groupes, u.last_login_at as last_login`;

/** The members the caller may see: all, those of their teams, or themselves. */
const visible = (sql: Sql) =>
  sql`from identity.memberships m join identity.users u on u.id = m.user_id
    where m.tenant_id = (select app.tenant_id()) and case (select app.read_scope('admin.users'))
      when 'ALL' then true
      when 'GROUP' then m.team_ids && (select app.team_ids())
      when 'SELF' then m.user_id = (select app.user_id())
      else false
    end`;

function condition(sql: Sql, { status: wanted, role, q }: UserSearch) {
  const part = q === undefined ? undefined : `%${q.replace(/[\\%_]/g, "\\$&")}%`;
  return sql`
    ${wanted === undefined ? sql`` : sql`and ${status(sql)} = ${wanted}`}
    ${role === undefined ? sql`` : sql`and ${role} = any (m.role_keys)`}
    ${part === undefined ? sql`` : sql`and (u.name ilike ${part} or u.email ilike ${part})`}`;
}

export function listUsers(sql: Sql, search: UserSearch & { limit: number; offset: number }) {
  return sql<UserRow[]>`
    select ${columns(sql)} ${visible(sql)} ${condition(sql, search)}
    order by lower(u.name), u.id limit ${search.limit} offset ${search.offset}`;
}

export function countUsers(sql: Sql, search: UserSearch) {
  return sql<{ count: string }[]>`select count(*) ${visible(sql)} ${condition(sql, search)}`;
}

export function findUser(sql: Sql, userId: string) {
  return sql<UserRow[]>`select ${columns(sql)} ${visible(sql)} and u.id = ${userId}`;
}

export function findUserDetail(sql: Sql, userId: string) {
  return sql<DetailRow[]>`
    select ${columns(sql)}, m.joined_at, identity.member_profile(m.tenant_id, m.user_id) -> 'companies' as companies,
      identity.member_profile(m.tenant_id, m.user_id) -> 'permissions' as permissions
    ${visible(sql)} and u.id = ${userId}`;
}

export function listMemberSessions(sql: Sql, userId: string) {
  return sql<
    {
      id: string;
      status: string;
      login_method: string;
      mfa_level: string;
      ip_address: string | null;
      user_agent: string | null;
      created_at: string;
      last_activity: string;
      expires_at: string;
    }[]
  >`
    select id, status, login_method, mfa_level, ip as ip_address, user_agent, created_at, last_activity_at as last_activity,
      expires_at
    from identity.sessions
    where user_id = ${userId} and status in ('active', 'idle') and expires_at > now()
    order by last_activity_at desc, id`;
}

export function findPasswordProfile(sql: Sql) {
  return sql<{ profile: PasswordProfile }[]>`
    select identity.auth_policy(settings) ->> 'password_profile' as profile from identity.tenants`;
}

export function findMemberIdentity(sql: Sql, userId: string) {
  return sql<{ email: string; name: string }[]>`
    select u.email, u.name from identity.memberships m join identity.users u on u.id = m.user_id
    where m.tenant_id = app.tenant_id() and m.user_id = ${userId}`;
}

export function createMember(
  sql: Sql,
  member: { email: string; name: string; passwordHash: string; roleKeys: string[] },
) {
  return sql<{ id: string }[]>`
    select identity.create_member(
      ${member.email}, ${member.name}, ${member.passwordHash}, ${member.roleKeys}::text[]
    ) as id`;
}

export function updateMember(
  sql: Sql,
  userId: string,
  { status, role_keys }: Omit<z.output<typeof AdminUserPatch>, "password">,
  passwordHash: string | null,
) {
  const patch = JSON.stringify({ status, role_keys });
  return sql`select identity.update_member(${userId}, ${patch}::text::jsonb, ${passwordHash})`;
}

export function setMemberCompanies(sql: Sql, userId: string, companyIds: string[]) {
  return sql`select identity.set_member_companies(${userId}, ${companyIds}::uuid[])`;
}

export function signMemberOut(sql: Sql, userId: string) {
  return sql<{ revoked: number }[]>`select identity.sign_member_out(${userId}) as revoked`;
}

export function transferOwnership(sql: Sql, userId: string) {
  return sql`select identity.transfer_ownership(${userId})`;
}
