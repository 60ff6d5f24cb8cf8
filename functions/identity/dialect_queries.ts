import type { Sql } from "../../shared/db/pool.ts";
import type { MemberProfile, SessionRow } from "./session_queries.ts";

export function findMockAccount(sql: Sql, email: string) {
  return sql<{ profile: MemberProfile | null }[]>`select identity.mock_account(${email}) as profile`;
}

export function openMockSession(
  sql: Sql,
  session: { tenantId: string; userId: string; tokenHash: string; seconds: number },
) {
  return sql<SessionRow[]>`
    select session_id, expires_at, refresh_seconds, refresh_in_body, access_in_cookie, profile
    from identity.open_session(
      ${session.tenantId}, ${session.userId}, 'mock', null, ${session.tokenHash}, false, ${session.seconds}, false, true)`;
}
