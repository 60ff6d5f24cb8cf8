import assert from "node:assert/strict";
import { planOf } from "../../shared/jobs/schedule_rules.ts";

const schedule = (missed: "once" | "skip", counts_from: string, cron = "0 6 * * *") => ({
  cron,
  timezone: "UTC",
  missed,
  counts_from,
});
const shown = ({ slot, next, missed }: ReturnType<typeof planOf>) =>
  [slot, next, missed].map((date) => date?.toISOString().slice(0, 16));
const at = (text: string) => Date.parse(text);

Deno.test("planOf fires nothing for slots before the schedule was planned", () => {
  const plan = planOf(schedule("once", "2026-05-01T06:00:00Z"), at("2026-05-01T07:00:00Z"));
  assert.deepEqual(shown(plan), [undefined, "2026-05-02T06:00", undefined]);
});

Deno.test("planOf makes up for missed slots once, however many there were", () => {
  const plan = planOf(schedule("once", "2026-05-01T07:00:00Z"), at("2026-05-05T07:00:00Z"));
  assert.deepEqual(shown(plan), ["2026-05-02T06:00", "2026-05-06T06:00", undefined]);
});

Deno.test("planOf of a schedule that skips takes the latest slot of the last 20 minutes, or tells what was missed", () => {
  const inTime = planOf(schedule("skip", "2026-05-01T07:00:00Z", "*/5 * * * *"), at("2026-05-05T07:12:30Z"));
  assert.deepEqual(shown(inTime), ["2026-05-05T07:10", "2026-05-05T07:15", undefined]);
  const edge = planOf(schedule("skip", "2026-05-01T07:00:00Z"), at("2026-05-02T06:20:00Z"));
  assert.deepEqual(shown(edge), ["2026-05-02T06:00", "2026-05-03T06:00", undefined]);
  const late = planOf(schedule("skip", "2026-05-01T07:00:00Z"), at("2026-05-02T06:21:00Z"));
  assert.deepEqual(shown(late), [undefined, "2026-05-03T06:00", "2026-05-02T06:00"]);
});

Deno.test("planOf of a day that never comes looks no further", () => {
  assert.deepEqual(shown(planOf(schedule("once", "2026-05-01T07:00:00Z", "0 0 30 2 *"), at("2026-05-02T00:00:00Z"))), [
    undefined,
    undefined,
    undefined,
  ]);
});
