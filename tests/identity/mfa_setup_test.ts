import assert from "node:assert/strict";
import { app } from "../../functions/identity/app.ts";
import { totpCode } from "../../shared/auth/totp.ts";
import { send } from "../support/app_client.ts";
import { openWorld, type TestActor } from "../support/world.ts";
import { account, bearer, cookiesOf } from "./accounts.ts";
import { enroll, login, refusal, signedIn, verify, wrongCode } from "./second_factors.ts";

const world = await openWorld();
Deno.test.afterAll(() => world.close());
const { sql } = world.db;
const tenant = await world.tenant();

const post = (actor: TestActor, path: string, body?: unknown) => send(app, actor, `POST /mfa/${path}`, { body });
const disable = (actor: TestActor, code: string) => send(app, actor, "DELETE /mfa/totp", { body: { code } });
const methods = async (actor: TestActor) => (await send(app, actor, "GET /mfa/methods")).body.methods;
const policy = (of: { id: string }, mfa: Record<string, unknown>) =>
  sql`update identity.tenants set settings = ${sql.json({ auth: { mfa } } as never)} where id = ${of.id}`;
const actionsOn = async (userId: string) =>
  (await sql`select action, severity from audit.events where entity_id = ${userId} and category = 'authentication'
    order by at, id`).map((row) => `${row.action} ${row.severity}`);

Deno.test("identity.mfa.setup shows a secret that protects nothing before its first code", async () => {
  const person = await account(world, tenant);
  const actor = await signedIn(person.email);
  const { body } = await post(actor, "totp/setup");
  assert.match(body.secret, /^[A-Z2-7]{32}$/);
  assert.match(body.qr_code, /^data:image\/png;base64,/);
  assert.ok(body.otpauth_uri.includes(encodeURIComponent(person.email)));
  assert.equal(body.backup_codes.length, 10);
  assert.deepEqual(await methods(actor), [
    { type: "totp", enabled: false, configured_at: null },
    { type: "backup_codes", enabled: false, remaining_codes: 0 },
  ]);
  await signedIn(person.email);

  const again = await post(actor, "totp/setup");
  assert.notEqual(again.body.secret, body.secret);
  assert.deepEqual(refusal(await post(actor, "totp/activate", { code: totpCode(body.secret) })), [
    401,
    "MFA_INVALID_CODE",
  ]);
  const activated = await post(actor, "totp/activate", { code: totpCode(again.body.secret) });
  assert.equal(activated.status, 200, activated.text);
  assert.ok(Math.abs(Date.parse(activated.body.activated_at) - Date.now()) < 60_000);
  assert.deepEqual(Object.keys(activated.body).sort(), ["activated_at", "success"]);
  const [totp, codes] = await methods(actor);
  assert.equal(totp.enabled, true);
  assert.deepEqual(codes, { type: "backup_codes", enabled: true, remaining_codes: 10 });
  const [session] =
    await sql`select mfa_level, stepped_up_at is not null as stepped from identity.sessions where id = ${actor.sessionId}`;
  assert.deepEqual({ ...session }, { mfa_level: "mfa", stepped: true });
  assert.deepEqual(refusal(await post(actor, "totp/setup")), [409, "MFA_ALREADY_ENABLED"]);
  assert.deepEqual(refusal(await post(actor, "totp/activate", { code: "123456" })), [400, "MFA_NOT_PENDING"]);
  assert.deepEqual(await actionsOn(person.userId), ["mfa_setup info", "mfa_setup info", "mfa_enabled info"]);
});

Deno.test("the database holds neither secret nor backup codes in clear, and neither does the log", async () => {
  const person = await account(world, tenant);
  const { secret, backupCodes } = await enroll(world, await signedIn(person.email));
  const [{ stored }] = await sql`
    select concat(
      (select jsonb_agg(to_jsonb(f)) from identity.mfa_factors f where f.user_id = ${person.userId}),
      (select jsonb_agg(to_jsonb(c)) from identity.backup_codes c where c.user_id = ${person.userId}),
      (select jsonb_agg(to_jsonb(e)) from audit.events e where e.tenant_id = ${tenant.id})
    ) as stored`;
  for (const shown of [secret, ...backupCodes, ...backupCodes.map((code) => code.replaceAll("-", ""))]) {
    assert.ok(!stored.includes(shown));
    assert.ok(!JSON.stringify(world.logs).includes(shown));
  }
});

Deno.test("identity.mfa.regenerate_backup_codes wants a code of the app and voids the old batch", async () => {
  const person = await account(world, tenant);
  const actor = await signedIn(person.email);
  const app = await enroll(world, actor);
  const regenerate = (code: string) => post(actor, "backup-codes/regenerate", { code });
  assert.deepEqual(refusal(await regenerate(app.backupCodes[0])), [401, "MFA_INVALID_CODE"]);
  const { status, body } = await regenerate(await app.code());
  assert.equal(status, 200);
  assert.equal(new Set([...body.backup_codes, ...app.backupCodes]).size, 20);
  const { challenge_id } = (await login(person.email)).body;
  const old = await verify({ challenge_id, code: app.backupCodes[1], method: "backup_codes" });
  assert.deepEqual(refusal(old), [401, "MFA_INVALID_CODE"]);
  assert.equal((await verify({ challenge_id, code: body.backup_codes[0], method: "backup_codes" })).status, 200);
});

Deno.test("identity.mfa.disable takes codes and trust away, tells the person and keeps the session", async () => {
  const person = await account(world, tenant);
  const actor = await signedIn(person.email);
  const app = await enroll(world, actor);
  await verify({ code: await app.code(), trust_device: true }, actor);
  assert.deepEqual(refusal(await disable(actor, wrongCode(app))), [401, "MFA_INVALID_CODE"]);
  assert.equal((await disable(actor, app.backupCodes[0])).status, 200);
  assert.equal((await methods(actor))[0].enabled, false);
  const [{ left }] = await sql`
    select (select count(*) from identity.backup_codes where user_id = ${person.userId})
      + (select count(*) from identity.trusted_devices where user_id = ${person.userId}) as left`;
  assert.equal(Number(left), 0);
  await signedIn(person.email);
  assert.deepEqual((await actionsOn(person.userId)).slice(-2), ["mfa_failed warning", "mfa_disabled warning"]);
  const [mail] = await sql`select subject from notifications.outgoing_messages where to_address = ${person.email}`;
  assert.equal(mail.subject, "La double authentification a été désactivée");
});

Deno.test("identity.mfa.disable is refused while any organisation of the person enforces a second factor", async () => {
  const [strict, lax] = [await world.tenant(), await world.tenant()];
  const person = await account(world, lax);
  const actor = await signedIn(person.email);
  const app = await enroll(world, actor);
  await account(world, strict, { userId: person.userId, roles: ["accountant"] });
  await policy(strict, { enforce_for_roles: ["accountant"] });
  const code = await app.code();
  assert.deepEqual(refusal(await disable(actor, code)), [403, "MFA_ENFORCED"]);
  await policy(strict, { enforce_for_roles: ["viewer"] });
  assert.equal((await disable(actor, code)).status, 200, "the refusal did not use the code up");
});

Deno.test("disabling and new backup codes ask for a second factor shown within ten minutes", async () => {
  const person = await account(world, tenant);
  const actor = await signedIn(person.email);
  const app = await enroll(world, actor);
  await sql`update identity.sessions set stepped_up_at = now() - interval '11 minutes' where id = ${actor.sessionId}`;
  assert.deepEqual(refusal(await disable(actor, await app.code())), [403, "MFA_STEP_UP_REQUIRED"]);
  assert.deepEqual(refusal(await post(actor, "backup-codes/regenerate", { code: await app.code() })), [
    403,
    "MFA_STEP_UP_REQUIRED",
  ]);
  const verified = await verify({ user_id: person.userId, code: await app.code() }, actor);
  assert.deepEqual([verified.status, verified.body.method, verified.body.data], [200, "totp", undefined]);
  assert.equal((await disable(actor, await app.code())).status, 200);
});

Deno.test("an organisation that enforces a second factor lets nobody in without, but lets them set one up", async () => {
  const strict = await world.tenant();
  await policy(strict, { enforce_for_all: true });
  const person = await account(world, strict);
  const answer = await login(person.email, { remember_me: true });
  assert.equal(answer.status, 200, answer.text);
  assert.deepEqual([answer.body.mfa_required, answer.body.mfa_setup_required, answer.body.refreshToken], [
    true,
    true,
    undefined,
  ]);
  assert.equal(cookiesOf(answer).refresh_token, undefined);
  const limited = { ...bearer(answer.body.accessToken), sessionId: answer.body.session_id };
  assert.deepEqual(refusal(await send(app, limited, "GET /auth/me")), [403, "MFA_SETUP_REQUIRED"]);
  assert.deepEqual(refusal(await verify({ code: "123456" }, limited)), [403, "MFA_SETUP_REQUIRED"]);
  const [{ minutes, tokens }] = await sql`
    select round(extract(epoch from refresh_expires_at - now()) / 60)::int as minutes,
      (select count(*)::int from identity.refresh_tokens r where r.session_id = s.id) as tokens
    from identity.sessions s where id = ${answer.body.session_id}`;
  assert.deepEqual([minutes, tokens], [15, 0]);

  const { body: { secret } } = await post(limited, "totp/setup");
  const activated = await post(limited, "totp/activate", { code: totpCode(secret) });
  assert.equal(activated.status, 200, activated.text);
  assert.equal((await send(app, limited, "GET /auth/me")).status, 200);
  const refreshed = await send(app, null, "POST /auth/refresh", {
    body: { refresh_token: activated.body.refreshToken },
  });
  assert.equal(refreshed.status, 200, refreshed.text);
  assert.equal(refreshed.body.session_id, answer.body.session_id);
  assert.ok((await login(person.email)).body.challenge_id);
});

Deno.test("identity.mfa.reset ends the sessions of a member who lost the second factor, and touches nobody else's", async () => {
  const org = await world.tenant();
  const admin = await signedIn((await account(world, org, { roles: ["admin"] })).email);
  const reset = (actor: TestActor, userId: string) => send(app, actor, `DELETE /admin/users/${userId}/mfa`);
  const [lost, other] = [await account(world, org), await account(world, org)];
  const [lostActor, otherActor] = [await signedIn(lost.email), await signedIn(other.email)];
  assert.deepEqual(refusal(await reset(admin, lost.userId)), [409, "MFA_NOT_ENABLED"]);
  await enroll(world, lostActor);
  await enroll(world, otherActor);
  const answer = await reset(admin, lost.userId);
  assert.deepEqual([answer.status, answer.body.sessions_revoked], [200, 1]);
  assert.deepEqual(refusal(await send(app, lostActor, "GET /auth/me")), [401, "SESSION_REVOKED"]);
  assert.equal((await methods(otherActor))[0].enabled, true);
  await signedIn(lost.email);
  const [logged] = await sql`
    select actor_id from audit.events where action = 'mfa_disabled' and entity_id = ${lost.userId} and tenant_id = ${org.id}`;
  const { claims } = await world.runtime.tokens.verify(admin.token);
  assert.equal(logged.actor_id, claims.sub);
});

Deno.test("identity.mfa.reset is refused for members of other organisations and for those above the caller", async () => {
  const [org, elsewhere] = [await world.tenant(), await world.tenant()];
  const owner = await account(world, org, { roles: ["owner"] });
  const shared = await account(world, org);
  for (const { email } of [owner, shared]) await enroll(world, await signedIn(email));
  await account(world, elsewhere, { userId: shared.userId });
  const helper = await org.actor({ "admin.users": "rw" });
  const reset = (userId: string) => send(app, helper, `DELETE /admin/users/${userId}/mfa`);
  assert.deepEqual(refusal(await reset(owner.userId)), [403, "AUTHORIZATION_ERROR"]);
  assert.deepEqual(refusal(await reset(shared.userId)), [409, "MFA_SHARED"]);
  await sql`update identity.memberships set status = 'DISABLED' where user_id = ${shared.userId} and tenant_id = ${elsewhere.id}`;
  assert.equal((await reset(shared.userId)).status, 200);
});

Deno.test("a session from before the organisation wanted a second factor ends at its next refresh", async () => {
  const org = await world.tenant();
  const [without, having] = [await account(world, org), await account(world, org)];
  const open = async (email: string) => (await login(email)).body;
  const [plain, old] = [await open(without.email), await open(having.email)];
  await enroll(world, await signedIn(having.email));
  await policy(org, { enforce_for_all: true });
  const refresh = (refresh_token: string) => send(app, null, "POST /auth/refresh", { body: { refresh_token } });
  assert.deepEqual(refusal(await refresh(plain.refreshToken)), [401, "SESSION_REVOKED"]);
  const [{ status, revoke_reason }] = await sql`
    select status, revoke_reason from identity.sessions where id = ${plain.session_id}`;
  assert.deepEqual([status, revoke_reason], ["revoked", "security_alert"]);
  assert.equal((await refresh(old.refreshToken)).status, 200, "a member who has one goes on");
});
