import assert from "node:assert/strict";
import fc from "fast-check";
import { decideConsent, decideSlot, type Facts } from "../../functions/notifications/delivery_rules.ts";
import { DEFAULT_PREFERENCES, type MemberPreferences } from "../../functions/notifications/preferences_rules.ts";
import { CATEGORIES, PRIORITIES, SEND_CHANNELS } from "../../shared/contracts/notifications/vocabulary.ts";

const NIGHT = Date.parse("2026-01-15T22:10:00Z");
const MORNING = Date.parse("2026-01-16T07:00:00Z");
const NOON = Date.parse("2026-01-15T11:00:00Z");

function facts(given: Partial<Facts> = {}, preferences: Partial<MemberPreferences> | null = {}): Facts {
  return {
    channel: "email",
    category: "transactional",
    priority: "normal",
    template: "report_ready",
    isActive: true,
    address: "a@example.ch",
    isSuppressed: false,
    preferences: preferences && { ...DEFAULT_PREFERENCES, ...preferences },
    ...given,
  };
}

const outcome = (given: Partial<Facts>, preferences: Partial<MemberPreferences> | null = {}, now = NOON) => {
  const consent = decideConsent(facts(given, preferences), now);
  return consent.goes ? consent.reason ?? "goes" : `${consent.status} ${consent.reason}`;
};

Deno.test("delivery: the first rule that says no decides", () => {
  const everything = {
    global_unsubscribe: true,
    unsubscribed_templates: ["report_ready"],
    category_preferences: { alert: false },
    enabled_channels: [],
    quiet_hours: { start: 22, end: 8 },
  };
  const no = { category: "alert" as const, isActive: false, address: null, isSuppressed: true };
  assert.equal(outcome(no, everything, NIGHT), "failed TEMPLATE_INACTIVE");
  assert.equal(outcome({ ...no, isActive: true }, everything, NIGHT), "failed NO_ADDRESS");
  assert.equal(
    outcome({ ...no, isActive: true, address: "a@b.ch" }, everything, NIGHT),
    "suppressed ADDRESS_SUPPRESSED",
  );
  const alert = { category: "alert" as const };
  assert.equal(outcome(alert, everything, NIGHT), "unsubscribed GLOBAL_UNSUBSCRIBE");
  assert.equal(
    outcome(alert, { ...everything, global_unsubscribe: false }, NIGHT),
    "unsubscribed TEMPLATE_UNSUBSCRIBED",
  );
  const subscribed = { ...everything, global_unsubscribe: false, unsubscribed_templates: [] };
  assert.equal(outcome(alert, subscribed, NIGHT), "suppressed CATEGORY_DISABLED");
  assert.equal(outcome(alert, { ...subscribed, category_preferences: {} }, NIGHT), "suppressed CHANNEL_DISABLED");
  const enabled = { ...subscribed, category_preferences: {}, enabled_channels: ["email" as const] };
  assert.equal(outcome(alert, enabled, NIGHT), "QUIET_HOURS");
  assert.equal(outcome(alert, enabled, NOON), "goes");
});

Deno.test("delivery: unsubscribing leaves security and transactional messages alone", () => {
  const gone = { global_unsubscribe: true, unsubscribed_templates: ["report_ready"] };
  assert.equal(outcome({ category: "security" }, gone), "goes");
  assert.equal(outcome({ category: "transactional" }, gone), "goes");
  assert.equal(outcome({ category: "system", channel: "in_app" }, gone), "unsubscribed GLOBAL_UNSUBSCRIBE");
});

Deno.test("delivery: each channel takes its usual categories, and more by wish; marketing by wish alone", () => {
  const usual = (channel: Facts["channel"]) =>
    CATEGORIES.filter((category) => outcome({ channel, category }) === "goes");
  assert.deepEqual(usual("email"), ["transactional", "alert", "security"]);
  assert.deepEqual(usual("sms"), ["alert", "security"]);
  assert.deepEqual(usual("push"), ["transactional", "alert", "reminder"]);
  assert.deepEqual(usual("in_app"), ["transactional", "alert", "reminder", "security", "system"]);
  assert.deepEqual(usual("slack"), [], "not enabled by default");
  assert.equal(outcome({ channel: "slack", category: "system" }, { enabled_channels: ["slack"] }), "goes");
  assert.equal(outcome({ category: "reminder" }, { category_preferences: { reminder: true } }), "goes");
  assert.equal(outcome({ category: "marketing" }, { category_preferences: { marketing: true } }), "goes");
  assert.equal(outcome({ category: "marketing", channel: "in_app" }), "suppressed OPT_IN_REQUIRED");
  assert.equal(outcome({ category: "marketing" }, null), "suppressed OPT_IN_REQUIRED", "outside too");
});

Deno.test("delivery: quiet 22 to 8 defers a normal mail at 23:10 to 08:00 and lets a security mail pass", () => {
  const quiet = { quiet_hours: { start: 22, end: 8 } };
  assert.deepEqual(decideConsent(facts({}, quiet), NIGHT), { goes: true, notBefore: MORNING, reason: "QUIET_HOURS" });
  for (const given of [{ category: "security" }, { priority: "high" }, { priority: "critical" }] as Partial<Facts>[]) {
    assert.equal(outcome(given, quiet, NIGHT), "goes", JSON.stringify(given));
  }
  assert.equal(outcome({ priority: "low" }, quiet, NIGHT), "QUIET_HOURS");
  assert.equal(outcome({ channel: "in_app" }, quiet, NIGHT), "goes");
});

Deno.test("delivery: a security message reaches mail, text message and the product, whatever is preferred", () => {
  const preferences = fc.record({
    enabled_channels: fc.subarray([...SEND_CHANNELS]),
    quiet_hours: fc.option(fc.record({ start: fc.nat(23), end: fc.nat(23) })),
    category_preferences: fc.dictionary(fc.constantFrom(...CATEGORIES), fc.boolean()),
    global_unsubscribe: fc.boolean(),
    unsubscribed_templates: fc.subarray(["report_ready"]),
  });
  const anything = { channel: fc.constantFrom("email", "sms", "in_app"), priority: fc.constantFrom(...PRIORITIES) };
  fc.assert(
    fc.property(preferences, fc.record(anything), fc.integer({ min: NOON, max: NOON + 1e10 }), (p, given, now) => {
      const consent = decideConsent(facts({ ...given as Partial<Facts>, category: "security" }, p), now);
      assert.deepEqual(consent, { goes: true, notBefore: now });
    }),
  );
});

Deno.test("delivery: marketing goes to nobody who has not asked for it", () => {
  const preferences = fc.record({
    enabled_channels: fc.subarray([...SEND_CHANNELS]),
    category_preferences: fc.dictionary(fc.constantFrom(...CATEGORIES), fc.boolean()),
  });
  fc.assert(fc.property(preferences, fc.constantFrom(...SEND_CHANNELS), (p, channel) => {
    const consent = decideConsent(facts({ channel, category: "marketing", priority: "critical" }, p), NOON);
    assert.ok(!consent.goes || p.category_preferences.marketing === true);
  }));
});

Deno.test("delivery: then the throttle, then the schedule, then the provider", () => {
  const times = { now: NOON, notBefore: NOON, slot: NOON, isScheduled: false };
  assert.deepEqual(decideSlot({}, times, true), { status: "queued", sendAt: NOON });
  assert.deepEqual(decideSlot({}, times, false), { status: "failed", reason: "NO_PROVIDER", sendAt: NOON });
  const later = { ...times, slot: NOON + 60_000 };
  assert.deepEqual(decideSlot({}, later, false), { status: "deferred", reason: "THROTTLED", sendAt: later.slot });
  const quiet = { ...times, notBefore: MORNING, slot: MORNING };
  const asleep = { reason: "QUIET_HOURS" as const };
  assert.deepEqual(decideSlot(asleep, quiet, false), { status: "deferred", reason: "QUIET_HOURS", sendAt: MORNING });
  const planned = { now: NOON, notBefore: MORNING, slot: MORNING, isScheduled: true };
  assert.deepEqual(decideSlot({}, planned, false), { status: "pending", reason: "SCHEDULED", sendAt: MORNING });
});
