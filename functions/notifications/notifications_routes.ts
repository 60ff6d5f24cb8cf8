import type { AnyEndpoint } from "../../shared/contracts/kit/endpoint.ts";
import { notifications } from "../../shared/contracts/notifications/notifications.ts";
import { preferences } from "../../shared/contracts/notifications/preferences.ts";
import { sending } from "../../shared/contracts/notifications/sending.ts";
import { templates } from "../../shared/contracts/notifications/templates.ts";
import { firstOr } from "../../shared/db/rows.ts";
import { bind, bindDetached, bindRead, type Bound } from "../../shared/http/bind.ts";
import {
  countNotifications,
  countSentToCaller,
  countUnread,
  listNotifications,
  listSentToCaller,
  markAllRead,
  markRead,
  postNotification,
} from "./notifications_queries.ts";
import { filterOf } from "./notifications_rules.ts";
import { openStreams } from "./open_streams.ts";
import { streamNotifications } from "./stream_notifications.ts";

const contracts = [notifications, preferences, sending, templates].flatMap((group) =>
  Object.values<AnyEndpoint>(group)
);
const paths = contracts.map((e) => `${e.method} /api${e.path}`);

export const notificationRoutes: Bound[] = [
  bindRead(
    notifications.list,
    ({ sql, query }) => [
      query.channel === "in_app"
        ? listNotifications(sql, filterOf(query), query)
        : listSentToCaller(sql, query.channel, filterOf(query), query),
      query.channel === "in_app"
        ? countNotifications(sql, filterOf(query))
        : countSentToCaller(sql, query.channel, filterOf(query)),
      countUnread(sql),
    ],
    ([rows, [{ total }], [{ count }]], { query: { limit, offset } }) => ({
      notifications: rows,
      unread_count: count,
      total,
      meta: { count: rows.length, total, limit, offset },
    }),
  ),
  bind(notifications.read, async ({ sql, params }) => ({
    notification: firstOr(await markRead(sql, params.id), "notification_not_found"),
  })),
  bind(notifications.readAll, async ({ sql, query, body }) => {
    const [{ updated }] = await markAllRead(sql, body.type ?? query.type);
    const message = Number(updated) === 0 ? "No unread notifications" : `${updated} notifications marked as read`;
    return { updated, total: updated, message };
  }),
  bindRead(notifications.unreadCount, ({ sql, query }) => [countUnread(sql, query.type)], ([[counted]]) => {
    const { count, ...by_priority } = counted;
    return { count, by_priority };
  }),
  bindDetached(
    notifications.stream,
    ({ read, actor, tenantId, userId, request, query, runtime }) =>
      streamNotifications({
        runtime,
        tenantId,
        userId,
        sessionId: actor.kind === "user" ? actor.sessionId : "",
        expiresAt: actor.kind === "user" ? actor.claims.exp : 0,
        lastEventId: request.headers.get("last-event-id") ?? query.last_event_id,
        pollSeconds: runtime.config.STREAM_POLL_SECONDS,
        read,
      }),
  ),
  bindDetached(notifications.create, async ({ transact, body, reply }) => {
    const [{ duplicate, ...notification }] = await transact(async (sql) => await postNotification(sql, body));
    if (duplicate) reply.status = 200;
    return { notification, duplicate };
  }),
  bindDetached(notifications.health, ({ runtime: { config } }) => ({
    service: "notifications" as const,
    status: "ok" as const,
    story: "7.8" as const,
    version: config.APP_VERSION,
    endpoints: paths,
    sse_clients: openStreams(),
    timestamp: new Date().toISOString(),
  })),
];
