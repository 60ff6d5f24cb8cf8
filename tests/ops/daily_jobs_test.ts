import assert from "node:assert/strict";
import { DAILY_JOBS, type DailyJob, runDailyJobs } from "../../supabase/local/daily_jobs.ts";
import { openWorld } from "../support/world.ts";

const world = await openWorld();
Deno.test.afterAll(() => world.close());
const { runtime } = world;
const { sql } = world.db;

Deno.test("a daily job runs once per tenant and day, however many workers there are", async () => {
  const tenants = [await world.tenant(), await world.tenant()];
  const ran: string[] = [];
  const jobs: DailyJob[] = [{
    job: "probe.daily",
    hour: 0,
    run: async (tx) => {
      const [{ id }] = await tx<{ id: string }[]>`select app.tenant_id() as id`;
      ran.push(id);
      return 3;
    },
  }];
  await Promise.all(Array.from({ length: 3 }, () => runDailyJobs(runtime, new Map(), jobs)));
  await runDailyJobs(runtime, new Map(), jobs);
  for (const tenant of tenants) assert.equal(ran.filter((id) => id === tenant.id).length, 1);
  const rows = await sql`
    select affected, day = (now() at time zone 'Europe/Paris')::date as today from ops.daily_runs
    where job = 'probe.daily' and tenant_id = any (${tenants.map((t) => t.id)})`;
  assert.deepEqual(rows.map((r) => ({ ...r })), Array(2).fill({ affected: 3, today: true }));
  await sql`update ops.daily_runs set day = day - 1 where job = 'probe.daily'`;
  await runDailyJobs(runtime, new Map(), jobs);
  assert.equal(ran.filter((id) => id === tenants[0].id).length, 2, "the next day it runs again");
});

Deno.test("a daily job that fails leaves nothing behind, waits a while and is tried again", async () => {
  const tenant = await world.tenant();
  let runs = 0;
  const jobs: DailyJob[] = [{
    job: "probe.failing",
    hour: 0,
    run: async (tx) => {
      const [{ id }] = await tx<{ id: string }[]>`select app.tenant_id() as id`;
      if (id !== tenant.id) return 0;
      runs++;
      await tx`select notifications.notify('info', 'half done', '', null, null, null)`;
      if (runs === 1) throw new Error("broken");
      return 1;
    },
  }];
  const failedAt = new Map<string, number>();
  await runDailyJobs(runtime, failedAt, jobs);
  const [{ n }] = await sql`
    select (select count(*) from ops.daily_runs where tenant_id = ${tenant.id})::int
      + (select count(*) from notifications.notifications where tenant_id = ${tenant.id})::int as n`;
  assert.deepEqual([runs, n], [1, 0]);
  await runDailyJobs(runtime, failedAt, jobs);
  assert.equal(runs, 1, "not at once");
  failedAt.set(`probe.failing:${tenant.id}`, Date.now() - 11 * 60_000);
  await runDailyJobs(runtime, failedAt, jobs);
  assert.equal(runs, 2);
});

Deno.test("a daily job waits for its hour where the tenant is", async () => {
  const tenant = await world.tenant();
  const [{ hour }] = await sql`select extract(hour from now() at time zone 'Europe/Paris')::int as hour`;
  const awaiting = async (from: number) =>
    (await sql`select ops.tenants_awaiting('probe.hour', ${from}) as id`).some((row) => row.id === tenant.id);
  assert.equal(await awaiting(hour), true);
  assert.equal(await awaiting(hour + 1), false);
});

Deno.test("the daily jobs of the product run: quotes expire, invoices fall overdue, what has served its time goes", async () => {
  const tenant = await world.tenant();
  const actor = await tenant.actor({ tasks: "r" });
  const old = await sql.begin(async (tx) => {
    await tx`select app.enter_service(${tenant.id}, '{}')`;
    await tx`
      insert into app.idempotency_keys (tenant_id, actor_id, endpoint, key, fingerprint, created_at) values
        (${tenant.id}, ${actor.userId}, 'e', 'old', 'f', now() - interval '25 hours'),
        (${tenant.id}, ${actor.userId}, 'e', 'new', 'f', now())`;
    await tx`
      insert into identity.login_attempts (at, email_norm, tenant_id, outcome) values
        (now() - interval '91 days', 'a@b.ch', ${tenant.id}, 'failure'), (now(), 'a@b.ch', ${tenant.id}, 'failure')`;
    await tx`insert into app.rate_windows (bucket, window_start, used) values ('probe', now() - interval '3 hours', 1)`;
    const rows = await tx`
      insert into notifications.notifications (tenant_id, title, read_at) values
        (${tenant.id}, 'old', now() - interval '181 days'), (${tenant.id}, 'unread', null), (${tenant.id}, 'recent', now())
      returning id`;
    return rows[0].id;
  });
  const errors = world.logs.length;
  await runDailyJobs(runtime, new Map(), DAILY_JOBS.map((job) => ({ ...job, hour: 0 })));
  assert.deepEqual(world.logs.slice(errors).filter((line) => line.event === "daily_job.failed"), []);
  const runs = await sql`select job, affected from ops.daily_runs where tenant_id = ${tenant.id} order by job`;
  assert.deepEqual(runs.map((r) => r.job), ["expired.purge", "invoices.mark_overdue", "quotes.expire"]);
  const keys = await sql`select key from app.idempotency_keys where tenant_id = ${tenant.id}`;
  assert.deepEqual(keys.map((r) => r.key), ["new"]);
  const left = await sql`select title from notifications.notifications where tenant_id = ${tenant.id} order by title`;
  assert.deepEqual(left.map((r) => r.title), ["recent", "unread"], old);
  const [{ attempts, windows }] = await sql`
    select (select count(*) from identity.login_attempts where tenant_id = ${tenant.id})::int as attempts,
      (select count(*) from app.rate_windows where bucket = 'probe')::int as windows`;
  assert.deepEqual([attempts, windows], [1, 0]);
});
