import assert from "node:assert/strict";
import {
  joined,
  joinPrivate,
  realtimeTest,
  send,
  signToken,
  subscribe,
  TENANT,
  topicOf,
  until,
  useRealtimeDatabase,
  writeProbes,
} from "../support/realtime_rig.ts";

useRealtimeDatabase();

const KIND_PUSH = 3;
const KIND_BROADCAST = 4;
const ACK = { config: { broadcast: { ack: true } } };

realtimeTest("realtime.broadcast reaches the other client as kind 4 and not the sender", {}, async (rig) => {
  const proxy = rig.proxy();
  const topic = topicOf(TENANT);
  const sender = await joinPrivate(rig.client({ url: proxy.url }), topic);
  const receiver = await joinPrivate(rig.client({ url: proxy.url }), topic);
  assert.equal(await send(sender, "greeting", { text: "grüezi 👋", n: 1.5 }), "ok");
  await receiver.received(1);
  assert.deepEqual(receiver.messages, [{
    type: "broadcast",
    event: "greeting",
    payload: { text: "grüezi 👋", n: 1.5 },
  }]);
  await send(receiver, "answer");
  await sender.received(1);
  assert.deepEqual(sender.messages.map((message) => message.event), ["answer"]);
  assert.deepEqual(proxy.binary.fromClient.map((frame) => frame[0]), [KIND_PUSH, KIND_PUSH]);
  assert.deepEqual(proxy.binary.fromServer.map((frame) => frame[0]), [KIND_BROADCAST, KIND_BROADCAST]);
});

realtimeTest("realtime.broadcast with self echoes to the sender exactly once", {}, async (rig) => {
  const room = await joined(rig.anonymous().channel("echo", { config: { broadcast: { self: true } } }));
  await send(room, "first", { n: 1 });
  await send(room, "second", { n: 2 });
  await room.received(2);
  assert.deepEqual(room.messages.map((message) => message.payload.n), [1, 2]);
});

realtimeTest("realtime.broadcast with ack is ok only after the server's reply", {}, async (rig) => {
  let held = true;
  const proxy = rig.proxy({ fromServer: (frame) => held && frame[1] !== frame[0] ? null : frame });
  const room = await joined(rig.anonymous({ url: proxy.url }).channel("acknowledged", ACK));
  assert.equal(await send(room, "lost", {}, { timeout: 100 }), "timed out");
  held = false;
  assert.equal(await send(room, "kept"), "ok");
});

realtimeTest("realtime.broadcast carries bytes unchanged", {}, async (rig) => {
  const topic = topicOf(TENANT);
  const sender = await joinPrivate(rig.client(), topic, { broadcast: { ack: true } });
  const receiver = await joinPrivate(rig.client(), topic);
  const bytes = crypto.getRandomValues(new Uint8Array(50_000));
  assert.equal(await send(sender, "file", bytes.buffer), "ok");
  await send(sender, "empty", new ArrayBuffer(0));
  await receiver.received(2);
  assert.ok(receiver.messages[0].payload instanceof ArrayBuffer);
  assert.deepEqual(new Uint8Array(receiver.messages[0].payload), bytes);
  assert.equal(receiver.messages[1].payload.byteLength, 0);
});

realtimeTest("realtime.broadcast to a read-only topic is neither delivered nor answered", {}, async (rig) => {
  const topic = topicOf(TENANT, "readonly");
  const sender = await joinPrivate(rig.client(), topic, { broadcast: { ack: true } });
  const receiver = await joinPrivate(rig.client(), topic);
  assert.equal(await send(sender, "forbidden", {}, { timeout: 150 }), "timed out");
  assert.equal(await sender.channel.track({ name: "me" }), "error");
  // Whoever may write proves that nothing was on its way before.
  await rig.sql`select realtime.send('{}', 'fence', ${topic}, true)`;
  await receiver.received(1);
  assert.deepEqual(receiver.messages.map((message) => message.event), ["fence"]);
});

realtimeTest("realtime.broadcast is not heard by who may only see presence", {}, async (rig) => {
  const topic = topicOf(TENANT, "no-broadcast");
  const watching = await joinPrivate(rig.client(), topic, { presence: { enabled: true } });
  const heard = await joinPrivate(rig.anonymous({ key: "sb_secret_realtime_test" }), topic);
  await rig.sql`select realtime.send('{}', 'stored', ${topic}, true)`;
  await heard.received(1);
  // The reply to a track was written after the broadcast would have been.
  assert.equal(await watching.channel.track({ n: 1 }), "ok");
  assert.deepEqual(watching.messages, []);

  const client = rig.client();
  await client.realtime.setAuth();
  const config = { private: true, presence: { enabled: true }, broadcast: { replay: { since: 0 } } };
  const replaying = subscribe(client.channel(topic, { config }));
  await replaying.reached("CHANNEL_ERROR");
  assert.match(replaying.errors[0], /^Unauthorized: You do not have permissions to read/);
});

realtimeTest("realtime.broadcast works between protocol versions 1.0.0 and 2.0.0, both ways", {}, async (rig) => {
  const topic = topicOf(TENANT);
  const old = await joinPrivate(rig.client({ realtime: { vsn: "1.0.0" } }), topic, { broadcast: { ack: true } });
  const modern = await joinPrivate(rig.client(), topic, { broadcast: { ack: true } });
  assert.equal(await send(old, "from-old", { text: "é" }), "ok");
  await modern.received(1);
  assert.deepEqual(modern.messages[0], { type: "broadcast", event: "from-old", payload: { text: "é" } });
  // Bytes cannot be written in the old version: its client misses them and nothing else.
  assert.equal(await send(modern, "bytes", new Uint8Array([1, 2]).buffer), "ok");
  assert.equal(await send(modern, "from-new", { big: 1 }), "ok");
  await old.received(1);
  assert.deepEqual(old.messages[0], { type: "broadcast", event: "from-new", payload: { big: 1 } });
  await rig.sql`select realtime.send('{"a": 1}', 'stored', ${topic}, true)`;
  await old.received(2);
  assert.equal(old.messages[1].meta.id, old.messages[1].payload.id);
});

realtimeTest("realtime.broadcast never crosses between a public and a private channel of one name", {}, async (rig) => {
  const topic = topicOf(TENANT);
  const hidden = await joinPrivate(rig.client(), topic);
  const open = await joined(rig.anonymous().channel(topic));
  const otherHidden = await joinPrivate(rig.client(), topic);
  const otherOpen = await joined(rig.anonymous().channel(topic));
  await send(hidden, "private");
  await send(open, "public");
  await otherHidden.received(1);
  await otherOpen.received(1);
  await send(otherHidden, "private-fence");
  await send(otherOpen, "public-fence");
  await hidden.received(1);
  await open.received(1);
  const events = [hidden, otherHidden, open, otherOpen].map(({ messages }) => messages.map((each) => each.event));
  assert.deepEqual(events, [["private-fence"], ["private"], ["public-fence"], ["public"]]);
});

realtimeTest("realtime.broadcast keeps the order of one sender", {}, async (rig) => {
  const topic = topicOf(TENANT);
  const sender = await joinPrivate(rig.client(), topic);
  const receiver = await joinPrivate(rig.client(), topic);
  const numbers = Array.from({ length: 200 }, (_, index) => index);
  for (const n of numbers) send(sender, "n", { n });
  await receiver.received(numbers.length);
  assert.deepEqual(receiver.messages.map((message) => message.payload.n), numbers);
});

realtimeTest("realtime.broadcast asks the write policies once, not for each message", {}, async (rig) => {
  const sender = await joinPrivate(rig.client(), topicOf(TENANT, "counted"), { broadcast: { ack: true } });
  const before = await writeProbes(rig.sql);
  assert.equal(await send(sender, "first"), "ok");
  const afterFirst = await writeProbes(rig.sql);
  assert.ok(afterFirst > before);
  for (let n = 0; n < 20; n++) assert.equal(await send(sender, "more", { n }), "ok");
  assert.equal(await writeProbes(rig.sql), afterFirst);
});

realtimeTest(
  "realtime.broadcast refuses a payload above the limit",
  { limits: { payloadKilobytes: 1 } },
  async (rig) => {
    const sender = await joined(rig.anonymous().channel("sized", ACK));
    const receiver = await joined(rig.anonymous().channel("sized"));
    assert.equal(await send(sender, "large", new ArrayBuffer(1_501)), "error");
    assert.equal(await send(sender, "fits", new ArrayBuffer(1_500)), "ok");
    await receiver.received(1);
    assert.deepEqual(receiver.messages.map((message) => message.event), ["fits"]);
    assert.equal(sender.channel.state, "joined");
  },
);

realtimeTest(
  "realtime.broadcast in a flood ends the sender's channel",
  { limits: { messagesPerSecond: 10 } },
  async (rig) => {
    const client = rig.anonymous();
    const flooding = await joined(client.channel("flood"));
    const quiet = await joined(client.channel("quiet"));
    for (let n = 0; n < 11; n++) send(flooding, "n", { n });
    await flooding.reached("CLOSED");
    assert.equal(flooding.system[0].message, "Too many messages per second");
    assert.equal(quiet.channel.state, "joined");
    assert.deepEqual(client.getChannels(), [quiet.channel]);
  },
);

realtimeTest("realtime.broadcast counts every receiver", { limits: { messagesPerSecond: 20 } }, async (rig) => {
  const sender = await joined(rig.anonymous().channel("wide"));
  const receivers = await Promise.all([1, 2, 3, 4].map(() => joined(rig.anonymous().channel("wide"))));
  // Received messages alone would stay below the limit.
  for (let n = 0; n < 12; n++) send(sender, "n", { n });
  await sender.reached("CLOSED");
  assert.equal(sender.system[0].message, "Too many messages per second");
  await Promise.all(receivers.map((each) => each.received(4)));
});

realtimeTest(
  "realtime.broadcast passes on only what is JSON, and survives frames that are not frames",
  {},
  async (rig) => {
    const receiver = await joined(rig.anonymous().channel("raw"));
    const address = `${
      rig.url.replace("http", "ws")
    }/realtime/v1/websocket?apikey=sb_publishable_realtime_test&vsn=2.0.0`;
    const sendRaw = async (data: string | Uint8Array<ArrayBuffer>, ...more: Uint8Array<ArrayBuffer>[]) => {
      const socket = new WebSocket(address);
      const replies: string[] = [];
      const closed = new Promise<CloseEvent>((resolve) => socket.onclose = resolve);
      socket.onmessage = (event) => replies.push(event.data);
      await new Promise((resolve) => socket.onopen = resolve);
      const config = { broadcast: { ack: true } };
      socket.send(JSON.stringify(["1", "1", "realtime:raw", "phx_join", { config }]));
      for (const each of [data, ...more]) socket.send(each);
      return { replies, closed, socket };
    };
    const good = pushFrame("good", `{"n":1}`);
    const invalid = await sendRaw(pushFrame("bad", "{not json"), good);
    await receiver.received(1);
    assert.deepEqual(receiver.messages.map((message) => message.event), ["good"]);
    await until(() => invalid.replies.length === 3, "three replies");
    assert.deepEqual(invalid.replies.map((text) => JSON.parse(text)[4].status), ["ok", "error", "ok"]);
    invalid.socket.close();
    await invalid.closed;

    for (const garbage of ["{", "[1,2]", `["1","2",3,"x",{}]`, pushFrame("cut", "{}").slice(0, 9)]) {
      const { closed } = await sendRaw(garbage);
      assert.equal((await closed).code, 1007);
    }
    assert.equal(receiver.channel.state, "joined");
  },
);

realtimeTest(
  "realtime.connect closes a socket whose frame is too large",
  { limits: { frameBytes: 2_000 } },
  async (rig) => {
    const client = rig.anonymous({ realtime: { reconnectAfterMs: () => 60_000 } });
    const room = await joined(client.channel("large"));
    await send(room, "large", new ArrayBuffer(3_000));
    await room.reached("CHANNEL_ERROR");
    assert.match(room.errors[0], /^socket closed: 1009 \(frame too large\)$/);
  },
);

realtimeTest("realtime.log holds neither tokens nor payloads nor keys", {}, async (rig) => {
  const topic = topicOf(TENANT);
  const secret = "confidential-payload";
  const token = await signToken({ sub: "dddddddd-0000-4000-8000-00000000000d" });
  const sender = await joinPrivate(rig.client({ token }), topic, { broadcast: { ack: true } });
  await send(sender, "x", { secret });
  const refused = rig.client({ token: await signToken({ ttl: -5 }) });
  await refused.realtime.setAuth();
  refused.channel(topic, { config: { private: true } }).subscribe();
  await until(() => rig.logs.some((entry) => entry.event === "join_refused"), "the refusal in the log");
  const text = JSON.stringify(rig.logs);
  for (const word of [secret, token, "eyJ", "sb_publishable"]) assert.ok(!text.includes(word), word);
});

/** A user broadcast push of protocol version 2.0.0 on channel `realtime:raw`. */
function pushFrame(event: string, payload: string): Uint8Array<ArrayBuffer> {
  const text = `12realtime:raw${event}${payload}`;
  const header = [KIND_PUSH, 1, 1, "realtime:raw".length, event.length, 0, 1];
  return new Uint8Array([...header, ...new TextEncoder().encode(text)]);
}
