import assert from "node:assert/strict";
import { app } from "../../functions/identity/app.ts";
import { send } from "../support/app_client.ts";
import { type CrmBehaviour, startCrmStandIn } from "../support/crm_stand_in.ts";
import { openWorld, testConfig } from "../support/world.ts";
import { createRuntime, useRuntime } from "../../shared/http/runtime.ts";
import { memberActor, outcome } from "./admin_actors.ts";

const crm = startCrmStandIn();
const world = await openWorld({
  config: { CRM_HTTP_URL: `${crm.url}/`, CRM_HTTP_TOKEN: "crm-token", CRM_TIMEOUT_MS: "150" },
});
Deno.test.afterAll(async () => {
  await crm.close();
  await world.close();
});
const { sql } = world.db;
const tenant = await world.tenant();
const admin = await memberActor(world, tenant, ["owner"]);

const user = (id: number | string, values: Record<string, unknown> = {}) => ({
  id,
  nom: "Roux",
  prenom: "Nina",
  email: `Crm-${id}@Example.com`,
  actif: "1",
  tv: 0,
  se: true,
  ...values,
});
const link = (body: Record<string, unknown>) => send(app, admin, "POST /admin/users/from-crm", { body });
const nextId = () => crypto.randomUUID().slice(0, 8);

Deno.test("identity.crm.users reads ids as text, flags in any form, and names the member linked", async () => {
  crm.users = [user(349, { agence_id: 7, telephone: "" }), user("350")];
  await link({ crm_user_id: "349" });
  crm.received.length = 0;
  const { status, body } = await send(app, admin, "GET /admin/crm/users");
  assert.equal(status, 200);
  const [first, second] = body.data.utilisateurs;
  assert.deepEqual([first.id, first.agence_id, first.telephone, first.actif, first.tv, first.se], [
    "349",
    "7",
    null,
    true,
    false,
    true,
  ]);
  assert.deepEqual([first.app_user.email, first.app_user.status, second.app_user], [
    "crm-349@example.com",
    "INVITED",
    null,
  ]);
  assert.deepEqual(crm.received, [{ path: "/gateway/users", authorization: "Bearer crm-token" }]);
});

Deno.test("identity.crm.teams counts members and names them when asked", async () => {
  crm.groups = [{ id: 5, nom: " Equipe Nord ", responsable_1: "Léa", user_ids: [349, "350"] }];
  const groups = async (query = {}) => (await send(app, admin, "GET /admin/crm/teams", { query })).body.data.groupes;
  const group = {
    id: "5",
    nom: "Equipe Nord",
    responsable_1: "Léa",
    responsable_2: null,
    responsable_3: null,
    membres_count: 2,
  };
  assert.deepEqual(await groups(), [group]);
  assert.deepEqual(await groups({ include_users: "true" }), [{ ...group, user_ids: ["349", "350"] }]);
});

Deno.test("a CRM that fails twice is asked a third time; one that keeps failing is a 502 that says nothing of it", async () => {
  const ask = () => outcome(admin, "GET /admin/crm/users");
  const temporary: CrmBehaviour[] = [{ status: 500 }, { status: 429, headers: { "retry-after": "0" } }, "hang", "cut"];
  for (const bad of temporary) {
    crm.received.length = 0;
    crm.behave(bad, bad, "answer");
    assert.equal(await ask(), 200, JSON.stringify(bad));
    assert.equal(crm.received.length, 3);
  }
  crm.behave({ status: 503 });
  assert.equal(await ask(), "EXTERNAL_API_ERROR");
  const final: CrmBehaviour[] = ["garbage", "lie", { status: 401 }, {
    status: 302,
    headers: { location: "/elsewhere" },
  }];
  for (const bad of [...final, { status: 429, headers: { "retry-after": "60" } }]) {
    crm.received.length = 0;
    crm.behave(bad);
    const answer = await send(app, admin, "GET /admin/crm/users");
    assert.deepEqual(
      [answer.status, answer.body.code, crm.received.length],
      [502, "EXTERNAL_API_ERROR", 1],
      JSON.stringify(bad),
    );
    assert.ok(!answer.text.includes("127.0.0.1") && !answer.text.includes("crm-token"));
  }
  crm.behave("lie");
  assert.equal((await link({ crm_user_id: "349" })).status, 502);
  assert.equal(await outcome(admin, "POST /admin/teams/sync-from-crm", {}), "EXTERNAL_API_ERROR");
  crm.behave("answer");
  assert.ok(!JSON.stringify(world.logs).includes("crm-token"));
});

Deno.test("nobody without the permission makes us call the CRM", async () => {
  const stranger = await tenant.actor({});
  crm.received.length = 0;
  for (const route of ["GET /admin/crm/users", "GET /admin/crm/teams"]) {
    assert.equal(await outcome(stranger, route), "AUTHORIZATION_ERROR");
  }
  assert.equal(await outcome(stranger, "POST /admin/users/from-crm", { crm_user_id: "1" }), "AUTHORIZATION_ERROR");
  assert.deepEqual(crm.received, []);
});

Deno.test("identity.crm.link invites somebody new into the team of their first group, and the token is theirs", async () => {
  const id = nextId();
  crm.users = [user(id)];
  crm.groups = [{ id: `a${id}`, nom: `A ${id}` }, { id: `b${id}`, nom: `B ${id}`, user_ids: [id] }];
  const { status, body } = await link({ crm_user_id: id, role_keys: ["operator"] });
  assert.equal(status, 201);
  const { user: made, team, groupe, invite_token } = body.data;
  assert.deepEqual([made.name, made.status, made.roles, made.crm_user_id], ["Nina Roux", "INVITED", ["operator"], id]);
  assert.deepEqual([team.name, team.crm_group_id, made.groupes], [`B ${id}`, `b${id}`, [`B ${id}`]]);
  assert.deepEqual(groupe, team);

  const again = await link({ crm_user_id: id, role_keys: ["viewer"], crm_group_id: `a${id}` });
  assert.deepEqual([again.body.data.user.id, again.body.data.user.roles], [made.id, ["viewer"]]);
  assert.deepEqual(again.body.data.user.groupes, [`A ${id}`, `B ${id}`], "teams are added, never taken");
  const accept = (token: string) =>
    outcome(null, "POST /auth/invite/accept", { invite_token: token, password: "Marteau-Piqueur-42" });
  assert.equal(await accept(invite_token), "INVALID_INVITE", "the new invite voids the older one");
  assert.equal(await accept(again.body.data.invite_token), 200);
  const [proof] = await sql`select email_verified_at from identity.users where id = ${made.id}`;
  assert.equal(proof.email_verified_at, null, "an administrator told the token proves no address");
  const third = await link({ crm_user_id: id });
  assert.deepEqual([third.body.data.user.status, third.body.data.invite_token], ["ACTIVE", null]);
});

Deno.test("identity.crm.link finds the person by e-mail and refuses one linked to another CRM user", async () => {
  const [one, two] = [nextId(), nextId()];
  const { userId, email } = await memberActor(world, tenant, ["viewer"]);
  crm.users = [user(one, { email: email.toUpperCase() }), user(two, { email })];
  crm.groups = [];
  const linked = await link({ crm_user_id: one, role_keys: ["user"] });
  assert.deepEqual([linked.body.data.user.id, linked.body.data.team, linked.body.data.invite_token], [
    userId,
    null,
    null,
  ]);
  const refused = await link({ crm_user_id: two });
  assert.deepEqual([refused.status, refused.body.code], [400, "CRM_USER_LINKED_ELSEWHERE"]);
});

Deno.test("identity.crm.link refuses unknown users and groups, missing addresses and roles beyond the caller", async () => {
  const id = nextId();
  crm.users = [user(id, { email: "not an address" }), user(`${id}x`)];
  crm.groups = [];
  const code = async (body: Record<string, unknown>) => (await link(body)).body.code;
  assert.equal(await code({ crm_user_id: "nobody" }), "CRM_USER_UNKNOWN");
  assert.equal(await code({ crm_user_id: id }), "CRM_USER_NO_EMAIL");
  assert.equal(await code({ crm_user_id: `${id}x`, crm_group_id: "none" }), "VALIDATION_ERROR");
  assert.equal(await code({ crm_user_id: `${id}x`, role_keys: ["pilot"] }), "UNKNOWN_ROLE");
  const clerk = await tenant.actor({ "admin.users": "rw" });
  const body = { crm_user_id: `${id}x`, role_keys: ["manager"] };
  assert.equal(await outcome(clerk, "POST /admin/users/from-crm", body), "AUTHORIZATION_ERROR");
});

Deno.test("identity.crm.link keeps the last administrator", async () => {
  const own = await world.tenant();
  const only = await memberActor(world, own, ["owner"]);
  const id = nextId();
  crm.users = [user(id, { email: only.email })];
  crm.groups = [];
  assert.equal(
    await outcome(only, "POST /admin/users/from-crm", { crm_user_id: id, role_keys: ["viewer"] }),
    "LAST_ADMIN",
  );
});

Deno.test("identity.crm.sync_teams creates and updates teams and only ever adds members", async () => {
  const own = await world.tenant();
  const boss = await memberActor(world, own, ["owner"]);
  const [a, b] = [nextId(), nextId()];
  crm.users = [user(a), user(b)];
  crm.groups = [];
  for (const crm_user_id of [a, b]) await outcome(boss, "POST /admin/users/from-crm", { crm_user_id });
  await outcome(boss, "POST /admin/teams", { name: "Nord" });
  crm.groups = [{ id: "1", nom: "Nord", user_ids: [a, "unknown"] }, { id: "2", nom: "Nord" }, {
    id: "3",
    nom: "Sud",
    user_ids: [b],
  }];
  const sync = async (body?: unknown) => (await send(app, boss, "POST /admin/teams/sync-from-crm", { body })).body.data;
  assert.deepEqual(await sync(), { created: 2, updated: 1, members_added: 0 });
  assert.deepEqual(await sync({ sync_members: true }), { created: 0, updated: 0, members_added: 2 });
  crm.groups = [{ id: "3", nom: "Sud-Est", responsable_1: "Léa", user_ids: [a] }];
  assert.deepEqual(await sync({ sync_members: true }), { created: 0, updated: 1, members_added: 1 });
  const { body } = await send(app, boss, "GET /admin/teams", { query: { include_users: true } });
  const shown = body.data.teams.map((t: { name: string; users: unknown[] }) => [t.name, t.users.length]);
  assert.deepEqual(shown, [["Nord", 1], ["Nord (2)", 0], ["Sud-Est", 2]]);
});

Deno.test("where no CRM is connected its endpoints answer 503", async () => {
  const without = createRuntime(testConfig(world.db.url), { log: () => {}, pool: world.runtime.pool });
  useRuntime(without);
  try {
    assert.equal(await outcome(admin, "GET /admin/crm/users"), "SERVICE_UNAVAILABLE");
    assert.equal(await outcome(admin, "POST /admin/teams/sync-from-crm", {}), "SERVICE_UNAVAILABLE");
  } finally {
    useRuntime(world.runtime);
  }
});
