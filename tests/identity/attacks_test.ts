import assert from "node:assert/strict";
import { app } from "../../functions/identity/app.ts";
import { hashPassword } from "../../shared/auth/passwords.ts";
import { send } from "../support/app_client.ts";
import { openWorld } from "../support/world.ts";
import { account, cookiesOf, password } from "./accounts.ts";

const world = await openWorld();
Deno.test.afterAll(() => world.close());
const { sql } = world.db;
const tenant = await world.tenant();

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
    "alert_risky_sign_in",
    "challenge_mfa",
    "confirm_email",
    "consume_mfa_challenge",
    "create_tenant",
    "find_invite",
    "find_magic_link_accounts",
    "find_mfa_challenge",
    "find_mfa_factor",
    "find_password_reset",
    "find_sign_in",
    "issue_email_token",
    "issue_magic_link",
    "issue_password_reset",
    "mail_account",
    "mock_account",
    "notify_account",
    "open_session",
    "read_password_reset",
    "reset_password",
    "rotate_refresh_token",
    "second_factor_standing",
    "settle_mfa",
    "settle_sign_in",
    "sign_out",
    "trust_device",
    "upgrade_password_hash",
    "use_magic_link",
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
