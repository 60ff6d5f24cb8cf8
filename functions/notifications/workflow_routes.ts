import { offsetOf, pagination } from "../../shared/contracts/kit/paging.ts";
import { problem } from "../../shared/contracts/kit/problems.ts";
import { workflowNotifications } from "../../shared/contracts/notifications/workflow_notifications.ts";
import { firstOr } from "../../shared/db/rows.ts";
import { bindDetached, bindRead, type Bound } from "../../shared/http/bind.ts";
import { wakeMessageStreams } from "./message_streams.ts";
import { resendMessage } from "./resend_message.ts";
import { streamMessages } from "./stream_messages.ts";
import { changeMessage, countMessages, listMessages, lockMessage } from "./workflow_queries.ts";
import { appended, isCancellable } from "./workflow_rules.ts";

export const workflowRoutes: Bound[] = [
  bindRead(
    workflowNotifications.list,
    ({ sql, query }) => [listMessages(sql, query, offsetOf(query)), countMessages(sql, query)],
    ([rows, [{ total }]], { query }) => ({ data: rows, pagination: pagination(query, total) }),
  ),
  bindDetached(workflowNotifications.resend, (ctx) => resendMessage(ctx, ctx.params.id)),
  bindDetached(workflowNotifications.cancel, async ({ transact, params: { id }, tenantId }) => {
    const cancelled = await transact(async (sql) => {
      const message = firstOr(await lockMessage(sql, id), "workflow_notification_not_found");
      if (message.status === "cancelled") return message;
      if (!isCancellable(message.status)) throw problem("workflow_notification_left", { status: message.status });
      if (message.is_being_sent) throw problem("workflow_notification_being_sent");
      const provider_message = appended(message.provider_message, "cancelled", new Date());
      return (await changeMessage(sql, id, { status: "cancelled", provider_message }))[0];
    });
    wakeMessageStreams(tenantId, { operation: "updated", id });
    return cancelled;
  }),
  bindDetached(
    workflowNotifications.stream,
    ({ read, actor, tenantId, userId, request, query, runtime: { config, log } }) =>
      streamMessages({
        tenantId,
        userId,
        expiresAt: actor.kind === "user" ? actor.claims.exp : 0,
        lastEventId: request.headers.get("last-event-id") ?? query.last_event_id,
        pollSeconds: config.STREAM_POLL_SECONDS,
        read,
        log,
      }),
  ),
];
