/** Ids of a stream: `<milliseconds>-<number in the outbox>`, growing from event to event (they end up in Last-Event-ID). */

const DAY_MS = 86_400_000;
/** What is older is not replayed: whoever was away that long fetches anew. */
const REPLAY_DAYS = 7;

export function streamIdOf(event: { id: string; at: string }): string {
  return `${Date.parse(event.at)}-${event.id}`;
}

/** The number after which a reader resumes; undefined for an id that is none or too old, after which only news follow. */
export function resumeAfter(lastEventId: string | undefined, now: number): string | undefined {
  const [, ms, number] = /^(\d{13})-(\d{1,18})$/.exec(lastEventId ?? "") ?? [];
  if (number === undefined) return undefined;
  const age = now - Number(ms);
  return age <= REPLAY_DAYS * DAY_MS && age > -DAY_MS ? number : undefined;
}
