/** How jobs of a queue are tried again and bounded. Seconds throughout. */
export interface RetryPolicy {
  /** Runs after the first one. */
  retries: number;
  /** Wait before the first of them; doubles each time. */
  delay: number;
  /** Longest wait. */
  cap: number;
  /** Up to this much is added by chance, so that what failed together does not come back together. */
  jitter: number;
  /** Longest run. */
  limit: number;
  /** Which failures are worth another run: only those of others (default), or any. */
  retryOn: "transient" | "any";
}

/** How a worker serves a queue. */
interface Queue extends RetryPolicy {
  /** Runs beside each other in one worker. */
  slots: number;
  /** Taken along in advance: only where a job is so small that fetching it would cost more than running it. */
  ahead: number;
}

const transient = { retryOn: "transient" } as const;

/** The queues in the order in which a worker with little time serves them. */
export const QUEUES = {
  /** Somebody waits for it. */
  realtime: { retries: 2, delay: 10, cap: 45, jitter: 5, limit: 150, slots: 4, ahead: 0, ...transient },
  /** Small, quick steps of the product itself, usually without a visible row. */
  internal: { retries: 5, delay: 5, cap: 300, jitter: 5, limit: 60, slots: 8, ahead: 200, ...transient },
  default: { retries: 1, delay: 15, cap: 90, jitter: 5, limit: 300, slots: 4, ahead: 0, ...transient },
  doc_conversion: { retries: 3, delay: 15, cap: 180, jitter: 10, limit: 420, slots: 2, ahead: 0, ...transient },
  low: { retries: 1, delay: 30, cap: 180, jitter: 10, limit: 300, slots: 2, ahead: 0, ...transient },
} as const satisfies Record<string, Queue>;

export type QueueName = keyof typeof QUEUES;
export const QUEUE_NAMES = Object.keys(QUEUES) as QueueName[];

/** The policy of a job: that of its queue with what the job says differently. */
export function policyOf(job: { queue: QueueName; policy: Partial<RetryPolicy> }): RetryPolicy {
  return { ...QUEUES[job.queue], ...job.policy };
}

/**
 * Seconds until the next run after the given number of failed ones, or undefined when it was the last. `chance` is between 0
 * and 1; a wait asked for by the service that failed counts when it is longer, an hour at most.
 */
export function retryDelay(policy: RetryPolicy, attempts: number, chance: number, asked = 0): number | undefined {
  if (attempts > policy.retries) return undefined;
  const doubled = Math.min(policy.cap, policy.delay * 2 ** (attempts - 1));
  return Math.max(doubled, Math.min(asked, 3600)) + policy.jitter * chance;
}

/** For the daily work of a tenant in SQL alone: whatever it fails of, it is tried again every ten minutes of its day. */
export const DAILY_POLICY: Partial<RetryPolicy> = { retries: 140, delay: 600, cap: 600, jitter: 30, retryOn: "any" };
