import assert from "node:assert/strict";
import { app } from "../../functions/identity/app.ts";
import { send } from "../support/app_client.ts";
import { openWorld, type TestActor } from "../support/world.ts";
import { account, bearer, cookiesOf, password } from "./accounts.ts";

const world = await openWorld();
Deno.test.afterAll(() => world.close());
const { sql } = world.db;
const tenant = await world.tenant();

const profileOf = async (actor: TestActor) => (await send(app, actor, "GET /user-profile/me")).body.data;
const update = (actor: TestActor, body: unknown) => send(app, actor, "PATCH /user-profile/update_profile", { body });
const settings = (actor: TestActor, body?: unknown) =>
  body === undefined
    ? send(app, actor, "GET /user-settings/me")
    : send(app, actor, "PATCH /user-settings/me", { body });

Deno.test("identity.profile.get shows the person with team as role, Staff without one, Administrator for platform staff", async () => {
  const team = await tenant.team("Atelier");
  const member = await tenant.actor({}, { teams: [team], name: "Ada Lovelace" });
  const shown = await profileOf(member);
  assert.deepEqual(
    [shown.id, shown.email, shown.full_name, shown.role, shown.is_superuser],
    [member.userId, member.email, "Ada Lovelace", "Atelier", false],
  );
  const alone = await tenant.actor({});
  assert.equal((await profileOf(alone)).role, "Staff");
  await sql`update identity.users set is_superuser = true where id = ${alone.userId}`;
  assert.equal((await profileOf(alone)).role, "Administrator");
});

Deno.test("identity.profile.update changes names one at a time and the name people see with them", async () => {
  const actor = await tenant.actor({});
  assert.equal((await update(actor, { first_name: "Marc", last_name: "Dupont" })).body.data.full_name, "Marc Dupont");
  assert.equal((await update(actor, { first_name: "Jean" })).body.data.full_name, "Jean Dupont");
  assert.equal((await update(actor, { first_name: null })).body.data.full_name, "Dupont");
  assert.equal((await update(actor, { last_name: "" })).body.data.full_name, "Dupont", "a person keeps some name");
  const [event] = await sql`select after_state from audit.events
    where action = 'user_updated' and entity_id = ${actor.userId} order by at, id limit 1`;
  assert.deepEqual(JSON.parse(event.after_state), { first_name: "Marc", last_name: "Dupont", name: "Marc Dupont" });
});

Deno.test("identity.profile.update takes user name and role of old forms, ignores them, and refuses any other key", async () => {
  const actor = await tenant.actor({});
  const answer = await update(actor, { first_name: "Marc", username: "root", role: "owner" });
  assert.deepEqual([answer.status, answer.body.data.username, answer.body.data.role], [200, actor.email, "Staff"]);
  for (const [key, value] of Object.entries({ is_superuser: true, tenant_id: tenant.id, status: "ACTIVE", id: "1" })) {
    const refused = await update(actor, { first_name: "Eve", [key]: value });
    assert.deepEqual([refused.status, refused.body.details[0].field], [400, key]);
  }
  const [user] = await sql`select is_superuser, first_name from identity.users where id = ${actor.userId}`;
  assert.deepEqual({ ...user }, { is_superuser: false, first_name: "Marc" });
});

Deno.test("identity.profile.logout answers 204 to anybody and ends the session of whoever shows one", async () => {
  const { email } = await account(world, tenant);
  const session = await send(app, null, "POST /auth/login", { body: { email, password } });
  const answer = await send(app, bearer(session.body.accessToken), "POST /user-profile/logout");
  assert.deepEqual([answer.status, answer.text], [204, ""]);
  assert.match(cookiesOf(answer).refresh_token.flags, /Max-Age=0/);
  assert.equal(
    (await send(app, bearer(session.body.accessToken), "GET /user-profile/me")).body.code,
    "SESSION_REVOKED",
  );
  assert.equal((await send(app, null, "POST /user-profile/logout")).status, 204);
});

Deno.test("identity.settings.get answers the defaults without writing a row", async () => {
  const actor = await tenant.actor({});
  assert.deepEqual((await settings(actor)).body.data, { theme: "starlight", dark_mode: false, preferences: {} });
  assert.equal((await sql`select from identity.user_settings where user_id = ${actor.userId}`).length, 0);
});

Deno.test("identity.settings.update changes what is named, replaces preferences whole and refuses more than 32 KB", async () => {
  const actor = await tenant.actor({});
  const preferences = { columns: ["name", "city"], nested: { a: 1 } };
  assert.deepEqual((await settings(actor, { preferences })).body.data, {
    theme: "starlight",
    dark_mode: false,
    preferences,
  });
  assert.deepEqual((await settings(actor, { dark_mode: true })).body.data, {
    theme: "starlight",
    dark_mode: true,
    preferences,
  });
  assert.deepEqual((await settings(actor, { preferences: { b: 2 }, theme: "dawn" })).body.data, {
    theme: "dawn",
    dark_mode: true,
    preferences: { b: 2 },
  });
  const filled = (bytes: number) => ({ preferences: { x: "é".repeat((bytes - 8) / 2) } });
  assert.equal((await settings(actor, filled(32 * 1024))).status, 200);
  const tooLarge = await settings(actor, filled(32 * 1024 + 2));
  assert.deepEqual([tooLarge.status, tooLarge.body.details[0].field], [400, "preferences"]);
  assert.equal((await settings(actor, {})).status, 400);
  assert.equal((await settings(actor, { preferences: [] })).status, 400);
});

Deno.test("identity.settings are one member's own, and each organisation's separately", async () => {
  const actor = await tenant.actor({});
  const colleague = await tenant.actor({ "*": "rw" });
  await settings(actor, { theme: "mine" });
  assert.equal((await settings(colleague)).body.data.theme, "starlight");
  await settings(colleague, { theme: "theirs" });
  assert.equal((await settings(actor)).body.data.theme, "mine");
  const elsewhere = await world.tenant();
  const { email } = await account(world, elsewhere, { userId: actor.userId, email: actor.email });
  assert.ok(email);
  const [row] = await sql`select count(*)::int as rows from identity.user_settings where user_id = ${actor.userId}`;
  assert.equal(row.rows, 1);
});

Deno.test("identity.settings.update from two tabs at once keeps one row", async () => {
  const actor = await tenant.actor({});
  const answers = await Promise.all(["a", "b", "c"].map((theme) => settings(actor, { theme })));
  assert.deepEqual(answers.map((a) => a.status), [200, 200, 200]);
});
