import type { Sql } from "../db/pool.ts";

/** A file as callers see it. */
export interface FileRow {
  id: string;
  kind: string;
  entity: string | null;
  entity_id: string | null;
  name: string;
  size: number;
  sha256: string;
  media_type: string;
  status: "pending" | "stored" | "quarantined" | "lost";
  scan_status: "unscanned" | "clean" | "infected";
  created_by: string | null;
  created_at: string;
}

/** A file with the place of its content. */
export interface StoredRow extends FileRow {
  storage_key: string;
}

/** What is known of a file before its content is stored. */
export interface NewFile {
  kind: string;
  entity: string | null;
  entity_id: string | null;
  original_name: string;
  storage_key: string;
  size: number;
  sha256: string;
  media_type: string;
  scan_status: FileRow["scan_status"];
}

const columns = (sql: Sql) =>
  sql`id, kind, entity, entity_id, original_name as name, size::int, sha256, media_type, status, scan_status, created_by,
    created_at, storage_key`;

export function insertFile(sql: Sql, file: NewFile) {
  return sql<StoredRow[]>`insert into documents.files ${sql(file)} returning ${columns(sql)}`;
}

export function settleFile(sql: Sql, id: string, status: FileRow["status"]) {
  return sql<StoredRow[]>`update documents.files set status = ${status} where id = ${id} returning ${columns(sql)}`;
}

/** A file that was stored, or whose content is known to be lost or withheld. */
export function findFile(sql: Sql, id: string) {
  return sql<StoredRow[]>`
    select ${columns(sql)} from documents.files where id = ${id} and status <> 'pending' and deleted_at is null`;
}

export function markDeleted(sql: Sql, id: string) {
  return sql<StoredRow[]>`
    update documents.files set deleted_at = now() where id = ${id} and status <> 'pending' and deleted_at is null
    returning ${columns(sql)}`;
}

/** An object to remove, an upload that never ended (both), or a file whose object is gone (its id alone). */
export function findOrphans(sql: Sql, limit: number) {
  return sql<{ storage_key: string | null; file_id: string | null }[]>`
    select storage_key, file_id from documents.orphans(${limit})`;
}

export function giveUpUploads(sql: Sql, ids: readonly string[]) {
  return sql`
    update documents.files set deleted_at = now() where id = any (${ids as string[]}::uuid[]) and status = 'pending'`;
}

export function markLost(sql: Sql, ids: readonly string[]) {
  return sql`update documents.files set status = 'lost' where id = any (${ids as string[]}::uuid[]) and status = 'stored'`;
}
