import assert from "node:assert/strict";
import { app } from "../../functions/notifications/app.ts";
import { send } from "../support/app_client.ts";
import { openWorld, type TestActor } from "../support/world.ts";
import { addressees } from "./addressees.ts";

const world = await openWorld();
Deno.test.afterAll(() => world.close());
const { notify, memberWith, idsOf } = addressees(world);

const SERVICE = "00000000-0000-0000-0000-000000000000";

Deno.test("notifications.notify tells the administrators when the one to tell is a machine or has left", async () => {
  const tenant = await world.tenant();
  const admin = await memberWith(tenant, "admin");
  const gone = await tenant.actor({ tasks: "r" });
  await world.db.sql`update identity.memberships set status = 'DISABLED' where user_id = ${gone.userId}`;
  const ids = [await notify(tenant, SERVICE), await notify(tenant, gone.userId)];
  assert.deepEqual((await idsOf(admin)).sort(), ids.sort());
});

Deno.test("notifications.notify cuts long texts and stays silent when its transaction is rolled back", async () => {
  const tenant = await world.tenant();
  const actor = await tenant.actor({ tasks: "r" });
  await notify(tenant, actor.userId, { title: "x".repeat(500) });
  const undone = world.db.sql.begin(async (tx) => {
    await tx`select app.enter_service(${tenant.id}, '{}'), set_config('role', 'authenticated', true)`;
    await tx`select notifications.notify('info', 'never', '', null, ${actor.userId}, 'normal')`;
    await tx`select notifications.queue_email('a@example.com', null, 'never', '', null, null, null)`;
    throw new Error("undo");
  });
  await assert.rejects(undone, /undo/);
  const answer = await send(app, actor, "GET /notifications");
  assert.deepEqual(answer.body.notifications.map((n: { title: string }) => n.title.length), [200]);
  const [{ n }] = await world.db.sql`
    select count(*)::int as n from notifications.outgoing_messages where tenant_id = ${tenant.id}`;
  assert.equal(n, 0);
});

Deno.test("notifications hint on the channel of the addressee or of the staff, without their content", async () => {
  const tenant = await world.tenant();
  const actor = await tenant.actor({ tasks: "r" });
  const direct = await notify(tenant, actor.userId, { title: "confidential" });
  const mailed = await notify(tenant, actor.email);
  const outside = await notify(tenant, "somebody@elsewhere.example");
  const shared = await notify(tenant, "role:admin", { type: "payment_duplicate", priority: "critical" });
  const rows = await world.db.admin`
    select topic, event, payload from realtime.messages
    where topic like ${`tenant:${tenant.id}:%`} and event = 'notification.created' order by inserted_at, payload ->> 'entity_id'`;
  const hints = new Map(rows.map((r) => [r.payload.entity_id as string, r]));
  assert.equal(hints.get(direct)!.topic, `tenant:${tenant.id}:user:${actor.userId}`);
  assert.equal(hints.get(mailed)!.topic, `tenant:${tenant.id}:user:${actor.userId}`);
  assert.equal(hints.has(outside), false, "nobody here listens for an outside address");
  assert.equal(hints.get(shared)!.topic, `tenant:${tenant.id}:notifications`);
  assert.deepEqual(hints.get(shared)!.payload, {
    id: shared,
    type: "notification.created",
    entity: "notification",
    entity_id: shared,
    notification_type: "payment_duplicate",
    priority: "critical",
    recipient_kind: "role",
  });
  assert.ok(!JSON.stringify(rows).includes("confidential"));
});

Deno.test("the live channel notifications is open to the staff and closed to guests and strangers", async () => {
  const tenant = await world.tenant();
  const mayListen = async (actor: TestActor, topic: string) => {
    const claims = { sub: actor.userId, tenant_id: actor.tenantId, session_id: actor.sessionId, role: "authenticated" };
    return await world.db.sql.begin(async (tx) => {
      await tx`select set_config('request.jwt.claims', ${JSON.stringify(claims)}, true),
        set_config('role', 'authenticated', true)`;
      const [row] = await tx`select app.may_listen(${topic}) as allowed`;
      return row.allowed === true;
    });
  };
  const topic = `tenant:${tenant.id}:notifications`;
  const staff = await tenant.actor({ tasks: "r" });
  assert.equal(await mayListen(staff, topic), true, "without any grant on the key notifications");
  assert.equal(await mayListen(await memberWith(tenant, "client"), topic), false);
  assert.equal(await mayListen(await (await world.tenant()).actor({ "*": "rw" }), topic), false);
  assert.equal(await mayListen(staff, `${topic}:more`), false);
  assert.equal(await mayListen(staff, `tenant:${tenant.id}:invoices`), false);
});

Deno.test("notifications cannot be written around the functions meant for it", async () => {
  const tenant = await world.tenant();
  const actor = await tenant.actor({ "*": "rw" });
  const victim = await tenant.actor({ tasks: "r" });
  const id = await notify(tenant, victim.userId);
  const attempts = [
    "insert into notifications.notifications (title) values ('x')",
    "update notifications.notifications set title = 'x'",
    "delete from notifications.notifications",
    "insert into notifications.outgoing_messages (to_address, subject, body) values ('a@b.ch', 'x', 'x')",
    `insert into notifications.notification_reads (notification_id) values ('${id}')`,
  ];
  const claims = JSON.stringify({ sub: actor.userId, tenant_id: tenant.id, session_id: actor.sessionId });
  for (const attempt of attempts) {
    const tried = world.db.sql.begin(async (tx) => {
      await tx`select app.enter_session(${claims}, null, 'read', '{}'), set_config('role', 'authenticated', true)`;
      await tx.unsafe(attempt);
    });
    await assert.rejects(tried, { code: "42501" }, attempt);
  }
});

Deno.test("notifications answer people only, and health answers everybody", async () => {
  const tenant = await world.tenant();
  const apiKey = await tenant.apiKey(["*"]);
  for (const route of ["GET /notifications", "GET /notifications/unread-count", "POST /notifications/mark-all-read"]) {
    assert.equal((await send(app, null, route)).status, 401, route);
    assert.equal((await send(app, null, route, { apiKey })).body.code, "USER_TOKEN_REQUIRED", route);
  }
  const health = await send(app, null, "GET /notifications/health");
  assert.equal(health.status, 200);
  assert.deepEqual([health.body.service, health.body.story, health.body.sse_clients], ["notifications", "7.8", 0]);
  assert.ok(health.body.endpoints.includes("GET /api/notifications/stream"));
});
