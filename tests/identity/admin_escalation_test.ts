import assert from "node:assert/strict";
import fc from "fast-check";
import { app } from "../../functions/identity/app.ts";
import { PERMISSIONS, requirementOf, type Scope } from "../../shared/contracts/permissions.ts";
import { send } from "../support/app_client.ts";
import { openWorld, type TestActor } from "../support/world.ts";
import { memberActor, outcome } from "./admin_actors.ts";

/** People who administer something try to end up with more than they were given. */

const world = await openWorld();
Deno.test.afterAll(() => world.close());
const { sql } = world.db;
const tenant = await world.tenant();
const owner = await memberActor(world, tenant, ["owner"]);
const admin = await memberActor(world, tenant, ["admin"]);
/** Administers users, roles and keys, and little else. */
const clerk = await tenant.actor({ "admin.users": "rw", "admin.roles": "rw", "admin.api-keys": "rw", contacts: "r" });
const rolesOf = async (userId: string) =>
  (await sql`select role_keys from identity.memberships where tenant_id = ${tenant.id} and user_id = ${userId}`)[0]
    .role_keys;

Deno.test("nobody gives a role that grants more than they hold, to others or to themselves", async () => {
  const { userId } = await tenant.actor({});
  for (const target of [userId, clerk.userId]) {
    for (const role of ["manager", "accountant", "viewer"]) {
      const answer = await send(app, clerk, `PATCH /admin/users/${target}`, { body: { role_keys: [role] } });
      assert.deepEqual([answer.status, answer.body.code], [403, "AUTHORIZATION_ERROR"], role);
      assert.ok(answer.body.details.exceeds.length > 0, "it says which keys");
    }
  }
  const email = `x${crypto.randomUUID().slice(0, 8)}@example.com`;
  const body = { email, password: "Marteau-Piqueur-42", role_keys: ["manager"] };
  assert.equal(await outcome(clerk, "POST /admin/users", body), "AUTHORIZATION_ERROR");
  assert.equal(await outcome(clerk, "POST /admin/invites", { email, role_keys: ["manager"] }), "AUTHORIZATION_ERROR");
  assert.equal((await sql`select 1 from identity.users where email = ${email}`).length, 0, "nothing half made");
});

Deno.test("only owners make owners and administrators, and only the platform makes superadmins", async () => {
  const { userId } = await memberActor(world, tenant, ["viewer"]);
  const give = (actor: TestActor, role: string, id = userId) =>
    outcome(actor, `PATCH /admin/users/${id}`, { role_keys: [role] });
  for (const role of ["owner", "admin", "superadmin"]) assert.equal(await give(admin, role), "ROLE_ACCESS_DENIED");
  assert.equal(await give(admin, "owner", admin.userId), "ROLE_ACCESS_DENIED");
  assert.equal(await give(owner, "superadmin"), "ROLE_ACCESS_DENIED");
  assert.equal(await give(owner, "admin"), 200);
  assert.deepEqual(await rolesOf(userId), ["admin"]);
  assert.equal(await give(admin, "viewer"), 200, "administrators are equals");
});

Deno.test("nobody decides about somebody above them: no password, no status, no roles, no sessions, no companies", async () => {
  for (const [actor, target] of [[clerk, admin], [clerk, owner], [admin, owner]] as const) {
    const refusals = new Set(["ROLE_ACCESS_DENIED", "AUTHORIZATION_ERROR"]);
    const path = `/admin/users/${target.userId}`;
    for (const change of [{ password: "Marteau-Piqueur-42" }, { status: "DISABLED" }, { role_keys: ["viewer"] }]) {
      assert.ok(refusals.has(String(await outcome(actor, `PATCH ${path}`, change))), JSON.stringify(change));
    }
    assert.ok(refusals.has(String(await outcome(actor, `DELETE ${path}/sessions`))));
    assert.ok(refusals.has(String(await outcome(actor, `PUT ${path}/companies`, { company_ids: [] }))));
    assert.equal(await outcome(target, "GET /auth/me"), 200);
  }
});

Deno.test("nobody writes a role beyond their own grants, nor changes one that stands above them", async () => {
  const write = (grants: unknown) =>
    outcome(clerk, "POST /admin/roles", { key: `r${crypto.randomUUID()}`, name: "Mine", permission_grants: grants });
  assert.equal(await write([{ key: "invoices", read: true, scope: "ALL" }]), "AUTHORIZATION_ERROR");
  assert.equal(await write([{ key: "contacts", read: true, write: true, scope: "ALL" }]), "AUTHORIZATION_ERROR");
  assert.equal(await write([{ key: "contacts", read: true, scope: "ALL" }]), 201);
  assert.equal(await write([{ key: "*", read: true, write: true, scope: "ALL" }]), "UNKNOWN_PERMISSION");
  const [strong] = await sql`select id from identity.roles where tenant_id = ${tenant.id} and key = 'manager'`;
  const empty = { permission_grants: [{ key: "contacts", read: true, scope: "ALL" }] };
  assert.equal(await outcome(clerk, `PATCH /admin/roles/${strong.id}`, empty), "AUTHORIZATION_ERROR");
});

Deno.test("the database itself refuses grants and keys beyond the caller's, whatever the functions do", async () => {
  const [{ id: role }] = await sql`
    insert into identity.roles (tenant_id, key, name) values (${tenant.id}, 'probe', 'Probe') returning id`;
  const asClerk = (statement: string) =>
    sql.begin(async (tx) => {
      const claims = JSON.stringify({ sub: clerk.userId, tenant_id: tenant.id, session_id: clerk.sessionId });
      await tx`select app.enter_session(${claims}, null, 'read', '{}'), set_config('role', 'authenticated', true)`;
      await tx.unsafe(statement);
    });
  const grant = (key: string, write: boolean) =>
    asClerk(`insert into identity.role_permissions (role_id, permission_key, can_read, can_write, scope)
      values ('${role}', '${key}', true, ${write}, 'ALL')`);
  await grant("contacts", false);
  for (const [key, write] of [["invoices", false], ["contacts.delete", true], ["*", true]] as const) {
    await assert.rejects(grant(key, write), { code: "42501" });
  }
  const key = (scope: string) =>
    asClerk(`insert into identity.api_keys (name, prefix, key_hash, scopes)
      values ('k', 'cpt_x', '${crypto.randomUUID().replaceAll("-", "").padEnd(64, "0")}', '{${scope}}')`);
  await key("read:contacts");
  for (const scope of ["*", "write:contacts", "read:*", "admin:*"]) await assert.rejects(key(scope), { code: "42501" });
  for (
    const table of [
      "memberships set role_keys = '{owner}'",
      "users set is_superuser = true",
      "invites set status = 'PENDING'",
    ]
  ) {
    await assert.rejects(asClerk(`update identity.${table}`), { code: "42501" });
  }
});

Deno.test("administration needs the whole organisation: a grant over one's teams administers nobody", async () => {
  const part = await tenant.actor({ "admin.users": ["GROUP", "GROUP"] });
  const { userId } = await tenant.actor({});
  assert.equal(await outcome(part, `PATCH /admin/users/${userId}`, { status: "DISABLED" }), "AUTHORIZATION_ERROR");
  assert.equal(await outcome(part, "POST /admin/teams", { name: "Mine" }), "AUTHORIZATION_ERROR");
});

Deno.test("an API key that administers users makes no owner, administrator or member beyond its scopes", async () => {
  const apiKey = await tenant.apiKey(["admin:*"]);
  const { userId } = await tenant.actor({});
  const give = async (role: string) =>
    (await send(app, null, `PATCH /admin/users/${userId}`, { apiKey, body: { role_keys: [role] } })).body.code;
  assert.equal(await give("owner"), "ROLE_ACCESS_DENIED");
  assert.equal(await give("admin"), "ROLE_ACCESS_DENIED");
  assert.equal(await give("manager"), "AUTHORIZATION_ERROR");
  for (const route of ["POST /admin/api-keys", "POST /admin/ownership/transfer"]) {
    assert.equal((await send(app, null, route, { apiKey, body: {} })).body.code, "USER_TOKEN_REQUIRED");
  }
});

const rank = { SELF: 1, GROUP: 2, ALL: 3 } as const;
const key = fc.constantFrom("audits", "contacts", "invoices", "tasks");
const scope = fc.option(fc.constantFrom<Scope>("SELF", "GROUP", "ALL"));
const grants = fc.dictionary(key, fc.tuple(scope, scope), { maxKeys: 4 });

Deno.test("identity.exceeding names exactly the keys that reach further than what is held", async () => {
  await fc.assert(
    fc.asyncProperty(grants, grants, async (held, wanted) => {
      const [{ beyond }] = await sql.begin(async (tx) => {
        await tx`select set_config('app.grants', ${JSON.stringify(held)}, true)`;
        return await tx`select identity.exceeding(${JSON.stringify(wanted)}::text::jsonb) as beyond`;
      });
      const reach = (pair: (Scope | null)[] | undefined, i: number) => (pair?.[i] ? rank[pair[i]!] : 0);
      const expected = Object.keys(wanted).filter((k) => [0, 1].some((i) => reach(wanted[k], i) > reach(held[k], i)));
      assert.deepEqual(beyond, expected.sort());
    }),
    { numRuns: 80 },
  );
});

Deno.test("a guard resolves to the longest registered key before it, and everything but reading words writes", () => {
  const keys = Object.keys(PERMISSIONS);
  const word = fc.constantFrom(
    "",
    ".read",
    ".list",
    ".view",
    ".download",
    ".auth",
    ".write",
    ".send",
    ".run",
    ".approve",
    ".x",
  );
  fc.assert(fc.property(fc.constantFrom(...keys), word, (registered, suffix) => {
    const guard = registered + suffix;
    const expected = keys.filter((k) =>
      guard === k || guard.startsWith(`${k}.`)
    ).sort((a, b) => b.length - a.length)[0];
    const found = requirementOf(guard);
    assert.equal(found.key, expected);
    if (expected === registered && suffix !== "") {
      assert.equal(found.action, [".read", ".list", ".view", ".download", ".auth"].includes(suffix) ? "read" : "write");
    }
  }));
  assert.throws(() => requirementOf("nothing.read"));
});
