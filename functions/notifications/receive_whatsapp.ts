import { problem } from "../../shared/contracts/kit/problems.ts";
import type { Sql } from "../../shared/db/pool.ts";
import type { RequestFacts } from "../../shared/http/credentials.ts";
import type { Runtime } from "../../shared/http/runtime.ts";
import { serviceTransaction } from "../../shared/http/service_actor.ts";
import { wakeMessageStreams } from "./message_streams.ts";
import { findTenantOfEvent, forgetOldEvents, lockConcerned, noteEvent, noteReply } from "./whatsapp_queries.ts";
import { eventsOf, type WhatsAppEvent } from "./whatsapp_rules.ts";
import { changeMessage } from "./workflow_queries.ts";
import { appended, hasLeft, progressed } from "./workflow_rules.ts";

interface Delivery {
  body: Uint8Array;
  request: Request;
  runtime: Runtime;
  facts: RequestFacts;
}

/**
 * Takes a signed payload: every event once, each in a transaction of the tenant it belongs to; what is nobody's is dropped. Raises
 * webhook_signature_invalid, webhook_not_configured (production without a secret), invalid_json.
 */
export async function receiveWhatsApp({ body, request, runtime, facts }: Delivery): Promise<void> {
  await requireSignature(runtime.config, request.headers.get("x-hub-signature-256"), body);
  for (const event of eventsOf(parsed(body, request.headers.get("content-type")))) {
    const tenantId = await findTenantOfEvent(runtime.pool, event);
    if (!tenantId) {
      runtime.log("info", "whatsapp.event_of_nobody", { request_id: facts.request_id, kind: event.kind });
      continue;
    }
    const changed = await serviceTransaction(runtime, tenantId, facts, (sql) => takeEvent(sql, event));
    if (changed) wakeMessageStreams(tenantId, { operation: "updated", id: changed });
  }
}

/** Applies an event unless it was told before; answers the message that changed. */
async function takeEvent(sql: Sql, event: WhatsAppEvent): Promise<string | undefined> {
  if ((await noteEvent(sql, event.key)).length === 0) return undefined;
  await forgetOldEvents(sql);
  if (event.kind === "reply") await noteReply(sql, event.digits, event.text, event.messageId);
  const [message] = await lockConcerned(sql, event, event.kind === "status");
  if (!message) return undefined;
  const now = new Date();
  if (event.kind === "reply") {
    const provider_message = appended(message.provider_message, `reply: ${event.text}`, now);
    await changeMessage(sql, message.id, { status: message.status, provider_message });
    return message.id;
  }
  const status = progressed(message.status, event.status);
  const provider_message = appended(message.provider_message, event.line, now);
  await changeMessage(sql, message.id, { status, provider_message, ...(hasLeft(status) && { sent: "first" }) });
  return message.id;
}

/** Payloads come as JSON; those of the older flat form as a form as well. Raises invalid_json. */
function parsed(body: Uint8Array, contentType: string | null): unknown {
  const text = new TextDecoder().decode(body);
  if (contentType?.toLowerCase().startsWith("application/x-www-form-urlencoded")) {
    return Object.fromEntries(new URLSearchParams(text));
  }
  try {
    return JSON.parse(text);
  } catch {
    throw problem("invalid_json");
  }
}

interface Secrets {
  APP_ENV: string;
  WHATSAPP_APP_SECRET?: string;
}

/** The signature covers the raw bytes and is compared in constant time. Without a secret only development lets anybody in. */
async function requireSignature(config: Secrets, header: string | null, body: Uint8Array): Promise<void> {
  const { APP_ENV, WHATSAPP_APP_SECRET: secret } = config;
  if (!secret) {
    if (APP_ENV === "production") throw problem("webhook_not_configured");
    return;
  }
  const hex = /^sha256=([0-9a-f]{64})$/i.exec(header ?? "")?.[1];
  if (!hex) throw problem("webhook_signature_invalid");
  const given = Uint8Array.from(hex.match(/../g)!, (pair) => parseInt(pair, 16));
  const algorithm = { name: "HMAC", hash: "SHA-256" };
  const key = await crypto.subtle.importKey("raw", new TextEncoder().encode(secret), algorithm, false, ["verify"]);
  const matches = await crypto.subtle.verify("HMAC", key, given, body as BufferSource);
  if (!matches) throw problem("webhook_signature_invalid");
}
