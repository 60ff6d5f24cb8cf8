import type { z } from "zod";
import type { Sql } from "../db/pool.ts";
import type { Log } from "../http/log.ts";
import type { Runtime } from "../http/runtime.ts";
import type { QueueName, RetryPolicy } from "./queue_rules.ts";

/** What a job knows and may do while it runs. */
export interface JobContext<P> {
  /** The id of the job: the idempotency key for whatever it does outside. */
  id: string;
  payload: P;
  tenantId: string;
  /** Who queued it; null for unattended work. */
  createdBy: string | null;
  /** 1 for the first run. */
  attempt: number;
  /** Aborts at the time limit, when the job is cancelled, taken over by another worker, or the worker stops. */
  signal: AbortSignal;
  runtime: Runtime;
  log: Log;
  /**
   * Runs `work` in one transaction of the tenant, as a service. It is rolled back when this run has been cancelled or
   * overtaken in the meantime.
   */
  transact<T>(work: (sql: Sql) => Promise<T>): Promise<T>;
  /**
   * The last step: runs `work` in a transaction that also completes the job with its result, so that its effects happen
   * exactly once. A job may consist of nothing else. Returns the result.
   */
  finish<T extends JobResult>(work: (sql: Sql) => Promise<T>): Promise<T>;
  /** Tells how far the job is, 0 to 99 per cent; what is told too often is left out. */
  progress(percent: number, message?: string): Promise<void>;
}

/** What the caller finds under `result`. */
// deno-lint-ignore no-explicit-any
export type JobResult = Record<string, any> | void;

/** One kind of job. */
export interface JobDefinition {
  readonly name: string;
  readonly queue: QueueName;
  // deno-lint-ignore no-explicit-any
  readonly payload: z.ZodType<any>;
  readonly policy: Partial<RetryPolicy>;
  // deno-lint-ignore no-explicit-any
  readonly run: (ctx: JobContext<any>) => Promise<JobResult>;
}

interface JobSpec<P> {
  /** As SQL queues it: `select app.enqueue('<name>', payload)`. */
  name: string;
  /** Decides retries, time limit and how many run beside each other; `internal` is for small, quick ones. */
  queue: QueueName;
  /** A payload that does not pass fails the job at once. */
  payload: z.ZodType<P>;
  /** What differs from the policy of the queue. */
  policy?: Partial<RetryPolicy>;
  run(ctx: JobContext<P>): Promise<JobResult>;
}

/**
 * Declares a kind of job. It runs at least once after the commit of whoever queued it: effects inside `finish` happen exactly
 * once, effects outside must bear repetition under the id of the job. Throw `TransientError` for failures of others.
 */
export function defineJob<P>(spec: JobSpec<P>): JobDefinition {
  return Object.freeze({ ...spec, policy: spec.policy ?? {}, run: spec.run as JobDefinition["run"] });
}
