import { Cron } from "croner";
import { instantsOf, type LocalTime, localTimeOf, shiftsNear } from "./zone_rules.ts";

/** A cron expression that is not one; the message says which field and why. */
export class CronError extends Error {
  override readonly name = "CronError";
}

/** A parsed expression: the values of each field, ascending. */
export interface CronFields {
  minute: number[];
  hour: number[];
  day: number[];
  month: number[];
  weekday: number[];
}

const FIELDS = [
  { name: "minute", min: 0, max: 59 },
  { name: "hour", min: 0, max: 23 },
  { name: "day", min: 1, max: 31 },
  { name: "month", min: 1, max: 12 },
  // 7 is Sunday too.
  { name: "weekday", min: 0, max: 7 },
] as const;

const HOUR_MS = 3_600_000;

/**
 * Reads five fields of `*`, `a`, `a-b`, each with an optional step, and lists of them. `a/n` counts from a to the end of the
 * field. Names, `?`, `L`, `@daily` and seconds are not part of it. Throws `CronError`.
 */
export function parseCron(expression: string): CronFields {
  const parts = expression.trim().split(/\s+/);
  if (parts.length !== FIELDS.length) throw new CronError(`needs 5 fields, has ${parts[0] === "" ? 0 : parts.length}`);
  const [minute, hour, day, month, weekday] = FIELDS.map((field, i) => valuesOf(parts[i], field));
  return { minute, hour, day, month, weekday: ascending(weekday.map((value) => value % 7)) };
}

function valuesOf(text: string, field: { name: string; min: number; max: number }): number[] {
  return ascending(text.split(",").flatMap((item) => itemValues(item, field)));
}

function itemValues(item: string, { name, min, max }: { name: string; min: number; max: number }): number[] {
  const match = /^(?:(\*)|(\d{1,2})(?:-(\d{1,2}))?)(?:\/(\d{1,2}))?$/.exec(item);
  if (!match) throw new CronError(`${name}: "${item}" is not understood`);
  const [, star, low, high, every] = match;
  const from = star ? min : Number(low);
  // Seven is only another word for Sunday: a star ends on Saturday.
  const last = name === "weekday" ? 6 : max;
  const to = high !== undefined ? Number(high) : star || every ? Math.max(last, from) : from;
  const step = every === undefined ? 1 : Number(every);
  if (from < min || to > max) throw new CronError(`${name}: ${item} is outside ${min}-${max}`);
  if (from > to) throw new CronError(`${name}: ${item} runs backwards`);
  if (step < 1) throw new CronError(`${name}: a step is at least 1`);
  return Array.from({ length: Math.floor((to - from) / step) + 1 }, (_, i) => from + i * step);
}

const ascending = (values: number[]) => [...new Set(values)].sort((a, b) => a - b);

/** `DAILY 08:05` and its kin as an expression. `weekday` 0 is Sunday; a `day` that a month lacks is skipped there. */
export function cronOfTime(time: string, on: { weekday?: number; day?: number } = {}): string {
  const match = /^([01]\d|2[0-3]):([0-5]\d)$/.exec(time);
  if (!match) throw new CronError(`${time} is no time between 00:00 and 23:59`);
  return `${Number(match[2])} ${Number(match[1])} ${on.day ?? "*"} * ${on.weekday ?? "*"}`;
}

/**
 * The first slot after `after`, in milliseconds since 1970; undefined when there is none (30 February).
 *
 * Day and weekday both restricted: either matches. In a zone with summer time a slot that the clock skips runs at the first
 * instant after the gap, one that comes twice runs the first time; with every hour asked for, real hours are followed instead.
 */
export function nextSlot(fields: CronFields, zone: string, after: number): number | undefined {
  const everyHour = fields.hour.length === 24;
  const calendar = new Cron(patternOf(fields), { timezone: "UTC", paused: true });
  // Around a shift the wall clock runs twice over the same times: begin early enough to see both.
  const near = shiftsNear(zone, after);
  let wall = localTimeOf(zone, after) - (near ? 3 * HOUR_MS : 60_000);
  let best: number | undefined;
  for (;;) {
    const next = calendar.nextRun(new Date(wall));
    if (!next) return best;
    wall = next.getTime();
    const { instants, afterGap } = instantsOf(zone, wall as LocalTime);
    const candidates = everyHour ? instants : [instants[0] ?? afterGap!];
    // First instants only grow with the wall clock: nothing earlier can follow.
    if (best !== undefined && (instants[0] ?? afterGap!) > best) return best;
    for (const one of candidates) if (one > after && (best === undefined || one < best)) best = one;
    if (best !== undefined && !near) return best;
  }
}

function patternOf({ minute, hour, day, month, weekday }: CronFields): string {
  const list = (values: number[], all: number) => values.length === all ? "*" : values.join(",");
  return [
    list(minute, 60),
    list(hour, 24),
    list(day, 31),
    list(month, 12),
    list(weekday, 7),
  ].join(" ");
}
