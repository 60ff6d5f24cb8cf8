import assert from "node:assert/strict";
import fc from "fast-check";
import { canonicalJson, parseExactly } from "../../functions/audit/canonical_json.ts";
import {
  checkLinks,
  eventHash,
  GENESIS_HASH,
  type HashedEvent,
  hashedFields,
  type StoredLink,
} from "../../functions/audit/chain_rules.ts";

const key = { version: 1, key: "test-audit-key" };

function event(fields: Partial<HashedEvent> = {}): HashedEvent {
  return {
    tenant_id: "t1",
    id: "1",
    category: "authentication",
    timestamp: "2026-01-15T10:00:00.000Z",
    action: "login_success",
    description: "Login",
    severity: "info",
    outcome: "success",
    actor_type: "user",
    actor_id: "u1",
    actor_roles: null,
    ip_address: null,
    user_agent: null,
    session_id: null,
    auth_method: null,
    entity_type: null,
    entity_id: null,
    before_state: null,
    after_state: null,
    context: "{}",
    request_id: null,
    ...fields,
  };
}

const first = event();
const second = event({
  id: "2",
  action: "logout",
  description: "Logout",
  timestamp: "2026-01-15T10:05:00.000Z",
  context: '{"reason": "user"}',
});

Deno.test("the hash chain follows the recipe: canonical JSON and HMAC of the two test vectors", () => {
  const place = { sequence_number: 1, previous_hash: GENESIS_HASH };
  assert.equal(
    canonicalJson(hashedFields(first, { ...place, chain_version: 1 })),
    '{"action":"login_success","actor":{"actor_id":"u1","actor_type":"user"},"category":"authentication","context":{},' +
      '"description":"Login","event_id":"evt_1","outcome":"success","previous_hash":' +
      '"aeebad4a796fcc2e15dc4c6061b45ed9b373f26adfc798ca7d2d8cc58182718e","sequence_number":1,"severity":"info",' +
      '"target":null,"tenant_id":"t1","timestamp":"2026-01-15T10:00:00.000Z","v":1}',
  );
  const e1 = eventHash(key, first, place);
  assert.equal(e1, "141fc27d4e6e7c8b2e4c2048dd7d0587b005b5af8dcbb8f03382805616d4bb6d");
  const e2 = eventHash(key, second, { sequence_number: 2, previous_hash: e1 });
  assert.equal(e2, "e1a9bb2abfe5a586f70563417f620f1e5d8ac5b292f136dedcae04d131d60d57");
});

Deno.test("the hash covers every field of an event: changing any one changes it", () => {
  const full = event({
    actor_roles: ["admin"],
    ip_address: "203.0.113.7",
    user_agent: "Test/1.0",
    session_id: "s",
    auth_method: "user",
    entity_type: "contact",
    entity_id: "c",
    before_state: '{"n": 1}',
    after_state: '{"n": 2}',
    context: '{"amount": 12345678901234567890}',
    request_id: "r",
  });
  const place = { sequence_number: 3, previous_hash: GENESIS_HASH };
  const hash = eventHash(key, full, place);
  for (const name of Object.keys(full) as (keyof HashedEvent)[]) {
    const changed = name === "context"
      ? '{"amount": 12345678901234567891}'
      : name === "actor_roles"
      ? ["owner"]
      : `${full[name]} `;
    assert.notEqual(eventHash(key, { ...full, [name]: changed }, place), hash, name);
    if (name in { actor_id: 1, ip_address: 1, before_state: 1, after_state: 1, request_id: 1, actor_roles: 1 }) {
      assert.notEqual(eventHash(key, { ...full, [name]: null }, place), hash, `${name} removed`);
    }
  }
  assert.notEqual(eventHash(key, full, { ...place, sequence_number: 4 }), hash);
  assert.notEqual(eventHash({ ...key, version: 2 }, full, place), hash, "the version of the key");
  assert.notEqual(eventHash({ ...key, key: "another" }, full, place), hash);
});

Deno.test("canonicalJson is valid JSON of the same value, whatever the order of the keys", () => {
  const shuffled = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(shuffled);
    if (typeof value !== "object" || value === null) return value;
    return Object.fromEntries(Object.entries(value).reverse().map(([k, v]) => [k, shuffled(v)]));
  };
  fc.assert(fc.property(fc.jsonValue({ noUnicodeString: false }), (value) => {
    const text = canonicalJson(value);
    // -0 is 0 in JSON.
    assert.deepEqual(JSON.parse(text), JSON.parse(JSON.stringify(value)));
    assert.equal(canonicalJson(shuffled(value)), text);
    assert.equal(canonicalJson(parseExactly(text)), text);
  }));
});

Deno.test("canonicalJson sorts keys by code point at every depth, with no white space and nothing escaped", () => {
  assert.equal(canonicalJson({ b: [{ d: 1, c: null }], a: undefined, A: "é" }), '{"A":"é","b":[{"c":null,"d":1}]}');
  fc.assert(fc.property(fc.uniqueArray(fc.string({ unit: "binary", maxLength: 4 })), (keys) => {
    const sorted = Object.entries(
      JSON.parse(`[${canonicalJson(Object.fromEntries(keys.map((k) => [`k${k}`, 0])))}]`)[0],
    );
    const expected = keys.map((k) => `k${k}`).sort((a, b) => {
      const [left, right] = [[...a], [...b]].map((chars) => chars.map((c) => c.codePointAt(0)!));
      const at = left.findIndex((point, i) => point !== right[i]);
      return at < 0 || at >= right.length ? left.length - right.length : left[at] - right[at];
    });
    assert.deepEqual(sorted.map(([k]) => k), expected);
  }));
  assert.equal(canonicalJson({ "\u{1F600}": 1, "\uFF5E": 2 }), '{"\uFF5E":2,"\u{1F600}":1}', "U+FF5E before U+1F600");
});

Deno.test("canonicalJson keeps every digit of a number that was parsed exactly, and refuses what JSON cannot say", () => {
  fc.assert(fc.property(fc.bigInt(), fc.nat(), (whole, decimals) => {
    const text = `{"n":${whole}.${decimals}0}`;
    assert.equal(canonicalJson(parseExactly(text)), text);
  }));
  for (const value of [NaN, Infinity, () => 1, 1n, Symbol("s")]) {
    assert.throws(() => canonicalJson({ value }), TypeError);
  }
});

function chainOf(events: HashedEvent[]): StoredLink[] {
  let previous_hash = GENESIS_HASH;
  return events.map((one, i) => {
    const hash = eventHash(key, one, { sequence_number: i + 1, previous_hash });
    const link = {
      sequence_number: i + 1,
      event_id: one.id,
      previous_hash,
      event_hash: hash,
      chain_version: 1,
      event: one,
    };
    previous_hash = hash;
    return link;
  });
}

Deno.test("checkLinks finds nothing in an intact chain, from its start or from any link, and something after any one change", () => {
  const anchorAt = (links: StoredLink[], n: number) =>
    n === 0 ? { sequence_number: 0, hash: GENESIS_HASH } : { sequence_number: n, hash: links[n - 1].event_hash };
  fc.assert(fc.property(fc.integer({ min: 2, max: 12 }), fc.nat(), fc.nat(3), (length, at, tampering) => {
    const links = chainOf(Array.from({ length }, (_, i) => event({ id: String(i), description: `event ${i}` })));
    const from = at % length;
    assert.deepEqual(checkLinks([key], links.slice(from), anchorAt(links, from)).findings, []);
    assert.deepEqual(checkLinks([key], links, anchorAt(links, 0)).end.hash, links[length - 1].event_hash);
    const broken = [...links];
    const i = at % (length - 1);
    if (tampering === 0) broken[i] = { ...links[i], event: { ...links[i].event, description: "other" } };
    if (tampering === 1) broken.splice(i, 1);
    if (tampering === 2) [broken[i], broken[i + 1]] = [broken[i + 1], broken[i]];
    if (tampering === 3) broken[i] = { ...links[i], chain_version: 9 };
    assert.notDeepEqual(checkLinks([key], broken, anchorAt(links, 0)).findings, []);
  }));
});
