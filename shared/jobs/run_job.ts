import { describeError } from "../http/log.ts";
import type { RequestFacts } from "../http/credentials.ts";
import type { Runtime } from "../http/runtime.ts";
import { serviceTransaction } from "../http/service_actor.ts";
import type { Sql } from "../db/pool.ts";
import type { JobContext, JobDefinition, JobResult } from "./define_job.ts";
import { failureOf, JobError, JobLost, TransientError, WorkerStopped } from "./failures.ts";
import { type ClaimedJob, failJob, finishJob, holdsJob, noteProgress } from "./jobs_queries.ts";
import { policyOf, retryDelay } from "./queue_rules.ts";

/** Progress is written at most this often. */
const PROGRESS_MS = 500;
/** A run that does not heed its signal is left behind after this long. */
const GRACE_MS = 2000;

interface Outcome {
  result: JobResult;
  /** The run completed the job itself, together with its effects. */
  isSettled: boolean;
}

/** One run of a claimed job. */
export interface Run {
  runtime: Runtime;
  definition: JobDefinition;
  job: ClaimedJob;
  lease: string;
  /** Aborted with the reason why the run must end. */
  control: AbortController;
}

export const factsOf = (job: ClaimedJob) => ({
  job_id: job.id,
  kind: job.kind,
  tenant_id: job.tenant_id,
  attempt: job.attempts,
});

/** Runs a claimed job once. Throws what the run throws, or why it was ended. */
export async function runJob(run: Run): Promise<Outcome> {
  const { definition, job, control } = run;
  const policy = policyOf(definition);
  // A job that kills every worker that runs it ends too.
  if (job.attempts > policy.retries + 1) throw new JobError("Every attempt was cut short.");
  const payload = definition.payload.safeParse(job.payload);
  if (!payload.success) throw payload.error;
  const overdue = new TransientError("The job took too long.");
  const timer = setTimeout(() => control.abort(overdue), policy.limit * 1000);
  try {
    const { ctx, settled } = contextOf(run, payload.data);
    const result = await heeding(control.signal, definition.run(ctx));
    return settled() ?? { result, isSettled: false };
  } finally {
    clearTimeout(timer);
  }
}

/** The promise, or the reason of the signal once it has aborted and a moment to end in good order is over. */
async function heeding<T>(signal: AbortSignal, run: Promise<T>): Promise<T> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let heed = () => {};
  const aborted = new Promise<never>((_, reject) => {
    heed = () => void (timer = setTimeout(() => reject(signal.reason), GRACE_MS));
    signal.addEventListener("abort", heed);
    if (signal.aborted) heed();
  });
  try {
    return await Promise.race([run, aborted]);
  } catch (error) {
    // Whatever fell over when the signal came, the signal is why.
    throw signal.aborted ? signal.reason : error;
  } finally {
    clearTimeout(timer);
    signal.removeEventListener("abort", heed);
  }
}

function contextOf({ runtime, definition, job, lease, control: { signal } }: Run, payload: unknown) {
  const facts: RequestFacts = {
    request_id: job.id,
    ip: "",
    user_agent: "worker",
    method: "JOB",
    path: `/jobs/${definition.name}`,
  };
  const inTenant = <T>(work: (sql: Sql) => Promise<T>) => {
    signal.throwIfAborted();
    return serviceTransaction(runtime, job.tenant_id, facts, work);
  };
  let settled: Outcome | undefined;
  let notedAt = 0;
  const ctx: JobContext<unknown> = {
    id: job.id,
    payload,
    tenantId: job.tenant_id,
    createdBy: job.created_by,
    attempt: job.attempts,
    signal,
    runtime,
    log: (level, event, fields) => runtime.log(level, event, { ...factsOf(job), ...fields }),
    transact: (work) =>
      inTenant(async (sql) => {
        const result = await work(sql);
        const [{ held }] = await holdsJob(sql, job.id, lease);
        if (!held) throw new JobLost("cancelled or taken over");
        return result;
      }),
    async finish(work) {
      const result = await inTenant(async (sql) => {
        const result = await work(sql);
        const [{ held }] = await finishJob(sql, job.id, lease, result);
        if (!held) throw new JobLost("cancelled or taken over");
        return result;
      });
      settled = { result, isSettled: true };
      return result;
    },
    async progress(percent, message) {
      signal.throwIfAborted();
      if (Date.now() - notedAt < PROGRESS_MS) return;
      notedAt = Date.now();
      const [{ held }] = await noteProgress(runtime.pool, lease, job.id, Math.floor(percent), message);
      if (!held) throw new JobLost("cancelled or taken over");
    },
  };
  return { ctx, settled: () => settled };
}

/** Puts a failed run back, ends the job, or does nothing where it is another's by now. */
export async function settleFailure(run: Run, error: unknown): Promise<void> {
  const { runtime: { pool, log }, definition, job, lease, control: { signal } } = run;
  if (signal.reason instanceof JobLost || error instanceof JobLost) return log("info", "job.lost", factsOf(job));
  if (signal.reason instanceof WorkerStopped) {
    await failJob(pool, lease, job.id, { error: "The worker stopped.", retrySeconds: 0, counts: false });
    return log("info", "job.given_back", factsOf(job));
  }
  const policy = policyOf(definition);
  const failure = failureOf(error);
  const mayRetry = failure.isTransient || policy.retryOn === "any";
  const retrySeconds = mayRetry ? retryDelay(policy, job.attempts, Math.random(), failure.retryAfter) : undefined;
  const [{ outcome }] = await failJob(pool, lease, job.id, { error: failure.sentence, retrySeconds });
  const hasFailed = outcome === "failed";
  log(hasFailed ? "error" : "warn", hasFailed ? "job.failed" : "job.retry", {
    ...factsOf(job),
    ...(retrySeconds !== undefined && { retry_in: Math.round(retrySeconds) }),
    error: describeError(error),
  });
}
