import { sealStream } from "../../shared/auth/sealed_stream.ts";
import { problem } from "../../shared/contracts/kit/problems.ts";
import type { StreamedFile } from "../../shared/contracts/kit/replies.ts";
import { firstOr } from "../../shared/db/rows.ts";
import type { Detached } from "../../shared/http/bind.ts";
import { describeError } from "../../shared/http/log.ts";
import { supabaseStorage } from "../../shared/providers/storage/supabase_storage.ts";
import { backupPurpose, sha256Hex } from "./archive_rules.ts";
import { type BackupRow, findBackup, insertBackup, removeBackups, settleBackup } from "./backups_queries.ts";
import { createdAt, hasUsers, keptName, typeOf, uploadedName } from "./backups_rules.ts";
import { asFailure, storesOf } from "./backup_stores.ts";
import { openArchive } from "./read_archive.ts";

/** A backup as callers see it. */
export function shownBackup({ filename, size, included_files, created_at }: BackupRow) {
  return {
    filename,
    size,
    type: typeOf(filename),
    includedFiles: included_files,
    hasUsers: hasUsers(filename),
    createdAt: createdAt(filename, created_at),
  };
}

/** The archive in the clear, opened while it is sent. Raises not_found, storage_off, storage_failed. */
export async function downloadBackup(
  { params, read, runtime, tenantId }: Detached<{ filename: string }, undefined, undefined>,
): Promise<StreamedFile> {
  const name = keptName(params.filename);
  const backup = firstOr(name ? await read((sql) => findBackup(sql, name)) : [], "not_found");
  const storage = storesOf(runtime.config).backups;
  const archive = { tenantId, storage, storageKey: backup.storage_key, box: runtime.secrets };
  const chunks = await openArchive(archive).catch(asFailure);
  if (!chunks) throw problem("not_found");
  return { chunks, filename: backup.filename, media_type: mediaTypes[typeOf(backup.filename)] };
}

const mediaTypes = {
  "tar.gz": "application/gzip",
  "tar.zst": "application/zstd",
  "json.gz": "application/gzip",
  json: "application/json",
};

/** Keeps an archive of the caller, sealed. Whether it can be restored is judged then. Raises backup_filename_taken, storage_*. */
export async function uploadBackup(
  { body, read, transact, runtime, tenantId }: Detached<undefined, undefined, { backup_file: File }>,
): Promise<{ filename: string }> {
  // Whoever may not upload hears that and nothing else.
  await read(() => Promise.resolve());
  const storage = storesOf(runtime.config).backups;
  const filename = uploadedName(new Date(), body.backup_file.name);
  const key = `${tenantId}/backups/${crypto.randomUUID()}.sealed`;
  const [{ id }] = await transact((sql) => insertBackup(sql, filename, key));
  const bytes = new Uint8Array(await body.backup_file.arrayBuffer());
  const sealed = await sealStream(new Blob([bytes]).stream(), runtime.secrets, backupPurpose(tenantId));
  await storage.putStream(key, sealed, "application/octet-stream").catch(asFailure);
  const facts = { size: bytes.byteLength, sha256: sha256Hex(bytes), includedFiles: null };
  await transact((sql) => settleBackup(sql, id, facts));
  return { filename };
}

/** Removes backups by name, or all; names that are none are not among the answer. */
export async function removeKept(
  { transact, runtime, facts }: Pick<Detached<unknown, unknown, unknown>, "transact" | "runtime" | "facts">,
  filenames?: readonly string[],
): Promise<string[]> {
  const names = filenames?.filter((name) => keptName(name));
  const removed = await transact((sql) => removeBackups(sql, names));
  const storage = supabaseStorage(runtime.config, "backups");
  for (const { storage_key } of removed) {
    await storage?.remove(storage_key).catch((error) =>
      runtime.log("warn", "backup.left_behind", { request_id: facts.request_id, error: describeError(error) })
    );
  }
  return removed.map(({ filename }) => filename);
}
