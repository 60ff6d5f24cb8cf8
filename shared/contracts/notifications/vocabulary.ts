import { z } from "zod";
import { id, instant, text } from "../kit/fields.ts";

/** The words that templates, preferences and deliveries share. */

export const SEND_CHANNELS = ["email", "sms", "push", "webhook", "in_app", "slack", "teams", "whatsapp"] as const;
export type SendChannel = (typeof SEND_CHANNELS)[number];
export const sendChannel = z.enum(SEND_CHANNELS);

export const CATEGORIES = ["transactional", "alert", "marketing", "reminder", "security", "system"] as const;
export type Category = (typeof CATEGORIES)[number];
export const category = z.enum(CATEGORIES);

export const PRIORITIES = ["low", "normal", "high", "critical"] as const;
export type MessagePriority = (typeof PRIORITIES)[number];

/** `urgent` is the word of older clients for critical. */
export const priorityIn = z.enum([...PRIORITIES, "urgent"]).transform((
  value,
) => (value === "urgent" ? "critical" : value));

export const LANGUAGES = ["fr", "de", "it", "en"] as const;
export type Language = (typeof LANGUAGES)[number];

const words = (max: number) => text(max, 1);

/** The words of a template in one language. `chat` serves Slack, Teams, WhatsApp and webhooks. */
export const ChannelParts = z.strictObject({
  email: z.strictObject({ subject: words(300), text: words(50_000), html: words(100_000).optional() }).optional(),
  sms: z.strictObject({ text: words(480) }).optional(),
  push: z.strictObject({ title: words(200), body: words(1000) }).optional(),
  in_app: z.strictObject({ title: words(200), body: text(4000) }).optional(),
  chat: z.strictObject({ text: words(4000) }).optional(),
}).meta({ id: "NotificationTemplateParts" });
export type ChannelParts = z.output<typeof ChannelParts>;

export const variableName = z.string().regex(/^[A-Za-z][A-Za-z0-9_]{0,49}$/, "must be a name of letters, digits and _");
const variableValue = z.union([text(4000), z.number(), z.boolean()]);

export const TemplateVariable = z.strictObject({
  name: variableName,
  required: z.boolean().default(false),
  default: variableValue.nullish(),
});

export const variables = z.record(variableName, variableValue).default({});

/** What a delivery may be. `sending` is shown while a worker holds the message. */
export const DELIVERY_STATUSES = [
  "pending",
  "queued",
  "deferred",
  "sending",
  "sent",
  "delivered",
  "failed",
  "bounced",
  "suppressed",
  "unsubscribed",
] as const;
export const deliveryStatus = z.enum(DELIVERY_STATUSES);

export const Delivery = z.object({
  id,
  channel: sendChannel,
  status: deliveryStatus,
  reason: z.string().nullable(),
  category: category.nullable(),
  template: z.string().nullable(),
  recipient: z.string().nullable(),
  to_address: z.string().nullable(),
  subject: z.string(),
  priority: z.enum(PRIORITIES),
  source_id: z.string().nullable(),
  attempts: z.number(),
  last_error: z.string().nullable(),
  scheduled_at: instant.nullable(),
  send_at: instant.nullable().meta({ description: "When it is tried next; null once it is over." }),
  sent_at: instant.nullable(),
  created_at: instant,
}).meta({ id: "NotificationDelivery" });
