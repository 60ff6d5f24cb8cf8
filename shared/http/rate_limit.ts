import type { Pool } from "../db/pool.ts";
import { describeError, type Log } from "./log.ts";

/** One counter: at most `limit` requests per fixed window of `seconds`. */
export interface Bucket {
  key: string;
  limit: number;
  seconds: number;
  /** The problem answered when it is empty. */
  problem: "rate_limit" | "auth_rate_limit" | "exchange_rate_limit" | "webhook_rate_limit";
}

/** The state of the tightest bucket, for the X-RateLimit headers. */
export interface RateState {
  limit: number;
  remaining: number;
  resetsAt: number;
  /** The bucket that refused, if one did. */
  refusedBy?: Bucket;
}

export interface RateLimiter {
  /** Takes one permit from every bucket. Never refuses because the counter itself failed. */
  take(buckets: readonly Bucket[]): Promise<RateState | undefined>;
}

interface Lot {
  have: number;
  used: number;
  granted: number;
  resetsAt: number;
  refill?: Promise<void>;
}

/** A lot is a fiftieth of the limit: four workers can strand at most 8 % of it. */
const LOTS_PER_LIMIT = 50;
const MAX_REMEMBERED = 20_000;

/**
 * Counts in Postgres, hands out locally: a worker leases a lot of permits and asks again, in the background, before the lot is
 * gone. Limits therefore hold across workers and most requests wait for nothing.
 */
export function createRateLimiter(pool: Pool, log: Log, now: () => number = Date.now): RateLimiter {
  const lots = new Map<string, Lot>();

  function lotOf(bucket: Bucket): Lot {
    let lot = lots.get(bucket.key);
    if (!lot || (lot.resetsAt <= now() && !lot.refill)) {
      if (!lot && lots.size >= MAX_REMEMBERED) forgetExpired();
      lot = { have: 0, used: 0, granted: -1, resetsAt: 0 };
      lots.set(bucket.key, lot);
    }
    return lot;
  }

  function forgetExpired() {
    for (const [key, lot] of lots) if (lot.resetsAt <= now()) lots.delete(key);
    if (lots.size >= MAX_REMEMBERED) lots.clear();
  }

  const exhausted = (lot: Lot) => lot.granted === 0 && lot.have === 0 && lot.resetsAt > now();

  async function lease(wanting: { bucket: Bucket; lot: Lot }[]): Promise<void> {
    wanting.sort((a, b) => (a.bucket.key < b.bucket.key ? -1 : 1));
    const size = (b: Bucket) => Math.max(1, Math.floor(b.limit / LOTS_PER_LIMIT));
    try {
      const rows = await pool<{ bucket: string; granted: number; used: number; resets_at: string }[]>`
        select bucket, granted, used, resets_at from app.lease_permits(
          ${wanting.map((w) => w.bucket.key)}::text[], ${wanting.map((w) => String(w.bucket.limit))}::text[]::int[],
          ${wanting.map((w) => String(w.bucket.seconds))}::text[]::int[],
          ${wanting.map((w) => String(size(w.bucket)))}::text[]::int[])`;
      rows.forEach((row, i) => {
        const { lot } = wanting[i];
        const resetsAt = Date.parse(row.resets_at);
        // Permits of a window that has ended do not carry over.
        lot.have = (resetsAt === lot.resetsAt ? lot.have : 0) + row.granted;
        Object.assign(lot, { used: row.used, granted: row.granted, resetsAt });
      });
    } catch (error) {
      log("warn", "rate_limit.counter_failed", { error: describeError(error) });
      for (const { bucket, lot } of wanting) {
        Object.assign(lot, { have: lot.have + size(bucket), granted: size(bucket), resetsAt: now() + 1000 });
      }
    }
  }

  function refill(
    buckets: readonly Bucket[],
    due: (lot: Lot, bucket: Bucket) => boolean,
  ): Promise<unknown> | undefined {
    const starting: { bucket: Bucket; lot: Lot }[] = [];
    const running: Promise<void>[] = [];
    for (const bucket of buckets) {
      const lot = lotOf(bucket);
      if (lot.refill) running.push(lot.refill);
      else if (due(lot, bucket) && !exhausted(lot)) starting.push({ bucket, lot });
    }
    if (starting.length > 0) {
      const done = lease(starting).finally(() => starting.forEach(({ lot }) => lot.refill = undefined));
      starting.forEach(({ lot }) => lot.refill = done);
      running.push(done);
    }
    return running.length > 0 ? Promise.all(running) : undefined;
  }

  return {
    async take(buckets) {
      if (buckets.length === 0) return undefined;
      while (buckets.some((b) => lotOf(b).have === 0 && !exhausted(lotOf(b)))) {
        await refill(buckets, (lot) => lot.have === 0);
      }
      const refusedBy = buckets.find((b) => lotOf(b).have === 0);
      if (!refusedBy) {
        for (const bucket of buckets) lotOf(bucket).have--;
        void refill(buckets, (lot, b) => lot.have <= Math.floor(b.limit / LOTS_PER_LIMIT / 2) && lot.granted > 0);
      }
      const states = buckets.map((b) => {
        const lot = lotOf(b);
        return { limit: b.limit, remaining: Math.max(0, b.limit - lot.used + lot.have), resetsAt: lot.resetsAt };
      });
      const tightest = refusedBy
        ? { ...states[buckets.indexOf(refusedBy)], remaining: 0 }
        : states.reduce((a, b) => (b.remaining / b.limit < a.remaining / a.limit ? b : a));
      return { ...tightest, refusedBy };
    },
  };
}
