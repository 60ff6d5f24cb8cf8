import { sha256Hex } from "../auth/secrets.ts";
import { problem } from "../contracts/kit/problems.ts";
import type { Sql } from "../db/pool.ts";
import { idempotencyKeyOf } from "../http/idempotency.ts";
import { startJobOnce } from "./jobs_queries.ts";

/** A start of a job by a caller. */
export interface JobStart {
  kind: string;
  payload: Record<string, unknown>;
  /** What the job is for (`invoice:<id>:pdf`): without a key, one job of a kind and subject is under way at a time. */
  subject?: string;
  request: Request;
  /** Query and body as parsed. `idempotency_key` or `idempotencyKey` in them stand in for the header. */
  input?: Record<string, unknown>;
  /** Name, size and media type are part of what makes two requests the same. */
  files?: readonly File[];
}

/** The answer to a start, to be sent with 202. */
export interface JobStarted {
  jobId: string;
  status: "pending" | "processing" | "completed" | "failed" | "cancelled";
  progress: number;
  queued: boolean;
  deduplicated: boolean;
  statusUrl: string;
  streamUrl: string;
}

/**
 * Starts a job once, in the caller's transaction: the same key gives back the same job for 24 hours, and without a key so does
 * one that is still under way. Raises IDEMPOTENCY_KEY_INVALID, IDEMPOTENCY_MISMATCH, RATE_LIMIT.
 */
export async function startJob(sql: Sql, start: JobStart): Promise<JobStarted> {
  const { idempotency_key, idempotencyKey, ...input } = start.input ?? {};
  const key = idempotencyKeyOf(start.request) ?? keyOf(idempotency_key ?? idempotencyKey);
  const files = (start.files ?? []).map(({ name, size, type }) => [name, size, type]);
  const fingerprint = await sha256Hex(JSON.stringify([canonical(input), files]));
  const [{ job_id, queued, status, progress }] = await startJobOnce(sql, { ...start, key, fingerprint });
  return {
    jobId: job_id,
    status,
    progress,
    queued,
    deduplicated: !queued,
    statusUrl: `/api/async-jobs/${job_id}`,
    streamUrl: `/api/async-jobs/status/${job_id}`,
  };
}

function keyOf(value: unknown): string | undefined {
  if (value === undefined || value === null || value === "") return undefined;
  if (typeof value !== "string" || value.length > 200 || !/^[\x21-\x7e]+$/.test(value)) {
    throw problem("idempotency_key_invalid");
  }
  return value;
}

/** The same value in the same text, in whatever order its keys came. */
function canonical(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(canonical);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).sort(([a], [b]) => a < b ? -1 : 1).map(([k, v]) => [k, canonical(v)]),
  );
}
