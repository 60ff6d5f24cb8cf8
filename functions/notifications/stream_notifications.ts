import { Notification } from "../../shared/contracts/notifications/notifications.ts";
import type { StreamEvent } from "../../shared/contracts/kit/replies.ts";
import type { Sql } from "../../shared/db/pool.ts";
import { problemOf } from "../../shared/db/sqlstate.ts";
import { eventSource, type Nap } from "../../shared/http/event_source.ts";
import { describeError, type Log } from "../../shared/http/log.ts";
import { findStreamStart, listMissed, listNewer, type NotificationRow } from "./notifications_queries.ts";
import { takeStream } from "./open_streams.ts";

const MAX_MISSED = 100;
const MAX_PER_POLL = 20;
/** How long a transaction may take to commit a notification and still be seen. */
const OVERLAP_SECONDS = 30;

/** One open stream: whose it is, until when it may last and where it resumes. */
export interface StreamOrder {
  tenantId: string;
  userId: string;
  /** When the token ends, in seconds since 1970. */
  expiresAt: number;
  /** The last id the client got, as it says. */
  lastEventId?: string;
  pollSeconds: number;
  read<T>(work: (sql: Sql) => Promise<T>): Promise<T>;
  log: Log;
}

/**
 * The notifications of one person as they come: `connected`, what was missed, then every poll what is new and a comment.
 * No id is sent twice. Ends when the token does, when the session is ended, or at once when the reader leaves. Raises
 * TOO_MANY_STREAMS and whatever refuses the caller before the first event.
 */
export function streamNotifications(order: StreamOrder): AsyncIterable<StreamEvent> {
  return eventSource((nap) => follow(order, nap));
}

async function* follow(order: StreamOrder, nap: Nap): AsyncGenerator<StreamEvent, undefined> {
  const release = takeStream(order.tenantId, order.userId, nap.wake);
  try {
    const { missed, cursor } = await order.read((sql) => openCursor(sql, order.lastEventId));
    yield { data: { type: "connected", timestamp: new Date().toISOString() } };
    for (const row of missed) yield frameOf(row);
    while (await nap.sleep(Math.min(order.pollSeconds * 1000, order.expiresAt * 1000 - Date.now()))) {
      if (Date.now() >= order.expiresAt * 1000) return;
      try {
        const rows = await order.read((sql) => poll(sql, cursor));
        for (const row of rows) yield frameOf(row);
      } catch (error) {
        order.log("warn", "notifications.poll_failed", { error: describeError(error) });
        yield { data: { type: "error", message: "Poll error" } };
        // A session that was ended does not come back; anything else may.
        if ([401, 403].includes(problemOf(error)?.kind.status ?? 0)) return;
      }
      yield { comment: `heartbeat ${new Date().toISOString()}` };
    }
  } finally {
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
    resumes ? listMissed(sql, lastEventId, MAX_MISSED) : [],
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
