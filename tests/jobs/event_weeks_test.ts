import assert from "node:assert/strict";
import { openWorld } from "../support/world.ts";

const world = await openWorld();
Deno.test.afterAll(() => world.close());
const { sql } = world.db;

const weeks = async () =>
  (await sql`
    select c.relname as name from pg_inherits i join pg_class c on c.oid = i.inhrelid
    where i.inhparent = 'app.events'::regclass and c.relname <> 'events_default' order by 1`).map((row) => row.name);

const eventAt = async (tenantId: string, at: string) => {
  const [row] = await sql`
    insert into app.events (tenant_id, type, entity, entity_id, at)
    values (${tenantId}, 'probe.noted', 'probe', app.new_id(), ${
    sql.unsafe(at)
  }) returning id, tableoid::regclass::text as part`;
  return row as unknown as { id: string; part: string };
};

Deno.test("the weeks ahead get partitions once, and an event outside of them is kept all the same", async () => {
  const tenant = await world.tenant();
  const [{ made }] = await sql`select app.prepare_event_weeks(4) as made`;
  const [{ again }] = await sql`select app.prepare_event_weeks(4) as again`;
  assert.deepEqual([made, again], [4, 0]);
  assert.equal((await weeks()).length, 4);
  assert.equal((await eventAt(tenant.id, "now()")).part, "app.events_default");
  assert.match((await eventAt(tenant.id, "now() + interval '10 days'")).part, /^app\.events_\d{4}w\d\d$/);
  assert.equal((await eventAt(tenant.id, "now() + interval '90 days'")).part, "app.events_default");
  const [{ open }] = await sql`
    select bool_or(has_table_privilege('authenticated', inhrelid, 'select')) as open
    from pg_inherits where inhparent = 'app.events'::regclass`;
  assert.equal(open, false, "reached through the table with the policies alone");
});

Deno.test("old events go, weeks as a whole, but none that a consumer has not read", async () => {
  const tenant = await world.tenant();
  await sql`
    create table app.events_2020w01 partition of app.events for values from ('2019-12-30 00:00+00') to ('2020-01-06 00:00+00')`;
  const old = await eventAt(tenant.id, "'2020-01-01 00:00+00'");
  const older = await eventAt(tenant.id, "'2019-01-01 00:00+00'");
  await sql`insert into app.consumers (name, position) values ('probe.slow', ${Number(old.id) - 1})`;
  const left = async () =>
    (await sql`select id from app.events where id in (${old.id}, ${older.id}) order by id`).map((r) => r.id);
  const [first] = await sql`select weeks, events from app.remove_old_events(90)`;
  assert.deepEqual([{ ...first }, await left()], [{ weeks: 0, events: 0 }, [old.id, older.id]]);

  await sql`update app.consumers set position = ${older.id} where name = 'probe.slow'`;
  await sql`
    insert into app.consumer_positions (tenant_id, consumer, position, next_attempt_at)
    values (${tenant.id}, 'probe.slow', ${Number(old.id) - 1}, now())`;
  await sql`select app.remove_old_events(90)`;
  assert.deepEqual(await left(), [old.id, older.id], "a tenant that lags has not read them either");

  await sql`update app.consumer_positions set next_attempt_at = null where consumer = 'probe.slow'`;
  const [last] = await sql`select weeks from app.remove_old_events(90)`;
  assert.deepEqual([last.weeks, await left()], [1, []]);
  assert.ok(!(await weeks()).includes("events_2020w01"));
});
