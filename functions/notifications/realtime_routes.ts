import { realtime } from "../../shared/contracts/notifications/realtime.ts";
import { randomToken, sha256Hex } from "../../shared/auth/secrets.ts";
import { bindDetached, type Bound } from "../../shared/http/bind.ts";
import { issueStreamTicket } from "./realtime_queries.ts";
import { streamEvents } from "./stream_events.ts";

const TICKET_SECONDS = 60;

export const realtimeRoutes: Bound[] = [
  bindDetached(realtime.stream, ({ read, actor, tenantId, userId, request, query, runtime }) =>
    streamEvents({
      runtime,
      tenantId,
      userId,
      sessionId: actor.kind === "user" ? actor.sessionId : "",
      expiresAt: actor.kind === "user" ? actor.claims.exp : 0,
      lastEventId: request.headers.get("last-event-id") ?? query.last_event_id,
      read,
    })),
  bindDetached(realtime.streamTicket, async ({ transact }) => {
    const ticket = randomToken(32);
    const hash = await sha256Hex(ticket);
    await transact(async (sql) => await issueStreamTicket(sql, hash, TICKET_SECONDS));
    return { ticket, expires_in: TICKET_SECONDS };
  }),
];
