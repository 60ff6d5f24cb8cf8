import { z } from "zod";
import { endpoint } from "../kit/endpoint.ts";
import { byId, day, id, instant, line } from "../kit/fields.ts";
import { pageOf, pageQuery } from "../kit/paging.ts";
import { data, stream } from "../kit/replies.ts";
import "./problems.ts";

export const WORKFLOW_STATUSES = ["pending", "sent", "delivered", "read", "failed", "cancelled"] as const;
export const WORKFLOW_CHANNELS = ["email", "whatsapp"] as const;

const ORDERINGS = ["created_at", "-created_at", "scheduled_for", "-scheduled_for", "sent_at", "-sent_at"] as const;

export const WorkflowNotification = z.object({
  id,
  application_id: id.nullable().meta({ description: "The case it is about; null where it is about something else." }),
  entity: z.string().nullable(),
  entity_id: id.nullable(),
  channel: z.enum(WORKFLOW_CHANNELS),
  subject: z.string(),
  body: z.string(),
  recipient: z.string(),
  status: z.enum(WORKFLOW_STATUSES),
  scheduled_for: instant,
  sent_at: instant.nullable(),
  provider_message: z.string().meta({ description: "What the provider and the recipient said, one line each." }),
  external_reference: z.string().nullable(),
  notification_type: z.enum(["", "due_tomorrow", "manual_whatsapp_test"]),
  target_date: day.nullable(),
  created_by: id.nullable(),
  created_at: instant,
  updated_at: instant,
}).meta({ id: "WorkflowNotification" });

export const workflowNotifications = {
  list: endpoint("GET /workflow-notifications", {
    id: "notifications.workflow.list",
    summary: "List messages to clients about their cases, newest first",
    guard: "notifications.read",
    query: pageQuery({
      search: line(100).optional().meta({
        description: "In recipient, subject, status or the identifier of the case.",
      }),
      ordering: z.enum(ORDERINGS).default("-created_at"),
      status: z.enum(WORKFLOW_STATUSES).optional(),
      channel: z.enum(WORKFLOW_CHANNELS).optional(),
      application: id.optional(),
    }, { limit: 50, max: 200 }),
    reply: pageOf(WorkflowNotification),
  }),
  resend: endpoint("POST /workflow-notifications/:id/resend", {
    id: "notifications.workflow.resend",
    summary: "Send a message again as it is stored",
    description:
      "E-mail is handed to the outbox and counts as sent; a delivery that fails later turns it to failed. WhatsApp stays pending " +
      "until the provider reports. Where no provider takes it, it stays pending without a reference.",
    guard: "notifications.write",
    params: byId("id"),
    idempotent: true,
    reply: data(WorkflowNotification),
    problems: [
      "workflow_notification_not_found",
      "workflow_notification_cancelled",
      "workflow_notification_being_sent",
      "workflow_notification_failed",
    ],
  }),
  cancel: endpoint("POST /workflow-notifications/:id/cancel", {
    id: "notifications.workflow.cancel",
    summary: "Cancel a message that has not left yet",
    guard: "notifications.write",
    params: byId("id"),
    reply: data(WorkflowNotification),
    problems: ["workflow_notification_not_found", "workflow_notification_left", "workflow_notification_being_sent"],
  }),
  stream: endpoint("GET /workflow-notifications/stream", {
    id: "notifications.workflow.stream",
    summary: "Hear of changes of the messages of the last 24 hours as server-sent events",
    description:
      "Frames without a name: `workflow_notifications_snapshot` first, then `workflow_notifications_changed`; " +
      "`workflow_notifications_error` ends the stream. With Last-Event-ID only what changed since comes.",
    guard: "notifications.read",
    query: z.object({
      token: z.string().optional().meta({ description: "The access token, for clients that cannot send headers." }),
      last_event_id: z.string().max(100).optional(),
    }),
    reply: stream(),
    problems: ["too_many_streams"],
  }),
};
