import { z } from "zod";
import { endpoint } from "../kit/endpoint.ts";
import { byId, count, email, flag, id, instant, jsonObject, line, text } from "../kit/fields.ts";
import { offsetQuery } from "../kit/paging.ts";
import { body, stream } from "../kit/replies.ts";
import { streamParameters } from "../kit/streams.ts";
import "./problems.ts";
import { category, PRIORITIES, priorityIn, sendChannel } from "./vocabulary.ts";

const type = z.string().trim().regex(/^[a-z0-9_.]{1,50}$/, "must be up to 50 of a-z, 0-9, _ and .")
  .meta({ examples: ["payment_received"] });

const priority = z.enum(PRIORITIES).meta({ examples: ["normal"] });

const recipient = z.string().trim().toLowerCase().pipe(
  z.union(
    [id, email, z.string().regex(/^role:[a-z0-9._:-]{1,80}$/)],
    "must be a user id, an e-mail address or role:name",
  ),
).meta({ examples: ["role:admin"] });

const MAX_METADATA_BYTES = 16_384;
const metadata = jsonObject.refine(
  (value) => new TextEncoder().encode(JSON.stringify(value)).byteLength <= MAX_METADATA_BYTES,
  "must have at most 16 KB",
);

export const Notification = z.object({
  id,
  owner_company_id: id.nullable(),
  type: z.string(),
  title: z.string(),
  body: z.string(),
  metadata: jsonObject.nullable(),
  recipient: z.string().nullable().meta({
    description: "A user id, an e-mail address, role:name, or null for all staff.",
  }),
  priority,
  category,
  channel: sendChannel,
  dedupe_key: z.string().nullable(),
  read: z.boolean(),
  read_at: instant.nullable().meta({ description: "When the caller read it." }),
  created_at: instant,
}).meta({ id: "Notification" });

export const NotificationCreate = z.strictObject({
  title: line(200, 1),
  type: type.default("info"),
  body: text(4000).default(""),
  metadata: metadata.nullable().optional(),
  recipient: recipient.nullable().optional(),
  priority: priorityIn.default("normal"),
  owner_company_id: id.nullable().optional(),
  dedupe_key: line(200, 1).optional(),
}).meta({
  id: "NotificationCreate",
  examples: [{
    title: "Payment received",
    type: "payment_received",
    body: "CHF 360.50 for invoice 2026-004",
    recipient: "role:admin",
    metadata: { amount: 360.5, currency: "CHF", link: "/invoices/2026-004" },
    priority: "normal",
  }],
});

const trueOrFalse = z.enum(["true", "false"]).transform((value) => value === "true");

export const notifications = {
  list: endpoint("GET /notifications", {
    id: "notifications.list",
    summary: "List the caller's notifications, newest first",
    description:
      "What is addressed to the caller, to one of their roles, and to all staff if they belong to it. Another " +
      "`channel` than in_app lists what templates sent to the caller there, which is never unread.",
    guard: "session",
    userOnly: true,
    query: offsetQuery({
      type: type.optional(),
      category: category.optional(),
      channel: sendChannel.default("in_app"),
      read: trueOrFalse.optional(),
      unread_only: flag.optional(),
      priority: priorityIn.optional(),
    }),
    reply: body({
      notifications: z.array(Notification),
      unread_count: count,
      total: count,
      meta: z.object({ count, total: count, limit: count, offset: count }),
    }),
  }),
  read: endpoint("PATCH /notifications/:id/read", {
    id: "notifications.read",
    summary: "Mark a notification as read; the first time counts",
    guard: "session",
    userOnly: true,
    params: byId("id"),
    reply: body({ notification: Notification }),
    problems: ["notification_not_found"],
  }),
  readAll: endpoint("POST /notifications/mark-all-read", {
    id: "notifications.read_all",
    summary: "Mark all of the caller's notifications as read",
    guard: "session",
    userOnly: true,
    bodyRequired: false,
    query: z.object({ type: type.optional() }),
    body: z.strictObject({ type: type.optional() }).meta({
      id: "MarkAllRead",
      examples: [{ type: "payment_received" }],
    }),
    reply: body({ updated: count, total: count, message: z.string() }),
  }),
  unreadCount: endpoint("GET /notifications/unread-count", {
    id: "notifications.unread_count",
    summary: "Count the caller's unread notifications",
    guard: "session",
    userOnly: true,
    query: z.object({ type: type.optional() }),
    reply: body({ count, by_priority: z.object({ low: count, normal: count, high: count, critical: count }) }),
  }),
  stream: endpoint("GET /notifications/stream", {
    id: "notifications.stream",
    summary: "Receive the caller's notifications as server-sent events",
    description:
      "Frames: `connected` first, then `notification`; a comment keeps the line open. Reconnect with Last-Event-ID to get what " +
      "was missed (at most 100). The stream ends when the token expires.",
    guard: "session",
    userOnly: true,
    query: z.object(streamParameters),
    reply: stream(),
    problems: ["too_many_streams"],
  }),
  create: endpoint("POST /notifications", {
    id: "notifications.create",
    summary: "Notify a user, a role or all staff",
    description: "With a `dedupe_key` that is still unread the earlier notification is answered, with status 200.",
    guard: "notifications.write",
    body: NotificationCreate,
    reply: body({ notification: Notification, duplicate: z.boolean() }, 201),
    problems: ["recipient_unknown", "notification_company_unknown"],
  }),
  health: endpoint("GET /notifications/health", {
    id: "notifications.health",
    summary: "Tell that notifications are served",
    guard: "public",
    reply: body({
      service: z.literal("notifications"),
      status: z.literal("ok"),
      story: z.literal("7.8"),
      version: z.string(),
      endpoints: z.array(z.string()),
      sse_clients: count,
      timestamp: instant,
    }),
  }),
};
