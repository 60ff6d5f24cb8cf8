import assert from "node:assert/strict";
import { app } from "../../functions/automation/app.ts";
import { cronAnswer } from "../../functions/automation/cron_rules.ts";
import { joinBackground, useBackground } from "../../shared/jobs/background.ts";
import { defineConsumer } from "../../shared/jobs/define_consumer.ts";
import { probeJob, queueOf } from "../jobs/probe_jobs.ts";
import { send } from "../support/app_client.ts";
import { until } from "../support/until.ts";
import { openWorld } from "../support/world.ts";

const SECRET = "a-scheduler-secret-of-32-letters-or-more";
const world = await openWorld({ config: { SCHEDULER_SECRET: SECRET, DRAIN_SECONDS: "5" } });
Deno.test.afterAll(() => world.close());
const { sql } = world.db;
const clock = { headers: { "x-scheduler-secret": SECRET } };

await sql`insert into ops.schedule_presets (kind, cron) values ('backup', '0 2 * * *')`;
const queuedOf = async (tenantId: string) =>
  (await sql`select kind from ops.jobs where tenant_id = ${tenantId} order by kind`).map((row) => row.kind);

Deno.test("automation.cron.exec queues backup and cache clearing for those who may write automation, each unless it waits", async () => {
  const tenant = await world.tenant();
  const [staff, reader] = [await tenant.actor({ automation: "rw" }), await tenant.actor({ automation: "r" })];
  const first = await send(app, staff, "POST /cron/exec_cron_jobs");
  assert.deepEqual([first.status, first.body.data], [
    202,
    { status: "queued", fullBackupQueued: true, clearCacheQueued: true },
  ]);
  assert.deepEqual(await queuedOf(tenant.id), ["backup", "cache_clear"]);
  const again = await send(app, staff, "GET /cron/exec_cron_jobs");
  assert.deepEqual(again.body.data, { status: "already_queued", fullBackupQueued: false, clearCacheQueued: false });
  await sql`
    update ops.jobs set status = 'completed', progress = 100, finished_at = now()
    where tenant_id = ${tenant.id} and kind = 'backup'`;
  const part = await send(app, staff, "POST /cron/exec_cron_jobs");
  assert.deepEqual(part.body.data, { status: "partially_queued", fullBackupQueued: true, clearCacheQueued: false });
  assert.equal((await send(app, reader, "POST /cron/exec_cron_jobs")).status, 403);
  assert.equal((await send(app, null, "POST /cron/exec_cron_jobs")).status, 401);
});

Deno.test("automation.cron.exec is limited to five calls a minute", async () => {
  const staff = await (await world.tenant()).actor({ automation: "rw" });
  const statuses = [];
  for (let i = 0; i < 6; i++) statuses.push((await send(app, staff, "POST /cron/exec_cron_jobs")).status);
  assert.deepEqual(statuses, [202, 202, 202, 202, 202, 429]);
});

Deno.test("with the scheduler secret automation.cron.exec works in every active organisation, and with another in none", async () => {
  const [one, two, off] = [await world.tenant(), await world.tenant(), await world.tenant()];
  await sql`update identity.tenants set status = 'suspended' where id = ${off.id}`;
  const wrong = await send(app, null, "POST /cron/exec_cron_jobs", { headers: { "x-scheduler-secret": "wrong" } });
  assert.deepEqual([wrong.status, wrong.body.code], [401, "SCHEDULER_SECRET_INVALID"]);
  assert.equal((await send(app, null, "GET /cron/exec_cron_jobs", clock)).status, 202);
  for (const tenant of [one, two]) assert.deepEqual(await queuedOf(tenant.id), ["backup", "cache_clear"]);
  assert.deepEqual(await queuedOf(off.id), []);
});

Deno.test("automation.cron.drain fires schedules, hands over events and runs what they queue, for the clock alone", async () => {
  const tenant = await world.tenant();
  const unknown = await send(app, null, "POST /cron/drain", clock);
  assert.equal(unknown.status, 503, "a function that knows no background work says so");
  const ran: string[] = [];
  const probe = probeJob(({ payload }) => void ran.push(payload.label), { queue: "internal" });
  const consumer = defineConsumer({
    name: "probe.drained",
    types: ["probe.noted"],
    startsWith: "oldest",
    handle: async (batch, { sql: tx }) => {
      for (const event of batch) {
        await tx`select app.enqueue(${probe.name}, ${JSON.stringify({ label: event.type })}::text::jsonb)`;
      }
    },
  });
  useBackground(joinBackground({ jobs: [probe], consumers: [consumer] }));
  await queueOf(world).enqueue(tenant.id, probe.name, "queued");
  await sql`select app.publish('probe.noted', 'probe', app.new_id(), 'tasks', '{}', ${tenant.id})`;
  assert.equal((await send(app, null, "POST /cron/drain")).status, 401);
  const staff = await tenant.actor({ "*": "rw" });
  assert.equal((await send(app, staff, "POST /cron/drain")).status, 401);
  await until(async () => {
    const { status, body } = await send(app, null, "POST /cron/drain", clock);
    assert.equal(status, 200, JSON.stringify(body));
    return ran.length === 2;
  }, "all is done");
  assert.deepEqual(ran.sort(), ["probe.noted", "queued"]);
});

Deno.test("cronAnswer tells queued, partially queued and already queued apart", () => {
  assert.equal(cronAnswer([{ backup: "queued", cache: "absent" }]).status, "queued");
  assert.equal(cronAnswer([{ backup: "busy", cache: "queued" }]).status, "partially_queued");
  assert.equal(cronAnswer([{ backup: "busy", cache: "busy" }]).status, "already_queued");
  assert.deepEqual(cronAnswer([]), { status: "already_queued", fullBackupQueued: false, clearCacheQueued: false });
});

Deno.test("the clock of the database stays quiet where it is not set up", async () => {
  await sql`select ops.call_drain()`;
});
