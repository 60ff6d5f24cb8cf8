import type { BrokerMessage } from "./broker.ts";

/** What the HTTP API takes at once (Pusher Channels, "HTTP API reference"). */
const MAX_CHANNELS = 10;
const MAX_BATCH = 10;

/** One call: the endpoint below the app and its body. */
export interface PusherCall {
  endpoint: "events" | "batch_events";
  body: Record<string, unknown>;
}

/**
 * The calls that send these messages in their order: one for up to ten messages of a single channel, else one for up to ten
 * channels of a message.
 */
export function callsFor(messages: readonly BrokerMessage[]): PusherCall[] {
  const calls: PusherCall[] = [];
  let batch: Record<string, unknown>[] = [];
  const flush = () => {
    if (batch.length > 0) calls.push({ endpoint: "batch_events", body: { batch } });
    batch = [];
  };
  for (const { channels, event: name, payload } of messages) {
    const data = JSON.stringify(payload);
    if (channels.length === 1) {
      batch.push({ channel: channels[0], name, data });
      if (batch.length === MAX_BATCH) flush();
      continue;
    }
    flush();
    for (let i = 0; i < channels.length; i += MAX_CHANNELS) {
      calls.push({ endpoint: "events", body: { name, channels: channels.slice(i, i + MAX_CHANNELS), data } });
    }
  }
  flush();
  return calls;
}
