import assert from "node:assert/strict";
import { type ConsumerDefinition, defineConsumer, type OutboxEvent } from "../../shared/jobs/define_consumer.ts";
import { type ConsumerRunner, createConsumerRunner } from "../../shared/jobs/run_consumers.ts";
import { createRuntime } from "../../shared/http/runtime.ts";
import { joinBackground } from "../../shared/jobs/background.ts";
import { runBackground } from "../../shared/jobs/run_background.ts";
import type { Sql } from "../../shared/db/pool.ts";
import { signalled, until } from "../support/until.ts";
import { openWorld, type TestTenant } from "../support/world.ts";

const world = await openWorld();
Deno.test.afterAll(() => world.close());
const { runtime } = world;
const { sql } = world.db;

await sql`create table public.told (n bigint generated always as identity, tenant_id uuid, label text)`;
await sql`grant select, insert on public.told to authenticated`;

const tell = async (event: OutboxEvent, tx: Sql) => {
  await tx`insert into public.told (tenant_id, label) values (app.tenant_id(), ${String(event.payload.label)})`;
};
const told = async (tenant: TestTenant) =>
  (await sql`select label from public.told where tenant_id = ${tenant.id} order by n`).map((row) => row.label);

/** Rounds until so many were seen: transactions of the other tests on the server hold the horizon back too. */
const roundsUntil = (runner: ConsumerRunner, condition: () => boolean | Promise<boolean>) =>
  until(async () => {
    await runner.round();
    return await condition();
  }, "all is handed over");

let names = 0;

/** A consumer under a name of its own that writes down what it is handed. */
function recorder(act: (event: OutboxEvent, tx: Sql) => Promise<void> | void = () => {}) {
  const seen: { tenantId: string; label: string; id: string }[] = [];
  const consumer = defineConsumer({
    name: `probe.${String.fromCharCode(97 + names++)}`,
    types: ["probe.noted"],
    startsWith: "next",
    async handle(batch, { sql: tx, tenantId }) {
      for (const event of batch) {
        await act(event, tx);
        seen.push({ tenantId, label: String(event.payload.label), id: event.id });
      }
    },
  });
  return { consumer, seen };
}

async function runnerOf(consumer: ConsumerDefinition, leaseSeconds?: number) {
  const runner = createConsumerRunner(runtime, [consumer], { leaseSeconds });
  await runner.round();
  return runner;
}

function publish(tx: Sql, tenant: TestTenant, label: string, entity = crypto.randomUUID(), type = "probe.noted") {
  return tx`select app.publish(${type}, 'probe', ${entity}, 'tasks', ${
    JSON.stringify({ label })
  }::text::jsonb, ${tenant.id})`;
}

/** A transaction that the test opens and ends by hand. */
async function openTransaction() {
  const tx = await sql.reserve();
  await tx`begin`;
  return {
    tx: tx as unknown as Sql,
    async commit() {
      await tx`commit`;
      tx.release();
    },
  };
}

Deno.test("a consumer is handed the events of a slow transaction too, in their place", async () => {
  const tenant = await world.tenant();
  const { consumer, seen } = recorder();
  const runner = await runnerOf(consumer);
  const slow = await openTransaction();
  await publish(slow.tx, tenant, "drawn first, committed last");
  await publish(sql, tenant, "drawn last, committed first");
  await runner.round();
  assert.equal(seen.length, 0, "nothing is read past a transaction that may still commit");
  await slow.commit();
  await roundsUntil(runner, () => seen.length > 0);
  assert.deepEqual(seen.map((s) => s.label), ["drawn first, committed last", "drawn last, committed first"]);
  await runner.round();
  assert.equal(seen.length, 2, "once");
  await runner.stop();
});

Deno.test("a consumer waits for a transaction that is younger than all that have ended", async () => {
  const tenant = await world.tenant();
  const { consumer, seen } = recorder();
  const runner = await runnerOf(consumer);
  const youngest = await openTransaction();
  await publish(youngest.tx, tenant, "youngest");
  for (let i = 0; i < 3; i++) await runner.round();
  await youngest.commit();
  await roundsUntil(runner, () => seen.length > 0);
  assert.deepEqual(seen.map((s) => s.label), ["youngest"]);
  await runner.stop();
});

Deno.test("events of one entity come in the order in which its row was locked, whichever transaction started first", async () => {
  const tenant = await world.tenant();
  const { consumer, seen } = recorder();
  const runner = await runnerOf(consumer);
  const entity = crypto.randomUUID();
  const early = await openTransaction();
  await early.tx`select pg_current_xact_id()`;
  const long = await openTransaction();
  await long.tx`select pg_current_xact_id()`;
  await publish(sql, tenant, "first", entity);
  await publish(early.tx, tenant, "second", entity);
  await early.commit();
  await runner.round();
  await publish(long.tx, tenant, "third", entity);
  await long.commit();
  await roundsUntil(runner, () => seen.length > 2);
  assert.deepEqual(seen.map((s) => s.label), ["first", "second", "third"]);
  await runner.stop();
});

Deno.test("a consumer sees only its types, and begins with what happens after it was first seen", async () => {
  const tenant = await world.tenant();
  await publish(sql, tenant, "before");
  const { consumer, seen } = recorder();
  const all: string[] = [];
  const oldest = defineConsumer({
    name: "probe.oldest",
    types: "all",
    startsWith: "oldest",
    handle: (batch, { tenantId }) => {
      if (tenantId === tenant.id) all.push(...batch.map((event) => String(event.payload.label)));
      return Promise.resolve();
    },
  });
  const runner = createConsumerRunner(runtime, [consumer, oldest]);
  await runner.round();
  await publish(sql, tenant, "other", undefined, "probe.ignored");
  await publish(sql, tenant, "after");
  await roundsUntil(runner, () => seen.length === 1 && all.length === 3);
  assert.deepEqual(seen.map((s) => s.label), ["after"]);
  assert.deepEqual(all, ["before", "other", "after"]);
  await runner.stop();
});

Deno.test("a tenant whose events fail waits with all of them, keeps nothing of the batch, and catches up in order; others go on", async () => {
  const [broken, fine] = [await world.tenant(), await world.tenant()];
  let isBroken = true;
  const { consumer, seen } = recorder(async (event, tx) => {
    await tell(event, tx);
    if (isBroken && event.payload.label === "b2") throw new Error("cannot deal with it");
  });
  const runner = await runnerOf(consumer);
  await publish(sql, broken, "b1");
  await publish(sql, broken, "b2");
  await publish(sql, fine, "f1");
  await roundsUntil(runner, () => seen.some((s) => s.label === "f1"));
  await publish(sql, broken, "b3");
  await publish(sql, fine, "f2");
  await roundsUntil(runner, () => seen.some((s) => s.label === "f2"));
  assert.deepEqual(seen.filter((s) => s.tenantId === fine.id).map((s) => s.label), ["f1", "f2"]);
  assert.deepEqual(await told(broken), [], "rolled back with the batch");
  const [lag] = await sql`
    select attempts > 0 as failed, last_error from app.consumer_positions
    where tenant_id = ${broken.id} and consumer = ${consumer.name}`;
  assert.deepEqual({ ...lag }, { failed: true, last_error: "The job failed." });
  isBroken = false;
  await roundsUntil(runner, async () => (await told(broken)).length === 3);
  assert.deepEqual(await told(broken), ["b1", "b2", "b3"]);
  await publish(sql, broken, "b4");
  await roundsUntil(runner, async () => (await told(broken)).length === 4);
  const lags = await sql`
    select from app.consumer_positions where tenant_id = ${broken.id} and next_attempt_at is not null`;
  assert.equal(lags.length, 0, "and lags no more");
  await runner.stop();
});

Deno.test("several workers hand every event over exactly once, also when leases run out under them", async () => {
  const tenants = await Promise.all([world.tenant(), world.tenant(), world.tenant()]);
  const { consumer } = recorder(tell);
  await runnerOf(consumer).then((runner) => runner.stop());
  // A lease of no time at all: each round takes the consumer away from whoever holds it.
  const runners = [0, 1, 2].map(() => createConsumerRunner(runtime, [consumer], { leaseSeconds: 0 }));
  const labels = Array.from({ length: 60 }, (_, i) => `n${i}`);
  let published = 0;
  const writing = Promise.all(tenants.map(async (tenant) => {
    for (const label of labels) {
      await publish(sql, tenant, label);
      published++;
    }
  }));
  const isDone = async () => {
    const [{ n }] = await sql`select count(*)::int as n from public.told where tenant_id = any (${
      tenants.map((t) => t.id)
    })`;
    return published === 180 && n >= 180;
  };
  await Promise.all(runners.map((runner) => roundsUntil(runner, isDone)));
  await writing;
  await Promise.all(runners.map((runner) => runner.round()));
  for (const tenant of tenants) assert.deepEqual(await told(tenant), labels);
  await Promise.all(runners.map((runner) => runner.stop()));
});

Deno.test("a worker asleep is woken by the commit of an event, and leaves its consumers behind when it stops", async () => {
  const tenant = await world.tenant();
  const { consumer, seen } = recorder();
  // Whoever listens has a connection of its own, whatever the pooler of the others.
  const direct = createRuntime({ ...runtime.config, DB_PREPARE: true }, { log: () => {} });
  const running = runBackground(direct, joinBackground({ consumers: [consumer] }));
  await until(
    async () => (await sql`select from app.naps where channel = 'events' and until > now()`).length > 0,
    "asleep",
  );
  await publish(sql, tenant, "wake up");
  await until(() => seen.length === 1, "handed over");
  await running.stop();
  await direct.close();
  const [{ lease_id }] = await sql`select lease_id from app.consumers where name = ${consumer.name}`;
  assert.equal(lease_id, null);
});

Deno.test("the tenant that is switched off is waited for, and gets its events when it is back", async () => {
  const tenant = await world.tenant();
  const { consumer, seen } = recorder();
  const runner = await runnerOf(consumer);
  await publish(sql, tenant, "meanwhile");
  await sql`update identity.tenants set status = 'suspended' where id = ${tenant.id}`;
  await roundsUntil(
    runner,
    async () =>
      (await sql`select from app.consumer_positions where tenant_id = ${tenant.id} and attempts > 0`).length > 0,
  );
  assert.equal(seen.length, 0);
  await sql`update identity.tenants set status = 'active' where id = ${tenant.id}`;
  await roundsUntil(runner, () => seen.length > 0);
  assert.deepEqual(seen.map((s) => s.label), ["meanwhile"]);
  await runner.stop();
});

Deno.test("a batch that is being dealt with keeps the consumer, however long it takes", async () => {
  const tenant = await world.tenant();
  const [started, finish] = [signalled(), signalled()];
  const { consumer, seen } = recorder(async () => {
    started.fire();
    await finish.promise;
  });
  const runner = await runnerOf(consumer, 0);
  await publish(sql, tenant, "slow");
  const dealing = roundsUntil(runner, () => seen.length > 0);
  await started.promise;
  const other = createConsumerRunner(runtime, [consumer], { leaseSeconds: 0 });
  const waiting = other.round();
  finish.fire();
  await Promise.all([dealing, waiting]);
  await other.round();
  assert.equal(seen.length, 1);
  await Promise.all([runner.stop(), other.stop()]);
});
