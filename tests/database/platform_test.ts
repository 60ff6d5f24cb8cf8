/**
 * What the migrations may rely on in a project before the first of them runs. The same statements hold on a hosted
 * project, except where a test speaks of the local server.
 */
import assert from "node:assert/strict";
import postgres from "postgres";
import { bootstrapDatabase } from "../../supabase/local/bootstrap.ts";
import { bareDatabase, testDatabase, urlAs } from "../support/database.ts";
import { actAs, rolledBack } from "../support/transactions.ts";

const platform = await bareDatabase();
const { sql, admin } = platform;
Deno.test.afterAll(() => platform.drop());

const API_ROLES = ["anon", "authenticated", "service_role"];
const DENIED = { code: "42501" };

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
