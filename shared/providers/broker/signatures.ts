import { createHash, createHmac } from "node:crypto";

/** Signatures of the Pusher protocol: HMAC-SHA256 in lower-case hex. */

/** What lets a socket into a channel; `channelData` for presence channels. */
export function signSubscription(secret: string, socketId: string, channel: string, channelData?: string): string {
  return hmac(secret, [socketId, channel, ...(channelData === undefined ? [] : [channelData])].join(":"));
}

/** The query of a signed call to the HTTP API (Pusher Channels, "HTTP API reference", authentication). */
export function signedQuery(
  credentials: { key: string; secret: string },
  call: { method: string; path: string; body: string; seconds: number },
): string {
  // MD5 is what the protocol asks for; the signature over it is what protects.
  const query = `auth_key=${credentials.key}&auth_timestamp=${call.seconds}&auth_version=1.0&body_md5=${
    createHash("md5").update(call.body).digest("hex")
  }`;
  const signature = hmac(credentials.secret, [call.method, call.path, query].join("\n"));
  return `${query}&auth_signature=${signature}`;
}

function hmac(secret: string, text: string): string {
  return createHmac("sha256", secret).update(text).digest("hex");
}
