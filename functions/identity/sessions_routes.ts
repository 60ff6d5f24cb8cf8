import { sessions } from "../../shared/contracts/identity/sessions.ts";
import { bind, bindRead, type Bound } from "../../shared/http/bind.ts";
import { listOwnSessions, revokeOtherSessions, revokeSession } from "./sessions_queries.ts";

export const sessionsRoutes: Bound[] = [
  bindRead(sessions.list, ({ sql }) => [listOwnSessions(sql)], ([found]) => ({ sessions: found })),
  bind(sessions.revoke, async ({ sql, params }) => {
    await revokeSession(sql, params.session_id);
    return {};
  }),
  bind(sessions.revokeOthers, async ({ sql }) => {
    const [{ revoked }] = await revokeOtherSessions(sql);
    return { revoked };
  }),
];
