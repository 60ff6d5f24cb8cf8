import type { Pool } from "../db/pool.ts";
import { describeError, type Log } from "./log.ts";

/** Collects which sessions and keys were just used and notes them in bulk: a reading request writes nothing itself. */
export interface ActivityNotes {
  /** `address` is where the session was used from. */
  session(id: string, address: string): void;
  apiKey(id: string): void;
  /** Writes what is pending; failures are logged, the next use notes it again. */
  flush(): Promise<void>;
}

const DELAY_MS = 500;

export function createActivityNotes(pool: Pool, log: Log): ActivityNotes {
  let sessions = new Map<string, string>();
  let keys = new Set<string>();
  let timer: ReturnType<typeof setTimeout> | undefined;

  const flush = async () => {
    clearTimeout(timer);
    timer = undefined;
    const [someSessions, addresses, someKeys] = [[...sessions.keys()], [...sessions.values()], [...keys]];
    sessions = new Map();
    keys = new Set();
    if (someSessions.length + someKeys.length === 0) return;
    try {
      await pool`select app.note_activity(${someSessions}::uuid[], ${addresses}::text[], ${someKeys}::uuid[])`;
    } catch (error) {
      log("warn", "activity.not_noted", { error: describeError(error) });
    }
  };
  const schedule = () => {
    timer ??= setTimeout(flush, DELAY_MS);
    // An idle worker may end before the delay is over; the note is a convenience, the session's clock runs on regardless.
    Deno.unrefTimer(timer as unknown as number);
  };
  return {
    session(id, address) {
      sessions.set(id, address);
      schedule();
    },
    apiKey(id) {
      keys.add(id);
      schedule();
    },
    flush,
  };
}
