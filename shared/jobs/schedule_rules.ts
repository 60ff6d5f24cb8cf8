import { nextSlot, parseCron } from "./cron_rules.ts";

/** How far back a schedule that does not make up for missed runs still looks. */
const WINDOW_MS = 20 * 60_000;

/** What a scheduler does with a schedule. */
export interface Plan {
  /** The slot that fires now. */
  slot?: Date;
  /** When to look again; absent when there is no further slot. */
  next?: Date;
  /** A slot that passed unused. */
  missed?: Date;
}

/**
 * Decides what is due at `now`; slots up to `counts_from` do not count. However many slots have passed since the schedule was last seen, at most one fires: with
 * `once` the first of them, with `skip` the latest of the last 20 minutes or none.
 */
export function planOf(
  schedule: { cron: string; timezone: string; missed: "once" | "skip"; counts_from: string },
  now: number,
): Plan {
  const fields = parseCron(schedule.cron);
  const after = (instant: number) => nextSlot(fields, schedule.timezone, instant);
  const dateOf = (instant: number | undefined) => instant === undefined ? undefined : new Date(instant);
  const first = after(Date.parse(schedule.counts_from));
  if (first === undefined || first > now) return { next: dateOf(first) };
  const next = dateOf(after(now));
  if (schedule.missed === "once") return { slot: new Date(first), next };
  let latest: number | undefined;
  for (let one = after(Math.max(first - 1, now - WINDOW_MS - 1)); one !== undefined && one <= now; one = after(one)) {
    latest = one;
  }
  return latest === undefined ? { next, missed: new Date(first) } : { slot: new Date(latest), next };
}
