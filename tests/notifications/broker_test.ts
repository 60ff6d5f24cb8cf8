import assert from "node:assert/strict";
import { background } from "../../functions/notifications/background.ts";
import { joinBackground } from "../../shared/jobs/background.ts";
import { runBackground, type RunningBackground } from "../../shared/jobs/run_background.ts";
import { createConsumerRunner } from "../../shared/jobs/run_consumers.ts";
import { createRuntime } from "../../shared/http/runtime.ts";
import { startBrokerStandIn } from "../support/broker_stand_in.ts";
import { until } from "../support/until.ts";
import { openWorld, testConfig, type TestTenant } from "../support/world.ts";

const broker = startBrokerStandIn();
const world = await openWorld({ config: broker.config() });
const { sql } = world.db;
const work = joinBackground(background);
// The position of a new consumer is where the outbox ends: one round before the tests publish.
const first = createConsumerRunner(world.runtime, work.consumers);
await first.round();
await first.stop();
let running: RunningBackground | undefined = runBackground(world.runtime, work);
Deno.test.afterAll(async () => {
  await running?.stop();
  await world.close();
  await broker.close();
});

// The worker lives as long as the file.
const test = (name: string, fn: () => Promise<void>) =>
  Deno.test({ name, fn, sanitizeOps: false, sanitizeResources: false });

const publish = async (
  tenant: TestTenant,
  type: string,
  channel: string,
  payload: object,
  entity = crypto.randomUUID(),
) => {
  await sql`select app.publish(${type}, 'probe', ${entity}, ${channel}, ${
    JSON.stringify(payload)
  }::text::jsonb, ${tenant.id})`;
  return entity;
};

const about = (entity: string) => broker.delivered.filter((one) => one.payload.entity_id === entity);
const arrived = async (entity: string, count = 1) => {
  await until(() => about(entity).length >= count, `${count} events about ${entity}`);
  return about(entity);
};

test("events reach the channels of their own organisation, by whatever id both have", async () => {
  const [own, other] = [await world.tenant(), await world.tenant()];
  const entity = crypto.randomUUID();
  await publish(own, "audit.started", "audits", { fiche_id: "1762209", audit_id: "audit-1" }, entity);
  await publish(other, "audit.started", "audits", { fiche_id: "1762209", audit_id: "audit-1" }, entity);
  const channels = (await arrived(entity, 4)).map((one) => one.channel).sort();
  assert.deepEqual(
    channels,
    [own.id, other.id].flatMap((id) => [`private-audit-audit-1@${id}`, `private-fiche-1762209@${id}`]).sort(),
  );
});

test("a change is told on the live channels, a job to its starter, and too large a payload shrunk", async () => {
  const tenant = await world.tenant();
  const actor = await tenant.actor({});
  const note = await publish(tenant, "probe.noted", "contacts", { job_id: "j-1", text: "x".repeat(12_000) });
  const [{ channel, event, payload }] = await arrived(note);
  assert.deepEqual([channel, event], [`private-live-contacts@${tenant.id}`, "probe.noted"]);
  assert.match(payload.event_id, /^\d+$/);
  const { event_id: _, ...rest } = payload;
  assert.deepEqual(rest, { job_id: "j-1", type: "probe.noted", entity: "probe", entity_id: note, truncated: true });
  const [{ id }] = await sql`
    insert into ops.jobs (tenant_id, kind, created_by, run_at) values
      (${tenant.id}, 'probe.job', ${actor.userId}, now() + interval '1 day') returning id`;
  await sql`update ops.jobs set progress = 50 where id = ${id}`;
  assert.deepEqual((await arrived(id, 2)).map((one) => one.channel).sort(), [
    `private-job-${id}@${tenant.id}`,
    `private-user-${actor.userId}@${tenant.id}`,
  ]);
});

test("whoever loses a session is disconnected", async () => {
  const actor = await (await world.tenant()).actor({});
  await sql`select identity.end_session(${actor.sessionId}, 'revoked', 'admin_revoke')`;
  await until(() => broker.disconnected.includes(actor.userId), "the connections to be closed");
});

test("a broker that hangs, is busy or down delays events and loses none; the business notices nothing", async () => {
  const tenant = await world.tenant();
  broker.behave("hang", { status: 500 }, { status: 429, headers: { "retry-after": "0" } }, { status: 503 }, "accept");
  try {
    const entities: string[] = [];
    for (let n = 0; n < 30; n++) entities.push(await publish(tenant, "probe.noted", "contacts", { n }));
    await until(
      () => entities.every((entity) => about(entity).length > 0),
      "all events to arrive",
      40_000,
    );
  } finally {
    broker.behave("accept");
  }
});

test("what a broker refuses for good is given up, and leaves no failed job behind", async () => {
  const tenant = await world.tenant();
  broker.behave({ status: 400 });
  try {
    await publish(tenant, "probe.noted", "contacts", {});
    await until(
      () => world.logs.some((entry) => entry.event === "broker.gave_up" && entry.tenant_id === tenant.id),
      "the event to be given up",
    );
  } finally {
    broker.behave("accept");
  }
  await until(async () => {
    const rows = await sql`select status from ops.jobs where tenant_id = ${tenant.id}`;
    return rows.length === 0;
  }, "the job to be gone");
  const next = await publish(tenant, "probe.noted", "contacts", {});
  await arrived(next);
});

test("without a broker nothing reads the outbox for one, and nothing is held back", async () => {
  await running!.stop();
  running = undefined;
  const plain = createRuntime(testConfig(world.db.url), { log: () => {} });
  const runner = createConsumerRunner(plain, work.consumers);
  try {
    assert.equal(await runner.round(), 0);
    assert.deepEqual([...await sql`select name from app.consumers where name = 'realtime.broker'`], []);
  } finally {
    await runner.stop();
    await plain.close();
  }
});
