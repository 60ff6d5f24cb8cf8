import assert from "node:assert/strict";
import { SignJWT, UnsecuredJWT } from "jose";
import { app } from "../../functions/identity/app.ts";
import { hashPassword } from "../../shared/auth/passwords.ts";
import { send } from "../support/app_client.ts";
import { openWorld, testSecret } from "../support/world.ts";
import { account, bearer, cookiesOf, password } from "./accounts.ts";

const world = await openWorld();
Deno.test.afterAll(() => world.close());
const { sql } = world.db;
const tenant = await world.tenant();

const login = async (email: string) => (await send(app, null, "POST /auth/login", { body: { email, password } })).body;

/** The claims of a real token, to be altered one at a time. */
async function forger() {
  const person = await account(world, tenant, { roles: ["viewer"] });
  const session = await login(person.email);
  const { claims } = await world.runtime.tokens.verify(session.accessToken);
  const sign = (changed: Record<string, unknown>, secret = testSecret) =>
    new SignJWT({ ...claims, ...changed }).setProtectedHeader({ alg: "HS256", typ: "JWT" }).sign(
      new TextEncoder().encode(secret),
    );
  return { person, session, claims, sign };
}

const answerTo = async (token: string) => {
  const { status, body } = await send(app, bearer(token), "GET /auth/me");
  return [status, body.code];
};

Deno.test("access tokens with no signature, another secret, issuer, audience, type or role are refused", async () => {
  const { claims, session, sign } = await forger();
  assert.deepEqual(await answerTo(await sign({})), [200, undefined]);
  const invalid = [401, "AUTH_TOKEN_INVALID"];
  assert.deepEqual(await answerTo(new UnsecuredJWT({ ...claims }).encode()), invalid);
  assert.deepEqual(await answerTo(await sign({}, "another-secret-0123456789-0123456789")), invalid);
  for (
    const changed of [{ iss: "evil" }, { aud: "portal" }, { type: "refresh" }, { role: "service_role" }, { sub: "1" }]
  ) {
    assert.deepEqual(await answerTo(await sign(changed)), invalid, JSON.stringify(changed));
  }
  const [head, payload, signature] = session.accessToken.split(".");
  const swapped = btoa(JSON.stringify({ ...claims, user_role: "owner" })).replace(/=+$/, "");
  assert.deepEqual(await answerTo(`${head}.${swapped}.${signature}`), invalid);
  assert.deepEqual(await answerTo(`${head}.${payload}.`), invalid);
  assert.deepEqual(await answerTo(await sign({ exp: Math.floor(Date.now() / 1000) - 60 })), [
    401,
    "AUTH_TOKEN_EXPIRED",
  ]);
});

Deno.test("access tokens for another person, tenant or session than the stored one are refused", async () => {
  const { sign } = await forger();
  const [stranger, foreign] = [await account(world, tenant), await world.tenant()];
  for (const changed of [{ sub: stranger.userId }, { tenant_id: foreign.id }, { session_id: crypto.randomUUID() }]) {
    assert.deepEqual(await answerTo(await sign(changed)), [401, "SESSION_REVOKED"]);
  }
});

Deno.test("refresh tokens open no endpoint and access tokens refresh nothing", async () => {
  const { session } = await forger();
  assert.deepEqual(await answerTo(session.refreshToken), [401, "AUTH_TOKEN_INVALID"]);
  const answer = await send(app, null, "POST /auth/refresh", { body: { refresh_token: session.accessToken } });
  assert.deepEqual([answer.status, answer.body.code], [401, "INVALID_REFRESH_TOKEN"]);
});

Deno.test("sign-in bodies take no field that would hand out rights", async () => {
  const { email } = await account(world, tenant);
  for (const extra of [{ role: "owner" }, { is_superuser: true }, { session_id: crypto.randomUUID() }]) {
    for (const route of ["POST /auth/login", "POST /auth/signin"]) {
      const answer = await send(app, null, route, { body: { email, password, ...extra } });
      assert.deepEqual([answer.status, answer.body.details[0].field], [400, Object.keys(extra)[0]]);
    }
  }
});

Deno.test("a password changed while it was being checked opens no session", async () => {
  const { email, userId } = await account(world, tenant);
  const [{ password_hash: checked }] = await sql`select password_hash from identity.users where id = ${userId}`;
  await sql`update identity.users set password_hash = ${await hashPassword("Autre-Chose-9")} where id = ${userId}`;
  const [settled] =
    await sql`select * from identity.settle_sign_in(${email}, ${userId}, ${checked}, null, ${tenant.id})`;
  assert.deepEqual({ ...settled }, { locked_seconds: null, refused: true });
  const [attempt] = await sql`select outcome, reason from identity.login_attempts where email_norm = ${email}`;
  assert.deepEqual({ ...attempt }, { outcome: "failure", reason: "wrong_password" });
});

Deno.test("a hash upgrade never overwrites a password changed meanwhile", async () => {
  const { userId } = await account(world, tenant);
  await sql`select identity.upgrade_password_hash(${userId}, 'scrypt$1$1024$8$1$old$old', 'planted')`;
  const [user] = await sql`select password_hash from identity.users where id = ${userId}`;
  assert.notEqual(user.password_hash, "planted");
});

Deno.test("requests without a credential read no table and call only what is meant for them", async () => {
  const refused = async (statement: string) => {
    await assert.rejects(
      sql.begin(async (tx) => {
        await tx`set local role comptoir_gate`;
        await tx.unsafe(statement);
      }),
      { code: "42501" },
      statement,
    );
  };
  const tables = await sql`select format('%I.%I', schemaname, tablename) as name from pg_tables
    where schemaname in ('app', 'audit', 'crm', 'finance', 'identity', 'notifications', 'sales')`;
  assert.ok(tables.length > 20);
  for (const { name } of tables) await refused(`select from ${name} limit 1`);
  const open = await sql`
    select p.proname from pg_proc p join pg_namespace n on n.oid = p.pronamespace
    where n.nspname = 'identity' and has_function_privilege('comptoir_gate', p.oid, 'execute') order by 1`;
  assert.deepEqual(open.map((f) => f.proname), [
    "accept_invite",
    "account_wording",
    "confirm_email",
    "create_tenant",
    "find_invite",
    "find_password_reset",
    "find_sign_in",
    "issue_email_token",
    "issue_password_reset",
    "mail_account",
    "notify_account",
    "open_session",
    "read_password_reset",
    "reset_password",
    "rotate_refresh_token",
    "settle_sign_in",
    "sign_out",
    "upgrade_password_hash",
  ]);
});

Deno.test("signed-in people cannot call the functions of the sign-in", async () => {
  const callable = await sql`
    select p.proname from pg_proc p join pg_namespace n on n.oid = p.pronamespace
    where n.nspname = 'identity' and p.prosecdef and has_function_privilege('authenticated', p.oid, 'execute') order by 1`;
  const names = callable.map((f) => f.proname);
  for (const name of ["open_session", "create_tenant", "settle_sign_in", "find_sign_in", "end_session", "sign_out"]) {
    assert.ok(!names.includes(name), name);
  }
});

Deno.test("answers and audit events of a sign-in carry no password, token or hash", async () => {
  const { email, userId } = await account(world, tenant);
  const answer = await send(app, null, "POST /auth/login", { body: { email, password } });
  await send(app, null, "POST /auth/refresh", { body: { refresh_token: answer.body.refreshToken } });
  const rows = await sql`select e::text as line from audit.events e where actor_id = ${userId}
    union all select a::text from identity.login_attempts a where email_norm = ${email}`;
  const [{ password_hash }] = await sql`select password_hash from identity.users where id = ${userId}`;
  const [{ token_hash }] = await sql`select r.token_hash from identity.refresh_tokens r
    where r.session_id = ${answer.body.session_id} limit 1`;
  const secrets = [password, password_hash, token_hash, answer.body.refreshToken, answer.body.accessToken];
  assert.ok(rows.length >= 3);
  for (const secret of secrets) assert.ok(!rows.some((row) => row.line.includes(secret)));
  assert.ok(!answer.text.includes(password_hash) && !answer.text.includes(token_hash));
  assert.ok(!world.logs.some((line) => secrets.some((secret) => JSON.stringify(line).includes(secret))));
  assert.ok(cookiesOf(answer).refresh_token.flags.includes("HttpOnly"));
});
