import { Buffer } from "node:buffer";
import { randomUUID } from "node:crypto";
import { z } from "zod";
import { findBucket } from "./bucket_queries.ts";
import { json, readJson, requireCaller, requireKey, type StorageCall } from "./context.ts";
import type { StorageTransaction } from "./database.ts";
import type { FileAddress } from "./files.ts";
import { type FileMetadata, findObject, lockName, lockObject, type ObjectRow, renameObject } from "./object_queries.ts";
import { problems } from "./problems.ts";
import { isRolledBack, writePlaced } from "./upload_object.ts";
import { parseUserMetadata } from "./upload_rules.ts";
import type { Caller } from "./credentials.ts";

const Relocation = z.object({
  bucketId: z.string(),
  sourceKey: z.string(),
  destinationKey: z.string(),
  destinationBucket: z.string().nullish(),
  sourceVersionId: z.string().nullish(),
});

const Copy = Relocation.extend({
  copyMetadata: z.boolean().default(true),
  metadata: z.object({
    cacheControl: z.string().optional(),
    contentEncoding: z.string().optional(),
    mimetype: z.string().optional(),
  }).optional(),
});

/** Renames an object, possibly into another bucket. It keeps its id; needs the SELECT and UPDATE policies. */
export async function moveObject(call: StorageCall): Promise<Response> {
  const caller = await requireCaller(call);
  const body = await readJson(call, Relocation);
  const source = { bucketId: body.bucketId, name: requireKey(body.sourceKey) };
  const target = { bucketId: body.destinationBucket ?? body.bucketId, name: requireKey(body.destinationKey) };
  const moved = await relocating(call, async (created) => {
    return await call.database.transact(call.scope, caller, async (tx) => {
      const row = await holdSource(tx, caller, source, target, body.sourceVersionId);
      // Within a bucket the file stays where it is: its place depends on the id and the version only.
      const version = target.bucketId === source.bucketId ? row.version : randomUUID();
      const renamed = await renameObject(tx.sql, source, { ...target, version, owner_id: caller.subject });
      if (!renamed) throw problems.noSuchKey();
      const from = { bucketId: source.bucketId, objectId: row.id, version: row.version };
      if (version === row.version) return { renamed, obsolete: [] };
      created.address = { bucketId: target.bucketId, objectId: row.id, version };
      await call.files.duplicate(from, created.address);
      return { renamed, obsolete: [from] };
    });
  });
  await call.files.remove(...moved.obsolete);
  return json({ message: "Successfully moved", Id: moved.renamed.id, Key: moved.renamed.name });
}

/** A second object with the same content. Needs the SELECT and INSERT policies; `x-upsert: true` lets it replace. */
export async function copyObject(call: StorageCall): Promise<Response> {
  const caller = await requireCaller(call);
  const body = await readJson(call, Copy);
  const source = { bucketId: body.bucketId, name: requireKey(body.sourceKey) };
  const target = { bucketId: body.destinationBucket ?? body.bucketId, name: requireKey(body.destinationKey) };
  const upsert = call.request.headers.get("x-upsert") === "true";
  const copied = await relocating(call, async (created) => {
    return await call.database.transact(call.scope, caller, async (tx) => {
      const row = await holdSource(tx, caller, source, target, body.sourceVersionId);
      const replaced = await asService(tx, caller, async () => {
        if (!await findBucket(tx.sql, target.bucketId)) throw problems.noSuchBucket();
        return await lockObject(tx.sql, target.bucketId, target.name);
      });
      const address = { bucketId: target.bucketId, objectId: replaced?.id ?? randomUUID(), version: randomUUID() };
      await writePlaced(tx, {
        id: address.objectId,
        version: address.version,
        bucket_id: target.bucketId,
        name: target.name,
        owner_id: caller.subject,
        metadata: copiedMetadata(row, body.copyMetadata ? undefined : body.metadata),
        user_metadata: body.copyMetadata ? row.user_metadata : headerMetadata(call),
      }, upsert);
      created.address = address;
      await call.files.duplicate({ bucketId: source.bucketId, objectId: row.id, version: row.version }, address);
      return { id: address.objectId, obsolete: { ...address, version: replaced?.version ?? null } };
    });
  });
  await call.files.remove(copied.obsolete);
  const { bucketId, name } = target;
  return json({ Id: copied.id, Key: `${bucketId}/${name}`, id: copied.id, bucket_id: bucketId, name });
}

/** The file made for a transaction that did not commit goes with it. */
async function relocating<T>(
  call: StorageCall,
  work: (created: { address?: FileAddress }) => Promise<T>,
): Promise<T> {
  const created: { address?: FileAddress } = {};
  try {
    return await work(created);
  } catch (error) {
    if (created.address && isRolledBack(error)) await call.files.remove(created.address);
    throw error;
  }
}

/** The source as the caller may see it, held until the transaction ends, and the target name locked for this writer. */
async function holdSource(
  tx: StorageTransaction,
  caller: Caller,
  source: { bucketId: string; name: string },
  target: { bucketId: string; name: string },
  version: string | null | undefined,
): Promise<ObjectRow> {
  await lockName(tx.sql, target.bucketId, target.name);
  // The lock is the server's own: a caller who may read and copy an object needs no right to change it.
  await asService(tx, caller, () => lockObject(tx.sql, source.bucketId, source.name));
  const row = await findObject(tx.sql, source.bucketId, source.name, version);
  if (!row) throw problems.noSuchKey();
  return row;
}

async function asService<T>(tx: StorageTransaction, caller: Caller, work: () => Promise<T>): Promise<T> {
  await tx.becomeService();
  const result = await work();
  await tx.become(caller);
  return result;
}

function copiedMetadata(row: ObjectRow, changes: Partial<FileMetadata> | undefined): Partial<FileMetadata> | null {
  if (!row.metadata) return null;
  return { ...row.metadata, ...changes, lastModified: new Date().toISOString() };
}

function headerMetadata(call: StorageCall): Record<string, unknown> | null {
  const header = call.request.headers.get("x-metadata");
  return header === null ? null : parseUserMetadata(Buffer.from(header, "base64").toString("utf8")) ?? null;
}
