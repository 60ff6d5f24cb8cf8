import { takeStream } from "./open_streams.ts";

/** What happened to a message in this worker: a stream that is woken can say so. */
export interface MessageSignal {
  operation: "created" | "updated";
  id: string;
}

const listeners = new Map<string, Set<(signal: MessageSignal) => void>>();

/** Tells the streams of a tenant that a message changed; those of other workers find out with their next look. */
export function wakeMessageStreams(tenantId: string, signal: MessageSignal): void {
  for (const listen of listeners.get(tenantId) ?? []) listen(signal);
}

/** Takes one of the person's places for streams and listens; the returned function ends both. Raises TOO_MANY_STREAMS. */
export function listenForMessages(
  tenantId: string,
  userId: string,
  listen: (signal: MessageSignal) => void,
): () => void {
  const release = takeStream(userId);
  const set = listeners.get(tenantId) ?? new Set();
  listeners.set(tenantId, set.add(listen));
  return () => {
    release();
    set.delete(listen);
    if (set.size === 0) listeners.delete(tenantId);
  };
}
