import type { z } from "zod";
import type { ApiKey } from "../../shared/contracts/identity/api_keys.ts";
import type { Sql } from "../../shared/db/pool.ts";

type KeyRow = z.input<typeof ApiKey>;

const columns = (sql: Sql) =>
  sql`k.id, k.name, k.prefix, k.scopes, k.ip_allowlist::text[] as ip_allowlist, k.rate_limit_per_hour, k.expires_at,
    k.last_used_at, k.last_used_ip, k.is_active, k.replaced_by_id, k.created_at,
    json_build_object('id', k.created_by, 'name', coalesce((
      select u.name from identity.users u where u.id = k.created_by
    ), '')) as created_by`;

export function listApiKeys(sql: Sql) {
  return sql<KeyRow[]>`
    select ${columns(sql)} from identity.api_keys k where k.revoked_at is null order by k.created_at desc, k.id desc`;
}

export function findApiKey(sql: Sql, id: string) {
  return sql<KeyRow[]>`select ${columns(sql)} from identity.api_keys k where k.id = ${id} and k.revoked_at is null`;
}

export function lockApiKey(sql: Sql, id: string) {
  return sql<KeyRow[]>`
    select ${columns(sql)} from identity.api_keys k where k.id = ${id} and k.revoked_at is null for no key update`;
}

/** Raises role_access_denied, authorization_error for scopes the caller may not hand out. */
export function requireScopes(sql: Sql, scopes: string[]) {
  return sql`select identity.require_scopes(${scopes}::text[])`;
}

export interface NewKey {
  name: string;
  prefix: string;
  keyHash: string;
  scopes: string[];
  ip_allowlist: string[];
  rate_limit_per_hour: number;
  /** ISO 8601. */
  expires_at: string | null;
}

export function insertApiKey(sql: Sql, key: NewKey) {
  return sql<{ id: string }[]>`
    insert into identity.api_keys (name, prefix, key_hash, scopes, ip_allowlist, rate_limit_per_hour, expires_at)
    values (${key.name}, ${key.prefix}, ${key.keyHash}, ${key.scopes}::text[], ${key.ip_allowlist}::text[]::cidr[],
      ${key.rate_limit_per_hour}, ${key.expires_at}) returning id`;
}

export function updateApiKey(
  sql: Sql,
  id: string,
  { ip_allowlist, ...columns }: {
    name?: string;
    is_active?: boolean;
    rate_limit_per_hour?: number;
    expires_at?: string | null;
    ip_allowlist?: string[];
  },
) {
  const live = sql`where id = ${id} and revoked_at is null returning id`;
  const networks = sql`ip_allowlist = ${ip_allowlist ?? []}::text[]::cidr[]`;
  if (Object.keys(columns).length === 0) return sql<{ id: string }[]>`update identity.api_keys set ${networks} ${live}`;
  const andNetworks = ip_allowlist === undefined ? sql`` : sql`, ${networks}`;
  return sql<{ id: string }[]>`
    update identity.api_keys set ${sql(columns as Record<string, never>)}${andNetworks} ${live}`;
}

/** The key ends with the overlap, or at once when there is none; its own end stays if that comes first. */
export function retireApiKey(sql: Sql, id: string, successor: string, overlapSeconds: number) {
  return sql`
    update identity.api_keys set replaced_by_id = ${successor}, is_active = is_active and ${overlapSeconds}::int > 0,
      expires_at = least(expires_at, now() + make_interval(secs => ${overlapSeconds}))
    where id = ${id}`;
}

export function revokeApiKey(sql: Sql, id: string) {
  return sql<{ id: string }[]>`
    update identity.api_keys set is_active = false, revoked_at = now()
    where id = ${id} and revoked_at is null returning id`;
}
