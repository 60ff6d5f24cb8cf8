import assert from "node:assert/strict";
import { app } from "../../functions/identity/app.ts";
import { send } from "../support/app_client.ts";
import { openWorld, type TestActor } from "../support/world.ts";
import { mailTo } from "./accounts.ts";

const world = await openWorld({ config: { APP_URL: "https://app.example.com" } });
Deno.test.afterAll(() => world.close());
const { sql } = world.db;
const tenant = await world.tenant();

const fresh = () => `new-${crypto.randomUUID().slice(0, 12)}@example.com`;
const verify = (token: string) => send(app, null, "POST /auth/verify-email", { body: { token } });
const resend = (actor: TestActor) => send(app, actor, "POST /auth/verify-email/resend");
const changeTo = (actor: TestActor, email: string) =>
  send(app, actor, "PATCH /user-profile/update_profile", { body: { email } });
const profileOf = async (actor: TestActor) => (await send(app, actor, "GET /user-profile/me")).body.data;

Deno.test("identity.auth.signup mails a link that confirms the address of the new account once", async () => {
  const email = fresh();
  const signedUp = await send(app, null, "POST /auth/signup", {
    body: {
      email,
      password: "Tournevis-Cruciforme-7",
      name: "Jean Martin",
      subdomain: `g-${email.slice(4, 15)}`,
      tenantName: "Garage",
    },
  });
  assert.equal(signedUp.status, 201, signedUp.text);
  const { subject, body, token, is_secret } = await mailTo(world, email);
  assert.equal(subject, "Confirmez votre adresse e-mail");
  assert.ok(is_secret && body.includes(`https://app.example.com/verify-email#token=${token}`));
  const answer = await verify(token);
  assert.deepEqual([answer.status, answer.body.email], [200, email]);
  const [user] = await sql`select email_verified_at from identity.users where email = ${email}`;
  assert.ok(user.email_verified_at);
  const again = await verify(token);
  assert.deepEqual([again.status, again.body.code], [401, "INVALID_EMAIL_TOKEN"]);
});

Deno.test("identity.email_addresses.resend replaces the link and refuses what is confirmed already", async () => {
  const actor = await tenant.actor({});
  assert.equal((await resend(actor)).status, 200);
  const first = await mailTo(world, actor.email);
  assert.equal((await resend(actor)).status, 200);
  const second = await mailTo(world, actor.email);
  assert.equal((await verify(first.token)).status, 401, "the older link has stopped working");
  assert.equal((await profileOf(actor)).email_verified, false);
  assert.equal((await verify(second.token)).status, 200);
  assert.equal((await profileOf(actor)).email_verified, true);
  const refused = await resend(actor);
  assert.deepEqual([refused.status, refused.body.code], [409, "EMAIL_ALREADY_VERIFIED"]);
});

Deno.test("identity.email_addresses.resend stops after five links an hour", async () => {
  const actor = await tenant.actor({});
  for (let i = 0; i < 5; i++) assert.equal((await resend(actor)).status, 200);
  const refused = await resend(actor);
  assert.deepEqual([refused.status, refused.body.code, refused.headers.get("retry-after")], [
    429,
    "RATE_LIMITED",
    "3600",
  ]);
});

Deno.test("identity.profile.update changes the address only when its link is opened, and warns the old one", async () => {
  const actor = await tenant.actor({});
  const wanted = fresh();
  const asked = await changeTo(actor, wanted);
  assert.deepEqual([asked.body.data.email, asked.body.data.pending_email], [actor.email, wanted]);
  const mail = await mailTo(world, wanted);
  assert.equal(mail.subject, "Confirmez votre nouvelle adresse e-mail");
  assert.equal((await verify(mail.token)).body.email, wanted);
  const shown = await profileOf(actor);
  assert.deepEqual([shown.email, shown.username, shown.pending_email, shown.email_verified], [
    wanted,
    wanted,
    null,
    true,
  ]);
  const warning = await mailTo(world, actor.email);
  assert.ok(warning.subject === "Votre adresse e-mail a été modifiée" && warning.body.includes(wanted));
  const [event] =
    await sql`select severity from audit.events where action = 'email_changed' and entity_id = ${actor.userId}`;
  assert.equal(event.severity, "notice");
  assert.equal((await verify(mail.token)).status, 401);
});

Deno.test("identity.profile.update voids links to reset the password that went to the old address", async () => {
  const actor = await tenant.actor({});
  await send(app, null, "POST /auth/forgot-password", { body: { email: actor.email } });
  const { token } = await mailTo(world, actor.email);
  const wanted = fresh();
  await changeTo(actor, wanted);
  await verify((await mailTo(world, wanted)).token);
  const body = { token, password: "Perceuse-Visseuse-12" };
  assert.equal((await send(app, null, "POST /auth/reset-password", { body })).body.code, "INVALID_RESET_TOKEN");
});

Deno.test("identity.profile.update refuses an address that is taken, also one taken before the link is opened", async () => {
  const [actor, other] = [await tenant.actor({}), await tenant.actor({})];
  const taken = await changeTo(actor, other.email);
  assert.deepEqual([taken.status, taken.body.code], [409, "EMAIL_EXISTS"]);
  const wanted = fresh();
  await changeTo(actor, wanted);
  const mine = await mailTo(world, wanted);
  await changeTo(other, wanted);
  const theirs = await mailTo(world, wanted);
  const answers = await Promise.all([verify(mine.token), verify(theirs.token)]);
  assert.deepEqual(answers.map((a) => a.status).sort(), [200, 409], answers.map((a) => a.text).join("\n"));
});
