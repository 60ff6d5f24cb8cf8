import assert from "node:assert/strict";
import {
  joined,
  joinPrivate,
  realtimeTest,
  type Rig,
  send,
  subscribe,
  TENANT,
  topicOf,
  until,
  useRealtimeDatabase,
} from "../support/realtime_rig.ts";
import { layTcpCable } from "../support/tcp_cable.ts";

useRealtimeDatabase();

/** Reconnects sooner than the default of one second. Rejoins cannot be configured. */
const FAST = { reconnectAfterMs: () => 50 };

realtimeTest("realtime.phx_error makes the client rejoin by itself", {}, async (rig) => {
  const proxy = rig.proxy();
  const room = await joinPrivate(rig.client({ url: proxy.url }), topicOf(TENANT), { broadcast: { ack: true } });
  proxy.inject([room.channel.joinPush.ref!, null, room.channel.topic, "phx_error", {}]);
  await room.reached("SUBSCRIBED", 2);
  assert.deepEqual(room.statuses, ["SUBSCRIBED", "CHANNEL_ERROR", "SUBSCRIBED"]);
  assert.equal(room.errors[0], "channel error: transport failure");
  assert.equal(await send(room, "again"), "ok");
  assert.equal((await rig.server.health()).channels, 1);
});

realtimeTest("realtime.fault of the server is reported as phx_error and spares the other channels", {}, async (rig) => {
  const client = rig.client();
  const room = await joinPrivate(client, topicOf(TENANT));
  const other = await joined(client.channel("other", ackAndSelf()));
  // Breaks the server's own probes, not a caller's right: neither a denial nor an outage.
  await rig.admin.unsafe(`
    create function public.break_probes() returns trigger language plpgsql as $$
    begin
      if current_user = 'supabase_realtime_admin' then raise exception 'broken'; end if;
      return new;
    end $$;
    create trigger break_probes before insert on realtime.messages for each row execute function public.break_probes()`);
  try {
    room.channel.track({ n: 1 });
    await room.reached("CHANNEL_ERROR");
    assert.equal(room.errors[0], "channel error: transport failure");
    assert.equal(await send(other, "alive"), "ok");
    await room.reached("CHANNEL_ERROR", 2);
    assert.equal(room.errors[1], "Unknown Error on Channel");
  } finally {
    await rig.admin`drop function public.break_probes cascade`;
  }
});

realtimeTest(
  "realtime.phx_close with a stale ref is ignored by the client, with its own it closes",
  {},
  async (rig) => {
    const proxy = rig.proxy();
    const room = await joined(rig.anonymous({ url: proxy.url }).channel("room", ackAndSelf()));
    const ref = room.channel.joinPush.ref!;
    proxy.inject(["999", "999", room.channel.topic, "phx_close", {}]);
    proxy.inject([ref, "999", room.channel.topic, "phx_close", {}]);
    assert.equal(await send(room, "still joined"), "ok");
    assert.deepEqual(room.statuses, ["SUBSCRIBED"]);
    proxy.inject([ref, ref, room.channel.topic, "phx_close", {}]);
    await room.reached("CLOSED");
  },
);

realtimeTest("realtime.heartbeat is answered", {}, async (rig) => {
  const beats: string[] = [];
  const heartbeatCallback = (status: string) => void beats.push(status);
  const client = rig.anonymous({ realtime: { heartbeatIntervalMs: 300, heartbeatCallback } });
  await joined(client.channel("room"));
  await until(() => beats.length >= 4, "two heartbeats");
  assert.deepEqual(beats.slice(0, 4), ["sent", "ok", "sent", "ok"]);
});

realtimeTest("realtime.heartbeat is answered while a policy keeps the socket busy", {}, async (rig) => {
  const beats: string[] = [];
  const heartbeatCallback = (status: string) => void beats.push(status);
  const client = rig.client({ realtime: { heartbeatIntervalMs: 300, heartbeatCallback } });
  await client.realtime.setAuth();
  const unlock = await lockMessages(rig);
  const room = subscribe(client.channel(topicOf(TENANT), { config: { private: true } }));
  await until(() => beats.filter((beat) => beat === "ok").length >= 2, "two answered heartbeats");
  assert.deepEqual(room.statuses, []);
  await unlock();
  await room.reached("SUBSCRIBED");
});

realtimeTest(
  "realtime.socket that sends on and on while it waits is closed",
  { limits: { waitingFrames: 10 }, sanitize: false },
  async (rig) => {
    const client = rig.client({ realtime: { reconnectAfterMs: () => 60_000 } });
    const room = await joinPrivate(client, topicOf(TENANT));
    const other = await joined(client.channel("other"));
    const unlock = await lockMessages(rig);
    for (let n = 0; n < 12; n++) send(room, "n", { n });
    await Promise.all([room, other].map((each) => each.reached("CHANNEL_ERROR")));
    assert.equal(room.errors[0], "socket closed: 1008 (too many frames waiting)");
    await unlock();
  },
);

realtimeTest(
  "realtime.heartbeat without an answer makes the client reconnect and rejoin",
  { sanitize: false },
  async (rig) => {
    let silent = false;
    const beats: string[] = [];
    const proxy = rig.proxy({ fromServer: (frame) => silent && frame[2] === "phoenix" ? null : frame });
    const heartbeatCallback = (status: string) => void beats.push(status);
    const client = rig.anonymous({
      url: proxy.url,
      realtime: { ...FAST, heartbeatIntervalMs: 300, heartbeatCallback },
    });
    const room = await joined(client.channel("room"));
    silent = true;
    await until(() => beats.includes("timeout"), "the timeout");
    silent = false;
    await room.reached("SUBSCRIBED", 2);
    assert.deepEqual(room.statuses, ["SUBSCRIBED", "CHANNEL_ERROR", "SUBSCRIBED"]);
    assert.equal(proxy.handshakes.length, 2);
  },
);

realtimeTest(
  "realtime.socket closed with 1011 is reopened and every channel rejoins with its token",
  {},
  async (rig) => {
    const proxy = rig.proxy();
    const token = await rig.token();
    const client = rig.client({ url: proxy.url, token, realtime: FAST });
    const rooms = [await joinPrivate(client, topicOf(TENANT)), await joinPrivate(client, topicOf(TENANT))];
    proxy.closeSockets(1011, "internal error");
    await Promise.all(rooms.map((room) => room.reached("SUBSCRIBED", 2)));
    for (const room of rooms) {
      assert.deepEqual(room.statuses, ["SUBSCRIBED", "CHANNEL_ERROR", "SUBSCRIBED"]);
      assert.equal(room.errors[0], "socket closed: 1011 (internal error)");
    }
    const joins = proxy.sent("phx_join");
    assert.equal(joins.length, 4);
    assert.ok(joins.every(({ frame }) => frame[4].access_token === token));
    await until(async () => (await rig.server.health()).channels === 2, "the old channels to go");
  },
);

realtimeTest(
  "realtime.connect that was refused with 401 succeeds later without help of the application",
  {},
  async (rig) => {
    let open = false;
    const refuseHandshake = () => open ? null : Response.json({ error: "Unauthorized" }, { status: 401 });
    const proxy = rig.proxy({ refuseHandshake });
    const room = subscribe(rig.anonymous({ url: proxy.url, realtime: FAST }).channel("room"));
    await room.reached("CHANNEL_ERROR");
    assert.match(room.errors[0], /^(channel error: transport failure|socket closed: 1006)/);
    open = true;
    await room.reached("SUBSCRIBED");
  },
);

realtimeTest("realtime.server that stops closes its sockets and gives up its database connections", {}, async (rig) => {
  const room = await joined(rig.anonymous({ realtime: { reconnectAfterMs: () => 60_000 } }).channel("room"));
  await rig.server.close();
  await room.reached("CHANNEL_ERROR");
  assert.match(room.errors[0], /^socket closed: 1012/);
  const left = async () =>
    (await rig.admin`
      select count(*)::int as count from pg_stat_activity
      where datname = current_database() and usename = 'supabase_realtime_admin'`)[0].count;
  await until(async () => await left() === 0, "no connection to be left");
  assert.equal((await rig.server.health()).database.reachable, false);
});

realtimeTest("realtime.socket that dies without a close frame takes its channels along", {}, async (rig) => {
  const { hostname, port } = new URL(rig.url);
  const cable = layTcpCable({ hostname, port: Number(port) });
  rig.onClose(() => cable.close());
  const client = rig.anonymous({ url: `http://127.0.0.1:${cable.port}`, realtime: FAST });
  const room = await joined(client.channel("room"));
  cable.cut();
  await room.reached("CHANNEL_ERROR");
  await until(async () => (await rig.server.health()).sockets === 0, "the server to notice");
  assert.equal((await rig.server.health()).channels, 0);
  cable.mend();
  await room.reached("SUBSCRIBED", 2);
});

const SLOW_READER = { limits: { bufferedBytes: 2_000_000, payloadKilobytes: 1_000, messagesPerSecond: Infinity } };

realtimeTest("realtime.socket whose reader has stalled is closed, and the others go on", SLOW_READER, async (rig) => {
  const stalled = await stalledReader(rig, "realtime:wide");
  const sender = await joined(rig.anonymous().channel("wide", ackAndSelf(false)));
  const receiver = await joined(rig.anonymous().channel("wide"));
  const payload = new ArrayBuffer(900_000);
  let sent = 0;
  while (!rig.logs.some((entry) => entry.event === "slow_reader_closed")) {
    assert.ok(sent++ < 60, "the stalled socket was never closed");
    assert.equal(await send(sender, "large", payload), "ok");
  }
  await receiver.received(sent);
  assert.equal(receiver.channel.state, "joined");
  stalled.close();
});

/** Makes every policy wait until the returned function is called. */
async function lockMessages(rig: Rig): Promise<() => Promise<unknown>> {
  const held = Promise.withResolvers<void>();
  const locked = Promise.withResolvers<void>();
  const locking = rig.sql.begin(async (transaction) => {
    await transaction`lock table realtime.messages in access exclusive mode`;
    locked.resolve();
    await held.promise;
  });
  await locked.promise;
  return () => {
    held.resolve();
    return locking;
  };
}

function ackAndSelf(self = true) {
  return { config: { broadcast: { ack: true, self } } };
}

/** Joins a topic over a bare TCP connection and never reads again. */
async function stalledReader(rig: Rig, topic: string): Promise<Deno.TcpConn> {
  const { hostname, port, host } = new URL(rig.url);
  const connection = await Deno.connect({ hostname, port: Number(port) });
  const path = "/realtime/v1/websocket?apikey=sb_publishable_realtime_test&vsn=2.0.0";
  const key = "sec-websocket-key: dGhlIHNhbXBsZSBub25jZQ==\r\nsec-websocket-version: 13";
  const head = `GET ${path} HTTP/1.1\r\nhost: ${host}\r\nconnection: Upgrade\r\nupgrade: websocket\r\n${key}\r\n\r\n`;
  await connection.write(new TextEncoder().encode(head));
  await connection.read(new Uint8Array(1_024));
  const join = new TextEncoder().encode(JSON.stringify(["1", "1", topic, "phx_join", {}]));
  // A masked text frame (RFC 6455 section 5.2) with a mask of zeros, which leaves the payload as it is.
  await connection.write(new Uint8Array([0x81, 0x80 | join.length, 0, 0, 0, 0, ...join]));
  await until(async () => (await rig.server.health()).channels === 1, "the stalled reader to join");
  return connection;
}
