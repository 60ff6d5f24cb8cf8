import { Buffer } from "node:buffer";
import { randomUUID } from "node:crypto";
import { type BucketRow, findBucket } from "./bucket_queries.ts";
import { json, requireCaller, requireKey, type StorageCall } from "./context.ts";
import { type Caller, SERVICE } from "./credentials.ts";
import type { StorageTransaction } from "./database.ts";
import type { FileAddress, StagedFile } from "./files.ts";
import { formParts, multipartBoundary } from "./multipart.ts";
import { insertObject, lockName, lockObject, type ObjectInput, upsertObject } from "./object_queries.ts";
import { problems, StorageProblem } from "./problems.ts";
import { isMimeTypeAllowed, parseUserMetadata } from "./upload_rules.ts";

/** In whose name, and how, an object is written. */
export interface WriteIntent {
  caller: Caller;
  ownerId: string | null;
  upsert: boolean;
}

interface ReceivedFile {
  staged: StagedFile;
  contentType: string;
  cacheControl: string;
  contentEncoding: string | undefined;
  userMetadata: Record<string, unknown> | undefined;
}

const MAX_FIELD_BYTES = 1024 * 1024;
const MAX_FIELDS = 20;

/** `POST` creates (or replaces with `x-upsert: true`), `PUT` creates or replaces. */
export async function uploadObject(call: StorageCall): Promise<Response> {
  const caller = await requireCaller(call);
  const upsert = call.request.method === "PUT" || call.request.headers.get("x-upsert") === "true";
  const id = await writeObject(call, { caller, ownerId: caller.subject, upsert });
  return json({ Id: id, Key: `${call.bucketId}/${call.name}` });
}

/** The signature stands for the permission checked when it was made; whoever asked for it owns the object. */
export async function uploadToSignedUrl(call: StorageCall): Promise<Response> {
  const path = `${call.bucketId}/${call.name}`;
  const grant = await call.tokens.verifyUpload(call.query.get("token"), path);
  await writeObject(call, { caller: SERVICE, ownerId: grant.owner, upsert: grant.upsert });
  return json({ Key: path });
}

/**
 * Whether the caller may write this object: tries it in a transaction that is rolled back. Asked before a body is read,
 * so that nobody without the right can make the server store anything.
 *
 * @throws {StorageProblem} 404 without such a bucket, 403 when a policy forbids it, 409 when it exists already.
 */
export async function rehearseWrite(call: StorageCall, intent: WriteIntent): Promise<BucketRow> {
  const { bucketId, name } = call;
  requireKey(name);
  return await call.database.rehearse(call.scope, SERVICE, async (tx) => {
    const bucket = await findBucket(tx.sql, bucketId);
    if (!bucket) throw problems.noSuchBucket();
    const input = { id: randomUUID(), bucket_id: bucketId, name, owner_id: intent.ownerId, version: "1" };
    await tx.become(intent.caller);
    const row = { ...input, metadata: null, user_metadata: null };
    await (intent.upsert ? upsertObject(tx.sql, row) : insertObject(tx.sql, row));
    return bucket;
  });
}

/**
 * Stores the body of the request as the object. The row and its file agree whenever the process ends: the file is
 * complete on disk before the row that names it is committed, and the file it replaces goes only after that.
 */
async function writeObject(call: StorageCall, intent: WriteIntent): Promise<string> {
  const bucket = await rehearseWrite(call, intent);
  const received = await receive(call, bucket);
  try {
    return await commit(call, intent, received);
  } finally {
    await call.files.discard(received.staged);
  }
}

async function commit(call: StorageCall, intent: WriteIntent, received: ReceivedFile): Promise<string> {
  const { bucketId, name, files } = call;
  const version = randomUUID();
  let placed: FileAddress | undefined;
  try {
    const { id, replaced } = await call.database.transact(call.scope, SERVICE, async (tx) => {
      await lockName(tx.sql, bucketId, name);
      const current = await lockObject(tx.sql, bucketId, name);
      if (current && !intent.upsert) throw problems.duplicate();
      const id = current?.id ?? randomUUID();
      placed = { bucketId, objectId: id, version };
      await files.place(received.staged, placed);
      await tx.become(intent.caller);
      await writePlaced(tx, objectInput(call, intent, received, id, version), intent.upsert);
      return { id, replaced: current?.version ?? null };
    });
    await files.remove({ bucketId, objectId: id, version: replaced });
    return id;
  } catch (error) {
    if (placed && isRolledBack(error)) await files.remove(placed);
    throw error;
  }
}

/** Writes a row whose file lies under the id given. @throws {StorageProblem} 423 when the name went to another id. */
export async function writePlaced(tx: StorageTransaction, input: ObjectInput, upsert: boolean): Promise<void> {
  if (!upsert) return await insertObject(tx.sql, input);
  // The lock on the name excludes this among uploads; rows written by plain SQL take no such lock.
  if (await upsertObject(tx.sql, input) !== input.id) throw problems.locked();
}

/**
 * Whether a failed transaction certainly left no row. When the connection broke, the commit may have happened, so the
 * file stays; the sweep removes it if no row names it.
 */
export function isRolledBack(error: unknown): boolean {
  if (error instanceof StorageProblem) return true;
  const { name, code } = error as { name?: string; code?: string };
  return name === "PostgresError" && !/^(08|57P)/.test(code ?? "");
}

function objectInput(
  call: StorageCall,
  intent: WriteIntent,
  { staged, ...file }: ReceivedFile,
  id: string,
  version: string,
): ObjectInput {
  return {
    id,
    version,
    bucket_id: call.bucketId,
    name: call.name,
    owner_id: intent.ownerId,
    user_metadata: file.userMetadata ?? null,
    metadata: {
      eTag: staged.etag,
      size: staged.size,
      mimetype: file.contentType,
      cacheControl: file.cacheControl,
      lastModified: new Date().toISOString(),
      contentLength: staged.size,
      httpStatusCode: 200,
      ...(file.contentEncoding ? { contentEncoding: file.contentEncoding } : {}),
    },
  };
}

function receive(call: StorageCall, bucket: BucketRow): Promise<ReceivedFile> {
  const contentType = call.request.headers.get("content-type") ?? "application/octet-stream";
  const maxBytes = Math.min(call.maxFileBytes, bucket.file_size_limit ?? Infinity);
  const accept = (type: string) => {
    if (!isMimeTypeAllowed(type, bucket.allowed_mime_types)) throw problems.invalidMimeType(type);
  };
  const boundary = /^multipart\/form-data\b/i.test(contentType) ? multipartBoundary(contentType) : undefined;
  return boundary === undefined
    ? receiveRaw(call, contentType, maxBytes, accept)
    : receiveForm(call, boundary, maxBytes, accept);
}

async function receiveRaw(
  { request, files }: StorageCall,
  contentType: string,
  maxBytes: number,
  accept: (contentType: string) => void,
): Promise<ReceivedFile> {
  accept(contentType);
  if (Number(request.headers.get("content-length")) > maxBytes) throw problems.tooLarge();
  const metadata = request.headers.get("x-metadata");
  return {
    staged: await files.stage(bodyOf(request), maxBytes),
    contentType,
    cacheControl: request.headers.get("cache-control") ?? "no-cache",
    contentEncoding: request.headers.get("content-encoding") ?? undefined,
    userMetadata: parseUserMetadata(metadata === null ? undefined : Buffer.from(metadata, "base64").toString("utf8")),
  };
}

/** Fields count when they come before the file, which is how clients of the platform send them. */
async function receiveForm(
  { request, files }: StorageCall,
  boundary: string,
  maxBytes: number,
  accept: (contentType: string) => void,
): Promise<ReceivedFile> {
  const fields = new Map<string, string>();
  for await (const part of formParts(bodyOf(request), boundary)) {
    if (part.filename === undefined) {
      if (fields.size === MAX_FIELDS) throw problems.invalidRequest("The form has too many fields");
      fields.set(part.name, await readField(part.content));
      continue;
    }
    const contentType = fields.get("contentType") || part.contentType || "application/octet-stream";
    accept(contentType);
    const seconds = fields.get("cacheControl");
    return {
      staged: await files.stage(part.content, maxBytes),
      contentType,
      cacheControl: seconds ? `max-age=${seconds}` : "no-cache",
      contentEncoding: fields.get("contentEncoding") || undefined,
      userMetadata: parseUserMetadata(fields.get("metadata") ?? fields.get("userMetadata")),
    };
  }
  throw problems.invalidRequest("No content provided");
}

async function readField(content: AsyncIterable<Uint8Array>): Promise<string> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of content) {
    size += chunk.length;
    if (size > MAX_FIELD_BYTES) throw problems.tooLarge("form field");
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString("utf8");
}

function bodyOf(request: Request): AsyncIterable<Uint8Array> {
  return request.body ?? new Blob([]).stream();
}
