import assert from "node:assert/strict";
import { app } from "../../functions/notifications/app.ts";
import { createRuntime, useRuntime } from "../../shared/http/runtime.ts";
import { send } from "../support/app_client.ts";
import { startMessageStandIn } from "../support/message_stand_in.ts";
import { until } from "../support/until.ts";
import { openWorld, type TestActor, testConfig, type TestTenant } from "../support/world.ts";

const standIn = startMessageStandIn();
const world = await openWorld({
  config: {
    WHATSAPP_API_URL: standIn.origin,
    WHATSAPP_ACCESS_TOKEN: "token",
    WHATSAPP_PHONE_NUMBER_ID: "555000111",
    WHATSAPP_TEST_NUMBER: "+41790000000",
    STREAM_SECONDS: "30",
    STREAM_POLL_SECONDS: "0.05",
  },
});
Deno.test.afterAll(async () => {
  await standIn.close();
  await world.close();
});

const staffOf = (tenant: TestTenant) => tenant.actor({ notifications: "rw" });

async function messageOf(tenant: TestTenant, columns: Record<string, unknown> = {}): Promise<string> {
  const row = {
    tenant_id: tenant.id,
    channel: "whatsapp",
    recipient: "+41791234567",
    subject: "Tomorrow",
    body: "Your case is due tomorrow.",
    ...columns,
  };
  const [{ id }] = await world.db.sql`insert into notifications.workflow_notifications ${
    world.db.sql(row)
  } returning id`;
  return id;
}

const resend = (actor: TestActor, id: string) => send(app, actor, `POST /workflow-notifications/${id}/resend`);
const cancel = (actor: TestActor, id: string) => send(app, actor, `POST /workflow-notifications/${id}/cancel`);
const stored = async (id: string) =>
  (await world.db.sql`select * from notifications.workflow_notifications where id = ${id}`)[0];

Deno.test("workflow.resend hands WhatsApp over and waits for the report with the id of the message", async () => {
  const tenant = await world.tenant();
  const id = await messageOf(tenant, { status: "failed" });
  standIn.behave("accept");
  const answer = await resend(await staffOf(tenant), id);
  assert.equal(answer.status, 200, answer.text);
  assert.equal(answer.body.data.status, "pending");
  assert.match(answer.body.data.external_reference, /^wamid\./);
  assert.match(answer.body.data.provider_message, /accepted\n$/);
  assert.equal(standIn.received.at(-1)!.path, "/555000111/messages");
});

Deno.test("workflow.resend sends from the number of the organisation where it has one", async () => {
  const tenant = await world.tenant();
  await world.db.sql`insert into notifications.whatsapp_numbers (tenant_id, phone_number_id, display_digits)
    values (${tenant.id}, '777888999', '41215557788')`;
  standIn.behave("accept");
  await resend(await staffOf(tenant), await messageOf(tenant));
  assert.equal(standIn.received.at(-1)!.path, "/777888999/messages");
});

Deno.test("workflow.resend keeps a failure with its reason before it answers 400", async () => {
  const tenant = await world.tenant();
  const id = await messageOf(tenant);
  standIn.behave({ status: 400, body: { error: { code: 131026, message: "private" } } });
  const answer = await resend(await staffOf(tenant), id);
  assert.equal(answer.status, 400);
  assert.equal(answer.body.code, "WORKFLOW_NOTIFICATION_FAILED");
  const row = await stored(id);
  assert.equal(row.status, "failed");
  assert.match(row.provider_message, /failed: the number cannot be reached by WhatsApp\n$/);
  assert.equal(row.sending_until, null);
});

Deno.test("workflow.resend sends once when two people press the button at once", async () => {
  const tenant = await world.tenant();
  const staff = await staffOf(tenant);
  const id = await messageOf(tenant);
  standIn.behave("accept");
  const before = standIn.received.length;
  const answers = await Promise.all([resend(staff, id), resend(staff, id), resend(staff, id)]);
  // Whoever comes after the first has finished sends again on purpose; while it runs, nobody does.
  const sent = answers.filter(({ status }) => status === 200).length;
  assert.equal(standIn.received.length - before, sent);
  assert.ok(answers.every(({ status }) => status === 200 || status === 409));
  const held = await messageOf(tenant, { sending_until: new Date(Date.now() + 60_000).toISOString() });
  assert.equal((await resend(staff, held)).body.code, "CONFLICT");
  assert.equal((await cancel(staff, held)).body.code, "CONFLICT");
});

Deno.test("workflow.resend leaves WhatsApp pending without a reference where no provider is configured", async () => {
  const tenant = await world.tenant();
  const staff = await staffOf(tenant);
  const id = await messageOf(tenant);
  useRuntime(createRuntime(testConfig(world.db.url, { APP_ENV: "production" }), { pool: world.runtime.pool }));
  try {
    const { data } = (await resend(staff, id)).body;
    assert.equal(data.status, "pending");
    assert.equal(data.external_reference, null);
  } finally {
    useRuntime(world.runtime);
  }
});

Deno.test("workflow.resend mails through the outbox, and a delivery that fails turns the message to failed", async () => {
  const tenant = await world.tenant();
  const staff = await staffOf(tenant);
  const id = await messageOf(tenant, { channel: "email", recipient: "client@example.com" });
  const { data } = (await resend(staff, id)).body;
  assert.equal(data.status, "sent");
  assert.ok(data.sent_at);
  const [mail] = await world.db.sql`select * from notifications.outgoing_messages where tenant_id = ${tenant.id}`;
  assert.equal(mail.id, data.external_reference);
  assert.deepEqual([mail.to_address, mail.subject, mail.body], [
    "client@example.com",
    "Tomorrow",
    "Your case is due tomorrow.",
  ]);
  await world.db.sql`
    update notifications.outgoing_messages set status = 'failed', last_error = 'the mailbox does not exist'
    where id = ${mail.id}`;
  const row = await stored(id);
  assert.equal(row.status, "failed");
  assert.match(row.provider_message, /failed: the mailbox does not exist\n$/);
});

Deno.test("workflow.cancel calls off what has not left, once and for all", async () => {
  const tenant = await world.tenant();
  const staff = await staffOf(tenant);
  for (const status of ["pending", "failed"]) {
    const id = await messageOf(tenant, { status });
    assert.equal((await cancel(staff, id)).body.data.status, "cancelled");
    assert.equal((await cancel(staff, id)).status, 200, "it is cancelled already");
    const refused = await resend(staff, id);
    assert.equal(refused.status, 400);
    assert.equal(refused.body.code, "CANCELLED");
  }
  for (const status of ["sent", "delivered", "read"]) {
    const id = await messageOf(tenant, { status, sent_at: new Date().toISOString() });
    const refused = await cancel(staff, id);
    assert.equal(refused.status, 409, status);
    assert.equal((await stored(id)).status, status);
  }
});

Deno.test("workflow.list finds by words, status, channel and case, newest first", async () => {
  const tenant = await world.tenant();
  const staff = await staffOf(tenant);
  const application = crypto.randomUUID();
  const about = { entity: "customer_application", entity_id: application };
  const first = await messageOf(tenant, { ...about, subject: "Visa 100%" });
  const second = await messageOf(tenant, { channel: "email", recipient: "zoe@example.com", status: "failed" });
  const ids = async (query: Record<string, string>) => {
    const { body } = await send(app, staff, "GET /workflow-notifications", { query });
    assert.equal(body.pagination.total, body.data.length);
    return body.data.map(({ id }: { id: string }) => id);
  };
  assert.deepEqual(await ids({}), [second, first]);
  assert.deepEqual(await ids({ ordering: "created_at" }), [first, second]);
  assert.deepEqual(await ids({ search: "100%" }), [first]);
  assert.deepEqual(await ids({ search: "zoe@" }), [second]);
  assert.deepEqual(await ids({ search: application.slice(0, 8) }), [first]);
  assert.deepEqual(await ids({ search: "fail" }), [second]);
  assert.deepEqual(await ids({ status: "failed" }), [second]);
  assert.deepEqual(await ids({ channel: "whatsapp" }), [first]);
  assert.deepEqual(await ids({ application }), [first]);
  assert.equal((await send(app, staff, "GET /workflow-notifications", { query: { status: "lost" } })).status, 400);
});

Deno.test("a case is reminded of a date once per channel", async () => {
  const tenant = await world.tenant();
  const about = {
    entity: "customer_application",
    entity_id: crypto.randomUUID(),
    notification_type: "due_tomorrow",
    target_date: "2026-03-04",
  };
  await messageOf(tenant, about);
  await messageOf(tenant, { ...about, channel: "email" });
  await messageOf(tenant, { ...about, target_date: "2026-03-06" });
  await assert.rejects(messageOf(tenant, about), { constraint_name: "workflow_notification_repeated" });
});

Deno.test("push.send_test_whatsapp sends to a number or the configured one, attached to a case", async () => {
  const tenant = await world.tenant();
  const staff = await staffOf(tenant);
  const test = (body?: Record<string, unknown>) =>
    send(app, staff, "POST /push-notifications/send-test-whatsapp", { body });
  standIn.behave("accept");
  const without = await test();
  assert.equal(without.status, 409);
  assert.equal(without.body.details.reason, "no_application");
  const entity_id = crypto.randomUUID();
  await messageOf(tenant, { entity: "customer_application", entity_id });
  const { data } = (await test()).body;
  assert.equal(data.recipient, "+41790000000");
  assert.equal(data.used_default_recipient, true);
  assert.equal(data.workflow_notification_status, "pending");
  assert.equal(data.workflow_notification_application_id, entity_id);
  assert.match(data.message_id, /^wamid\./);
  assert.equal((await stored(data.workflow_notification_id)).notification_type, "manual_whatsapp_test");
  const named = await test({ to: "+41 79 123 45 67" });
  assert.equal(named.body.data.recipient, "+41791234567");
  assert.equal(named.body.data.used_default_recipient, false);
  assert.equal((await test({ to: "079" })).status, 400);
  standIn.behave({ status: 400, body: { error: { code: 131047 } } });
  const before = standIn.received.length;
  const refused = await test();
  assert.equal(refused.status, 400);
  assert.equal(refused.body.code, "WHATSAPP_SEND_FAILED");
  assert.equal(standIn.received.length - before, 1, "no template for a test");
  assert.equal((await stored(refused.body.details.workflow_notification_id)).status, "failed");
});

interface Frame {
  id: string;
  // deno-lint-ignore no-explicit-any
  data: any;
}

/** Reads the frames of an open stream as they come. */
async function open(actor: TestActor, headers: Record<string, string> = {}) {
  const request = new Request("http://localhost/notifications/workflow-notifications/stream", {
    headers: { authorization: `Bearer ${actor.token}`, ...headers },
  });
  const response = await app.fetch(request);
  assert.equal(response.status, 200);
  const frames: Frame[] = [];
  const reader = response.body!.pipeThrough(new TextDecoderStream()).getReader();
  const reading = (async () => {
    for (let text = "", step = await reader.read(); !step.done; step = await reader.read()) {
      text += step.value;
      const parts = text.split("\n\n");
      text = parts.pop()!;
      for (const part of parts) {
        const [, id, data] = /^(?:id: (.*)\n)?data: (.*)$/.exec(part) ?? [];
        if (data) frames.push({ id, data: JSON.parse(data) });
      }
    }
  })();
  return {
    frames,
    async close() {
      await reader.cancel();
      await reading;
    },
  };
}

Deno.test("workflow.stream begins with a snapshot, tells of changes and resumes with what was missed", async () => {
  const tenant = await world.tenant();
  const staff = await staffOf(tenant);
  const id = await messageOf(tenant);
  const stream = await open(staff);
  await until(() => stream.frames.length === 1, "the snapshot");
  const [snapshot] = stream.frames;
  assert.deepEqual(
    [snapshot.data.event, snapshot.data.reason, snapshot.data.windowHours, snapshot.data.lastNotificationId],
    ["workflow_notifications_snapshot", "initial", 24, id],
  );
  assert.equal(snapshot.id, snapshot.data.cursor);
  await cancel(staff, id);
  await until(() => stream.frames.length === 2, "the signal");
  assert.deepEqual(
    [stream.frames[1].data.event, stream.frames[1].data.reason, stream.frames[1].data.changedNotificationId],
    ["workflow_notifications_changed", "signal", id],
  );
  const other = await messageOf(tenant);
  await until(() => stream.frames.length === 3, "what another worker wrote");
  const { reason, operation, changedNotificationId } = stream.frames[2].data;
  assert.deepEqual([reason, operation, changedNotificationId], ["db_state_change", "created", other]);
  await stream.close();

  const resumed = await open(staff, { "last-event-id": stream.frames[1].id });
  await until(() => resumed.frames.length === 1, "what was missed");
  assert.equal(resumed.frames[0].data.event, "workflow_notifications_changed");
  await resumed.close();
  const current = await open(staff, { "last-event-id": resumed.frames[0].id });
  await cancel(staff, other);
  await until(() => current.frames.length === 1, "the next change and no snapshot");
  assert.equal(current.frames[0].data.event, "workflow_notifications_changed");
  await current.close();
});

Deno.test("workflow.stream says nothing of another organisation and ends with the session", async () => {
  const tenant = await world.tenant();
  const staff = await staffOf(tenant);
  const stream = await open(staff);
  await until(() => stream.frames.length === 1, "the snapshot");
  await messageOf(await world.tenant());
  const own = await messageOf(tenant);
  await until(() => stream.frames.length === 2, "the change");
  assert.equal(stream.frames[1].data.changedNotificationId, own);
  await world.db.sql`update identity.sessions set status = 'revoked' where id = ${staff.sessionId}`;
  await until(() => stream.frames.length === 3, "the end");
  assert.equal(stream.frames[2].data.event, "workflow_notifications_error");
  await stream.close();
});
