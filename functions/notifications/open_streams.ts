import { problem } from "../../shared/contracts/kit/problems.ts";

/** The streams this worker holds open. */

const MAX_PER_USER = 5;
const openByUser = new Map<string, number>();

/** Takes one of the user's places; the returned function gives it back. Raises TOO_MANY_STREAMS. */
export function takeStream(userId: string): () => void {
  const open = openByUser.get(userId) ?? 0;
  if (open >= MAX_PER_USER) throw problem("too_many_streams", { limit: MAX_PER_USER });
  openByUser.set(userId, open + 1);
  let released = false;
  return () => {
    if (released) return;
    released = true;
    const left = openByUser.get(userId)! - 1;
    if (left > 0) openByUser.set(userId, left);
    else openByUser.delete(userId);
  };
}

/** How many streams this worker holds open. */
export function openStreams(): number {
  return [...openByUser.values()].reduce((sum, open) => sum + open, 0);
}
