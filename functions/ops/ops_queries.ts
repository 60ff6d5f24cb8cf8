import type { Sql } from "../../shared/db/pool.ts";

/** What ops.public_settings tells of the tenant behind a subdomain. */
export interface PublicSettings {
  tenant: { name: string; currency: string; locale: string; timezone: string };
  settings: Record<string, string>;
}

export function purgeExpired(sql: Sql) {
  return sql<{ affected: number }[]>`select ops.purge_expired() as affected`;
}

export function pingDatabase(sql: Sql) {
  return sql`select 1`;
}

/** Seconds the oldest job and the oldest mail have been due; null where nothing is. */
export function findBacklog(sql: Sql) {
  return sql<{ queue_seconds: number | null; mail_seconds: number | null }[]>`select * from ops.backlog()`;
}

export function findPublicSettings(sql: Sql, subdomain: string) {
  return sql<{ found: PublicSettings | null }[]>`select ops.public_settings(${subdomain}) as found`;
}
