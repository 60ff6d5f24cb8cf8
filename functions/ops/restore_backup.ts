import type { Sql } from "../../shared/db/pool.ts";
import type { JobContext } from "../../shared/jobs/define_job.ts";
import { JobError, TransientError } from "../../shared/jobs/failures.ts";
import { schemaVersion } from "./archive_rules.ts";
import {
  backupTables,
  beginRestore,
  clearForRestore,
  countOpenBefore,
  endRestore,
  findBackup,
  loadRows,
} from "./backups_queries.ts";
import { fileProgress, hasUsers, keyOf } from "./backups_rules.ts";
import { type BackupStores, tell, tellProgress } from "./backup_stores.ts";
import { makeBackup } from "./make_backup.ts";
import { type Archive, membersOf, rowTexts, verifyArchive } from "./read_archive.ts";

const BATCH_ROWS = 200;
const BATCH_CHARACTERS = 1_000_000;
const WRITERS_MS = 60_000;

/**
 * Makes the organisation of the job again what a backup holds, in one transaction or not at all; see the functions
 * `ops.clear_for_restore` and on for what stays. The archive is proved first, a backup of the present state made, and whoever was
 * let in before is waited for. May be repeated from the start after a crash. Throws `JobError`, `StorageError`.
 */
export async function restoreBackup(
  ctx: JobContext<{ file: string; include_users: boolean }>,
  stores: BackupStores,
): Promise<void> {
  const { payload: { file, include_users }, tenantId, runtime, transact, finish } = ctx;
  const [backup] = await transact((sql) => findBackup(sql, file));
  if (!backup) throw new JobError("The backup is gone.");
  const archive: Archive = { tenantId, storage: stores.backups, storageKey: backup.storage_key, box: runtime.secrets };
  await tell(ctx, "Checking the archive.");
  const manifest = await verifyArchive(archive, ctx.signal);
  const withUsers = include_users && manifest.has_users;
  if (include_users && !withUsers) await tell(ctx, "The backup holds no users: accounts stay as they are.");
  await tell(ctx, "Making a backup of the present state.");
  const before = await makeBackup(ctx, stores, { withUsers: hasUsers(file), beforeRestore: true });

  const [{ at }] = await transact((sql) => beginRestore(sql, ctx.id));
  await waitForWriters(ctx, at);
  await tell(ctx, "Nobody else writes now.");
  if (manifest.included_files_count > 0) await restoreFiles(ctx, stores, archive, manifest.included_files_count);
  const total = manifest.files.find((member) => member.path === "data.json")!.size;
  await finish(async (sql) => {
    const version = schemaVersion(await backupTables(sql, manifest.has_users));
    const [{ removed }] = await clearForRestore(sql, withUsers);
    const loaded = await loadData(ctx, sql, { archive, withUsers, total });
    const dropped = Object.fromEntries([...loaded.dropped].map(([model, fields]) => [model, [...fields].sort()]));
    const summary = {
      filename: file,
      removed: Number(removed),
      written: loaded.written,
      kept: loaded.rows - loaded.written,
      same_schema: version === manifest.schema_version,
      dropped,
      before: before.filename,
    };
    await endRestore(sql, withUsers, summary);
    return summary;
  });
}

async function waitForWriters(ctx: JobContext<unknown>, at: string): Promise<void> {
  const until = Date.now() + WRITERS_MS;
  while (true) {
    const [{ open }] = await ctx.transact((sql) => countOpenBefore(sql, at));
    if (open === 0) return;
    if (Date.now() > until) throw new TransientError("Others were still writing.");
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

/** Objects that are there are never overwritten or removed; those that are missing come back. */
async function restoreFiles(
  ctx: JobContext<unknown>,
  stores: BackupStores,
  archive: Archive,
  total: number,
): Promise<void> {
  let done = 0;
  let copied = 0;
  for await (const { name, body } of membersOf(archive)) {
    const key = keyOf(ctx.tenantId, name);
    if (!key) {
      await body.pipeTo(new WritableStream());
      continue;
    }
    const bytes = new Uint8Array(await new Response(body as ReadableStream<Uint8Array<ArrayBuffer>>).arrayBuffer());
    if (await stores.documents.putNew(key, bytes, mediaTypeOf(name))) copied++;
    const progress = fileProgress(++done, total);
    if (progress !== undefined) await tellProgress(ctx, progress, `${done} of ${total} files.`);
  }
  await tell(ctx, `Files: copied ${copied}, skipped_existing ${done - copied}, missing_source ${total - done}.`);
}

const MEDIA_TYPES: Record<string, string> = {
  csv: "text/csv",
  doc: "application/x-cfb",
  docx: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
  gif: "image/gif",
  heic: "image/heic",
  jpg: "image/jpeg",
  json: "application/json",
  ods: "application/vnd.oasis.opendocument.spreadsheet",
  odt: "application/vnd.oasis.opendocument.text",
  pdf: "application/pdf",
  png: "image/png",
  pptx: "application/vnd.openxmlformats-officedocument.presentationml.presentation",
  tif: "image/tiff",
  txt: "text/plain",
  webp: "image/webp",
  xlsx: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
  xml: "application/xml",
};

/** Keys end in what the content was found to be. */
const mediaTypeOf = (name: string) => MEDIA_TYPES[name.split(".").at(-1)!] ?? "application/octet-stream";

interface Loaded {
  rows: number;
  written: number;
  dropped: Map<string, Set<string>>;
}

async function loadData(
  ctx: JobContext<unknown>,
  sql: Sql,
  { archive, withUsers, total }: { archive: Archive; withUsers: boolean; total: number },
): Promise<Loaded> {
  const loaded: Loaded = { rows: 0, written: 0, dropped: new Map() };
  let model = "";
  let batch: string[] = [];
  let characters = 0;
  let read = 0;
  const flush = async () => {
    if (batch.length === 0) return;
    ctx.signal.throwIfAborted();
    const [{ written, dropped }] = await loadRows(sql, model, batch, withUsers);
    loaded.rows += batch.length;
    loaded.written += written;
    if (dropped.length > 0) loaded.dropped.set(model, new Set([...loaded.dropped.get(model) ?? [], ...dropped]));
    read += characters;
    batch = [];
    characters = 0;
    await ctx.progress(Math.min(99, 50 + 49 * read / total), `${loaded.rows} rows.`);
  };
  for await (const { name, body } of membersOf(archive)) {
    if (name !== "data.json") {
      await body.pipeTo(new WritableStream());
      continue;
    }
    for await (const row of rowTexts(body)) {
      // As written by ops.open_backup: the model comes first or not, so it is read and not guessed.
      const next = /"model": ?"([a-z_.]+)"/.exec(row)![1];
      if (next !== model || batch.length >= BATCH_ROWS || characters + row.length > BATCH_CHARACTERS) await flush();
      model = next;
      batch.push(row);
      characters += row.length;
    }
    await flush();
    break;
  }
  return loaded;
}
