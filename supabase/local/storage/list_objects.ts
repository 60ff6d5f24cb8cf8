import { z } from "zod";
import { json, readJson, requireCaller, type StorageCall } from "./context.ts";
import { folderPrefix } from "./key_rules.ts";
import { listEntries } from "./list_queries.ts";

const Listing = z.object({
  prefix: z.string(),
  search: z.string().nullish(),
  limit: z.int().min(1).default(100),
  offset: z.int().min(0).default(0),
  sortBy: z.object({
    column: z.enum(["name", "updated_at", "created_at", "last_accessed_at"]).default("name"),
    order: z.enum(["asc", "desc"]).default("asc"),
  }).default({ column: "name", order: "asc" }),
});

/** One level below a prefix, as storage-js lists it. `search` is the beginning of an entry's name. */
export async function listObjects(call: StorageCall): Promise<Response> {
  const caller = await requireCaller(call);
  const { prefix, search, limit, offset, sortBy } = await readJson(call, Listing);
  const entries = await call.database.transact(call.scope, caller, ({ sql }) =>
    listEntries(sql, {
      bucketId: call.bucketId,
      prefix: folderPrefix(prefix),
      search: search ?? "",
      limit,
      offset,
      ...sortBy,
    }));
  return json(entries);
}
