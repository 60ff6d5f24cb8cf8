import assert from "node:assert/strict";
import { app } from "../../functions/identity/app.ts";
import { send } from "../support/app_client.ts";
import { openWorld } from "../support/world.ts";
import { account, password as ownPassword } from "./accounts.ts";
import { memberActor, outcome } from "./admin_actors.ts";
import { enroll, signedIn, verify } from "./second_factors.ts";

const world = await openWorld({ config: { APP_URL: "https://app.comptoir.example/" } });
Deno.test.afterAll(() => world.close());
const { sql } = world.db;
const tenant = await world.tenant({ name: "Garage du Lac" });
const admin = await memberActor(world, tenant, ["admin"], { name: "Claire Rochat" });
const chosen = "Marteau-Piqueur-42";
const newEmail = () => `i${crypto.randomUUID().slice(0, 12)}@example.com`;

async function invite(body: Record<string, unknown> = {}) {
  const email = (body.email as string) ?? newEmail();
  const answer = await send(app, admin, "POST /admin/invites", { body: { email, ...body } });
  assert.equal(answer.status, 201, answer.text);
  return { email, invite: answer.body.data.invite, token: await tokenFor(email) };
}
async function tokenFor(email: string): Promise<string> {
  const [mail] = await sql`select body from notifications.outgoing_messages where to_address = ${email}
    order by created_at desc, id desc limit 1`;
  return /#token=(\S+)/.exec(mail.body)![1];
}
const accept = (invite_token: string, password = chosen) =>
  send(app, null, "POST /auth/invite/accept", { body: { invite_token, password } });

Deno.test("identity.invites.create mails a link whose token makes an active member, signed in", async () => {
  const team = await tenant.team("Atelier");
  const sent = await invite({ role_keys: ["user"], team_id: team, message: "Bienvenue parmi nous" });
  assert.deepEqual([sent.invite.status, sent.invite.role_keys, sent.invite.resent_count], ["PENDING", ["user"], 0]);
  const [mail] =
    await sql`select subject, body, is_secret from notifications.outgoing_messages where to_address = ${sent.email}`;
  assert.equal(mail.subject, "Invitation à rejoindre Garage du Lac");
  assert.match(
    mail.body,
    /Claire Rochat.*\n[\s\S]*Bienvenue parmi nous[\s\S]*https:\/\/app\.comptoir\.example\/accept-invite#token=/,
  );
  assert.equal(mail.is_secret, true);
  assert.equal(await outcome(null, "POST /auth/login", { email: sent.email, password: chosen }), "INVALID_CREDENTIALS");

  const answer = await accept(sent.token);
  assert.equal(answer.status, 200, answer.text);
  const { user } = answer.body.data;
  assert.deepEqual([user.email, user.roles, user.groupes, user.tenantId], [
    sent.email,
    ["user"],
    ["Atelier"],
    tenant.id,
  ]);
  const me = await send(app, { token: answer.body.accessToken } as typeof admin, "GET /auth/me");
  assert.equal(me.status, 200);
  assert.equal(await outcome(null, "POST /auth/login", { email: sent.email, password: chosen }), 200);
  const [proof] = await sql`select email_verified_at from identity.users where email = ${sent.email}`;
  assert.ok(proof.email_verified_at);
  assert.equal((await accept(sent.token)).body.code, "INVALID_INVITE");
});

Deno.test("two acceptances of one invite at once: one 200, one 401", async () => {
  for (let round = 0; round < 3; round++) {
    const { token } = await invite();
    const answers = await Promise.all([accept(token), accept(token, "Autre-Marteau-43")]);
    assert.deepEqual(answers.map((a) => a.body.code ?? a.status).sort(), [200, "INVALID_INVITE"].sort());
  }
});

Deno.test("identity.invites.accept refuses unknown, cancelled, expired and replaced tokens alike, and weak passwords", async () => {
  const cancelled = await invite();
  assert.equal(await outcome(admin, `DELETE /admin/invites/${cancelled.invite.id}`), 200);
  const expired = await invite();
  await sql`update identity.invites set expires_at = now() - interval '1 second' where id = ${expired.invite.id}`;
  const replaced = await invite();
  assert.equal(await outcome(admin, `POST /admin/invites/${replaced.invite.id}/resend`), 200);
  const disabled = await invite();
  await outcome(admin, `PATCH /admin/users/${disabled.invite.user_id}`, { status: "DISABLED" });
  for (const token of ["x".repeat(43), cancelled.token, expired.token, replaced.token, disabled.token]) {
    const answer = await accept(token);
    assert.deepEqual([answer.status, answer.body.code], [401, "INVALID_INVITE"]);
  }
  const weak = await accept(await tokenFor(replaced.email), "short");
  assert.deepEqual([weak.status, weak.body.code], [400, "WEAK_PASSWORD"]);
  assert.equal(
    (await accept(await tokenFor(replaced.email))).status,
    200,
    "a refused password leaves the invite usable",
  );
});

Deno.test("somebody with an account accepts with the password they have, and wrong ones count towards the lock", async () => {
  const elsewhere = await memberActor(world, await world.tenant(), ["owner"]);
  const { token } = await invite({ email: elsewhere.email });
  const [before] = await sql`select password_hash from identity.users where id = ${elsewhere.userId}`;
  assert.equal((await accept(token, chosen)).body.code, "INVALID_CREDENTIALS");
  const answer = await accept(token, ownPassword);
  assert.deepEqual([answer.status, answer.body.data.user.tenantId], [200, tenant.id]);
  const [after] = await sql`select password_hash from identity.users where id = ${elsewhere.userId}`;
  assert.equal(after.password_hash, before.password_hash);
  const [{ failures }] = await sql`select count(*)::int as failures from identity.login_attempts
    where email_norm = ${elsewhere.email} and outcome = 'failure'`;
  assert.equal(failures, 1);
});

Deno.test("somebody with a second factor is a member once they accept, and in once they prove it", async () => {
  const elsewhere = await world.tenant();
  const { email } = await account(world, elsewhere);
  const factor = await enroll(world, await signedIn(email));
  const { token } = await invite({ email });
  const accepted = await accept(token, ownPassword);
  assert.deepEqual([accepted.status, accepted.body.mfa_required], [200, true], accepted.text);
  assert.equal(accepted.body.accessToken, undefined);
  const proved = await verify({ challenge_id: accepted.body.challenge_id, code: await factor.code() });
  assert.equal(proved.body.data.user.tenantId, tenant.id, proved.text);
});

Deno.test("identity.invites.create keeps one invite per address pending, and refuses members and foreign teams", async () => {
  const { email, invite: first } = await invite();
  assert.equal(await outcome(admin, "POST /admin/invites", { email }), "INVITE_PENDING");
  await sql`update identity.invites set expires_at = now() - interval '1 second' where id = ${first.id}`;
  assert.equal(await outcome(admin, "POST /admin/invites", { email }), 201, "one that ran out makes room");
  assert.equal(await outcome(admin, "POST /admin/invites", { email: admin.email }), "EMAIL_EXISTS");
  const team_id = await (await world.tenant()).team();
  const refused = await send(app, admin, "POST /admin/invites", { body: { email: newEmail(), team_id } });
  assert.deepEqual([refused.status, refused.body.details.reason], [400, "team_unknown"]);
  const racing = newEmail();
  const answers = await Promise.all([1, 2, 3].map(() => outcome(admin, "POST /admin/invites", { email: racing })));
  assert.equal(answers.filter((a) => a === 201).length, 1, answers.join());
});

Deno.test("identity.invites.resend renews the end and counts; accepted and cancelled ones stay closed", async () => {
  const { invite: one, token } = await invite();
  await sql`update identity.invites set expires_at = now() - interval '1 day' where id = ${one.id}`;
  const { body } = await send(app, admin, "GET /admin/invites", { query: { status: "EXPIRED" } });
  assert.ok(body.data.invites.some((i: { id: string }) => i.id === one.id));
  const again = (await send(app, admin, `POST /admin/invites/${one.id}/resend`)).body.data.invite;
  assert.deepEqual([again.status, again.resent_count], ["PENDING", 1]);
  assert.ok(Date.parse(again.expires_at) > Date.now() + 6.9 * 86_400_000);
  assert.equal((await accept(token)).body.code, "INVALID_INVITE");
  await outcome(admin, `DELETE /admin/invites/${one.id}`);
  for (const route of [`POST /admin/invites/${one.id}/resend`, `DELETE /admin/invites/${one.id}`]) {
    assert.equal(await outcome(admin, route), "CONFLICT");
  }
});

Deno.test("invite tokens and their hashes stand in no log", async () => {
  const { token, invite: { id } } = await invite();
  const [{ token_hash }] = await sql`select token_hash from identity.invites where id = ${id}`;
  const events = await sql`select e::text as line from audit.events e where entity_id = ${id}`;
  assert.ok(events.length > 0);
  for (const secret of [token, token_hash]) {
    assert.ok(!events.some((e) => e.line.includes(secret)) && !JSON.stringify(world.logs).includes(secret));
  }
});
