import type { Sql } from "../../shared/db/pool.ts";

export interface BackupRow {
  id: string;
  filename: string;
  storage_key: string;
  size: string;
  sha256: string | null;
  included_files: number | null;
  created_at: string;
}

const columns = (sql: Sql) => sql`id, filename, storage_key, size, sha256, included_files, created_at`;
const stored = (sql: Sql) => sql`status = 'stored' and deleted_at is null`;

export function listBackups(sql: Sql) {
  return sql<BackupRow[]>`select ${columns(sql)} from ops.backups where ${
    stored(sql)
  } order by created_at desc, id desc`;
}

export function findBackup(sql: Sql, filename: string) {
  return sql<BackupRow[]>`select ${columns(sql)} from ops.backups where filename = ${filename} and ${stored(sql)}`;
}

export function insertBackup(sql: Sql, filename: string, storageKey: string) {
  return sql<{ id: string }[]>`
    insert into ops.backups (filename, storage_key) values (${filename}, ${storageKey}) returning id`;
}

export function settleBackup(
  sql: Sql,
  id: string,
  { size, sha256, includedFiles }: { size: number; sha256: string; includedFiles: number | null },
) {
  return sql`
    update ops.backups set status = 'stored', size = ${size}, sha256 = ${sha256}, included_files = ${includedFiles}
    where id = ${id}`;
}

/** Of the given names, or all. */
export function removeBackups(sql: Sql, filenames?: readonly string[]) {
  return sql<{ filename: string; storage_key: string }[]>`
    update ops.backups set deleted_at = now()
    where ${stored(sql)} ${filenames ? sql`and filename = any (${filenames as string[]})` : sql``}
    returning filename, storage_key`;
}

/** Those that never became whole: their maker is gone. */
export function dropUnfinished(sql: Sql) {
  return sql<{ storage_key: string }[]>`
    update ops.backups set deleted_at = now() where status = 'pending' and deleted_at is null returning storage_key`;
}

export interface BackupTable {
  model: string;
  fields: string[];
  is_heavy: boolean;
}

export function backupTables(sql: Sql, withUsers: boolean) {
  return sql<BackupTable[]>`select model, fields, is_heavy from ops.backup_tables(${withUsers}) order by model`;
}

export function backupFiles(sql: Sql) {
  return sql<{ storage_key: string; size: number; sha256: string; media_type: string }[]>`
    select storage_key, size::int, sha256, media_type from documents.file_directory order by storage_key`;
}

/** The rows of a table as JSON texts, `size` at a time. */
export async function* readTable(sql: Sql, table: BackupTable, withUsers: boolean): AsyncGenerator<string[]> {
  await sql`select ops.open_backup(${table.model}, ${withUsers})`;
  while (true) {
    const rows = table.is_heavy
      ? await sql<{ line: string }[]>`fetch forward 1 from backup_rows`
      : await sql<{ line: string }[]>`fetch forward 200 from backup_rows`;
    if (rows.length === 0) break;
    yield rows.map(({ line }) => line);
  }
  await sql`close backup_rows`;
}

export function insertEvent(sql: Sql, jobId: string, event: "message" | "progress", data: Record<string, unknown>) {
  return sql`select ops.tell_backup(${jobId}, ${event}, ${JSON.stringify(data)}::text::jsonb)`;
}

export interface EventRow {
  n: number;
  event: "message" | "progress";
  data: Record<string, unknown>;
  at: string;
}

export function listEvents(sql: Sql, jobId: string, after: number) {
  return sql<EventRow[]>`
    select n, event, data, at from ops.backup_events where job_id = ${jobId} and n > ${after} order by n limit 500`;
}

export function underWay(sql: Sql) {
  return sql<{ job_id: string | null }[]>`select ops.backup_under_way() as job_id`;
}

/** The newest job of a kind. */
export function lastJob(sql: Sql, kind: string) {
  return sql<{ id: string }[]>`select id from ops.jobs where kind = ${kind} order by created_at desc, id desc limit 1`;
}

export function isUnderWay(sql: Sql) {
  return sql<{ id: string }[]>`
    select id from ops.jobs where kind in ('backups.make', 'backups.restore') and status in ('pending', 'processing')
    limit 1`;
}

export function beginRestore(sql: Sql, jobId: string) {
  return sql<{ at: string }[]>`select ops.begin_restore(${jobId}) as at`;
}

export function countOpenBefore(sql: Sql, at: string) {
  return sql<{ open: number }[]>`select ops.open_since_before(${at}) as open`;
}

export function clearForRestore(sql: Sql, withUsers: boolean) {
  return sql<{ removed: string }[]>`select ops.clear_for_restore(${withUsers}) as removed`;
}

export function loadRows(sql: Sql, model: string, rows: readonly string[], withUsers: boolean) {
  return sql<{ written: number; dropped: string[] }[]>`
    select written, dropped from ops.load_for_restore(${model}, ${`[${rows.join(",")}]`}::text::jsonb, ${withUsers})`;
}

export function endRestore(sql: Sql, withUsers: boolean, context: Record<string, unknown>) {
  return sql`select ops.end_restore(${withUsers}, ${JSON.stringify(context)}::text::jsonb)`;
}
