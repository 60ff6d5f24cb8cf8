import assert from "node:assert/strict";
import { join } from "node:path";
import fc from "fast-check";
import { migrate, MigrationError, seed } from "../../supabase/local/migrate.ts";
import { lineAt, splitStatements, sqlTokens } from "../../supabase/local/sql_text.ts";
import { bareDatabase, type TestDatabase } from "../support/database.ts";

async function withProject(
  files: Record<string, string>,
  work: (database: TestDatabase, dir: string) => Promise<void>,
): Promise<void> {
  const [database, dir] = await Promise.all([bareDatabase(), Deno.makeTempDir()]);
  try {
    for (const [name, text] of Object.entries(files)) await Deno.writeTextFile(join(dir, name), text);
    await work(database, dir);
  } finally {
    await Promise.all([database.drop(), Deno.remove(dir, { recursive: true })]);
  }
}

function failsWith(pattern: RegExp) {
  return (error: unknown) => error instanceof MigrationError && pattern.test(error.message);
}

const FIRST = "20260101000100_first.sql";
const SECOND = "20260101000200_second.sql";

Deno.test("migrate applies what is missing in order, as postgres, and records it like the Supabase CLI", () =>
  withProject({
    [SECOND]: "insert into numbers values (2);",
    [FIRST]: "-- numbers\ncreate table public.numbers (n int);\ninsert into numbers values (1)",
  }, async (database, dir) => {
    assert.deepEqual(await migrate(database.url, { dir }), [FIRST, SECOND]);
    assert.deepEqual(await migrate(database.url, { dir }), []);
    const rows = await database.sql`select * from supabase_migrations.schema_migrations order by version`;
    assert.deepEqual([...rows], [
      {
        version: "20260101000100",
        name: "first",
        statements: ["-- numbers\ncreate table public.numbers (n int)", "insert into numbers values (1)"],
      },
      { version: "20260101000200", name: "second", statements: ["insert into numbers values (2)"] },
    ]);
    const [table] = await database.sql`
      select tableowner from pg_tables where schemaname = 'public' and tablename = 'numbers'`;
    assert.equal(table.tableowner, "postgres");
  }));

Deno.test("migrate stops after the wanted version", () =>
  withProject({ [FIRST]: "select 1", [SECOND]: "select 2" }, async (database, dir) => {
    assert.deepEqual(await migrate(database.url, { dir, until: "20260101000100" }), [FIRST]);
  }));

Deno.test("migrate leaves nothing of a failing file and names its line", () =>
  withProject(
    { [FIRST]: "create table a (id int);\n\n-- broken\ncreate table b (\n  id int,\n  other unknown_type\n);\n" },
    async (database, dir) => {
      await assert.rejects(
        migrate(database.url, { dir }),
        failsWith(/^20260101000100_first\.sql:6: ERROR 42704: type/),
      );
      const [row] = await database.sql`
        select to_regclass('public.a') as a, (select count(*)::int from supabase_migrations.schema_migrations) as done`;
      assert.deepEqual(row, { a: null, done: 0 });
    },
  ));

Deno.test("migrate names the statement when the server gives no position", () =>
  withProject(
    { [FIRST]: "create table a (id int primary key);\n-- 'é€𝄞'\ninsert into a values (1),\n  (1);" },
    async (database, dir) => {
      await assert.rejects(
        migrate(database.url, { dir }),
        failsWith(/first\.sql:3: ERROR 23505: .*\n {2}Key \(id\)=\(1\)/s),
      );
    },
  ));

Deno.test("migrate refuses a renamed, a lost and a doubled version", () =>
  withProject({ [FIRST]: "select 1" }, async (database, dir) => {
    await migrate(database.url, { dir });
    await Deno.rename(join(dir, FIRST), join(dir, "20260101000100_other.sql"));
    await assert.rejects(migrate(database.url, { dir }), failsWith(/was applied as 20260101000100_first/));
    await Deno.rename(join(dir, "20260101000100_other.sql"), join(dir, SECOND));
    await assert.rejects(migrate(database.url, { dir }), failsWith(/20260101000100_first, which this checkout lacks/));
    await Deno.writeTextFile(join(dir, "20260101000200_twin.sql"), "select 1");
    await assert.rejects(migrate(database.url, { dir }), failsWith(/has version 20260101000200 too/));
  }));

Deno.test("migrate may run twice at the same time", () =>
  withProject({ [FIRST]: "create table a (id int)", [SECOND]: "create table b (id int)" }, async (database, dir) => {
    const runs = await Promise.all(Array.from({ length: 4 }, () => migrate(database.url, { dir })));
    assert.deepEqual(runs.flat().sort(), [FIRST, SECOND]);
  }));

Deno.test("seed runs the whole script or nothing", () =>
  withProject({ [FIRST]: "create table public.a (id int primary key)" }, async (database, dir) => {
    await migrate(database.url, { dir });
    const path = join(dir, "seed.txt");
    await Deno.writeTextFile(path, "insert into a values (1);\ninsert into a values (1);");
    await assert.rejects(seed(database.url, path), failsWith(/^seed\.txt:2: ERROR 23505/));
    await Deno.writeTextFile(path, "insert into a values (1);\ninsert into a values (2);");
    await seed(database.url, path);
    const rows = await database.sql`select id from a order by id`;
    assert.deepEqual([...rows], [{ id: 1 }, { id: 2 }]);
  }));

const texts = (sql: string) => splitStatements(sql).map((statement) => statement.text);

Deno.test("splitStatements keeps semicolons inside quotes, comments, parentheses and bodies", () => {
  const whole = [
    "select ';', e'\\';', \";\", $$;$$, $a$ $$;$$ $a$, U&';'",
    "select 1 /* ; /* ; */ ; */ + 1",
    "select 1 -- ;\n + 1",
    "create rule r as on insert to t do also (select 1; select 2)",
    "create function f(a int) returns int begin atomic select case when a > 1 then 2 else 3 end; select 4; end",
    "create or replace procedure p() language plpgsql as $body$ begin perform 1; end; $body$",
    "select 'it''s; fine', a$b from t1",
  ];
  for (const statement of whole) assert.deepEqual(texts(statement), [statement]);
  assert.deepEqual(texts(`${whole.join(";\n")};`), whole);
});

Deno.test("splitStatements gives the line of the first word and drops a tail of comments", () => {
  const script = "\n-- about a\nselect 1;\n\n\nselect\n2;\n-- the end\n";
  assert.deepEqual(splitStatements(script).map(({ text, line }) => ({ text, line })), [
    { text: "-- about a\nselect 1", line: 3 },
    { text: "select\n2", line: 6 },
  ]);
});

Deno.test("splitStatements lets a transaction end and a cursor be closed without opening a body", () => {
  assert.deepEqual(texts("begin; select 1; end; select 2"), ["begin", "select 1", "end", "select 2"]);
});

Deno.test("sqlTokens lose nothing, whatever the text", () => {
  const piece = fc.constantFrom(
    "'",
    '"',
    "$$",
    "$a$",
    "--",
    "/*",
    "*/",
    "\n",
    ";",
    "e'",
    "\\",
    "a",
    "é",
    "1",
    " ",
    "(",
    "𝄞",
  );
  fc.assert(fc.property(fc.array(piece, { maxLength: 30 }), (pieces) => {
    const sql = pieces.join("");
    assert.equal(Array.from(sqlTokens(sql), (token) => token.text).join(""), sql);
  }));
});

Deno.test("lineAt counts from one", () => {
  assert.deepEqual([0, 1, 2, 3].map((offset) => lineAt("a\nb\n", offset)), [1, 1, 2, 2]);
});
