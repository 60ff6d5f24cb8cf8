import type { z } from "zod";
import type { Role } from "../../shared/contracts/identity/roles.ts";
import type { Sql } from "../../shared/db/pool.ts";
import { grantPairs, type RoleGrant } from "./roles_rules.ts";

type RoleRow = z.input<typeof Role>;

const columns = (sql: Sql) =>
  sql`r.id, r.key, r.name, r.description, r.is_system,
    coalesce((
      select json_agg(json_build_object('key', rp.permission_key, 'read', rp.can_read, 'write', rp.can_write, 'scope', rp.scope)
        order by rp.permission_key)
      from identity.role_permissions rp where rp.tenant_id = r.tenant_id and rp.role_id = r.id
    ), '[]') as permission_grants,
    (select count(*) from identity.membership_roles mr where mr.tenant_id = r.tenant_id and mr.role_id = r.id) as users_count`;

export function listRoles(sql: Sql) {
  return sql<RoleRow[]>`select ${columns(sql)} from identity.roles r order by r.is_system desc, r.key`;
}

export function findRole(sql: Sql, id: string) {
  return sql<RoleRow[]>`select ${columns(sql)} from identity.roles r where r.id = ${id}`;
}

/** The role as it stands, kept from other changes until this one is over. */
export function lockRole(sql: Sql, id: string) {
  return sql<{ key: string; is_system: boolean }[]>`
    select key, is_system from identity.roles where id = ${id} for no key update`;
}

export function insertRole(sql: Sql, role: { key: string; name: string; description?: string | null }) {
  return sql<{ id: string }[]>`
    insert into identity.roles (key, name, description)
    values (${role.key}, ${role.name}, ${role.description ?? null}) returning id`;
}

export function updateRole(sql: Sql, id: string, columns: { name?: string; description?: string | null }) {
  return sql`update identity.roles set ${sql(columns as Record<string, never>)} where id = ${id}`;
}

export function deleteRole(sql: Sql, id: string) {
  return sql`delete from identity.roles where id = ${id}`;
}

/** Raises authorization_error for grants the caller does not hold as far. */
export function requireHeld(sql: Sql, grants: readonly RoleGrant[]) {
  return sql`select identity.require_held(${JSON.stringify(grantPairs(grants))}::text::jsonb)`;
}

/** Leaves the role with exactly these grants; rows that stay as they are wake no holder of the role. */
export async function replaceGrants(sql: Sql, id: string, grants: readonly RoleGrant[]): Promise<void> {
  const wanted = sql`
    select * from jsonb_to_recordset(${JSON.stringify(grants)}::text::jsonb)
      as w (key text, read boolean, write boolean, scope text)`;
  await sql`
    delete from identity.role_permissions rp where rp.role_id = ${id} and not exists (
      select from (${wanted}) w
      where (w.key, w.read, w.write, w.scope) = (rp.permission_key, rp.can_read, rp.can_write, rp.scope)
    )`;
  await sql`
    insert into identity.role_permissions (role_id, permission_key, can_read, can_write, scope)
    select ${id}, w.key, w.read, w.write, w.scope from (${wanted}) w
    where not exists (
      select from identity.role_permissions rp where rp.role_id = ${id} and rp.permission_key = w.key
    )`;
}

export function listPermissions(sql: Sql) {
  return sql<{ id: string; key: string; description: string }[]>`
    select id, key, description from identity.permissions where key <> '*' order by key`;
}
