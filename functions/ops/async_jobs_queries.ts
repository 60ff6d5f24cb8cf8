import type { z } from "zod";
import type { AsyncJob } from "../../shared/contracts/ops/async_jobs.ts";
import type { Sql } from "../../shared/db/pool.ts";

export type JobRow = z.input<typeof AsyncJob>;

interface Filter {
  status?: string;
  task_name?: string;
}

const columns = (sql: Sql) =>
  sql`id, id as "jobId", kind as "taskName", status, progress, message, result, error_message as "errorMessage", attempts,
    created_by as "createdBy", created_at as "createdAt", updated_at as "updatedAt"`;

const matching = (sql: Sql, { status, task_name }: Filter) =>
  sql`true ${status ? sql`and status = ${status}` : sql``} ${task_name ? sql`and kind = ${task_name}` : sql``}`;

export function listJobs(sql: Sql, filter: Filter, limit: number, offset: number) {
  return sql<JobRow[]>`
    select ${columns(sql)} from ops.jobs where ${matching(sql, filter)}
    order by created_at desc, id desc limit ${limit} offset ${offset}`;
}

export function countJobs(sql: Sql, filter: Filter) {
  return sql<{ total: number }[]>`select count(*)::int as total from ops.jobs where ${matching(sql, filter)}`;
}

export function findJob(sql: Sql, id: string) {
  return sql<JobRow[]>`select ${columns(sql)} from ops.jobs where id = ${id}`;
}

export function cancelJob(sql: Sql, id: string) {
  return sql`select ops.cancel_job(${id})`;
}

export function restartJob(sql: Sql, id: string) {
  return sql`select ops.restart_job(${id})`;
}
