import assert from "node:assert/strict";
import { app } from "../../functions/identity/app.ts";
import { send } from "../support/app_client.ts";
import { openWorld } from "../support/world.ts";
import { account } from "./accounts.ts";
import { memberActor, outcome } from "./admin_actors.ts";

const world = await openWorld();
Deno.test.afterAll(() => world.close());
const { sql } = world.db;
const tenant = await world.tenant();
const owner = await memberActor(world, tenant, ["owner"]);
const patch = (body: unknown) => send(app, owner, "PATCH /admin/security/policy", { body });

Deno.test("identity.security.save_policy merges what is given, keeps the rest and says so in the log", async () => {
  const before = (await send(app, owner, "GET /admin/security/policy")).body.data;
  assert.deepEqual(before, {
    cookie_only: false,
    refresh_seconds: null,
    idle_seconds: 1800,
    password_profile: "standard",
    mfa: { enforce_for_all: false, enforce_for_roles: [], adaptive_enabled: false, device_trust_days: 30 },
  });
  const changed = await patch({ password_profile: "strict", mfa: { enforce_for_roles: ["owner", "owner"] } });
  const expected = { ...before, password_profile: "strict", mfa: { ...before.mfa, enforce_for_roles: ["owner"] } };
  assert.deepEqual([changed.status, changed.body.data], [200, expected]);
  await patch({ mfa: { enforce_for_roles: [], device_trust_days: 7 }, refresh_seconds: 3600 });
  const [{ settings }] = await sql`select settings from identity.tenants where id = ${tenant.id}`;
  assert.deepEqual(
    [settings.auth.refresh_seconds, settings.auth.password_profile, settings.auth.mfa.device_trust_days],
    [3600, "strict", 7],
  );
  const [event] = await sql`select before_state, after_state from audit.events
    where tenant_id = ${tenant.id} and action = 'security_policy_changed' order by at limit 1`;
  assert.equal(JSON.parse(event.before_state).mfa.enforce_for_roles.length, 0);
  assert.deepEqual(JSON.parse(event.after_state).mfa.enforce_for_roles, ["owner"]);
});

Deno.test("identity.security.save_policy refuses unknown roles, keys and values out of bounds", async () => {
  const code = async (body: unknown) => (await patch(body)).body.code;
  assert.equal(await code({ mfa: { enforce_for_roles: ["pilot"] } }), "UNKNOWN_ROLE");
  for (
    const body of [{ idle_seconds: 3600 }, { refresh_seconds: 10 }, { mfa: { off: true } }, {
      password_profile: "none",
    }, {}]
  ) {
    assert.equal(await code(body), "VALIDATION_ERROR", JSON.stringify(body));
  }
  const reader = await tenant.actor({ "admin.security": "r", settings: "rw" });
  assert.equal(await outcome(reader, "PATCH /admin/security/policy", { cookie_only: true }), "AUTHORIZATION_ERROR");
});

Deno.test("the policy holds for the next sign-in and the next password", async () => {
  const own = await world.tenant();
  const boss = await memberActor(world, own, ["owner"]);
  const body = { cookie_only: true, refresh_seconds: 7200, password_profile: "strict" };
  assert.equal(await outcome(boss, "PATCH /admin/security/policy", body), 200);
  const { email } = await account(world, own, { roles: ["viewer"] });
  const login = await send(app, null, "POST /auth/login", { body: { email, password: "Tournevis-Cruciforme-7" } });
  assert.deepEqual([login.status, login.body.refreshToken], [200, undefined]);
  const [session] =
    await sql`select extract(epoch from refresh_expires_at - created_at)::int as life from identity.sessions
    where id = ${login.body.session_id}`;
  assert.equal(session.life, 7200);
  const create = { email: `n${crypto.randomUUID().slice(0, 8)}@example.com`, password: "Kurz-9abx" };
  assert.equal(await outcome(boss, "POST /admin/users", create), "WEAK_PASSWORD");
});

Deno.test("identity.security.login_attempts shows attempts here and at members, and none of other organisations", async () => {
  const mine = await account(world, tenant, { roles: ["viewer"] });
  const theirs = await account(world, await world.tenant(), { roles: ["viewer"] });
  for (const { email } of [mine, theirs]) {
    await outcome(null, "POST /auth/login", { email, password: "Falsch-Geraten-1" });
  }
  const list = async (query: Record<string, string>) =>
    (await send(app, owner, "GET /admin/security/login-attempts", { query })).body.data;
  const found = await list({ email: mine.email });
  assert.deepEqual([found.count, found.attempts[0].outcome, found.attempts[0].reason], [
    1,
    "failure",
    "wrong_password",
  ]);
  assert.equal((await list({ email: theirs.email })).count, 0);
  assert.equal((await list({ email: mine.email, outcome: "success" })).count, 0);
});

Deno.test("identity.security.events shows the categories of access, by or about somebody", async () => {
  const person = await memberActor(world, tenant, ["viewer"]);
  await outcome(owner, `PATCH /admin/users/${person.userId}`, { status: "DISABLED" });
  const list = async (query: Record<string, string>) =>
    (await send(app, owner, "GET /admin/security/events", { query })).body.data;
  const about = await list({ user_id: person.userId, category: "admin", action: "user_updated" });
  assert.deepEqual([about.count, about.events[0].actor_id, about.events[0].after_state], [1, owner.userId, {
    status: "DISABLED",
  }]);
  const all = await list({});
  const categories = new Set(all.events.map((e: { category: string }) => e.category));
  assert.ok(
    [...categories].every((c) => ["authentication", "authorization", "security", "admin"].includes(c as string)),
  );
  const other = await memberActor(world, await world.tenant(), ["owner"]);
  const foreign = await send(app, other, "GET /admin/security/events", { query: { user_id: person.userId } });
  assert.equal(foreign.body.data.count, 0);
  const part = await tenant.actor({ "admin.security": ["GROUP", null] });
  assert.equal(await outcome(part, "GET /admin/security/events"), "AUTHORIZATION_ERROR");
});
