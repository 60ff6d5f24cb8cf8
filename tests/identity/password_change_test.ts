import assert from "node:assert/strict";
import { app } from "../../functions/identity/app.ts";
import { send } from "../support/app_client.ts";
import { openWorld } from "../support/world.ts";
import { account, bearer, cookiesOf, mailTo, passMinutes, password } from "./accounts.ts";

const world = await openWorld();
Deno.test.afterAll(() => world.close());
const { sql } = world.db;
const tenant = await world.tenant();
const chosen = "Perceuse-Visseuse-12";

const login = (email: string, given = password) =>
  send(app, null, "POST /auth/login", { body: { email, password: given, tenant_id: tenant.id } });

async function signedIn(options: Parameters<typeof account>[2] = {}) {
  const person = await account(world, tenant, options);
  const { body } = await login(person.email);
  return { ...person, actor: bearer(body.accessToken), refresh: body.refreshToken as string };
}

type Person = Awaited<ReturnType<typeof signedIn>>;

const change = (person: Person, currentPassword: string, newPassword: string) =>
  send(app, person.actor, "POST /auth/change-password", { body: { currentPassword, newPassword } });

Deno.test("identity.passwords.change sets the password, ends every session and warns the person", async () => {
  const person = await signedIn();
  const elsewhere = await login(person.email);
  const answer = await change(person, password, chosen);
  assert.equal(answer.status, 200, answer.text);
  assert.match(cookiesOf(answer).refresh_token.flags, /Max-Age=0/);

  for (const token of [person.actor.token, elsewhere.body.accessToken]) {
    assert.equal((await send(app, bearer(token), "GET /auth/me")).body.code, "SESSION_REVOKED");
  }
  const refreshed = await send(app, null, "POST /auth/refresh", { body: { refresh_token: person.refresh } });
  assert.equal(refreshed.body.code, "SESSION_REVOKED");
  assert.equal((await login(person.email)).body.code, "INVALID_CREDENTIALS");
  assert.equal((await login(person.email, chosen)).status, 200);

  const mail = await mailTo(world, person.email);
  assert.equal(mail.subject, "Votre mot de passe a été modifié");
  const [told] = await sql`select type, priority from notifications.notifications where recipient = ${person.userId}`;
  assert.deepEqual({ ...told }, { type: "password_changed", priority: "high" });
  const [event] = await sql`select severity, actor_id, context::text from audit.events
    where entity_id = ${person.userId} and action = 'password_changed'`;
  assert.deepEqual([event.severity, event.actor_id], ["notice", person.userId]);
  assert.ok(!event.context.includes(chosen));
  const reasons =
    await sql`select distinct status, revoke_reason from identity.sessions where user_id = ${person.userId}
    and revoked_at is not null`;
  assert.deepEqual(reasons.map((r) => ({ ...r })), [{ status: "revoked", revoke_reason: "password_change" }]);
});

Deno.test("identity.passwords.change refuses weak and unchanged passwords and says what is missing", async () => {
  const person = await signedIn({ name: "Barnabe Kowalski" });
  const weak = await change(person, password, "kowalski");
  assert.deepEqual([weak.status, weak.body.code], [400, "WEAK_PASSWORD"]);
  assert.deepEqual(weak.body.details.failed, ["uppercase", "digit", "special", "personal"]);
  const same = await change(person, password, password);
  assert.deepEqual([same.status, same.body.code], [400, "PASSWORD_UNCHANGED"]);
  assert.equal((await send(app, person.actor, "GET /auth/me")).status, 200, "nothing has changed");
});

Deno.test("identity.passwords.change follows the strictest password profile of the person's organisations", async () => {
  const person = await signedIn();
  const strict = await world.tenant();
  await sql`update identity.tenants set settings = '{"auth": {"password_profile": "strict"}}' where id = ${strict.id}`;
  await sql`insert into identity.memberships (tenant_id, user_id) values (${strict.id}, ${person.userId})`;
  const answer = await change(person, password, "Court-7!xy");
  assert.deepEqual(answer.body.details.failed, ["min_length"]);
});

Deno.test("identity.passwords.change counts wrong current passwords together with failed sign-ins", async () => {
  const person = await signedIn();
  for (let i = 0; i < 3; i++) {
    const wrong = await change(person, "wrong", chosen);
    assert.deepEqual([wrong.status, wrong.body.code], [401, "INVALID_CURRENT_PASSWORD"]);
  }
  for (let i = 0; i < 2; i++) assert.equal((await login(person.email, "wrong")).status, 401);
  const locked = await change(person, password, chosen);
  assert.deepEqual([locked.status, locked.body.code], [429, "RATE_LIMITED"]);
  assert.ok(Number(locked.headers.get("retry-after")) > 800);
  assert.equal((await login(person.email)).status, 429);
  await passMinutes(world, person.email, 15);
  assert.equal((await change(person, password, chosen)).status, 200);
});

Deno.test("identity.passwords.change judges no more than five guesses sent at once", async () => {
  const person = await signedIn();
  const answers = await Promise.all(Array.from({ length: 8 }, () => change(person, "wrong", chosen)));
  assert.deepEqual(answers.map((a) => a.status).sort(), [401, 401, 401, 401, 401, 429, 429, 429]);
});

Deno.test("identity.passwords.change lets one of two changes at once win", async () => {
  const person = await signedIn();
  const answers = await Promise.all([change(person, password, chosen), change(person, password, "Scie-Sauteuse-45")]);
  assert.equal(answers.filter((a) => a.status === 200).length, 1, answers.map((a) => a.text).join("\n"));
  const opened = [(await login(person.email, chosen)).status, (await login(person.email, "Scie-Sauteuse-45")).status];
  assert.deepEqual(opened.sort(), [200, 401]);
});

Deno.test("identity.profile.change_password answers 204, and 400 for a wrong old or a weak new password", async () => {
  const person = await signedIn();
  const send2 = (old_password: string, new_password: string) =>
    send(app, person.actor, "POST /user-profile/change_password", { body: { old_password, new_password } });
  const wrong = await send2("wrong", chosen);
  assert.deepEqual([wrong.status, wrong.body.code], [400, "INVALID_CURRENT_PASSWORD"]);
  assert.equal((await send2(password, "faible")).status, 400);
  assert.equal((await send2(password, chosen)).status, 204);
  assert.equal((await login(person.email, chosen)).status, 200);
});
