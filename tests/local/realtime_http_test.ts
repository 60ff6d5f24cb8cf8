import assert from "node:assert/strict";
import {
  joined,
  joinPrivate,
  OTHER_TENANT,
  PUBLISHABLE_KEY,
  realtimeTest,
  type Rig,
  SECRET_KEY,
  signToken,
  TENANT,
  topicOf,
  useRealtimeDatabase,
  writeProbes,
} from "../support/realtime_rig.ts";

useRealtimeDatabase();

const PRIVATE = { config: { private: true } };

realtimeTest("realtime.httpSend delivers JSON and bytes on a private topic", {}, async (rig) => {
  const proxy = rig.proxy();
  const topic = topicOf(TENANT, "rue du Lac/é");
  const receiver = await joinPrivate(rig.client(), topic);
  const client = rig.client({ url: proxy.url });
  await client.realtime.setAuth();
  const channel = client.channel(topic, PRIVATE);
  assert.deepEqual(await channel.httpSend("json/é", { text: "é" }), { success: true });
  assert.deepEqual(await channel.httpSend("bytes", new Uint8Array([0, 255]).buffer), { success: true });
  await receiver.received(2);
  assert.deepEqual(receiver.messages[0], { type: "broadcast", event: "json/é", payload: { text: "é" } });
  assert.deepEqual([...new Uint8Array(receiver.messages[1].payload)], [0, 255]);
  assert.match(proxy.posts[0], /^POST \/realtime\/v1\/api\/broadcast\/[^/]+\/events\/json%2F%C3%A9\?/);
  assert.match(proxy.posts[0], /[?&]private=true/);
});

realtimeTest("realtime.httpSend rejects a foreign topic with 403 and delivers nothing", {}, async (rig) => {
  const topic = topicOf(OTHER_TENANT);
  const owner = await joinPrivate(rig.client({ token: await signToken({ tenant: OTHER_TENANT }) }), topic);
  const client = rig.client();
  await client.realtime.setAuth();
  const channel = client.channel(topic, PRIVATE);
  await assert.rejects(channel.httpSend("x", { n: 1 }), /do not have permissions to write/);
  const address = `${rig.url}/realtime/v1/api/broadcast/${topic}/events/x?private=true`;
  assert.equal((await post(address, { n: 1 }, { authorization: `Bearer ${await signToken()}` })).status, 403);
  await rig.sql`select realtime.send('{}', 'fence', ${topic}, true)`;
  await owner.received(1);
  assert.deepEqual(owner.messages.map((message) => message.event), ["fence"]);
});

realtimeTest("realtime.send before the subscription posts a batch", {}, async (rig) => {
  const proxy = rig.proxy();
  const topic = topicOf(TENANT);
  const receiver = await joinPrivate(rig.client(), topic);
  const client = rig.client({ url: proxy.url, realtime: { logger: () => {} } });
  await client.realtime.setAuth();
  const own = client.channel(topic, PRIVATE);
  assert.equal(await own.send({ type: "broadcast", event: "posted", payload: { n: 1 } }), "ok");
  await receiver.received(1);
  assert.deepEqual(receiver.messages[0], { type: "broadcast", event: "posted", payload: { n: 1 } });
  assert.match(proxy.posts[0], /^POST \/realtime\/v1\/api\/broadcast\?/);
});

realtimeTest(
  "realtime.send before the subscription drops a foreign private message without a word",
  {},
  async (rig) => {
    const topic = topicOf(OTHER_TENANT);
    const owner = await joinPrivate(rig.client({ token: await signToken({ tenant: OTHER_TENANT }) }), topic);
    const client = rig.client({ realtime: { logger: () => {} } });
    await client.realtime.setAuth();
    const foreign = client.channel(topic, PRIVATE);
    assert.equal(await foreign.send({ type: "broadcast", event: "x", payload: {} }), "ok");
    await rig.sql`select realtime.send('{}', 'fence', ${topic}, true)`;
    await owner.received(1);
    assert.deepEqual(owner.messages.map((message) => message.event), ["fence"]);
  },
);

realtimeTest("realtime.api.broadcast gives every message its place and its id", {}, async (rig) => {
  const [one, two] = [topicOf(TENANT), topicOf(TENANT)];
  const first = await joinPrivate(rig.client(), one);
  const second = await joinPrivate(rig.client(), two);
  const open = await joined(rig.anonymous().channel(one));
  const messages = [
    { topic: one, event: "a", payload: { n: 1 }, private: true, id: "id-1" },
    { topic: two, event: "b", payload: { n: 2 }, private: true },
    { topic: one, event: "c", payload: { n: 3 } },
    { topic: one, event: "d", payload: { n: 4 }, private: true },
  ];
  const response = await post(batchAddress(rig), { messages }, { apikey: SECRET_KEY });
  assert.equal(response.status, 202);
  assert.equal(response.body, "");
  await Promise.all([first.received(2), second.received(1), open.received(1)]);
  assert.deepEqual(first.messages.map((message) => message.event), ["a", "d"]);
  assert.deepEqual(first.messages.map((message) => message.meta?.id), ["id-1", undefined]);
  assert.deepEqual(second.messages.map((message) => message.event), ["b"]);
  assert.deepEqual(open.messages.map((message) => message.event), ["c"]);
});

realtimeTest("realtime.api.broadcast refuses callers it does not know", {}, async (rig) => {
  const body = { messages: [{ topic: "x", event: "e", payload: {} }] };
  const expired = await signToken({ ttl: -5 });
  const cases: Record<string, string>[] = [
    {},
    { apikey: "sb_publishable_other" },
    { apikey: PUBLISHABLE_KEY, authorization: `Bearer ${expired}` },
    { apikey: PUBLISHABLE_KEY, authorization: "Bearer nonsense" },
  ];
  for (const headers of cases) {
    const response = await post(batchAddress(rig), body, headers);
    assert.equal(response.status, 401);
    assert.deepEqual(JSON.parse(response.body), { message: "Unauthorized" });
  }
  const asKey = { apikey: PUBLISHABLE_KEY, authorization: `Bearer ${PUBLISHABLE_KEY}` };
  assert.equal((await post(batchAddress(rig), body, asKey)).status, 202);
});

realtimeTest("realtime.api.broadcast names what is wrong with a batch", {}, async (rig) => {
  const headers = { apikey: PUBLISHABLE_KEY };
  const good = { topic: "x", event: "e", payload: {} };
  const cases: [body: unknown, errors: object][] = [
    [{}, { messages: ["can't be blank"] }],
    [{ messages: [good, { topic: "x", payload: [] }] }, {
      messages: [{}, { event: ["can't be blank"], payload: ["is invalid"] }],
    }],
    [{ messages: [{ ...good, topic: "", private: "yes", id: 5 }] }, {
      messages: [{ topic: ["can't be blank"], private: ["is invalid"], id: ["is invalid"] }],
    }],
  ];
  for (const [body, errors] of cases) {
    const response = await post(batchAddress(rig), body, headers);
    assert.equal(response.status, 422);
    assert.deepEqual(JSON.parse(response.body), { errors });
  }
  const broken = await fetch(batchAddress(rig), { method: "POST", body: "{", headers });
  assert.equal(broken.status, 422);
  await broken.body?.cancel();
});

const SMALL = { limits: { payloadKilobytes: 1, messagesPerSecond: 3 } };

realtimeTest("realtime.api.broadcast answers 415, 422, 429, 405 and the preflight", SMALL, async (rig) => {
  const address = `${rig.url}/realtime/v1/api/broadcast/room/events/e?apikey=${PUBLISHABLE_KEY}`;
  const status = async (init: RequestInit, url = address) => {
    const response = await fetch(url, { method: "POST", ...init });
    await response.body?.cancel();
    return response.status;
  };
  const type = (value: string) => ({ "content-type": value });
  assert.equal(await status({ body: "x", headers: type("text/plain") }), 415);
  assert.equal(await status({ body: "{", headers: type("application/json") }), 422);
  assert.equal(await status({ body: new Uint8Array(1_501), headers: type("application/octet-stream") }), 422);
  assert.equal(
    await status({ body: "{}", headers: type("application/json") }, address.replace("room", "%E0%A4%A")),
    422,
  );
  assert.equal(await status({ method: "PUT", body: "{}" }), 405);
  const json = { body: "{}", headers: type("application/json; charset=utf-8") };
  assert.deepEqual((await Promise.all([1, 2, 3, 4].map(() => status(json)))).sort(), [202, 202, 202, 429]);
  const preflight = await fetch(address, { method: "OPTIONS" });
  assert.equal(preflight.status, 204);
  assert.match(preflight.headers.get("access-control-allow-headers") ?? "", /apikey/);
});

realtimeTest("realtime.api.broadcast asks the policies once per topic of a batch", {}, async (rig) => {
  const topic = topicOf(TENANT, "counted");
  const receiver = await joinPrivate(rig.client(), topic);
  const headers = { authorization: `Bearer ${await signToken()}` };
  const probesOf = async (count: number) => {
    const before = await writeProbes(rig.sql);
    const messages = Array.from({ length: count }, (_, n) => ({ topic, event: "n", payload: { n }, private: true }));
    assert.equal((await post(batchAddress(rig), { messages }, headers)).status, 202);
    return await writeProbes(rig.sql) - before;
  };
  assert.equal(await probesOf(1), await probesOf(5));
  await receiver.received(6);
  assert.deepEqual(receiver.messages.map((message) => message.payload.n), [0, 0, 1, 2, 3, 4]);
});

function batchAddress(rig: Rig): string {
  return `${rig.url}/realtime/v1/api/broadcast`;
}

async function post(url: string, body: unknown, headers: Record<string, string>) {
  const response = await fetch(url, {
    method: "POST",
    body: JSON.stringify(body),
    headers: { "content-type": "application/json", ...headers },
  });
  return { status: response.status, body: await response.text() };
}
