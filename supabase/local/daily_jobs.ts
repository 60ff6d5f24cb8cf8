import type { Sql } from "../../shared/db/pool.ts";
import type { Runtime } from "../../shared/http/runtime.ts";
import { describeError } from "../../shared/http/log.ts";
import { serviceTransaction } from "../../shared/http/service_actor.ts";

/** Work due once a day in each tenant, from an hour on where the tenant is. */
export interface DailyJob {
  job: string;
  hour: number;
  /** Answers how many records it changed. */
  run(sql: Sql): Promise<number>;
}

export const DAILY_JOBS: readonly DailyJob[] = [
  { job: "quotes.expire", hour: 0, run: async (sql) => (await sql`select sales.expire_quotes() as n`)[0].n },
  { job: "invoices.mark_overdue", hour: 0, run: async (sql) => (await sql`select finance.mark_overdue() as n`)[0].n },
  { job: "expired.purge", hour: 2, run: async (sql) => (await sql`select ops.purge_expired() as n`)[0].n },
];

const RETRY_MS = 10 * 60_000;

/**
 * Does what is due today and not done yet, each job of each tenant in a transaction of its own that also claims the day: two
 * workers do it once, a day missed by a stopped worker is made up for, a failed job is tried again after ten minutes.
 */
export async function runDailyJobs(
  runtime: Runtime,
  failedAt: Map<string, number>,
  jobs: readonly DailyJob[] = DAILY_JOBS,
): Promise<void> {
  for (const job of jobs) {
    const due = await runtime.pool<{ id: string }[]>`select ops.tenants_awaiting(${job.job}, ${job.hour}) as id`;
    for (const { id: tenantId } of due) {
      const key = `${job.job}:${tenantId}`;
      if (Date.now() - (failedAt.get(key) ?? -Infinity) < RETRY_MS) continue;
      try {
        await runOne(runtime, tenantId, job);
        failedAt.delete(key);
      } catch (error) {
        failedAt.set(key, Date.now());
        runtime.log("error", "daily_job.failed", { job: job.job, tenant_id: tenantId, error: describeError(error) });
      }
    }
  }
}

async function runOne(runtime: Runtime, tenantId: string, { job, run }: DailyJob): Promise<void> {
  const facts = { request_id: crypto.randomUUID(), ip: "", user_agent: "worker", method: "JOB", path: `/daily/${job}` };
  const affected = await serviceTransaction(runtime, tenantId, facts, async (sql) => {
    const [{ claimed }] = await sql<{ claimed: boolean }[]>`select ops.claim_daily_run(${job}) as claimed`;
    if (!claimed) return undefined;
    const changed = await run(sql);
    await sql`select ops.note_daily_run(${job}, ${changed})`;
    return changed;
  });
  if (affected !== undefined) runtime.log("info", "daily_job.done", { job, tenant_id: tenantId, affected });
}
