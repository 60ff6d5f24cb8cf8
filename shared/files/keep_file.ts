import { MAX_FILE_BYTES } from "../contracts/documents/refs.ts";
import { problem } from "../contracts/kit/problems.ts";
import type { Sql } from "../db/pool.ts";
import { type ObjectStorage, StorageError } from "../providers/storage/object_storage.ts";
import { type FileScanner, ScanError } from "../providers/scan/file_scanner.ts";
import { type FileRow, insertFile, settleFile, type StoredRow } from "./files_queries.ts";
import { ALLOWED_EXTENSIONS, mediaOf } from "./media_rules.ts";
import { readableName, storageKey } from "./name_rules.ts";

/** What an upload is and where it goes. */
export interface Upload {
  tenantId: string;
  bytes: Uint8Array<ArrayBuffer>;
  name: string;
  kind: string;
  entity?: string | null;
  entityId?: string | null;
}

export interface FileKeeping {
  transact<T>(work: (sql: Sql) => Promise<T>): Promise<T>;
  storage: ObjectStorage;
  scanner: FileScanner;
}

/**
 * Keeps a file: judged by its content, scanned, its row written first as pending, then its object, then the row confirmed. A crash
 * between any two steps leaves a pending row or an object that nobody is shown, and the daily cleanup removes it. An infected file
 * is put apart in quarantine and refused. Raises file_empty, upload_too_large, file_type_refused, file_infected, scan_failed,
 * storage_failed.
 */
export async function keepFile({ transact, storage, scanner }: FileKeeping, upload: Upload): Promise<FileRow> {
  const { bytes, tenantId } = upload;
  if (bytes.byteLength === 0) throw problem("file_empty");
  if (bytes.byteLength > MAX_FILE_BYTES) throw problem("upload_too_large", { max_bytes: MAX_FILE_BYTES });
  const name = readableName(upload.name);
  const media = await mediaOf(bytes, name);
  if (!media) throw problem("file_type_refused", { allowed: ALLOWED_EXTENSIONS });
  const { verdict } = await scanner.scan(bytes).catch(asScanFailure);
  const isInfected = verdict === "infected";
  const row = {
    kind: upload.kind,
    entity: upload.entity ?? null,
    entity_id: upload.entityId ?? null,
    original_name: name,
    // What is infected has neither a kind nor an ending that anything would open.
    storage_key: isInfected
      ? storageKey(tenantId, "quarantine", "bin")
      : storageKey(tenantId, upload.kind, media.extension),
    size: bytes.byteLength,
    sha256: await sha256(bytes),
    media_type: media.mediaType,
    scan_status: verdict,
  };
  const [pending] = await transact((sql) => insertFile(sql, row));
  await storage.put(row.storage_key, bytes, isInfected ? "application/octet-stream" : media.mediaType)
    .catch(asStorageFailure);
  const [kept] = await transact((sql) => settleFile(sql, pending.id, isInfected ? "quarantined" : "stored"));
  if (isInfected) throw problem("file_infected", { file_id: kept.id });
  return kept;
}

/** The content of a file. Raises file_quarantined, file_lost, storage_failed. */
export async function contentOf(storage: ObjectStorage, file: StoredRow): Promise<Uint8Array<ArrayBuffer>> {
  if (file.status === "quarantined" || file.scan_status === "infected") throw problem("file_quarantined");
  const stored = file.status === "stored" ? await storage.get(file.storage_key).catch(asStorageFailure) : undefined;
  if (!stored) throw problem("file_lost");
  // A store that hands out something else than it was given must not pass it on under our name.
  if (await sha256(stored.bytes) !== file.sha256) throw problem("storage_failed");
  return stored.bytes;
}

async function sha256(bytes: Uint8Array<ArrayBuffer>): Promise<string> {
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
  return Array.from(digest, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

function asStorageFailure(error: unknown): never {
  if (error instanceof StorageError) throw problem("storage_failed", undefined, { cause: error });
  throw error;
}

function asScanFailure(error: unknown): never {
  if (error instanceof ScanError) throw problem("scan_failed", undefined, { cause: error });
  throw error;
}
