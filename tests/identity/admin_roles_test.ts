import assert from "node:assert/strict";
import { app } from "../../functions/identity/app.ts";
import { PERMISSIONS } from "../../shared/contracts/permissions.ts";
import { send } from "../support/app_client.ts";
import { openWorld } from "../support/world.ts";
import { memberActor, outcome } from "./admin_actors.ts";

const world = await openWorld();
Deno.test.afterAll(() => world.close());
const { sql } = world.db;
const tenant = await world.tenant();
const owner = await memberActor(world, tenant, ["owner"]);
const key = () => `r-${crypto.randomUUID().slice(0, 8)}`;
const create = (body: Record<string, unknown>) =>
  send(app, owner, "POST /admin/roles", { body: { key: key(), name: "Role", ...body } });
const preset = async (name: string) =>
  (await sql`select id from identity.roles where tenant_id = ${tenant.id} and key = ${name}`)[0].id as string;

Deno.test("identity.roles.create stores grants, and older clients' keys as reading and writing over the team", async () => {
  const grants = [
    { key: "contacts", read: true, write: false, scope: "ALL" },
    { key: "tasks", read: true, write: true, scope: "GROUP" },
  ];
  const made = (await create({ permission_grants: grants, description: "d" })).body.data.role;
  assert.deepEqual([made.permission_grants, made.is_system, made.users_count], [grants, false, 0]);
  const legacy = (await create({ permission_keys: ["tasks", "quotes", "tasks"] })).body.data.role;
  assert.deepEqual(
    legacy.permission_grants,
    ["quotes", "tasks"].map((k) => ({ key: k, read: true, write: true, scope: "GROUP" })),
  );
  assert.equal((await create({ key: made.key })).body.code, "ROLE_KEY_EXISTS");
  const unknown = await create({ permission_keys: ["tasks", "spaceships"] });
  assert.deepEqual([unknown.status, unknown.body.code, unknown.body.details], [400, "UNKNOWN_PERMISSION", {
    unknown: ["spaceships"],
  }]);
  for (
    const bad of [
      { permission_grants: [{ key: "tasks", scope: "ALL" }] },
      { permission_grants: [grants[0], grants[0]] },
      { permission_grants: grants, permission_keys: ["tasks"] },
      { key: "Ä role" },
    ]
  ) assert.equal((await create(bad)).body.code, "VALIDATION_ERROR", JSON.stringify(bad));
});

Deno.test("identity.roles.update replaces the grants, and holders have the change with their next request", async () => {
  const role = (await create({ permission_grants: [{ key: "admin.users", read: true, scope: "ALL" }] })).body.data.role;
  const holder = await memberActor(world, tenant, ["viewer"]);
  await outcome(owner, `PATCH /admin/users/${holder.userId}`, { role_keys: [role.key] });
  assert.equal(await outcome(holder, "GET /admin/users"), 200);
  const patched = await send(app, owner, `PATCH /admin/roles/${role.id}`, {
    body: { name: "Renamed", permission_grants: [{ key: "contacts", read: true, scope: "ALL" }] },
  });
  assert.deepEqual([patched.body.data.role.name, patched.body.data.role.users_count], ["Renamed", 1]);
  assert.equal(await outcome(holder, "GET /admin/users"), "AUTHORIZATION_ERROR");
  const emptied = await send(app, owner, `PATCH /admin/roles/${role.id}`, { body: { permission_grants: [] } });
  assert.deepEqual(emptied.body.data.role.permission_grants, []);
  const [{ grants }] = await sql`select grants from identity.memberships where id = ${holder.membershipId}`;
  assert.deepEqual(grants, {});
});

Deno.test("identity.roles.remove refuses roles in use and those every organisation starts with", async () => {
  const role = (await create({})).body.data.role;
  const holder = await memberActor(world, tenant, ["viewer"]);
  await outcome(owner, `PATCH /admin/users/${holder.userId}`, { role_keys: [role.key] });
  assert.equal(await outcome(owner, `DELETE /admin/roles/${role.id}`), "ROLE_IN_USE");
  await outcome(owner, `PATCH /admin/users/${holder.userId}`, { role_keys: ["viewer"] });
  assert.equal(await outcome(owner, `DELETE /admin/roles/${role.id}`), 204);
  assert.equal(await outcome(owner, `GET /admin/roles/${role.id}`), "NOT_FOUND");
  for (const name of ["owner", "admin", "operator", "viewer", "accountant"]) {
    assert.equal(await outcome(owner, `DELETE /admin/roles/${await preset(name)}`), "ROLE_PROTECTED");
  }
});

Deno.test("what owners and administrators hold stays; other presets may be changed and seeding again leaves them alone", async () => {
  const grants = { permission_grants: [{ key: "contacts", read: true, scope: "ALL" }] };
  for (const name of ["owner", "admin", "superadmin"]) {
    assert.equal(await outcome(owner, `PATCH /admin/roles/${await preset(name)}`, grants), "ROLE_PROTECTED");
  }
  const viewer = await preset("viewer");
  assert.equal(await outcome(owner, `PATCH /admin/roles/${viewer}`, grants), 200);
  await sql`select identity.seed_roles(${tenant.id})`;
  const { body } = await send(app, owner, `GET /admin/roles/${viewer}`);
  assert.deepEqual(body.data.role.permission_grants.map((g: { key: string }) => g.key), ["contacts"]);
});

Deno.test("identity.roles.permissions lists the registry without the key for everything", async () => {
  const { body } = await send(app, owner, "GET /admin/permissions");
  assert.deepEqual(body.data.permissions.map((p: { key: string }) => p.key).sort(), Object.keys(PERMISSIONS).sort());
  assert.equal(body.data.count, Object.keys(PERMISSIONS).length);
});

Deno.test("identity.teams.save creates, renames by CRM group and refuses a name that is taken", async () => {
  const save = (body: unknown) => send(app, owner, "POST /admin/teams", { body });
  const made = await save({ name: "Nord", crm_group_id: "g1" });
  assert.deepEqual([made.status, made.body.data.team.groupe, made.body.data.team.members_count], [201, "Nord", 0]);
  const renamed = await save({ name: "Nord-Est", crm_group_id: "g1" });
  assert.deepEqual([renamed.status, renamed.body.data.team.id], [200, made.body.data.team.id]);
  const taken = await save({ name: "Nord-Est" });
  assert.deepEqual([taken.status, taken.body.details.reason], [409, "team_name_taken"]);
  assert.equal(await outcome(owner, `PATCH /admin/teams/${made.body.data.team.id}`, { name: "Nord" }), 200);
});

Deno.test("members of a team come and go idempotently, and their groupes follow at once", async () => {
  const team = await tenant.team("Atelier");
  const person = await memberActor(world, tenant, ["viewer"]);
  const path = `/admin/teams/${team}/members`;
  for (let i = 0; i < 2; i++) {
    const { status, body } = await send(app, owner, `POST ${path}`, { body: { user_id: person.userId } });
    assert.deepEqual([status, body.data.members.map((m: { id: string }) => m.id)], [200, [person.userId]]);
  }
  const me = () => send(app, person, "GET /auth/me");
  assert.deepEqual((await me()).body.data.user.groupes, ["Atelier"]);
  assert.equal(await outcome(owner, `DELETE /admin/teams/${team}`), "TEAM_NOT_EMPTY");
  for (let i = 0; i < 2; i++) assert.equal(await outcome(owner, `DELETE ${path}/${person.userId}`), 200);
  assert.deepEqual((await me()).body.data.user.groupes, []);
  await outcome(owner, `POST ${path}`, { user_id: person.userId });
  assert.equal(await outcome(owner, `DELETE /admin/teams/${team}?force=true`), 200);
  assert.equal(await outcome(owner, `POST ${path}`, { user_id: person.userId }), "NOT_FOUND");
  const foreign = await (await world.tenant()).actor({});
  assert.equal(
    await outcome(owner, `POST /admin/teams/${await tenant.team()}/members`, { user_id: foreign.userId }),
    "NOT_FOUND",
  );
});
