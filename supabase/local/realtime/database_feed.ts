import postgres from "postgres";
import { arrayLiteral, CONNECTION_OPTIONS, DATABASE_DEADLINE_MS, withDeadline } from "./database_connection.ts";
import type { UserBroadcast } from "./frames.ts";
import type { ReplayRequest } from "./join_config.ts";

/** A stored broadcast with the group it is meant for. */
export interface StoredBroadcast {
  topic: string;
  isPrivate: boolean;
  broadcast: UserBroadcast;
}

/** State of the feed for the health report. */
export interface FeedHealth {
  /** Commits are being announced. */
  listening: boolean;
  /** Announced and not yet delivered. */
  pending: number;
  /** A partition exists for today; without one every message sent from SQL is lost. */
  partition: boolean;
}

/** Delivers what SQL writes to `realtime.messages`. */
export interface DatabaseFeed {
  /** Calls back once commits are announced: at once, or after the next reconnect. */
  whenListening(callback: () => void): void;
  /** Stored private broadcasts of a topic, oldest first, never older than the retention. */
  stored(topic: string, request: ReplayRequest, retentionHours: number): Promise<UserBroadcast[]>;
  /** Creates the partitions of the coming days and drops those past the retention. */
  maintain(): Promise<void>;
  health(): Promise<FeedHealth>;
  close(): Promise<void>;
}

const delay = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));

const CHANNEL = "realtime_messages";
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const BATCH = 500;
const MAINTENANCE_MS = 60 * 60_000;
const RETRY_MS = 250;
const READ_ATTEMPTS = 5;

interface Announcement {
  id: string;
  inserted_at: string;
}

interface MessageRow {
  id: string;
  topic: string;
  is_private: boolean;
  event: string | null;
  payload: string | null;
  binary_payload: Uint8Array | null;
}

/**
 * Opens the feed: one connection listens, the given pool reads. Resolves when commits are announced and partitions
 * exist, so that nothing committed afterwards is missed.
 *
 * Messages reach `deliver` in commit order. Rows of a rolled-back transaction are never announced. While the listening
 * connection is down messages are lost, as they are on the platform without its replication slot: broadcasts are hints.
 */
export async function openDatabaseFeed(
  databaseUrl: string,
  sql: postgres.Sql,
  deliver: (message: StoredBroadcast) => void,
  log: (entry: object) => void,
): Promise<DatabaseFeed> {
  const pending: Announcement[] = [];
  const waiting: (() => void)[] = [];
  const stopped = Promise.withResolvers<void>();
  let listening = false;
  let draining: Promise<void> | null = null;
  let closed = false;
  let retryTimer: ReturnType<typeof setTimeout> | undefined;

  // Not postgres.js's own listen(): it gives up after one failed reconnect. No idle or lifetime limit, for each
  // planned reconnect would lose messages.
  const listener = postgres(databaseUrl, {
    ...CONNECTION_OPTIONS,
    max: 1,
    idle_timeout: 0,
    max_lifetime: null,
    onnotify: (channel: string, payload: string) => {
      const announced = channel === CHANNEL ? parseAnnouncement(payload) : null;
      if (!announced) return log({ event: "feed_announcement_ignored" });
      pending.push(announced);
      draining ??= drain().finally(() => draining = null);
    },
    onclose: () => {
      if (listening) {
        log({ event: "feed_lost", consequence: "messages committed until the reconnect are not delivered" });
      }
      listening = false;
      retry();
    },
  } as postgres.Options<Record<string, never>>);

  async function listen(): Promise<void> {
    await listener.unsafe(`listen ${CHANNEL}`);
    listening = true;
    for (const callback of waiting.splice(0)) callback();
  }

  function retry(): void {
    if (closed || retryTimer !== undefined) return;
    retryTimer = setTimeout(async () => {
      retryTimer = undefined;
      try {
        await listen();
        log({ event: "feed_restored" });
      } catch {
        retry();
      }
    }, RETRY_MS);
  }

  /** One reader at a time keeps the order; whatever arrives meanwhile becomes the next batch. */
  async function drain(): Promise<void> {
    while (pending.length > 0 && !closed) {
      for (const row of await readRows(pending.splice(0, BATCH))) {
        const broadcast = toBroadcast(row);
        if (broadcast) deliver({ topic: row.topic, isPrivate: row.is_private, broadcast });
      }
    }
  }

  async function readRows(batch: Announcement[]): Promise<MessageRow[]> {
    // Text, because a JavaScript date has no microseconds and would not match the key.
    const ids = arrayLiteral(batch.map((row) => row.id));
    const instants = arrayLiteral(batch.map((row) => row.inserted_at));
    for (let attempt = 1; !closed; attempt++) {
      try {
        return await sql<MessageRow[]>`
          select m.id, m.topic, m.private is true as is_private, m.event, m.payload::text as payload, m.binary_payload
          from unnest(${ids}::uuid[], ${instants}::timestamp[]) with ordinality as announced (id, inserted_at, position)
          join realtime.messages as m on m.id = announced.id and m.inserted_at = announced.inserted_at
          where m.extension = 'broadcast'
          order by announced.position`;
      } catch {
        if (attempt === READ_ATTEMPTS) {
          log({ event: "feed_read_failed", lost: batch.length });
          return [];
        }
        await Promise.race([delay(RETRY_MS), stopped.promise]);
      }
    }
    return [];
  }

  async function stored(topic: string, request: ReplayRequest, retentionHours: number): Promise<UserBroadcast[]> {
    const query = sql<MessageRow[]>`
      select id, topic, true as is_private, event, payload::text as payload, binary_payload
      from realtime.messages
      where topic = ${topic} and private is true and extension = 'broadcast'
        and (payload is not null or binary_payload is not null)
        and inserted_at >= greatest(
          to_timestamp(${request.since}::float8 / 1000) at time zone 'UTC',
          (now() at time zone 'UTC') - make_interval(hours => ${retentionHours}::int)
        )
      order by inserted_at desc, id desc
      limit ${request.limit}`;
    const rows = await withDeadline(query.execute(), DATABASE_DEADLINE_MS);
    return rows.reverse().flatMap((row) => {
      const broadcast = toBroadcast(row);
      return broadcast ? [{ ...broadcast, meta: { id: row.id, replayed: true as const } }] : [];
    });
  }

  async function maintain(): Promise<void> {
    await sql`select realtime.ensure_partitions()`;
  }

  async function health(): Promise<FeedHealth> {
    const query = sql`
      select to_regclass('realtime.messages_' || to_char(now() at time zone 'UTC', 'YYYY_MM_DD')) is not null as found`;
    const [row] = await withDeadline(query.execute(), DATABASE_DEADLINE_MS);
    return { listening, pending: pending.length, partition: row.found };
  }

  const maintenanceTimer = setInterval(() => {
    maintain().catch((error) => log({ event: "partition_maintenance_failed", code: error?.code }));
  }, MAINTENANCE_MS);

  async function close(): Promise<void> {
    closed = true;
    clearInterval(maintenanceTimer);
    clearTimeout(retryTimer);
    stopped.resolve();
    await listener.end({ timeout: 1 });
    await draining;
  }

  try {
    await withDeadline(maintain().then(listen), DATABASE_DEADLINE_MS);
  } catch (error) {
    await close();
    throw error;
  }
  return {
    whenListening: (callback) => listening ? callback() : void waiting.push(callback),
    stored,
    maintain,
    health,
    close,
  };
}

/** Every database user may notify, so the text cannot be trusted to be the trigger's. */
function parseAnnouncement(text: string): Announcement | null {
  const shape = /^\{\s*"id"\s*:\s*"([0-9a-f-]{36})"\s*,\s*"inserted_at"\s*:\s*"([0-9T:.-]{19,26})"\s*\}$/;
  const [, id, insertedAt] = text.match(shape) ?? [];
  const valid = UUID.test(id) && !Number.isNaN(Date.parse(insertedAt));
  return valid ? { id, inserted_at: insertedAt } : null;
}

function toBroadcast(row: MessageRow): UserBroadcast | null {
  const head = { event: row.event ?? "", meta: { id: row.id } };
  if (row.payload !== null) return { ...head, encoding: "json", bytes: new TextEncoder().encode(row.payload) };
  // A copy: the driver's buffer is a view into a shared one.
  if (row.binary_payload) return { ...head, encoding: "binary", bytes: new Uint8Array(row.binary_payload) };
  return null;
}
