import type { Sql } from "../../shared/db/pool.ts";
import type { Outcome } from "./cron_rules.ts";

/** Queues the jobs that are asked for by hand, unless they wait or run. */
export async function runCronPresets(sql: Sql) {
  const [outcome] = await sql<{ backup: Outcome; cache: Outcome }[]>`
    select ops.run_preset('backup') as backup, ops.run_preset('cache_clear') as cache`;
  return outcome;
}

/** Every organisation that is active; for the clock, which belongs to none. */
export function listActiveTenants(sql: Sql) {
  return sql<{ id: string }[]>`select id from identity.tenants where status = 'active' order by id`;
}
