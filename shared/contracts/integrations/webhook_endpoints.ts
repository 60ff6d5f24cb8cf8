import { z } from "zod";
import { endpoint } from "../kit/endpoint.ts";
import { byId, count, id, instant, jsonObject, line } from "../kit/fields.ts";
import { created, data } from "../kit/replies.ts";
import "./problems.ts";

const pattern = z.string().trim().max(120).regex(
  /^(\*|[a-z_]+(\.[a-z_]+)*(\.\*)?)$/,
  "must be an event type, invoice.* or *",
).meta({ examples: ["invoice.*"] });
const patterns = z.array(pattern).min(1).max(100).overwrite((values) => [...new Set(values)]);
const attempts = z.int().min(1).max(10);

export const WebhookEndpoint = z.object({
  id,
  url: z.string(),
  description: z.string(),
  events: z.array(pattern),
  owner_company_id: id.nullable().meta({ description: "Only events of this company; null for all." }),
  max_attempts: count,
  is_active: z.boolean(),
  disabled_reason: z.enum(["paused", "gone", "failing"]).nullable().meta({
    description: "`gone`: it answered 410. `failing`: too many deliveries in a row were given up.",
  }),
  disabled_at: instant.nullable(),
  consecutive_failures: count.meta({ description: "Deliveries given up since the last one that arrived." }),
  previous_secret_until: instant.nullable().meta({ description: "Until then the secret before signs too." }),
  created_by: id.nullable(),
  created_at: instant,
  updated_at: instant,
}).meta({ id: "WebhookEndpoint" });

const secret = z.string().meta({
  description: "Signs every delivery; told here and never again.",
  examples: ["whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"],
});

const fields = {
  url: z.string().trim().min(1).max(2048),
  description: line(500).optional(),
  events: patterns,
  owner_company_id: id.nullable().optional(),
  max_attempts: attempts.optional(),
};

export const WebhookEndpointCreate = z.strictObject(fields).meta({
  id: "WebhookEndpointCreate",
  examples: [{
    url: "https://hooks.example.com/comptoir",
    description: "Bookkeeping",
    events: ["invoice.*", "payment.created"],
    owner_company_id: "0190a7c2-5b7e-7c3a-9d1e-2f4b6a8c0e11",
  }],
});

export const WebhookEndpointPatch = z.strictObject({
  ...fields,
  url: fields.url.optional(),
  events: patterns.optional(),
  is_active: z.boolean().optional(),
}).refine((patch) => Object.keys(patch).length > 0, "must change at least one field").meta({
  id: "WebhookEndpointPatch",
  examples: [{ events: ["invoice.paid"], max_attempts: 8 }],
});

const DENIED = ["company_access_denied", "webhook_events_denied", "webhook_url_rejected"];
const write = { guard: "integrations.write", params: byId("endpoint_id") } as const;

export const webhookEndpoints = {
  event_types: endpoint("GET /webhooks/event-types", {
    id: "integrations.webhook_endpoints.event_types",
    summary: "What webhooks can tell of",
    guard: "integrations.read",
    reply: data(z.object({
      event_types: z.array(z.object({
        type: z.string(),
        permission: z.string().meta({ description: "Whoever subscribes must read ALL under this key." }),
        entity: z.string(),
        payload_schema: jsonObject.meta({ description: "JSON Schema of `data`, beside `entity` and `entity_id`." }),
      })),
    })),
  }),
  list: endpoint("GET /webhooks/endpoints", {
    id: "integrations.webhook_endpoints.list",
    summary: "Webhook endpoints, newest first",
    guard: "integrations.read",
    reply: data(z.object({ endpoints: z.array(WebhookEndpoint), count })),
  }),
  create: endpoint("POST /webhooks/endpoints", {
    id: "integrations.webhook_endpoints.create",
    summary: "Register an address that is told of events; its secret is shown once",
    description:
      "The address must be public and https. You subscribe to what you may read yourself: ALL under the permission of each event, " +
      "and the companies you work for; an endpoint without a company, which hears of everything, is for those who work for all.",
    guard: "integrations.write",
    body: WebhookEndpointCreate,
    reply: created(z.object({ endpoint: WebhookEndpoint, secret })),
    problems: [...DENIED, "webhook_company_unknown", "webhook_endpoint_limit"],
  }),
  get: endpoint("GET /webhooks/endpoints/:endpoint_id", {
    id: "integrations.webhook_endpoints.get",
    summary: "Get a webhook endpoint",
    guard: "integrations.read",
    params: byId("endpoint_id"),
    reply: data(WebhookEndpoint),
  }),
  update: endpoint("PATCH /webhooks/endpoints/:endpoint_id", {
    id: "integrations.webhook_endpoints.update",
    summary: "Change a webhook endpoint, pause it or switch it on again",
    description: "What waits for an endpoint when it is switched off is given up; it can be replayed later.",
    ...write,
    body: WebhookEndpointPatch,
    reply: data(WebhookEndpoint),
    problems: [...DENIED, "webhook_company_unknown"],
  }),
  remove: endpoint("DELETE /webhooks/endpoints/:endpoint_id", {
    id: "integrations.webhook_endpoints.remove",
    summary: "Remove a webhook endpoint; the log of its deliveries stays its 30 days",
    ...write,
    reply: data(z.object({ removed: z.literal(true) })),
  }),
  enable: endpoint("POST /webhooks/endpoints/:endpoint_id/enable", {
    id: "integrations.webhook_endpoints.enable",
    summary: "Switch a webhook endpoint on again, failures forgotten",
    ...write,
    reply: data(WebhookEndpoint),
    problems: DENIED,
  }),
  rotate_secret: endpoint("POST /webhooks/endpoints/:endpoint_id/rotate-secret", {
    id: "integrations.webhook_endpoints.rotate_secret",
    summary: "Give a webhook endpoint a new secret; both sign during the overlap",
    ...write,
    body: z.strictObject({ overlap_seconds: z.int().min(0).max(7 * 86_400).default(86_400) })
      .meta({ id: "WebhookSecretRotate", examples: [{ overlap_seconds: 3600 }] }),
    bodyRequired: false,
    reply: data(z.object({ secret, previous_secret_until: instant.nullable() })),
  }),
  test: endpoint("POST /webhooks/endpoints/:endpoint_id/test", {
    id: "integrations.webhook_endpoints.test",
    summary: "Send a `webhook.test` event to an endpoint",
    description: "It is queued like any other: GET /webhooks/deliveries/:delivery_id shows what became of it.",
    ...write,
    reply: data(z.object({ delivery_id: id }), 202),
    problems: ["webhook_endpoint_off"],
  }),
};
