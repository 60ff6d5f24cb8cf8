import { problem } from "../../shared/contracts/kit/problems.ts";
import type { StreamEvent } from "../../shared/contracts/kit/replies.ts";
import type { Sql } from "../../shared/db/pool.ts";
import { eventSource, type Nap } from "../../shared/http/event_source.ts";
import type { Runtime } from "../../shared/http/runtime.ts";
import { streamNameOf } from "../../shared/realtime/event_catalogue.ts";
import { eventFeed, type FeedEvent } from "../../shared/realtime/event_feed.ts";
import { takeStream } from "./open_streams.ts";
import { resumeAfter, streamIdOf } from "./stream_rules.ts";

const KEEPALIVE_MS = 15_000;

/** One open stream: whose it is, until when it may last and where it resumes. */
export interface EventStreamOrder {
  runtime: Runtime;
  tenantId: string;
  userId: string;
  sessionId: string;
  /** When the token ends, in seconds since 1970. */
  expiresAt: number;
  lastEventId?: string;
  read<T>(work: (sql: Sql) => Promise<T>): Promise<T>;
}

/**
 * Everything a person may hear, as it is committed: `connected`, what was missed, then each event under its name. Ends with the
 * token, with the session, when the reader leaves, and when the reader is too slow, who then resumes with Last-Event-ID. Raises
 * TOO_MANY_STREAMS and whatever refuses the caller before the first event.
 */
export function streamEvents(order: EventStreamOrder): AsyncIterable<StreamEvent> {
  return eventSource((nap) => follow(order, nap));
}

async function* follow(order: EventStreamOrder, nap: Nap): AsyncGenerator<StreamEvent, undefined> {
  const { runtime, tenantId, userId, sessionId } = order;
  const release = takeStream(userId);
  try {
    // The door of every request: it says why, where the feed would only stay away.
    await order.read(() => Promise.resolve());
    const after = resumeAfter(order.lastEventId, Date.now());
    const subscription = await eventFeed(runtime).subscribe({ tenantId, userId, sessionId, after, wake: nap.wake });
    if (!subscription) throw problem("session_revoked");
    try {
      yield { event: "connected", data: { event: "connected", userId } };
      for (const event of await subscription.missed()) yield frameOf(event);
      let quietSince = Date.now();
      for (;;) {
        for (let event = subscription.take(); event; event = subscription.take()) {
          yield frameOf(event);
          quietSince = Date.now();
        }
        if (subscription.ended) return;
        const left = Math.min(quietSince + KEEPALIVE_MS, order.expiresAt * 1000) - Date.now();
        if (!await nap.sleep(left) || Date.now() >= order.expiresAt * 1000) return;
        if (Date.now() - quietSince >= KEEPALIVE_MS) {
          yield { comment: "keepalive" };
          quietSince = Date.now();
        }
      }
    } finally {
      subscription.leave();
    }
  } finally {
    release();
  }
}

function frameOf(event: FeedEvent): StreamEvent {
  const { type, entity, entity_id, payload } = event;
  return { id: streamIdOf(event), event: streamNameOf(type), data: { ...payload, type, entity, entity_id } };
}
