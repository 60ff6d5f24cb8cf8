import { z } from "zod";
import { json, readJson, requireCaller, requireKey, type StorageCall } from "./context.ts";
import type { FileAddress } from "./files.ts";
import { deleteObjects, type ObjectRow } from "./object_queries.ts";
import { problems } from "./problems.ts";

const Entry = z.union([z.string(), z.object({ path: z.string(), versionId: z.string() })]);
const Removal = z.object({ prefixes: z.array(Entry).min(1).max(1000) });

/** Removes up to 1000 objects and returns the rows removed: those the caller may see and delete, no others. */
export async function removeObjects(call: StorageCall): Promise<Response> {
  const caller = await requireCaller(call);
  const { prefixes } = await readJson(call, Removal);
  const entries = prefixes.map((entry) =>
    typeof entry === "string" ? { name: entry, version: null } : { name: entry.path, version: entry.versionId }
  );
  const rows = await call.database.transact(
    call.scope,
    caller,
    ({ sql }) => deleteObjects(sql, call.bucketId, entries),
  );
  await call.files.remove(...rows.map(addressOf));
  return json(rows);
}

/** Removes one object. An object the caller may not delete is answered like one that does not exist. */
export async function removeObject(call: StorageCall): Promise<Response> {
  const caller = await requireCaller(call);
  const entry = { name: requireKey(call.name), version: null };
  const rows = await call.database.transact(
    call.scope,
    caller,
    ({ sql }) => deleteObjects(sql, call.bucketId, [entry]),
  );
  if (rows.length === 0) throw problems.noSuchKey();
  await call.files.remove(...rows.map(addressOf));
  return json({ message: "Successfully deleted" });
}

/** Files go only after the rows are gone for good: a file without a row is harmless, the reverse is a loss. */
export function addressOf(row: ObjectRow): FileAddress {
  return { bucketId: row.bucket_id, objectId: row.id, version: row.version };
}
