import type { Sql } from "../db/pool.ts";
import type { ObjectStorage } from "../providers/storage/object_storage.ts";
import { findOrphans, giveUpUploads, markLost } from "./files_queries.ts";

const BATCH = 100;

export interface Cleaned {
  /** Objects nobody refers to and uploads that never ended. */
  removed: number;
  /** Files whose object is gone: marked, so that they are told from those that can be read. */
  lost: number;
}

/**
 * Brings rows and objects of one tenant together again, as a service: what came apart less than 24 hours ago is an upload that may
 * still be under way and is left alone. May be repeated at any point. Throws `StorageError`.
 */
export async function cleanFiles(
  { transact, storage }: { transact<T>(work: (sql: Sql) => Promise<T>): Promise<T>; storage: ObjectStorage },
): Promise<Cleaned> {
  const cleaned: Cleaned = { removed: 0, lost: 0 };
  while (true) {
    const orphans = await transact((sql) => findOrphans(sql, BATCH));
    const objects = orphans.flatMap((one) => one.storage_key ?? []);
    for (const key of objects) await storage.remove(key);
    const ids = (hasKey: boolean) =>
      orphans.flatMap((one) => (one.storage_key !== null) === hasKey ? one.file_id ?? [] : []);
    await transact(async (sql) => {
      await giveUpUploads(sql, ids(true));
      await markLost(sql, ids(false));
    });
    cleaned.removed += new Set(objects).size;
    cleaned.lost += ids(false).length;
    if (orphans.length < BATCH) return cleaned;
  }
}
