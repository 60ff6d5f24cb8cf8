/** Broadcast from the database: what the platform promises, and the notification that stands in for replication. */
import assert from "node:assert/strict";
import { Buffer } from "node:buffer";
import postgres from "postgres";
import { bareDatabase, testDatabase, urlAs } from "../support/database.ts";
import { actAs, rolledBack, type Transaction } from "../support/transactions.ts";

const platform = await bareDatabase();
const { sql, admin } = platform;
Deno.test.afterAll(() => platform.drop());

const API_ROLES = ["anon", "authenticated", "service_role"];
const DENIED = { code: "42501" };

Deno.test("realtime: the functions have the published signatures", async () => {
  const rows = await sql`
    select p.proname as name, pg_get_function_arguments(p.oid) as arguments, p.prosecdef as definer
    from pg_proc as p where p.pronamespace = 'realtime'::regnamespace
      and p.proname in ('send', 'send_binary', 'broadcast_changes', 'topic') order by 1`;
  assert.deepEqual([...rows], [
    {
      name: "broadcast_changes",
      arguments: "topic_name text, event_name text, operation text, table_name text, table_schema text, " +
        "new record, old record, level text DEFAULT 'ROW'::text",
      definer: false,
    },
    { name: "send", arguments: "payload jsonb, event text, topic text, private boolean DEFAULT true", definer: false },
    {
      name: "send_binary",
      arguments: "payload bytea, event text, topic text, private boolean DEFAULT true",
      definer: false,
    },
    { name: "topic", arguments: "", definer: false },
  ]);
});

Deno.test("realtime.send stores a private broadcast, gives it an id and remembers the topic", async () => {
  const [row] = await rolledBack(sql, async (transaction) => {
    await transaction`select realtime.send('{"a":1}'::jsonb, 'probe', 'probe:1')`;
    return await transaction`
      select extension, event, private, payload ->> 'a' as a, payload ->> 'id' = id::text as same, realtime.topic() as topic
      from realtime.messages where topic = 'probe:1'`;
  });
  assert.deepEqual(row, {
    extension: "broadcast",
    event: "probe",
    private: true,
    a: "1",
    same: true,
    topic: "probe:1",
  });
});

Deno.test("realtime.send keeps an id of the payload and stores a null payload", async () => {
  const rows = await rolledBack(sql, async (transaction) => {
    await transaction`select realtime.send('{"id":"mine"}'::jsonb, 'probe', 'probe:1', false)`;
    await transaction`select realtime.send(null::jsonb, 'probe', 'probe:1', false)`;
    return await transaction`select payload, private from realtime.messages order by payload nulls last`;
  });
  assert.deepEqual([...rows], [{ payload: { id: "mine" }, private: false }, { payload: null, private: false }]);
});

Deno.test("realtime.send_binary stores bytes", async () => {
  const [row] = await rolledBack(sql, async (transaction) => {
    await transaction`select realtime.send_binary('\\x0102'::bytea, 'probe', 'probe:1')`;
    return await transaction`select binary_payload as bytes, payload, private from realtime.messages`;
  });
  assert.deepEqual(row, { bytes: Buffer.from([1, 2]), payload: null, private: true });
});

async function warningsOf(prepare: (transaction: Transaction) => Promise<unknown>): Promise<[string[], number]> {
  const warnings: string[] = [];
  const connection = postgres(platform.adminUrl, { max: 1, onnotice: (notice) => warnings.push(notice.message) });
  try {
    const [row] = await rolledBack(connection, async (transaction) => {
      await prepare(transaction);
      await transaction`reset role`;
      return await transaction`select count(*)::int as stored from realtime.messages`;
    });
    return [warnings.filter((warning) => warning.startsWith("WarnSendingBroadcastMessage: ")), row.stored];
  } finally {
    await connection.end();
  }
}

Deno.test("realtime.send warns and loses the message when today has no partition", async () => {
  const [warnings, stored] = await warningsOf(async (transaction) => {
    const [{ partition }] = await transaction`select 'messages_' || to_char(now(), 'YYYY_MM_DD') as partition`;
    await transaction`drop table ${transaction(`realtime.${partition}`)}`;
    await transaction`select realtime.send('{}'::jsonb, 'probe', 'probe:1')`;
  });
  assert.match(warnings.join(), /no partition of relation "messages" found for row/);
  assert.equal(stored, 0);
});

Deno.test("realtime.send warns and loses a payload that is no object", async () => {
  for (const payload of ["[1]", '"text"', "1"]) {
    const [warnings, stored] = await warningsOf((transaction) =>
      transaction`select realtime.send(${payload}::text::jsonb, 'probe', 'probe:1')`
    );
    assert.equal(warnings.length, 1, payload);
    assert.equal(stored, 0, payload);
  }
});

Deno.test("realtime.send warns and loses the message when no policy lets the caller write", async () => {
  const [warnings, stored] = await warningsOf(async (transaction) => {
    await actAs(transaction, "authenticated", {});
    await transaction`select realtime.send('{}'::jsonb, 'probe', 'probe:1')`;
  });
  assert.match(warnings.join(), /row-level security/);
  assert.equal(stored, 0);
});

Deno.test("realtime.broadcast_changes sends both records and refuses statement level", async () => {
  const payload = await rolledBack(sql, async (transaction) => {
    await transaction`create table public.notes (id int primary key, text text)`;
    await transaction`
      create function public.tell() returns trigger language plpgsql as $$
      begin
        perform realtime.broadcast_changes('notes', 'change', tg_op, tg_table_name, tg_table_schema, new, old, tg_level);
        return null;
      end $$`;
    await transaction`create trigger tell after update on public.notes for each row execute function public.tell()`;
    await transaction`insert into public.notes values (1, 'a')`;
    await transaction`update public.notes set text = 'b'`;
    const [row] = await transaction`select payload - 'id' as payload from realtime.messages where topic = 'notes'`;
    return row.payload;
  });
  assert.deepEqual(payload, {
    operation: "UPDATE",
    table: "notes",
    schema: "public",
    record: { id: 1, text: "b" },
    old_record: { id: 1, text: "a" },
  });
  const statement =
    sql`select realtime.broadcast_changes('t', 'e', 'INSERT', 'x', 'public', row(1), row(1), 'STATEMENT')`;
  await assert.rejects(statement, /Failed to process the row|function can only be triggered for each row/);
});

Deno.test("realtime: partitions reach from yesterday to three days ahead and are closed to API roles", async () => {
  const rows = await sql`
    select c.relname as name, has_table_privilege('authenticated', c.oid, 'select') as open
    from pg_inherits as i join pg_class as c on c.oid = i.inhrelid
    where i.inhparent = 'realtime.messages'::regclass order by 1`;
  const days = await sql`
    select 'messages_' || to_char(now() + make_interval(days => day), 'YYYY_MM_DD') as name, false as open
    from generate_series(-1, 3) as day order by 1`;
  assert.deepEqual([...rows], [...days]);
});

Deno.test("realtime.ensure_partitions drops days older than 72 hours and is closed to API roles", async () => {
  const [row] = await rolledBack(admin, async (transaction) => {
    await transaction`
      create table realtime.messages_2020_01_01 partition of realtime.messages for values from ('2020-01-01') to ('2020-01-02')`;
    await transaction`select realtime.ensure_partitions()`;
    return await transaction`select to_regclass('realtime.messages_2020_01_01') is null as gone`;
  });
  assert.equal(row.gone, true);
  for (const role of API_ROLES) {
    const call = rolledBack(sql, async (transaction) => {
      await transaction.unsafe(`set local role ${role}`);
      await transaction`select realtime.ensure_partitions()`;
    });
    await assert.rejects(call, DENIED);
  }
});

Deno.test("realtime: a committed message notifies the local server, a rolled back one does not", async () => {
  const received: { id: string; inserted_at: string }[] = [];
  const listener = postgres(urlAs(platform, "supabase_realtime_admin"), { max: 1, onnotice: () => {} });
  await listener.listen("realtime_messages", (payload) => received.push(JSON.parse(payload)));
  await rolledBack(sql, (transaction) => transaction`select realtime.send('{}'::jsonb, 'probe', 'notify:lost')`);
  await sql`select realtime.send('{}'::jsonb, 'probe', 'notify:kept')`;

  const deadline = Date.now() + 10_000;
  while (received.length === 0 && Date.now() < deadline) await new Promise((done) => setTimeout(done, 10));
  const rows = await listener`
    select topic from realtime.messages where id = ${received[0].id} and inserted_at = ${
    received[0].inserted_at
  }::text::timestamp`;
  assert.deepEqual([received.length, ...rows], [1, { topic: "notify:kept" }]);
  await listener.end();
  await sql`delete from realtime.messages`;
});

Deno.test("realtime: the server may probe a policy as the role of the token without leaving a row", async () => {
  const server = postgres(urlAs(platform, "supabase_realtime_admin"), { max: 1, onnotice: () => {} });
  const probe = (topic: string) =>
    rolledBack(server, async (transaction) => {
      const [{ id }] = await transaction`
        insert into realtime.messages (topic, extension) values (${topic}, 'broadcast') returning id`;
      await transaction`select set_config('realtime.topic', ${topic}, true)`;
      await actAs(transaction, "authenticated", { tenant_id: "t1" });
      return (await transaction`select id from realtime.messages where id = ${id}`).length === 1;
    });
  await sql`
    create policy probe on realtime.messages for select to authenticated
    using (extension = 'broadcast' and (select realtime.topic()) = 'tenant:' || ((select auth.jwt()) ->> 'tenant_id'))`;
  assert.equal(await probe("tenant:t1"), true);
  assert.equal(await probe("tenant:t2"), false);
  await sql`drop policy probe on realtime.messages`;
  await server.end();
});

Deno.test("migrated database: a broadcast is stored today", async () => {
  const migrated = await testDatabase();
  const [row] = await rolledBack(migrated.sql, async (transaction) => {
    await transaction`select realtime.send('{}'::jsonb, 'probe', 'probe:1', true)`;
    return await transaction`select count(*)::int as stored from realtime.messages where topic = 'probe:1'`;
  });
  assert.equal(row.stored, 1);
  await migrated.drop();
});
