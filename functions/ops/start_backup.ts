import { invalid, problem } from "../../shared/contracts/kit/problems.ts";
import type { StreamEvent } from "../../shared/contracts/kit/replies.ts";
import type { Detached } from "../../shared/http/bind.ts";
import { idempotencyKeyOf } from "../../shared/http/idempotency.ts";
import { startJob } from "../../shared/jobs/start_job.ts";
import { findBackup, isUnderWay, lastJob, underWay } from "./backups_queries.ts";
import { keptName } from "./backups_rules.ts";
import { storesOf } from "./backup_stores.ts";
import { followBackup } from "./follow_backup.ts";

interface Streaming {
  include_users: boolean;
  replay: boolean;
  last_event_id?: string;
  idempotency_key?: string;
}

/** Starts a backup and follows it; or follows the one there is. Raises backup_running, storage_off, not_found. */
export async function startBackup(ctx: Detached<undefined, Streaming, undefined>): Promise<AsyncIterable<StreamEvent>> {
  return await startAndFollow(ctx, "backups.make", { include_users: ctx.query.include_users });
}

/** As `startBackup` for a restore; a file that is not there is a wrong parameter. */
export async function startRestore(
  ctx: Detached<undefined, Streaming & { file?: string }, undefined>,
): Promise<AsyncIterable<StreamEvent>> {
  const { file, include_users, replay } = ctx.query;
  // Looked for in any case: whoever may not restore hears that and nothing else.
  const [backup] = await ctx.read((sql) => findBackup(sql, keptName(file ?? "") ?? ""));
  if (!backup && !replay) throw invalid({ field: "file", message: "names no backup" });
  return await startAndFollow(ctx, "backups.restore", { file, include_users });
}

async function startAndFollow(
  ctx: Detached<undefined, Streaming, undefined>,
  kind: "backups.make" | "backups.restore",
  payload: Record<string, unknown>,
): Promise<AsyncIterable<StreamEvent>> {
  const { query, request, runtime, read, transact } = ctx;
  const seen = request.headers.get("last-event-id") ?? query.last_event_id;
  if (query.replay || seen) {
    const [job] = await read((sql) => lastJob(sql, kind));
    if (!job) throw problem("not_found");
    return followBackup(read, kind, job.id, seen, runtime.config.STREAM_POLL_SECONDS);
  }
  const hasKey = Boolean(idempotencyKeyOf(request) ?? query.idempotency_key);
  // While a restore runs nobody may write: whoever asks then hears why.
  const busy = await read(isUnderWay);
  if (!hasKey && busy.length > 0) throw problem("backup_running");
  storesOf(runtime.config);
  const { jobId } = await transact(async (sql) => {
    const [{ job_id }] = await underWay(sql);
    if (job_id && !hasKey) throw problem("backup_running");
    const input = { ...payload, idempotency_key: query.idempotency_key };
    const started = await startJob(sql, { kind, payload, request, input });
    // A key that is new starts something new.
    if (started.queued && job_id) throw problem("backup_running");
    return started;
  });
  return followBackup(read, kind, jobId, undefined, runtime.config.STREAM_POLL_SECONDS);
}
