/**
 * What the server allows. Rates and counts hold for the whole server, which stands for one project.
 * `Infinity` switches a limit off.
 */
export interface RealtimeLimits {
  /** Sockets with at least one joined channel. Beyond it joins answer `ConnectionRateLimitReached`. */
  concurrentSockets: number;
  /** Broadcasts per second, counted once when received and once per receiver. */
  messagesPerSecond: number;
  /** Joins per second; the socket of a refused join is closed. */
  joinsPerSecond: number;
  /** Joined channels of one socket. */
  channelsPerSocket: number;
  /** Broadcast and presence payloads, in kilobytes; see {@link payloadByteLimit}. */
  payloadKilobytes: number;
  /** One WebSocket frame, in bytes; a larger one closes the socket. */
  frameBytes: number;
  /** Unsent bytes of one socket before it is closed, so that one stalled reader cannot exhaust the memory. */
  bufferedBytes: number;
  /** Frames of one socket that wait for an earlier one's answer from the database, before the socket is closed. */
  waitingFrames: number;
  /** Presence messages per second of all clients together. */
  presencePerSecond: number;
  /** Track and untrack calls of one channel of one client within `presenceWindowMs`. */
  presenceCallsPerWindow: number;
  presenceWindowMs: number;
  /** Time over which presence changes of a topic are gathered into one `presence_diff`. */
  presenceDiffMs: number;
  /** Longest time between two checks of a joined channel's token, in milliseconds. */
  tokenCheckMs: number;
  /** Stored messages one join may ask for, and how far back, in hours. */
  replayMessages: number;
  replayHours: number;
}

const COMMON = {
  channelsPerSocket: 100,
  frameBytes: 5_000_000,
  bufferedBytes: 16_000_000,
  waitingFrames: 5_000,
  presenceCallsPerWindow: 5,
  presenceWindowMs: 30_000,
  presenceDiffMs: 20,
  tokenCheckMs: 5 * 60_000,
  replayMessages: 25,
  replayHours: 72,
};

/** Limits of the hosted plans (Supabase documentation, "Realtime limits"). */
export const PLAN_LIMITS: Readonly<Record<"free" | "pro" | "team", RealtimeLimits>> = {
  free: {
    ...COMMON,
    concurrentSockets: 200,
    messagesPerSecond: 100,
    joinsPerSecond: 100,
    payloadKilobytes: 256,
    presencePerSecond: 20,
  },
  pro: {
    ...COMMON,
    concurrentSockets: 500,
    messagesPerSecond: 500,
    joinsPerSecond: 500,
    payloadKilobytes: 3_000,
    presencePerSecond: 50,
  },
  team: {
    ...COMMON,
    concurrentSockets: 10_000,
    messagesPerSecond: 2_500,
    joinsPerSecond: 2_500,
    payloadKilobytes: 3_000,
    presencePerSecond: 1_000,
  },
};

/** Largest payload in bytes: the plan's kilobytes plus the 500 bytes the platform grants for the envelope. */
export function payloadByteLimit(limits: RealtimeLimits): number {
  return limits.payloadKilobytes * 1_000 + 500;
}

const BUCKETS = 10;
const BUCKET_MS = 100;

/** Counts events over the last second, in tenths, in constant time and space. */
export class RateWindow {
  #buckets = new Float64Array(BUCKETS);
  #slot = 0;
  #sum = 0;

  constructor(private readonly limit: number, private readonly clock: () => number = () => performance.now()) {}

  /** Counts unconditionally: for events that have already happened. */
  add(count: number): void {
    this.#advance();
    this.#buckets[this.#slot % BUCKETS] += count;
    this.#sum += count;
  }

  /** Counts and returns true if the limit allows it, else leaves the count as it is and returns false. */
  tryAdd(count: number): boolean {
    this.#advance();
    if (this.#sum + count > this.limit) return false;
    this.#buckets[this.#slot % BUCKETS] += count;
    this.#sum += count;
    return true;
  }

  #advance(): void {
    const slot = Math.floor(this.clock() / BUCKET_MS);
    if (slot === this.#slot) return;
    const steps = Math.min(slot - this.#slot, BUCKETS);
    for (let step = 0; step < steps; step++) {
      const index = (slot - step) % BUCKETS;
      this.#sum -= this.#buckets[index];
      this.#buckets[index] = 0;
    }
    this.#slot = slot;
  }
}
