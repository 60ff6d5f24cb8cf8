import type { Sql } from "../../shared/db/pool.ts";

export interface CacheRow {
  is_enabled: boolean;
  version: number;
}

/** The cache of the caller: the versions of organisation and member add up. */
export function findOwnCache(sql: Sql) {
  return sql<CacheRow[]>`
    select coalesce(u.is_enabled, true) as is_enabled, coalesce(t.version, 0) + coalesce(u.version, 1) as version
    from (select app.tenant_id() as tenant_id, app.member_id() as user_id) me
    left join ops.tenant_caches t on t.tenant_id = me.tenant_id
    left join ops.user_caches u on u.tenant_id = me.tenant_id and u.user_id = me.user_id`;
}

export function switchOwnCache(sql: Sql, isEnabled: boolean) {
  return sql`
    insert into ops.user_caches (user_id, is_enabled) values (app.member_id(), ${isEnabled})
    on conflict (tenant_id, user_id) do update set is_enabled = excluded.is_enabled`;
}

/** Raises user_cache_member for somebody who is no member. */
export function raiseUserVersion(sql: Sql, userId: string) {
  return sql<{ version: number }[]>`
    insert into ops.user_caches as u (user_id, version) values (${userId}, 2)
    on conflict (tenant_id, user_id) do update set version = u.version + 1
    returning u.version
      + coalesce((select t.version from ops.tenant_caches t where t.tenant_id = u.tenant_id), 0) as version`;
}

export function raiseTenantVersion(sql: Sql) {
  return sql<{ version: number }[]>`
    insert into ops.tenant_caches as t (version) values (1)
    on conflict (tenant_id) do update set version = t.version + 1, cleared_by = app.user_id(), cleared_at = now()
    returning version`;
}

/** The three steps of a probe of the store workers share, one statement each. */
export function probeSharedStore(pool: Sql, key: string) {
  return {
    write: () =>
      pool`
      insert into app.rate_windows (bucket, window_start, used) values (${key}, date_trunc('minute', now()), 1)`,
    read: () => pool<{ used: number }[]>`select used from app.rate_windows where bucket = ${key}`,
    remove: () => pool`delete from app.rate_windows where bucket = ${key}`,
  };
}
