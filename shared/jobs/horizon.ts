import type { Pool } from "../db/pool.ts";
import { type Horizon, readHorizon } from "./events_queries.ts";

/** How far the outbox is complete: no event up to `settled` can appear any more. */
export interface HorizonWatch {
  readonly settled: string;
  /** The last event anybody had begun to write at the latest look. */
  readonly drawn: string;
  /** True once the outbox was complete up to where it stood at the first look. */
  readonly isKnown: boolean;
  /** Moves `settled` on as far as it goes. */
  look(): Promise<void>;
}

/** Watches the outbox of a database; see `app.event_horizon`. */
export function watchHorizon(pool: Pool): HorizonWatch {
  let pending: Horizon | undefined;
  let settledUpto = "0";
  let isKnown = false;
  return {
    get settled() {
      return settledUpto;
    },
    get drawn() {
      return pending?.upto ?? settledUpto;
    },
    get isKnown() {
      return isKnown;
    },
    async look() {
      // A new horizon is usually reached as soon as the statement that drew it is over: look once more.
      for (let looks = 0; looks < 2; looks++) {
        const [{ settled, upto, after }] = await readHorizon(pool, settledUpto, pending);
        if (settled !== null) [settledUpto, pending, isKnown] = [settled, undefined, true];
        if (upto === null || after === null) {
          isKnown ||= pending === undefined;
          return;
        }
        pending = { upto, after };
      }
    },
  };
}
