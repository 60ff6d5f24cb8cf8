import { createHash, randomUUID } from "node:crypto";
import { dirname, join } from "node:path";
import { problems } from "./problems.ts";
import type { ByteRange } from "./conditional_rules.ts";

/** Where the bytes of one version of one object lie. */
export interface FileAddress {
  bucketId: string;
  objectId: string;
  version: string | null;
}

/** Bytes received and safe on disk, not yet part of the store. */
export interface StagedFile {
  path: string;
  /** Bytes. */
  size: number;
  /** MD5 of the content in quotes: the strong validator the platform uses. */
  etag: string;
}

/** A stored file, as the sweep sees it. */
export interface StoredFile {
  objectId: string;
  version: string;
  path: string;
  modifiedAt: Date | null;
}

/**
 * The bytes of objects, at `<root>/<bucket>/<object id>/<version>`.
 *
 * Files are written beside their place, flushed, then renamed: one is never seen half written, not even after a crash.
 * A stored file never changes; a new content is a new version. No part of a path comes from an object name.
 */
export interface FileStore {
  readonly root: string;
  /** @throws {StorageProblem} 413 when the content is longer than `maxBytes`; nothing stays behind then. */
  stage(content: AsyncIterable<Uint8Array>, maxBytes: number): Promise<StagedFile>;
  /** Takes a staged file into the store. */
  place(staged: StagedFile, address: FileAddress): Promise<void>;
  /** Stores the content of `from` at `to` as well. @throws {StorageProblem} when there is no such file. */
  duplicate(from: FileAddress, to: FileAddress): Promise<void>;
  /** Undefined when there is no such file. The file stays readable when it is removed meanwhile. */
  open(address: FileAddress): Promise<Deno.FsFile | undefined>;
  /** Never fails: what cannot be removed is left to the sweep. */
  remove(...addresses: FileAddress[]): Promise<void>;
  discard(staged: StagedFile): Promise<void>;
  /** Every file of the store. */
  stored(): AsyncGenerator<StoredFile>;
  /** Removes uploads that were never finished before that moment. */
  clearStaged(before: Date): Promise<void>;
}

const STAGING = ".incoming";
const PLAIN_BUCKET = /^[a-z0-9][a-z0-9_-]{0,62}$/;
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const VERSION = /^[A-Za-z0-9-]{1,64}$/;
const PLACE_ATTEMPTS = 5;
const CHUNK_BYTES = 64 * 1024;

/** Opens the store at `root`, creating the folder. */
export async function openFileStore(root: string, log: (line: string) => void): Promise<FileStore> {
  const staging = join(root, STAGING);
  await Deno.mkdir(staging, { recursive: true });
  const newStagedPath = () => join(staging, randomUUID());
  const pathOf = (address: FileAddress) =>
    join(root, bucketFolder(address.bucketId), address.objectId, checkedVersion(address));

  /** A concurrent remove may take the empty folder away between the two steps; then both are repeated. */
  async function moveInto(source: string, target: string): Promise<void> {
    const folder = dirname(target);
    for (let attempt = 1;; attempt++) {
      await Deno.mkdir(folder, { recursive: true });
      try {
        await Deno.rename(source, target);
        break;
      } catch (error) {
        if (!(error instanceof Deno.errors.NotFound) || attempt === PLACE_ATTEMPTS) throw error;
      }
    }
    await flushFolder(folder);
    await flushFolder(dirname(folder));
  }

  async function removeOne(address: FileAddress): Promise<void> {
    if (!isStorable(address)) return;
    const path = pathOf(address);
    try {
      await removeIfPresent(path);
      await Deno.remove(dirname(path));
    } catch (error) {
      // The folder still holds another version, or someone else removed it.
      if (isFolderLeft(error)) return;
      log(`storage: ${path} could not be removed: ${(error as Error).message}`);
    }
  }

  return {
    root,
    async stage(content, maxBytes) {
      const path = newStagedPath();
      try {
        return { path, ...await writeFile(path, content, maxBytes) };
      } catch (error) {
        await removeIfPresent(path);
        throw error;
      }
    },
    async place(staged, address) {
      const target = pathOf(address);
      await moveInto(staged.path, target);
    },
    async duplicate(from, to) {
      const staged = newStagedPath();
      try {
        await Deno.copyFile(pathOf(from), staged);
        await flushFile(staged);
        await moveInto(staged, pathOf(to));
      } catch (error) {
        await removeIfPresent(staged);
        throw error instanceof Deno.errors.NotFound ? problems.contentMissing() : error;
      }
    },
    async open(address) {
      if (!isStorable(address)) return undefined;
      try {
        return await Deno.open(pathOf(address), { read: true });
      } catch (error) {
        if (error instanceof Deno.errors.NotFound) return undefined;
        throw error;
      }
    },
    async remove(...addresses) {
      for (const address of addresses) await removeOne(address);
    },
    discard: (staged) => removeIfPresent(staged.path),
    stored: () => walk(root),
    async clearStaged(before) {
      for await (const entry of Deno.readDir(staging)) {
        const path = join(staging, entry.name);
        const info = await Deno.stat(path).catch(() => undefined);
        if (info?.mtime && info.mtime < before) await removeIfPresent(path);
      }
    },
  };
}

/** Reads a file or a part of it; closes the file at the end, on failure and when the reader gives up. */
export function fileContent(file: Deno.FsFile, { first, last }: ByteRange): ReadableStream<Uint8Array<ArrayBuffer>> {
  let left = last - first + 1;
  return new ReadableStream({
    async start() {
      if (first > 0) await file.seek(first, Deno.SeekMode.Start);
    },
    async pull(controller) {
      const chunk = new Uint8Array(Math.min(left, CHUNK_BYTES));
      try {
        const read = left === 0 ? null : await file.read(chunk);
        if (read !== null) {
          left -= read;
          controller.enqueue(chunk.subarray(0, read));
          return;
        }
      } catch (error) {
        file.close();
        throw error;
      }
      file.close();
      controller.close();
    },
    cancel: () => file.close(),
  });
}

/** Odd names are hashed: bucket ids may hold characters, or be longer, than file systems take. */
function bucketFolder(bucketId: string): string {
  if (PLAIN_BUCKET.test(bucketId)) return bucketId;
  return `~${createHash("sha256").update(bucketId).digest("hex")}`;
}

/** Rows written by plain SQL can hold any text as version, even one that would lead out of the store. */
function isStorable(address: FileAddress): boolean {
  return UUID.test(address.objectId) && address.version !== null && VERSION.test(address.version);
}

function checkedVersion(address: FileAddress): string {
  if (!isStorable(address)) throw problems.contentMissing();
  return address.version!;
}

async function writeFile(
  path: string,
  content: AsyncIterable<Uint8Array>,
  maxBytes: number,
): Promise<Omit<StagedFile, "path">> {
  const hash = createHash("md5");
  let size = 0;
  using file = await Deno.open(path, { write: true, createNew: true });
  for await (const chunk of content) {
    size += chunk.length;
    if (size > maxBytes) throw problems.tooLarge();
    hash.update(chunk);
    for (let written = 0; written < chunk.length;) written += await file.write(chunk.subarray(written));
  }
  await file.sync();
  return { size, etag: `"${hash.digest("hex")}"` };
}

async function flushFile(path: string): Promise<void> {
  using file = await Deno.open(path, { read: true, write: true });
  await file.sync();
}

/** Makes a rename survive a power cut. Windows cannot open folders and needs no such step. */
async function flushFolder(path: string): Promise<void> {
  if (Deno.build.os === "windows") return;
  using folder = await Deno.open(path, { read: true }).catch(ignoreMissing);
  await folder?.sync();
}

function ignoreMissing(error: unknown): null {
  if (error instanceof Deno.errors.NotFound) return null;
  throw error;
}

async function removeIfPresent(path: string): Promise<void> {
  await Deno.remove(path).catch(ignoreMissing);
}

function isFolderLeft(error: unknown): boolean {
  const { code } = error as { code?: string };
  return error instanceof Deno.errors.NotFound || code === "ENOTEMPTY" || code === "EEXIST";
}

async function* walk(root: string): AsyncGenerator<StoredFile> {
  for await (const bucket of Deno.readDir(root)) {
    if (!bucket.isDirectory || bucket.name === STAGING) continue;
    for await (const object of Deno.readDir(join(root, bucket.name))) {
      if (!object.isDirectory || !UUID.test(object.name)) continue;
      yield* walkVersions(join(root, bucket.name, object.name), object.name);
    }
  }
}

async function* walkVersions(folder: string, objectId: string): AsyncGenerator<StoredFile> {
  for await (const entry of Deno.readDir(folder)) {
    const path = join(folder, entry.name);
    const info = await Deno.stat(path).catch(ignoreMissing);
    if (info?.isFile) yield { objectId, version: entry.name, path, modifiedAt: info.mtime };
  }
}
