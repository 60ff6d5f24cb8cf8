import { createHash } from "node:crypto";
import { createTarPacker, type TarPackController } from "modern-tar";
import { sealStream } from "../../shared/auth/sealed_stream.ts";
import type { Sql } from "../../shared/db/pool.ts";
import { describeError } from "../../shared/http/log.ts";
import { serviceTransaction } from "../../shared/http/service_actor.ts";
import type { JobContext } from "../../shared/jobs/define_job.ts";
import type { ObjectStorage } from "../../shared/providers/storage/object_storage.ts";
import { backupPurpose, digestOf, manifestPurpose, type Member, schemaVersion, sha256Hex } from "./archive_rules.ts";
import {
  backupFiles,
  type BackupTable,
  backupTables,
  dropUnfinished,
  insertBackup,
  readTable,
  settleBackup,
} from "./backups_queries.ts";
import { backupName, bytesText, memberOf } from "./backups_rules.ts";
import { type BackupStores, factsOfJob, tell } from "./backup_stores.ts";

const encoder = new TextEncoder();
const LARGEST_SHOWN = 10;

interface Made {
  filename: string;
  size: number;
  sha256: string;
  files: number;
}

/**
 * Backs the organisation of the job up as of one moment, in bounded memory: the rows are read twice from one snapshot, because a
 * tar member says its size first. The row of the backup is written before its object and confirmed after it; what an earlier run
 * left unfinished is removed. A file that cannot be read is a warning. Throws `StorageError`.
 */
export async function makeBackup(
  ctx: JobContext<unknown>,
  stores: BackupStores,
  options: { withUsers: boolean; beforeRestore?: boolean },
): Promise<Made> {
  const { runtime, tenantId, transact } = ctx;
  for (const { storage_key } of await transact(dropUnfinished)) await stores.backups.remove(storage_key);
  const at = new Date();
  const filename = backupName(at, { hasUsers: options.withUsers, beforeRestore: options.beforeRestore ?? false });
  const key = `${tenantId}/backups/${crypto.randomUUID()}.sealed`;
  const [{ id }] = await transact((sql) => insertBackup(sql, filename, key));
  const made = await serviceTransaction(runtime, tenantId, factsOfJob(ctx), async (sql) => {
    const tables = await backupTables(sql, options.withUsers);
    const data = await measure(ctx, sql, tables, options.withUsers);
    const { readable, controller } = createTarPacker();
    const whole = createHash("sha256");
    let size = 0;
    const archive = readable.pipeThrough(new CompressionStream("gzip") as TransformStream<Uint8Array, Uint8Array>)
      .pipeThrough(
        new TransformStream<Uint8Array, Uint8Array>({
          transform(chunk, out) {
            whole.update(chunk);
            size += chunk.byteLength;
            out.enqueue(chunk);
          },
        }),
      );
    const sealed = await sealStream(archive, runtime.secrets, backupPurpose(tenantId));
    const sending = stores.backups.putStream(key, sealed, "application/octet-stream");
    const writing = writeMembers(ctx, sql, { controller, tables, data, at, stores, ...options })
      .catch((error) => {
        controller.error(error);
        throw error;
      });
    const [written, sent] = await Promise.allSettled([writing, sending]);
    if (sent.status === "rejected") throw sent.reason;
    if (written.status === "rejected") throw written.reason;
    return { filename, size, sha256: whole.digest("hex"), files: written.value };
  }, "snapshot");
  await transact((sql) => settleBackup(sql, id, { size: made.size, sha256: made.sha256, includedFiles: made.files }));
  await tell(ctx, `Kept ${filename}, ${bytesText(made.size)}.`);
  return made;
}

/** The lines of data.json, one row each, and between them nothing but commas: readable line by line. */
async function* dataLines(ctx: JobContext<unknown>, sql: Sql, tables: readonly BackupTable[], withUsers: boolean) {
  yield { model: "", text: "[\n" };
  let isFirst = true;
  for (const table of tables) {
    for await (const rows of readTable(sql, table, withUsers)) {
      ctx.signal.throwIfAborted();
      for (const row of rows) {
        yield { model: table.model, text: isFirst ? row : `,\n${row}` };
        isFirst = false;
      }
    }
  }
  yield { model: "", text: "\n]\n" };
}

/** First reading: how large data.json will be. */
async function measure(
  ctx: JobContext<unknown>,
  sql: Sql,
  tables: readonly BackupTable[],
  withUsers: boolean,
): Promise<Member> {
  const hash = createHash("sha256");
  const perTable = new Map<string, { rows: number; bytes: number }>();
  let size = 0;
  for await (const { model, text } of dataLines(ctx, sql, tables, withUsers)) {
    const bytes = encoder.encode(text);
    hash.update(bytes);
    size += bytes.byteLength;
    if (model === "") continue;
    const seen = perTable.get(model) ?? { rows: 0, bytes: 0 };
    perTable.set(model, { rows: seen.rows + 1, bytes: seen.bytes + bytes.byteLength });
  }
  await tell(ctx, `${bytesText(size)} of data in ${perTable.size} tables.`);
  const largest = [...perTable].sort(([, a], [, b]) => b.bytes - a.bytes).slice(0, LARGEST_SHOWN);
  for (const [model, { rows, bytes }] of largest) await tell(ctx, `${model}: ${rows} rows, ${bytesText(bytes)}.`);
  await ctx.progress(40, "Data read.");
  return { path: "data.json", size, sha256: hash.digest("hex") };
}

/** Second reading: data.json, the files, the manifest. Answers how many files are in. */
async function writeMembers(
  ctx: JobContext<unknown>,
  sql: Sql,
  { controller, tables, data, at, stores, withUsers }: {
    controller: TarPackController;
    tables: readonly BackupTable[];
    data: Member;
    at: Date;
    stores: BackupStores;
    withUsers: boolean;
  },
): Promise<number> {
  const { tenantId, runtime } = ctx;
  const members: Member[] = [data];
  const writer = controller.add({ name: data.path, size: data.size, mtime: at }).getWriter();
  let pending = "";
  for await (const { text } of dataLines(ctx, sql, tables, withUsers)) {
    pending += text;
    if (pending.length < 64 * 1024) continue;
    await writer.write(encoder.encode(pending));
    pending = "";
  }
  await writer.write(encoder.encode(pending));
  await writer.close();
  await ctx.progress(70, "Data written.");

  const files = await backupFiles(sql);
  let done = 0;
  for (const file of files) {
    ctx.signal.throwIfAborted();
    const bytes = await readable(ctx, stores.documents, file);
    if (bytes) {
      const path = memberOf(file.storage_key);
      await addMember(controller, path, bytes, at);
      members.push({ path, size: bytes.byteLength, sha256: file.sha256 });
    } else await tell(ctx, `Warning: ${memberOf(file.storage_key)} could not be read and is left out.`);
    if (++done % 10 === 0 || done === files.length) await tell(ctx, `${done} of ${files.length} files.`);
  }
  const said = {
    format: "comptoir-backup-1" as const,
    timestamp: at.toISOString(),
    tenant_id: tenantId,
    schema_version: schemaVersion(tables),
    has_users: withUsers,
    included_files_count: members.length - 1,
    referenced_files_count: files.length,
    media: { included_in_archive: true, mode: "embedded" as const, storage: { bucket: "documents" } },
    files: members,
  };
  const sha256 = digestOf(said);
  const manifest = { ...said, sha256, seal: await runtime.secrets.seal(sha256, manifestPurpose(tenantId)) };
  await addMember(controller, "manifest.json", encoder.encode(JSON.stringify(manifest, null, 1)), at);
  controller.finalize();
  return members.length - 1;
}

async function addMember(controller: TarPackController, name: string, bytes: Uint8Array, mtime: Date): Promise<void> {
  const writer = controller.add({ name, size: bytes.byteLength, mtime }).getWriter();
  await writer.write(bytes);
  await writer.close();
}

/** The bytes of a file as they were uploaded; undefined when they are not to be had. */
async function readable(
  ctx: JobContext<unknown>,
  documents: ObjectStorage,
  file: { storage_key: string; sha256: string },
): Promise<Uint8Array | undefined> {
  try {
    const stored = await documents.get(file.storage_key);
    return stored && sha256Hex(stored.bytes) === file.sha256 ? stored.bytes : undefined;
  } catch (error) {
    ctx.log("warn", "backup.file_unreadable", { error: describeError(error) });
    return undefined;
  }
}
