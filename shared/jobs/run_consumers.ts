import { describeError } from "../http/log.ts";
import type { Runtime } from "../http/runtime.ts";
import { serviceTransaction } from "../http/service_actor.ts";
import type { Bell } from "./bell.ts";
import type { ConsumerDefinition } from "./define_consumer.ts";
import {
  advanceConsumer,
  beginEvents,
  endEvents,
  type EventOfTenant,
  holdConsumer,
  joinConsumer,
  leaveConsumer,
  listEvents,
  listEventsOfTenant,
  listLagging,
  noteLag,
  retireConsumer,
} from "./events_queries.ts";
import { failureOf } from "./failures.ts";
import { watchHorizon } from "./horizon.ts";

/** A worker that died is replaced when its lease ends. */
const LEASE_SECONDS = 15;
const BATCH = 500;
/** Tenants dealt with beside each other. */
const BESIDE = 4;
/** Pause between looks at tenants that lag. */
const LAG_MS = 1000;

/** Hands the outbox to consumers. */
export interface ConsumerRunner {
  /** Hands over one batch to each consumer; answers how many events were read. */
  round(): Promise<number>;
  /** Goes on until stopped, sleeping at the bell. */
  serve(bell: Bell): Promise<void>;
  /** Ends after the current batch and lets go of the consumers. */
  stop(): Promise<void>;
}

/** Builds a runner; of any number on one database, one reads for each consumer at a time. */
export function createConsumerRunner(
  runtime: Runtime,
  defined: readonly ConsumerDefinition[],
  options: { leaseSeconds?: number } = {},
): ConsumerRunner {
  const { pool, log, config } = runtime;
  const { leaseSeconds = LEASE_SECONDS } = options;
  const consumers = defined.filter((one) => one.isWanted(config));
  const unwanted = defined.filter((one) => !one.isWanted(config));
  const lease = crypto.randomUUID();
  const known = new Map<string, string>();
  const horizon = watchHorizon(pool);
  const lookedAt = new Map<string, number>();
  let isStopping = false;
  let serving: Promise<void> | undefined;
  let joined: Promise<unknown> | undefined;
  if (new Set(consumers.map((one) => one.name)).size < consumers.length) throw new Error("two consumers share a name");

  async function roundOf(consumer: ConsumerDefinition): Promise<number> {
    const { name, types } = consumer;
    let read = await catchUp(consumer);
    // Known to be at the end: no need to ask for the lease.
    if (known.get(name) === horizon.settled) return read;
    const [held] = await holdConsumer(pool, name, lease, leaseSeconds);
    if (!held?.position) return read;
    if (BigInt(held.position) < BigInt(horizon.settled)) {
      const events = await listEvents(pool, types, held.position, horizon.settled, BATCH);
      const end = events.length < BATCH ? horizon.settled : events[events.length - 1].id;
      await handOver(consumer, events, held.position, end);
      const [{ held: still }] = await advanceConsumer(pool, name, lease, end);
      if (!still) return read;
      known.set(name, end);
      read += events.length;
    } else known.set(name, horizon.settled);
    return read;
  }

  async function handOver(consumer: ConsumerDefinition, events: readonly EventOfTenant[], start: string, end: string) {
    const tenants = [...Map.groupBy(events, (event) => event.tenant_id)];
    for (let i = 0; i < tenants.length; i += BESIDE) {
      await Promise.all(
        tenants.slice(i, i + BESIDE).map(async ([tenantId, batch]) => {
          try {
            await deal(consumer, tenantId, batch, { start, end, catchingUp: false, caughtUp: true });
          } catch (error) {
            await lag(consumer, tenantId, start, error);
          }
        }),
      );
    }
  }

  /** Hands over what waits for tenants that lag, up to where the consumer is. */
  async function catchUp(consumer: ConsumerDefinition): Promise<number> {
    let read = 0;
    if (Date.now() - (lookedAt.get(consumer.name) ?? 0) < LAG_MS) return 0;
    lookedAt.set(consumer.name, Date.now());
    for (const { tenant_id: tenantId, position } of await listLagging(pool, consumer.name)) {
      if (isStopping) break;
      try {
        const [held] = await holdConsumer(pool, consumer.name, lease, leaseSeconds);
        if (!held?.position) return read;
        const batch = await listEventsOfTenant(pool, tenantId, consumer.types, position, held.position, BATCH);
        const caughtUp = batch.length < BATCH;
        const end = caughtUp ? held.position : batch[batch.length - 1].id;
        await deal(consumer, tenantId, batch, { start: position, end, catchingUp: true, caughtUp });
        read += batch.length;
      } catch (error) {
        await lag(consumer, tenantId, position, error);
      }
    }
    return read;
  }

  async function deal(
    { name, handle }: ConsumerDefinition,
    tenantId: string,
    batch: readonly EventOfTenant[],
    { start, end, catchingUp, caughtUp }: { start: string; end: string; catchingUp: boolean; caughtUp: boolean },
  ): Promise<void> {
    const facts = {
      request_id: crypto.randomUUID(),
      ip: "",
      user_agent: "worker",
      method: "EVENTS",
      path: `/consumers/${name}`,
    };
    await serviceTransaction(runtime, tenantId, facts, async (sql) => {
      const [{ position }] = await beginEvents(sql, name, lease, start, catchingUp);
      if (position === null) return;
      const fresh = batch.filter((event) => BigInt(event.id) > BigInt(position))
        .map(({ tenant_id: _, ...event }) => event);
      if (fresh.length > 0) await handle(fresh, { sql, tenantId, config, log });
      await endEvents(sql, name, end, caughtUp);
    });
  }

  async function lag({ name }: ConsumerDefinition, tenantId: string, position: string, error: unknown): Promise<void> {
    await noteLag(pool, name, tenantId, position, failureOf(error).sentence);
    log("error", "consumer.failed", { consumer: name, tenant_id: tenantId, error: describeError(error) });
  }

  async function round(): Promise<number> {
    await (joined ??= Promise.all([
      ...consumers.map((one) => joinConsumer(pool, one.name, one.startsWith === "oldest")),
      ...unwanted.map((one) => retireConsumer(pool, one.name)),
    ])
      .catch((error) => {
        joined = undefined;
        throw error;
      }));
    await horizon.look();
    let read = 0;
    await Promise.all(consumers.map(async (consumer) => {
      try {
        read += await roundOf(consumer);
      } catch (error) {
        // A consumer whose batch could not even be noted as failed keeps its position; the others go on.
        log("error", "consumer.round_failed", { consumer: consumer.name, error: describeError(error) });
      }
    }));
    return read;
  }

  async function serve(bell: Bell): Promise<void> {
    while (!isStopping) {
      try {
        const read = await round();
        if (read > 0) bell.noteWork();
        if (read < BATCH) await bell.sleep();
      } catch (error) {
        log("error", "consumers.round_failed", { error: describeError(error) });
        await bell.sleep();
      }
    }
  }

  return {
    round,
    serve: (bell) => serving = serve(bell),
    async stop() {
      isStopping = true;
      await serving;
      await Promise.allSettled(consumers.map((one) => leaveConsumer(pool, one.name, lease)));
    },
  };
}
