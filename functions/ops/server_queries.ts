import type { Sql } from "../../shared/db/pool.ts";

/** What ops.server_overview tells. */
export interface ServerFigures {
  jobs: { queued: number; processing: number; failed24h: number };
  storage: { files: number; bytes: number };
  settingsCount: number;
}

/** Raises AUTHORIZATION_ERROR for who may not write settings. */
export function findServerFigures(sql: Sql) {
  return sql<{ figures: ServerFigures }[]>`select ops.server_overview() as figures`;
}
