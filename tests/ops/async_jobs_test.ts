import assert from "node:assert/strict";
import { app } from "../../functions/ops/app.ts";
import { createJobRunner } from "../../shared/jobs/run_jobs.ts";
import { probeJob, queueOf } from "../jobs/probe_jobs.ts";
import { send } from "../support/app_client.ts";
import { readFrames } from "../support/frames.ts";
import { signalled } from "../support/until.ts";
import { openWorld, type TestActor, type TestTenant } from "../support/world.ts";

const world = await openWorld();
Deno.test.afterAll(() => world.close());
const { runtime } = world;
const { sql } = world.db;
const { job, drain } = queueOf(world);

/** Queues a job in the name of a person. */
async function start(tenant: TestTenant, actor: TestActor, kind: string, label = "x"): Promise<string> {
  return await sql.begin(async (tx) => {
    const claims = JSON.stringify({ sub: actor.userId, tenant_id: tenant.id, session_id: actor.sessionId });
    await tx`select app.enter_session(${claims}, null, 'read', '{}'), set_config('role', 'authenticated', true)`;
    const [{ id }] = await tx`select app.enqueue(${kind}, ${JSON.stringify({ label })}::text::jsonb) as id`;
    return id as string;
  });
}

const ids = (answer: { body: { data: { id: string }[] } }) => answer.body.data.map((one) => one.id);

Deno.test("ops.async_jobs.list shows one's own jobs, all of the organisation to those who read automation, newest first, and filters", async () => {
  const tenant = await world.tenant();
  const [own, colleague] = [await tenant.actor({ tasks: "r" }), await tenant.actor({ tasks: "r" })];
  const staff = await tenant.actor({ automation: "r" });
  const first = await start(tenant, own, "probe.list");
  const second = await start(tenant, own, "probe.other");
  const theirs = await start(tenant, colleague, "probe.list");
  assert.deepEqual(ids(await send(app, own, "GET /async-jobs")), [second, first]);
  const all = await send(app, staff, "GET /async-jobs", { query: { task_name: "probe.list" } });
  assert.deepEqual([ids(all), all.body.pagination.total], [[theirs, first], 2]);
  assert.deepEqual(ids(await send(app, own, "GET /async-jobs", { query: { status: "failed" } })), []);
  const one = await send(app, own, `GET /async-jobs/${first}`);
  const { createdAt, updatedAt, ...shown } = one.body.data;
  assert.ok(createdAt && updatedAt);
  assert.deepEqual(shown, {
    id: first,
    jobId: first,
    taskName: "probe.list",
    status: "pending",
    progress: 0,
    message: null,
    result: null,
    errorMessage: null,
    attempts: 0,
    createdBy: own.userId,
  });
  assert.equal((await send(app, own, `GET /async-jobs/${theirs}`)).status, 404);
});

Deno.test("internal jobs are not shown, until they fail and somebody has to look at them", async () => {
  const tenant = await world.tenant();
  const staff = await tenant.actor({ automation: "r" });
  const probe = probeJob(() => {
    throw new Error("broken");
  }, { queue: "internal" });
  const id = await queueOf(world).enqueue(tenant.id, probe.name, "x", { visible: false });
  const listed = async () => ids(await send(app, staff, "GET /async-jobs", { query: { task_name: probe.name } }));
  assert.deepEqual(await listed(), []);
  await drain([probe]);
  assert.deepEqual(await listed(), [id]);
});

Deno.test("ops.async_jobs.restart queues a failed job anew, and only such a one", async () => {
  const tenant = await world.tenant();
  const own = await tenant.actor({ tasks: "r" });
  let isBroken = true;
  const probe = probeJob(() => {
    if (isBroken) throw new Error("broken");
    return { done: true };
  });
  const id = await start(tenant, own, probe.name);
  const refused = await send(app, own, `POST /async-jobs/${id}/restart`);
  assert.deepEqual([refused.status, refused.body.code], [409, "JOB_NOT_RESTARTABLE"]);
  await drain([probe]);
  const failed = await send(app, own, `GET /async-jobs/${id}`);
  assert.deepEqual([failed.body.data.status, failed.body.data.progress], ["failed", 100]);
  const stranger = await tenant.actor({ tasks: "rw" });
  assert.equal((await send(app, stranger, `POST /async-jobs/${id}/restart`)).status, 404);
  isBroken = false;
  const { body } = await send(app, own, `POST /async-jobs/${id}/restart`);
  assert.deepEqual([body.data.status, body.data.progress, body.data.errorMessage], ["pending", 0, null]);
  await drain([probe]);
  assert.deepEqual((await job(id))!.result, { done: true });
});

Deno.test("ops.async_jobs.cancel ends a waiting job, and a running one with whatever it still does", async () => {
  const tenant = await world.tenant();
  const own = await tenant.actor({ tasks: "r" });
  const waiting = await start(tenant, own, "probe.never");
  assert.equal((await send(app, own, `POST /async-jobs/${waiting}/cancel`)).body.data.status, "cancelled");
  const twice = await send(app, own, `POST /async-jobs/${waiting}/cancel`);
  assert.deepEqual([twice.status, twice.body.code, twice.body.details], [409, "JOB_FINISHED", { status: "cancelled" }]);

  const started = signalled();
  let reason: unknown;
  const probe = probeJob(async ({ signal, transact }) => {
    started.fire();
    await new Promise<void>((resolve) => signal.addEventListener("abort", () => resolve()));
    reason = signal.reason;
    await transact((tx) => tx`select notifications.notify('info', 'late', '', null, null, null)`);
  });
  const running = await start(tenant, own, probe.name);
  const runner = createJobRunner(runtime, [probe], { leaseSeconds: 1 });
  const drained = runner.drain(Date.now() + 10_000);
  await started.promise;
  await send(app, own, `POST /async-jobs/${running}/cancel`);
  await drained;
  await runner.stop();
  assert.equal((reason as Error).name, "JobLost");
  assert.equal((await job(running))!.status, "cancelled");
  assert.equal((await sql`select from notifications.notifications where tenant_id = ${tenant.id}`).length, 0);
});

Deno.test("ops.async_jobs.stream shows the job at once, each change of status or progress, and ends with the final one", async () => {
  const tenant = await world.tenant();
  const own = await tenant.actor({ tasks: "r" });
  const [half, rest] = [signalled(), signalled()];
  const probe = probeJob(async ({ progress }) => {
    await half.promise;
    await progress(60, "more than half");
    await rest.promise;
    return { rows: 2 };
  });
  const id = await start(tenant, own, probe.name);
  const response = await app.fetch(
    new Request(`http://localhost/ops/async-jobs/status/${id}?token=${own.token}`),
  );
  assert.equal(response.headers.get("content-type"), "text/event-stream; charset=utf-8");
  const frames = readFrames(response);
  const next = async () => {
    const { id, data } = (await frames.next()).value!;
    assert.match(id!, /^\d{13}-\d+$/);
    return [data.status, data.progress, data.message];
  };
  assert.deepEqual(await next(), ["pending", 0, null]);
  const draining = drain([probe]);
  assert.deepEqual(await next(), ["processing", 0, null]);
  half.fire();
  assert.deepEqual(await next(), ["processing", 60, "more than half"]);
  rest.fire();
  assert.deepEqual(await next(), ["completed", 100, "more than half"]);
  assert.equal((await frames.next()).done, true);
  await draining;

  const later = await send(app, own, `GET /async-jobs/status/${id}`, { headers: { "last-event-id": "1-0" } });
  assert.equal(later.text.match(/^data: /gm)?.length, 1, "a client that comes back after the end gets the final state");
  assert.match(later.text, /"status":"completed"/);
  const unknown = await send(app, own, `GET /async-jobs/status/${crypto.randomUUID()}`);
  assert.deepEqual([unknown.status, unknown.body.code], [404, "NOT_FOUND"]);
});
