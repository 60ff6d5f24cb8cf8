import { describeError } from "../http/log.ts";
import type { Runtime } from "../http/runtime.ts";
import { type Bell, createBell } from "../jobs/bell.ts";
import { type EventOfTenant, listEventsOfTenant, listEventsOfTenants } from "../jobs/events_queries.ts";
import { watchHorizon } from "../jobs/horizon.ts";
import { hears, type Listener } from "./audience.ts";
import { listLiveListeners } from "./feed_queries.ts";

const BATCH = 500;
/** What waits for a reader; who falls further behind is cut off and resumes from what is stored. */
const MAX_WAITING = 1000;
/** How long a right that was taken away may still be used on an open stream. */
const RECHECK_MS = 5000;
/** A transaction that runs longer when the feed starts is not waited for. */
const PATIENCE_MS = 2000;
/** What a reader who comes back is given at most, and how much of the outbox is looked through for it. */
const MAX_MISSED = 500;
const MAX_LOOKED_AT = 10_000;

export type FeedEvent = Omit<EventOfTenant, "actor_id">;

/** One open stream at the feed. */
export interface Subscription {
  /** Why nothing comes any more; undefined while it does. */
  readonly ended: "session" | "slow" | undefined;
  /** The next event; undefined while there is none. */
  take(): FeedEvent | undefined;
  /** What was published behind the event the reader knows and before the stream began: the newest of it, oldest first. */
  missed(): Promise<FeedEvent[]>;
  leave(): void;
}

interface Subscriber {
  sessionId: string;
  tenantId: string;
  userId: string;
  /** The kinds of events it is for; all by default. */
  types?: readonly string[];
  /** The last event the reader knows; without it, only news count. */
  after?: string;
  /** Called when there is something to take, or the end. */
  wake(): void;
}

/** What all streams of a worker share: one look at the outbox for all of them, and one question after their rights. */
export interface EventFeed {
  /** Adds a stream; undefined when its session is not one that may listen. */
  subscribe(subscriber: Subscriber): Promise<Subscription | undefined>;
}

const feeds = new WeakMap<Runtime, EventFeed>();

/** The feed of this worker. It asks the database nothing while nobody listens. */
export function eventFeed(runtime: Runtime): EventFeed {
  const known = feeds.get(runtime) ?? createEventFeed(runtime);
  feeds.set(runtime, known);
  return known;
}

interface Open extends Subscriber {
  /** Up to here the outbox had been read when the stream began. */
  position: string;
  listener: Listener;
  waiting: FeedEvent[];
  ended: Subscription["ended"];
}

function createEventFeed(runtime: Runtime): EventFeed {
  const { pool, log } = runtime;
  const open = new Set<Open>();
  /** How far the outbox has been read, or is being read. */
  let position = "0";
  let checkedAt = 0;
  let running: { started: Promise<void>; bell: Bell } | undefined;

  function start(resumes = false): Promise<void> {
    if (running) return running.started;
    const bell = createBell(runtime, ["events"]);
    const horizon = watchHorizon(pool);
    const started = (async () => {
      const until = Date.now() + PATIENCE_MS;
      for (await horizon.look(); !horizon.isKnown && Date.now() < until; await horizon.look()) await bell.sleep();
      if (!resumes) position = horizon.isKnown ? horizon.settled : horizon.drawn;
    })();
    running = { started, bell };
    void started.then(() => follow(bell, horizon), () => {}).finally(async () => {
      running = undefined;
      await bell.stop();
      // Somebody came at the last moment, counting on the position there was.
      if (open.size > 0) {
        void start(true).catch((error) => log("error", "feed.failed", { error: describeError(error) }));
      }
    });
    return started;
  }

  async function follow(bell: Bell, horizon: ReturnType<typeof watchHorizon>): Promise<void> {
    while (open.size > 0) {
      try {
        await horizon.look();
        const read = await deliver(horizon.settled);
        if (Date.now() - checkedAt >= RECHECK_MS) await recheck();
        if (read > 0) bell.noteWork();
        if (read < BATCH) await bell.sleep();
      } catch (error) {
        log("warn", "feed.look_failed", { error: describeError(error) });
        await bell.sleep();
      }
    }
  }

  async function deliver(settled: string): Promise<number> {
    if (BigInt(position) >= BigInt(settled)) return 0;
    const after = position;
    const tenants = [...new Set([...open].map((one) => one.tenantId))];
    // A stream that begins from here on has to ask for what is being read now.
    position = settled;
    let events: EventOfTenant[];
    try {
      events = await listEventsOfTenants(pool, tenants, after, settled, BATCH);
    } catch (error) {
      position = after;
      throw error;
    }
    if (events.length === BATCH) position = events[BATCH - 1].id;
    for (const event of events) for (const one of open) offer(one, event);
    // A session that has ended must not hear what comes next.
    if (events.some((event) => event.type === "session.ended")) await recheck();
    return events.length;
  }

  function offer(one: Open, event: EventOfTenant): void {
    const isKnown = BigInt(event.id) <= BigInt(one.position) || BigInt(event.id) <= BigInt(one.after ?? 0);
    if (one.ended || isKnown || !(one.types?.includes(event.type) ?? true) || !hears(one.listener, event)) return;
    if (one.waiting.length >= MAX_WAITING) {
      log("warn", "feed.slow_reader_cut", { tenant_id: one.tenantId });
      return end(one, "slow");
    }
    one.waiting.push(event);
    one.wake();
  }

  async function recheck(): Promise<void> {
    checkedAt = Date.now();
    const asked = [...open];
    const rows = await listLiveListeners(pool, asked.map((one) => one.sessionId));
    const bySession = new Map(rows.map((row) => [row.session_id, row]));
    for (const one of asked) {
      const row = bySession.get(one.sessionId);
      if (row) one.listener = listenerOf(one, row);
      else end(one, "session");
    }
  }

  function end(one: Open, why: Subscription["ended"]): void {
    one.ended ??= why;
    one.wake();
  }

  function leave(one: Open): void {
    open.delete(one);
    // The last one turns out the light.
    if (open.size === 0) running?.bell.ring();
  }

  return {
    async subscribe(subscriber) {
      const [row] = await listLiveListeners(pool, [subscriber.sessionId]);
      if (!row) return undefined;
      const one: Open = {
        ...subscriber,
        position: "0",
        listener: listenerOf(subscriber, row),
        waiting: [],
        ended: undefined,
      };
      // Counted before the feed has started, or it would find nobody and stop.
      open.add(one);
      try {
        await start();
      } catch (error) {
        leave(one);
        throw error;
      }
      one.position = position;
      return {
        get ended() {
          return one.ended;
        },
        take: () => one.waiting.shift(),
        missed: () => one.after === undefined ? Promise.resolve([]) : readMissed(one, one.after),
        leave: () => leave(one),
      };
    },
  };

  async function readMissed({ listener, position: upto }: Open, after: string): Promise<FeedEvent[]> {
    const missed: FeedEvent[] = [];
    for (let looked = 0, from = after; looked < MAX_LOOKED_AT;) {
      const page = await listEventsOfTenant(pool, listener.tenantId, "all", from, upto, BATCH);
      missed.push(...page.filter((event) => hears(listener, event)));
      if (page.length < BATCH) break;
      looked += page.length;
      from = page[page.length - 1].id;
    }
    return missed.slice(-MAX_MISSED);
  }
}

function listenerOf(
  { tenantId, userId }: Subscriber,
  row: Awaited<ReturnType<typeof listLiveListeners>>[number],
): Listener {
  const { grants, team_ids: teamIds, company_ids: companyIds, is_staff: isStaff } = row;
  return { tenantId, userId, grants, teamIds, companyIds, isStaff };
}
