import type { Sql } from "../../shared/db/pool.ts";

interface SessionListed {
  id: string;
  ip_address: string | null;
  user_agent: string | null;
  created_at: string;
  last_activity: string;
  is_current: boolean;
}

/** An administrator reads the sessions of all members; this list is the caller's own. */
export function listOwnSessions(sql: Sql) {
  return sql<SessionListed[]>`
    select id, ip as ip_address, user_agent, created_at, last_activity_at as last_activity,
      id::text = app.claims() ->> 'session_id' as is_current
    from identity.sessions
    where user_id = app.user_id() and status in ('active', 'idle') and refresh_expires_at > now()
    order by last_activity_at desc, id desc`;
}

export function revokeSession(sql: Sql, sessionId: string) {
  return sql`select identity.revoke_session(${sessionId})`;
}

export function revokeOtherSessions(sql: Sql) {
  return sql<{ revoked: number }[]>`select identity.revoke_other_sessions() as revoked`;
}
