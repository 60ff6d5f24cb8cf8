import assert from "node:assert/strict";
import { lintMigration, lintMigrations, readMigrations } from "../../supabase/local/lint_migrations.ts";

const FILE = "20260101000100_example.sql";
const TABLE = "create table app.notes (id uuid primary key);\n";
const SECURED = "alter table app.notes enable row level security;\n";
const CLOSED = "revoke all on app.notes from anon, authenticated;\n";
const FUNCTION = "create function app.two() returns int language sql set search_path = '' as $$ select 2 $$;\n";
const TAKEN = "revoke execute on function app.two() from public;\n";

function rulesOf(sql: string, file = FILE): string[] {
  return [...new Set(lintMigration(file, sql).map((finding) => finding.rule))];
}

interface Example {
  rule: string;
  bad: string[];
  good: string[];
}

const EXAMPLES: Example[] = [
  {
    rule: "managed_schema",
    bad: [
      "create table storage.extra (id int)",
      'create table if not exists "storage" . "extra" (id int)',
      "create or replace function auth.helper() returns int language sql as 'select 1'",
      "create unique index i on storage.objects (name)",
      "create index concurrently i on only realtime.messages (topic)",
      "create materialized view auth.v as select 1",
      "create type realtime.kind as enum ('a')",
      "alter table storage.objects enable row level security",
      "alter table if exists only storage.objects add column x int",
      "drop table if exists auth.users",
      "drop schema storage cascade",
      "do $$ begin if true then create table storage.extra (id int); end if; end $$",
      "do $$ begin execute 'alter table realtime.messages add x int'; end $$",
    ],
    good: [
      "create table app.storage (id int)",
      "-- create table storage.extra\nselect 'create table storage.extra (id int)'",
      "create index i on app.objects (storage)",
      "insert into storage.buckets (id, name) values ('a', 'a')",
      "create trigger t after insert on auth.users for each row execute function app.f()",
    ],
  },
  {
    rule: "managed_grant",
    bad: [
      "grant select on storage.objects to authenticated",
      "revoke all on table app.a, realtime.messages from anon",
      "grant usage on schema app, auth to authenticated",
      "grant execute on all functions in schema storage to anon",
    ],
    good: ["grant select on app.storage to authenticated", "grant usage on schema app to authenticated"],
  },
  {
    rule: "managed_comment",
    bad: [
      "comment on policy p on storage.objects is 'x'",
      "comment on table auth.users is 'x'",
      "comment on function realtime.send(jsonb, text, text, boolean) is 'x'",
    ],
    good: ["comment on table app.notes is 'see storage.objects'"],
  },
  {
    rule: "auth_users_reference",
    bad: ["alter table app.a add foreign key (id) references auth.users (id)"],
    good: ["alter table app.a add foreign key (id) references app.users (id)"],
  },
  {
    rule: "platform_role",
    bad: [
      "set role supabase_admin",
      "set local role to 'supabase_storage_admin'",
      'set role "supabase_admin"',
      "set session authorization anon",
    ],
    good: ["set local role authenticated", "select 'set role supabase_admin'"],
  },
  {
    rule: "superuser",
    bad: [
      "create role boss login superuser",
      "alter role postgres superuser",
      "do $$ begin create role b superuser; end $$",
    ],
    good: ["create role worker nosuperuser"],
  },
  {
    rule: "alter_system",
    bad: ["alter system set work_mem = '1GB'"],
    good: ["alter role worker set work_mem = '1GB'"],
  },
  {
    rule: "foreign_default_privileges",
    bad: ["alter default privileges for role supabase_admin revoke execute on functions from public"],
    good: ["alter default privileges for role postgres revoke execute on functions from public"],
  },
  {
    rule: "idle_default_privileges",
    bad: [
      "alter default privileges for role postgres in schema app revoke execute on functions from public",
      "alter default privileges in schema app revoke execute on functions from anon, public",
    ],
    good: [
      "alter default privileges for role postgres revoke execute on functions from public",
      "alter default privileges in schema public revoke execute on functions from anon",
    ],
  },
  {
    rule: "security_off",
    bad: ["alter table app.notes disable row level security"],
    good: ["alter table app.notes enable row level security"],
  },
  {
    rule: "storage_delete",
    bad: ["delete from storage.objects where bucket_id = 'a'", "truncate table storage.objects"],
    good: ["delete from app.storage"],
  },
  {
    rule: "migration_table",
    bad: ["insert into storage.migrations values (1)", "delete from supabase_migrations.schema_migrations"],
    good: ["insert into app.migrations values (1)"],
  },
  {
    rule: "definer_search_path",
    bad: [
      "create function app.two() returns int language sql security definer as 'select 2'",
      "alter function app.two() security definer",
    ],
    good: [
      "create function app.two() returns int language sql security definer set search_path = '' as 'select 2'",
      "create function app.two() returns int language sql as 'select 2 -- security definer'",
    ],
  },
  {
    rule: "singular_claim",
    bad: [
      "select current_setting('request.jwt.claim.sub', true)",
      "create function app.two() returns text language sql as $$ select current_setting('request.jwt.claim.role') $$",
    ],
    good: ["select current_setting('request.jwt.claims', true)"],
  },
  {
    rule: "view_without_invoker",
    bad: ["create view app.v as select 1", "create or replace view app.v with (security_barrier) as select 1"],
    good: [
      "create view app.v with (security_invoker = true) as select 1",
      "create view app.v with (security_barrier, security_invoker) as select 1",
      "create view app.v with (security_invoker = on) as select 1",
    ],
  },
  {
    rule: "transaction_control",
    bad: ["begin", "select 1; commit", "savepoint a", "rollback"],
    good: ["do $$ begin perform 1; end $$", "create function app.two() returns int begin atomic select 2; end"],
  },
  {
    rule: "outside_transaction",
    bad: ["create index concurrently i on app.a (b)", "reindex table concurrently app.a", "vacuum app.a"],
    good: ["create index i on app.a (b)"],
  },
  {
    rule: "extension_guard",
    bad: [
      "create extension pg_trgm with schema extensions",
      "create extension if not exists pg_cron with schema extensions",
      "do $$ begin create extension if not exists pg_cron with schema extensions; end $$",
    ],
    good: [
      "create extension if not exists pg_trgm with schema extensions",
      'create extension if not exists "uuid-ossp" with schema extensions',
      "do $$ begin if exists (select from pg_available_extensions where name = 'pg_cron') then " +
      "create extension if not exists pg_cron with schema extensions; end if; end $$",
    ],
  },
  {
    rule: "extension_schema",
    bad: ["create extension if not exists pg_trgm", "create extension if not exists citext with schema public"],
    good: [
      "create extension if not exists pg_trgm with schema extensions",
      "create extension if not exists citext schema extensions",
    ],
  },
  {
    rule: "table_without_rls",
    bad: [
      TABLE + CLOSED,
      TABLE + CLOSED + "alter table app.other enable row level security",
      "create table notes (id int)",
    ],
    good: [
      TABLE + CLOSED + SECURED,
      'create table "app"."notes" (id int);' + CLOSED +
      "alter table only app.notes add x int, enable row level security",
      "create temp table notes (id int)",
    ],
  },
  {
    rule: "table_without_revoke",
    bad: [
      TABLE + SECURED,
      TABLE + SECURED + "revoke all on app.notes from anon",
      TABLE + SECURED + "revoke select on app.notes from anon, authenticated",
    ],
    good: [
      TABLE + SECURED + CLOSED,
      TABLE + SECURED +
      "revoke all privileges on table app.other, app.notes from public, anon, authenticated, service_role",
    ],
  },
  {
    rule: "function_open_to_public",
    bad: [
      FUNCTION,
      FUNCTION + "revoke execute on function app.two() from anon",
      FUNCTION + "revoke execute on function app.three() from public",
      "create or replace procedure p() language sql as 'select 1'",
    ],
    good: [
      FUNCTION + TAKEN,
      FUNCTION + "revoke all on function app.one(text, numeric(14, 2)), app.two() from public, anon",
      FUNCTION + "revoke execute on all functions in schema app from public",
    ],
  },
  {
    rule: "managed_policy",
    bad: [
      "create policy p on storage.objects for select to authenticated using (true)",
      "set local lock_timeout = '2s'; create policy p on realtime.messages for select using (true);" + TABLE + SECURED +
      CLOSED,
    ],
    good: [
      "set local lock_timeout = '2s'; drop policy if exists p on storage.objects; create policy p on storage.objects using (true)",
      "create policy p on app.notes for select to authenticated using (true)",
    ],
  },
];

for (const { rule, bad, good } of EXAMPLES) {
  Deno.test(`lintMigration finds ${rule} and nothing in the corrected text`, () => {
    for (const sql of bad) assert.ok(rulesOf(sql).includes(rule), sql);
    for (const sql of good) assert.ok(!rulesOf(sql).includes(rule), sql);
  });
}

Deno.test("lintMigration refuses a file name the runner cannot order", () => {
  for (const name of ["1_a.sql", "20260101000100.sql", "20260101000100_Contacts.sql", "20260101000100_a-b.sql"]) {
    assert.deepEqual(rulesOf("select 1", name), ["file_name"], name);
  }
  assert.deepEqual(rulesOf("select 1", "20260101000100_contacts_2.sql"), []);
});

Deno.test("lintMigrations refuses two files of one version", () => {
  const files = ["20260101000100_a.sql", "20260101000100_b.sql", "20260101000200_c.sql"];
  const findings = lintMigrations(files.map((name) => ({ name, sql: "select 1" })));
  assert.deepEqual(findings.map(({ file, rule }) => ({ file, rule })), [
    { file: "20260101000100_b.sql", rule: "duplicate_version" },
  ]);
});

Deno.test("lintMigration names the line, also inside a block", () => {
  const sql =
    "-- first\nselect 1;\n/* more */ do $$\nbegin\n  if true then\n    alter system set a = 1;\n  end if;\nend\n$$;";
  assert.deepEqual(lintMigration(FILE, sql).map(({ file, line, rule }) => ({ file, line, rule })), [
    { file: FILE, line: 6, rule: "alter_system" },
  ]);
});

Deno.test("the migrations of the project break no rule", async () => {
  const files = await readMigrations();
  assert.ok(files.length > 0);
  assert.deepEqual(lintMigrations(files), []);
});
