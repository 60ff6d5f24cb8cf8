import { instantsOf, localTimeOf } from "../../shared/jobs/zone_rules.ts";

/** Hours of the day on a person's clock, `end` excluded; equal hours mean none. */
export interface QuietHours {
  start: number;
  end: number;
}

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

/** Whether an hour of the day, 0 to 23, is quiet. A start after the end goes over midnight. */
export function isQuiet({ start, end }: QuietHours, hour: number): boolean {
  if (start === end) return false;
  return start < end ? start <= hour && hour < end : hour >= start || hour < end;
}

/**
 * When the quiet hours end in which an instant lies, both in milliseconds since 1970; undefined outside of them. On a day on
 * which the clock is put forward over the end, they end with the gap; where it shows the end twice, the first time that is yet
 * to come counts.
 */
export function quietUntil(quiet: QuietHours, zone: string, now: number): number | undefined {
  const local = localTimeOf(zone, now);
  const midnight = Math.floor(local / DAY_MS) * DAY_MS;
  const hour = Math.floor((local - midnight) / HOUR_MS);
  if (!isQuiet(quiet, hour)) return undefined;
  const end = midnight + quiet.end * HOUR_MS + (hour >= quiet.end ? DAY_MS : 0);
  const { instants, afterGap } = instantsOf(zone, end);
  return instants.find((instant) => instant > now) ?? afterGap;
}
