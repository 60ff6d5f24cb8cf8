import type { ChannelName } from "./message_channel.ts";

/** A message that a real provider would have taken over. */
export interface OutboxEntry {
  /** Stable over all attempts. */
  id: string;
  channel: ChannelName;
  to: string;
  /** What would have gone over the wire. */
  content: Record<string, unknown>;
  at: string;
}

/** Where messages end that no configured provider takes: somewhere a developer can read them. */
export interface MessageOutbox {
  keep(entry: OutboxEntry): Promise<void>;
}

const LONGEST = 200;
const remembered: OutboxEntry[] = [];

/** Remembers the last two hundred: enough for tests, and for a process nobody gave a folder. */
const memory: MessageOutbox = {
  keep(entry) {
    remembered.push(entry);
    if (remembered.length > LONGEST) remembered.shift();
    return Promise.resolve();
  },
};

let current: MessageOutbox = memory;

/** Gives this process another outbox: the local server keeps files, one per message. */
export function useMessageOutbox(outbox: MessageOutbox): void {
  current = outbox;
}

export function messageOutbox(): MessageOutbox {
  return current;
}

/** What was kept in memory, oldest first. */
export function rememberedMessages(): readonly OutboxEntry[] {
  return remembered;
}
