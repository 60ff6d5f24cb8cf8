import type { Sql } from "../db/pool.ts";
import type { JobResult } from "./define_job.ts";
import type { JobStarted } from "./start_job.ts";

/** A job taken up for one run. */
export interface ClaimedJob {
  id: string;
  tenant_id: string;
  kind: string;
  payload: Record<string, unknown>;
  /** 1 for the first run. */
  attempts: number;
  is_visible: boolean;
  created_by: string | null;
}

export function claimJobs(sql: Sql, kinds: readonly string[], limit: number, lease: string, leaseSeconds: number) {
  return sql<ClaimedJob[]>`
    select id, tenant_id, kind, payload, attempts, is_visible, created_by
    from ops.claim_jobs(${kinds as string[]}, ${limit}, ${lease}, ${leaseSeconds})`;
}

export function renewJobs(sql: Sql, lease: string, ids: readonly string[], leaseSeconds: number) {
  return sql<{ id: string }[]>`select ops.renew_jobs(${lease}, ${ids as string[]}::uuid[], ${leaseSeconds}) as id`;
}

export function noteProgress(sql: Sql, lease: string, id: string, percent: number, message?: string) {
  return sql<{ held: boolean }[]>`select ops.note_progress(${lease}, ${id}, ${percent}, ${message ?? null}) as held`;
}

export function completeJobs(sql: Sql, lease: string, done: readonly { id: string; result: JobResult }[]) {
  const results = done.map(({ result }) => result === undefined ? null : JSON.stringify(result));
  return sql`
    select ops.complete_jobs(${lease}, ${done.map(({ id }) => id)}::uuid[], ${results as string[]}::text[]::jsonb[])`;
}

export function failJob(
  sql: Sql,
  lease: string,
  id: string,
  { error, retrySeconds, counts = true }: { error: string; retrySeconds?: number; counts?: boolean },
) {
  return sql<{ outcome: "failed" | "pending" | "cancelled" | "lost" }[]>`
    select ops.fail_job(${lease}, ${id}, ${error}, ${retrySeconds ?? null}, ${counts}) as outcome`;
}

export function releaseLostJobs(sql: Sql) {
  return sql<{ released: number }[]>`select ops.release_lost_jobs() as released`;
}

export function finishJob(sql: Sql, id: string, lease: string, result: JobResult) {
  const text = result === undefined ? null : JSON.stringify(result);
  return sql<{ held: boolean }[]>`select ops.finish_job(${id}, ${lease}, ${text}::text::jsonb) as held`;
}

export function holdsJob(sql: Sql, id: string, lease: string) {
  return sql<{ held: boolean }[]>`select ops.holds_job(${id}, ${lease}) as held`;
}

/** Asks for a notification on these channels while the worker sleeps. */
export function announceNap(sql: Sql, channels: readonly string[], ms: number) {
  return sql`select app.nap(${channels as string[]}, ${ms})`;
}

export function startJobOnce(
  sql: Sql,
  { kind, payload, subject, key, fingerprint }: {
    kind: string;
    payload: Record<string, unknown>;
    subject?: string;
    key?: string;
    fingerprint: string;
  },
) {
  return sql<{ job_id: string; queued: boolean; status: JobStarted["status"]; progress: number }[]>`
    select s.job_id, s.queued, s.status, s.progress from ops.start_job(
      ${kind}, ${JSON.stringify(payload)}::text::jsonb, ${subject ?? null}, ${key ?? null}, ${fingerprint}
    ) s`;
}
