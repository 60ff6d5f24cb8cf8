import type { LocalResilienceChanges } from "../../shared/contracts/ops/local_resilience.ts";
import type { Sql } from "../../shared/db/pool.ts";

export interface LocalResilienceRow {
  enabled: boolean;
  desktopMode: boolean;
  vaultEpoch: number;
  updatedAt: string | null;
  updatedBy: string | null;
}

const columns = (sql: Sql) =>
  sql`enabled, desktop_mode as "desktopMode", vault_epoch as "vaultEpoch", updated_at as "updatedAt",
    updated_by as "updatedBy"`;

export function findLocalResilience(sql: Sql) {
  return sql<LocalResilienceRow[]>`select ${columns(sql)} from ops.local_resilience`;
}

export function putLocalResilience(sql: Sql, { enabled, desktop_mode }: LocalResilienceChanges) {
  return sql<LocalResilienceRow[]>`
    insert into ops.local_resilience as r (enabled, desktop_mode) values (${enabled ?? false}, ${desktop_mode ?? false})
    on conflict (tenant_id) do update set enabled = coalesce(${enabled ?? null}, r.enabled),
      desktop_mode = coalesce(${desktop_mode ?? null}, r.desktop_mode), updated_by = app.user_id()
    returning ${columns(sql)}`;
}

/** The epoch before the first reset is 1. */
export function raiseVaultEpoch(sql: Sql) {
  return sql<LocalResilienceRow[]>`
    insert into ops.local_resilience as r (vault_epoch) values (2)
    on conflict (tenant_id) do update set vault_epoch = r.vault_epoch + 1, updated_by = app.user_id()
    returning ${columns(sql)}`;
}
