import assert from "node:assert/strict";
import fc from "fast-check";
import {
  distanceKm,
  type Habits,
  isUnusualHour,
  levelOf,
  type SignInSeen,
  weighRisk,
} from "../../functions/identity/risk_rules.ts";

const zurich = { country: "CH", latitude: 47.37, longitude: 8.54 };
const paris = { country: "FR", latitude: 48.86, longitude: 2.35 };
const tokyo = { country: "JP", latitude: 35.68, longitude: 139.69 };
const nine = new Date("2026-03-02T09:00:00Z");

const habits: Habits = {
  sign_ins: 40,
  device_known: true,
  ip_known: true,
  countries: ["CH"],
  hours: [8, 8.5, 9, 9.5, 10],
  last: { at: "2026-03-01T09:00:00Z", place: zurich },
  failures: 0,
};
const usual: SignInSeen = { at: nine, place: zurich };
const weigh = (seen: Partial<SignInSeen> = {}, known: Partial<Habits> = {}) =>
  weighRisk({ ...usual, ...seen }, { ...habits, ...known });

const points: [string, Partial<SignInSeen>, Partial<Habits>, number][] = [
  ["new_device", {}, { device_known: false }, 30],
  ["new_ip", {}, { ip_known: false }, 20],
  ["new_country", { place: paris }, {}, 40],
  ["impossible_travel", { place: tokyo }, {
    countries: ["CH", "JP"],
    last: { at: "2026-03-02T08:00:00Z", place: zurich },
  }, 50],
  ["unusual_hour", { at: new Date("2026-03-02T22:00:00Z") }, {}, 15],
  ["failures", {}, { failures: 3 }, 25],
  ["vpn", { vpn: true }, {}, 10],
  ["tor", { tor: true }, {}, 35],
  ["bad_reputation", { badReputation: true }, {}, 45],
  ["sensitive", { sensitive: true }, {}, 20],
];
for (const [factor, seen, known, score] of points) {
  Deno.test(`weighRisk gives ${score} points for ${factor} alone`, () => {
    const { factors, score: found } = weigh(seen, known);
    assert.deepEqual([factors, found], [[factor], score]);
  });
}

Deno.test("weighRisk finds nothing in a usual sign-in, and in a first one nothing to compare with", () => {
  assert.deepEqual(weigh(), { score: 0, level: "LOW", factors: [] });
  const nobody = { sign_ins: 0, device_known: false, ip_known: false, countries: [], hours: [], last: null };
  assert.deepEqual(weigh({ place: tokyo }, nobody).factors, []);
});

Deno.test("weighRisk adds points and takes two failures for slips", () => {
  assert.deepEqual(weigh({ tor: true, badReputation: true }, { failures: 2 }), {
    score: 80,
    level: "CRITICAL",
    factors: ["tor", "bad_reputation"],
  });
});

Deno.test("levelOf draws its lines at 20, 60 and 80", () => {
  assert.deepEqual([0, 19, 20, 59, 60, 79, 80, 300].map(levelOf), [
    "LOW",
    "LOW",
    "MEDIUM",
    "MEDIUM",
    "HIGH",
    "HIGH",
    "CRITICAL",
    "CRITICAL",
  ]);
});

Deno.test("weighRisk lets people take a plane, and calls no guess about the next town a journey", () => {
  const after = (hours: number, place: typeof paris) =>
    weigh({ at: new Date(Date.parse(habits.last!.at) + hours * 3_600_000), place }, {
      countries: ["CH", "FR", "JP"],
      hours: [],
    });
  assert.deepEqual(after(0.5, paris).factors, ["impossible_travel"], "490 km in half an hour");
  assert.deepEqual(after(0.6, paris).factors, []);
  assert.deepEqual(after(0, { country: "CH", latitude: 47.5, longitude: 8.72 }).factors, []);
});

Deno.test("distanceKm measures on the sphere, both ways alike, and knows no distance to nowhere", () => {
  assert.ok(Math.abs(distanceKm(zurich, paris)! - 488) < 5);
  assert.ok(Math.abs(distanceKm(zurich, tokyo)! - 9576) < 50);
  assert.equal(distanceKm(zurich, { country: "FR" }), undefined);
  const place = fc.record({
    latitude: fc.double({ min: -90, max: 90, noNaN: true }),
    longitude: fc.double({ min: -180, max: 180, noNaN: true }),
  });
  fc.assert(fc.property(place, place, (a, b) => {
    const there = distanceKm(a, b)!;
    assert.ok(there >= 0 && there <= 20_038);
    assert.ok(Math.abs(there - distanceKm(b, a)!) < 1e-6);
    assert.equal(distanceKm(a, a), 0);
  }));
});

Deno.test("isUnusualHour counts around midnight and knows people without habits", () => {
  const night = [23, 23.5, 0, 0.5, 1];
  assert.equal(isUnusualHour(22, night), false);
  assert.equal(isUnusualHour(5.5, night), false);
  assert.equal(isUnusualHour(12, night), true);
  assert.equal(isUnusualHour(12, night.slice(0, 4)), false, "four sign-ins are no habit");
  assert.equal(isUnusualHour(3, [0, 4, 8, 12, 16, 20]), false, "around the clock");
});
