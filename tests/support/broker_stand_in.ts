import { createHash, createHmac } from "node:crypto";

/** How the stand-in treats one request. */
export type BrokerBehaviour =
  | "accept"
  /** Takes the request and never answers. */
  | "hang"
  | { status: number; headers?: Record<string, string> };

/** An event as a subscriber of the channel would get it. */
export interface DeliveredEvent {
  channel: string;
  event: string;
  // deno-lint-ignore no-explicit-any
  payload: any;
}

/** A Pusher-compatible broker: it checks signatures and limits as the protocol says, and can be as bad as real ones. */
export interface BrokerStandIn {
  url: string;
  readonly app: { id: string; key: string; secret: string };
  /** What subscribers got, in order. */
  delivered: DeliveredEvent[];
  disconnected: string[];
  /** Every request with the status it was answered with. */
  answered: { path: string; status: number }[];
  /** What to do with the next requests; afterwards the last one goes on. */
  behave(...behaviours: BrokerBehaviour[]): void;
  /** The variables that connect the product to it. */
  config(): Record<string, string>;
  close(): Promise<void>;
}

const MAX_BYTES = 10_240;

export function startBrokerStandIn(): BrokerStandIn {
  const app = { id: "4711", key: "stand-in-key", secret: "stand-in-secret" };
  const leaving = new AbortController();
  let plan: BrokerBehaviour[] = ["accept"];

  const server = Deno.serve({ port: 0, hostname: "127.0.0.1", onListen: () => {} }, async (request) => {
    const url = new URL(request.url);
    const body = await request.text();
    const behaviour = plan.length > 1 ? plan.shift()! : plan[0];
    const answer = (status: number, init: ResponseInit = {}) => {
      standIn.answered.push({ path: url.pathname, status });
      return new Response("{}", { ...init, status });
    };
    if (behaviour === "hang") {
      await new Promise((resolve) => {
        request.signal.addEventListener("abort", resolve);
        leaving.signal.addEventListener("abort", resolve);
      });
      return answer(408);
    }
    if (typeof behaviour === "object") return answer(behaviour.status, { headers: behaviour.headers });
    return answer(take(url, body));
  });

  /** Checks a call as the protocol says and delivers it; the status of the answer. */
  function take(url: URL, body: string): number {
    const { auth_signature, ...signed } = Object.fromEntries(url.searchParams);
    const query = Object.keys(signed).sort().map((key) => `${key}=${signed[key]}`).join("&");
    const expected = createHmac("sha256", app.secret).update(`POST\n${url.pathname}\n${query}`).digest("hex");
    const isFresh = Math.abs(Number(signed.auth_timestamp) - Date.now() / 1000) < 600;
    if (auth_signature !== expected || signed.auth_key !== app.key || !isFresh) return 401;
    if (signed.body_md5 !== createHash("md5").update(body).digest("hex")) return 401;
    const [, user] = /\/users\/([^/]+)\/terminate_connections$/.exec(url.pathname) ?? [];
    if (user) {
      standIn.disconnected.push(decodeURIComponent(user));
      return 200;
    }
    const content = JSON.parse(body);
    const events = url.pathname === `/apps/${app.id}/batch_events`
      ? content.batch.map((one: Record<string, string>) => ({ ...one, channels: [one.channel] }))
      : [content];
    if (events.length > 10) return 400;
    for (const { name, channels, data } of events) {
      if (channels.length > 10 || new TextEncoder().encode(data).byteLength > MAX_BYTES) return 413;
      for (const channel of channels) {
        if (!/^[A-Za-z0-9_\-=@,.;]{1,200}$/.test(channel)) return 400;
        standIn.delivered.push({ channel, event: name, payload: JSON.parse(data) });
      }
    }
    return 200;
  }

  const url = `http://127.0.0.1:${server.addr.port}`;
  const standIn: BrokerStandIn = {
    url,
    app,
    delivered: [],
    disconnected: [],
    answered: [],
    behave: (...behaviours) => void (plan = behaviours),
    config: () => ({
      BROKER_PROVIDER: "pusher",
      PUSHER_URL: url,
      PUSHER_APP_ID: app.id,
      PUSHER_KEY: app.key,
      PUSHER_SECRET: app.secret,
      PUSHER_TIMEOUT_MS: "500",
    }),
    async close() {
      leaving.abort();
      await server.shutdown();
    },
  };
  return standIn;
}
