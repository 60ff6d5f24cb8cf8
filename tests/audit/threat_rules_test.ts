import assert from "node:assert/strict";
import fc from "fast-check";
import {
  findThreats,
  indicatorsOf,
  recommendedActions,
  type ThreatRule,
  type WatchedEvent,
} from "../../functions/audit/threat_rules.ts";

const start = Date.parse("2026-01-15T10:00:00.000Z");
const base: ThreatRule = {
  rule: "brute_force_login",
  is_enabled: true,
  trigger_action: "login_failed",
  trigger_category: null,
  condition: null,
  threshold: 5,
  window_seconds: 300,
  group_by: "ip",
  priority: "high",
  opens_at: null,
  closes_at: null,
};

let made = 0;
function event(seconds: number, fields: Partial<WatchedEvent> = {}): WatchedEvent {
  return {
    id: String(made++).padStart(6, "0"),
    at: new Date(start + seconds * 1000).toISOString(),
    action: "login_failed",
    category: "authentication",
    actor_id: null,
    ip_address: "203.0.113.7",
    entity_type: null,
    entity_id: null,
    account: null,
    country: null,
    after_state: null,
    ...fields,
  };
}

const find = (rule: Partial<ThreatRule>, fresh: WatchedEvent[], known: WatchedEvent[] = []) =>
  findThreats([{ ...base, ...rule }], fresh, known, "Europe/Zurich");

Deno.test("a threat needs its threshold within its window, both ends included", () => {
  const at = (...seconds: number[]) => find({}, seconds.map((s) => event(s)));
  assert.equal(at(0, 75, 150, 225).length, 0, "four of five");
  assert.equal(at(0, 75, 150, 225, 300).length, 1, "the fifth at the very end");
  assert.equal(at(0, 75, 150, 225, 301).length, 0, "a second too late");
  assert.equal(find({ is_enabled: false }, [0, 1, 2, 3, 4].map((s) => event(s))).length, 0);
});

Deno.test("a threat is found in any batches, in any order, whenever the threshold lies within one window", () => {
  fc.assert(fc.property(
    fc.array(fc.integer({ min: 0, max: 1200 }), { maxLength: 14 }),
    fc.array(fc.boolean(), { minLength: 14, maxLength: 14 }),
    (seconds, isFirst) => {
      const events = seconds.map((s) => event(s));
      const sorted = [...seconds].sort((a, b) => a - b);
      const expected = sorted.some((s, i) => i >= 4 && s - sorted[i - 4] <= 300);
      assert.equal(find({}, events).length, expected ? 1 : 0);
      // Looked at in two rounds, the later one knowing of the earlier: found in one of them, never in neither.
      const first = events.filter((_, i) => isFirst[i]);
      const second = events.filter((_, i) => !isFirst[i]);
      const rounds = [...find({}, first), ...find({}, second, first)];
      assert.equal(rounds.length > 0, expected);
      for (const threat of rounds) assert.ok(threat.fresh.length > 0 && threat.events.length >= 5);
      const told = rounds.flatMap(({ fresh }) => fresh.map(({ id }) => id));
      assert.equal(new Set(told).size, told.length, "no event is new twice");
    },
  ));
});

Deno.test("threats are told apart by address or person, and events without either belong to nobody", () => {
  const five = (fields: (i: number) => Partial<WatchedEvent>) => [0, 1, 2, 3, 4].map((i) => event(i, fields(i)));
  assert.deepEqual(find({}, five((i) => ({ ip_address: i % 2 ? "a" : "b" }))), []);
  assert.deepEqual(find({}, five(() => ({ ip_address: null }))), []);
  assert.deepEqual(find({}, five(() => ({ ip_address: "" }))), []);
  assert.equal(find({ group_by: "actor" }, five(() => ({ actor_id: "p" })))[0].group, "p");
  assert.deepEqual(find({ group_by: "actor" }, five(() => ({}))), []);
  assert.equal(find({ group_by: "actor_or_ip" }, five(() => ({})))[0].group, "203.0.113.7");
  assert.equal(find({ group_by: "actor_or_ip" }, five(() => ({ actor_id: "p" })))[0].group, "p");
});

Deno.test("credential stuffing counts distinct accounts, impossible travel distinct countries", () => {
  const accounts = { condition: "distinct_accounts" as const };
  const tried = (names: (string | null)[]) => names.map((account, i) => event(i, { account }));
  assert.equal(find(accounts, tried(["a", "b", "c", "d", "a", "b", null, null])).length, 0);
  const [threat] = find(accounts, tried(["a", "b", "c", "d", "e"]));
  assert.equal(indicatorsOf(threat).accounts, 5);
  const travel = {
    rule: "impossible_travel",
    trigger_action: "login_success",
    condition: "distinct_countries" as const,
    threshold: 2,
    window_seconds: 3600,
    group_by: "actor" as const,
  };
  const login = (s: number, country: string | null) => event(s, { action: "login_success", actor_id: "p", country });
  assert.equal(find(travel, [login(0, "CH"), login(10, "CH"), login(20, null)]).length, 0);
  assert.deepEqual(indicatorsOf(find(travel, [login(3600, "BR")], [login(0, "CH")])[0]).countries, ["BR", "CH"]);
  assert.equal(find(travel, [login(3601, "BR")], [login(0, "CH")]).length, 0);
});

Deno.test("after-hours activity follows the clock of the organisation, in winter and in summer", () => {
  const rule = {
    rule: "after_hours_activity",
    trigger_action: null,
    trigger_category: "data_access",
    condition: "outside_hours" as const,
    threshold: 1,
    group_by: "actor" as const,
    opens_at: 8,
    closes_at: 20,
  };
  const at = (iso: string) =>
    find(rule, [event(0, { at: iso, action: "contact.viewed", category: "data_access", actor_id: "p" })]).length;
  assert.equal(at("2026-01-15T06:59:59.999Z"), 1, "07:59 in Zurich");
  assert.equal(at("2026-01-15T07:00:00.000Z"), 0, "08:00");
  assert.equal(at("2026-01-15T18:59:59.999Z"), 0, "19:59");
  assert.equal(at("2026-01-15T19:00:00.000Z"), 1, "20:00");
  assert.equal(at("2026-07-15T06:00:00.000Z"), 0, "08:00 in summer");
  assert.equal(at("2026-07-15T18:00:00.000Z"), 1, "20:00 in summer");
});

Deno.test("config tampering is a change that names security, sign-in or permissions, at any depth", () => {
  const rule = {
    trigger_action: null,
    trigger_category: "configuration",
    condition: "security_settings" as const,
    threshold: 1,
    group_by: "actor" as const,
  };
  const change = (fields: Partial<WatchedEvent>) =>
    find(rule, [event(0, { category: "configuration", action: "tenant.updated", actor_id: "p", ...fields })]).length;
  assert.equal(change({ after_state: '{"settings": {"auth": {"cookie_only": true}}}' }), 1);
  assert.equal(change({ after_state: '{"list": [{"permissions": []}]}' }), 1);
  assert.equal(change({ action: "security.updated" }), 1);
  assert.equal(change({ entity_id: "AUTH_POLICY" }), 1);
  assert.equal(
    change({ after_state: '{"author": "auth", "name": "security"}' }),
    0,
    "values and other words do not count",
  );
  assert.equal(change({ entity_type: "tenant" }), 0);
});

Deno.test("every rule has something to recommend, and an unknown one too", () => {
  for (const rule of ["brute_force_login", "impossible_travel", "made_up"]) {
    assert.ok(recommendedActions(rule).length > 0);
  }
});
