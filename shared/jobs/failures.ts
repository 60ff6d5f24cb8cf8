import { Problem } from "../contracts/kit/problems.ts";
import { problemOf } from "../db/sqlstate.ts";

/** A failure of others that may pass: a service that is down, slow or busy. Its message is shown to whoever started the job. */
export class TransientError extends Error {
  override readonly name = "TransientError";
  /** `retryAfter` in seconds, where the service said so. */
  constructor(message: string, readonly options: { retryAfter?: number; cause?: unknown } = {}) {
    super(message, { cause: options.cause });
  }
}

/** A failure for good whose message is shown to whoever started the job. */
export class JobError extends Error {
  override readonly name = "JobError";
}

/** This run no longer holds its job: it was cancelled, or another worker took over. */
export class JobLost extends Error {
  override readonly name = "JobLost";
}

/** The worker stops: the run is given back without counting. */
export class WorkerStopped extends Error {
  override readonly name = "WorkerStopped";
}

/** What a failure means for the job. */
export interface Failure {
  isTransient: boolean;
  /** For whoever started the job; carries no internals. */
  sentence: string;
  retryAfter?: number;
}

const PASSING = new Set([408, 425, 429, 500, 502, 503, 504]);

/** Sorts a failure: what others did may pass, what we did wrong stays wrong. */
export function failureOf(error: unknown): Failure {
  if (error instanceof TransientError) {
    return { isTransient: true, sentence: error.message, retryAfter: error.options.retryAfter };
  }
  if (error instanceof JobError) return { isTransient: false, sentence: error.message };
  const refusal = problemOf(error);
  if (refusal instanceof Problem) {
    const { kind } = refusal;
    // A lost race, and a tenant switched off between claim and run: the next run finds it settled.
    const passes = PASSING.has(kind.status) || ["write_conflict", "tenant_disabled"].includes(kind.name);
    return { isTransient: passes, sentence: refusal.message };
  }
  // fetch says TypeError when no connection comes about, TimeoutError when a signal ran out.
  if (error instanceof Error && (error.name === "TimeoutError" || isConnectionError(error))) {
    return { isTransient: true, sentence: "A service did not answer." };
  }
  return { isTransient: false, sentence: "The job failed." };
}

function isConnectionError(error: Error): boolean {
  return error instanceof TypeError && /connect|network|fetch|sending request|error reading/i.test(error.message);
}
