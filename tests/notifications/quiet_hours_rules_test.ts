import assert from "node:assert/strict";
import fc from "fast-check";
import { isQuiet, quietUntil } from "../../functions/notifications/quiet_hours_rules.ts";

const at = (iso: string) => Date.parse(iso);
const until = (start: number, end: number, zone: string, now: string) => {
  const instant = quietUntil({ start, end }, zone, at(now));
  return instant === undefined ? undefined : new Date(instant).toISOString();
};

Deno.test("quiet hours 22 to 8: the examples of the page, in the zone of the person", () => {
  // Paris is one hour ahead of UTC in January.
  assert.equal(until(22, 8, "Europe/Paris", "2026-01-15T20:59:59.999Z"), undefined, "21:59 sends");
  assert.equal(until(22, 8, "Europe/Paris", "2026-01-15T21:00:00Z"), "2026-01-16T07:00:00.000Z", "22:00 waits");
  assert.equal(until(22, 8, "Europe/Paris", "2026-01-15T22:10:00Z"), "2026-01-16T07:00:00.000Z", "23:10 waits");
  assert.equal(until(22, 8, "Europe/Paris", "2026-01-16T06:59:59Z"), "2026-01-16T07:00:00.000Z", "07:59 waits");
  assert.equal(until(22, 8, "Europe/Paris", "2026-01-16T07:00:00Z"), undefined, "08:00 sends");
  assert.equal(until(22, 8, "America/New_York", "2026-01-15T21:00:00Z"), undefined, "it is 16:00 there");
  assert.equal(until(12, 14, "Asia/Kolkata", "2026-01-15T06:45:00Z"), "2026-01-15T08:30:00.000Z");
});

Deno.test("quiet hours that start and end alike are none", () => {
  for (let hour = 0; hour < 24; hour++) assert.equal(isQuiet({ start: hour, end: hour }, hour), false);
});

Deno.test("quiet hours end by the clock on the wall on both days on which it changes", () => {
  // 29 March 2026: 02:00 becomes 03:00. 25 October 2026: 03:00 becomes 02:00.
  assert.equal(until(22, 8, "Europe/Zurich", "2026-03-28T22:00:00Z"), "2026-03-29T06:00:00.000Z");
  assert.equal(until(22, 8, "Europe/Zurich", "2026-10-24T21:00:00Z"), "2026-10-25T07:00:00.000Z");
  // The end itself does not exist: quiet until the gap is over.
  assert.equal(until(23, 2, "Europe/Zurich", "2026-03-28T23:30:00Z"), "2026-03-29T01:00:00.000Z");
  // The end exists twice: the first time ends it.
  assert.equal(until(23, 2, "Europe/Zurich", "2026-10-24T22:30:00Z"), "2026-10-25T00:00:00.000Z");
  // In the hour that comes twice the end is still ahead.
  assert.equal(until(23, 3, "Europe/Zurich", "2026-10-25T00:30:00Z"), "2026-10-25T02:00:00.000Z");
  assert.equal(until(23, 3, "Europe/Zurich", "2026-10-25T01:30:00Z"), "2026-10-25T02:00:00.000Z");
});

Deno.test("quiet hours always end later, within a day and an hour, and not inside themselves", () => {
  const hour = fc.integer({ min: 0, max: 23 });
  const zone = fc.constantFrom("Europe/Zurich", "America/New_York", "Australia/Lord_Howe", "Asia/Kolkata", "UTC");
  const instant = fc.integer({ min: Date.UTC(2026, 0, 1), max: Date.UTC(2027, 0, 1) });
  fc.assert(fc.property(hour, hour, zone, instant, (start, end, zone, now) => {
    const quiet = { start, end };
    const ends = quietUntil(quiet, zone, now);
    if (ends === undefined) return;
    assert.ok(ends > now && ends - now <= 25 * 3_600_000, `${now} to ${ends}`);
    assert.equal(quietUntil(quiet, zone, ends), undefined, "over when it is over");
  }));
});
