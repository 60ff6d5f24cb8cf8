import { createClient } from "@supabase/supabase-js";

/** How long the demo waits for a join or an event, in milliseconds. */
const PATIENCE_MS = 15_000;

/** A hint as it arrives on a private channel. */
export interface Hint {
  event: string;
  payload: Record<string, unknown>;
}

export interface Listener {
  /** The first hint for which the test holds, also one that came before. Raises an error when none comes in time. */
  next(matches: (hint: Hint) => boolean): Promise<Hint>;
  close(): Promise<void>;
}

interface ListenOptions {
  origin: string;
  publishableKey: string;
  accessToken: string;
  topic: string;
}

/** Joins a private channel with the published client. Raises an error with the server's words when it is refused. */
export async function listen({ origin, publishableKey, accessToken, topic }: ListenOptions): Promise<Listener> {
  const client = createClient(origin, publishableKey, { accessToken: () => Promise.resolve(accessToken) });
  // A private channel is joined with the token of the moment; without this call it would be the key.
  await client.realtime.setAuth();
  const heard: Hint[] = [];
  const waiting = new Set<() => void>();
  const channel = client.channel(topic, { config: { private: true } });
  channel.on("broadcast", { event: "*" }, ({ event, payload }) => {
    heard.push({ event, payload });
    for (const look of waiting) look();
  });
  const close = async () => {
    await client.removeAllChannels();
    await client.realtime.disconnect();
  };
  const joined = new Promise<void>((resolve, reject) => {
    channel.subscribe((status, error) => {
      if (status === "SUBSCRIBED") resolve();
      else if (status !== "CLOSED") reject(error ?? new Error(status));
    });
  });
  try {
    await inTime(joined, `joining ${topic}`);
  } catch (error) {
    await close();
    throw error;
  }
  return {
    close,
    next(matches) {
      const found = new Promise<Hint>((resolve) => {
        const look = () => {
          const hint = heard.find(matches);
          if (hint) resolve(hint);
        };
        waiting.add(look);
        look();
      });
      return inTime(found, `a hint on ${topic}`);
    },
  };
}

async function inTime<T>(work: Promise<T>, what: string): Promise<T> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`${what} took longer than ${PATIENCE_MS / 1000} s`)), PATIENCE_MS);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}
