import assert from "node:assert/strict";
import { app } from "../../functions/notifications/app.ts";
import { send } from "../support/app_client.ts";
import { openWorld, type TestActor } from "../support/world.ts";
import { addressees } from "./addressees.ts";

const world = await openWorld();
Deno.test.afterAll(() => world.close());
const { notify, memberWith, idsOf } = addressees(world);

Deno.test("notifications.list shows each member what is addressed to them, their roles and the staff, and nothing else", async () => {
  const tenant = await world.tenant();
  const other = await world.tenant();
  const admin = await memberWith(tenant, "admin");
  const owner = await memberWith(tenant, "owner");
  const staff = await memberWith(tenant, "user");
  const client = await memberWith(tenant, "client");
  const contractor = await memberWith(tenant, "prestataire");
  const reseller = await memberWith(tenant, "revendeur");
  const foreigner = await memberWith(other, "admin");
  const sent = {
    toStaffMember: await notify(tenant, staff.userId),
    toClientMail: await notify(tenant, client.email.toUpperCase()),
    toAdmins: await notify(tenant, "role:admin"),
    toClients: await notify(tenant, "role:client"),
    toAll: await notify(tenant, null),
    elsewhere: await notify(other, null),
  };
  const name = (id: string) => Object.entries(sent).find(([, sentId]) => sentId === id)?.[0] ?? id;
  const seen = async (actor: TestActor) => (await idsOf(actor)).map(name).sort();
  assert.deepEqual(await seen(staff), ["toAll", "toStaffMember"]);
  assert.deepEqual(await seen(admin), ["toAdmins", "toAll"]);
  assert.deepEqual(await seen(owner), ["toAdmins", "toAll"], "an owner is an administrator too");
  assert.deepEqual(await seen(client), ["toClientMail", "toClients"]);
  assert.deepEqual(await seen(contractor), []);
  assert.deepEqual(await seen(reseller), []);
  assert.deepEqual(await seen(foreigner), ["elsewhere"]);
});

Deno.test("notifications.list shows guests who are staff as well what the staff is told", async () => {
  const tenant = await world.tenant();
  const both = await memberWith(tenant, "client");
  await world.db.sql`
    insert into identity.roles (tenant_id, key, name) values (${tenant.id}, 'manager', 'Manager')`;
  await world.db.sql`
    insert into identity.membership_roles (tenant_id, membership_id, role_id)
    select m.tenant_id, m.id, r.id from identity.memberships m
    join identity.roles r on r.tenant_id = m.tenant_id and r.key = 'manager' where m.user_id = ${both.userId}`;
  const id = await notify(tenant, null);
  assert.deepEqual(await idsOf(both), [id]);
});

Deno.test("notifications.list keeps what concerns a company from those who do not work for it", async () => {
  const tenant = await world.tenant();
  const [own, foreign] = [await tenant.company("ALPHA"), await tenant.company("BETA")];
  const boss = await tenant.actor({ "*": "rw" });
  const member = await tenant.actor({ tasks: "r" }, { companies: [own] });
  for (const owner_company_id of [own, foreign]) {
    const answer = await send(app, boss, "POST /notifications", { body: { title: "Company news", owner_company_id } });
    assert.equal(answer.status, 201, answer.text);
  }
  const seen = await send(app, member, "GET /notifications");
  assert.deepEqual(seen.body.notifications.map((n: { owner_company_id: string }) => n.owner_company_id), [own]);
  assert.equal(seen.body.total, 1);
  assert.equal(seen.body.unread_count, 1);
});

Deno.test("notifications.list answers newest first with exact counts and both forms of the read state", async () => {
  const tenant = await world.tenant();
  const actor = await tenant.actor({ tasks: "r" });
  const ids = [];
  for (let i = 0; i < 5; i++) ids.unshift(await notify(tenant, i % 2 ? null : actor.userId, { title: `n${i}` }));
  await send(app, actor, `PATCH /notifications/${ids[1]}/read`);
  const answer = await send(app, actor, "GET /notifications", { query: { limit: 3, offset: 1 } });
  assert.deepEqual(answer.body.notifications.map((n: { id: string }) => n.id), ids.slice(1, 4));
  assert.equal(answer.body.success, true);
  assert.equal(answer.body.total, 5);
  assert.equal(answer.body.unread_count, 4);
  assert.deepEqual(answer.body.meta, { count: 3, total: 5, limit: 3, offset: 1 });
  const [first, second] = answer.body.notifications;
  assert.equal(first.read, true);
  assert.match(first.read_at, /^\d{4}-.*Z$/);
  const { id: _id, created_at, ...rest } = second;
  assert.match(created_at, /^\d{4}-.*Z$/);
  assert.deepEqual(rest, {
    owner_company_id: null,
    type: "info",
    title: "n2",
    body: "text",
    metadata: { link: "/here" },
    recipient: actor.userId,
    priority: "normal",
    category: "alert",
    channel: "in_app",
    dedupe_key: null,
    read: false,
    read_at: null,
  });
});

Deno.test("notifications.list filters by type, read state and priority, and refuses other words", async () => {
  const tenant = await world.tenant();
  const actor = await tenant.actor({ tasks: "r" });
  const high = await notify(tenant, actor.userId, { type: "quote_signed", priority: "high" });
  const urgent = await notify(tenant, null, { type: "payment_duplicate", priority: "urgent" });
  await send(app, actor, `PATCH /notifications/${urgent}/read`);
  assert.deepEqual(await idsOf(actor, { type: "quote_signed" }), [high]);
  assert.deepEqual(await idsOf(actor, { read: "true" }), [urgent]);
  assert.deepEqual(await idsOf(actor, { read: "false" }), [high]);
  assert.deepEqual(await idsOf(actor, { unread_only: "true" }), [high]);
  assert.deepEqual(await idsOf(actor, { priority: "critical" }), [urgent], "urgent is stored as critical");
  assert.deepEqual(await idsOf(actor, { priority: "urgent" }), [urgent]);
  const wrong = { read: "yes", priority: "huge", type: "No Such!", limit: "0", offset: "-1" };
  for (const [name, value] of Object.entries(wrong)) {
    const answer = await send(app, actor, "GET /notifications", { query: { [name]: value } });
    assert.equal(answer.status, 400, name);
    assert.equal(answer.body.details[0].field, name);
  }
  const clamped = await send(app, actor, "GET /notifications", { query: { limit: 5000 } });
  assert.equal(clamped.body.meta.limit, 200);
});

Deno.test("notifications.read keeps the first time, also when it comes again", async () => {
  const tenant = await world.tenant();
  const actor = await tenant.actor({ tasks: "r" });
  for (const recipient of [actor.userId, null]) {
    const id = await notify(tenant, recipient);
    const first = await send(app, actor, `PATCH /notifications/${id}/read`);
    assert.equal(first.status, 200, first.text);
    assert.equal(first.body.notification.read, true);
    const again = await send(app, actor, `PATCH /notifications/${id}/read`);
    assert.equal(again.body.notification.read_at, first.body.notification.read_at);
  }
});

Deno.test("notifications.read answers NOTIFICATION_NOT_FOUND to whoever is not an addressee", async () => {
  const tenant = await world.tenant();
  const addressee = await tenant.actor({ tasks: "r" });
  const colleague = await tenant.actor({ "*": "rw" });
  const id = await notify(tenant, addressee.userId);
  const headers = { "x-request-id": "same-request" };
  const refused = await send(app, colleague, `PATCH /notifications/${id}/read`, { headers });
  const invented = await send(app, colleague, `PATCH /notifications/${crypto.randomUUID()}/read`, { headers });
  assert.equal(refused.status, 404);
  assert.equal(refused.body.code, "NOTIFICATION_NOT_FOUND");
  assert.equal(refused.text, invented.text);
  assert.deepEqual(await idsOf(addressee, { read: "false" }), [id], "nobody else read it");
});

Deno.test("notifications.read of a shared notification is the reader's own", async () => {
  const tenant = await world.tenant();
  const [one, two] = [await tenant.actor({ tasks: "r" }), await tenant.actor({ tasks: "r" })];
  const id = await notify(tenant, null);
  await send(app, one, `PATCH /notifications/${id}/read`);
  assert.deepEqual(await idsOf(one, { read: "true" }), [id]);
  assert.deepEqual(await idsOf(two, { read: "false" }), [id]);
  const [{ readers }] = await world.db.sql`
    select array_agg(user_id) as readers from notifications.notification_reads where notification_id = ${id}`;
  assert.deepEqual(readers, [one.userId]);
});

Deno.test("notifications.read_all marks only the caller's own and tells how many", async () => {
  const tenant = await world.tenant();
  const [one, two] = [await tenant.actor({ tasks: "r" }), await tenant.actor({ tasks: "r" })];
  await notify(tenant, one.userId, { type: "quote_signed" });
  await notify(tenant, null, { type: "payment_received" });
  const [forTwo, shared] = [await notify(tenant, two.userId), await notify(tenant, null)];

  const some = await send(app, one, "POST /notifications/mark-all-read", { body: { type: "quote_signed" } });
  assert.deepEqual([some.status, some.body.updated, some.body.total], [200, 1, 1], some.text);
  const all = await send(app, one, "POST /notifications/mark-all-read");
  assert.deepEqual([all.body.updated, all.body.total], [2, 2]);
  const none = await send(app, one, "POST /notifications/mark-all-read");
  assert.deepEqual([none.body.updated, none.body.message], [0, "No unread notifications"]);
  assert.deepEqual(await idsOf(one, { read: "false" }), []);
  const left = await idsOf(two, { read: "false" });
  assert.equal(left.length, 3);
  assert.ok(left.includes(forTwo) && left.includes(shared));
});

Deno.test("notifications.read_all counts each notification once when two requests race", async () => {
  const tenant = await world.tenant();
  const actor = await tenant.actor({ tasks: "r" });
  for (let i = 0; i < 10; i++) await notify(tenant, i % 2 ? actor.userId : null);
  const answers = await Promise.all(
    Array.from({ length: 4 }, () => send(app, actor, "POST /notifications/mark-all-read")),
  );
  assert.deepEqual(answers.map((a) => a.status), [200, 200, 200, 200]);
  assert.equal(answers.reduce((sum, a) => sum + a.body.updated, 0), 10);
});

Deno.test("notifications.unread_count counts by priority and by type", async () => {
  const tenant = await world.tenant();
  const actor = await tenant.actor({ tasks: "r" });
  await notify(tenant, actor.userId, { priority: "low" });
  await notify(tenant, null, { priority: "critical", type: "payment_duplicate" });
  await notify(tenant, null, { priority: "critical" });
  const read = await notify(tenant, null);
  await send(app, actor, `PATCH /notifications/${read}/read`);
  const all = await send(app, actor, "GET /notifications/unread-count");
  assert.deepEqual(all.body, {
    success: true,
    count: 3,
    by_priority: { low: 1, normal: 0, high: 0, critical: 2 },
  });
  const some = await send(app, actor, "GET /notifications/unread-count", { query: { type: "payment_duplicate" } });
  assert.equal(some.body.count, 1);
});

Deno.test("notifications.create needs the key notifications and answers what it wrote", async () => {
  const tenant = await world.tenant();
  const sender = await tenant.actor({ notifications: "rw" });
  const reader = await tenant.actor({ contacts: "rw" });
  const body = { title: " News <b>today</b> ", recipient: reader.userId, metadata: { link: "/x" }, priority: "urgent" };
  assert.equal((await send(app, reader, "POST /notifications", { body })).status, 403);
  assert.equal((await send(app, null, "POST /notifications", { body })).status, 401);
  const answer = await send(app, sender, "POST /notifications", { body });
  assert.equal(answer.status, 201, answer.text);
  assert.equal(answer.body.duplicate, false);
  const { notification } = answer.body;
  assert.deepEqual([notification.title, notification.priority, notification.type], ["News today", "critical", "info"]);
  assert.deepEqual(await idsOf(reader), [notification.id]);
  assert.deepEqual(await idsOf(sender), [], "a sender is not an addressee");
  const byKey = await send(app, null, "POST /notifications", {
    apiKey: await tenant.apiKey(["write:notifications"]),
    body: { title: "From a service", recipient: reader.userId },
  });
  assert.equal(byKey.status, 201, byKey.text);
});

Deno.test("notifications.create names what is wrong with a notification", async () => {
  const tenant = await world.tenant();
  const stranger = await (await world.tenant()).actor({ tasks: "r" });
  const sender = await tenant.actor({ notifications: "rw" });
  const wrong: [Record<string, unknown>, string][] = [
    [{ title: undefined }, "title"],
    [{ title: "x".repeat(201) }, "title"],
    [{ body: "x".repeat(4001) }, "body"],
    [{ type: "Not Allowed" }, "type"],
    [{ priority: "huge" }, "priority"],
    [{ recipient: "nobody" }, "recipient"],
    [{ metadata: { text: "x".repeat(17_000) } }, "metadata"],
    [{ metadata: [] }, "metadata"],
    [{ surprise: 1 }, "surprise"],
  ];
  for (const [change, field] of wrong) {
    const answer = await send(app, sender, "POST /notifications", { body: { title: "Hello", ...change } });
    assert.equal(answer.status, 400, JSON.stringify(change));
    assert.equal(answer.body.code, "VALIDATION_ERROR");
    assert.equal(answer.body.details[0].field, field);
  }
  const unknown = await send(app, sender, "POST /notifications", { body: { title: "x", recipient: stranger.userId } });
  assert.deepEqual([unknown.status, unknown.body.details.reason], [400, "recipient_unknown"]);
  const company = await (await world.tenant()).company("OTHER");
  const foreign = await send(app, sender, "POST /notifications", { body: { title: "x", owner_company_id: company } });
  assert.deepEqual([foreign.status, foreign.body.details.reason], [400, "notification_company_unknown"]);
});

Deno.test("notifications.create answers the unread notification under the same dedupe key, also in a race", async () => {
  const tenant = await world.tenant();
  const sender = await tenant.actor({ "*": "rw" });
  const reader = await tenant.actor({ tasks: "r" });
  const body = { title: "Bank is down", dedupe_key: "bank:down", recipient: reader.userId };
  const answers = await Promise.all(
    Array.from({ length: 8 }, () => send(app, sender, "POST /notifications", { body })),
  );
  assert.deepEqual(answers.map((a) => a.status).sort(), [200, 200, 200, 200, 200, 200, 200, 201]);
  assert.equal(new Set(answers.map((a) => a.body.notification.id)).size, 1);
  assert.deepEqual(answers.map((a) => a.body.duplicate).sort(), [false, ...Array(7).fill(true)]);
  const elsewhere = await (await world.tenant()).actor({ "*": "rw" });
  const other = await send(app, elsewhere, "POST /notifications", { body: { ...body, recipient: null } });
  assert.equal(other.status, 201, "another tenant has its own keys");

  await send(app, reader, `PATCH /notifications/${answers[0].body.notification.id}/read`);
  const after = await send(app, sender, "POST /notifications", { body });
  assert.equal(after.status, 201, "once read, it may come again");
});
