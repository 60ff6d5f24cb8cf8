import { z } from "zod";
import { endpoint } from "../kit/endpoint.ts";
import { file, raw } from "../kit/replies.ts";
import "./problems.ts";

export const whatsapp = {
  verify: endpoint("GET /notifications/whatsapp/webhook", {
    id: "notifications.whatsapp.verify",
    summary: "Prove to WhatsApp that this webhook is ours",
    description: 'With hub.mode=subscribe and the configured token the challenge as text; otherwise `{"status":"ok"}`.',
    guard: "public",
    rate: "webhook",
    query: z.object({
      "hub.mode": z.string().max(100).optional(),
      "hub.verify_token": z.string().max(500).optional(),
      "hub.challenge": z.string().max(500).optional(),
    }),
    reply: file("text/plain"),
    problems: ["webhook_token_invalid"],
  }),
  receive: endpoint("POST /notifications/whatsapp/webhook", {
    id: "notifications.whatsapp.receive",
    summary: "Take what WhatsApp tells of messages",
    description:
      "Signed with X-Hub-Signature-256 over the raw bytes. Statuses move messages forward, answers are appended to them; what was " +
      "told before changes nothing.",
    guard: "public",
    rate: "webhook",
    bodyKind: "raw",
    body: z.instanceof(Uint8Array) as z.ZodType<Uint8Array>,
    reply: raw(z.object({ status: z.literal("received") })),
    problems: ["webhook_signature_invalid", "webhook_not_configured"],
  }),
};
