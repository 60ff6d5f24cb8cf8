/** What a clock on the wall shows, as if it were UTC: milliseconds since 1970. */
export type LocalTime = number & { readonly local?: never };

const DAY_MS = 86_400_000;
const MINUTE_MS = 60_000;
const formats = new Map<string, Intl.DateTimeFormat>();

/** Whether a name is one of the IANA database, as `Europe/Zurich`; fixed offsets such as `+01:00` are none. */
export function isZone(name: string): boolean {
  if (!/^[A-Za-z][A-Za-z0-9_+\-/]{1,63}$/.test(name)) return false;
  try {
    formatOf(name);
    return true;
  } catch {
    return false;
  }
}

function formatOf(zone: string): Intl.DateTimeFormat {
  let format = formats.get(zone);
  if (!format) {
    format = new Intl.DateTimeFormat("en-u-ca-iso8601-hc-h23", {
      timeZone: zone,
      year: "numeric",
      month: "numeric",
      day: "numeric",
      hour: "numeric",
      minute: "numeric",
      second: "numeric",
    });
    formats.set(zone, format);
  }
  return format;
}

/** What the clock of a zone shows at an instant. */
export function localTimeOf(zone: string, instant: number): LocalTime {
  const part: Record<string, number> = {};
  for (const { type, value } of formatOf(zone).formatToParts(instant)) part[type] = Number(value);
  return Date.UTC(part.year, part.month - 1, part.day, part.hour, part.minute, part.second);
}

const offsetAt = (zone: string, instant: number) => localTimeOf(zone, instant) - Math.floor(instant / 1000) * 1000;

/** Whether the clock of a zone is put forward or back within some hours of an instant. */
export function shiftsNear(zone: string, instant: number): boolean {
  const offset = offsetAt(zone, instant);
  return offsetAt(zone, instant - 4 * 3_600_000) !== offset || offsetAt(zone, instant + 4 * 3_600_000) !== offset;
}

/**
 * The instants at which the clock of a zone shows a time: one, two where it is put back, none where it is put forward; then
 * `afterGap` is the first instant after the gap.
 */
export function instantsOf(zone: string, local: LocalTime): { instants: number[]; afterGap?: number } {
  const before = offsetAt(zone, local - DAY_MS);
  const after = offsetAt(zone, local + DAY_MS);
  const instants = [...new Set([before, after])].map((offset) => local - offset)
    .filter((instant) => localTimeOf(zone, instant) === local).sort((a, b) => a - b);
  if (instants.length > 0) return { instants };
  let [low, high] = [local - after, local - before];
  while (high - low > MINUTE_MS) {
    const middle = low + Math.floor((high - low) / 2 / MINUTE_MS) * MINUTE_MS;
    if (offsetAt(zone, middle) === after) high = middle;
    else low = middle;
  }
  return { instants, afterGap: high };
}
