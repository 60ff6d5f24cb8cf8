import { createClient } from "@supabase/supabase-js";

/** Whoever listens while things break, each through another door. */

/** Reads an event stream for as long as it takes, resuming where it was cut. */
export interface StreamReader {
  /** Ids of the frames that arrived, however often. */
  readonly seen: ReadonlyMap<string, number>;
  close(): Promise<void>;
}

export function readStream(url: string, token: string): StreamReader {
  const seen = new Map<string, number>();
  const halt = new AbortController();
  let last: string | undefined;
  const loop = (async () => {
    while (!halt.signal.aborted) {
      try {
        const headers = { authorization: `Bearer ${token}`, ...(last && { "last-event-id": last }) };
        const response = await fetch(url, { headers, signal: halt.signal });
        if (!response.ok) throw new Error(`${response.status} ${await response.text()}`);
        let rest = "";
        for await (const chunk of response.body!.pipeThrough(new TextDecoderStream())) {
          const frames = (rest + chunk).split("\n\n");
          rest = frames.pop()!;
          for (const frame of frames) {
            const id = /^id: ?(.+)$/m.exec(frame)?.[1];
            if (!id) continue;
            last = id;
            seen.set(id, (seen.get(id) ?? 0) + 1);
          }
        }
      } catch {
        await new Promise((resolve) => setTimeout(resolve, 100));
      }
    }
  })();
  return {
    seen,
    async close() {
      halt.abort();
      await loop;
    },
  };
}

/** A receiver of webhooks that remembers every delivery it answered with 200. */
export interface Receiver {
  url: string;
  /** Event id to number of deliveries. */
  readonly events: ReadonlyMap<string, number>;
  close(): Promise<void>;
}

export function receiveWebhooks(eventIdOf: (body: unknown, headers: Headers) => string): Receiver {
  const events = new Map<string, number>();
  const server = Deno.serve({ port: 0, hostname: "127.0.0.1", onListen: () => {} }, async (request) => {
    const id = eventIdOf(await request.json(), request.headers);
    events.set(id, (events.get(id) ?? 0) + 1);
    return new Response(null, { status: 204 });
  });
  return { url: `http://127.0.0.1:${server.addr.port}/`, events, close: () => server.shutdown() };
}

/** A live listener: what it hears is a hint and may have gaps, never anything that did not happen. */
export async function listenLive(origin: string, key: string, token: string, topic: string) {
  const heard = new Set<string>();
  const client = createClient(origin, key, { accessToken: () => Promise.resolve(token) });
  await client.realtime.setAuth();
  client.channel(topic, { config: { private: true } })
    .on("broadcast", { event: "*" }, ({ payload }) => heard.add(String(payload.entity_id)))
    .subscribe();
  return { heard, close: () => client.realtime.disconnect() };
}
