import assert from "node:assert/strict";
import { app } from "../../functions/identity/app.ts";
import { send } from "../support/app_client.ts";
import { openWorld } from "../support/world.ts";
import { bearer, password } from "./accounts.ts";

const world = await openWorld();
Deno.test.afterAll(() => world.close());

const fresh = () => crypto.randomUUID().slice(0, 8);
const form = (given: Record<string, unknown> = {}) => ({
  email: `owner-${fresh()}@example.com`,
  password,
  name: "Jean Martin",
  subdomain: `garage-${fresh()}`,
  tenantName: "Garage Martin & Fils",
  ...given,
});
const signUp = (body: unknown) => send(app, null, "POST /auth/signup", { body });

Deno.test("identity.auth.signup creates tenant, settings, presets and owner, who can sign in at once", async () => {
  const given = form();
  const answer = await signUp(given);
  assert.equal(answer.status, 201, answer.text);
  const { user, tenant } = answer.body;
  assert.deepEqual(answer.body, {
    success: true,
    user: { id: user.id, email: given.email, tenantId: tenant.id },
    tenant: { id: tenant.id, subdomain: given.subdomain, name: given.tenantName },
  });
  const [stored] = await world.db.sql`
    select plan, status, country, currency, locale, timezone, settings #>> '{auth,password_profile}' as profile
    from identity.tenants where id = ${tenant.id}`;
  assert.deepEqual({ ...stored }, {
    plan: "FREE",
    status: "active",
    country: "FR",
    currency: "EUR",
    locale: "fr",
    timezone: "Europe/Paris",
    profile: "standard",
  });
  const [owner] = await world.db.sql`
    select m.role_keys, m.grants, u.password_hash from identity.memberships m join identity.users u on u.id = m.user_id
    where m.tenant_id = ${tenant.id}`;
  assert.deepEqual(owner.role_keys, ["owner"]);
  assert.deepEqual(owner.grants, { "*": ["ALL", "ALL"] });
  assert.match(owner.password_hash, /^scrypt\$1\$16384\$8\$1\$/);
  const events = await world.db.sql`
    select action, actor_id, after_state from audit.events where tenant_id = ${tenant.id} and action in ('tenant_created', 'user_created')
    order by action`;
  assert.deepEqual(events.map((e) => [e.action, e.actor_id]), [["tenant_created", user.id], ["user_created", user.id]]);
  assert.ok(!answer.text.includes("scrypt") && !JSON.stringify(events).includes("scrypt"));

  const login = await send(app, null, "POST /auth/login", { body: { email: given.email, password } });
  assert.equal(login.status, 200, login.text);
  const me = await send(app, bearer(login.body.accessToken), "GET /auth/me");
  assert.equal(me.body.user.role, "owner");
});

Deno.test("identity.auth.signup takes the usual currency and time zone of the country named", async () => {
  const answer = await signUp(form({ country: "ch", locale: "de" }));
  const [stored] = await world.db.sql`
    select country, currency, locale, timezone from identity.tenants where id = ${answer.body.tenant.id}`;
  assert.deepEqual({ ...stored }, { country: "CH", currency: "CHF", locale: "de", timezone: "Europe/Zurich" });
});

Deno.test("identity.auth.signup lets exactly one of several win a race for a subdomain", async () => {
  const subdomain = `race-${fresh()}`;
  const answers = await Promise.all(Array.from({ length: 4 }, () => signUp(form({ subdomain }))));
  assert.deepEqual(answers.map((a) => a.status).sort(), [201, 400, 400, 400]);
  assert.ok(answers.filter((a) => a.status === 400).every((a) => a.body.code === "SUBDOMAIN_EXISTS"));
  const [{ users }] = await world.db.sql`
    select count(*)::int as users from identity.users u
    where not exists (select from identity.memberships m where m.user_id = u.id)`;
  assert.equal(users, 0);
});

Deno.test("identity.auth.signup refuses an e-mail that has an account and leaves no tenant behind", async () => {
  const first = form();
  await signUp(first);
  const again = form({ email: first.email.toUpperCase() });
  const answer = await signUp(again);
  assert.deepEqual([answer.status, answer.body.code], [409, "EMAIL_EXISTS"]);
  assert.equal((await world.db.sql`select from identity.tenants where subdomain = ${again.subdomain}`).length, 0);
});

Deno.test("identity.auth.signup refuses malformed and reserved subdomains", async () => {
  for (const subdomain of ["admin", "-abc", "abc-", "a_b", "ab", "x".repeat(64)]) {
    const answer = await signUp(form({ subdomain }));
    assert.deepEqual([subdomain, answer.status, answer.body.code], [subdomain, 400, "SUBDOMAIN_INVALID"]);
  }
});

Deno.test("identity.auth.signup names every flaw of a weak password", async () => {
  const answer = await signUp(form({ password: "abcd" }));
  assert.deepEqual([answer.status, answer.body.code], [400, "WEAK_PASSWORD"]);
  assert.deepEqual(answer.body.details.failed, [
    "min_length",
    "uppercase",
    "digit",
    "special",
    "distinct",
    "sequence",
    "common",
  ]);
});

Deno.test("identity.auth.signup refuses fields that would hand out rights", async () => {
  for (const extra of [{ role: "superadmin" }, { is_superuser: true }, { plan: "ENTERPRISE" }, { status: "active" }]) {
    const answer = await signUp(form(extra));
    assert.equal(answer.status, 400);
    assert.equal(answer.body.details[0].field, Object.keys(extra)[0]);
  }
});

Deno.test("identity.auth.signup re-seeding presets keeps what an administrator made of a role", async () => {
  const { body } = await signUp(form());
  const tenant = body.tenant.id;
  const { sql } = world.db;
  await sql`delete from identity.role_permissions p using identity.roles r
    where r.id = p.role_id and r.tenant_id = ${tenant} and r.key = 'viewer' and p.permission_key <> 'chat'`;
  await sql`delete from identity.roles where tenant_id = ${tenant} and key = 'operator'`;
  await sql`select identity.seed_roles(${tenant})`;
  const rows = await sql`
    select r.key, count(*)::int as grants from identity.roles r
    join identity.role_permissions p on p.tenant_id = r.tenant_id and p.role_id = r.id
    where r.tenant_id = ${tenant} and r.key in ('viewer', 'operator') group by r.key order by r.key`;
  assert.deepEqual(rows.map((r) => ({ ...r })), [{ key: "operator", grants: 9 }, { key: "viewer", grants: 1 }]);
});

Deno.test("identity.role_presets grant managers the business, not the roles", async () => {
  const rows = await world.db.sql`
    select permission_key as key, can_read, can_write, scope from identity.role_preset_permissions where preset_key = 'manager'`;
  const grants = new Map(rows.map((r) => [r.key, r]));
  assert.equal(grants.get("admin.roles")?.can_write, false);
  assert.equal(grants.get("invoices.delete")?.can_write, true);
  assert.equal(grants.get("finance.approve")?.can_write, true);
  assert.equal(grants.get("admin.api-keys"), undefined);
  const [finance] = await world.db.sql`
    select can_read, can_write, scope from identity.role_preset_permissions where preset_key = 'user' and permission_key = 'finance'`;
  assert.deepEqual({ ...finance }, { can_read: true, can_write: false, scope: "ALL" });
});
