import type { Sql } from "../../shared/db/pool.ts";

export interface MediaRow {
  model: string;
  id: string;
  field: string;
  bucket: string;
  path: string;
  discrepancy: "missing" | "size" | null;
}

export interface Orphan {
  bucket: string;
  path: string;
  size: number;
}

export interface Inventory {
  scanned: number;
  referenced: number;
  orphans: Orphan[];
}

export function diagnoseMedia(sql: Sql, limit: number) {
  return sql<MediaRow[]>`select model, id, field, bucket, path, discrepancy from ops.media_diagnosis(${limit})`;
}

export function repairMedia(sql: Sql) {
  return sql<{ did: string }[]>`select did from ops.repair_media() as did`;
}

/** Objects no record names; with `only`, which of these still are. */
export async function takeInventory(
  sql: Sql,
  limit: number,
  only: readonly string[] | null = null,
): Promise<Inventory> {
  const [{ found }] = await sql<{ found: Inventory }[]>`
    select ops.media_inventory(${limit}, ${only as string[] | null}::text[]) as found`;
  return found;
}

export function noteCleanup(sql: Sql, deleted: number, bytes: number) {
  return sql`select ops.note_media_cleanup(${deleted}, ${bytes})`;
}
