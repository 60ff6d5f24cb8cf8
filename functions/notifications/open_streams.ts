import { problem } from "../../shared/contracts/kit/problems.ts";

/** The streams this worker holds open, and how to wake them. Other workers find new rows with their next poll. */

const MAX_PER_USER = 5;
const wakersByTenant = new Map<string, Set<() => void>>();
const openByUser = new Map<string, number>();

/** Takes one of the user's places; the returned function gives it back. Raises TOO_MANY_STREAMS. */
export function takeStream(tenantId: string, userId: string, wake: () => void): () => void {
  const open = openByUser.get(userId) ?? 0;
  if (open >= MAX_PER_USER) throw problem("too_many_streams", { limit: MAX_PER_USER });
  openByUser.set(userId, open + 1);
  const wakers = wakersByTenant.get(tenantId) ?? new Set();
  wakersByTenant.set(tenantId, wakers.add(wake));
  let released = false;
  return () => {
    if (released) return;
    released = true;
    const left = openByUser.get(userId)! - 1;
    if (left > 0) openByUser.set(userId, left);
    else openByUser.delete(userId);
    wakers.delete(wake);
    if (wakers.size === 0) wakersByTenant.delete(tenantId);
  };
}

/** Lets the streams of a tenant poll at once: something was committed. */
export function wakeStreams(tenantId: string): void {
  for (const wake of wakersByTenant.get(tenantId) ?? []) wake();
}

/** How many streams this worker holds open. */
export function openStreams(): number {
  return [...openByUser.values()].reduce((sum, open) => sum + open, 0);
}
