import { z } from "zod";
import {
  type BucketPatch,
  deleteBucket as deleteBucketRow,
  findBucket,
  hasObjects,
  insertBucket,
  listBuckets as listBucketRows,
  lockBucket,
  updateBucket as updateBucketRow,
} from "./bucket_queries.ts";
import { json, readJson, readQuery, requireCaller, type StorageCall } from "./context.ts";
import { isValidBucketId } from "./key_rules.ts";
import { deleteAllObjects } from "./object_queries.ts";
import { problems } from "./problems.ts";
import { addressOf } from "./remove_objects.ts";
import { parseFileSize } from "./upload_rules.ts";

const BucketSettings = z.object({
  public: z.boolean().nullish(),
  file_size_limit: z.union([z.number(), z.string()]).nullish(),
  allowed_mime_types: z.array(z.string()).nullish(),
  type: z.literal("STANDARD", "must be STANDARD: the local server keeps files only").nullish(),
  versioning_status: z.literal("DISABLED", "must be DISABLED: the local server keeps one version").nullish(),
});

const NewBucket = BucketSettings.extend({ id: z.string().nullish(), name: z.string() });

const ListFilter = z.object({
  search: z.string().default(""),
  sortColumn: z.enum(["id", "name", "created_at", "updated_at"]).default("id"),
  sortOrder: z.enum(["asc", "desc"]).default("asc"),
  limit: z.coerce.number().int().min(1).optional(),
  offset: z.coerce.number().int().min(0).default(0),
});

/** All bucket operations run under the policies of `storage.buckets`: without any, for the secret key only. */
export async function createBucket(call: StorageCall): Promise<Response> {
  const caller = await requireCaller(call);
  const body = await readJson(call, NewBucket);
  const id = body.id || body.name;
  if (!isValidBucketId(id) || !isValidBucketId(body.name)) throw problems.invalidBucketName();
  const settings = settingsOf(call, body);
  await call.database.transact(call.scope, caller, ({ sql }) =>
    insertBucket(sql, {
      id,
      name: body.name,
      owner_id: caller.subject,
      public: settings.public ?? false,
      file_size_limit: settings.file_size_limit ?? null,
      allowed_mime_types: settings.allowed_mime_types ?? null,
    }));
  return json({ name: body.name });
}

export async function getBucket(call: StorageCall): Promise<Response> {
  const caller = await requireCaller(call);
  const bucket = await call.database.transact(call.scope, caller, ({ sql }) => findBucket(sql, call.bucketId));
  if (!bucket) throw problems.noSuchBucket();
  return json(bucket);
}

export async function listBuckets(call: StorageCall): Promise<Response> {
  const caller = await requireCaller(call);
  const { search, sortColumn, sortOrder, limit, offset } = readQuery(call, ListFilter);
  const filter = { search, column: sortColumn, order: sortOrder, limit: limit ?? null, offset };
  return json(await call.database.transact(call.scope, caller, ({ sql }) => listBucketRows(sql, filter)));
}

/** Changes what the body names; an absent setting stays, null removes a limit. */
export async function updateBucket(call: StorageCall): Promise<Response> {
  const caller = await requireCaller(call);
  const patch = settingsOf(call, await readJson(call, BucketSettings));
  const id = await call.database.transact(call.scope, caller, ({ sql }) => updateBucketRow(sql, call.bucketId, patch));
  if (!id) throw problems.noSuchBucket();
  return json({ message: "Successfully updated" });
}

/** Removes every object of the bucket the caller may delete. */
export async function emptyBucket(call: StorageCall): Promise<Response> {
  const caller = await requireCaller(call);
  const removed = await call.database.transact(call.scope, caller, async ({ sql }) => {
    if (!await findBucket(sql, call.bucketId)) throw problems.noSuchBucket();
    return await deleteAllObjects(sql, call.bucketId);
  });
  await call.files.remove(...removed.map(addressOf));
  return json({ message: "Successfully emptied" });
}

/** Removes an empty bucket. @throws {StorageProblem} 409 while it holds objects, visible to the caller or not. */
export async function deleteBucket(call: StorageCall): Promise<Response> {
  const caller = await requireCaller(call);
  await call.database.transact(call.scope, caller, async (tx) => {
    if (!await lockBucket(tx.sql, call.bucketId)) throw problems.noSuchBucket();
    await tx.becomeService();
    if (await hasObjects(tx.sql, call.bucketId)) throw problems.bucketNotEmpty();
    await tx.become(caller);
    if (!await deleteBucketRow(tx.sql, call.bucketId)) throw problems.noSuchBucket();
  });
  return json({ message: "Successfully deleted" });
}

function settingsOf(call: StorageCall, body: z.output<typeof BucketSettings>): BucketPatch {
  const settings: BucketPatch = {};
  if (body.public != null) settings.public = body.public;
  if (body.allowed_mime_types !== undefined) settings.allowed_mime_types = body.allowed_mime_types;
  if (body.file_size_limit === null) settings.file_size_limit = null;
  else if (body.file_size_limit !== undefined) settings.file_size_limit = fileSizeLimit(call, body.file_size_limit);
  return settings;
}

function fileSizeLimit(call: StorageCall, value: number | string): number {
  const bytes = parseFileSize(value);
  if (bytes === undefined) {
    throw problems.invalidRequest("Invalid file size format, hint: use 20GB / 20MB / 30KB / 3B");
  }
  if (bytes > call.maxFileBytes) throw problems.tooLarge();
  return bytes;
}
