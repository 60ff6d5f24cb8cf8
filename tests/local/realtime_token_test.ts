import assert from "node:assert/strict";
import {
  joined,
  joinPrivate,
  OTHER_TENANT,
  realtimeTest,
  send,
  signToken,
  TENANT,
  topicOf,
  useRealtimeDatabase,
  writeProbes,
} from "../support/realtime_rig.ts";

useRealtimeDatabase();

/** Longer than the client's first three rejoin delays put together would allow to go unnoticed. */
const NO_REJOIN_MS = 3_000;

/** A client whose callback always returns the latest of the tokens it is given. */
function holder(first: string) {
  const current = { token: first };
  return { current, token: () => Promise.resolve(current.token) };
}

realtimeTest(
  "realtime.setAuth with the same rights keeps the channel and asks for write rights anew",
  {},
  async (rig) => {
    const proxy = rig.proxy();
    const { current, token } = holder(await signToken());
    const client = rig.client({ url: proxy.url, token });
    const room = await joinPrivate(client, topicOf(TENANT, "counted"), { broadcast: { ack: true } });
    assert.equal(await send(room, "before"), "ok");
    const probes = await writeProbes(rig.sql);
    current.token = await signToken({ sub: crypto.randomUUID() });
    await client.realtime.setAuth();
    assert.equal(await send(room, "after"), "ok");
    assert.ok((await writeProbes(rig.sql)) > probes);
    const [push] = proxy.sent("access_token");
    assert.equal(push.frame[4].access_token, current.token);
    assert.ok(!proxy.answered("phx_reply").some(([, ref]) => ref === push.frame[1]), "no reply to a token");
    assert.deepEqual(room.statuses, ["SUBSCRIBED"]);
  },
);

realtimeTest("realtime.setAuth is judged before a broadcast that follows it", {}, async (rig) => {
  const topic = topicOf(TENANT);
  const receiver = await joinPrivate(rig.client(), topic);
  const { current, token } = holder(await signToken());
  const client = rig.client({ token });
  const room = await joinPrivate(client, topic);
  await send(room, "allowed");
  current.token = await signToken({ tenant: OTHER_TENANT });
  await client.realtime.setAuth();
  send(room, "too late");
  await room.reached("CLOSED");
  await rig.sql`select realtime.send('{}', 'fence', ${topic}, true)`;
  await receiver.received(2);
  assert.deepEqual(receiver.messages.map((message) => message.event), ["allowed", "fence"]);
});

realtimeTest("realtime.setAuth with a token that lost the tenant closes the channel for good", {}, async (rig) => {
  const proxy = rig.proxy();
  const topic = topicOf(TENANT);
  const { current, token } = holder(await signToken());
  const client = rig.client({ url: proxy.url, token });
  const lost = await joinPrivate(client, topic);
  const kept = await joined(client.channel("public"));
  current.token = await signToken({ tenant: OTHER_TENANT });
  await client.realtime.setAuth();
  await lost.reached("CLOSED");
  assert.deepEqual(lost.system, [{
    extension: "system",
    status: "error",
    message: `You do not have permissions to read from this Channel topic: ${topic}`,
    channel: topic,
  }]);
  assert.deepEqual(client.getChannels(), [kept.channel]);
  await new Promise((resolve) => setTimeout(resolve, NO_REJOIN_MS));
  assert.equal(proxy.sent("phx_join").length, 2);
  assert.equal(kept.channel.state, "joined");
});

realtimeTest("realtime.setAuth with a token that lost one of two rights closes the channel", {}, async (rig) => {
  const topic = topicOf(TENANT);
  // A right that depends on a claim of the token.
  await rig.sql.unsafe(`
    create policy presence_for_subject on realtime.messages as restrictive for select to authenticated using (
      extension <> 'presence' or (select auth.uid()) = '00000000-0000-4000-8000-00000000000a'
    )`);
  try {
    const { current, token } = holder(await signToken({ sub: "00000000-0000-4000-8000-00000000000a" }));
    const client = rig.client({ token });
    const room = await joinPrivate(client, topic, { presence: { enabled: true } });
    current.token = await signToken({ sub: "00000000-0000-4000-8000-00000000000b" });
    await client.realtime.setAuth();
    await room.reached("CLOSED");
    assert.equal(room.system[0].message, `You no longer have permission to read from this Channel topic: ${topic}`);
  } finally {
    await rig.sql`drop policy presence_for_subject on realtime.messages`;
  }
});

realtimeTest(
  "realtime.setAuth with a bad token names the problem and closes, on public channels too",
  {},
  async (rig) => {
    const cases: [token: string, message: RegExp][] = [
      [await signToken({ ttl: -20 }), /^Token has expired 2[0-2] seconds ago$/],
      [await signToken({ role: null }), /^Fields `role` and `exp` are required in JWT$/],
      [await signToken({ secret: "another secret of at least 32 characters" }), /^Failed to validate JWT signature$/],
      ["nonsense", /^The token provided is not a valid JWT$/],
    ];
    for (const [bad, message] of cases) {
      const { current, token } = holder(await signToken());
      const client = rig.client({ token });
      await client.realtime.setAuth();
      const room = await joined(client.channel("public"));
      current.token = bad;
      await client.realtime.setAuth();
      await room.reached("CLOSED");
      assert.match(room.system[0].message, message);
    }
  },
);

realtimeTest("realtime.setAuth ignores keys, nothing and the token it already has", {}, async (rig) => {
  const proxy = rig.proxy();
  const token = await signToken();
  const client = rig.client({ url: proxy.url, token });
  const room = await joinPrivate(client, topicOf(TENANT), { broadcast: { ack: true } });
  for (const access_token of [token, null, "sb_publishable_x", 5]) {
    client.realtime.push({
      topic: room.channel.topic,
      event: "access_token",
      payload: { access_token },
      ref: "900",
      join_ref: room.channel.joinPush.ref!,
    });
  }
  assert.equal(await send(room, "still here"), "ok");
  assert.equal(proxy.sent("access_token").length, 4);
  assert.deepEqual(room.system, []);
});

realtimeTest("realtime.channel ends when its token expires", {}, async (rig) => {
  const room = await joinPrivate(rig.client({ token: await signToken({ ttl: 2 }) }), topicOf(TENANT));
  await room.reached("CLOSED");
  assert.match(room.system[0].message, /^Token has expired \d seconds ago$/);
  assert.equal((await rig.server.health()).channels, 0);
});

realtimeTest("realtime.channel outlives its first token if a new one came in time", {}, async (rig) => {
  const { current, token } = holder(await signToken({ ttl: 2 }));
  const client = rig.client({ token });
  const room = await joinPrivate(client, topicOf(TENANT), { broadcast: { ack: true } });
  const witness = await joinPrivate(rig.client({ token: await signToken({ ttl: 2 }) }), topicOf(TENANT));
  current.token = await signToken();
  await client.realtime.setAuth();
  await witness.reached("CLOSED");
  assert.equal(await send(room, "alive"), "ok");
  assert.deepEqual(room.statuses, ["SUBSCRIBED"]);
});

realtimeTest("realtime.channel ends with the new token when that is the shorter one", {}, async (rig) => {
  const { current, token } = holder(await signToken());
  const client = rig.client({ token });
  const room = await joinPrivate(client, topicOf(TENANT));
  current.token = await signToken({ ttl: 2 });
  await client.realtime.setAuth();
  await room.reached("CLOSED");
  assert.match(room.system[0].message, /^Token has expired \d seconds ago$/);
});

const CHECKS = { limits: { tokenCheckMs: 100 } };

realtimeTest("realtime.channel is checked between now and a distant expiry without harm", CHECKS, async (rig) => {
  const room = await joinPrivate(rig.client({ token: await signToken({ ttl: 2 }) }), topicOf(TENANT));
  await room.reached("CLOSED");
  assert.equal(room.system.length, 1);
});
