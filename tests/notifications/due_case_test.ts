import assert from "node:assert/strict";
import { dueMessage } from "../../functions/notifications/due_texts.ts";
import { DueCase, remindDueCase } from "../../functions/notifications/remind_due_case.ts";
import { rememberedMessages } from "../../shared/providers/messaging/message_outbox.ts";
import { serviceTransaction } from "../../shared/http/service_actor.ts";
import { openWorld, type TestTenant } from "../support/world.ts";

const world = await openWorld();
Deno.test.afterAll(() => world.close());
const { sql } = world.db;

type Ctx = Parameters<typeof remindDueCase.run>[0];

/** Runs the job as the queue would. */
async function run(tenant: TestTenant, given: Record<string, unknown>) {
  const facts = { request_id: "job", ip: "", user_agent: "", method: "JOB", path: "/" };
  const ctx = {
    payload: DueCase.parse({
      step: "Passport",
      case_number: "A-17",
      product: "Visa",
      recipient: "ada@example.com",
      ...given,
    }),
    tenantId: tenant.id,
    runtime: world.runtime,
    transact: <T>(work: Parameters<typeof serviceTransaction<T>>[3]) =>
      serviceTransaction(world.runtime, tenant.id, facts, work),
  };
  return await remindDueCase.run(ctx as unknown as Ctx);
}

async function dayFrom(days: number, tenant: TestTenant): Promise<string> {
  const [{ day }] = await sql`
    select ((now() at time zone timezone)::date + ${days}::int)::text as day from identity.tenants where id = ${tenant.id}`;
  return day;
}

const counters = (more: Record<string, number>) => ({ sent: 0, pending: 0, failed: 0, skipped: 0, ...more });
const rowsOf = async (application_id: string) =>
  await sql`select * from notifications.workflow_notifications where entity_id = ${application_id} order by created_at`;

Deno.test("dueMessage names step, case, product, the date as dd-MM-yyyy and a dash for empty notes", () => {
  const { subject, body } = dueMessage(
    { step: "Passport", case_number: "A-17", product: "Visa", due_date: "2026-03-04", notes: " " },
    "en",
  );
  assert.equal(subject, "Due tomorrow: A-17");
  assert.match(body, /Step: Passport\nCase: A-17\nProduct: Visa\nDue: 04-03-2026\nNotes: -$/);
});

Deno.test("a case that is due tomorrow is reminded of once, however often it is queued", async () => {
  const tenant = await world.tenant();
  const application_id = crypto.randomUUID();
  const due = { application_id, due_date: await dayFrom(1, tenant) };
  const results = await Promise.all(Array.from({ length: 4 }, () => run(tenant, due)));
  assert.equal(results.filter((result) => result!.sent === 1).length, 1);
  assert.equal(results.filter((result) => result!.skipped === 1).length, 3);
  const mails = await sql`select * from notifications.outgoing_messages where tenant_id = ${tenant.id}`;
  assert.equal(mails.length, 1);
  assert.equal(mails[0].to_address, "ada@example.com");
  const [row] = await rowsOf(application_id);
  assert.deepEqual([row.status, row.notification_type, row.target_date], ["sent", "due_tomorrow", due.due_date]);
});

Deno.test("a case that is moved to another date may be reminded of again then", async () => {
  const tenant = await world.tenant();
  const application_id = crypto.randomUUID();
  assert.deepEqual(await run(tenant, { application_id, due_date: await dayFrom(3, tenant) }), counters({ skipped: 1 }));
  assert.deepEqual(await run(tenant, { application_id, due_date: await dayFrom(1, tenant) }), counters({ sent: 1 }));
  // Two days later the new date is tomorrow: as if the first reminder had been for another day.
  await sql`update notifications.workflow_notifications set target_date = target_date - 2 where entity_id = ${application_id}`;
  assert.deepEqual(await run(tenant, { application_id, due_date: await dayFrom(1, tenant) }), counters({ sent: 1 }));
  assert.equal((await rowsOf(application_id)).length, 2);
});

Deno.test("a reminder by WhatsApp waits for its report, and one that never left is sent with the newest words", async () => {
  const tenant = await world.tenant();
  const application_id = crypto.randomUUID();
  const due = { application_id, due_date: await dayFrom(1, tenant), channel: "whatsapp", recipient: "+41791234567" };
  assert.deepEqual(await run(tenant, due), counters({ pending: 1 }));
  const [row] = await rowsOf(application_id);
  assert.ok(rememberedMessages().some(({ id }) => id === row.id));
  assert.deepEqual(await run(tenant, due), counters({ skipped: 1 }));
  await sql`update notifications.workflow_notifications set external_reference = null where id = ${row.id}`;
  assert.deepEqual(await run(tenant, { ...due, notes: "Bring photos" }), counters({ pending: 1 }));
  assert.match((await rowsOf(application_id))[0].body, /Bring photos$/);
});

Deno.test("a case without an address is skipped, one with a wrong address fails and says why", async () => {
  const tenant = await world.tenant();
  const due_date = await dayFrom(1, tenant);
  const [mute, wrong] = [crypto.randomUUID(), crypto.randomUUID()];
  assert.deepEqual(await run(tenant, { application_id: mute, due_date, recipient: null }), counters({ skipped: 1 }));
  assert.equal((await rowsOf(mute)).length, 0);
  assert.deepEqual(
    await run(tenant, { application_id: wrong, due_date, recipient: "nowhere" }),
    counters({ failed: 1 }),
  );
  assert.match((await rowsOf(wrong))[0].provider_message, /the recipient is no e-mail address\n$/);
});
