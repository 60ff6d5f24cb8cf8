import { z } from "zod";
import { endpoint } from "../kit/endpoint.ts";
import { byId, count, id, instant } from "../kit/fields.ts";
import { pageOf, pageQuery } from "../kit/paging.ts";
import { data } from "../kit/replies.ts";
import "./problems.ts";

const status = z.enum(["pending", "sent", "failed"]);
/** An instant of the caller. */
const moment = z.iso.datetime({ offset: true, error: "must be an instant such as 2026-01-15T10:00:00Z" });

export const WebhookDelivery = z.object({
  id: id.meta({ description: "Sent as X-Webhook-Delivery-Id and webhook-id, the same with every attempt." }),
  endpoint_id: id.nullable().meta({ description: "Null where a job named its own address." }),
  event_id: z.string().nullable(),
  event: z.string().meta({ examples: ["invoice.paid"] }),
  job_id: z.string().nullable(),
  url: z.string(),
  status,
  attempt: count.meta({ description: "Attempts made." }),
  max_attempts: count,
  status_code: count.nullable(),
  response_body: z.string().nullable().meta({ description: "The first 1000 characters." }),
  error: z.string().nullable(),
  next_attempt_at: instant.nullable(),
  sent_at: instant.nullable(),
  created_at: instant,
}).meta({ id: "WebhookDelivery" });

export const WebhookDeliveryDetail = WebhookDelivery.extend({
  payload: z.unknown().meta({ description: "The body as sent." }),
}).meta({ id: "WebhookDeliveryDetail" });

export const webhookDeliveries = {
  list: endpoint("GET /webhooks/deliveries", {
    id: "integrations.webhook_deliveries.list",
    summary: "Deliveries of the last 30 days, newest first",
    description: "The total counts up to 10,000.",
    guard: "integrations.read",
    query: pageQuery({
      endpoint_id: id.optional(),
      job_id: z.string().max(200).optional(),
      event: z.string().max(120).optional(),
      status: status.optional(),
      since: moment.optional(),
    }),
    reply: pageOf(WebhookDelivery),
  }),
  get: endpoint("GET /webhooks/deliveries/:delivery_id", {
    id: "integrations.webhook_deliveries.get",
    summary: "Get a delivery with its payload",
    guard: "integrations.read",
    params: byId("delivery_id"),
    reply: data(WebhookDeliveryDetail),
  }),
  replay: endpoint("POST /webhooks/deliveries/:delivery_id/replay", {
    id: "integrations.webhook_deliveries.replay",
    summary: "Send a delivery again, under the same id",
    guard: "integrations.write",
    params: byId("delivery_id"),
    reply: data(WebhookDelivery, 202),
    problems: ["webhook_delivery_pending", "webhook_endpoint_off"],
  }),
  replay_failed: endpoint("POST /webhooks/deliveries/replay", {
    id: "integrations.webhook_deliveries.replay_failed",
    summary: "Send all failed deliveries since an instant again, 10,000 at most",
    description: "Those of endpoints that are switched off stay as they are.",
    guard: "integrations.write",
    body: z.strictObject({ since: moment, endpoint_id: id.optional() })
      .meta({ id: "WebhookReplay", examples: [{ since: "2026-01-15T10:00:00Z" }] }),
    reply: data(z.object({ replayed: count }), 202),
  }),
};
