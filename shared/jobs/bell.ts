import type { Runtime } from "../http/runtime.ts";
import { describeError } from "../http/log.ts";
import { announceNap } from "./jobs_queries.ts";

/** How a worker sleeps without sleeping through anything. */
export interface Bell {
  /** Somebody found work: the next naps are short. */
  noteWork(): void;
  /** Returns when it is worth looking for work again. */
  sleep(): Promise<void>;
  /** Wakes everybody. */
  ring(): void;
  stop(): Promise<void>;
}

/** A worker that had work a moment ago looks again after this long, without asking anybody to wake it. */
const SHORT_MS = 50;
const AWAKE_MS = 1000;
/** Longest sleep: what a lost notification or a job due later costs. */
const LONG_MS = 2000;

/**
 * Sleeps until a transaction that made work commits. Notifications are asked for only while nothing happens, because they make
 * commits wait for each other. Behind a transaction pooler nobody can listen: there the worker looks twice a second.
 */
export function createBell(runtime: Runtime, channels: readonly string[]): Bell {
  const { pool, config, log } = runtime;
  const canListen = config.DB_PREPARE;
  const wakers = new Set<() => void>();
  let lastWork = Date.now();
  let announcedUntil = 0;
  let stopped = false;
  const ring = () => {
    lastWork = Date.now();
    announcedUntil = 0;
    for (const wake of [...wakers]) wake();
  };
  const listening = canListen ? channels.map((channel) => pool.listen(`comptoir_${channel}`, ring)) : [];
  for (const one of listening) {
    one.catch((error) => log("warn", "worker.cannot_listen", { error: describeError(error) }));
  }

  const nap = (ms: number) =>
    new Promise<void>((resolve) => {
      const wake = () => {
        clearTimeout(timer);
        wakers.delete(wake);
        resolve();
      };
      const timer = setTimeout(wake, ms);
      wakers.add(wake);
      if (stopped) wake();
    });

  return {
    ring,
    noteWork: () => void (lastWork = Date.now()),
    async sleep() {
      if (stopped) return;
      if (Date.now() - lastWork < AWAKE_MS) return await nap(SHORT_MS);
      if (!canListen) return await nap(500);
      const left = announcedUntil - Date.now();
      if (left > 0) return await nap(left);
      announcedUntil = Date.now() + LONG_MS;
      try {
        await Promise.all(listening);
        await announceNap(pool, channels, LONG_MS);
        // Not asleep yet: what was committed before anybody knew is found by one more look.
      } catch (error) {
        log("warn", "worker.nap_failed", { error: describeError(error) });
        await nap(500);
      }
    },
    async stop() {
      stopped = true;
      ring();
      await Promise.allSettled(listening.map(async (one) => await (await one).unlisten()));
    },
  };
}
