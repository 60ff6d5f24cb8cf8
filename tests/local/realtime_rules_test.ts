import assert from "node:assert/strict";
import fc from "fast-check";
import postgres from "postgres";
import { createAuthorizer } from "../../supabase/local/realtime/authorization.ts";
import { ChannelRegistry, type Outlet } from "../../supabase/local/realtime/channels.ts";
import { DatabaseUnavailable, withDeadline } from "../../supabase/local/realtime/database_connection.ts";
import type { UserBroadcast } from "../../supabase/local/realtime/frames.ts";
import { parseJoin, parseReplay } from "../../supabase/local/realtime/join_config.ts";
import { payloadByteLimit, PLAN_LIMITS, RateWindow } from "../../supabase/local/realtime/limits.ts";
import { type PresenceMap, PresenceRoom } from "../../supabase/local/realtime/presence.ts";
import { createTokenVerifier, requireUnexpired, TokenProblem } from "../../supabase/local/realtime/tokens.ts";
import { layTcpCable } from "../support/tcp_cable.ts";

const KEYS = { jwtSecret: "a secret of at least thirty-two characters", publishableKey: "sb_p", secretKey: "sb_s" };

Deno.test("parseJoin never fails and reports what it could not use", () => {
  fc.assert(fc.property(fc.jsonValue(), (payload) => {
    const config = parseJoin(payload);
    assert.equal(typeof config.isPrivate, "boolean");
    assert.ok(Array.isArray(config.postgresChanges));
  }));
  const bad = { config: { private: 1, broadcast: "x", presence: { key: {}, enabled: [] }, postgres_changes: 7 } };
  assert.deepEqual(parseJoin(bad).invalid.sort(), [
    "config.broadcast",
    "config.postgres_changes",
    "config.presence.enabled",
    "config.presence.key",
    "config.private",
  ]);
});

Deno.test("parseJoin takes booleans as words, keys as numbers, and fills the defaults", () => {
  assert.deepEqual(parseJoin(null), {
    isPrivate: false,
    ack: false,
    self: false,
    replay: undefined,
    replicationReady: false,
    presenceEnabled: false,
    presenceKey: "",
    postgresChanges: [],
    awaitPostgresChanges: false,
    accessToken: null,
    invalid: [],
  });
  const config = parseJoin({
    access_token: "t",
    config: { private: "true", broadcast: { ack: "false", self: true }, presence: { enabled: "true", key: 7 } },
  });
  assert.deepEqual([config.isPrivate, config.ack, config.self], [true, false, true]);
  assert.deepEqual([config.presenceEnabled, config.presenceKey, config.accessToken], [true, "7", "t"]);
});

Deno.test("parseReplay brings the limit into its range and refuses what is no integer", () => {
  assert.deepEqual(parseReplay({ since: 5 }, 25), { since: 5, limit: 25 });
  assert.deepEqual(parseReplay({ since: 5, limit: 0 }, 25), { since: 5, limit: 1 });
  assert.deepEqual(parseReplay({ since: 5, limit: 99 }, 25), { since: 5, limit: 25 });
  for (
    const bad of [null, [], "x", {}, { since: -1 }, { since: 1.5 }, { since: 1, limit: 1.5 }, { since: 1, limit: "3" }]
  ) {
    assert.equal(parseReplay(bad, 25), null);
  }
});

Deno.test("RateWindow admits up to the limit in any one second and forgets what is older", () => {
  let now = 12_345_678;
  const window = new RateWindow(5, () => now);
  for (let n = 0; n < 5; n++) assert.ok(window.tryAdd(1));
  assert.ok(!window.tryAdd(1));
  now += 800;
  assert.ok(!window.tryAdd(1));
  now += 300;
  assert.ok(window.tryAdd(5));
  window.add(100);
  assert.ok(!window.tryAdd(0));
  now += 60_000;
  assert.ok(window.tryAdd(5));
  assert.ok(new RateWindow(Infinity).tryAdd(1e9));
});

Deno.test("RateWindow never admits more than its limit within nine tenths of a second", () => {
  const steps = fc.array(fc.record({ wait: fc.nat(400), count: fc.integer({ min: 1, max: 4 }) }), { maxLength: 80 });
  fc.assert(fc.property(steps, (history) => {
    let now = 0;
    const window = new RateWindow(6, () => now);
    const admitted: { at: number; count: number }[] = [];
    for (const { wait, count } of history) {
      now += wait;
      if (window.tryAdd(count)) admitted.push({ at: now, count });
      // Buckets are a tenth wide, so the window is at least nine tenths of a second.
      const recent = admitted.filter(({ at }) => at > now - 900).reduce((sum, each) => sum + each.count, 0);
      assert.ok(recent <= 6, `${recent} admitted`);
    }
  }));
});

Deno.test("payloadByteLimit is the plan's kilobytes and 500 bytes", () => {
  assert.equal(payloadByteLimit(PLAN_LIMITS.free), 256_500);
  assert.equal(payloadByteLimit(PLAN_LIMITS.team), 3_000_500);
});

Deno.test("ChannelRegistry holds back what arrives during a replay and sends it afterwards, without repetition", () => {
  const registry = new ChannelRegistry(PLAN_LIMITS.pro, () => {}, () => {});
  const events: string[] = [];
  const outlet: Outlet = {
    vsn: "1.0.0",
    send: (frame) => void events.push(JSON.parse(frame as string).payload.event),
    push: () => {},
  };
  const message = (id: string): UserBroadcast => ({
    event: id,
    encoding: "json",
    bytes: new Uint8Array([48]),
    meta: { id },
  });
  const channel = registry.add({
    ...{ outlet, topic: "realtime:x", name: "x", isPrivate: true, joinRef: "1", ack: false, self: false },
    ...{ presenceKey: "k", presenceEnabled: false, presenceCalls: { count: 0, since: 0 } },
    ...{ identity: { claims: { role: "authenticated" }, token: null }, read: { broadcast: true, presence: null } },
    ...{ write: null, replayed: null, held: [], expiryTimer: undefined },
  });
  for (const id of ["b", "c"]) registry.broadcast("x", true, message(id));
  assert.deepEqual(events, []);
  registry.replay(channel, [message("a"), message("b")]);
  assert.deepEqual(events, ["a", "b", "c"]);
  for (const id of ["a", "d"]) registry.broadcast("x", true, message(id));
  assert.deepEqual(events, ["a", "b", "c", "d"]);
  registry.remove(channel);
  registry.remove(channel);
  registry.broadcast("x", true, message("e"));
  assert.deepEqual(events.length, 4);
  assert.deepEqual([registry.groupCount, registry.channelCount], [0, 0]);
});

/** What a client makes of a diff: all joins, then all leaves, by ref. */
function apply(state: Map<string, string>, diff: { joins: PresenceMap; leaves: PresenceMap }): void {
  for (const [key, { metas }] of Object.entries(diff.joins)) for (const each of metas) state.set(each.phx_ref, key);
  for (const { metas } of Object.values(diff.leaves)) for (const each of metas) state.delete(each.phx_ref);
}

Deno.test("PresenceRoom diffs lead to its state, wherever they are cut", () => {
  const action = fc.record({ owner: fc.nat(4), kind: fc.constantFrom("track", "untrack", "diff"), n: fc.nat(3) });
  fc.assert(fc.property(fc.array(action, { maxLength: 60 }), (actions) => {
    const room = new PresenceRoom<{ key: string }>();
    const owners = Array.from({ length: 5 }, (_, index) => ({ key: `key${index % 2}` }));
    const client = new Map<string, string>();
    for (const { owner, kind, n } of actions) {
      if (kind === "track") room.track(owners[owner], owners[owner].key, { n });
      else if (kind === "untrack") room.untrack(owners[owner]);
      else apply(client, room.takeDiff() ?? { joins: {}, leaves: {} });
    }
    apply(client, room.takeDiff() ?? { joins: {}, leaves: {} });
    const server = Object.entries(room.state()).flatMap(([key, { metas }]) => metas.map((each) => [each.phx_ref, key]));
    assert.deepEqual([...client].sort(), server.sort());
    assert.equal(client.size, room.size);
    assert.equal(room.takeDiff(), null);
  }));
});

Deno.test("PresenceRoom names the ref it replaces and never uses one twice", () => {
  const room = new PresenceRoom<object>();
  const owner = {};
  room.track(owner, "k", { n: 1 });
  const first = room.takeDiff()!.joins.k.metas[0];
  assert.equal(room.track(owner, "k", { n: 1 }), false);
  room.track(owner, "k", { n: 2 });
  const { joins, leaves } = room.takeDiff()!;
  assert.equal(joins.k.metas[0].phx_ref_prev, first.phx_ref);
  assert.deepEqual(leaves.k.metas, [first]);
  assert.notEqual(joins.k.metas[0].phx_ref, first.phx_ref);
});

Deno.test("requireUnexpired ends a token exactly at its exp and tells since when", () => {
  const claims = { role: "authenticated", exp: 1_000 };
  requireUnexpired(claims, 999_999);
  assert.throws(() => requireUnexpired(claims, 1_000_000), { message: "Token has expired 0 seconds ago" });
  assert.throws(() => requireUnexpired(claims, 1_042_900), { message: "Token has expired 42 seconds ago" });
  requireUnexpired({ role: "anon" }, Number.MAX_SAFE_INTEGER);
});

Deno.test("createTokenVerifier maps the two keys to their roles and nothing similar to them", async () => {
  const verifier = createTokenVerifier(KEYS);
  assert.deepEqual(await verifier.identifyKey("sb_p"), { claims: { role: "anon" }, token: null });
  assert.deepEqual(await verifier.identifyKey("sb_s"), { claims: { role: "service_role" }, token: null });
  for (const key of ["", "sb_", "sb_px", "SB_P"]) {
    await assert.rejects(async () => await verifier.identifyKey(key), TokenProblem, key);
  }
  const empty = createTokenVerifier({ ...KEYS, publishableKey: "", secretKey: "" });
  await assert.rejects(async () => await empty.identifyKey(""), TokenProblem);
});

Deno.test("createTokenVerifier refuses unsigned tokens and algorithms it does not know", async () => {
  const verifier = createTokenVerifier(KEYS);
  const part = (value: object) => btoa(JSON.stringify(value)).replaceAll("=", "");
  const claims = part({ role: "service_role", exp: 9_999_999_999 });
  for (const alg of ["none", "HS512", "PS256"]) {
    const token = `${part({ alg, typ: "JWT" })}.${claims}.c2ln`;
    await assert.rejects(verifier.verifyToken(token), { code: "JwtSignerError" }, alg);
  }
  await assert.rejects(verifier.verifyToken(`${part({ alg: "HS256" })}.${claims}.`), { code: "JwtSignatureError" });
});

Deno.test("withDeadline passes results and errors on and gives up in time", async () => {
  assert.equal(await withDeadline(Promise.resolve(5), 1_000), 5);
  await assert.rejects(withDeadline(Promise.reject(new RangeError("own")), 1_000), RangeError);
  await assert.rejects(withDeadline(new Promise(() => {}), 10), DatabaseUnavailable);
});

Deno.test("createAuthorizer gives up on a database that accepts connections and never answers", async () => {
  const listener = Deno.listen({ hostname: "127.0.0.1", port: 0 });
  const silent = (async () => {
    const connections: Deno.Conn[] = [];
    for await (const connection of listener) connections.push(connection);
    connections.forEach((connection) => connection.close());
  })();
  const cable = layTcpCable({ hostname: "127.0.0.1", port: listener.addr.port });
  const sql = postgres(`postgres://nobody@127.0.0.1:${cable.port}/none`, { max: 1, fetch_types: false });
  const authorizer = createAuthorizer(sql, () => {}, 100);
  const request = { topic: "x", claims: { role: "authenticated" }, headers: {} };
  await assert.rejects(authorizer.readable(request, ["broadcast"]), DatabaseUnavailable);
  await assert.rejects(authorizer.writable(request), DatabaseUnavailable);
  listener.close();
  await Promise.all([silent, cable.close(), sql.end({ timeout: 0 })]);
});
