import { z } from "zod";
import { endpoint } from "../kit/endpoint.ts";
import { byId, count, id, instant, line } from "../kit/fields.ts";
import { offsetQuery } from "../kit/paging.ts";
import { body, empty } from "../kit/replies.ts";
import "./problems.ts";
import { Delivery, deliveryStatus, priorityIn, sendChannel, variables } from "./vocabulary.ts";

const meta = z.object({ count, total: count, limit: count, offset: count });

export const Send = z.strictObject({
  template_id: z.string().trim().min(1).max(50).meta({
    description: "The id of a template, or its name: the organisation's own, else the built-in one.",
  }),
  recipient: z.string().trim().min(1).max(2000).meta({
    description:
      "A user id, an e-mail address, a telephone number (+41…), or an https address for webhook, Slack and Teams.",
  }),
  variables,
  channels: z.array(sendChannel).min(1).max(8).transform((list) => [...new Set(list)]).optional(),
  priority: priorityIn.default("normal"),
  scheduled_at: z.iso.datetime({ offset: true }).optional(),
  source_id: line(200, 1).optional().meta({
    description: "What the message is about: the same template reaches the same recipient about it once per channel.",
  }),
}).meta({
  id: "NotificationSend",
  examples: [{
    template_id: "report_ready",
    recipient: "claire@example.com",
    variables: { name: "Claire", report: "Mars 2026", link: "https://example.com/reports/3" },
    priority: "normal",
  }],
});

const Result = z.object({
  notification_id: id,
  channel: sendChannel,
  status: deliveryStatus,
  reason: z.string().optional(),
  send_at: instant.optional().meta({ description: "When a message that waits leaves." }),
  duplicate: z.boolean(),
}).meta({ id: "NotificationSendResult" });

const SuppressedAddress = z.object({
  id,
  channel: sendChannel,
  address: z.string(),
  message_id: id.nullable(),
  created_at: instant,
}).meta({ id: "SuppressedAddress" });

export const sending = {
  send: endpoint("POST /notifications/send", {
    id: "notifications.send",
    summary: "Send a template to somebody, on the channels they want, when they want it",
    description:
      "Every channel is decided for itself: unsubscribed, suppressed, deferred (quiet hours, throttle), failed (no address, no " +
      "content, no provider), pending (scheduled), queued or, in the product, delivered. What waits is decided again when it " +
      "leaves.",
    guard: "notifications.write",
    body: Send,
    idempotent: true,
    reply: body({ notification_ids: z.array(id), results: z.array(Result) }, 202),
    problems: ["template_not_found", "missing_variable", "recipient_invalid"],
  }),
  deliveries: endpoint("GET /notifications/deliveries", {
    id: "notifications.deliveries",
    summary: "List what was sent and how that went, newest first",
    description:
      "Without the scope ALL: what the caller sent or was sent. Messages that carry a secret link are left out.",
    guard: "notifications.read",
    query: offsetQuery({
      id: id.optional(),
      status: deliveryStatus.optional(),
      channel: sendChannel.optional(),
      template: z.string().max(50).optional(),
      recipient: z.string().max(2000).optional(),
      source_id: z.string().max(200).optional(),
    }),
    reply: body({ deliveries: z.array(Delivery), meta }),
  }),
  suppressed: endpoint("GET /notifications/suppressed-addresses", {
    id: "notifications.suppressed_addresses.list",
    summary: "List addresses that bounced and get no templates any more",
    guard: "notifications.read",
    query: offsetQuery({}),
    reply: body({ addresses: z.array(SuppressedAddress), meta }),
  }),
  release: endpoint("DELETE /notifications/suppressed-addresses/:id", {
    id: "notifications.suppressed_addresses.release",
    summary: "Take an address off the list: it works again",
    guard: "notifications.write",
    params: byId("id"),
    reply: empty(),
  }),
  unsubscribe: endpoint("POST /notifications/unsubscribe/:token", {
    id: "notifications.unsubscribe",
    summary: "Stop marketing messages by the link of one of them",
    description: "RFC 8058: mail programs post here in one click. The body is not read; the link does not expire.",
    guard: "public",
    params: z.object({ token: z.string().max(1000) }),
    reply: body({ message: z.string() }),
    problems: ["unsubscribe_link_invalid"],
  }),
};
