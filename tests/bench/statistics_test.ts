import assert from "node:assert/strict";
import { compareMeans } from "./statistics.ts";

/** A sample of a hundred around a middle, wide enough to overlap with its neighbours. */
const around = (middle: number) => Array.from({ length: 100 }, (_, i) => middle + Math.sin(i * 7) * 3);

Deno.test("compareMeans does not tell two samples of the same work apart", () => {
  const { difference, low, high, t } = compareMeans(around(80), around(80).toReversed());
  assert.ok(Math.abs(difference) < 1e-9 && low < 0 && high > 0 && Math.abs(t) < 0.1);
});

Deno.test("compareMeans tells two kinds of work apart that differ by less than they vary", () => {
  const { difference, low, high, t } = compareMeans(around(82), around(80));
  assert.ok(difference > 1.9 && difference < 2.1 && low > 0 && high > difference && t > 1.96);
});

Deno.test("compareMeans is not fooled by an interruption", () => {
  const { low, high } = compareMeans([...around(80).slice(2), 4000, 5000], around(80));
  assert.ok(low < 0 && high > 0);
});
