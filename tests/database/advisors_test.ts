import assert from "node:assert/strict";
import { fileURLToPath } from "node:url";
import { bareDatabase, testDatabase } from "../support/database.ts";
import { rolledBack, type Transaction } from "../support/transactions.ts";

/** A row of a lint: what it found and the key an exception would name. */
interface Advice {
  name: string;
  level: "ERROR" | "WARN" | "INFO";
  detail: string;
  cache_key: string;
}

interface Exception {
  cache_key: string;
  reason: string;
}

interface Example {
  /** Prepares both cases. */
  given?: string;
  bad: string;
  good: string;
  /** The finding for `bad`. */
  finds: string;
  /** Where the wording counts. */
  says?: RegExp;
  /** Needs the superuser, for things role postgres may not even make. */
  superuser?: true;
}

const FOLDER = fileURLToPath(new URL("./lints/", import.meta.url));
const LINTS = new Map(
  Array.from(Deno.readDirSync(FOLDER), (entry) => entry.name).filter((name) => name.endsWith(".sql")).sort()
    .map((name) => [name.replace(/^\d+_|\.sql$/g, ""), Deno.readTextFileSync(`${FOLDER}${name}`)]),
);
const EXCEPTIONS: Exception[] = JSON.parse(Deno.readTextFileSync(`${FOLDER}allowed.json`));

const NOTES =
  "create table public.notes (id uuid primary key, owner uuid);\nalter table public.notes enable row level security;";
const DEFINER =
  "create function public.two() returns int language sql security definer set search_path = '' as 'select 2';";
const BUCKET = "insert into storage.buckets (id, name, public) values ('logos', 'logos', true);";

const EXAMPLES: Record<string, Example> = {
  unindexed_foreign_keys: {
    given: "create table public.parents (a int, b int, primary key (a, b));\n" +
      "create table public.children (id int primary key, b int, a int,\n" +
      "  constraint parent foreign key (a, b) references public.parents);",
    bad: "create index on public.children (b, a); create index on public.children (a, b) where id > 5;",
    good: "create index on public.children (a, b, id) where a is not null;",
    finds: "unindexed_foreign_keys_public.children_parent",
  },
  auth_users_exposed: {
    bad: "create view public.people as select email from auth.users; grant select on public.people to authenticated;",
    good: "create view public.people as select email from auth.users;",
    finds: "auth_users_exposed_public.people",
  },
  auth_rls_initplan: {
    given: NOTES +
      "create schema app; create function app.scope(k text) returns text language sql stable as 'select k';\n" +
      "create function app.sees(o uuid) returns boolean language sql stable as 'select o is null';",
    bad: "create policy own on public.notes for select to authenticated\n" +
      "  using (owner = (select auth.uid()) or auth.role() = 'service_role' or app.scope('notes') = 'ALL');",
    good: "create policy own on public.notes for select to authenticated\n" +
      "  using (owner = (select auth.uid()) or (select auth.jwt() ->> 'role') = 'service_role' or app.sees(owner)\n" +
      "    or (select app.scope('notes')) = 'ALL');",
    finds: "auth_rls_initplan_public.notes_own",
    says: /calls app\.scope\('notes'::text\), auth\.role\(\) for each row/,
  },
  no_primary_key: {
    bad: "create table public.notes (id int unique);",
    good: "create table public.notes (id int primary key);",
    finds: "no_primary_key_public.notes",
  },
  multiple_permissive_policies: {
    given: NOTES + "create policy one on public.notes for all to authenticated using (owner is null);",
    bad: "create policy two on public.notes for update using (id is null);",
    good: "create policy two on public.notes as restrictive for update using (id is null);\n" +
      "create policy three on public.notes for update to anon using (id is null);",
    finds: "multiple_permissive_policies_public.notes_authenticated_UPDATE",
  },
  policy_exists_rls_disabled: {
    given: NOTES + "create policy one on public.notes using (owner is null);",
    bad: "alter table public.notes disable row level security;",
    good: "",
    finds: "policy_exists_rls_disabled_public.notes",
  },
  rls_enabled_no_policy: {
    given: NOTES,
    bad: "",
    good: "create policy one on public.notes using (owner is null);",
    finds: "rls_enabled_no_policy_public.notes",
  },
  duplicate_index: {
    given: NOTES + "create index first on public.notes (owner);",
    bad: "create index second on public.notes using btree (owner);",
    good: "create index second on public.notes (owner) where owner is not null;",
    finds: "duplicate_index_public.notes_first",
  },
  security_definer_view: {
    bad: "create view public.v as select 1 as one;",
    good: "create view public.v with (security_invoker = on) as select 1 as one;",
    finds: "security_definer_view_public.v",
  },
  function_search_path_mutable: {
    bad: "create function public.two(a int) returns int language sql as 'select 2';",
    good: "create function public.two(a int) returns int language sql set search_path = '' as 'select 2';",
    finds: "function_search_path_mutable_public.two(integer)",
  },
  rls_disabled_in_public: {
    given: "create schema private;",
    bad: "create table private.notes (id int primary key);",
    good: "create table private.notes (id int primary key); alter table private.notes enable row level security;",
    finds: "rls_disabled_in_public_private.notes",
  },
  extension_in_public: {
    bad: "create extension citext with schema public;",
    good: "create extension citext with schema extensions;",
    finds: "extension_in_public_citext",
  },
  rls_references_user_metadata: {
    given: NOTES,
    bad: "create policy one on public.notes\n" +
      "  using (((select auth.jwt()) -> 'user_metadata' ->> 'admin')::boolean);",
    good: "create policy one on public.notes using (((select auth.jwt()) -> 'app_metadata' ->> 'admin')::boolean);",
    finds: "rls_references_user_metadata_public.notes_one",
  },
  materialized_view_in_api: {
    given: "create materialized view public.totals as select 1 as one;",
    bad: "grant select on public.totals to authenticated;",
    good: "grant select on public.totals to service_role;",
    finds: "materialized_view_in_api_public.totals",
  },
  foreign_table_in_api: {
    given: "create extension file_fdw with schema extensions;\ncreate server files foreign data wrapper file_fdw;\n" +
      "create foreign table public.hosts (line text) server files options (filename '/etc/hosts');",
    bad: "grant select on public.hosts to anon;",
    good: "revoke all on public.hosts from anon, authenticated;",
    finds: "foreign_table_in_api_public.hosts",
    superuser: true,
  },
  rls_policy_always_true: {
    given: NOTES,
    bad: "create policy one on public.notes for insert to authenticated with check (true);",
    good: "create policy one on public.notes for select to authenticated using (true);\n" +
      "create policy two on public.notes for insert to service_role with check (true);",
    finds: "rls_policy_always_true_public.notes_one",
  },
  public_bucket_allows_listing: {
    given: BUCKET,
    bad: "create policy one on storage.objects for select to authenticated using (bucket_id = 'logos');",
    good: "create policy one on storage.objects for select to authenticated\n" +
      "  using (bucket_id = 'logos' and owner_id = (select auth.uid())::text);\n" +
      "create policy two on storage.objects for select to authenticated using (bucket_id = 'other');",
    finds: "public_bucket_allows_listing_logos_one",
  },
  anon_security_definer_function_executable: {
    given: DEFINER,
    bad: "",
    good:
      "revoke execute on function public.two() from public; grant execute on function public.two() to service_role;",
    finds: "anon_security_definer_function_executable_public.two()",
  },
  authenticated_security_definer_function_executable: {
    given: DEFINER,
    bad:
      "revoke execute on function public.two() from public; grant execute on function public.two() to authenticated;",
    good: "revoke execute on function public.two() from public; grant execute on function public.two() to anon;",
    finds: "authenticated_security_definer_function_executable_public.two()",
  },
};

async function advise(transaction: Transaction, lint: string): Promise<Advice[]> {
  // An empty path makes every printed name complete; the exposed schemas are those of config.toml.
  await transaction`
    select set_config('search_path', '', true), set_config('pgrst.db_schemas', 'public, graphql_public', true)`;
  return [...await transaction.unsafe<Advice[]>(LINTS.get(lint)!)];
}

const bare = await bareDatabase();
Deno.test.afterAll(() => bare.drop());

for (const [lint, { given = "", bad, good, finds, says = /./, superuser }] of Object.entries(EXAMPLES)) {
  const connection = superuser ? bare.admin : bare.sql;
  const check = (change: string) =>
    rolledBack(connection, async (transaction) => {
      await transaction.unsafe(given + change);
      return await advise(transaction, lint);
    });

  Deno.test(`advisor ${lint} finds its example and nothing once it is corrected`, async () => {
    const found = await check(bad);
    assert.deepEqual(found.map(({ name, cache_key }) => ({ name, cache_key })), [{ name: lint, cache_key: finds }]);
    assert.match(found[0].detail, says);
    assert.deepEqual(await check(good), []);
  });
}

Deno.test("every advisor has an example and finds nothing in a new project", async () => {
  assert.deepEqual(Object.keys(EXAMPLES).sort(), [...LINTS.keys()].sort());
  for (const lint of LINTS.keys()) {
    assert.deepEqual(await rolledBack(bare.sql, (transaction) => advise(transaction, lint)), [], lint);
  }
});

Deno.test("the migrated database gives the advisors nothing to say but the listed exceptions", async () => {
  const migrated = await testDatabase();
  try {
    const advice: Advice[] = [];
    for (const lint of LINTS.keys()) {
      advice.push(...await rolledBack(migrated.sql, (transaction) => advise(transaction, lint)));
    }
    const allowed = new Set(EXCEPTIONS.map((exception) => exception.cache_key));
    assert.deepEqual(advice.filter((found) => !allowed.has(found.cache_key)), []);

    const found = new Set(advice.map((one) => one.cache_key));
    const stale = EXCEPTIONS.filter((exception) => !found.has(exception.cache_key));
    assert.deepEqual(stale, [], "an exception that no advisor asks for any more");
    assert.ok(EXCEPTIONS.every((exception) => exception.reason.length >= 20), "an exception says why");
  } finally {
    await migrated.drop();
  }
});
