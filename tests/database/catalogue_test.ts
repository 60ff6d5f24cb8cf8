import assert from "node:assert/strict";
import { fileURLToPath } from "node:url";
import { allProblems, findProblem } from "../../shared/contracts/kit/problems.ts";
import { PERMISSIONS } from "../../shared/contracts/permissions.ts";
import { testDatabase } from "../support/database.ts";
import { loadEveryProblem, readSource, sourceFiles } from "../support/source_tree.ts";
import { rolledBack, type Transaction } from "../support/transactions.ts";
import { FUNCTION_RULES, GRANT_RULES } from "./catalogue_access_rules.ts";
import { OURS, SAMPLE, TABLE_RULES } from "./catalogue_rules.ts";
import { NAMES_WITHOUT_PROBLEM } from "./constraint_names.ts";

const db = await testDatabase();
Deno.test.afterAll(() => db.drop());

const ROOT = new URL("../../", import.meta.url);
const DEFINER_LIST = new URL("./definer_functions.txt", import.meta.url);

async function offenders(transaction: Transaction, sql: string): Promise<string[]> {
  // An empty path makes every printed name complete.
  await transaction`select set_config('search_path', '', true)`;
  const rows = await transaction.unsafe<{ offender: string }[]>(`${OURS} ${sql}`);
  return rows.map((row) => row.offender).sort();
}

/** Fails with one offender per line, and with every exception nobody needs any more. */
function assertOnlyAllowed(found: string[], allowed: Record<string, string>): void {
  const unexpected = found.filter((one) => !(one in allowed));
  assert.equal(unexpected.length, 0, `broken by:\n  ${unexpected.join("\n  ")}`);
  const stale = Object.keys(allowed).filter((one) => !found.includes(one));
  assert.equal(stale.length, 0, `allowed, but no longer there:\n  ${stale.join("\n  ")}`);
  assert.ok(Object.values(allowed).every((reason) => reason.length >= 20), "an exception says why");
}

for (const rule of [...TABLE_RULES, ...GRANT_RULES, ...FUNCTION_RULES]) {
  Deno.test(`catalogue: ${rule.says}`, async () => {
    assertOnlyAllowed(await rolledBack(db.sql, (tx) => offenders(tx, rule.sql)), rule.allowed);
  });

  Deno.test(`catalogue: the rule "${rule.says}" finds its example and passes a well-made table`, async () => {
    const [before, good, bad] = await rolledBack(db.sql, async (tx) => {
      const untouched = await offenders(tx, rule.sql);
      await tx.unsafe(SAMPLE);
      const wellMade = await offenders(tx, rule.sql);
      await tx.unsafe(rule.breaks);
      return [untouched, wellMade, await offenders(tx, rule.sql)];
    });
    assert.deepEqual(good, before);
    assert.ok(bad.includes(rule.finds), `found ${bad.filter((one) => !before.includes(one)).join(", ") || "nothing"}`);
  });
}

Deno.test("catalogue: SECURITY DEFINER functions are exactly the reviewed ones", async () => {
  const found = await rolledBack(
    db.sql,
    (tx) => offenders(tx, "select full_name as offender from functions where definer"),
  );
  const reviewed = new Map(
    (await Deno.readTextFile(DEFINER_LIST)).split("\n").filter((line) => line.trim() !== "" && !line.startsWith("#"))
      .map((line) => line.split(/\s+-- /) as [string, string]),
  );
  const missing = found.filter((name) => !reviewed.has(name));
  assert.equal(missing.length, 0, `not reviewed in definer_functions.txt:\n  ${missing.join("\n  ")}`);
  const gone = [...reviewed.keys()].filter((name) => !found.includes(name));
  assert.equal(gone.length, 0, `reviewed, but no longer there:\n  ${gone.join("\n  ")}`);
  const unexplained = [...reviewed].filter(([, reason]) => (reason ?? "").length < 15).map(([name]) => name);
  assert.equal(unexplained.length, 0, `without a reason:\n  ${unexplained.join("\n  ")}`);
});

/** Answer finished JSON past the policies: each checks its one record by the rule of the policy, and a test of its scopes says so. */
const CHECK_THEIR_CALLER = new Set(["finance.invoice_json"]);

Deno.test("catalogue: functions that answer finished JSON are plpgsql, stable and run as the caller", async () => {
  const named = new Set<string>();
  for (const path of await sourceFiles("functions", ".ts")) {
    for (const [, name] of (await readSource(path)).matchAll(/\bfn: "([a-z_]+\.[a-z_]+)"/g)) named.add(name);
  }
  assert.ok(named.size > 0, "at least the list of contacts is answered this way");
  const rows = await rolledBack(
    db.sql,
    (tx) =>
      tx.unsafe<{ short_name: string; language: string; definer: boolean; volatility: string }[]>(
        `${OURS} select short_name, language, definer, volatility from functions`,
      ),
  );
  const wrong = [...named].filter((name) => {
    const versions = rows.filter((row) => row.short_name === name);
    return versions.length === 0 ||
      versions.some((row) =>
        row.language !== "plpgsql" || row.definer !== CHECK_THEIR_CALLER.has(name) || row.volatility !== "s"
      );
  });
  assert.deepEqual(wrong, []);
});

Deno.test("catalogue: the permission registry is the same in the code and in the database", async () => {
  const rows = await db.sql<{ key: string; description: string }[]>`
    select key, description from identity.permissions where key <> '*' order by key`;
  const stored = Object.fromEntries(rows.map(({ key, description }) => [key, description]));
  assert.deepEqual(stored, { ...PERMISSIONS });
});

Deno.test("catalogue: policies, functions and triggers name only permission keys that exist", async () => {
  const rows = await rolledBack(
    db.sql,
    (tx) =>
      tx.unsafe<{ place: string; key: string }[]>(`${OURS}
      select p.full_name || ' ' || p.name as place, m[1] as key from policies p,
        regexp_matches(using_text || check_text, 'app\\.(?:read|write)_scope\\(''([^'']+)''', 'g') m
      union select f.full_name, m[1] from functions f,
        regexp_matches(body, 'app\\.(?:read|write)_scope\\(''([^'']+)''', 'g') m
      union select g.full_name || ' ' || g.name, g.arguments[2] from triggers g where g.calls = 'app.announce'
      union select f.full_name, m[1] from functions f,
        regexp_matches(body, 'app\\.publish\\(\\s*''[^'']*'',\\s*''[^'']*'',\\s*[^,]+,\\s*''([^'':]+)''', 'g') m`),
  );
  const unknown = rows.filter(({ key }) => !(key in PERMISSIONS)).map(({ place, key }) => `${place}: ${key}`);
  assert.ok(rows.some((row) => row.key === "contacts"), "the search found the keys there are");
  assert.equal(unknown.length, 0, `unknown keys:\n  ${unknown.join("\n  ")}`);
});

Deno.test("catalogue: what callers can violate is named like a problem of the catalogue", async () => {
  await loadEveryProblem();
  assert.ok(allProblems().length > 0);
  const writtenBySources: string[] = [];
  for (const path of await sourceFiles("functions", "_queries.ts")) {
    for (const [, table] of (await readSource(path)).matchAll(/\b(?:insert into|update) ([a-z_]+\.[a-z_]+)/g)) {
      writtenBySources.push(table);
    }
  }
  const names = await rolledBack(
    db.sql,
    (tx) =>
      offenders(
        tx,
        `, written as (
           select t.id from tables t where t.full_name = any ('{${writtenBySources.join(",")}}'::text[])
             or exists (
               select from functions f
               where not f.is_trigger and (f.definer or has_function_privilege('authenticated', f.id, 'execute'))
                 and f.body ~* ('(insert into|update) ' || replace(t.full_name, '.', '\\.') || '\\M')
             )
         )
         select distinct i.name as offender from indexes i join written w on w.id = i.indrelid
           where of_tenant and indisunique and not indisprimary and name not like '%\\_tenant\\_key'
         union select x.conname::text from pg_constraint x join written w on w.id = x.conrelid where x.contype = 'x'
         union select f.name from foreign_keys f join written w on w.id = f.conrelid where of_tenant and exists (
           select from unnest(f.conkey) as k join columns c on c.attrelid = f.conrelid and c.attnum = k, aclexplode(c.attacl) a
           where k is distinct from f.tenant_column and pg_get_userbyid(a.grantee) = 'authenticated'
             and a.privilege_type in ('INSERT', 'UPDATE')
         )`,
      ),
  );
  assertOnlyAllowed(names.filter((name) => !findProblem(name)), NAMES_WITHOUT_PROBLEM);
});

Deno.test("catalogue: no constraint got a name of chance where its violation would reach a caller", async () => {
  const found = await rolledBack(
    db.sql,
    (tx) =>
      offenders(
        tx,
        `select t.full_name || ' ' || k.conname as offender from pg_constraint k join tables t on t.id = k.conrelid
         where k.contype = 'c' and k.conname ~ '_check[0-9]*$'
         union select full_name || ' ' || name from foreign_keys
         where target_of_tenant and cardinality(conkey) > 1 and name ~ '_fkey[0-9]*$'`,
      ),
  );
  assert.deepEqual(found, []);
});

Deno.test("catalogue: this file reads the migrations of this checkout", async () => {
  const [{ versions }] = await db.sql<{ versions: string[] }[]>`
    select array_agg(version order by version) as versions from supabase_migrations.schema_migrations`;
  const until = Deno.env.get("COMPTOIR_TEST_UNTIL");
  const files = Array.from(Deno.readDirSync(fileURLToPath(new URL("supabase/migrations/", ROOT))), (f) => f.name)
    .filter((name) => name.endsWith(".sql")).map((name) => name.split("_")[0]).sort();
  assert.deepEqual(versions, files.filter((version) => !until || version <= until));
});
