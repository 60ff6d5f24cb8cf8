import assert from "node:assert/strict";
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
} from "../support/realtime_rig.ts";
import { layTcpCable, type TcpCable } from "../support/tcp_cable.ts";

useRealtimeDatabase();

const HOUR = 3_600_000;

realtimeTest("realtime.send is delivered at commit and not before, with its row id", {}, async (rig) => {
  const topic = topicOf(TENANT);
  const room = await joinPrivate(rig.client(), topic);
  await rig.sql.begin(async (transaction) => {
    await transaction`select realtime.send('{"n": 1}', 'stored', ${topic}, true)`;
    // Another session's message is committed and delivered meanwhile: the open transaction's is not on its way.
    await rig.admin`select realtime.send('{"n": 2}', 'fence', ${topic}, true)`;
    await room.received(1);
    assert.equal(room.messages[0].event, "fence");
  });
  await room.received(2);
  const { event, payload, meta } = room.messages[1];
  assert.equal(event, "stored");
  assert.equal(payload.n, 1);
  assert.equal(payload.id, meta.id);
  const [row] = await rig.sql`select count(*)::int as count from realtime.messages where id = ${meta.id}`;
  assert.equal(row.count, 1);
});

realtimeTest("realtime.send of a transaction that is rolled back is never delivered", {}, async (rig) => {
  const topic = topicOf(TENANT);
  const room = await joinPrivate(rig.client(), topic);
  await assert.rejects(rig.sql.begin(async (transaction) => {
    await transaction`select realtime.send('{}', 'undone', ${topic}, true)`;
    throw new Error("changed my mind");
  }));
  await rig.sql.begin(async (transaction) => {
    await transaction.savepoint(async (inner) => {
      await inner`select realtime.send('{}', 'undone too', ${topic}, true)`;
      throw new Error("half of it");
    }).catch(() => {});
    await transaction`select realtime.send('{}', 'kept', ${topic}, true)`;
  });
  await room.received(1);
  assert.deepEqual(room.messages.map((message) => message.event), ["kept"]);
});

realtimeTest("realtime.send with private = false reaches public channels only", {}, async (rig) => {
  const topic = topicOf(TENANT);
  const hidden = await joinPrivate(rig.client(), topic);
  const open = await joined(rig.anonymous().channel(topic));
  await rig.sql`select realtime.send('{}', 'public', ${topic}, false)`;
  await rig.sql`select realtime.send('{}', 'private', ${topic}, true)`;
  await open.received(1);
  await hidden.received(1);
  assert.deepEqual(open.messages.map((message) => message.event), ["public"]);
  assert.deepEqual(hidden.messages.map((message) => message.event), ["private"]);
});

realtimeTest("realtime.send_binary arrives as bytes with the row id", {}, async (rig) => {
  const topic = topicOf(TENANT);
  const room = await joinPrivate(rig.client(), topic);
  await rig.sql`select realtime.send_binary('\\x00ff10'::bytea, 'bytes', ${topic}, true)`;
  await room.received(1);
  const { payload, meta } = room.messages[0];
  assert.ok(payload instanceof ArrayBuffer);
  assert.deepEqual([...new Uint8Array(payload)], [0, 255, 16]);
  const [row] = await rig.sql`select id from realtime.messages where topic = ${topic}`;
  assert.equal(meta.id, row.id);
});

realtimeTest("realtime.send keeps every digit of a number and skips a row without payload", {}, async (rig) => {
  const topic = topicOf(TENANT);
  const room = await joinPrivate(rig.client(), topic);
  await rig.sql`select realtime.send(null::jsonb, 'nothing', ${topic}, true)`;
  await rig.sql`
    insert into realtime.messages (topic, extension, event, payload, private)
    values (${topic}, 'presence', 'no broadcast', '{}', true)`;
  await rig.sql`select realtime.send('{"total": 12345678901234.10}', 'digits', ${topic}, true)`;
  await room.received(1);
  assert.equal(room.messages[0].event, "digits");
  assert.equal(room.messages[0].payload.total, 12345678901234.1);
});

realtimeTest("realtime.send arrives in the order of commits and of statements within one", {}, async (rig) => {
  const topic = topicOf(TENANT);
  const room = await joinPrivate(rig.client(), topic);
  let release = () => {};
  const held = new Promise<void>((resolve) => release = resolve);
  const early = rig.sql.begin(async (transaction) => {
    for (const n of [10, 11, 12]) {
      await transaction`select realtime.send(jsonb_build_object('n', ${n}::int), 'n', ${topic}, true)`;
    }
    await held;
  });
  // Inserted later and committed earlier: the commit decides.
  await rig.admin.begin(async (transaction) => {
    for (const n of [1, 2, 3]) {
      await transaction`select realtime.send(jsonb_build_object('n', ${n}::int), 'n', ${topic}, true)`;
    }
  });
  release();
  await early;
  const many = Array.from({ length: 300 }, (_, index) => 100 + index);
  await rig.sql`
    select realtime.send(jsonb_build_object('n', n), 'n', ${topic}, true) from generate_series(100, 399) as n order by n`;
  await room.received(6 + many.length);
  assert.deepEqual(room.messages.map((message) => message.payload.n), [1, 2, 3, 10, 11, 12, ...many]);
});

realtimeTest("realtime.send is not disturbed by notifications that are not the trigger's", {}, async (rig) => {
  const topic = topicOf(TENANT);
  const room = await joinPrivate(rig.client(), topic);
  const forged = { id: crypto.randomUUID(), inserted_at: "2026-02-30T99:00:00" };
  for (const text of ["", "{", "null", `{"id":"x","inserted_at":"y"}`, JSON.stringify(forged)]) {
    await rig.sql`select pg_notify('realtime_messages', ${text})`;
  }
  await rig.sql`select pg_notify('realtime_messages', ${
    JSON.stringify({ ...forged, inserted_at: "2026-02-01T00:00:00" })
  })`;
  await rig.sql`select realtime.send('{}', 'kept', ${topic}, true)`;
  await room.received(1);
  assert.equal(rig.logs.filter((entry) => entry.event === "feed_announcement_ignored").length, 5);
  assert.equal(rig.logs.filter((entry) => entry.event === "feed_read_failed").length, 0);
});

realtimeTest(
  "realtime.send without a partition for today loses the message, and the health report says so",
  {},
  async (rig) => {
    const topic = topicOf(TENANT);
    const room = await joinPrivate(rig.client(), topic);
    assert.equal((await rig.server.health()).ok, true);
    const [{ today }] = await rig.sql`select 'messages_' || to_char(now() at time zone 'UTC', 'YYYY_MM_DD') as today`;
    await rig.admin`drop table ${rig.admin(`realtime.${today}`)}`;
    await rig.sql`select realtime.send('{}', 'lost', ${topic}, true)`;
    const health = await rig.server.health();
    assert.equal(health.ok, false);
    assert.deepEqual(health.database, { reachable: true, listening: true, partition: false, pending: 0 });

    const late = subscribe(
      rig.anonymous({ key: "sb_secret_realtime_test" }).channel(topic, { config: { private: true } }),
    );
    await late.reached("CHANNEL_ERROR");
    assert.deepEqual(late.errors, ["MissingPartition: Realtime was unable to find the expected messages partition"]);
    // The refusal makes the server create it: the rejoin succeeds.
    await late.reached("SUBSCRIBED");
    await rig.sql`select realtime.send('{}', 'kept', ${topic}, true)`;
    await room.received(1);
    assert.deepEqual(room.messages.map((message) => message.event), ["kept"]);
  },
);

realtimeTest("realtime.start creates missing partitions and drops those past the retention", {}, async (rig) => {
  const names = async () =>
    (await rig.admin`
      select c.relname from pg_inherits i join pg_class c on c.oid = i.inhrelid
      where i.inhparent = 'realtime.messages'::regclass order by 1`).map((row) => row.relname as string);
  const day = (offset: number) =>
    `messages_${new Date(Date.now() + offset * 24 * HOUR).toISOString().slice(0, 10).replaceAll("-", "_")}`;
  const found = await names();
  for (const offset of [-1, 0, 1, 2, 3]) assert.ok(found.includes(day(offset)), day(offset));
  await rig.admin.unsafe(`
    create table realtime.messages_2020_01_01 partition of realtime.messages
      for values from ('2020-01-01') to ('2020-01-02')`);
  const other = await rig.restart();
  assert.ok(!(await names()).includes("messages_2020_01_01"));
  await other.close();
});

realtimeTest("realtime.join, broadcast and track leave no row behind", {}, async (rig) => {
  const topic = topicOf(TENANT);
  const room = await joinPrivate(rig.client(), topic, { broadcast: { ack: true }, presence: { enabled: true } });
  assert.equal(await send(room, "x"), "ok");
  assert.equal(await room.channel.track({ n: 1 }), "ok");
  const [row] = await rig.sql`select count(*)::int as count from realtime.messages where topic = ${topic}`;
  assert.equal(row.count, 0);
});

realtimeTest("realtime.replay is refused for public channels by the client and by the server", {}, async (rig) => {
  const replay = { since: Date.now() - HOUR };
  assert.throws(() => rig.anonymous().channel("open", { config: { broadcast: { replay } } }), /private channel/);
  const client = rig.anonymous();
  const channel = client.channel("open");
  channel.params.config.broadcast = { replay };
  const room = subscribe(channel);
  await room.reached("CHANNEL_ERROR");
  assert.deepEqual(room.errors, ["UnableToReplayMessages: Replay is not allowed for public channels"]);
});

realtimeTest(
  "realtime.replay sends the latest stored messages, oldest first, before anything live",
  {},
  async (rig) => {
    const proxy = rig.proxy();
    const topic = topicOf(TENANT);
    const since = Date.now() - HOUR;
    await rig.sql`
    insert into realtime.messages (topic, extension, event, payload, private, inserted_at)
    select ${topic}, 'broadcast', 'n', jsonb_build_object('n', n), true,
      (now() at time zone 'UTC') - make_interval(mins => 10 - n)
    from generate_series(1, 5) as n`;
    await rig.sql`select realtime.send('{"n": 99}', 'n', ${topic}, false)`;
    const room = await joinPrivate(rig.client({ url: proxy.url }), topic, {
      broadcast: { replay: { since, limit: 3 } },
    });
    assert.deepEqual(proxy.sent("phx_join")[0].frame[4].config.broadcast.replay, { since, limit: 3 });
    await rig.sql`select realtime.send('{"n": 6}', 'n', ${topic}, true)`;
    await room.received(4);
    assert.deepEqual(room.messages.map((message) => message.payload.n), [3, 4, 5, 6]);
    assert.deepEqual(room.messages.map((message) => message.meta.replayed), [true, true, true, undefined]);
    assert.ok(room.messages.every((message) => typeof message.meta.id === "string"));
  },
);

realtimeTest("realtime.replay neither loses nor repeats what is committed during the join", {}, async (rig) => {
  const topic = topicOf(TENANT);
  const client = rig.client();
  await client.realtime.setAuth();
  const numbers = Array.from({ length: 20 }, (_, index) => index);
  const writing = (async () => {
    for (const n of numbers) {
      await rig.sql`select realtime.send(jsonb_build_object('n', ${n}::int), 'n', ${topic}, true)`;
    }
  })();
  const config = { private: true, broadcast: { replay: { since: Date.now() - HOUR, limit: 25 } } };
  const room = subscribe(client.channel(topic, { config }));
  await writing;
  await room.received(numbers.length);
  await rig.sql`select realtime.send('{"n": "fence"}', 'n', ${topic}, true)`;
  await room.received(numbers.length + 1);
  assert.deepEqual(room.messages.map((message) => message.payload.n), [...numbers, "fence"]);
});

realtimeTest("realtime.replay is not followed by a live copy of the same message", {}, async (rig) => {
  const topic = topicOf(TENANT);
  await rig.sql`select realtime.send('{"n": 1}', 'n', ${topic}, true)`;
  const replay = { since: Date.now() - HOUR };
  const room = await joinPrivate(rig.client(), topic, { broadcast: { replay } });
  const other = await joinPrivate(rig.client(), topic);
  // As if the announcement of the commit had been slower than the join.
  await rig.sql`
    select pg_notify('realtime_messages', json_build_object('id', id, 'inserted_at', inserted_at)::text)
    from realtime.messages where topic = ${topic}`;
  await rig.sql`select realtime.send('{"n": 2}', 'n', ${topic}, true)`;
  await other.received(2);
  await room.received(2);
  assert.deepEqual(room.messages.map((message) => message.payload.n), [1, 2]);
  assert.deepEqual(other.messages.map((message) => message.payload.n), [1, 2]);
});

realtimeTest("realtime.replay refuses parameters it cannot use", {}, async (rig) => {
  const client = rig.client();
  await client.realtime.setAuth();
  for (const replay of [{ since: "yesterday" }, { since: 1.5 }, {}, { since: 0, limit: "all" }]) {
    const channel = client.channel(topicOf(TENANT), {
      config: { private: true, broadcast: { replay: replay as never } },
    });
    const room = subscribe(channel);
    await room.reached("CHANNEL_ERROR");
    assert.deepEqual(room.errors, ["UnableToReplayMessages: Replay params are not valid"]);
    await client.removeChannel(channel);
  }
});

let cable: TcpCable;
const throughCable = {
  databaseUrl: (url: string) => {
    const direct = new URL(url);
    cable = layTcpCable({ hostname: direct.hostname, port: Number(direct.port) });
    direct.host = `127.0.0.1:${cable.port}`;
    return direct.href;
  },
};

realtimeTest("realtime.join and delivery recover when the database comes back", throughCable, async (rig) => {
  rig.onClose(() => cable.close());
  const topic = topicOf(TENANT);
  const room = await joinPrivate(rig.client(), topic, { broadcast: { ack: true } });
  cable.cut();
  await until(async () => !(await rig.server.health()).database.reachable, "the server to notice");
  const client = rig.client();
  await client.realtime.setAuth();
  const late = subscribe(client.channel(topic, { config: { private: true } }));
  await late.reached("CHANNEL_ERROR");
  assert.equal(
    late.errors[0],
    "UnableToConnectToProject: Realtime was unable to connect to the project database",
  );
  assert.equal(room.channel.state, "joined");
  await assert.rejects(late.channel.httpSend("x", {}), /unable to connect to the project database/);
  cable.mend();
  await late.reached("SUBSCRIBED");
  await until(async () => (await rig.server.health()).ok, "the feed to listen again");
  await rig.sql`select realtime.send('{}', 'back', ${topic}, true)`;
  await Promise.all([room.received(1), late.received(1)]);
  assert.equal(await send(room, "written"), "ok");
});

realtimeTest("realtime.start rejects when the database cannot be reached", {}, async (rig) => {
  await assert.rejects(rig.restart("postgres://nobody@127.0.0.1:1/none"), { code: "ECONNREFUSED" });
});
