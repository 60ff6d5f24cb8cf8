import assert from "node:assert/strict";
import { app } from "../../functions/identity/app.ts";
import { PERMISSIONS } from "../../shared/contracts/permissions.ts";
import { send } from "../support/app_client.ts";
import { openWorld } from "../support/world.ts";

const world = await openWorld();
Deno.test.afterAll(() => world.close());

Deno.test("identity.me.get shows the caller with grants, teams and companies", async () => {
  const tenant = await world.tenant();
  const team = await tenant.team("Équipe Nord");
  const alpha = await tenant.company("ALPHA");
  await tenant.company("BETA");
  const actor = await tenant.actor({ contacts: ["GROUP", "GROUP"], invoices: "r" }, {
    teams: [team],
    companies: [alpha],
  });
  const answer = await send(app, actor, "GET /auth/me");
  assert.equal(answer.status, 200, answer.text);
  const { user, data, realtime } = answer.body;
  assert.equal(user.email, actor.email);
  assert.equal(user.last_login, null);
  assert.ok(Date.parse(user.created_at) > 0);
  assert.deepEqual(user.companies, ["ALPHA"]);
  assert.deepEqual(data.user.groupes, ["Équipe Nord"]);
  assert.equal(data.user.tenantId, tenant.id);
  assert.deepEqual(data.user.permissions, [
    { key: "contacts", read: true, write: true, read_scope: "GROUP", write_scope: "GROUP" },
    { key: "invoices", read: true, write: false, read_scope: "ALL", write_scope: "SELF" },
  ]);
  assert.deepEqual(realtime, { channel_suffix: `@${tenant.id}` });
  assert.ok(!answer.text.includes("password"));
});

Deno.test("identity.me.get spells the grant of everything out, with all active companies", async () => {
  const tenant = await world.tenant();
  await tenant.company("ALPHA");
  await tenant.company("BETA", { is_active: false });
  const actor = await tenant.actor({ "*": "rw" });
  const { body } = await send(app, actor, "GET /auth/me");
  assert.deepEqual(
    body.data.user.permissions,
    Object.keys(PERMISSIONS).sort().map((key) => ({
      key,
      read: true,
      write: true,
      read_scope: "ALL",
      write_scope: "ALL",
    })),
  );
  assert.deepEqual(body.user.companies, ["ALPHA"]);
});

Deno.test("identity.me.get marks platform staff as superadmin", async () => {
  const tenant = await world.tenant();
  const actor = await tenant.actor({ contacts: "r" });
  await world.db.sql`update identity.users set is_superuser = true where id = ${actor.userId}`;
  const { body } = await send(app, actor, "GET /auth/me");
  assert.equal(body.user.role, "superadmin");
  assert.equal(body.data.user.permissions.length, Object.keys(PERMISSIONS).length);
});

Deno.test("identity.me.update changes name and avatar, logs what changed and touches nobody else", async () => {
  const tenant = await world.tenant();
  const [actor, colleague] = [await tenant.actor({}), await tenant.actor({})];
  const avatar = "https://cdn.example.com/a.webp";
  const answer = await send(app, actor, "PUT /auth/me", { body: { name: "  Marc   Dupont ", avatar } });
  assert.deepEqual([answer.status, answer.body], [200, { success: true, message: "Profile updated" }]);
  const names = await world.db
    .sql`select id, name, avatar from identity.users where id in (${actor.userId}, ${colleague.userId}) order by name`;
  assert.deepEqual(names.map((n) => [n.name, n.avatar]), [["Marc Dupont", avatar], ["Test Actor", null]]);
  const [event] = await world.db.sql`
    select action, before_state, after_state from audit.events where tenant_id = ${tenant.id} and action = 'user_updated'`;
  assert.deepEqual(JSON.parse(event.before_state), { name: "Test Actor", avatar: null });
  assert.deepEqual(JSON.parse(event.after_state), { name: "Marc Dupont", avatar });

  await send(app, actor, "PUT /auth/me", { body: { avatar: null } });
  const [cleared] = await world.db.sql`select name, avatar from identity.users where id = ${actor.userId}`;
  assert.deepEqual({ ...cleared }, { name: "Marc Dupont", avatar: null });
});

Deno.test("identity.me.update refuses rights, scripts and nothing at all", async () => {
  const tenant = await world.tenant();
  const actor = await tenant.actor({});
  const bodies = [
    { is_superuser: true },
    { role: "admin" },
    { email: "other@example.com" },
    { avatar: "javascript:alert(1)" },
    { name: "" },
    {},
  ];
  for (const body of bodies) {
    const answer = await send(app, actor, "PUT /auth/me", { body });
    assert.deepEqual([answer.status, answer.body.code], [400, "VALIDATION_ERROR"], JSON.stringify(body));
  }
});

Deno.test("identity.me.verify confirms a good token", async () => {
  const tenant = await world.tenant();
  const actor = await tenant.actor({}, { name: "Ada" });
  const { body } = await send(app, actor, "GET /auth/verify");
  assert.equal(body.valid, true);
  assert.deepEqual(Object.keys(body.user).sort(), ["email", "id", "name", "role"]);
  assert.deepEqual([body.user.id, body.user.name], [actor.userId, "Ada"]);
});

Deno.test("identity.me.companies lists the companies of the caller, all for administrators, none of another tenant", async () => {
  const [tenant, other] = [await world.tenant(), await world.tenant()];
  const alpha = await tenant.company("ALPHA", { name: "Alpha SA" });
  await tenant.company("BETA", { name: "Beta SA" });
  await other.company("GAMMA");
  const some = await tenant.actor({}, { companies: [alpha] });
  assert.deepEqual((await send(app, some, "GET /auth/companies")).body, {
    success: true,
    companies: [{ code: "ALPHA", name: "Alpha SA", hasAccess: true }],
  });
  const all = await tenant.actor({ "*": "rw" });
  const { companies } = (await send(app, all, "GET /auth/companies")).body;
  assert.deepEqual(companies.map((c: { code: string }) => c.code), ["ALPHA", "BETA"]);
});

Deno.test("identity.me endpoints answer people only", async () => {
  const tenant = await world.tenant();
  const apiKey = await tenant.apiKey(["*"]);
  for (const route of ["GET /auth/me", "GET /auth/verify", "GET /auth/companies"]) {
    assert.equal((await send(app, null, route, { apiKey })).body.code, "USER_TOKEN_REQUIRED");
    assert.deepEqual((await send(app, null, route)).body.code, "AUTH_TOKEN_MISSING");
  }
});

Deno.test("identity.auth.health reaches the database", async () => {
  const { status, body } = await send(app, null, "GET /auth/health");
  assert.deepEqual([status, body.service, body.status], [200, "auth", "healthy"]);
  assert.ok(Math.abs(Date.parse(body.timestamp) - Date.now()) < 60_000);
});
