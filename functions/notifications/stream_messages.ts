import type { StreamEvent } from "../../shared/contracts/kit/replies.ts";
import type { Sql } from "../../shared/db/pool.ts";
import { eventSource, type Nap } from "../../shared/http/event_source.ts";
import { describeError, type Log } from "../../shared/http/log.ts";
import { listenForMessages, type MessageSignal } from "./message_streams.ts";
import { findStreamState, type StreamState } from "./workflow_queries.ts";

const WINDOW_HOURS = 24;
/** A look costs two index reads; nobody waits longer than this for what another worker did. */
const LOOK_MS = 1000;

export interface StreamOrder {
  tenantId: string;
  userId: string;
  /** When the token ends, in seconds since 1970; 0 where it does not. */
  expiresAt: number;
  lastEventId?: string;
  pollSeconds: number;
  read<T>(work: (sql: Sql) => Promise<T>): Promise<T>;
  log: Log;
}

/**
 * Tells whoever shows the messages that they changed: a snapshot first, or, to a client that resumes, what changed meanwhile.
 * A frame is a hint; the list is fetched. Raises TOO_MANY_STREAMS and whatever refuses the caller before the first frame.
 */
export function streamMessages(order: StreamOrder): AsyncIterable<StreamEvent> {
  return eventSource((nap) => follow(order, nap));
}

async function* follow(order: StreamOrder, nap: Nap): AsyncGenerator<StreamEvent, void> {
  let signal: MessageSignal | undefined;
  const stop = listenForMessages(order.tenantId, order.userId, (heard) => {
    signal = heard;
    nap.wake();
  });
  try {
    const state = await look(order);
    let cursor = cursorOf(state);
    if (!order.lastEventId) yield frame("workflow_notifications_snapshot", state, { reason: "initial" });
    else if (order.lastEventId === cursor) yield { comment: "keepalive" };
    else yield frame("workflow_notifications_changed", state, changeOf(state));
    while (await nap.sleep(Math.min(LOOK_MS, order.pollSeconds * 1000))) {
      if (order.expiresAt > 0 && Date.now() >= order.expiresAt * 1000) return;
      const heard = signal;
      signal = undefined;
      const next = await lookOrTell(order);
      if ("data" in next) return yield next;
      if (cursorOf(next) === cursor) yield { comment: "keepalive" };
      else yield frame("workflow_notifications_changed", next, changeOf(next, heard));
      cursor = cursorOf(next);
    }
  } finally {
    stop();
  }
}

/** A look in an open stream: when it fails, the frame that ends the stream. */
async function lookOrTell(order: StreamOrder): Promise<StreamState | { data: unknown }> {
  try {
    return await look(order);
  } catch (error) {
    order.log("warn", "workflow_notifications.look_failed", { error: describeError(error) });
    return { data: { event: "workflow_notifications_error", error: "The messages could not be looked at." } };
  }
}

async function look({ read }: StreamOrder): Promise<StreamState> {
  const [state] = await read(async (sql) => await findStreamState(sql));
  return state;
}

/** `<ms>-<microseconds>` of the latest change: grows with every change of a message. */
function cursorOf({ last_updated_at }: StreamState): string {
  if (last_updated_at === null) return "0-0";
  const fraction = /\.(\d+)/.exec(last_updated_at)?.[1] ?? "";
  return `${Date.parse(last_updated_at)}-${Number(fraction.padEnd(6, "0").slice(3))}`;
}

function changeOf({ is_new, changed_id }: StreamState, heard?: MessageSignal) {
  return heard
    ? { reason: "signal", operation: heard.operation, changedNotificationId: heard.id }
    : { reason: "db_state_change", operation: is_new ? "created" : "updated", changedNotificationId: changed_id };
}

function frame(event: string, state: StreamState, more: Record<string, unknown>): StreamEvent {
  const cursor = cursorOf(state);
  return {
    id: cursor,
    data: {
      event,
      cursor,
      windowHours: WINDOW_HOURS,
      lastNotificationId: state.last_id,
      lastUpdatedAt: state.last_updated_at,
      ...more,
    },
  };
}
