import assert from "node:assert/strict";
import { formatTally, readTally } from "../support/run.ts";
import { testDatabase } from "../support/database.ts";

const COLOURED = "\x1b[0m\x1b[32mok\x1b[0m | 12 passed (3 steps) | 0 failed | 2 ignored \x1b[38;5;245m(1s)\x1b[0m\n";

Deno.test("readTally reads the summary through its colours", () => {
  assert.deepEqual(readTally(COLOURED, true), { passed: 12, failed: 0, skipped: 2 });
  const failed = "FAILED | 7 passed | 14 failed (2 steps) | 5 filtered out (333ms)\n\nerror: Test failed\n";
  assert.deepEqual(readTally(failed, false), { passed: 7, failed: 14, skipped: 0 });
});

Deno.test("readTally is not fooled by what a test prints", () => {
  assert.deepEqual(
    readTally("99 passed | 0 failed\nok | 98 passed | 0 failed\nok | 1 passed | 0 failed (2ms)", true),
    {
      passed: 1,
      failed: 0,
      skipped: 0,
    },
  );
});

Deno.test("readTally counts a run that ended badly as a failure", () => {
  assert.deepEqual(readTally("error: TS2322 [ERROR]: Type 'string' is not assignable", false), {
    passed: 0,
    failed: 1,
    skipped: 0,
  });
  assert.equal(readTally("FAILED | 3 passed | 0 failed (1s)", false).failed, 1);
});

Deno.test("formatTally names skipped tests only when there are some", () => {
  assert.equal(formatTally({ passed: 2, failed: 1, skipped: 0 }), "2 passed, 1 failed");
  assert.equal(formatTally({ passed: 2, failed: 0, skipped: 3 }), "2 passed, 0 failed, 3 skipped");
});

Deno.test("testDatabase gives every caller a database of its own, ready to broadcast", async () => {
  const [one, two] = await Promise.all([testDatabase(), testDatabase()]);
  await one.sql`create table public.mine (id int)`;
  const [row] = await two.sql`
    select to_regclass('public.mine') as mine, current_user as role,
      to_regclass('realtime.messages_' || to_char(now(), 'YYYY_MM_DD')) is not null as today`;
  assert.deepEqual(row, { mine: null, role: "postgres", today: true });
  await Promise.all([one.drop(), two.drop()]);
});

Deno.test("testDatabase gives dates and timestamps as text, to the microsecond", async () => {
  const database = await testDatabase();
  const [row] = await database.sql`
    select '2026-01-31'::date as day, '2026-01-31 10:00:00.123456+00'::timestamptz as moment,
      ${"2026-01-31T10:00:00.123456Z"}::timestamptz = '2026-01-31 10:00:00.123456+00' as exact,
      ${new Date(0)}::timestamptz = 'epoch' as date`;
  assert.deepEqual(row, { day: "2026-01-31", moment: "2026-01-31 10:00:00.123456+00", exact: true, date: true });
  await database.drop();
});

Deno.test("testDatabase drops under the connections of others", async () => {
  const database = await testDatabase();
  const idle = await testDatabase();
  const name = database.name;
  await database.sql.reserve();
  await database.drop();
  const rows = await idle.admin`select from pg_database where datname = ${name}`;
  assert.equal(rows.length, 0);
  await idle.drop();
});

for (const [prepare, statements] of [[true, 1], [false, 0]] as const) {
  Deno.test(`testDatabase with prepare ${prepare} leaves ${statements} named statement on the server`, async () => {
    const database = await testDatabase({ prepare });
    const connection = await database.sql.reserve();
    const marker = 42;
    await connection`select ${marker}::int as marker`;
    const rows = await connection.unsafe(
      "select statement from pg_prepared_statements where statement like '%as marker%'",
    );
    connection.release();
    assert.equal(rows.length, statements);
    await database.drop();
  });
}
