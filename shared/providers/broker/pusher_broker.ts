import { type Broker, BrokerError } from "./broker.ts";
import { callsFor } from "./pusher_rules.ts";
import { signedQuery } from "./signatures.ts";

/** Where the app is and how to sign for it. */
export interface PusherOptions {
  /** Origin of the HTTP API, such as `https://api-eu.pusher.com`. */
  url: string;
  appId: string;
  key: string;
  secret: string;
  /** For one try. */
  timeoutMs: number;
  /** Wait before the second try; doubles. */
  backoffMs?: number;
}

const TRIES = 3;
const BUSY = new Set([408, 425, 429]);

/**
 * A broker that speaks the HTTP API of Pusher Channels (Pusher, Soketi, Reverb and others). Each call is tried three times where
 * the broker is late, busy or down; what it refuses for good is permanent. Its answers reach nobody.
 */
export function createPusherBroker(options: PusherOptions): Broker {
  const { url, appId, timeoutMs, backoffMs = 200 } = options;

  async function post(endpoint: string, content: unknown, signal?: AbortSignal): Promise<void> {
    const path = `/apps/${appId}/${endpoint}`;
    const body = JSON.stringify(content);
    for (let attempt = 1;; attempt++) {
      try {
        return await attemptPost(path, body, signal);
      } catch (error) {
        const { permanent } = (error as BrokerError).options;
        if (permanent || attempt === TRIES || signal?.aborted) throw error;
        await new Promise((resolve) => setTimeout(resolve, backoffMs * 2 ** (attempt - 1) * (0.5 + Math.random())));
      }
    }
  }

  async function attemptPost(path: string, body: string, signal?: AbortSignal): Promise<void> {
    // Signed anew each time: a signature is good for ten minutes.
    const query = signedQuery(options, { method: "POST", path, body, seconds: Math.floor(Date.now() / 1000) });
    let response: Response;
    try {
      response = await fetch(`${url}${path}?${query}`, {
        method: "POST",
        redirect: "manual",
        headers: { "content-type": "application/json" },
        body,
        signal: AbortSignal.any([AbortSignal.timeout(timeoutMs), ...(signal ? [signal] : [])]),
      });
      await response.body?.cancel();
    } catch (cause) {
      const late = cause instanceof DOMException && cause.name === "TimeoutError";
      throw new BrokerError(late ? "the broker did not answer in time" : "the broker could not be reached", { cause });
    }
    const { status } = response;
    if (status >= 200 && status < 300) return;
    const temporary = status >= 500 || BUSY.has(status);
    throw new BrokerError(`the broker answered ${status}`, {
      permanent: !temporary,
      retryAfter: temporary ? Number(response.headers.get("retry-after")) || undefined : undefined,
    });
  }

  return {
    name: "pusher",
    async publish(messages, signal) {
      for (const { endpoint, body } of callsFor(messages)) await post(endpoint, body, signal);
    },
    disconnect: (userId, signal) => post(`users/${encodeURIComponent(userId)}/terminate_connections`, {}, signal),
  };
}
