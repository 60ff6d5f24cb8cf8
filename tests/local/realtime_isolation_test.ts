import assert from "node:assert/strict";
import type { SupabaseClient } from "@supabase/supabase-js";
import fc from "fast-check";
import {
  OTHER_TENANT,
  PUBLISHABLE_KEY,
  realtimeTest,
  type Rig,
  SECRET_KEY,
  send,
  signToken,
  subscribe,
  TENANT,
  until,
  useRealtimeDatabase,
  type Watch,
} from "../support/realtime_rig.ts";

useRealtimeDatabase();

const TENANTS = [TENANT, OTHER_TENANT];
const TOPICS = 20;

/** Names that look like other tenants, like wire topics, like patterns; and text in all scripts. */
const name = fc.oneof(
  fc.constantFrom(TENANT, OTHER_TENANT, "realtime:x", "%", "_", "private:", "..", "A", "a", "ä", "a\u0308"),
  fc.string({ unit: "grapheme", maxLength: 12 }).filter((text) => !text.includes("\u0000") && text.isWellFormed()),
);
const topics = fc.uniqueArray(fc.record({ owner: fc.nat(1), name }), {
  minLength: TOPICS,
  maxLength: TOPICS,
  selector: ({ owner, name }) => `${owner}:${name}`,
});
const route = fc.constantFrom("socket", "sql", "http");
const sends = fc.array(fc.record({ topic: fc.nat(TOPICS - 1), route }), { minLength: 10, maxLength: 40 });

const UNLIMITED = {
  limits: {
    messagesPerSecond: Infinity,
    joinsPerSecond: Infinity,
    concurrentSockets: Infinity,
    channelsPerSocket: Infinity,
  },
};

realtimeTest(
  "realtime.topics of one tenant are never heard by another, whatever their names",
  UNLIMITED,
  async (rig) => {
    await fc.assert(
      fc.asyncProperty(topics, sends, async (given, messages) => {
        const names = given.map(({ owner, name }) => `t:${TENANTS[owner]}:${name}`);
        const tokens = await Promise.all(TENANTS.map((tenant) => signToken({ tenant })));
        const clients = tokens.map((token) => rig.client({ token, realtime: { logger: () => {} } }));
        const rooms = await Promise.all(clients.map((client) => tryAll(client, names)));
        for (const [tenant, joinedRooms] of rooms.entries()) {
          for (const [index, room] of joinedRooms.entries()) {
            assert.deepEqual(
              room.statuses.slice(0, 1),
              given[index].owner === tenant ? ["SUBSCRIBED"] : ["CHANNEL_ERROR"],
            );
          }
        }
        for (const [n, { topic, route }] of messages.entries()) {
          const { owner } = given[topic];
          const payload = { n, topic: names[topic] };
          // The stranger's client is not joined, so its send becomes a request, which must be dropped.
          await send(rooms[1 - owner][topic], "n", payload);
          await sendBy(rig, route, rooms[owner][topic], names[topic], payload);
        }
        await fence(
          rig,
          names,
          rooms.flatMap((each, tenant) => each.filter((_, index) => given[index].owner === tenant)),
        );
        for (const [tenant, joinedRooms] of rooms.entries()) {
          for (const [index, room] of joinedRooms.entries()) {
            const foreign = room.messages.filter(({ payload }) => payload.topic !== names[index]);
            assert.deepEqual(foreign, []);
            if (given[index].owner !== tenant) assert.deepEqual(room.messages, []);
            else {
              const expected = messages.flatMap((each, n) => each.topic === index ? [n] : []);
              assert.deepEqual(room.messages.map(({ payload }) => payload.n).filter((n) => n >= 0), expected);
            }
          }
        }
        await Promise.all(clients.map((client) => client.realtime.disconnect()));
      }),
      { numRuns: 4 },
    );
  },
);

/** Subscribes to every topic and waits for each first verdict. Refused channels are taken away before they retry. */
async function tryAll(client: SupabaseClient, names: string[]): Promise<Watch[]> {
  await client.realtime.setAuth();
  const config = { private: true, broadcast: { self: true, ack: true } };
  const rooms = names.map((each) => subscribe(client.channel(each, { config })));
  await until(() => rooms.every((room) => room.statuses.length > 0), "a verdict on every topic");
  for (const room of rooms) if (room.statuses[0] === "CHANNEL_ERROR") room.channel.unsubscribe();
  return rooms;
}

/** Waits for each message to arrive before the next one: routes are only ordered within themselves. */
async function sendBy(rig: Rig, route: string, room: Watch, topic: string, payload: object): Promise<void> {
  const before = room.messages.length;
  if (route === "sql") {
    await rig.sql`select realtime.send(${JSON.stringify(payload)}::text::jsonb, 'n', ${topic}, true)`;
  } else if (route === "http") await room.channel.httpSend("n", payload);
  else assert.equal(await send(room, "n", payload), "ok");
  await room.received(before + 1);
}

/** A last message on every topic proves that nothing else is on its way. */
async function fence(rig: Rig, names: string[], rooms: Watch[]): Promise<void> {
  for (const topic of names) {
    const payload = JSON.stringify({ n: -1, topic });
    await rig.sql`select realtime.send(${payload}::text::jsonb, 'fence', ${topic}, true)`;
  }
  await until(() => rooms.every((room) => room.messages.some(({ event }) => event === "fence")), "all fences");
}

const SOCKETS = 200;
const MESSAGES = 20;

realtimeTest("realtime.broadcast reaches 200 sockets completely and in order", UNLIMITED, async (rig) => {
  const address = `${rig.url.replace("http", "ws")}/realtime/v1/websocket?apikey=${PUBLISHABLE_KEY}&vsn=2.0.0`;
  const listeners = Array.from({ length: SOCKETS }, () => listen(address, "realtime:crowd"));
  await until(() => listeners.every((each) => each.isJoined()), "all sockets to join");
  assert.equal((await rig.server.health()).sockets, SOCKETS);
  const sender = rig.anonymous({ key: SECRET_KEY }).channel("crowd");
  const bytes = (n: number) => new Uint8Array([n, ...new Array(99).fill(7)]);
  for (let n = 0; n < MESSAGES; n++) await sender.httpSend("n", bytes(n).buffer);
  await until(() => listeners.every((each) => each.received.length === MESSAGES), "every message on every socket");
  const expected = Array.from({ length: MESSAGES }, (_, n) => n);
  for (const each of listeners) assert.deepEqual(each.received, expected);
  await Promise.all(listeners.map((each) => each.close()));
  await until(async () => (await rig.server.health()).sockets === 0, "the server to see all of them gone");
});

/** A bare socket that joins a topic and notes the first payload byte of each broadcast. */
function listen(address: string, topic: string) {
  const socket = new WebSocket(address);
  const received: number[] = [];
  const closed = new Promise((resolve) => socket.onclose = resolve);
  let joined = false;
  socket.binaryType = "arraybuffer";
  socket.onopen = () => socket.send(JSON.stringify(["1", "1", topic, "phx_join", {}]));
  socket.onmessage = ({ data }) => {
    if (typeof data === "string") joined ||= JSON.parse(data)[4].status === "ok";
    else {
      const frame = new Uint8Array(data);
      received.push(frame[5 + frame[1] + frame[2] + frame[3]]);
    }
  };
  const close = () => {
    socket.close();
    return closed;
  };
  return { received, isJoined: () => joined, close };
}
