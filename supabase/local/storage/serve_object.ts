import { findBucket } from "./bucket_queries.ts";
import { isNotModified, isRangeCurrent, parseRange } from "./conditional_rules.ts";
import { json, requireKey, type StorageCall } from "./context.ts";
import { type Caller, SERVICE } from "./credentials.ts";
import { fileContent } from "./files.ts";
import { findObject, type ObjectRow } from "./object_queries.ts";
import { problems } from "./problems.ts";

/** How often a download looks again when the version it found is replaced before it can open the file. */
const OPEN_ATTEMPTS = 3;

/** Public buckets serve everyone; private ones what the policies let the caller see. */
export function downloadObject(call: StorageCall): Promise<Response> {
  return serve(call, () => findForCaller(call));
}

export function downloadPublicObject(call: StorageCall): Promise<Response> {
  return serve(call, () => findPublic(call));
}

/** The signature stands for the permission checked when it was made. */
export async function downloadSignedObject(call: StorageCall): Promise<Response> {
  const expires = await call.tokens.verifyDownload(call.query.get("token"), `${call.bucketId}/${call.name}`);
  return serve(call, () => findAsService(call), expires);
}

export async function describeObject(call: StorageCall): Promise<Response> {
  return describe(call, await findForCaller(call));
}

export async function describePublicObject(call: StorageCall): Promise<Response> {
  return describe(call, await findPublic(call));
}

function findForCaller(call: StorageCall): Promise<ObjectRow> {
  return find(call, async (isPublic) => {
    if (isPublic) return SERVICE;
    const caller = await call.credentials.identify(call.request);
    if (!caller) throw problems.noSuchBucket();
    return caller;
  });
}

function findPublic(call: StorageCall): Promise<ObjectRow> {
  return find(call, (isPublic) => {
    if (!isPublic) throw problems.noSuchBucket();
    return SERVICE;
  });
}

function findAsService(call: StorageCall): Promise<ObjectRow> {
  return find(call, () => SERVICE);
}

/** As whom an object is looked up, given whether its bucket is public. */
type Authorize = (isPublic: boolean) => Caller | Promise<Caller>;

async function find(call: StorageCall, authorize: Authorize): Promise<ObjectRow> {
  requireKey(call.name);
  return await call.database.transact(call.scope, SERVICE, async (tx) => {
    const bucket = await findBucket(tx.sql, call.bucketId);
    if (!bucket) throw problems.noSuchBucket();
    await tx.become(await authorize(bucket.public));
    const row = await findObject(tx.sql, call.bucketId, call.name, call.query.get("versionId"));
    if (!row) throw problems.noSuchKey();
    return row;
  });
}

async function serve(call: StorageCall, locate: () => Promise<ObjectRow>, expires?: Date): Promise<Response> {
  const { row, file } = await openCurrent(call, locate);
  let handedOver = false;
  try {
    const { size } = await file.stat();
    const headers = contentHeaders(call, row, expires);
    const etag = headers.get("etag")!;
    const modifiedAt = new Date(headers.get("last-modified")!);
    if (isNotModified(call.request.headers, etag, modifiedAt)) return new Response(null, { status: 304, headers });

    const wanted = isRangeCurrent(call.request.headers, etag, modifiedAt) ? call.request.headers.get("range") : null;
    const range = parseRange(wanted, size);
    if (range === "unsatisfiable") return rangeRefused(size, call.request.method);
    const { first, last } = range ?? { first: 0, last: size - 1 };
    headers.set("content-length", String(last - first + 1));
    if (range) headers.set("content-range", `bytes ${first}-${last}/${size}`);
    const status = range ? 206 : 200;
    if (call.request.method === "HEAD") return new Response(null, { status, headers });
    handedOver = true;
    return new Response(fileContent(file, { first, last }), { status, headers });
  } finally {
    if (!handedOver) file.close();
  }
}

async function openCurrent(call: StorageCall, locate: () => Promise<ObjectRow>) {
  for (let attempt = 1; attempt <= OPEN_ATTEMPTS; attempt++) {
    const row = await locate();
    const file = await call.files.open({ bucketId: row.bucket_id, objectId: row.id, version: row.version });
    if (file) return { row, file };
  }
  throw problems.contentMissing();
}

function contentHeaders(call: StorageCall, row: ObjectRow, expires: Date | undefined): Headers {
  const metadata = row.metadata ?? {};
  const headers = new Headers({
    "accept-ranges": "bytes",
    "content-type": safeContentType(metadata.mimetype ?? "application/octet-stream"),
    "x-content-type-options": "nosniff",
    "etag": metadata.eTag ?? `"${row.version}"`,
    "last-modified": lastModified(row).toUTCString(),
  });
  if (metadata.contentEncoding) headers.set("content-encoding", metadata.contentEncoding);
  if (expires) headers.set("expires", expires.toUTCString());
  else headers.set("cache-control", metadata.cacheControl ?? "no-cache");
  const download = call.query.get("download");
  if (download !== null) headers.set("content-disposition", attachment(download));
  return headers;
}

/** A stored page must not run as one of ours: the platform serves HTML as plain text. */
function safeContentType(contentType: string): string {
  return /text\/html/i.test(contentType) ? "text/plain" : contentType;
}

/** `filename*` carries the exact name (RFC 6266, 4.3); empty keeps the name of the address. */
function attachment(fileName: string): string {
  if (fileName === "") return "attachment";
  const encoded = encodeURIComponent(fileName).replace(/['()*]/g, (c) => `%${c.charCodeAt(0).toString(16)}`);
  return `attachment; filename="${encoded}"; filename*=UTF-8''${encoded}`;
}

function lastModified(row: ObjectRow): Date {
  return row.metadata?.lastModified ? new Date(row.metadata.lastModified) : row.updated_at;
}

function rangeRefused(size: number, method: string): Response {
  const response = problems.invalidRange().response(method);
  response.headers.set("content-range", `bytes */${size}`);
  return response;
}

function describe(call: StorageCall, row: ObjectRow): Response {
  const metadata = row.metadata ?? {};
  const body = {
    id: row.id,
    name: row.name,
    version: row.version,
    bucket_id: row.bucket_id,
    size: metadata.size ?? null,
    content_type: metadata.mimetype ?? null,
    content_encoding: metadata.contentEncoding ?? null,
    cache_control: metadata.cacheControl ?? null,
    etag: metadata.eTag ?? null,
    metadata: row.user_metadata,
    last_modified: row.updated_at,
    created_at: row.created_at,
  };
  return call.request.method === "HEAD" ? new Response(null, { status: 200 }) : json(body);
}
