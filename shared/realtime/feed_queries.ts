import type { Sql } from "../db/pool.ts";
import type { Listener } from "./audience.ts";

/** What the members behind these sessions hear, as owner; a session that may not listen is missing. */
export function listLiveListeners(sql: Sql, sessionIds: string[]) {
  return sql<
    {
      session_id: string;
      grants: Listener["grants"];
      team_ids: string[];
      company_ids: string[] | null;
      is_staff: boolean;
    }[]
  >`select session_id, grants, team_ids, company_ids, is_staff from app.live_listeners(${sessionIds}::uuid[])`;
}
