import assert from "node:assert/strict";
import fc from "fast-check";
import { CronError, cronOfTime, nextSlot, parseCron } from "../../shared/jobs/cron_rules.ts";
import { isZone, localTimeOf } from "../../shared/jobs/zone_rules.ts";

function slots(expression: string, zone: string, after: string, count: number): string[] {
  const fields = parseCron(expression);
  const found: string[] = [];
  for (let at = Date.parse(after); found.length < count;) {
    const next = nextSlot(fields, zone, at);
    if (next === undefined) break;
    found.push(new Date(at = next).toISOString().slice(0, 16));
  }
  return found;
}

Deno.test("parseCron knows stars, numbers, ranges, steps and lists", () => {
  assert.deepEqual(parseCron("5/15 * * * *").minute, [5, 20, 35, 50]);
  assert.deepEqual(parseCron("10-30/10 * * * *").minute, [10, 20, 30]);
  assert.deepEqual(parseCron("*/20 1,5-7 * * *").minute, [0, 20, 40]);
  assert.deepEqual(parseCron("*/20 1,5-7 * * *").hour, [1, 5, 6, 7]);
  assert.deepEqual(parseCron("0 0 1 1 7").weekday, [0]);
  assert.deepEqual(parseCron("0 0 1 1 5-7").weekday, [0, 5, 6]);
  assert.deepEqual(parseCron("0 0 * * 1/2").weekday, [1, 3, 5]);
});

for (
  const bad of [
    "60 * * * *",
    "* 24 * * *",
    "* * 0 * *",
    "* * 32 * *",
    "* * * 13 *",
    "* * * * 8",
    "*/0 * * * *",
    "5-1 * * * *",
    "* * * *",
    "0 * * * * *",
    "@daily",
    "0 0 L * *",
    "0 0 ? * *",
    "0 0 * JAN *",
    "0 0 * * MON",
    "",
    "1,,2 * * * *",
    "-1 * * * *",
    "1.5 * * * *",
    "0 0 * * 1#2",
    "*-5 * * * *",
    "100 * * * *",
  ]
) {
  Deno.test(`parseCron refuses "${bad}"`, () => {
    assert.throws(() => parseCron(bad), CronError);
  });
}

Deno.test("day and weekday both restricted: either fires; else both must", () => {
  assert.deepEqual(slots("0 9 13 * 5", "UTC", "2026-04-01T00:00:00Z", 6), [
    "2026-04-03T09:00",
    "2026-04-10T09:00",
    "2026-04-13T09:00",
    "2026-04-17T09:00",
    "2026-04-24T09:00",
    "2026-05-01T09:00",
  ]);
  assert.deepEqual(slots("0 9 * * 5", "UTC", "2026-04-01T00:00:00Z", 2), ["2026-04-03T09:00", "2026-04-10T09:00"]);
});

Deno.test("a local time that the clock skips fires at the first instant after the gap, one that comes twice the first time only", () => {
  assert.deepEqual(slots("30 2 * * *", "Europe/Paris", "2026-03-28T12:00:00Z", 2), [
    "2026-03-29T01:00",
    "2026-03-30T00:30",
  ]);
  assert.deepEqual(slots("30 2 * * *", "Europe/Paris", "2026-10-24T12:00:00Z", 2), [
    "2026-10-25T00:30",
    "2026-10-26T01:30",
  ]);
  assert.deepEqual(slots("*/30 2 * * *", "Europe/Paris", "2026-03-28T12:00:00Z", 2), [
    "2026-03-29T01:00",
    "2026-03-30T00:00",
  ]);
  assert.deepEqual(slots("*/30 2 * * *", "Europe/Paris", "2026-10-24T12:00:00Z", 3), [
    "2026-10-25T00:00",
    "2026-10-25T00:30",
    "2026-10-26T01:00",
  ]);
  assert.deepEqual(slots("0 2,3 * * *", "Europe/Paris", "2026-03-28T12:00:00Z", 2), [
    "2026-03-29T01:00",
    "2026-03-30T00:00",
  ]);
});

Deno.test("patterns of every hour follow real hours through both shifts", () => {
  assert.deepEqual(slots("30 * * * *", "Europe/Paris", "2026-10-24T23:00:00Z", 4), [
    "2026-10-24T23:30",
    "2026-10-25T00:30",
    "2026-10-25T01:30",
    "2026-10-25T02:30",
  ]);
  assert.deepEqual(slots("30 * * * *", "Europe/Paris", "2026-03-28T23:00:00Z", 3), [
    "2026-03-28T23:30",
    "2026-03-29T00:30",
    "2026-03-29T01:30",
  ]);
});

Deno.test("Monday 08:00 in Paris is 07:00Z in winter and 06:00Z in summer", () => {
  assert.deepEqual(slots("0 8 * * 1", "Europe/Paris", "2026-01-01T00:00:00Z", 1), ["2026-01-05T07:00"]);
  assert.deepEqual(slots("0 8 * * 1", "Europe/Paris", "2026-07-01T00:00:00Z", 1), ["2026-07-06T06:00"]);
});

Deno.test("cronOfTime says daily, weekly and monthly; months without the day are skipped, a day that never comes has no slot", () => {
  assert.equal(cronOfTime("08:05"), "5 8 * * *");
  assert.equal(cronOfTime("08:05", { weekday: 1 }), "5 8 * * 1");
  assert.equal(cronOfTime("08:05", { day: 31 }), "5 8 31 * *");
  for (const bad of ["24:00", "8:05", "08:60", ""]) assert.throws(() => cronOfTime(bad), CronError);
  assert.deepEqual(slots("5 8 31 * *", "UTC", "2026-01-31T09:00:00Z", 2), ["2026-03-31T08:05", "2026-05-31T08:05"]);
  assert.deepEqual(slots("0 0 30 2 *", "UTC", "2026-01-01T00:00:00Z", 1), []);
  assert.deepEqual(slots("0 0 29 2 *", "UTC", "2026-01-01T00:00:00Z", 1), ["2028-02-29T00:00"]);
});

Deno.test("isZone knows names of the IANA database and nothing else", () => {
  for (const zone of ["UTC", "Europe/Zurich", "America/Argentina/Buenos_Aires"]) assert.equal(isZone(zone), true);
  for (const zone of ["Mars/Olympus", "+01:00", "", "Europe/Zürich", "x".repeat(80)]) assert.equal(isZone(zone), false);
});

const ZONES = ["UTC", "Europe/Paris", "America/New_York", "Australia/Lord_Howe", "Asia/Kolkata", "America/St_Johns"];
const moments = fc.integer({ min: Date.UTC(2024, 0, 1), max: Date.UTC(2027, 0, 1) }).map((ms) =>
  Math.floor(ms / 60_000) * 60_000
);

Deno.test("nextSlot agrees with trying every minute, in any zone, also across shifts", () => {
  const minutes = fc.uniqueArray(fc.integer({ min: 0, max: 59 }), { minLength: 1, maxLength: 4 });
  const hours = fc.oneof(
    fc.constant(undefined),
    fc.uniqueArray(fc.integer({ min: 0, max: 23 }), { minLength: 6, maxLength: 12 }),
  );
  // Half of the moments lie near a shift of the clocks somewhere.
  const near = fc.constantFrom(
    "2026-03-29T00:00Z",
    "2026-10-25T00:00Z",
    "2026-03-08T06:00Z",
    "2026-11-01T05:00Z",
    "2026-04-04T14:00Z",
    "2026-10-03T15:00Z",
  )
    .chain((at) => fc.integer({ min: -300, max: 300 }).map((by) => Date.parse(at) + by * 60_000));
  fc.assert(
    fc.property(fc.constantFrom(...ZONES), fc.oneof(moments, near), minutes, hours, (zone, after, minute, hour) => {
      const fields = parseCron(`${minute.join(",")} ${hour?.join(",") ?? "*"} * * *`);
      const next = nextSlot(fields, zone, after)!;
      const shows = (at: number) => {
        const local = new Date(localTimeOf(zone, at));
        return { minute: local.getUTCMinutes(), hour: local.getUTCHours(), local: local.getTime() };
      };
      let expected: number | undefined;
      for (let at = after + 60_000; expected === undefined; at += 60_000) {
        const { minute: m, hour: h, local } = shows(at);
        const jump = local - localTimeOf(zone, at - 60_000) - 60_000;
        if (hour) {
          // Only the first showing of a time counts, and the end of a gap stands for all that it swallowed.
          const seenBefore = [30, 60].some((back) => localTimeOf(zone, at - back * 60_000) === local);
          const swallowed = jump > 0 &&
            Array.from({ length: jump / 60_000 }, (_, i) => new Date(local - (i + 1) * 60_000))
              .some((t) => fields.minute.includes(t.getUTCMinutes()) && fields.hour.includes(t.getUTCHours()));
          if (swallowed || !seenBefore && fields.minute.includes(m) && fields.hour.includes(h)) expected = at;
        } else if (fields.minute.includes(m)) expected = at;
      }
      assert.equal(new Date(next).toISOString(), new Date(expected).toISOString());
    }),
    { numRuns: 300 },
  );
});
