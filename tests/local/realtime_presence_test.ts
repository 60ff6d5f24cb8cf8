import assert from "node:assert/strict";
import type { RealtimeChannel, SupabaseClient } from "@supabase/supabase-js";
import {
  joined,
  joinPrivate,
  realtimeTest,
  send,
  subscribe,
  TENANT,
  topicOf,
  until,
  useRealtimeDatabase,
  type Watch,
} from "../support/realtime_rig.ts";
import { layTcpCable } from "../support/tcp_cable.ts";

useRealtimeDatabase();

/** What the client's presence callbacks report. */
interface Present extends Watch {
  events: string[];
  /** Values of `n` of everyone present, by key. */
  state(): Record<string, unknown[]>;
}

function observe(channel: RealtimeChannel): Present {
  const events: string[] = [];
  channel.on("presence", { event: "sync" }, () => events.push("sync"));
  channel.on("presence", { event: "join" }, ({ key, newPresences }) => {
    events.push(`join ${key} ${newPresences.map((each) => each.n)}`);
  });
  channel.on("presence", { event: "leave" }, ({ key, leftPresences }) => {
    events.push(`leave ${key} ${leftPresences.map((each) => each.n)}`);
  });
  const state = () =>
    Object.fromEntries(
      Object.entries(channel.presenceState<{ n: unknown }>()).map(([key, metas]) => [key, metas.map((each) => each.n)]),
    );
  return Object.assign(subscribe(channel), { events, state });
}

async function present(client: SupabaseClient, topic: string, key: string): Promise<Present> {
  await client.realtime.setAuth();
  const room = observe(client.channel(topic, { config: { private: true, presence: { key } } }));
  await room.reached("SUBSCRIBED");
  await until(() => room.events.includes("sync"), "the presence state");
  return room;
}

function seen(room: Present, state: Record<string, unknown[]>): Promise<void> {
  const wanted = JSON.stringify(state);
  return until(() => JSON.stringify(room.state()) === wanted, () => `${wanted}, got ${JSON.stringify(room.state())}`);
}

realtimeTest("realtime.presence shows who tracks, updates, untracks and disappears", {}, async (rig) => {
  const { hostname, port } = new URL(rig.url);
  const cable = layTcpCable({ hostname, port: Number(port) });
  rig.onClose(() => cable.close());
  const topic = topicOf(TENANT);
  const ada = await present(rig.client(), topic, "ada");
  assert.deepEqual(ada.events, ["sync"]);
  assert.deepEqual(ada.state(), {});

  assert.equal(await ada.channel.track({ n: 1 }), "ok");
  await seen(ada, { ada: [1] });
  assert.deepEqual(ada.events, ["sync", "join ada 1", "sync"]);

  const bob = await present(rig.client({ url: `http://127.0.0.1:${cable.port}` }), topic, "bob");
  assert.deepEqual(bob.state(), { ada: [1] });
  await bob.channel.track({ n: 2 });
  await seen(ada, { ada: [1], bob: [2] });
  await seen(bob, { ada: [1], bob: [2] });

  const [{ presence_ref: first }] = ada.channel.presenceState().ada;
  await ada.channel.track({ n: 3 });
  await seen(bob, { ada: [3], bob: [2] });
  assert.deepEqual(bob.events.slice(-3), ["join ada 3", "leave ada 1", "sync"]);
  const [{ presence_ref: second }] = bob.channel.presenceState().ada;
  assert.notEqual(first, second);

  await ada.channel.untrack();
  await seen(bob, { bob: [2] });
  assert.deepEqual(bob.events.slice(-2), ["leave ada 3", "sync"]);

  cable.cut();
  await seen(ada, {});
  assert.deepEqual(ada.events.slice(-2), ["leave bob 2", "sync"]);
});

realtimeTest("realtime.presence leaves when the channel is left or shut down", {}, async (rig) => {
  const topic = topicOf(TENANT);
  const watching = await present(rig.client(), topic, "watching");
  const leaving = await present(rig.client(), topic, "leaving");
  const expiring = await present(rig.client({ token: await rig.token({ ttl: 3 }) }), topic, "expiring");
  await leaving.channel.track({ n: 1 });
  await expiring.channel.track({ n: 2 });
  await seen(watching, { leaving: [1], expiring: [2] });
  leaving.channel.unsubscribe();
  await seen(watching, { expiring: [2] });
  await seen(watching, {});
  assert.deepEqual(expiring.statuses, ["SUBSCRIBED", "CLOSED"]);
});

realtimeTest("realtime.presence keeps the tabs of one key apart", {}, async (rig) => {
  const topic = topicOf(TENANT);
  const first = await present(rig.client(), topic, "ada");
  const second = await present(rig.client(), topic, "ada");
  await first.channel.track({ n: 1 });
  await seen(first, { ada: [1] });
  await second.channel.track({ n: 2 });
  await seen(first, { ada: [1, 2] });
  await first.channel.untrack();
  await seen(second, { ada: [2] });
  await seen(first, { ada: [2] });
});

realtimeTest("realtime.presence takes keys and payloads that collide with object members", {}, async (rig) => {
  const topic = topicOf(TENANT);
  const odd = await present(rig.client(), topic, "__proto__");
  await odd.channel.track({ n: 1, constructor: "x", phx_ref: "forged" });
  await until(() => odd.channel.presenceState().__proto__?.length === 1, "the odd key");
  assert.notEqual(odd.channel.presenceState().__proto__[0].presence_ref, "forged");
});

realtimeTest("realtime.presence works on public channels and gives a key to who brings none", {}, async (rig) => {
  const room = observe(rig.anonymous().channel("public"));
  await room.reached("SUBSCRIBED");
  await room.channel.track({ n: 1 });
  await until(() => Object.keys(room.state()).length === 1, "the own presence");
  assert.match(Object.keys(room.state())[0], /^[0-9a-f]{8}-[0-9a-f]{4}-/);
});

realtimeTest("realtime.presence without the right is silent and cannot be tracked", {}, async (rig) => {
  const proxy = rig.proxy();
  const topic = topicOf(TENANT, "no-presence");
  const client = rig.client({ url: proxy.url });
  await client.realtime.setAuth();
  const room = observe(client.channel(topic, { config: { private: true, broadcast: { ack: true } } }));
  await room.reached("SUBSCRIBED");
  // Whoever has every right tracks, and a broadcast after it proves that no diff was on its way.
  const admin = await joinPrivate(rig.anonymous({ key: "sb_secret_realtime_test" }), topic, { presence: { key: "x" } });
  assert.equal(await admin.channel.track({ n: 1 }), "ok");
  assert.equal(await room.channel.track({ n: 2 }), "error");
  await until(() => Object.keys(admin.channel.presenceState()).length === 1, "the diff to have gone out");
  await send(admin, "fence");
  await room.received(1);
  assert.deepEqual(room.events, []);
  assert.deepEqual([...proxy.answered("presence_state"), ...proxy.answered("presence_diff")], []);
  assert.equal(room.channel.state, "joined");
});

realtimeTest("realtime.presence is enabled by a first track and brings the state of before", {}, async (rig) => {
  const topic = topicOf(TENANT);
  const earlier = await present(rig.client(), topic, "earlier");
  await earlier.channel.track({ n: 1 });
  const late = await joinPrivate(rig.client(), topic, { presence: { key: "late" } });
  assert.equal(await late.channel.track({ n: 2 }), "ok");
  const keys = () => Object.keys(late.channel.presenceState()).sort();
  await until(() => keys().length === 2, "both presences");
  assert.deepEqual(keys(), ["earlier", "late"]);
  await seen(earlier, { earlier: [1], late: [2] });
});

realtimeTest(
  "realtime.presence gathers changes and reports each once",
  { limits: { presenceDiffMs: 60_000 } },
  async (rig) => {
    const topic = topicOf(TENANT);
    const ada = await present(rig.client(), topic, "ada");
    await ada.channel.track({ n: 1 });
    await ada.channel.track({ n: 2 });
    assert.deepEqual(ada.events, ["sync"]);
    // A newcomer's state holds what was gathered, so the gathered diff goes out before it and not again later.
    const bob = await present(rig.client(), topic, "bob");
    assert.deepEqual(bob.events, ["join ada 2", "sync"]);
    await seen(ada, { ada: [2] });
  },
);

realtimeTest(
  "realtime.presence reports a payload it has already as done",
  { limits: { presenceDiffMs: 0 } },
  async (rig) => {
    const room = await present(rig.client(), topicOf(TENANT), "ada");
    await room.channel.track({ n: 1 });
    await seen(room, { ada: [1] });
    const before = room.events.length;
    assert.equal(await room.channel.track({ n: 1 }), "ok");
    await room.channel.untrack();
    await seen(room, {});
    assert.deepEqual(room.events.slice(before), ["leave ada 1", "sync"]);
  },
);

realtimeTest("realtime.presence refuses what is no object and what it does not know", {}, async (rig) => {
  const room = await joined(rig.anonymous().channel("public", { config: { presence: { enabled: true } } }));
  const push = (payload: object) => room.channel.send(payload as Parameters<RealtimeChannel["send"]>[0]);
  assert.equal(await push({ type: "presence", event: "track", payload: [1] }), "error");
  assert.equal(await push({ type: "presence", event: "dance", payload: {} }), "error");
  assert.equal(await push({ type: "presence", event: "TRACK", payload: { n: 1 } }), "ok");
  assert.equal(room.channel.state, "joined");
});

const CALLS = { limits: { presenceCallsPerWindow: 3 } };

realtimeTest("realtime.presence ends a channel that tracks too often", CALLS, async (rig) => {
  const room = await joined(rig.anonymous().channel("public"));
  for (const n of [1, 2, 3]) assert.equal(await room.channel.track({ n }), "ok");
  room.channel.track({ n: 4 });
  await room.reached("CLOSED");
  assert.equal(room.system[0].message, "Client presence rate limit exceeded");
});

realtimeTest(
  "realtime.presence ends a channel above the project's rate",
  { limits: { presencePerSecond: 1 } },
  async (rig) => {
    const room = await joined(rig.anonymous().channel("public"));
    assert.equal(await room.channel.track({ n: 1 }), "ok");
    room.channel.track({ n: 2 });
    await room.reached("CLOSED");
    assert.equal(room.system[0].message, "Too many presence messages per second");
  },
);

realtimeTest(
  "realtime.presence ends a channel whose payload is too large",
  { limits: { payloadKilobytes: 1 } },
  async (rig) => {
    const room = await joined(rig.anonymous().channel("public"));
    room.channel.track({ text: "x".repeat(1_600) });
    await room.reached("CLOSED");
    assert.equal(room.system[0].message, "Track message size exceeded");
  },
);
