import assert from "node:assert/strict";
import { app } from "../../functions/identity/app.ts";
import { send } from "../support/app_client.ts";
import { openWorld } from "../support/world.ts";
import { auditOf, memberActor, outcome } from "./admin_actors.ts";

const world = await openWorld();
Deno.test.afterAll(() => world.close());
const { sql } = world.db;
const tenant = await world.tenant();
const owner = await memberActor(world, tenant, ["owner"]);
const admin = await memberActor(world, tenant, ["admin"]);
const patch = (userId: string) => `PATCH /admin/users/${userId}`;
const newEmail = () => `n${crypto.randomUUID().slice(0, 12)}@example.com`;
const chosen = "Marteau-Piqueur-42";

Deno.test("identity.users.create makes an active member who signs in, and refuses the same address again", async () => {
  const email = newEmail();
  const body = { email, password: chosen, name: "Nina Roux", role_keys: ["user", "viewer"] };
  const { status, body: answer } = await send(app, admin, "POST /admin/users", { body });
  assert.equal(status, 201);
  const { id, ...user } = answer.data.user;
  assert.deepEqual(user, {
    email,
    name: "Nina Roux",
    status: "ACTIVE",
    role: "user",
    roles: ["user", "viewer"],
    crm_user_id: null,
    groupes: [],
    last_login: null,
  });
  const login = await send(app, null, "POST /auth/login", { body: { email, password: chosen } });
  assert.deepEqual([login.status, login.body.data.user.roles], [200, ["user", "viewer"]]);
  assert.deepEqual((await auditOf(world, id)).slice(0, 1), ["user_created"]);
  assert.equal(await outcome(admin, "POST /admin/users", body), "EMAIL_EXISTS");
  assert.equal(
    await outcome(admin, "POST /admin/users", { ...body, email: newEmail(), role_keys: ["pilot"] }),
    "UNKNOWN_ROLE",
  );
  const weak = await send(app, admin, "POST /admin/users", { body: { email: newEmail(), password: "short" } });
  assert.deepEqual([weak.status, weak.body.code], [400, "WEAK_PASSWORD"]);
  assert.ok(weak.body.details.failed.includes("min_length"));
});

Deno.test("identity.users.create gives somebody with an account a membership and leaves their password alone", async () => {
  const elsewhere = await memberActor(world, await world.tenant(), ["owner"]);
  const [before] = await sql`select password_hash from identity.users where id = ${elsewhere.userId}`;
  const made = await send(app, admin, "POST /admin/users", {
    body: { email: elsewhere.email, password: chosen, role_keys: ["viewer"] },
  });
  assert.deepEqual([made.status, made.body.data.user.id], [201, elsewhere.userId]);
  const [after] = await sql`select password_hash from identity.users where id = ${elsewhere.userId}`;
  assert.equal(after.password_hash, before.password_hash);
  assert.equal(await outcome(admin, patch(elsewhere.userId), { password: chosen }), "AUTHORIZATION_ERROR");
  const [still] = await sql`select password_hash from identity.users where id = ${elsewhere.userId}`;
  assert.equal(still.password_hash, before.password_hash, "another organisation's member is not taken over");
});

Deno.test("two requests that make the same member at once leave one member", async () => {
  const body = { email: newEmail(), password: chosen };
  const answers = await Promise.all([1, 2, 3].map(() => outcome(admin, "POST /admin/users", body)));
  assert.deepEqual(answers.map(String).sort(), ["201", "EMAIL_EXISTS", "EMAIL_EXISTS"]);
});

Deno.test("identity.users.list searches, filters, pages and counts", async () => {
  const own = await world.tenant();
  const boss = await memberActor(world, own, ["owner"], { name: "Zoe Chef" });
  for (const name of ["Anna 100% Test", "Bob Test", "Carl"]) await memberActor(world, own, ["viewer"], { name });
  const list = async (query: Record<string, string | number>) => {
    const { body } = await send(app, boss, "GET /admin/users", { query });
    return [body.data.users.map((u: { name: string }) => u.name), body.data.count];
  };
  assert.deepEqual(await list({}), [["Anna 100% Test", "Bob Test", "Carl", "Zoe Chef"], 4]);
  assert.deepEqual(await list({ q: "test" }), [["Anna 100% Test", "Bob Test"], 2]);
  assert.deepEqual(await list({ q: "100%" }), [["Anna 100% Test"], 1]);
  assert.deepEqual(await list({ limit: 1, offset: 1 }), [["Bob Test"], 4]);
  assert.deepEqual(await list({ role: "owner" }), [["Zoe Chef"], 1]);
  assert.deepEqual(await list({ status: "DISABLED" }), [[], 0]);
});

Deno.test("identity.users.list and get show below ALL only one's teams or oneself", async () => {
  const own = await world.tenant();
  const [near, far] = [await own.team(), await own.team()];
  const reader = await own.actor({ "admin.users": ["GROUP", null] }, { teams: [near] });
  const mate = await own.actor({}, { teams: [near] });
  const stranger = await own.actor({}, { teams: [far] });
  const { body } = await send(app, reader, "GET /admin/users");
  assert.deepEqual(body.data.users.map((u: { id: string }) => u.id).sort(), [reader.userId, mate.userId].sort());
  assert.equal(await outcome(reader, `GET /admin/users/${mate.userId}`), 200);
  assert.equal(await outcome(reader, `GET /admin/users/${stranger.userId}`), "NOT_FOUND");
  const alone = await own.actor({ "admin.users": ["SELF", null] });
  assert.equal((await send(app, alone, "GET /admin/users")).body.data.count, 1);
});

Deno.test("role changes take effect with the next request and bump perm_version", async () => {
  const person = await memberActor(world, tenant, ["viewer"]);
  const version = async () =>
    (await sql`select perm_version from identity.memberships where id = ${person.membershipId}`)[0].perm_version;
  const before = await version();
  assert.equal(await outcome(person, "GET /admin/users"), "AUTHORIZATION_ERROR");
  assert.equal(await outcome(admin, patch(person.userId), { role_keys: ["manager"] }), 200);
  assert.equal(await outcome(person, "GET /admin/users"), 200);
  assert.ok(await version() > before);
  assert.equal(await outcome(admin, patch(person.userId), { role_keys: ["viewer"] }), 200);
  assert.equal(await outcome(person, "GET /admin/users"), "AUTHORIZATION_ERROR");
  assert.deepEqual(await auditOf(world, person.userId), ["roles_changed", "roles_changed"]);
});

for (const change of [{ status: "DISABLED" }, { status: "INVITED" }, { password: chosen }]) {
  Deno.test(`identity.users.update with ${JSON.stringify(change)} ends the sessions at once`, async () => {
    const person = await memberActor(world, tenant, ["viewer"]);
    assert.equal(await outcome(person, "GET /auth/me"), 200);
    assert.equal(await outcome(admin, patch(person.userId), change), 200);
    assert.equal(await outcome(person, "GET /auth/me"), "SESSION_REVOKED");
    const [session] = await sql`select status, revoke_reason from identity.sessions where id = ${person.sessionId}`;
    const reason = "password" in change ? "password_change" : "admin_revoke";
    assert.deepEqual({ ...session }, { status: "revoked", revoke_reason: reason });
  });
}

Deno.test("a disabled member cannot sign in until made active again", async () => {
  const { userId, email } = await memberActor(world, tenant, ["viewer"]);
  await outcome(admin, patch(userId), { status: "DISABLED", password: chosen });
  const login = () => outcome(null, "POST /auth/login", { email, password: chosen });
  assert.equal(await login(), "ACCOUNT_DISABLED");
  assert.equal(await outcome(admin, patch(userId), { status: "ACTIVE" }), 200);
  assert.equal(await login(), 200);
});

Deno.test("identity.users.update refuses one's own password, an empty change and an id nobody has", async () => {
  const own = await send(app, admin, patch(admin.userId), { body: { password: chosen } });
  assert.deepEqual([own.status, own.body.details[0].field], [400, "password"]);
  assert.equal(await outcome(admin, patch(admin.userId), {}), "VALIDATION_ERROR");
  assert.equal(await outcome(admin, patch(crypto.randomUUID()), { password: chosen }), "NOT_FOUND");
  assert.equal(await outcome(admin, patch(admin.userId), { role_keys: [] }), "VALIDATION_ERROR");
});

Deno.test("the only administrator cannot be demoted, disabled or sent back to invited (LAST_ADMIN)", async () => {
  const own = await world.tenant();
  const only = await memberActor(world, own, ["admin"]);
  await memberActor(world, own, ["manager"]);
  for (const change of [{ role_keys: ["viewer"] }, { status: "DISABLED" }, { status: "INVITED" }]) {
    const answer = await send(app, only, patch(only.userId), { body: change });
    assert.deepEqual([answer.status, answer.body.code], [409, "LAST_ADMIN"]);
  }
  const [{ role_keys, status }] =
    await sql`select role_keys, status from identity.memberships where id = ${only.membershipId}`;
  assert.deepEqual([role_keys, status], [["admin"], "ACTIVE"]);
  assert.equal(await outcome(only, "GET /auth/me"), 200, "the refused change ended no session");
});

Deno.test("two administrators who demote each other at once: exactly one succeeds", async () => {
  for (let round = 0; round < 4; round++) {
    const own = await world.tenant();
    const [one, two] = [await memberActor(world, own, ["admin"]), await memberActor(world, own, ["admin"])];
    const change = round % 2 === 0 ? { role_keys: ["viewer"] } : { status: "DISABLED" };
    const answers = await Promise.all([
      send(app, one, patch(two.userId), { body: change }),
      send(app, two, patch(one.userId), { body: change }),
    ]);
    assert.equal(answers.filter((a) => a.status === 200).length, 1, answers.map((a) => a.text).join());
    const [{ left }] = await sql`select count(*)::int as left from identity.memberships
      where tenant_id = ${own.id} and status = 'ACTIVE' and 'admin' = any (role_keys)`;
    assert.equal(left, 1);
  }
});

Deno.test("identity.users.set_companies gives exactly the companies named, those the caller does not see aside", async () => {
  const own = await world.tenant();
  const [a, b, hidden] = [await own.company("AAA"), await own.company("BBB"), await own.company("CCC")];
  const person = await own.actor({}, { companies: [hidden] });
  const limited = await own.actor({ "admin.users": "rw" }, { companies: [a, b] });
  const companiesOf = async () =>
    (await sql`select company_ids from identity.memberships where user_id = ${person.userId}`)[0].company_ids.sort();
  const put = (ids: string[]) => outcome(limited, `PUT /admin/users/${person.userId}/companies`, { company_ids: ids });
  assert.equal(await put([a, b]), 200);
  assert.deepEqual(await companiesOf(), [a, b, hidden].sort());
  assert.equal(await put([b]), 200);
  assert.deepEqual(await companiesOf(), [b, hidden].sort());
  assert.equal(await put([hidden]), "COMPANY_NOT_FOUND");
  assert.equal(await put([await (await world.tenant()).company("DDD")]), "COMPANY_NOT_FOUND");
  assert.deepEqual(await companiesOf(), [b, hidden].sort());
});

Deno.test("identity.users.sessions shows open sessions and sign_out ends them all", async () => {
  const person = await memberActor(world, tenant, ["viewer"]);
  const path = `/admin/users/${person.userId}/sessions`;
  const listed = await send(app, admin, `GET ${path}`);
  assert.deepEqual(listed.body.data.sessions.map((s: { id: string }) => s.id), [person.sessionId]);
  const ended = await send(app, admin, `DELETE ${path}`);
  assert.deepEqual(ended.body.data, { revoked: 1 });
  assert.equal(await outcome(person, "GET /auth/me"), "SESSION_REVOKED");
  assert.equal((await send(app, admin, `GET ${path}`)).body.data.count, 0);
});

Deno.test("identity.users.transfer_ownership moves the owner and keeps the former one as administrator", async () => {
  const own = await world.tenant();
  const [from, to] = [await memberActor(world, own, ["owner"]), await memberActor(world, own, ["manager"])];
  const transfer = (actor: typeof from, user_id: string) =>
    outcome(actor, "POST /admin/ownership/transfer", { user_id });
  assert.equal(await transfer(await memberActor(world, own, ["admin"]), to.userId), "ROLE_ACCESS_DENIED");
  assert.equal(await transfer(from, from.userId), "CONFLICT");
  assert.equal(await transfer(from, owner.userId), "NOT_FOUND");
  const answers = await Promise.all([transfer(from, to.userId), transfer(from, to.userId)]);
  assert.deepEqual(answers.map(String).sort(), ["200", "ROLE_ACCESS_DENIED"], "it is given away once");
  const roles =
    await sql`select user_id, role_keys from identity.memberships where user_id in (${from.userId}, ${to.userId})`;
  const of = (id: string) => roles.find((r) => r.user_id === id)!.role_keys;
  assert.deepEqual([of(from.userId), of(to.userId)], [["admin"], ["owner", "manager"]]);
  assert.equal(await transfer(from, to.userId), "ROLE_ACCESS_DENIED");
});
