import assert from "node:assert/strict";
import { openPool, type Sql } from "../../shared/db/pool.ts";
import { actorTransaction, readFlight } from "../../shared/db/request_transaction.ts";
import { problemOf } from "../../shared/db/sqlstate.ts";
import { openWorld } from "../support/world.ts";

const world = await openWorld();
Deno.test.afterAll(() => world.close());

/** A pool with a single connection: whoever comes next gets what the one before left behind. */
async function withOneConnection(work: (pool: ReturnType<typeof openPool>) => Promise<void>): Promise<void> {
  const pool = openPool({ ...world.runtime.config, DB_POOL_MAX: 1 });
  try {
    await work(pool);
  } finally {
    await pool.end({ timeout: 1 });
  }
}

const asGate = ((sql: Sql) => sql`select null::json as entered, set_config('role', 'comptoir_gate', true)`) as never;
const whoAmI = (sql: Sql) =>
  sql<{ who: string; pid: number }[]>`select current_user::text as who, pg_backend_pid() as pid`;

/** Ends a backend and waits until it is gone. */
async function end(pid: number): Promise<void> {
  const { sql } = world.db;
  await sql`select pg_terminate_backend(${pid}, 5000)`;
}

const isUnavailable = (error: unknown) => problemOf(error)?.kind.code === "SERVICE_UNAVAILABLE";

Deno.test("a transaction whose connection dies is refused as unavailable, and the next one finds a fresh connection", async () => {
  await withOneConnection(async (pool) => {
    const broken = actorTransaction(pool, asGate, "read write", async (sql) => {
      const [{ pid }] = await whoAmI(sql);
      await end(pid);
      return await whoAmI(sql);
    });
    await assert.rejects(broken, isUnavailable);
    const { result } = await actorTransaction(pool, asGate, "read write", (sql) => whoAmI(sql));
    assert.equal(result[0].who, "comptoir_gate");
    const [after] = await whoAmI(pool as unknown as Sql);
    assert.equal(after.who, "postgres");
  });
});

Deno.test("a statement of a dead transaction never runs inside the transaction that got its connection", async () => {
  await withOneConnection(async (pool) => {
    const died = Promise.withResolvers<void>();
    const taken = Promise.withResolvers<void>();
    const stale = actorTransaction(pool, asGate, "read write", async (sql) => {
      const [{ pid }] = await whoAmI(sql);
      const late = whoAmI(sql);
      await end(pid);
      died.resolve();
      await taken.promise;
      return await late;
    });
    stale.catch(() => {});
    await died.promise;
    const other = actorTransaction(pool, asGate, "read write", async (sql) => {
      await whoAmI(sql);
      taken.resolve();
      await assert.rejects(stale, isUnavailable);
      return await whoAmI(sql);
    });
    assert.equal((await other).result[0].who, "comptoir_gate");
  });
});

Deno.test("a flight whose connection dies is refused and harms nobody", async () => {
  await withOneConnection(async (pool) => {
    const broken = readFlight(pool, asGate, (sql) => [sql`select pg_terminate_backend(pg_backend_pid())`, whoAmI(sql)]);
    await assert.rejects(broken);
    const { rows } = await readFlight(pool, asGate, (sql) => [whoAmI(sql)]);
    assert.equal(rows[0][0].who, "comptoir_gate");
  });
});

Deno.test("a statement that cannot be built fails its request, and nobody gets an answer meant for somebody else", async () => {
  await withOneConnection(async (pool) => {
    const broken = actorTransaction(pool, asGate, "read write", async (sql) => {
      const first = whoAmI(sql);
      // The driver refuses undefined while it writes the statement, after it has taken it.
      const [, [row]] = await Promise.all([first, sql`select ${undefined as never} as n`]);
      return row;
    });
    await assert.rejects(broken);
    const answers = await Promise.all(
      [1, 2, 3].map((n) =>
        actorTransaction(pool, asGate, "read write", (sql) => sql<{ n: number }[]>`select ${n}::int as n`)
      ),
    );
    assert.deepEqual(answers.map(({ result }) => result[0].n), [1, 2, 3]);
  });
});
