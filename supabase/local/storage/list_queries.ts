import type postgres from "postgres";

/** An entry of a folder listing: a file, or a folder, whose other fields are all null. */
export interface ListEntry {
  name: string;
  id: string | null;
  updated_at: Date | null;
  created_at: Date | null;
  last_accessed_at: Date | null;
  metadata: Record<string, unknown> | null;
}

export interface ListOptions {
  bucketId: string;
  /** Empty, or ending with a slash. */
  prefix: string;
  /** Beginning of the entry names wanted, in any case. */
  search: string;
  column: "name" | "updated_at" | "created_at" | "last_accessed_at";
  order: "asc" | "desc";
  limit: number;
  offset: number;
}

/** The platform never returns more entries at once, whatever the client asks for. */
const MAX_ENTRIES = 1500;

/**
 * One level of a bucket as the caller may see it: names relative to the prefix, one row for each folder however many
 * objects lie below. By name, folders and files are mixed; by a time, folders come first because they have none.
 * The order is total, so that pages neither repeat nor skip entries.
 */
export async function listEntries(sql: postgres.TransactionSql, options: ListOptions): Promise<ListEntry[]> {
  const { bucketId, prefix, search, column } = options;
  const depth = prefix.split("/").length;
  const pattern = `${prefix}${search}`.replace(/[\\%_]/g, "\\$&") + "%";
  const direction = options.order === "desc" ? sql`desc` : sql`asc`;
  const byName = sql`lower(name) collate "C" ${direction}, name collate "C" ${direction}, id`;
  const order = column === "name" ? byName : sql`(id is not null), ${sql(column)} ${direction}, ${byName}`;
  return await sql<ListEntry[]>`
    with below as (
      select path_tokens[${depth}::integer] as entry, cardinality(path_tokens) > ${depth} as in_folder,
        id, updated_at, created_at, last_accessed_at, metadata
      from storage.objects
      where bucket_id = ${bucketId} and name ilike ${pattern}
    ), entries as (
      select entry as name, null::uuid as id, null::timestamptz as updated_at, null::timestamptz as created_at,
        null::timestamptz as last_accessed_at, null::jsonb as metadata
      from below where in_folder group by entry
      union all
      select entry, id, updated_at, created_at, last_accessed_at, metadata from below where not in_folder
    )
    select name, id, updated_at, created_at, last_accessed_at, metadata
    from entries order by ${order} limit ${Math.min(options.limit, MAX_ENTRIES)} offset ${options.offset}`;
}
