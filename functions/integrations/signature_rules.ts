import { Buffer } from "node:buffer";
import { createHmac, randomBytes } from "node:crypto";

/** One attempt at a delivery, as its receiver sees it. */
export interface Attempt {
  id: string;
  event: string;
  job_id: string | null;
  attempt: number;
  /** The body as it is sent. */
  payload: string;
}

const PREFIX = "whsec_";
const SECRET_BYTES = 24;

/** A new secret in the form of Standard Webhooks: `whsec_` and 24 random bytes in base64. */
export function newWebhookSecret(): string {
  return PREFIX + randomBytes(SECRET_BYTES).toString("base64");
}

const hmac = (key: string | Uint8Array, text: string) => createHmac("sha256", key).update(text);

/** The key of Standard Webhooks: the bytes a `whsec_` secret encodes, the text itself for any other. */
function standardKey(secret: string): string | Uint8Array {
  const encoded = secret.startsWith(PREFIX) ? secret.slice(PREFIX.length) : "";
  const bytes = Buffer.from(encoded, "base64");
  return encoded !== "" && bytes.toString("base64").replace(/=+$/, "") === encoded.replace(/=+$/, "") ? bytes : secret;
}

/** `sha256=` and the hex HMAC-SHA256 of the body under the secret as it stands. */
export function signBody(secret: string, body: string): string {
  return `sha256=${hmac(secret, body).digest("hex")}`;
}

/** The same over `{timestamp}.{body}`, so that an old body cannot be shown with a new time. */
export function signTimedBody(secret: string, timestamp: string, body: string): string {
  return `sha256=${hmac(secret, `${timestamp}.${body}`).digest("hex")}`;
}

/** The signature of Standard Webhooks (standardwebhooks.com) over `{id}.{unix seconds}.{body}`. */
export function signStandard(secret: string, id: string, seconds: number, body: string): string {
  return `v1,${hmac(standardKey(secret), `${id}.${seconds}.${body}`).digest("base64")}`;
}

/**
 * The headers of an attempt. X-Webhook-Timestamp is that of the payload, webhook-timestamp the moment of the attempt. Each
 * secret signs: the lists have one signature while there is one secret and two while a receiver changes over.
 */
export function headersOf(delivery: Attempt, secrets: readonly string[], now: number): Record<string, string> {
  const { id, payload } = delivery;
  const timestamp = String(JSON.parse(payload).timestamp ?? "");
  const seconds = Math.floor(now / 1000);
  const list = (sign: (secret: string) => string, separator: string) => secrets.map(sign).join(separator);
  return {
    "content-type": "application/json",
    "user-agent": "comptoir-webhook/1",
    "x-webhook-event": delivery.event,
    ...(delivery.job_id !== null && { "x-webhook-job-id": delivery.job_id }),
    "x-webhook-delivery-id": id,
    "x-webhook-attempt": String(delivery.attempt),
    "x-webhook-timestamp": timestamp,
    "webhook-id": id,
    "webhook-timestamp": String(seconds),
    ...(secrets.length > 0 && {
      "x-webhook-signature": list((secret) => signBody(secret, payload), ","),
      "x-webhook-signature-v2": list((secret) => signTimedBody(secret, timestamp, payload), ","),
      "webhook-signature": list((secret) => signStandard(secret, id, seconds, payload), " "),
    }),
  };
}
