import { Notification } from "../../shared/contracts/notifications/notifications.ts";
import type { StreamEvent } from "../../shared/contracts/kit/replies.ts";
import type { Sql } from "../../shared/db/pool.ts";
import { problemOf } from "../../shared/db/sqlstate.ts";
import { eventSource, type Nap } from "../../shared/http/event_source.ts";
import { describeError } from "../../shared/http/log.ts";
import type { Runtime } from "../../shared/http/runtime.ts";
import { eventFeed, type Subscription } from "../../shared/realtime/event_feed.ts";
import { findStreamStart, listMissed, listNewer, type NotificationRow } from "./notifications_queries.ts";
import { takeStream } from "./open_streams.ts";

const MAX_MISSED = 100;
const MAX_PER_POLL = 20;
/** How long a transaction may take to commit a notification and still be seen. */
const OVERLAP_SECONDS = 30;

/** The same for a reader that comes back: shorter, because it may see these once more. */
const RESUME_OVERLAP_SECONDS = 5;

/** One open stream: whose it is, until when it may last and where it resumes. */
export interface StreamOrder {
  runtime: Runtime;
  tenantId: string;
  userId: string;
  sessionId: string;
  /** When the token ends, in seconds since 1970. */
  expiresAt: number;
  /** The last id the client got, as it says. */
  lastEventId?: string;
  pollSeconds: number;
  read<T>(work: (sql: Sql) => Promise<T>): Promise<T>;
}

/**
 * The notifications of one person as they come: `connected`, what was missed, then what is new as soon as the feed of the
 * worker hears of one, and every poll what it did not hear of and a comment. One stream sends no id twice; a stream that resumes
 * may repeat the last seconds before its `Last-Event-ID`. Ends when the token does, when the session is ended, or at once when
 * the reader leaves. Raises TOO_MANY_STREAMS and whatever refuses the caller before the first event.
 */
export function streamNotifications(order: StreamOrder): AsyncIterable<StreamEvent> {
  return eventSource((nap) => follow(order, nap));
}

async function* follow(order: StreamOrder, nap: Nap): AsyncGenerator<StreamEvent, undefined> {
  const { runtime, tenantId, userId, sessionId } = order;
  const release = takeStream(userId);
  let subscription: Subscription | undefined;
  try {
    const { missed, cursor } = await order.read((sql) => openCursor(sql, order.lastEventId));
    const types = ["notification.created"];
    subscription = await eventFeed(runtime).subscribe({ tenantId, userId, sessionId, types, wake: nap.wake });
    yield { data: { type: "connected", timestamp: new Date().toISOString() } };
    for (const row of missed) yield frameOf(row);
    while (await nap.sleep(Math.min(order.pollSeconds * 1000, order.expiresAt * 1000 - Date.now()))) {
      if (Date.now() >= order.expiresAt * 1000) return;
      // Rows are read anew, with whatever came beside them.
      while (subscription?.take());
      try {
        const rows = await order.read((sql) => poll(sql, cursor));
        for (const row of rows) yield frameOf(row);
      } catch (error) {
        runtime.log("warn", "notifications.poll_failed", { error: describeError(error) });
        yield { data: { type: "error", message: "Poll error" } };
        // A session that was ended does not come back; anything else may.
        if ([401, 403].includes(problemOf(error)?.kind.status ?? 0)) return;
      }
      yield { comment: `heartbeat ${new Date().toISOString()}` };
    }
  } finally {
    subscription?.leave();
    release();
  }
}

/** What has been shown or must not be, as far back as a poll looks. */
interface Cursor {
  since: string;
  known: Map<string, number>;
}

async function openCursor(sql: Sql, lastEventId?: string): Promise<{ missed: NotificationRow[]; cursor: Cursor }> {
  const resumes = lastEventId !== undefined && Notification.shape.id.safeParse(lastEventId).success;
  const [[start], missed] = await Promise.all([
    findStreamStart(sql, OVERLAP_SECONDS),
    resumes ? listMissed(sql, lastEventId, RESUME_OVERLAP_SECONDS, MAX_MISSED) : [],
  ]);
  const known = new Map([...start.known, ...missed.map((row) => row.id)].map((id) => [id, Date.parse(start.now)]));
  return { missed: [...missed], cursor: { since: start.now, known } };
}

async function poll(sql: Sql, cursor: Cursor): Promise<NotificationRow[]> {
  const rows = await listNewer(sql, cursor.since, OVERLAP_SECONDS, [...cursor.known.keys()], MAX_PER_POLL);
  for (const row of rows) {
    cursor.known.set(row.id, Date.parse(row.created_at));
    if (row.created_at > cursor.since) cursor.since = row.created_at;
  }
  const horizon = Date.parse(cursor.since) - OVERLAP_SECONDS * 1000 - 1000;
  for (const [id, at] of cursor.known) if (at < horizon) cursor.known.delete(id);
  return [...rows];
}

function frameOf(row: NotificationRow): StreamEvent {
  return { id: row.id, data: { type: "notification", notification: Notification.parse(row) } };
}
