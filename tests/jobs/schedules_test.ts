import assert from "node:assert/strict";
import { background } from "../../functions/api/background.ts";
import { createJobRunner } from "../../shared/jobs/run_jobs.ts";
import { runSchedules } from "../../shared/jobs/run_schedules.ts";
import { openWorld, type TestTenant } from "../support/world.ts";
import { probeJob, queueOf } from "./probe_jobs.ts";

const world = await openWorld();
Deno.test.afterAll(() => world.close());
const { runtime } = world;
const { sql } = world.db;
const { drain } = queueOf(world);

/** A schedule that has counted since so long ago. */
async function plan(tenant: TestTenant, kind: string, cron: string, columns: Record<string, unknown> = {}, hours = 48) {
  const row = { tenant_id: tenant.id, kind, cron, created_by: null, ...columns };
  const [{ id }] = await sql`insert into ops.schedules ${sql(row)} returning id`;
  await sql`update ops.schedules set counts_from = now() - make_interval(hours => ${hours}) where id = ${id}`;
  return id as string;
}

const slotsOf = async (id: string) => [
  ...await sql`
    select due_at, job_id is not null as queued from ops.schedule_runs where schedule_id = ${id} order by due_at`,
];
const jobsOf = async (
  kind: string,
) => [...await sql`select id, tenant_id, payload, status from ops.jobs where kind = ${kind}`];

Deno.test("a due slot fires once however many schedulers look, and a restart does not repeat it", async () => {
  const tenants = [await world.tenant(), await world.tenant()];
  const probe = probeJob(() => {});
  const ids = await Promise.all(tenants.map((tenant) => plan(tenant, probe.name, "0 3 * * *")));
  await Promise.all(Array.from({ length: 4 }, () => runSchedules(runtime)));
  await runSchedules(runtime);
  const jobs = await jobsOf(probe.name);
  assert.deepEqual(jobs.map((job) => job.tenant_id).sort(), tenants.map((tenant) => tenant.id).sort());
  for (const id of ids) assert.equal((await slotsOf(id)).length, 1, "one for all that was missed");
  const [{ ahead }] =
    await sql`select bool_and(next_run_at > now()) as ahead from ops.schedules where id = any (${ids})`;
  assert.equal(ahead, true);
});

Deno.test("while the job of a slot waits or runs the next slot is noted and starts none", async () => {
  const tenant = await world.tenant();
  const probe = probeJob(() => {});
  const id = await plan(tenant, probe.name, "0 * * * *", {}, 5);
  await runSchedules(runtime);
  const again = () =>
    sql`
    update ops.schedules set next_run_at = now(), counts_from = now() - interval '2 hours' where id = ${id}`;
  await again();
  await runSchedules(runtime);
  assert.equal((await jobsOf(probe.name)).length, 1);
  assert.ok((await slotsOf(id)).some((slot) => !slot.queued));
  assert.ok(world.logs.some((line) => line.event === "schedule.still_running" && line.schedule_id === id));
  await drain([probe]);
  await sql`delete from ops.schedule_runs where schedule_id = ${id} and job_id is null`;
  await again();
  await runSchedules(runtime);
  assert.equal((await jobsOf(probe.name)).length, 2, "once it has ended, the next may start");
});

Deno.test("a schedule that skips lets an old slot pass with a warning", async () => {
  const tenant = await world.tenant();
  const [{ hour }] = await sql`select extract(hour from now() at time zone 'UTC' - interval '3 hours')::int as hour`;
  const id = await plan(tenant, "probe.skipping", `0 ${hour} * * *`, { missed: "skip", timezone: "UTC" }, 12);
  await runSchedules(runtime);
  assert.deepEqual([await slotsOf(id), await jobsOf("probe.skipping")], [[], []]);
  assert.ok(world.logs.some((line) => line.event === "schedule.missed_slot" && line.schedule_id === id));
});

Deno.test("a schedule nobody can read is put off, and holds up no other", async () => {
  const tenant = await world.tenant();
  const broken = await plan(tenant, "probe.broken", "not a cron at all");
  const fine = await plan(tenant, "probe.fine", "0 3 * * *");
  await runSchedules(runtime);
  assert.equal((await slotsOf(fine)).length, 1);
  const [{ later }] = await sql`select next_run_at > now() as later from ops.schedules where id = ${broken}`;
  assert.equal(later, true);
  assert.ok(world.logs.some((line) => line.event === "schedule.failed" && line.schedule_id === broken));
});

Deno.test("schedules follow the clock of the organisation, and its move to another zone; a changed plan counts from then on", async () => {
  const tenant = await world.tenant();
  const id = await plan(tenant, "probe.zone", "0 6 * * *", {}, 0);
  await runSchedules(runtime);
  const hourIn = async (zone: string) =>
    (await sql`select extract(hour from next_run_at at time zone ${zone})::int as hour from ops.schedules where id = ${id}`)[
      0
    ].hour;
  assert.equal(await hourIn("Europe/Paris"), 6);
  await sql`update identity.tenants set timezone = 'Asia/Tokyo' where id = ${tenant.id}`;
  await runSchedules(runtime);
  assert.equal(await hourIn("Asia/Tokyo"), 6);
  await sql`update ops.schedules set counts_from = now() - interval '3 days', cron = '0 7 * * *' where id = ${id}`;
  await runSchedules(runtime);
  assert.deepEqual(await slotsOf(id), []);
  assert.equal(await hourIn("Asia/Tokyo"), 7);
});

Deno.test("schedules of a tenant that is switched off wait, and are made up for", async () => {
  const tenant = await world.tenant();
  const id = await plan(tenant, "probe.off", "0 3 * * *");
  await sql`update identity.tenants set status = 'suspended' where id = ${tenant.id}`;
  await runSchedules(runtime);
  assert.deepEqual(await slotsOf(id), []);
  await sql`update identity.tenants set status = 'active' where id = ${tenant.id}`;
  await runSchedules(runtime);
  assert.equal((await slotsOf(id)).length, 1);
});

Deno.test("every organisation does the daily work of the product: quotes expire, invoices fall overdue, what has served its time goes", async () => {
  const tenant = await world.tenant();
  const actor = await tenant.actor({ tasks: "r" });
  await sql.begin(async (tx) => {
    await tx`select app.enter_service(${tenant.id}, '{}')`;
    await tx`
      insert into app.idempotency_keys (tenant_id, actor_id, endpoint, key, fingerprint, created_at) values
        (${tenant.id}, ${actor.userId}, 'e', 'old', 'f', now() - interval '25 hours'),
        (${tenant.id}, ${actor.userId}, 'e', 'new', 'f', now())`;
    await tx`
      insert into identity.login_attempts (at, email_norm, tenant_id, outcome) values
        (now() - interval '91 days', 'a@b.ch', ${tenant.id}, 'failure'), (now(), 'a@b.ch', ${tenant.id}, 'failure')`;
    await tx`
      insert into notifications.notifications (tenant_id, title, read_at) values
        (${tenant.id}, 'old', now() - interval '181 days'), (${tenant.id}, 'unread', null), (${tenant.id}, 'recent', now())`;
    await tx`
      insert into ops.jobs (tenant_id, kind, status, progress, finished_at) values
        (${tenant.id}, 'probe.old', 'completed', 100, now() - interval '31 days'),
        (${tenant.id}, 'probe.recent', 'completed', 100, now())`;
  });
  await runSchedules(runtime);
  const runner = createJobRunner(runtime, background.jobs);
  await runner.drain(Date.now() + 20_000);
  await runner.stop();
  const jobs = await sql`
    select kind, status, result from ops.jobs where tenant_id = ${tenant.id} and kind not like 'probe%' order by kind`;
  const daily = (await sql`select kind from ops.schedule_presets order by kind`).map(({ kind }) => kind);
  assert.deepEqual(jobs.map((job) => [job.kind, job.status]), daily.map((kind) => [kind, "completed"]));
  for (const kind of ["invoices.mark_overdue", "quotes.expire", "webhooks.purge"]) {
    assert.ok(daily.includes(kind), kind);
  }
  assert.equal(jobs.find(({ kind }) => kind === "expired.purge")!.result.affected, 4);
  const left = async (query: PromiseLike<readonly Record<string, unknown>[]>) => (await query).map((row) => row.name);
  assert.deepEqual(await left(sql`select key as name from app.idempotency_keys where tenant_id = ${tenant.id}`), [
    "new",
  ]);
  assert.deepEqual(
    await left(sql`select title as name from notifications.notifications where tenant_id = ${tenant.id} order by 1`),
    ["recent", "unread"],
  );
  assert.deepEqual(
    await left(sql`select kind as name from ops.jobs where tenant_id = ${tenant.id} and kind like 'probe%'`),
    ["probe.recent"],
  );
  assert.equal((await sql`select from identity.login_attempts where tenant_id = ${tenant.id}`).length, 1);
});

Deno.test("a preset that comes later is given to the organisations that are there", async () => {
  const tenant = await world.tenant();
  await sql`insert into ops.schedule_presets (kind, cron) values ('probe.late', '0 4 * * *')`;
  const [row] = await sql`select cron from ops.schedules where tenant_id = ${tenant.id} and preset = 'probe.late'`;
  assert.equal(row.cron, "0 4 * * *");
});

Deno.test("what belongs to no organisation goes too", async () => {
  await sql`insert into app.rate_windows (bucket, window_start, used) values ('probe', now() - interval '3 hours', 1), ('probe', now(), 1)`;
  await sql`insert into identity.login_attempts (at, email_norm, outcome) values (now() - interval '91 days', 'x@y.ch', 'failure')`;
  await sql`select ops.purge_platform()`;
  assert.equal((await sql`select from app.rate_windows where bucket = 'probe'`).length, 1);
  assert.equal((await sql`select from identity.login_attempts where email_norm = 'x@y.ch'`).length, 0);
});
