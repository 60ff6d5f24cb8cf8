import type { z } from "zod";
import { fileUrl, LINK_SECONDS, readFileLink, signFileLink } from "../../shared/auth/file_links.ts";
import type { FileUpload } from "../../shared/contracts/documents/files.ts";
import { problem } from "../../shared/contracts/kit/problems.ts";
import type { BinaryFile } from "../../shared/contracts/kit/replies.ts";
import { firstOr } from "../../shared/db/rows.ts";
import { findFile, markDeleted, type StoredRow } from "../../shared/files/files_queries.ts";
import { contentOf, keepFile } from "../../shared/files/keep_file.ts";
import type { Detached, InTransaction } from "../../shared/http/bind.ts";
import { describeError } from "../../shared/http/log.ts";
import type { Runtime } from "../../shared/http/runtime.ts";
import { serviceTransaction } from "../../shared/http/service_actor.ts";
import { chooseScanner } from "../../shared/providers/scan/http_scanner.ts";
import type { ObjectStorage } from "../../shared/providers/storage/object_storage.ts";
import { supabaseStorage } from "../../shared/providers/storage/supabase_storage.ts";

type ById = { id: string };

/** Keeps an upload of the caller; see `keepFile` for what it raises. */
export async function uploadFile(
  { body, tenantId, read, transact, runtime }: Detached<undefined, undefined, z.output<typeof FileUpload>>,
) {
  // Whoever may not upload hears that and nothing else.
  await read(() => Promise.resolve());
  const keeping = { transact, storage: storageOf(runtime), scanner: chooseScanner(runtime.config) };
  const bytes = new Uint8Array(await body.file.arrayBuffer());
  const { kind, entity, entity_id: entityId } = body;
  return await keepFile(keeping, { tenantId, bytes, name: body.file.name, kind, entity, entityId });
}

/** The content of a file the caller sees. Raises not_found, file_lost, file_quarantined, storage_off, storage_failed. */
export async function downloadFile({ params, read, runtime }: Detached<ById, undefined, undefined>) {
  const file = firstOr(await read((sql) => findFile(sql, params.id)), "not_found");
  return await attachment(runtime, file);
}

/** A link that opens the file for 15 minutes. Raises not_found, file_lost, file_quarantined. */
export async function linkToFile(
  { sql, params, request, runtime, tenantId }: InTransaction<ById, undefined, undefined>,
) {
  const file = firstOr(await findFile(sql, params.id), "not_found");
  if (file.status === "quarantined") throw problem("file_quarantined");
  if (file.status === "lost") throw problem("file_lost");
  const expiresAt = new Date(Date.now() + LINK_SECONDS * 1000);
  const token = await signFileLink(runtime.config, { tenantId, fileId: file.id });
  const address = { domain: "documents", from: `/files/${params.id}`, to: "/files/shared" };
  return { url: fileUrl(request, runtime.config, token, address), expires_at: expiresAt.toISOString() };
}

/** The file behind a signed link; a link that is not good looks like a file that is not there. */
export async function downloadShared({ params, runtime, facts }: Detached<{ token: string }, undefined, undefined>) {
  const link = await readFileLink(runtime.config, params.token);
  if (!link || !("fileId" in link)) throw problem("not_found");
  const { tenantId, fileId } = link;
  const file = firstOr(await serviceTransaction(runtime, tenantId, facts, (sql) => findFile(sql, fileId)), "not_found");
  return await attachment(runtime, file);
}

/** Takes a file away at once; an object that the storage does not give up now is left to the daily cleanup. */
export async function removeFile({ params, transact, runtime, facts }: Detached<ById, undefined, undefined>) {
  const file = firstOr(await transact((sql) => markDeleted(sql, params.id)), "not_found");
  await supabaseStorage(runtime.config, "documents")?.remove(file.storage_key).catch((error) =>
    runtime.log("warn", "file.left_behind", { request_id: facts.request_id, error: describeError(error) })
  );
}

async function attachment(runtime: Runtime, file: StoredRow): Promise<BinaryFile> {
  const bytes = await contentOf(storageOf(runtime), file);
  return { bytes, filename: file.name, media_type: file.media_type, disposition: "attachment" };
}

function storageOf({ config }: Runtime): ObjectStorage {
  const storage = supabaseStorage(config, "documents");
  if (!storage) throw problem("storage_off");
  return storage;
}
