import assert from "node:assert/strict";
import { app } from "../../functions/sales/app.ts";
import { send } from "../support/app_client.ts";
import { openWorld } from "../support/world.ts";
import { clientAccount, login, mailsTo, password, portalDesk, signedInClient, tokenOf } from "./portal_scenario.ts";
import { contactOf } from "./scenario.ts";

const world = await openWorld();
Deno.test.afterAll(() => world.close());
const { sql } = world.db;
const desk = await portalDesk(world);
const chosen = "Coquelicot-77";

const activate = (token: string, secret = password) =>
  send(app, null, "POST /commercial/portal/auth/activate", { body: { token, password: secret } });
const reset = (token: string, secret = chosen) =>
  send(app, null, "POST /commercial/portal/auth/reset-password", { body: { token, password: secret } });
const forgot = (email: string, more: Record<string, unknown> = {}) =>
  send(app, null, "POST /commercial/portal/auth/forgot-password", { body: { email, ...more } });

async function invited() {
  const email = `s${crypto.randomUUID().slice(0, 13)}@example.ch`;
  const contact_id = await contactOf(world, desk.tenant.id);
  const { body } = await send(app, desk.member, "POST /commercial/portal/accounts", {
    body: { contact_id, owner_company_id: desk.companyId, email },
  });
  return { email, accountId: body.data.account.id, token: tokenOf(body.data.activation_url) };
}

/** A link for a new password as the client finds it in the mailbox. */
async function resetLink(email: string): Promise<string> {
  assert.equal((await forgot(email)).status, 200);
  return tokenOf((await mailsTo(world, email)).at(-1)!.body);
}

Deno.test("sales.portal.activate sets the first password, once, and the client can sign in", async () => {
  const { email, token } = await invited();
  const answer = await activate(token);
  assert.deepEqual([answer.status, answer.body.data.email], [200, email]);
  assert.equal((await login(email)).status, 200);
  const replay = await activate(token, chosen);
  assert.deepEqual([replay.status, replay.body.code], [409, "ALREADY_ACTIVATED"]);
  assert.equal((await login(email, { password: chosen })).status, 401);
});

Deno.test("sales.portal.activate lets one of simultaneous requests choose the password", async () => {
  const { email, token } = await invited();
  const secrets = ["Tournesol-1", "Tournesol-2", "Tournesol-3"];
  const answers = await Promise.all(secrets.map((secret) => activate(token, secret)));
  assert.deepEqual(answers.map((a) => a.status).sort(), [200, 409, 409]);
  const winner = answers.findIndex((a) => a.status === 200);
  assert.equal((await login(email, { password: secrets[winner] })).status, 200);
});

Deno.test("sales.portal.activate refuses an unknown token and one older than 72 hours alike", async () => {
  const { accountId, token } = await invited();
  await sql`
    update sales.portal_accounts set activation_expires_at = now() + interval '1 minute' where id = ${accountId}`;
  assert.equal((await activate(token, "weak")).body.code, "WEAK_PASSWORD", "still good");
  await sql`update sales.portal_accounts set activation_expires_at = now() where id = ${accountId}`;
  for (const one of [token, crypto.randomUUID(), "x".repeat(200)]) {
    const answer = await activate(one);
    assert.deepEqual([answer.status, answer.body.code], [400, "INVALID_ACTIVATION_TOKEN"]);
  }
});

Deno.test("sales.portal.activate and reset_password name every flaw of a weak password and use nothing up", async () => {
  const { token, email } = await invited();
  const weak = await activate(token, "abc");
  assert.deepEqual([weak.status, weak.body.code], [400, "WEAK_PASSWORD"]);
  assert.deepEqual(weak.body.details.failed, ["min_length", "uppercase", "digit"]);
  assert.equal((await activate(token)).status, 200);
  const link = await resetLink(email);
  assert.deepEqual((await reset(link, "abcdefg1")).body.details.failed, ["uppercase"]);
  assert.equal((await reset(link, "Abcdefg1")).status, 200);
});

Deno.test("a link for one purpose serves no other", async () => {
  const waiting = await invited();
  assert.equal((await reset(waiting.token)).body.code, "INVALID_RESET_TOKEN");
  const { email } = await clientAccount(world, desk);
  assert.equal((await activate(await resetLink(email))).body.code, "INVALID_ACTIVATION_TOKEN");
});

Deno.test("sales.portal.forgot_password answers an e-mail with an account and one without byte for byte alike", async () => {
  const { email } = await clientAccount(world, desk);
  const headers = { "x-request-id": "one-and-the-same" };
  const ask = (one: string) =>
    send(app, null, "POST /commercial/portal/auth/forgot-password", { body: { email: one }, headers });
  const [known, unknown] = [await ask(email), await ask("nobody.at.all@example.ch")];
  assert.deepEqual([known.status, known.text], [unknown.status, unknown.text]);
  assert.equal((await mailsTo(world, "nobody.at.all@example.ch")).length, 0);
  const [mail] = await mailsTo(world, email);
  assert.match(mail.body, /https:\/\/client\.hypervisual\.ch\/reset-password\?token=[\w-]{43}\n/);
});

Deno.test("sales.portal.reset_password changes the password once, lifts the lock and ends every session", async () => {
  const { email, accountId } = await clientAccount(world, desk);
  const client = await signedInClient(email);
  for (let i = 0; i < 5; i++) await login(email, { password: "Wrong-1889" });
  assert.equal((await login(email)).body.code, "ACCOUNT_LOCKED");
  const link = await resetLink(email);
  assert.equal((await reset(link)).status, 200);
  assert.equal((await send(app, client, "GET /commercial/portal/me")).body.code, "SESSION_REVOKED");
  assert.equal((await login(email, { password: chosen })).status, 200);
  assert.equal((await login(email)).body.code, "INVALID_CREDENTIALS");
  assert.equal((await reset(link, "Autrechose-9")).body.code, "INVALID_RESET_TOKEN");
  const [ended] = await sql`
    select revoke_reason from identity.sessions where portal_account_id = ${accountId} and status = 'revoked'`;
  assert.equal(ended.revoke_reason, "password_change");
});

Deno.test("sales.portal.reset_password takes one of simultaneous requests", async () => {
  const { email } = await clientAccount(world, desk);
  const link = await resetLink(email);
  const answers = await Promise.all(["Secret-111", "Secret-222"].map((secret) => reset(link, secret)));
  assert.deepEqual(answers.map((a) => a.status).sort(), [200, 400]);
});

Deno.test("sales.portal.reset_password tells an expired link from an unknown one, and a newer link replaces an older", async () => {
  const { email, accountId } = await clientAccount(world, desk);
  const [older, newer] = [await resetLink(email), await resetLink(email)];
  assert.equal((await reset(older)).body.code, "INVALID_RESET_TOKEN");
  const [{ minutes }] = await sql`
    select extract(epoch from password_reset_expires_at - updated_at) / 60 as minutes
    from sales.portal_accounts where id = ${accountId}`;
  assert.equal(Math.round(minutes), 60);
  await sql`update sales.portal_accounts set password_reset_expires_at = now() where id = ${accountId}`;
  const late = await reset(newer);
  assert.deepEqual([late.status, late.body.code], [400, "RESET_TOKEN_EXPIRED"]);
  assert.equal((await login(email)).status, 200);
});

Deno.test("sales.portal.forgot_password renews an invitation that was never used", async () => {
  const { email, accountId, token } = await invited();
  await sql`update sales.portal_accounts set activation_expires_at = now() where id = ${accountId}`;
  await forgot(email);
  const mails = await mailsTo(world, email);
  assert.equal(mails.length, 2);
  assert.equal((await activate(token)).body.code, "INVALID_ACTIVATION_TOKEN");
  assert.equal((await activate(tokenOf(mails[1].body))).status, 200);
});

Deno.test("sales.portal.forgot_password mails a link for each portal meant, each for its own account alone", async () => {
  const other = await portalDesk(world, "AUTRE", { language: "it" });
  const { email, accountId } = await clientAccount(world, desk);
  const second = await clientAccount(world, other, { email, language: "it" });
  await forgot(email);
  const mails = await mailsTo(world, email);
  assert.deepEqual(mails.map((m) => m.entity_id).sort(), [accountId, second.accountId].sort());
  assert.deepEqual(mails.map((m) => m.tenant_id).sort(), [desk.tenant.id, other.tenant.id].sort());
  const italian = mails.find((m) => m.entity_id === second.accountId)!;
  assert.match(italian.subject, /^Nuova password/);
  assert.equal((await reset(tokenOf(italian.body))).status, 200);
  const at = (owner_company_id: string, secret: string) =>
    login(email, { password: secret, more: { owner_company_id } });
  assert.equal((await at(other.companyId, chosen)).status, 200);
  assert.equal((await at(desk.companyId, password)).status, 200);
  await forgot(email, { owner_company_id: desk.companyId });
  assert.equal((await mailsTo(world, email)).at(-1)!.entity_id, accountId);
});
