import { createHash } from "node:crypto";
import { createTarDecoder } from "modern-tar";
import { openStream } from "../../shared/auth/sealed_stream.ts";
import type { SealedBox } from "../../shared/auth/sealed_box.ts";
import { JobError } from "../../shared/jobs/failures.ts";
import type { ObjectStorage } from "../../shared/providers/storage/object_storage.ts";
import { backupPurpose, digestOf, isSafePath, Manifest, manifestPurpose, type Member } from "./archive_rules.ts";

const LARGEST_MANIFEST = 32 * 1024 * 1024;

/** An archive that can be read again and again. */
export interface Archive {
  tenantId: string;
  storage: ObjectStorage;
  storageKey: string;
  box: SealedBox;
}

/** The archive as it is downloaded; undefined when its object is gone. */
export async function openArchive(
  { tenantId, storage, storageKey, box }: Archive,
): Promise<ReadableStream<Uint8Array<ArrayBuffer>> | undefined> {
  const sealed = await storage.getStream(storageKey);
  return sealed && openStream(sealed, box, backupPurpose(tenantId));
}

/**
 * The members one after the other; leaving early ends the transfer. Throws `JobError` for what is no archive, a member that is no
 * plain file and a path that leads elsewhere.
 */
export async function* membersOf(archive: Archive): AsyncGenerator<{ name: string; body: ReadableStream<Uint8Array> }> {
  const opened = await openArchive(archive);
  if (!opened) throw new JobError("The backup is gone.");
  const entries = opened
    .pipeThrough(new DecompressionStream("gzip") as unknown as TransformStream<Uint8Array, Uint8Array>)
    .pipeThrough(createTarDecoder());
  try {
    for await (const { header, body } of entries) {
      if ((header.type ?? "file") !== "file" || !isSafePath(header.name)) {
        throw new JobError("The archive holds a path that does not belong in it.");
      }
      yield { name: header.name, body };
    }
  } catch (error) {
    // A transfer that broke may work again; what cannot be read as an archive never will.
    if (error instanceof JobError || error instanceof DOMException && error.name === "TimeoutError") throw error;
    throw new JobError("The file is no archive of this product, or is damaged.", { cause: error });
  }
}

/**
 * Reads an archive through and answers its manifest, once every member proved to be what it lists and the whole to be made by
 * this product for this organisation. Throws `JobError`, whose message says what is wrong.
 */
export async function verifyArchive(archive: Archive, signal: AbortSignal): Promise<Manifest> {
  const seen: Member[] = [];
  let manifestText: string | undefined;
  for await (const { name, body } of membersOf(archive)) {
    const hash = createHash("sha256");
    const kept: Uint8Array[] = [];
    let size = 0;
    for await (const chunk of body) {
      signal.throwIfAborted();
      size += chunk.byteLength;
      if (name !== "manifest.json") hash.update(chunk);
      else if (size <= LARGEST_MANIFEST) kept.push(chunk.slice());
      else throw new JobError("The manifest is too large.");
    }
    if (name === "manifest.json") manifestText = await new Blob(kept as BlobPart[]).text();
    else seen.push({ path: name, size, sha256: hash.digest("hex") });
  }
  const manifest = manifestOf(manifestText);
  if (manifest.tenant_id !== archive.tenantId) throw new JobError("The backup belongs to another organisation.");
  const sealed = await archive.box.open(manifest.seal, manifestPurpose(archive.tenantId)).catch(() => undefined);
  const digest = digestOf(manifest);
  if (sealed !== digest || manifest.sha256 !== digest) throw new JobError("The backup was not made by this product.");
  const told = (members: readonly Member[]) => JSON.stringify(members.map((m) => [m.path, m.size, m.sha256]).sort());
  if (told(manifest.files) !== told(seen) || !seen.some((member) => member.path === "data.json")) {
    throw new JobError("The content of the backup is not what its manifest says.");
  }
  return manifest;
}

function manifestOf(text: string | undefined): Manifest {
  try {
    return Manifest.parse(JSON.parse(text ?? ""));
  } catch (error) {
    throw new JobError("The file is no archive of this product, or is damaged.", { cause: error });
  }
}

/** The rows of data.json as JSON texts, a line each, as they are written. */
export async function* rowTexts(body: ReadableStream<Uint8Array>): AsyncGenerator<string> {
  let rest = "";
  for await (
    const text of body.pipeThrough(new TextDecoderStream() as unknown as TransformStream<Uint8Array, string>)
  ) {
    const lines = (rest + text).split("\n");
    rest = lines.pop()!;
    for (const line of lines) {
      if (line.startsWith("{")) yield line.replace(/,$/, "");
    }
  }
}
