import { join } from "node:path";
import type postgres from "postgres";
import type { StorageDatabase } from "./database.ts";
import type { FileStore, StoredFile } from "./files.ts";
import { findReferencedFiles } from "./object_queries.ts";

const BATCH = 500;

/**
 * Removes files no object points to: what crashes between a file and its row left behind. Returns how many.
 *
 * Only files older than `minAgeMs` go, because an upload under way has its file before its row. A folder that belongs
 * to another database is left alone: seen from here, all its files would look lost.
 */
export async function sweepOrphans(
  files: FileStore,
  database: StorageDatabase,
  { minAgeMs, log }: { minAgeMs: number; log: (line: string) => void },
): Promise<number> {
  if (!await ownsFolder(files, database)) {
    log(`storage: ${files.root} holds files of another database and is not swept`);
    return 0;
  }
  const before = new Date(Date.now() - minAgeMs);
  await files.clearStaged(before);
  let removed = 0;
  let batch: StoredFile[] = [];
  const flush = async () => {
    removed += await removeOrphans(database, batch);
    batch = [];
  };
  for await (const file of files.stored()) {
    if (file.modifiedAt === null || file.modifiedAt >= before) continue;
    if (batch.push(file) === BATCH) await flush();
  }
  await flush();
  if (removed > 0) log(`storage: swept ${removed} files that no object points to`);
  return removed;
}

async function removeOrphans(database: StorageDatabase, files: StoredFile[]): Promise<number> {
  if (files.length === 0) return 0;
  const ids = [...new Set(files.map((file) => file.objectId))];
  const referenced = await database.maintain((sql) => findReferencedFiles(sql, ids));
  const orphans = files.filter((file) => !referenced.has(`${file.objectId}/${file.version}`));
  for (const orphan of orphans) {
    await Deno.remove(orphan.path).catch(ignoreMissing);
    // Fails while other versions are in it, which is meant.
    await Deno.remove(join(orphan.path, "..")).catch(() => {});
  }
  return orphans.length;
}

async function ownsFolder(files: FileStore, database: StorageDatabase): Promise<boolean> {
  const marker = join(files.root, ".database");
  const identity = await database.maintain(databaseIdentity);
  try {
    return (await Deno.readTextFile(marker)).trim() === identity;
  } catch (error) {
    ignoreMissing(error);
    await Deno.writeTextFile(marker, `${identity}\n`);
    return true;
  }
}

async function databaseIdentity(sql: postgres.TransactionSql): Promise<string> {
  const [row] = await sql<{ identity: string }[]>`
    select system_identifier || '/' || current_database() as identity from pg_control_system()`;
  return row.identity;
}

function ignoreMissing(error: unknown): void {
  if (!(error instanceof Deno.errors.NotFound)) throw error;
}
