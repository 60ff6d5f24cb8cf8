import type { Config } from "../../shared/config/config.ts";
import { problem } from "../../shared/contracts/kit/problems.ts";
import type { RequestFacts } from "../../shared/http/credentials.ts";
import type { JobContext } from "../../shared/jobs/define_job.ts";
import { TransientError } from "../../shared/jobs/failures.ts";
import { type ObjectStorage, StorageError } from "../../shared/providers/storage/object_storage.ts";
import { supabaseStorage } from "../../shared/providers/storage/supabase_storage.ts";
import { insertEvent } from "./backups_queries.ts";

/** Where backups lie and where the files they hold come from. */
export interface BackupStores {
  backups: ObjectStorage;
  documents: ObjectStorage;
}

/** Raises storage_off. */
export function storesOf(config: Config): BackupStores {
  const [backups, documents] = ["backups", "documents"].map((bucket) => supabaseStorage(config, bucket));
  if (!backups || !documents) throw problem("storage_off");
  return { backups, documents };
}

/** The facts of a job's own transactions: by its id the entry knows the one job that may write during a restore. */
export function factsOfJob({ id }: Pick<JobContext<unknown>, "id">): RequestFacts {
  return { request_id: id, ip: "", user_agent: "worker", method: "JOB", path: "/jobs/backups" };
}

/** Tells whoever follows, now or later. */
export async function tell(ctx: JobContext<unknown>, message: string): Promise<void> {
  await ctx.transact((sql) => insertEvent(sql, ctx.id, "message", { message }));
}

export async function tellProgress(ctx: JobContext<unknown>, progress: number, message: string): Promise<void> {
  await ctx.transact((sql) => insertEvent(sql, ctx.id, "progress", { progress, message }));
}

/** A storage that fails may work again. */
export function asTransient(error: unknown): never {
  if (error instanceof StorageError) throw new TransientError("The storage service failed.", { cause: error });
  throw error;
}

/** A storage that fails, for a caller who waits. */
export function asFailure(error: unknown): never {
  if (error instanceof StorageError) throw problem("storage_failed", undefined, { cause: error });
  throw error;
}
