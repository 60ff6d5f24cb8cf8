import assert from "node:assert/strict";
import { joinBackground } from "../../shared/jobs/background.ts";
import { JobError, JobLost, TransientError } from "../../shared/jobs/failures.ts";
import { runBackground } from "../../shared/jobs/run_background.ts";
import { createJobRunner } from "../../shared/jobs/run_jobs.ts";
import { signalled, until } from "../support/until.ts";
import { openWorld } from "../support/world.ts";
import { probeJob, queueOf } from "./probe_jobs.ts";

const world = await openWorld();
Deno.test.afterAll(() => world.close());
const { runtime } = world;
const { sql } = world.db;
const { enqueue, job, fastForward, drain } = queueOf(world);

const notes = async (tenantId: string) =>
  (await sql`select title from notifications.notifications where tenant_id = ${tenantId}`).map((row) => row.title);

Deno.test("a job runs after the commit of the transaction that queued it, for its tenant and its creator, and never when that rolls back", async () => {
  const tenant = await world.tenant();
  const actor = await tenant.actor({ tasks: "rw" });
  const seen: unknown[] = [];
  const probe = probeJob(async ({ tenantId, createdBy, attempt, payload, transact, progress }) => {
    const inside = await transact(async (tx) => (await tx`select app.tenant_id() as id`)[0].id);
    await progress(40, "nearly there");
    seen.push([tenantId, inside, createdBy, attempt, payload]);
    return { pages: 3 };
  });
  const queueAs = (end: (tx: typeof sql) => Promise<void>) =>
    sql.begin(async (tx) => {
      const claims = JSON.stringify({ sub: actor.userId, tenant_id: tenant.id, session_id: actor.sessionId });
      await tx`select app.enter_session(${claims}, null, 'read', '{}'), set_config('role', 'authenticated', true)`;
      const [{ id }] = await tx`select app.enqueue(${probe.name}, '{"label": "a"}') as id`;
      await end(tx as unknown as typeof sql);
      return id as string;
    });
  await assert.rejects(queueAs(() => Promise.reject(new Error("changed my mind"))));
  const id = await queueAs(() => Promise.resolve());
  assert.equal(await drain([probe]), 1);
  assert.deepEqual(seen, [[tenant.id, tenant.id, actor.userId, 1, { label: "a" }]]);
  const { wait: _, ...row } = (await job(id))!;
  assert.deepEqual(row, {
    status: "completed",
    progress: 100,
    message: "nearly there",
    result: { pages: 3 },
    error_message: null,
    attempts: 1,
    lease_id: null,
  });
  assert.equal(await drain([probe]), 0, "once");
});

Deno.test("a transaction of one tenant cannot queue work for another", async () => {
  const [own, other] = [await world.tenant(), await world.tenant()];
  const id = await sql.begin(async (tx) => {
    await tx`select app.enter_service(${own.id}, '{}'), set_config('role', 'authenticated', true)`;
    const [row] = await tx`select app.enqueue('probe.wall', '{}', p_tenant => ${other.id}) as id`;
    return row.id;
  });
  const [{ tenant_id, created_by }] = await sql`select tenant_id, created_by from ops.jobs where id = ${id}`;
  assert.deepEqual([tenant_id, created_by], [own.id, null]);
});

Deno.test("internal jobs leave nothing behind, except when they fail", async () => {
  const tenant = await world.tenant();
  const probe = probeJob(({ payload }) => {
    if (payload.label === "bad") throw new JobError("Out of paper.");
  }, { queue: "internal" });
  const good = await enqueue(tenant.id, probe.name, "good", { visible: false });
  const bad = await enqueue(tenant.id, probe.name, "bad", { visible: false });
  await drain([probe]);
  assert.equal(await job(good), undefined);
  const { status, error_message, progress } = (await job(bad))!;
  assert.deepEqual([status, error_message, progress], ["failed", "Out of paper.", 100]);
});

Deno.test("only passing failures are tried again, with doubling waits; the others end the job, without their internals", async () => {
  const tenant = await world.tenant();
  const faults: Record<string, () => Error> = {
    passing: () => new TransientError("The service answered 503."),
    patient: () => new TransientError("Too many calls.", { retryAfter: 120 }),
    ours: () => new Error("select * from secrets failed"),
  };
  const probe = probeJob(({ payload }) => {
    throw faults[payload.label]();
  }, { queue: "realtime" });
  const passing = await enqueue(tenant.id, probe.name, "passing");
  const waits: number[] = [];
  for (let run = 1; run <= 3; run++) {
    await drain([probe]);
    const row = (await job(passing))!;
    assert.equal(row.attempts, run);
    if (row.status === "pending") waits.push(row.wait);
    await fastForward(passing);
  }
  assert.equal(waits.length, 2);
  assert.ok(waits[0] > 8 && waits[0] <= 15 && waits[1] > 18 && waits[1] <= 25, String(waits));
  const { status, error_message } = (await job(passing))!;
  assert.deepEqual([status, error_message], ["failed", "The service answered 503."]);

  const patient = await enqueue(tenant.id, probe.name, "patient");
  const ours = await enqueue(tenant.id, probe.name, "ours");
  const malformed = await enqueue(tenant.id, probe.name, "x", { payload: { label: 7 } });
  await drain([probe]);
  assert.ok((await job(patient))!.wait > 100);
  for (const id of [ours, malformed]) {
    const row = (await job(id))!;
    assert.deepEqual([row.status, row.error_message, row.attempts], ["failed", "The job failed.", 1]);
  }
});

Deno.test("what finish does is committed with the end of the job, or not at all", async () => {
  const tenant = await world.tenant();
  let isBroken = true;
  const probe = probeJob(({ finish, payload }) =>
    finish(async (tx) => {
      await tx`select notifications.notify('info', ${payload.label}, '', null, null, null)`;
      if (isBroken) throw new TransientError("again, please");
      return { told: 1 };
    })
  );
  const id = await enqueue(tenant.id, probe.name, "told");
  await drain([probe]);
  assert.deepEqual([(await job(id))!.status, await notes(tenant.id)], ["pending", []]);
  isBroken = false;
  await fastForward(id);
  await drain([probe]);
  const { status, result } = (await job(id))!;
  assert.deepEqual([status, result, await notes(tenant.id)], ["completed", { told: 1 }, ["told"]]);
});

Deno.test("under a key one job waits, with the newest payload; while it runs another may wait", async () => {
  const tenant = await world.tenant();
  const ran: string[] = [];
  const [started, finish] = [signalled(), signalled()];
  const probe = probeJob(async ({ payload }) => {
    ran.push(payload.label);
    started.fire();
    await finish.promise;
  });
  const ids = await Promise.all(["1", "2", "3"].map((label) => enqueue(tenant.id, probe.name, label, { key: "k" })));
  assert.equal(new Set(ids).size, 1);
  const draining = drain([probe]);
  await started.promise;
  const next = await enqueue(tenant.id, probe.name, "4", { key: "k" });
  assert.notEqual(next, ids[0]);
  finish.fire();
  await draining;
  assert.equal(ran.length, 2);
  assert.ok(["1", "2", "3"].includes(ran[0]));
  assert.equal(ran[1], "4");
});

Deno.test("a job that would be tried again under a key that waits anew gives way", async () => {
  const tenant = await world.tenant();
  const probe = probeJob(async ({ attempt, payload }) => {
    if (payload.label === "old" && attempt === 1) {
      await enqueue(tenant.id, probe.name, "new", { key: "k" });
      throw new TransientError("down");
    }
  });
  const old = await enqueue(tenant.id, probe.name, "old", { key: "k" });
  await drain([probe]);
  assert.equal((await job(old))!.status, "cancelled");
});

Deno.test("several workers run every job once, and of each lane one at a time in its order", async () => {
  const tenants = [await world.tenant(), await world.tenant()];
  const ran: string[] = [];
  const busy = new Map<string, number>();
  let mostInLane = 0;
  const probe = probeJob(async ({ id, payload, tenantId }) => {
    const lane = `${tenantId}:${payload.label}`;
    busy.set(lane, (busy.get(lane) ?? 0) + 1);
    mostInLane = Math.max(mostInLane, busy.get(lane)!);
    await new Promise((done) => setTimeout(done, 2));
    busy.set(lane, busy.get(lane)! - 1);
    ran.push(id);
  }, { queue: "internal" });
  const queued: string[] = [];
  for (let i = 0; i < 40; i++) {
    for (const tenant of tenants) queued.push(await enqueue(tenant.id, probe.name, `l${i % 3}`, { lane: `l${i % 3}` }));
  }
  const workers = [0, 1, 2].map(() => runBackground(runtime, joinBackground({ jobs: [probe] })));
  await until(() => ran.length >= queued.length, "all have run");
  await Promise.all(workers.map((worker) => worker.stop()));
  assert.deepEqual([...ran].sort(), [...queued].sort());
  assert.equal(mostInLane, 1);
  for (const tenant of tenants) {
    for (const lane of ["l0", "l1", "l2"]) {
      const own = queued.filter((_, i) => tenants[i % 2] === tenant && `l${Math.floor(i / 2) % 3}` === lane);
      assert.deepEqual(ran.filter((id) => own.includes(id)), own);
    }
  }
});

Deno.test("a run that was overtaken changes nothing any more", async () => {
  const tenant = await world.tenant();
  const [started, overtaken] = [signalled(), signalled()];
  const failures: unknown[] = [];
  const late = probeJob(async ({ transact, finish, progress, attempt }) => {
    if (attempt > 1) return { by: "second" };
    started.fire();
    await overtaken.promise;
    const write = (tx: typeof sql) =>
      tx`select notifications.notify('info', 'late', '', null, null, null)`.then(() => ({}));
    for (const step of [() => transact(write as never), () => finish(write as never), () => progress(50)]) {
      await step().catch((error: unknown) => failures.push(error));
    }
    throw new Error("and fails");
  });
  const id = await enqueue(tenant.id, late.name);
  const first = createJobRunner(runtime, [late]);
  const running = first.drain(Date.now() + 10_000);
  await started.promise;
  await sql`update ops.jobs set lease_until = now() - interval '1 second' where id = ${id}`;
  await drain([late]);
  overtaken.fire();
  await running;
  await first.stop();
  assert.ok(failures.length === 3 && failures.every((error) => error instanceof JobLost), String(failures));
  const { status, result, attempts } = (await job(id))!;
  assert.deepEqual([status, result, attempts, await notes(tenant.id)], ["completed", { by: "second" }, 2, []]);
});

Deno.test("a stopping worker lets jobs end, then gives back those that do not, uncounted", async () => {
  const tenant = await world.tenant();
  const started = signalled();
  const stubborn = probeJob(({ signal }) => {
    started.fire();
    return new Promise((_, reject) => signal.addEventListener("abort", () => reject(new Error("cut off"))));
  });
  const id = await enqueue(tenant.id, stubborn.name);
  const worker = runBackground(runtime, joinBackground({ jobs: [stubborn] }), { patienceMs: 50 });
  await started.promise;
  await worker.stop();
  const { status, attempts } = (await job(id))!;
  assert.deepEqual([status, attempts], ["pending", 0]);
});

Deno.test("a job that takes too long is ended, even when it does not listen", async () => {
  const tenant = await world.tenant();
  const deaf = probeJob(() => new Promise(() => {}), { policy: { limit: 0.1, retries: 0 } });
  const id = await enqueue(tenant.id, deaf.name);
  await drain([deaf]);
  const { status, error_message } = (await job(id))!;
  assert.deepEqual([status, error_message], ["failed", "The job took too long."]);
});

Deno.test("the jobs of a tenant that is switched off wait until it is back", async () => {
  const tenant = await world.tenant();
  const probe = probeJob(() => {});
  const id = await enqueue(tenant.id, probe.name);
  await sql`update identity.tenants set status = 'suspended' where id = ${tenant.id}`;
  assert.equal(await drain([probe]), 0);
  await sql`update identity.tenants set status = 'active' where id = ${tenant.id}`;
  assert.equal(await drain([probe]), 1);
  assert.equal((await job(id))!.status, "completed");
});

Deno.test("a job that cuts off every worker ends as failed", async () => {
  const tenant = await world.tenant();
  let runs = 0;
  const probe = probeJob(() => void runs++, { policy: { retries: 2 } });
  const id = await enqueue(tenant.id, probe.name);
  await sql`
    update ops.jobs set status = 'processing', attempts = 3, lease_id = ${crypto.randomUUID()}, lease_until = now()
    where id = ${id}`;
  await drain([probe]);
  const { status, error_message } = (await job(id))!;
  assert.deepEqual([status, error_message, runs], ["failed", "Every attempt was cut short.", 0]);
});

Deno.test("jobs of kinds a worker does not know are left to those who do", async () => {
  const tenant = await world.tenant();
  const [known, unknown] = [probeJob(() => {}), probeJob(() => {})];
  const id = await enqueue(tenant.id, unknown.name);
  assert.equal(await drain([known]), 0);
  assert.equal(await drain([unknown]), 1);
  assert.equal((await job(id))!.status, "completed");
});
