/**
 * What the migrations may rely on in a project before the first of them runs. The same statements hold on a hosted
 * project, except where a test speaks of the local server.
 */
import assert from "node:assert/strict";
import { Buffer } from "node:buffer";
import postgres from "postgres";
import { bootstrapDatabase } from "../../supabase/local/bootstrap.ts";
import { bareDatabase, testDatabase, urlAs } from "../support/database.ts";

const platform = await bareDatabase();
const { sql, admin } = platform;
Deno.test.afterAll(() => platform.drop());

const API_ROLES = ["anon", "authenticated", "service_role"];
const DENIED = { code: "42501" };

type Transaction = postgres.TransactionSql;

/** Runs in a transaction that leaves nothing behind. */
async function rolledBack<T>(connection: postgres.Sql, work: (transaction: Transaction) => Promise<T>): Promise<T> {
  const undo = new Error("rolled back on purpose");
  let result: T;
  await connection.begin(async (transaction) => {
    result = await work(transaction);
    throw undo;
  }).catch((error) => {
    if (error !== undo) throw error;
  });
  return result!;
}

async function actAs(transaction: Transaction, role: string, claims: Record<string, unknown>): Promise<void> {
  await transaction`
    select set_config('role', ${role}, true), set_config('request.jwt.claims', ${
    JSON.stringify({ role, ...claims })
  }, true)`;
}

Deno.test("roles: postgres owns the database, passes row level security and is no superuser", async () => {
  const [role] = await sql`
    select rolsuper, rolcanlogin, rolcreatedb, rolcreaterole, rolreplication, rolbypassrls
    from pg_roles where rolname = current_user`;
  assert.deepEqual(role, {
    rolsuper: false,
    rolcanlogin: true,
    rolcreatedb: true,
    rolcreaterole: true,
    rolreplication: true,
    rolbypassrls: true,
  });
  const [database] = await sql`
    select pg_get_userbyid(datdba) as owner, current_setting('search_path') as path from pg_database
    where datname = current_database()`;
  assert.deepEqual(database, { owner: "postgres", path: '"$user", public, extensions' });
});

Deno.test("roles: of the API roles only service_role passes row level security and none logs in", async () => {
  const rows = await sql`
    select rolname, rolbypassrls, rolcanlogin, rolsuper from pg_roles where rolname in ${
    sql(API_ROLES)
  } order by rolname`;
  assert.deepEqual([...rows], [
    { rolname: "anon", rolbypassrls: false, rolcanlogin: false, rolsuper: false },
    { rolname: "authenticated", rolbypassrls: false, rolcanlogin: false, rolsuper: false },
    { rolname: "service_role", rolbypassrls: true, rolcanlogin: false, rolsuper: false },
  ]);
});

Deno.test("roles: the API roles carry the time limits of a hosted project", async () => {
  const rows = await sql`
    select rolname, unnest(rolconfig) as setting from pg_roles
    where rolname in ('anon', 'authenticated', 'authenticator') order by 1, 2`;
  assert.deepEqual(rows.map((row) => `${row.rolname} ${row.setting}`), [
    "anon statement_timeout=3s",
    "authenticated statement_timeout=8s",
    "authenticator lock_timeout=8s",
    "authenticator statement_timeout=8s",
  ]);
});

Deno.test("roles: postgres may become every API role but no owner of the platform", async () => {
  for (const role of [...API_ROLES, "authenticator"]) {
    await rolledBack(sql, (transaction) => transaction.unsafe(`set local role ${role}`));
  }
  for (const role of ["supabase_admin", "supabase_auth_admin", "supabase_storage_admin", "supabase_realtime_admin"]) {
    await assert.rejects(rolledBack(sql, (transaction) => transaction.unsafe(`set local role ${role}`)), DENIED);
  }
});

Deno.test("roles: the services log in, inherit nothing and switch to the role of the token", async () => {
  for (const role of ["authenticator", "supabase_storage_admin", "supabase_realtime_admin"]) {
    const service = postgres(urlAs(platform, role), { max: 1, onnotice: () => {} });
    const [row] = await service`
      select pg_has_role(current_user, 'service_role', 'usage') as inherits,
        (select rolinherit from pg_roles where rolname = current_user) as inherit`;
    assert.deepEqual(row, { inherits: false, inherit: false }, role);
    for (const target of API_ROLES) {
      const [current] = await rolledBack(service, async (transaction) => {
        await transaction.unsafe(`set local role ${target}`);
        return await transaction`select current_user as name`;
      });
      assert.equal(current.name, target);
    }
    await service.end();
  }
});

Deno.test("settings: logical replication, UTC and an empty publication of postgres", async () => {
  const [row] = await sql`
    select current_setting('wal_level') as wal, current_setting('timezone') as zone,
      (select pg_get_userbyid(pubowner) from pg_publication where pubname = 'supabase_realtime') as owner,
      (select count(*)::int from pg_publication_tables where pubname = 'supabase_realtime') as tables`;
  assert.deepEqual(row, { wal: "logical", zone: "UTC", owner: "postgres", tables: 0 });
});

Deno.test("extensions: the preinstalled ones live in schema extensions", async () => {
  const rows = await sql`
    select e.extname as name, n.nspname as schema from pg_extension as e join pg_namespace as n on n.oid = e.extnamespace
    where e.extname <> 'plpgsql' order by 1`;
  assert.deepEqual(
    [...rows],
    ["pg_stat_statements", "pgcrypto", "uuid-ossp"].map((name) => ({ name, schema: "extensions" })),
  );
});

Deno.test("extensions: postgres may add the trusted ones the migrations use", async () => {
  await rolledBack(sql, async (transaction) => {
    for (const name of ["pg_trgm", "unaccent", "btree_gist", "citext"]) {
      await transaction.unsafe(`create extension ${name} with schema extensions`);
    }
    const [row] = await transaction`select extensions.unaccent('Genève') as plain`;
    assert.equal(row.plain, "Geneve");
  });
});

Deno.test("privileges: a new table in public is closed to the Data API but for the known residue", async () => {
  const rows = await rolledBack(sql, async (transaction) => {
    await transaction`create table public.fresh (id bigserial primary key)`;
    return await transaction`
      select role, string_agg(privilege, ' ' order by privilege) as granted
      from unnest(${API_ROLES}::text[]) as role,
        unnest('{select,insert,update,delete,truncate,references,trigger,maintain}'::text[]) as privilege
      where has_table_privilege(role, 'public.fresh', privilege) group by role order by role`;
  });
  assert.deepEqual([...rows], API_ROLES.map((role) => ({ role, granted: "maintain references trigger truncate" })));
});

Deno.test("privileges: a new sequence keeps only the residual UPDATE, a new function the EXECUTE of PUBLIC", async () => {
  const [row] = await rolledBack(sql, async (transaction) => {
    await transaction`create sequence public.fresh`;
    await transaction`create function public.fresh() returns int language sql as 'select 1'`;
    return await transaction`
      select has_sequence_privilege('anon', 'public.fresh', 'usage') as usage,
        has_sequence_privilege('anon', 'public.fresh', 'select') as select,
        has_sequence_privilege('anon', 'public.fresh', 'update') as update,
        has_function_privilege('anon', 'public.fresh()', 'execute') as execute`;
  });
  assert.deepEqual(row, { usage: false, select: false, update: true, execute: true });
});

Deno.test("privileges: only the schema-less revocation takes EXECUTE on new functions from PUBLIC", async () => {
  const executableAfter = (statement: string) =>
    rolledBack(sql, async (transaction) => {
      await transaction.unsafe(statement);
      await transaction`create function public.fresh() returns int language sql as 'select 1'`;
      const [row] = await transaction`select has_function_privilege('anon', 'public.fresh()', 'execute') as execute`;
      return row.execute;
    });
  const revoke = "revoke execute on functions from public";
  assert.equal(await executableAfter(`alter default privileges for role postgres in schema public ${revoke}`), true);
  assert.equal(await executableAfter(`alter default privileges for role postgres ${revoke}`), false);
});

Deno.test("privileges: postgres cannot change the defaults of supabase_admin", async () => {
  const statement = "alter default privileges for role supabase_admin revoke execute on functions from public";
  await assert.rejects(rolledBack(sql, (transaction) => transaction.unsafe(statement)), DENIED);
});

for (const schema of ["auth", "storage", "realtime"]) {
  Deno.test(`managed schema ${schema}: postgres and its owner cannot add objects`, async () => {
    const [row] = await sql`
      select has_schema_privilege('postgres', ${schema}, 'create') as postgres,
        has_schema_privilege(${`supabase_${schema}_admin`}, ${schema}, 'create') as owner,
        has_schema_privilege('anon', ${schema}, 'usage') as anon`;
    assert.deepEqual(row, { postgres: false, owner: false, anon: true });
    for (
      const statement of [
        `create table ${schema}.added (id int)`,
        `create function ${schema}.added() returns int language sql as 'select 1'`,
        `create type ${schema}.added as enum ('one')`,
      ]
    ) {
      await assert.rejects(rolledBack(sql, (transaction) => transaction.unsafe(statement)), DENIED, statement);
    }
  });
}

Deno.test("managed tables: row level security is on and nothing is allowed yet", async () => {
  const rows = await sql`
    select c.oid::regclass::text as name, c.relrowsecurity as secured, pg_get_userbyid(c.relowner) as owner,
      (select count(*)::int from pg_policy where polrelid = c.oid) as policies
    from pg_class as c
    where c.oid in ('storage.objects'::regclass, 'storage.buckets'::regclass, 'realtime.messages'::regclass,
      'auth.users'::regclass)
    order by 1`;
  assert.deepEqual([...rows], [
    { name: "auth.users", secured: true, owner: "supabase_auth_admin", policies: 0 },
    { name: "realtime.messages", secured: true, owner: "supabase_realtime_admin", policies: 0 },
    { name: "storage.buckets", secured: true, owner: "supabase_storage_admin", policies: 0 },
    { name: "storage.objects", secured: true, owner: "supabase_storage_admin", policies: 0 },
  ]);
});

Deno.test("managed tables: postgres may set policies, triggers and references", async () => {
  await rolledBack(sql, async (transaction) => {
    await transaction`create function public.on_write() returns trigger language plpgsql as 'begin return new; end'`;
    for (const table of ["storage.objects", "storage.buckets", "realtime.messages", "auth.users"]) {
      await transaction.unsafe(`create policy probe on ${table} for select to authenticated using (true)`);
      await transaction.unsafe(`alter policy probe on ${table} using (false)`);
      await transaction.unsafe(`drop policy probe on ${table}`);
      await transaction.unsafe(
        `create trigger probe after insert on ${table} for each row execute function public.on_write()`,
      );
      await transaction.unsafe(`drop trigger probe on ${table}`);
    }
    await transaction`create table public.profiles (id uuid primary key references auth.users)`;
  });
});

Deno.test("auth helpers: read the claims document", async () => {
  const claims = { sub: "7b0f8d43-7c1c-4f6a-9a59-51d6f2ac4f0e", email: "a@example.com", tenant_id: "t" };
  const [row] = await rolledBack(sql, async (transaction) => {
    await actAs(transaction, "authenticated", claims);
    return await transaction`
      select auth.uid()::text as uid, auth.role() as role, auth.email() as email, auth.jwt() ->> 'tenant_id' as tenant`;
  });
  assert.deepEqual(row, { uid: claims.sub, role: "authenticated", email: claims.email, tenant: "t" });
});

Deno.test("auth helpers: a singular setting wins over the document", async () => {
  const single = "00000000-0000-0000-0000-000000000001";
  const [row] = await rolledBack(sql, async (transaction) => {
    await transaction`
      select set_config('request.jwt.claims', '{"sub":"7b0f8d43-7c1c-4f6a-9a59-51d6f2ac4f0e","role":"anon"}', true),
        set_config('request.jwt.claim.sub', ${single}, true), set_config('request.jwt.claim.role', 'service_role', true),
        set_config('request.jwt.claim.email', 'b@example.com', true), set_config('request.jwt.claim', '{"a":1}', true)`;
    return await transaction`
      select auth.uid()::text as uid, auth.role() as role, auth.email() as email, auth.jwt() as jwt`;
  });
  assert.deepEqual(row, { uid: single, role: "service_role", email: "b@example.com", jwt: { a: 1 } });
});

Deno.test("auth helpers: give null without claims and refuse a subject that is no uuid", async () => {
  const helpers = (claims: string) =>
    rolledBack(sql, async (transaction) => {
      await transaction`select set_config('request.jwt.claims', ${claims}, true)`;
      return await transaction`select auth.uid() as uid, auth.role() as role, auth.email() as email, auth.jwt() as jwt`;
    });
  assert.deepEqual((await helpers(""))[0], { uid: null, role: null, email: null, jwt: null });
  await assert.rejects(helpers('{"sub":"somebody"}'), { code: "22P02" });
});

Deno.test("storage helpers: take object names apart", async () => {
  const [row] = await sql`
    select storage.foldername('t/invoices/a.tar.gz') as folder, storage.foldername('a.pdf') as root,
      storage.filename('t/invoices/a.tar.gz') as file, storage.extension('t/invoices/a.tar.gz') as extension`;
  assert.deepEqual(row, { folder: ["t", "invoices"], root: [], file: "a.tar.gz", extension: "gz" });
  const volatility = await sql`
    select distinct provolatile from pg_proc where pronamespace = 'storage'::regnamespace
      and proname in ('foldername', 'filename', 'extension')`;
  assert.deepEqual([...volatility], [{ provolatile: "i" }]);
});

Deno.test("storage helpers: know the operation of the transaction", async () => {
  const [row] = await rolledBack(sql, async (transaction) => {
    await transaction`select set_config('storage.operation', 'storage.object.get', true)`;
    return await transaction`
      select storage.operation() as operation, storage.allow_only_operation('object.get') as named,
        storage.allow_only_operation('storage.object.upload') as other,
        storage.allow_any_operation('{object.list,storage.object.get}') as any`;
  });
  assert.deepEqual(row, { operation: "storage.object.get", named: true, other: false, any: true });
  const [outside] = await sql`select storage.allow_any_operation('{object.get}') as any`;
  assert.equal(outside.any, false);
});

Deno.test("storage: one level of a folder lists its folders before its files", async () => {
  const rows = await rolledBack(sql, async (transaction) => {
    await transaction`insert into storage.buckets (id, name) values ('files', 'files')`;
    await transaction`
      insert into storage.objects (bucket_id, name)
      values ('files', 't/b.txt'), ('files', 't/a/1.txt'), ('files', 't/a/2.txt'), ('files', 'u/c.txt')`;
    return await transaction`select name, id is null as folder from storage.search('t/', 'files', 100, 2)`;
  });
  assert.deepEqual([...rows], [{ name: "a", folder: true }, { name: "b.txt", folder: false }]);
});

Deno.test("storage: rows cannot be deleted by SQL unless the Storage API says so", async () => {
  for (const table of ["storage.objects", "storage.buckets"]) {
    for (const connection of [sql, admin]) {
      const remove = rolledBack(connection, (transaction) => transaction.unsafe(`delete from ${table}`));
      await assert.rejects(remove, DENIED, table);
    }
    await rolledBack(sql, async (transaction) => {
      await transaction`select set_config('storage.allow_delete_query', 'true', true)`;
      await transaction.unsafe(`delete from ${table}`);
    });
  }
});

Deno.test("storage: API roles hold the grants and a policy alone opens a folder", async () => {
  await rolledBack(sql, async (transaction) => {
    await transaction`insert into storage.buckets (id, name, public) values ('files', 'files', false)`;
    await transaction`insert into storage.objects (bucket_id, name) values ('files', 'mine/a'), ('files', 'yours/b')`;
    const visible = async () => {
      await actAs(transaction, "authenticated", { tenant_id: "mine" });
      const rows = await transaction`select name from storage.objects`;
      await transaction`set local role postgres`;
      return rows.map((row) => row.name);
    };
    assert.deepEqual(await visible(), []);
    await transaction`
      create policy own_folder on storage.objects for select to authenticated
      using ((storage.foldername(name))[1] = (select auth.jwt()) ->> 'tenant_id')`;
    assert.deepEqual(await visible(), ["mine/a"]);
  });
});

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

Deno.test("bootstrapDatabase may run again over a database in use and keeps its rows", async () => {
  await sql`insert into storage.buckets (id, name) values ('kept', 'kept')`;
  await bootstrapDatabase(platform.adminUrl, platform.name);
  const rows = await sql`select id from storage.buckets`;
  assert.deepEqual([...rows], [{ id: "kept" }]);
});

Deno.test("migrated database: public shows no unsecured table and no function to anon", async () => {
  const migrated = await testDatabase();
  const tables = await migrated.sql`
    select c.relname from pg_class as c where c.relnamespace = 'public'::regnamespace
      and c.relkind in ('r', 'p') and not c.relrowsecurity`;
  const functions = await migrated.sql`
    select p.proname from pg_proc as p where p.pronamespace = 'public'::regnamespace
      and has_function_privilege('anon', p.oid, 'execute')`;
  assert.deepEqual([[...tables], [...functions]], [[], []]);
  await migrated.drop();
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
