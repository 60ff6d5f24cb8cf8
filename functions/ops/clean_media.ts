import type { z } from "zod";
import type { MediaCleanup } from "../../shared/contracts/ops/media.ts";
import { problem } from "../../shared/contracts/kit/problems.ts";
import type { StreamEvent } from "../../shared/contracts/kit/replies.ts";
import type { Detached } from "../../shared/http/bind.ts";
import { describeError } from "../../shared/http/log.ts";
import { supabaseStorage } from "../../shared/providers/storage/supabase_storage.ts";
import { noteCleanup, type Orphan, takeInventory } from "./media_queries.ts";

type Cleanup = z.input<typeof MediaCleanup>;
// deno-lint-ignore no-explicit-any
type Call = Pick<Detached<any, any, any>, "transact" | "read" | "runtime" | "tenantId" | "facts">;

const BATCH = 25;
const MAX_ORPHANS = 1000;

export const MEDIA_BUCKETS = ["avatars", "documents"];

/** The whole clean-up at once. Raises storage_off. */
export async function cleanMedia(call: Call, dryRun: boolean): Promise<Cleanup> {
  const steps = cleanUp(call, dryRun);
  while (true) {
    const { done, value } = await steps.next();
    if (done) return value;
  }
}

/** The clean-up as it goes on. Raises storage_off before the first event; what fails after it is the last one. */
export async function* cleanMediaLive(call: Call, dryRun: boolean): AsyncGenerator<StreamEvent, void> {
  const steps = cleanUp(call, dryRun);
  let step = await steps.next();
  try {
    while (!step.done) {
      yield step.value;
      step = await steps.next();
    }
    yield { event: "media_cleanup_finished", data: { ok: step.value.ok, cleanup: step.value } };
  } catch (error) {
    const { runtime: { log }, facts } = call;
    log("error", "media.cleanup_failed", { request_id: facts.request_id, error: describeError(error) });
    yield { event: "media_cleanup_failed", data: { ok: false, message: "The clean-up broke off." } };
  }
}

/**
 * Finds the objects of the organisation that no record names and, unless it is a rehearsal, removes them batch by batch, each only
 * if still nobody names it. An object that cannot be removed is an entry of `errors`.
 */
async function* cleanUp(call: Call, dryRun: boolean): AsyncGenerator<StreamEvent, Cleanup> {
  const { read, transact, runtime, tenantId } = call;
  if (!dryRun && !supabaseStorage(runtime.config, MEDIA_BUCKETS[0])) throw problem("storage_off");
  const inventory = await read((sql) => takeInventory(sql, MAX_ORPHANS));
  const { orphans } = inventory;
  yield { event: "media_cleanup_started", data: { dryRun, scannedFiles: inventory.scanned } };
  const errors: string[] = [];
  let [deleted, bytes] = [0, 0];
  for (let at = 0; at < orphans.length; at += BATCH) {
    const batch = orphans.slice(at, at + BATCH);
    for (const { path, size } of batch) yield { event: "media_cleanup_found", data: { path, sizeBytes: size } };
    if (!dryRun) {
      const { removed, failed } = await removeStillOrphaned(call, batch);
      deleted += removed.length;
      bytes += removed.reduce((sum, one) => sum + one.size, 0);
      errors.push(...failed.map(({ path }) => `${path} could not be removed`));
    }
    yield { event: "media_cleanup_progress", data: { done: at + batch.length, total: orphans.length, deleted } };
  }
  if (deleted > 0) await transact((sql) => noteCleanup(sql, deleted, bytes));
  return {
    ok: errors.length === 0,
    message: dryRun ? `${orphans.length} files would be removed.` : `${deleted} files were removed.`,
    dryRun,
    storage: "supabase",
    prefixes: MEDIA_BUCKETS.map((bucket) => `${bucket}/${tenantId}/`),
    scannedFiles: inventory.scanned,
    referencedFiles: inventory.referenced,
    orphanedFiles: orphans.length,
    deletedFiles: deleted,
    totalOrphanBytes: orphans.reduce((sum, { size }) => sum + size, 0),
    files: orphans.map(({ path, size }) => ({ path, sizeBytes: size })),
    errors,
  };
}

async function removeStillOrphaned({ read, runtime, facts }: Call, batch: readonly Orphan[]) {
  const { orphans } = await read((sql) => takeInventory(sql, batch.length, batch.map(({ path }) => path)));
  const [removed, failed]: [Orphan[], Orphan[]] = [[], []];
  for (const orphan of orphans) {
    try {
      await supabaseStorage(runtime.config, orphan.bucket)!.remove(orphan.path);
      removed.push(orphan);
    } catch (error) {
      runtime.log("warn", "media.not_removed", { request_id: facts.request_id, error: describeError(error) });
      failed.push(orphan);
    }
  }
  return { removed, failed };
}
