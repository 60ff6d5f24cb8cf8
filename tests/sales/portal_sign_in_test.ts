import assert from "node:assert/strict";
import { app } from "../../functions/sales/app.ts";
import { app as identity } from "../../functions/identity/app.ts";
import { send } from "../support/app_client.ts";
import { openWorld, type TestActor } from "../support/world.ts";
import { clientAccount, login, password, portalDesk, signedInClient } from "./portal_scenario.ts";

const world = await openWorld();
Deno.test.afterAll(() => world.close());
const { sql } = world.db;
const desk = await portalDesk(world);

const me = (token: string) => send(app, { token } as TestActor, "GET /commercial/portal/me");
const wrong = (email: string, more?: Record<string, unknown>) => login(email, { password: "Wrong-1889", more });
const codes = async (times: number, attempt: () => Promise<{ body: { code: string } }>) => {
  const seen: string[] = [];
  for (let i = 0; i < times; i++) seen.push((await attempt()).body.code);
  return seen;
};
const failures = ["INVALID_CREDENTIALS", "INVALID_CREDENTIALS", "INVALID_CREDENTIALS", "INVALID_CREDENTIALS"];

/** Lets time pass for the counter of one e-mail. */
async function age(email: string, minutes: number) {
  await sql`
    update identity.login_attempts set at = at - make_interval(mins => ${minutes})
    where email_norm = sales.portal_attempt(${email})`;
}

Deno.test("sales.portal.login answers a token for the portal and who the client is, whatever the case of the e-mail", async () => {
  const { email, accountId, contactId } = await clientAccount(world, desk);
  const answer = await login(email.toUpperCase(), { headers: { "user-agent": "Safari" } });
  assert.equal(answer.status, 200, answer.text);
  const { token, token_type, expires_in, user } = answer.body.data;
  assert.deepEqual([token_type, expires_in], ["Bearer", 86_400]);
  assert.deepEqual(user, {
    id: accountId,
    email,
    firstName: "Sophie",
    lastName: "Martin",
    company: null,
    portalDomain: "client.hypervisual.ch",
    language: "fr",
    ownerCompany: "HYPERVISUAL",
    ownerCompanyCode: "HYPERVISUAL",
  });
  const { claims } = await world.runtime.tokens.verifyAny(token);
  assert.equal(claims.aud, "portal");
  assert.deepEqual(
    { ...claims, exp: 0, iat: 0, jti: "", session_id: "", iss: "" },
    {
      ...{
        aud: "portal",
        sub: accountId,
        accountId,
        contactId,
        companyId: null,
        ownerCompanyId: desk.companyId,
        email,
      },
      ...{ portalDomain: "client.hypervisual.ch", tenant_id: desk.tenant.id, type: "access" },
      ...{ exp: 0, iat: 0, jti: "", session_id: "", iss: "" },
    },
  );
  const account = (await me(token)).body.data.account;
  assert.equal(account.id, accountId);
  const [row] = await sql`select last_login_at, last_login_ip from sales.portal_accounts where id = ${accountId}`;
  assert.match(account.lastLoginAt, /Z$/);
  assert.equal(Date.parse(account.lastLoginAt), Date.parse(row.last_login_at));
  assert.equal(row.last_login_ip, "203.0.113.7");
});

Deno.test("sales.portal.verify answers the claims of the token, and 401 once the client has signed out", async () => {
  const { email, accountId, contactId } = await clientAccount(world, desk);
  const client = await signedInClient(email);
  const { body } = await send(app, client, "GET /commercial/portal/auth/verify");
  assert.deepEqual(body.data, {
    valid: true,
    user: {
      ...{ accountId, contactId, companyId: null, ownerCompanyId: desk.companyId, email },
      portalDomain: "client.hypervisual.ch",
    },
  });
  const other = await signedInClient(email);
  assert.equal((await send(app, client, "POST /commercial/portal/auth/logout")).status, 200);
  const after = await send(app, client, "GET /commercial/portal/auth/verify");
  assert.deepEqual([after.status, after.body.code], [401, "SESSION_REVOKED"]);
  assert.equal((await send(app, other, "GET /commercial/portal/auth/verify")).status, 200, "other sessions stay");
});

Deno.test("sales.portal.change_preferences changes the named channels of this client and nothing else", async () => {
  const { email, accountId } = await clientAccount(world, desk);
  const bystander = await clientAccount(world, desk);
  const client = await signedInClient(email);
  const change = (body: Record<string, unknown>) =>
    send(app, client, "PATCH /commercial/portal/me/preferences", { body });
  await change({ language: "de", notification_preferences: { email: true, sms: false } });
  const { body } = await change({ notification_preferences: { sms: true } });
  assert.deepEqual(body.data, {
    updated: true,
    language: "de",
    notification_preferences: { email: true, sms: true },
  });
  assert.equal((await change({ language: "es" })).status, 400);
  assert.equal((await change({ notification_preferences: { email: "yes" } })).status, 400);
  assert.equal((await change({ status: "active" })).status, 400);
  const [other] =
    await sql`select language, notification_preferences from sales.portal_accounts where id = ${bystander.accountId}`;
  assert.deepEqual({ ...other }, { language: "fr", notification_preferences: {} });
  assert.notEqual(accountId, bystander.accountId);
});

Deno.test("sales.portal.login locks an e-mail after five failures for 30 minutes, also against the right password", async () => {
  const { email } = await clientAccount(world, desk);
  assert.deepEqual(await codes(5, () => wrong(email)), [...failures, "INVALID_CREDENTIALS"]);
  const locked = await login(email);
  assert.deepEqual([locked.status, locked.body.code], [429, "ACCOUNT_LOCKED"]);
  const wait = locked.body.details.retry_after;
  assert.ok(wait > 1790 && wait <= 1800, String(wait));
  assert.equal(locked.headers.get("retry-after"), String(wait));
  await age(email, 31);
  assert.equal((await login(email)).status, 200);
});

Deno.test("sales.portal.login forgets failures after a success", async () => {
  const { email } = await clientAccount(world, desk);
  await codes(4, () => wrong(email));
  assert.equal((await login(email)).status, 200);
  await codes(4, () => wrong(email));
  assert.equal((await login(email)).status, 200);
});

Deno.test("sales.portal.login treats an e-mail nobody has like one with an account, step by step", async () => {
  const { email } = await clientAccount(world, desk);
  const nobody = "nobody@example.ch";
  const somewhere = { owner_company_id: crypto.randomUUID() };
  for (const more of [undefined, somewhere, { owner_company_id: desk.companyId }, undefined, somewhere]) {
    const [known, unknown] = [await wrong(email, more), await wrong(nobody, more)];
    const bare = ({ body: { request_id: _, ...rest } }: typeof known) => rest;
    assert.equal(known.status, 401);
    assert.deepEqual(bare(known), bare(unknown));
  }
  for (const more of [undefined, somewhere, { owner_company_id: desk.companyId }]) {
    assert.equal((await wrong(email, more)).body.code, "ACCOUNT_LOCKED");
    assert.equal((await wrong(nobody, more)).body.code, "ACCOUNT_LOCKED");
  }
  const rows = await sql`select email_norm from identity.login_attempts where email_norm like 'portal:%'`;
  assert.ok(rows.length > 0 && rows.every(({ email_norm }) => /^portal:[0-9a-f]{64}$/.test(email_norm)));
});

Deno.test("sales.portal.login gives a burst of guesses no more than five", async () => {
  const { email, accountId } = await clientAccount(world, desk);
  const answers = await Promise.all(Array.from({ length: 8 }, () => wrong(email)));
  assert.ok(answers.every((answer) => [401, 429].includes(answer.status)));
  assert.equal((await login(email)).body.code, "ACCOUNT_LOCKED");
  const [{ counted }] = await sql`
    select count(*)::int as counted from identity.login_attempts
    where portal_account_id = ${accountId} and outcome = 'failure'`;
  assert.equal(counted, 5);
});

Deno.test("a success on an account somebody opened elsewhere under the same e-mail buys no further guesses", async () => {
  const { email } = await clientAccount(world, desk);
  const trap = await portalDesk(world);
  await clientAccount(world, trap, { email });
  for (let i = 0; i < 5; i++) {
    assert.equal((await wrong(email, { owner_company_id: desk.companyId })).body.code, "INVALID_CREDENTIALS");
    const own = await login(email, { more: { owner_company_id: trap.companyId } });
    assert.equal(own.status, i < 4 ? 200 : 429);
  }
  assert.equal((await login(email, { more: { owner_company_id: desk.companyId } })).body.code, "ACCOUNT_LOCKED");
});

Deno.test("sales.portal.login tells a client who has not activated the account, and one who was shut out only after the password", async () => {
  const waiting = await clientAccount(world, desk, { status: "pending", password_hash: null, activated_at: null });
  const answer = await login(waiting.email);
  assert.deepEqual([answer.status, answer.body.code], [403, "ACCOUNT_NOT_ACTIVATED"]);
  for (const status of ["suspended", "disabled"]) {
    const { email } = await clientAccount(world, desk, { status });
    assert.equal((await wrong(email)).body.code, "INVALID_CREDENTIALS");
    const shut = await login(email);
    assert.deepEqual([shut.status, shut.body.code], [403, "ACCOUNT_DISABLED"]);
  }
  const closed = await portalDesk(world);
  const { email } = await clientAccount(world, closed);
  await sql`update identity.tenants set status = 'suspended' where id = ${closed.tenant.id}`;
  assert.equal((await login(email)).body.code, "TENANT_DISABLED");
});

Deno.test("sales.portal.login finds the account by company, by the portal's domain, by the tenant's, else the one activated first", async () => {
  const first = await portalDesk(world, "FIRST", { portal_domain: "client.first.example" });
  const second = await portalDesk(world, "SECOND");
  const { email, accountId } = await clientAccount(world, first, { activated_at: "2026-01-01T00:00:00Z" });
  const other = await clientAccount(world, second, { email, activated_at: "2026-02-01T00:00:00Z" });
  const [{ subdomain }] = await sql`select subdomain from identity.tenants where id = ${second.tenant.id}`;
  const at = (host: string) => ({ headers: { "x-forwarded-host": host } });
  const idOf = async (options: Parameters<typeof login>[1]) => (await login(email, options)).body.data?.user.id;

  assert.equal(await idOf({}), accountId);
  assert.equal(await idOf({ more: { owner_company_id: second.companyId } }), other.accountId);
  assert.equal(await idOf(at("client.second.ch:443")), other.accountId);
  assert.equal(await idOf(at("client.first.example")), accountId);
  assert.equal(await idOf(at(`${subdomain}.comptoir.example`)), other.accountId);
  assert.equal(await idOf(at("api.example.net")), accountId);
  assert.equal(
    await idOf({ more: { owner_company_id: second.companyId }, ...at("client.first.example") }),
    other.accountId,
  );
  assert.equal((await login(email, at("client.hypervisual.ch"))).body.code, "INVALID_CREDENTIALS");
});

Deno.test("sales.portal.login keeps five sessions and ends the one unused for longest", async () => {
  const { email, accountId } = await clientAccount(world, desk);
  const clients: TestActor[] = [];
  for (let i = 0; i < 6; i++) clients.push(await signedInClient(email));
  assert.equal((await me(clients[0].token)).body.code, "SESSION_REVOKED");
  for (const client of clients.slice(1)) assert.equal((await me(client.token)).status, 200);
  const [ended] = await sql`
    select revoke_reason from identity.sessions where portal_account_id = ${accountId} and status = 'revoked'`;
  assert.equal(ended.revoke_reason, "concurrent_limit");
});

Deno.test("a password changed while it is being checked opens no session", async () => {
  const { email, accountId } = await clientAccount(world, desk);
  const [{ found }] = await sql`select sales.find_portal_sign_in(${email}, null, 'x', null) as found`;
  await sql`update sales.portal_accounts set password_hash = 'scrypt$changed' where id = ${accountId}`;
  const [settled] = await sql`
    select refused, session_id from sales.settle_portal_sign_in(
      ${found.attempt}, ${accountId}, ${found.accounts[0].password_hash}, null)`;
  assert.deepEqual({ ...settled }, { refused: true, session_id: null });
});

Deno.test("portal tokens neither open nor end anything of members, and members' passwords are no clients' passwords", async () => {
  const { email } = await clientAccount(world, desk);
  const client = await signedInClient(email);
  for (const route of ["GET /auth/me", "GET /commercial", "GET /quotes"]) {
    const answer = await send(route.includes("auth") ? identity : app, client, route);
    assert.deepEqual([answer.status, answer.body.code], [403, "AUTHORIZATION_ERROR"], route);
  }
  await send(identity, client, "POST /auth/logout", { body: { all: true } });
  assert.equal((await me(client.token)).status, 200);
  const asMember = await send(identity, null, "POST /auth/login", { body: { email, password } });
  assert.equal(asMember.body.code, "INVALID_CREDENTIALS");
  const refresh = await send(identity, null, "POST /auth/refresh", { body: { refresh_token: client.token } });
  assert.equal(refresh.status, 401);
  const answer = await send(app, desk.member, "GET /commercial/portal/me");
  assert.deepEqual([answer.status, answer.body.code], [403, "PORTAL_ACCESS_DENIED"]);
});

Deno.test("the log of a tenant holds the sign-ins of its clients, told from those of members", async () => {
  const place = await portalDesk(world);
  const { email, accountId } = await clientAccount(world, place);
  await wrong(email);
  await signedInClient(email);
  const events = await sql`
    select action, actor_type, actor_id, outcome from audit.events
    where tenant_id = ${place.tenant.id} and category = 'authentication' order by at, id`;
  assert.deepEqual(events.map((e) => ({ ...e })), [
    { action: "login_failed", actor_type: "external", actor_id: accountId, outcome: "failure" },
    { action: "login_success", actor_type: "external", actor_id: accountId, outcome: "success" },
  ]);
  assert.ok(!JSON.stringify(world.logs).includes(email), "no address in the log of the server");
});
