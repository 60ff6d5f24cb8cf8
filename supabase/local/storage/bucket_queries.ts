import type postgres from "postgres";

type Sql = postgres.TransactionSql;

/** A bucket as the API shows it. `file_size_limit` in bytes. */
export interface BucketRow {
  id: string;
  name: string;
  owner: string;
  public: boolean;
  type: string;
  file_size_limit: number | null;
  allowed_mime_types: string[] | null;
  created_at: Date;
  updated_at: Date;
}

export interface BucketInput {
  id: string;
  name: string;
  owner_id: string | null;
  public: boolean;
  file_size_limit: number | null;
  allowed_mime_types: string[] | null;
}

export type BucketPatch = Partial<Pick<BucketInput, "public" | "file_size_limit" | "allowed_mime_types">>;

export interface BucketFilter {
  search: string;
  column: "id" | "name" | "created_at" | "updated_at";
  order: "asc" | "desc";
  limit: number | null;
  offset: number;
}

/** bigint arrives as text; limits stay far below 2^53. */
type StoredBucket = Omit<BucketRow, "file_size_limit"> & { file_size_limit: string | null };

const shown = ({ file_size_limit, ...row }: StoredBucket): BucketRow => ({
  ...row,
  file_size_limit: file_size_limit === null ? null : Number(file_size_limit),
});

const columns = (sql: Sql) =>
  sql`id, name, coalesce(owner_id, owner::text, '') as owner, coalesce(public, false) as public, type::text as type,
    file_size_limit, allowed_mime_types, created_at, updated_at`;

export async function findBucket(sql: Sql, id: string): Promise<BucketRow | undefined> {
  const [row] = await sql<StoredBucket[]>`select ${columns(sql)} from storage.buckets where id = ${id}`;
  return row && shown(row);
}

export async function listBuckets(sql: Sql, filter: BucketFilter): Promise<BucketRow[]> {
  const pattern = `%${filter.search.replace(/[\\%_]/g, "\\$&")}%`;
  const direction = filter.order === "desc" ? sql`desc` : sql`asc`;
  const rows = await sql<StoredBucket[]>`
    select ${columns(sql)} from storage.buckets where name ilike ${pattern}
    order by ${sql(filter.column)} ${direction}, id limit ${filter.limit} offset ${filter.offset}`;
  return rows.map(shown);
}

export async function insertBucket(sql: Sql, input: BucketInput): Promise<void> {
  await sql`
    insert into storage.buckets (id, name, owner_id, public, file_size_limit, allowed_mime_types)
    values (${input.id}, ${input.name}, ${input.owner_id}, ${input.public}, ${input.file_size_limit},
      ${input.allowed_mime_types})`;
}

/** Undefined when the caller cannot see or change the bucket. */
export async function updateBucket(sql: Sql, id: string, patch: BucketPatch): Promise<string | undefined> {
  const [row] = await sql<{ id: string }[]>`
    update storage.buckets set ${sql({ ...patch, updated_at: sql`now()` } as Record<string, unknown>)}
    where id = ${id} returning id`;
  return row?.id;
}

/** Holds the bucket until the transaction ends: foreign keys keep objects from being added meanwhile. */
export async function lockBucket(sql: Sql, id: string): Promise<string | undefined> {
  const [row] = await sql<{ id: string }[]>`select id from storage.buckets where id = ${id} for update`;
  return row?.id;
}

export async function hasObjects(sql: Sql, bucketId: string): Promise<boolean> {
  const [row] = await sql<{ filled: boolean }[]>`
    select exists (select from storage.objects where bucket_id = ${bucketId}) as filled`;
  return row.filled;
}

export async function deleteBucket(sql: Sql, id: string): Promise<string | undefined> {
  const [row] = await sql<{ id: string }[]>`delete from storage.buckets where id = ${id} returning id`;
  return row?.id;
}
