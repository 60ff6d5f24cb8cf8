import { z } from "zod";
import { endpoint } from "../kit/endpoint.ts";
import { count, id, instant, jsonObject, line, text } from "../kit/fields.ts";
import { body, data } from "../kit/replies.ts";
import { WORKFLOW_STATUSES } from "./workflow_notifications.ts";
import "./problems.ts";

const EXAMPLE_KEYS = {
  p256dh: "BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4",
  auth: "BTBZMqHH6r4Tts7J_aSIgg",
};
const EXAMPLE_SUBSCRIPTION = JSON.stringify({
  endpoint: "https://push.example.com/send/5d7a",
  keys: EXAMPLE_KEYS,
});

const base64url = (length: number) =>
  z.string().transform((value) => value.replaceAll("+", "-").replaceAll("/", "_").replace(/=+$/, ""))
    .pipe(z.string().regex(new RegExp(`^[A-Za-z0-9_-]{${length}}$`), "must be base64url of the right length"));

/** What `PushSubscription.toJSON()` gives; its expiration time is of no use, as nearly no browser sets it. */
const WebSubscription = z.strictObject({
  endpoint: z.url().max(2048),
  expirationTime: z.number().nullable().optional(),
  keys: z.strictObject({ p256dh: base64url(87), auth: base64url(22) }),
}, "must be a subscription of the Push API");

/** A device: the subscription of a browser, or the registration token of an app. */
export type DeviceToken =
  | { kind: "web"; address: string; p256dh: string; auth: string }
  | { kind: "fcm"; address: string };

/** A subscription comes as JSON text, a registration token as itself; a subscription may be longer than the 512 of a token. */
const token = z.string().trim().min(1, "must not be empty").max(4096).transform((value, context): DeviceToken => {
  if (!value.startsWith("{")) {
    if (/^[\w:.-]{1,512}$/.test(value)) return { kind: "fcm", address: value };
    context.addIssue({ code: "custom", message: "must be a registration token of at most 512 characters" });
    return z.NEVER;
  }
  const parsed = WebSubscription.safeParse(parseJson(value));
  if (!parsed.success) {
    context.addIssue({ code: "custom", message: "must be the JSON of a PushSubscription with endpoint and keys" });
    return z.NEVER;
  }
  const { endpoint: address, keys } = parsed.data;
  return { kind: "web", address, ...keys };
}).meta({
  description: "The JSON of a browser's PushSubscription, or a registration token of Firebase Cloud Messaging.",
});

function parseJson(value: string): unknown {
  try {
    return JSON.parse(value);
  } catch {
    return undefined;
  }
}

const PushSubscription = z.object({
  id,
  token: z.string().meta({ description: "The address of the push service, or the registration token." }),
  kind: z.enum(["web", "fcm"]),
  device_label: z.string().nullable(),
  user_agent: z.string().nullable(),
  is_active: z.boolean(),
  last_error: z.string().nullable(),
  last_seen_at: instant,
  created_at: instant,
  updated_at: instant,
}).meta({ id: "PushSubscription" });

const PushTally = z.object({ sent: count, failed: count, skipped: count, total: count }).meta({ id: "PushTally" });

const message = {
  title: line(120, 1).default("Comptoir"),
  body: text(500).default("Test notification"),
  data: jsonObject.default({}).refine(
    (value) => JSON.stringify(value).length <= 2000,
    "must have at most 2000 characters",
  ),
  link: z.string().max(500).regex(/^\/(?!\/)/, "must be a path of the application").default("/notifications"),
};
const testExample = { title: "Hello", body: "Push messages work.", link: "/notifications", data: { type: "test" } };

const phone = z.string().trim().transform((value) => value.replace(/[\s().-]/g, ""))
  .pipe(z.string().regex(/^\+[1-9]\d{6,14}$/, "must be a number like +41791234567"));

const deliveryProblems = ["no_active_subscription", "push_delivery_failed", "push_not_configured"];

export const push = {
  register: endpoint("POST /push-notifications/register", {
    id: "notifications.push.register",
    summary: "Register a device for push messages",
    description: "201 for a new device, 200 for a known one, which then belongs to the caller and is active again.",
    guard: "session",
    userOnly: true,
    body: z.strictObject({
      token,
      device_label: line(255).nullable().optional(),
      user_agent: line(500).nullable().optional(),
    }).meta({ id: "PushRegister", examples: [{ token: EXAMPLE_SUBSCRIPTION, device_label: "Firefox at work" }] }),
    reply: body({ subscription: PushSubscription, created: z.boolean() }, 201),
  }),
  unregister: endpoint("POST /push-notifications/unregister", {
    id: "notifications.push.unregister",
    summary: "Stop push messages to a device of the caller",
    guard: "session",
    userOnly: true,
    body: z.strictObject({ token }).meta({ id: "PushUnregister", examples: [{ token: EXAMPLE_SUBSCRIPTION }] }),
    reply: body({ updated: count }),
  }),
  test: endpoint("POST /push-notifications/test", {
    id: "notifications.push.test",
    summary: "Send a push message to the caller's own devices",
    guard: "session",
    userOnly: true,
    bodyRequired: false,
    body: z.strictObject(message).meta({ id: "PushTest", examples: [testExample] }),
    reply: data(PushTally),
    problems: deliveryProblems,
  }),
  sendTest: endpoint("POST /push-notifications/send-test", {
    id: "notifications.push.send_test",
    summary: "Send a push message to the devices of a member",
    guard: "notifications.write",
    body: z.strictObject({ user_id: id, ...message }).meta({
      id: "PushSendTest",
      examples: [{ user_id: "0190a7c2-5b7e-7c3a-9d1e-2f4b6a8c0e11", ...testExample }],
    }),
    reply: data(PushTally),
    problems: ["push_user_not_found", ...deliveryProblems],
  }),
  sendTestWhatsApp: endpoint("POST /push-notifications/send-test-whatsapp", {
    id: "notifications.push.send_test_whatsapp",
    summary: "Send a WhatsApp message to a number, or to the configured test number",
    description: "The message is attached to the latest workflow notification's case; without any case it is refused.",
    guard: "notifications.write",
    bodyRequired: false,
    body: z.strictObject({
      to: phone.optional(),
      subject: line(120).default("Test"),
      body: text(1000, 1).default("WhatsApp works."),
    }).meta({ id: "WhatsAppTest", examples: [{ to: "+41791234567", subject: "Test", body: "WhatsApp works." }] }),
    reply: data(z.object({
      recipient: z.string(),
      used_default_recipient: z.boolean(),
      message_id: z.string().nullable(),
      workflow_notification_id: id,
      workflow_notification_status: z.enum(WORKFLOW_STATUSES),
      workflow_notification_application_id: id.nullable(),
    })),
    problems: ["whatsapp_recipient_missing", "no_application", "whatsapp_send_failed"],
  }),
  subscriptions: endpoint("GET /push-notifications/subscriptions", {
    id: "notifications.push.subscriptions",
    summary: "List the caller's devices",
    guard: "session",
    userOnly: true,
    reply: body({ subscriptions: z.array(PushSubscription) }),
  }),
  users: endpoint("GET /push-notifications/users", {
    id: "notifications.push.users",
    summary: "List active members with how many devices they have",
    guard: "notifications.read",
    reply: body({
      users: z.array(z.object({
        id,
        name: z.string(),
        email: z.string(),
        active_subscriptions: count,
        total_subscriptions: count,
      })),
    }),
  }),
};
