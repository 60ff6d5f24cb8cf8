/** What one attempt brought: an answer, or why there was none. */
export type AttemptResult =
  | { status: number; headers: Record<string, string>; body: string }
  | { error: string };

/** What becomes of a delivery after an attempt. */
export interface Verdict {
  outcome: "sent" | "pending" | "failed";
  status_code?: number;
  response?: string;
  error?: string;
  /** Seconds until the next attempt, for a pending one. */
  retrySeconds?: number;
  /** The receiver says that it is gone for good. */
  isGone: boolean;
}

const GONE = 410;
const TOO_MANY = 429;
const LONGEST_ASKED_SECONDS = 60;
const JITTER = 0.2;
const KEPT_CHARACTERS = 1000;
/** Waits after the third attempt and later ones: an endpoint that allows so many bears an outage of a day. */
const LATER_SECONDS = [60, 300, 1800, 7200, 18_000, 36_000, 36_000];

/**
 * Seconds after the given number of attempts: 2 and 4, then for endpoints that allow more than three 1, 5 and 30 minutes, 2, 5
 * and 10 hours; 20 % more or less by `chance` (0 to 1), so that what failed together does not come back together.
 */
export function retryDelay(attempts: number, chance: number): number {
  const base = attempts < 3 ? 2 ** attempts : LATER_SECONDS[Math.min(attempts - 3, LATER_SECONDS.length - 1)];
  return base * (1 - JITTER + 2 * JITTER * chance);
}

/** Seconds a Retry-After asks for (RFC 9110), 60 at most; 0 for none or nonsense. */
export function secondsAsked(retryAfter: string | undefined, now: number): number {
  if (retryAfter === undefined) return 0;
  const asked = /^\d+$/.test(retryAfter.trim()) ? Number(retryAfter) : (Date.parse(retryAfter) - now) / 1000;
  return Number.isFinite(asked) ? Math.min(Math.max(asked, 0), LONGEST_ASKED_SECONDS) : 0;
}

/**
 * Judges an attempt: 2xx is delivered, 410 ends at once, everything else is tried again while attempts are left; 429 says how
 * long to wait.
 */
export function judgeAttempt(
  result: AttemptResult,
  { attempt, max_attempts }: { attempt: number; max_attempts: number },
  { now, chance }: { now: number; chance: number },
): Verdict {
  const answered = "status" in result ? { status_code: result.status, response: kept(result.body) } : {};
  if ("status" in result && result.status >= 200 && result.status < 300) {
    return { outcome: "sent", isGone: false, ...answered };
  }
  const isGone = "status" in result && result.status === GONE;
  const failed = { isGone, error: reasonOf(result), ...answered };
  if (isGone || attempt >= max_attempts) return { outcome: "failed", ...failed };
  const asked = "status" in result && result.status === TOO_MANY ? secondsAsked(result.headers["retry-after"], now) : 0;
  return { outcome: "pending", retrySeconds: Math.max(asked, retryDelay(attempt, chance)), ...failed };
}

function reasonOf(result: AttemptResult): string {
  if ("error" in result) return result.error;
  const isRedirect = result.status >= 300 && result.status < 400;
  return `answered ${result.status}${isRedirect ? "; redirects are not followed" : ""}`;
}

/** Postgres keeps no NUL. */
function kept(body: string): string {
  return body.replaceAll("\0", "").slice(0, KEPT_CHARACTERS);
}
