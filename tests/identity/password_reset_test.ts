import assert from "node:assert/strict";
import { app } from "../../functions/identity/app.ts";
import { sha256Hex } from "../../shared/auth/secrets.ts";
import { type Answer, send } from "../support/app_client.ts";
import { openWorld } from "../support/world.ts";
import { account, bearer, mailTo, password } from "./accounts.ts";

const world = await openWorld({ config: { APP_URL: "https://app.example.com/" } });
Deno.test.afterAll(() => world.close());
const { sql } = world.db;
const tenant = await world.tenant();
const chosen = "Perceuse-Visseuse-12";

const login = (email: string, given = password) =>
  send(app, null, "POST /auth/login", { body: { email, password: given } });
const forgot = (email: string, headers: Record<string, string> = {}) =>
  send(app, null, "POST /auth/forgot-password", { body: { email }, headers });
const reset = (token: string, given = chosen) =>
  send(app, null, "POST /auth/reset-password", { body: { token, password: given } });

async function asked(options: Parameters<typeof account>[2] = {}) {
  const person = await account(world, tenant, options);
  assert.equal((await forgot(person.email)).status, 200);
  return { ...person, token: (await mailTo(world, person.email)).token };
}

Deno.test("identity.passwords.forgot mails a link that is good once: password set, sessions over, lock lifted", async () => {
  const person = await account(world, tenant);
  const session = await login(person.email);
  for (let i = 0; i < 5; i++) await login(person.email, "wrong");
  assert.equal((await login(person.email)).status, 429);

  await forgot(person.email);
  const mail = await mailTo(world, person.email);
  assert.equal(mail.subject, "Réinitialiser votre mot de passe");
  assert.ok(mail.body.includes(`https://app.example.com/reset-password#token=${mail.token}`));
  const [stored] = await sql`select token_hash, extract(epoch from expires_at - created_at)::int as seconds
    from identity.one_time_tokens where user_id = ${person.userId}`;
  assert.deepEqual({ ...stored }, { token_hash: await sha256Hex(mail.token), seconds: 3600 });

  assert.equal((await reset(mail.token)).status, 200);
  assert.equal((await send(app, bearer(session.body.accessToken), "GET /auth/me")).body.code, "SESSION_REVOKED");
  assert.equal((await login(person.email, chosen)).status, 200);
  assert.equal((await mailTo(world, person.email)).subject, "Votre mot de passe a été modifié");
  const again = await reset(mail.token, "Scie-Sauteuse-45");
  assert.deepEqual([again.status, again.body.code], [401, "INVALID_RESET_TOKEN"]);
  const [user] = await sql`select email_verified_at from identity.users where id = ${person.userId}`;
  assert.ok(user.email_verified_at, "who reads the mail owns the address");
});

Deno.test("identity.passwords.forgot answers byte for byte the same for known, unknown and disabled accounts", async () => {
  const known = await account(world, tenant);
  const disabled = await account(world, tenant);
  await sql`update identity.users set status = 'DISABLED' where id = ${disabled.userId}`;
  const headers = { "x-request-id": "same" };
  const shown = (answer: Answer) => {
    const all = Object.fromEntries(answer.headers);
    delete all["x-ratelimit-remaining"];
    delete all["x-ratelimit-reset"];
    return [answer.status, answer.text, all];
  };
  const expected = shown(await forgot(known.email, headers));
  for (const email of [`ghost-${crypto.randomUUID()}@example.com`, disabled.email, known.email.toUpperCase()]) {
    assert.deepEqual(shown(await forgot(email, headers)), expected);
  }
  assert.equal(await mailTo(world, disabled.email), undefined);
  const [{ count }] = await sql`select count(*)::int from identity.one_time_tokens where user_id is null`;
  assert.equal(count, 2, "an unknown address costs the same row");
});

Deno.test("identity.passwords.forgot ignores where a request says it came from", async () => {
  const person = await account(world, tenant);
  await forgot(person.email, {
    host: "evil.example",
    "x-forwarded-host": "evil.example",
    origin: "https://evil.example",
  });
  const { body } = await mailTo(world, person.email);
  assert.ok(!body.includes("evil") && body.includes("https://app.example.com/"));
});

Deno.test("identity.passwords.forgot stops mailing after five links an hour and says nothing of it", async () => {
  const person = await account(world, tenant);
  const answers = await Promise.all(Array.from({ length: 7 }, () => forgot(person.email)));
  assert.ok(answers.every((a) => a.status === 200));
  const mails = await sql`select from notifications.outgoing_messages where to_address = ${person.email}`;
  assert.equal(mails.length, 5);
});

Deno.test("identity.passwords.reset refuses weak and unchanged passwords without using the token up", async () => {
  const { token } = await asked();
  assert.equal((await reset(token, "faible")).body.code, "WEAK_PASSWORD");
  assert.equal((await reset(token, password)).body.code, "PASSWORD_UNCHANGED");
  assert.equal((await reset(token)).status, 200);
});

Deno.test("identity.passwords.reset lets one of many uses of a token at once win", async () => {
  const { token } = await asked();
  const answers = await Promise.all(Array.from({ length: 4 }, (_, i) => reset(token, `${chosen}${i}`)));
  assert.deepEqual(answers.map((a) => a.status).sort(), [200, 401, 401, 401]);
});

Deno.test("identity.passwords.reset voids the other links of the person", async () => {
  const first = await asked();
  await forgot(first.email);
  const second = await mailTo(world, first.email);
  assert.notEqual(second.token, first.token);
  assert.equal((await reset(second.token)).status, 200);
  assert.equal((await reset(first.token, "Scie-Sauteuse-45")).body.code, "INVALID_RESET_TOKEN");
});

Deno.test("identity.passwords.reset refuses expired, unknown and foreign tokens and those of a disabled person", async () => {
  const late = await asked();
  await sql`update identity.one_time_tokens set expires_at = now() - interval '1 second' where user_id = ${late.userId}`;
  const disabled = await asked();
  await sql`update identity.users set status = 'DISABLED' where id = ${disabled.userId}`;
  const person = await account(world, tenant);
  const session = (await login(person.email)).body;
  await send(app, bearer(session.accessToken), "POST /auth/verify-email/resend");
  const verification = await mailTo(world, person.email);
  for (const token of [late.token, disabled.token, verification.token, session.refreshToken, "x", "é".repeat(500)]) {
    const answer = await reset(token);
    assert.deepEqual([answer.status, answer.body.code], [401, "INVALID_RESET_TOKEN"], token);
  }
});

Deno.test("a mail with a link that opens an account is hidden from everybody and blanked once delivered", async () => {
  const person = await asked();
  const admin = await tenant.actor({ "*": "rw" });
  const claims = { role: "authenticated", sub: admin.userId, tenant_id: tenant.id };
  const seen = await sql.begin(async (tx) => {
    await tx`select set_config('request.jwt.claims', ${JSON.stringify(claims)}, true), set_config('app.grants',
      '{"*": ["ALL", "ALL"]}', true)`;
    await tx`set local role authenticated`;
    return await tx`select subject, is_secret from notifications.outgoing_messages`;
  });
  assert.ok(!seen.some((row) => row.is_secret), "an administrator reads no links of others");
  const settle = (outcome: string) =>
    sql.begin(async (tx) => {
      await tx`select set_config('request.jwt.claims', ${JSON.stringify({ ...claims, actor_type: "service" })}, true)`;
      const lease = crypto.randomUUID();
      const [{ id }] = await tx`update notifications.outgoing_messages set lease_id = ${lease}
        where to_address = ${person.email} returning id`;
      await tx`select notifications.settle_message(${id}, ${lease}, ${outcome}, null, null, 0)`;
      return (await tx`select body from notifications.outgoing_messages where id = ${id}`)[0].body as string;
    });
  assert.ok((await settle("queued")).includes(person.token), "a mail to be tried again keeps its text");
  assert.equal(await settle("sent"), "");
});
