import assert from "node:assert/strict";
import { app } from "../../functions/identity/app.ts";
import { send } from "../support/app_client.ts";
import { openWorld } from "../support/world.ts";
import { account, bearer, cookiesOf, password } from "./accounts.ts";
import { enroll, type Enrolled, login, refusal, signedIn, verify, wrongCode } from "./second_factors.ts";

const world = await openWorld();
Deno.test.afterAll(() => world.close());
const { sql } = world.db;
const tenant = await world.tenant();

/** Somebody with an authenticator app, signed out. */
async function enrolled(on = tenant) {
  const person = await account(world, on);
  const factor = await enroll(world, await signedIn(person.email));
  return { ...person, factor };
}
const challengeOf = async (email: string): Promise<string> => (await login(email)).body.challenge_id;
const byBackup = (challenge_id: string, { backupCodes }: Enrolled, n: number) =>
  verify({ challenge_id, code: backupCodes[n], method: "backup_codes" });

Deno.test("identity.auth.login answers a challenge and no token where a second factor is missing", async () => {
  const { email } = await enrolled();
  const answer = await login(email);
  assert.equal(answer.status, 200);
  const { challenge_id, ...rest } = answer.body;
  assert.match(challenge_id, /^[0-9a-f-]{36}$/);
  assert.deepEqual(rest, { success: true, session_id: null, mfa_required: true, methods: ["totp", "backup_codes"] });
  assert.deepEqual(answer.headers.getSetCookie(), []);
});

Deno.test("identity.auth.login opens a session stepped up by mfa_code, be it of the app or a backup code", async () => {
  const { email, factor } = await enrolled();
  for (const mfa_code of [await factor.code(), factor.backupCodes[0].toLowerCase()]) {
    const { status, body, text } = await login(email, { mfa_code });
    assert.equal(status, 200, text);
    assert.equal(body.mfa_required, false);
    const [session] = await sql`
      select mfa_level, stepped_up_at is not null as stepped from identity.sessions where id = ${body.session_id}`;
    assert.deepEqual({ ...session }, { mfa_level: "mfa", stepped: true });
  }
});

Deno.test("identity.auth.session answers flat, with a session, a challenge or a refusal", async () => {
  const { email, factor } = await enrolled();
  const [{ subdomain }] = await sql`select subdomain from identity.tenants where id = ${tenant.id}`;
  const open = (body: Record<string, unknown>) =>
    send(app, null, "POST /auth/session", { body: { username: email, password, tenant_id: subdomain, ...body } });
  const challenged = await open({});
  assert.deepEqual([challenged.status, challenged.body.session_id, challenged.body.mfa_required], [200, null, true]);
  const refused = await open({ mfa_code: wrongCode(factor) });
  assert.deepEqual(refusal(refused), [401, "MFA_INVALID_CODE"]);
  assert.deepEqual(refused.body.details, { remaining_attempts: 4 });
  const opened = await open({ mfa_code: await factor.code() });
  assert.deepEqual(Object.keys(opened.body).sort(), [
    "access_token",
    "expires_in",
    "mfa_required",
    "refresh_token",
    "session_id",
    "success",
    "token_type",
  ]);
  assert.deepEqual([opened.body.expires_in, opened.body.token_type], [900, "Bearer"]);
  assert.equal((await send(app, bearer(opened.body.access_token), "GET /auth/me")).status, 200);
});

Deno.test("identity.auth.session knows people by their user name too", async () => {
  const person = await account(world, tenant);
  await sql`update identity.users set username = 'ada.l' where id = ${person.userId}`;
  const open = (username: string) =>
    send(app, null, "POST /auth/session", { body: { username, password, tenant_id: tenant.id } });
  assert.equal((await open("Ada.L")).status, 200);
  assert.deepEqual(refusal(await open("ada.m")), [401, "INVALID_CREDENTIALS"]);
});

Deno.test("a sign-in that ends with a challenge is neither counted as done nor as failed", async () => {
  const { email } = await enrolled();
  await sql`delete from identity.login_attempts where email_norm = ${email}`;
  await challengeOf(email);
  const [{ attempts }] =
    await sql`select count(*)::int as attempts from identity.login_attempts where email_norm = ${email}`;
  assert.equal(attempts, 0);
});

Deno.test("identity.mfa.verify finishes the sign-in as it was asked for", async () => {
  const { email, userId, factor } = await enrolled();
  const { challenge_id } = (await login(email, { remember_me: true, refresh_transport: "cookie" })).body;
  const answer = await verify({ challenge_id, user_id: userId, code: await factor.code() });
  assert.equal(answer.status, 200, answer.text);
  const { body } = answer;
  assert.deepEqual([body.method, body.mfa_required, body.data.refresh_token], ["totp", false, undefined]);
  assert.equal(cookiesOf(answer).refresh_token.flags.split(";")[0], `Max-Age=${30 * 86400}`);
  assert.equal((await send(app, bearer(body.accessToken), "GET /auth/me")).status, 200);
  const again = await verify({ challenge_id, code: await factor.code() });
  assert.deepEqual(refusal(again), [401, "MFA_CHALLENGE_EXPIRED"]);
});

Deno.test("identity.mfa.verify keeps the tokens of a browser sign-in out of the body", async () => {
  const { email, factor } = await enrolled();
  const { body } = await send(app, null, "POST /auth/signin", { body: { email, password } });
  assert.deepEqual([body.mfa_required, body.user], [true, undefined]);
  const answer = await verify({ challenge_id: body.challenge_id, code: await factor.code() });
  assert.deepEqual([answer.body.accessToken, answer.body.data], [undefined, undefined]);
  const { access_token, refresh_token } = cookiesOf(answer);
  assert.ok(refresh_token.value);
  assert.equal((await send(app, bearer(access_token.value), "GET /auth/me")).status, 200);
});

Deno.test("identity.mfa.verify refuses a code used before (acceptance 4)", async () => {
  const { email, factor } = await enrolled();
  const code = await factor.code();
  assert.equal((await verify({ challenge_id: await challengeOf(email), code })).status, 200);
  assert.deepEqual(refusal(await verify({ challenge_id: await challengeOf(email), code })), [401, "MFA_CODE_REUSED"]);
  assert.deepEqual(refusal(await login(email, { mfa_code: code })), [401, "MFA_CODE_REUSED"]);
});

Deno.test("identity.mfa.verify takes a backup code once, however it is written (acceptance 3)", async () => {
  const { email, factor } = await enrolled();
  const [code] = factor.backupCodes;
  assert.equal((await verify({ challenge_id: await challengeOf(email), code, method: "backup_code" })).status, 200);
  const retyped = code.toLowerCase().replaceAll("-", "");
  const again = await verify({ challenge_id: await challengeOf(email), code: retyped, method: "backup_codes" });
  assert.deepEqual(refusal(again), [401, "MFA_INVALID_CODE"]);
});

Deno.test("identity.mfa.verify takes a backup code only when it is called one", async () => {
  const { email, factor } = await enrolled();
  const challenge_id = await challengeOf(email);
  assert.deepEqual(refusal(await verify({ challenge_id, code: factor.backupCodes[0] })), [401, "MFA_INVALID_CODE"]);
  assert.equal((await byBackup(challenge_id, factor, 0)).status, 200);
});

Deno.test("identity.mfa.verify refuses a challenge that is over, unknown or of another person", async () => {
  const { email, factor } = await enrolled();
  const challenge_id = await challengeOf(email);
  const foreign = await verify({ challenge_id, user_id: crypto.randomUUID(), code: await factor.code() });
  assert.deepEqual(refusal(foreign), [403, "AUTHORIZATION_ERROR"]);
  await sql`update identity.mfa_challenges set expires_at = now() where id = ${challenge_id}`;
  for (const id of [challenge_id, crypto.randomUUID()]) {
    assert.deepEqual(refusal(await verify({ challenge_id: id, code: await factor.code() })), [
      401,
      "MFA_CHALLENGE_EXPIRED",
    ]);
  }
  const [{ minutes }] = await sql`
    select round(extract(epoch from expires_at - created_at) / 60)::int as minutes
    from identity.mfa_challenges where id = ${await challengeOf(email)}`;
  assert.equal(minutes, 5);
});

Deno.test("identity.mfa.verify does not open a session for somebody disabled meanwhile, and then keeps the code", async () => {
  const { email, userId, factor } = await enrolled();
  const challenge_id = await challengeOf(email);
  await sql`update identity.memberships set status = 'DISABLED' where user_id = ${userId}`;
  assert.deepEqual(refusal(await byBackup(challenge_id, factor, 0)), [403, "ACCOUNT_DISABLED"]);
  await sql`update identity.memberships set status = 'ACTIVE' where user_id = ${userId}`;
  assert.equal((await byBackup(challenge_id, factor, 0)).status, 200);
});

Deno.test("identity.mfa.verify wants a person where there is no challenge", async () => {
  assert.deepEqual(refusal(await verify({ code: "123456" })), [401, "AUTH_REQUIRED"]);
  const machine = await send(app, null, "POST /mfa/verify", {
    body: { code: "123456" },
    apiKey: await tenant.apiKey(["*"]),
  });
  assert.deepEqual(refusal(machine), [403, "USER_TOKEN_REQUIRED"]);
  const actor = await tenant.actor({});
  assert.deepEqual(refusal(await verify({ code: "123456" }, actor)), [409, "MFA_NOT_ENABLED"]);
  assert.deepEqual(refusal(await verify({ code: "123456", user_id: crypto.randomUUID() }, actor)), [
    403,
    "AUTHORIZATION_ERROR",
  ]);
});

Deno.test("five wrong codes lock the second factor for 15 minutes, whatever the challenge or the door", async () => {
  const { email, userId, factor } = await enrolled();
  const wrong = wrongCode(factor);
  const [first, second] = [await challengeOf(email), await challengeOf(email)];
  for (const [challenge_id, left] of [[first, 4], [first, 3], [second, 2], [second, 1]] as const) {
    const answer = await verify({ challenge_id, code: wrong });
    assert.deepEqual([...refusal(answer), answer.body.details.remaining_attempts], [401, "MFA_INVALID_CODE", left]);
  }
  const locked = await verify({ challenge_id: second, code: wrong });
  assert.deepEqual([...refusal(locked), locked.body.details.retry_after], [429, "MFA_LOCKED", 900]);
  assert.equal(locked.headers.get("retry-after"), "900");
  assert.deepEqual(refusal(await verify({ challenge_id: first, code: await factor.code() })), [
    401,
    "MFA_CHALLENGE_EXPIRED",
  ]);
  assert.deepEqual(refusal(await login(email)), [429, "MFA_LOCKED"]);
  assert.deepEqual(refusal(await login(email, { mfa_code: await factor.code() })), [429, "MFA_LOCKED"]);
  const failures = await sql`
    select severity, outcome, actor_type, context from audit.events where action = 'mfa_failed' and entity_id = ${userId}
    order by at, id`;
  assert.deepEqual({ ...failures.at(-1) }, {
    severity: "warning",
    outcome: "failure",
    actor_type: "anonymous",
    context: { locked: true },
  });
  assert.equal(failures.length, 5);

  await sql`update identity.mfa_factors set locked_until = now(), last_failed_at = now() - interval '15 minutes'
    where user_id = ${userId}`;
  assert.equal((await login(email, { mfa_code: await factor.code() })).status, 200);
});

Deno.test("a right code forgives the wrong ones before it, and so does a quarter of an hour", async () => {
  const { email, userId, factor } = await enrolled();
  const wrong = wrongCode(factor);
  const left = async () => (await login(email, { mfa_code: wrong })).body.details.remaining_attempts;
  assert.deepEqual([await left(), await left()], [4, 3]);
  await sql`update identity.mfa_factors set last_failed_at = now() - interval '16 minutes' where user_id = ${userId}`;
  assert.deepEqual([await left(), await left()], [4, 3]);
  assert.equal((await login(email, { mfa_code: await factor.code() })).status, 200);
  assert.equal(await left(), 4);
});

Deno.test("whoever uses one of their last backup codes is told, by mail too", async () => {
  const { email, userId, factor } = await enrolled();
  const told = async () =>
    (await sql`select body from notifications.notifications where recipient = ${userId} and type = 'backup_codes_low'`)
      .map((row) => row.body);
  await sql`update identity.backup_codes set used_at = now() where id in (
    select id from identity.backup_codes where user_id = ${userId} and code_hash <> all(array(
      select encode(sha256(convert_to(replace(c, '-', ''), 'utf8')), 'hex') from unnest(${
    factor.backupCodes.slice(0, 4)
  }::text[]) c
    )))`;
  await byBackup(await challengeOf(email), factor, 0);
  assert.deepEqual(await told(), []);
  await login(email, { mfa_code: factor.backupCodes[1] });
  assert.deepEqual(await told(), ["Codes de secours restants : 2. Générez-en de nouveaux avant d'en manquer."]);
  const mails = await sql`select subject from notifications.outgoing_messages where to_address = ${email}`;
  assert.deepEqual(mails.map((mail) => mail.subject), ["Il vous reste peu de codes de secours"]);
});

Deno.test("a secret sealed for one person does not open for another", async () => {
  const [one, two] = [await enrolled(), await enrolled()];
  await sql`update identity.mfa_factors set secret_enc = (select secret_enc from identity.mfa_factors where user_id = ${one.userId})
    where user_id = ${two.userId}`;
  assert.equal((await login(two.email, { mfa_code: await one.factor.code() })).status, 500);
});

Deno.test("identity.open_session refuses whoever has a second factor and did not show it, at any door", async () => {
  const { userId } = await enrolled();
  const hash = "0".repeat(64);
  await assert.rejects(
    sql`select identity.open_session(${tenant.id}, ${userId}, 'other', null, ${hash}, false, 60, false, false)`,
    /mfa_required/,
  );
});
