import type postgres from "postgres";

type Sql = postgres.TransactionSql;

/** What the server records about the bytes of an object. Sizes in bytes, `eTag` with its quotes. */
export interface FileMetadata {
  eTag: string;
  size: number;
  mimetype: string;
  cacheControl: string;
  lastModified: string;
  contentLength: number;
  httpStatusCode: number;
  contentEncoding?: string;
}

/** A row of `storage.objects`. Rows written by plain SQL may lack version and metadata. */
export interface ObjectRow {
  id: string;
  bucket_id: string;
  name: string;
  owner: string | null;
  owner_id: string | null;
  version: string | null;
  metadata: Partial<FileMetadata> | null;
  user_metadata: Record<string, unknown> | null;
  created_at: Date;
  updated_at: Date;
  last_accessed_at: Date;
}

/** What an upload or a copy writes. */
export interface ObjectInput {
  id: string;
  bucket_id: string;
  name: string;
  owner_id: string | null;
  version: string;
  metadata: Partial<FileMetadata> | null;
  user_metadata: Record<string, unknown> | null;
}

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

const columns = (sql: Sql) =>
  sql`id, bucket_id, name, owner, owner_id, version, metadata, user_metadata, created_at, updated_at, last_accessed_at`;

/** The deprecated column `owner` takes uuids only; the platform still fills it. */
const uuidOrNull = (subject: string | null) => subject !== null && UUID.test(subject) ? subject : null;

function values(sql: Sql, input: ObjectInput) {
  return sql`(
    ${input.id}, ${input.bucket_id}, ${input.name}, ${input.owner_id},
    ${uuidOrNull(input.owner_id)},
    ${input.version}, ${jsonOrNull(sql, input.metadata)}, ${jsonOrNull(sql, input.user_metadata)}
  )`;
}

/** `sql.json(null)` would store the JSON value null, which is not SQL NULL. */
function jsonOrNull(sql: Sql, value: object | null) {
  return value === null ? null : sql.json(value as postgres.JSONValue);
}

/** No RETURNING: it would ask for the SELECT policy too, and creating an object needs the INSERT policy only. */
export async function insertObject(sql: Sql, input: ObjectInput): Promise<void> {
  await sql`
    insert into storage.objects (id, bucket_id, name, owner_id, owner, version, metadata, user_metadata)
    values ${values(sql, input)}`;
}

/**
 * Creates the object or replaces the one of that name, which keeps its id. Needs the INSERT, SELECT and UPDATE policies.
 * Returns the id of the row written.
 */
export async function upsertObject(sql: Sql, input: ObjectInput): Promise<string> {
  const [row] = await sql<{ id: string }[]>`
    insert into storage.objects (id, bucket_id, name, owner_id, owner, version, metadata, user_metadata)
    values ${values(sql, input)}
    on conflict (bucket_id, name) do update set
      owner_id = excluded.owner_id, owner = excluded.owner, version = excluded.version,
      metadata = excluded.metadata, user_metadata = excluded.user_metadata
    returning id`;
  return row.id;
}

export async function findObject(
  sql: Sql,
  bucketId: string,
  name: string,
  version?: string | null,
): Promise<ObjectRow | undefined> {
  const [row] = await sql<ObjectRow[]>`
    select ${columns(sql)} from storage.objects
    where bucket_id = ${bucketId} and name = ${name} ${version ? sql`and version = ${version}` : sql``}`;
  return row;
}

/** Which of the names exist for the caller. */
export async function findObjectNames(sql: Sql, bucketId: string, names: string[]): Promise<Set<string>> {
  const rows = await sql<{ name: string }[]>`
    select name from storage.objects where bucket_id = ${bucketId} and name = any(${names})`;
  return new Set(rows.map((row) => row.name));
}

/** Holds the row until the transaction ends, so that its version cannot change meanwhile. */
export async function lockObject(
  sql: Sql,
  bucketId: string,
  name: string,
): Promise<Pick<ObjectRow, "id" | "version"> | undefined> {
  const [row] = await sql<Pick<ObjectRow, "id" | "version">[]>`
    select id, version from storage.objects where bucket_id = ${bucketId} and name = ${name} for update`;
  return row;
}

/**
 * Lets one writer at a time decide what is stored under a name, existing or not. A row lock cannot: before the first
 * upload there is no row.
 */
export async function lockName(sql: Sql, bucketId: string, name: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`${bucketId}/${name}`}, 0))`;
}

/**
 * Needs the SELECT and UPDATE policies. Undefined when the caller cannot see or change the source. Whoever moves an
 * object owns it from then on; the service role leaves the owner as it is.
 */
export async function renameObject(
  sql: Sql,
  from: { bucketId: string; name: string },
  to: { bucketId: string; name: string; version: string | null; owner_id: string | null },
): Promise<ObjectRow | undefined> {
  const [row] = await sql<ObjectRow[]>`
    update storage.objects set bucket_id = ${to.bucketId}, name = ${to.name}, version = ${to.version},
      owner_id = coalesce(${to.owner_id}, owner_id), owner = coalesce(${uuidOrNull(to.owner_id)}, owner)
    where bucket_id = ${from.bucketId} and name = ${from.name}
    returning ${columns(sql)}`;
  return row;
}

/** Removes those of the objects the caller may see and delete; returns the rows removed. */
export async function deleteObjects(
  sql: Sql,
  bucketId: string,
  entries: { name: string; version: string | null }[],
): Promise<ObjectRow[]> {
  return await sql<ObjectRow[]>`
    delete from storage.objects as object
    using (
      select distinct name, version
      from unnest(${entries.map((entry) => entry.name)}::text[], ${entries.map((entry) => entry.version)}::text[])
        as wanted (name, version)
    ) as wanted
    where object.bucket_id = ${bucketId} and object.name = wanted.name
      and (wanted.version is null or wanted.version = object.version)
    returning object.id, object.bucket_id, object.name, object.owner, object.owner_id, object.version, object.metadata,
      object.user_metadata, object.created_at, object.updated_at, object.last_accessed_at`;
}

export async function deleteAllObjects(sql: Sql, bucketId: string): Promise<ObjectRow[]> {
  return await sql<ObjectRow[]>`
    delete from storage.objects where bucket_id = ${bucketId} returning ${columns(sql)}`;
}

/** Those of the stored files that some row points to, as `<object id>/<version>`. */
export async function findReferencedFiles(sql: Sql, objectIds: string[]): Promise<Set<string>> {
  const rows = await sql<{ id: string; version: string | null }[]>`
    select id, version from storage.objects where id = any(${objectIds}::uuid[])`;
  return new Set(rows.map((row) => `${row.id}/${row.version}`));
}
