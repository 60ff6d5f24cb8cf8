import { isLoopback, type OutboundPolicy } from "../../outbound/url_rules.ts";
import { guardedRequest, OutboundRefused } from "../../outbound/guarded_request.ts";
import { ChannelError } from "./message_channel.ts";
import { messageOutbox } from "./message_outbox.ts";
import { refusal, retryAfterSeconds } from "./provider_answer.ts";
import { encryptPush, LONGEST_PAYLOAD, vapidAuthorization, type VapidKeys } from "./web_push_encryption.ts";

/** A device as it is registered. */
export type PushTarget =
  | { kind: "web"; address: string; p256dh: string; auth: string }
  | { kind: "fcm"; address: string };

/** What a device shows. */
export interface PushMessage {
  /** Stable over all attempts. */
  id: string;
  title: string;
  body: string;
  data: Readonly<Record<string, unknown>>;
  /** Where a tap leads: a path of the application. */
  link?: string;
}

/** Sends to one device. Raises `ChannelError`: an invalid address means that the device is gone for good. */
export interface PushSender {
  readonly provider: string;
  send(target: PushTarget, message: PushMessage): Promise<{ provider_id?: string }>;
}

const NO_SERVICE = "no service for devices of this kind is configured";
const TIMEOUT_MS = 10_000;
/** How long a push service keeps a message for a device that sleeps. */
const TTL_SECONDS = 86_400;

/** What the service worker of the application gets. */
export function pushPayload({ title, body, data, link }: PushMessage): Uint8Array {
  const utf8 = new TextEncoder();
  const whole = utf8.encode(JSON.stringify({ title, body, data, ...(link && { link }) }));
  // Rather a message without its facts than none.
  return whole.length <= LONGEST_PAYLOAD ? whole : utf8.encode(JSON.stringify({ title, body, ...(link && { link }) }));
}

/**
 * Sends through the push services of browsers. Their address comes from a caller, so it is called under the guard of outgoing
 * requests. 404 and 410 mean that the subscription has ended (RFC 8030, 7.3).
 */
export function createWebPush(
  vapid: VapidKeys,
  policy: OutboundPolicy,
  options: { timeoutMs?: number } = {},
): PushSender {
  return {
    provider: "web-push",
    async send(target, message) {
      if (target.kind !== "web") throw new ChannelError(NO_SERVICE, { permanent: true });
      const answer = await guardedRequest({
        url: target.address,
        timeoutMs: options.timeoutMs ?? TIMEOUT_MS,
        headers: {
          authorization: await vapidAuthorization(target.address, vapid),
          "content-encoding": "aes128gcm",
          "content-type": "application/octet-stream",
          ttl: String(TTL_SECONDS),
          // A message that is sent again replaces the first one while the device sleeps.
          topic: message.id.replaceAll("-", "").slice(0, 32),
        },
        body: await encryptPush(pushPayload(message), target),
      }, policy).catch((cause) => {
        throw cause instanceof OutboundRefused
          ? new ChannelError("the address of the push service may not be called", { invalidAddress: true, cause })
          : new ChannelError("the push service could not be reached", { cause });
      });
      if (answer.status >= 200 && answer.status < 300) return { provider_id: answer.headers.location?.slice(0, 255) };
      if (answer.status === 404 || answer.status === 410) {
        throw new ChannelError("the subscription has ended", { invalidAddress: true });
      }
      const retryAfter = retryAfterSeconds(answer.headers["retry-after"]);
      throw refusal("the push service", { status: answer.status, retryAfter });
    },
  };
}

/** Gives each kind of device to the service that reaches it. One without a service is an error, and the device stays. */
export function createPushRouter(services: { web?: PushSender; fcm?: PushSender }): PushSender {
  return {
    provider: Object.values(services).flatMap((service) => service ? [service.provider] : []).join("+"),
    send(target, message) {
      const service = services[target.kind];
      return service?.send(target, message) ?? Promise.reject(new ChannelError(NO_SERVICE, { permanent: true }));
    },
  };
}

/** Keeps what it is given where a developer can read it. */
export function createPushOutbox(): PushSender {
  return {
    provider: "outbox",
    async send(target, { id, ...content }) {
      await messageOutbox().keep({
        id: `${id}-${target.address.slice(-12).replace(/\W/g, "_")}`,
        channel: "push",
        to: target.address,
        content,
        at: new Date().toISOString(),
      });
      return { provider_id: id };
    },
  };
}

/** Whether an address of a push service may be kept: https, or this very machine outside production. */
export function isPushAddress(address: string, policy: OutboundPolicy): boolean {
  if (!URL.canParse(address)) return false;
  const { protocol, hostname } = new URL(address);
  return protocol === "https:" || (!policy.production && (hostname === "localhost" || isLoopback(hostname)));
}
