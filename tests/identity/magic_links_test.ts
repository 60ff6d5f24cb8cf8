import assert from "node:assert/strict";
import { app } from "../../functions/identity/app.ts";
import { app as sales } from "../../functions/sales/app.ts";
import { createRuntime, useRuntime } from "../../shared/http/runtime.ts";
import { type Answer, send } from "../support/app_client.ts";
import { openWorld, testConfig, type TestTenant } from "../support/world.ts";
import { bearer, mailTo } from "./accounts.ts";

const world = await openWorld();
Deno.test.afterAll(() => world.close());
const { sql } = world.db;
const tenant = await world.tenant();
const companyId = await tenant.company("HYPERVISUAL", { portal_domain: "client.hypervisual.example" });

/** A client who was invited to a portal and has not chosen a password yet. */
async function client(
  { at = tenant, company = companyId, email = `c${crypto.randomUUID().slice(0, 12)}@example.ch` }: {
    at?: TestTenant;
    company?: string;
    email?: string;
  } = {},
) {
  const [contact] = await sql`insert into crm.contacts (tenant_id, first_name, last_name, email)
    values (${at.id}, 'Léa', 'Rochat', ${email}) returning id`;
  const [account] = await sql`insert into sales.portal_accounts (tenant_id, owner_company_id, contact_id, email)
    values (${at.id}, ${company}, ${contact.id}, ${email}) returning id`;
  return { email, contactId: contact.id as string, accountId: account.id as string };
}

const request = (email: string, headers: Record<string, string> = {}) =>
  send(app, null, "POST /auth/magic-link", { body: { email }, headers });
const verify = (token: string) => send(app, null, `GET /auth/magic-link/verify/${token}`);
const asked = async (email: string) => {
  assert.equal((await request(email)).status, 200);
  return await mailTo(world, email);
};

Deno.test("identity.magic_links.request mails a link to the company's portal that signs the client in once", async () => {
  const { email, contactId, accountId } = await client();
  const mail = await asked(email);
  assert.equal(mail.subject, "Votre accès à HYPERVISUAL");
  assert.ok(mail.is_secret && mail.body.includes(`https://client.hypervisual.example/magic-link#token=${mail.token}`));

  const answer = await verify(mail.token);
  assert.equal(answer.status, 200, answer.text);
  const { accessToken, contact, role, permissions } = answer.body;
  assert.deepEqual(contact, { id: contactId, name: "Léa Rochat", email });
  assert.deepEqual([role, permissions], ["client", ["projects.read", "quotes.read", "invoices.read"]]);
  assert.ok(!answer.text.toLowerCase().includes("refresh") && answer.headers.getSetCookie().length === 0);
  const me = await send(sales, bearer(accessToken), "GET /commercial/portal/me");
  assert.equal(me.status, 200, me.text);
  const staff = await send(app, bearer(accessToken), "GET /auth/me");
  assert.deepEqual([staff.status, staff.body.code], [403, "AUTHORIZATION_ERROR"]);

  const again = await verify(mail.token);
  assert.deepEqual([again.status, again.body.code], [401, "INVALID_MAGIC_LINK"]);
  const actions = await sql`select action from audit.events where entity_id in (${accountId}) order by action`;
  assert.deepEqual(actions.map((e) => e.action).filter((a) => a.startsWith("magic")), ["magic_link_used"]);
  const [session] = await sql`select login_method from identity.sessions where portal_account_id = ${accountId}`;
  assert.equal(session.login_method, "magic_link");
});

Deno.test("identity.magic_links.request answers byte for byte the same for known and unknown addresses in production", async () => {
  const { email } = await client();
  const runtime = createRuntime(testConfig(world.db.url, { APP_ENV: "production" }), { log: () => {} });
  useRuntime(runtime);
  const shown = (answer: Answer) => {
    const all = Object.fromEntries(answer.headers);
    delete all["x-ratelimit-remaining"];
    delete all["x-ratelimit-reset"];
    return [answer.status, answer.text, all];
  };
  try {
    const headers = { "x-request-id": "same" };
    const [known, unknown] = [await request(email, headers), await request("nobody@example.com", headers)];
    assert.deepEqual(shown(known), shown(unknown));
  } finally {
    useRuntime(world.runtime);
    await runtime.close();
  }
  assert.ok((await mailTo(world, email)).token);
});

Deno.test("identity.magic_links.request shows the token outside production alone", async () => {
  const { email } = await client();
  const { body } = await request(email);
  assert.equal((await verify(body.dev_token)).status, 200);
});

Deno.test("identity.magic_links.request leaves out suspended accounts, lost contacts and closed organisations", async () => {
  const [suspended, lost] = [await client(), await client()];
  await sql`update sales.portal_accounts set status = 'suspended' where id = ${suspended.accountId}`;
  await sql`update crm.contacts set deleted_at = now() where id = ${lost.contactId}`;
  const closed = await world.tenant();
  const stranded = await client({ at: closed, company: await closed.company("CLOSED") });
  await sql`update identity.tenants set status = 'suspended' where id = ${closed.id}`;
  for (const { email } of [suspended, lost, stranded]) {
    assert.equal((await request(email)).status, 200);
    assert.equal(await mailTo(world, email), undefined);
  }
});

Deno.test("identity.magic_links.request mails one link an account, fewer where the host says which, and five an hour", async () => {
  const other = await world.tenant();
  const { email } = await client();
  await client({ at: other, company: await other.company("AUTRE"), email });
  const mails = () => sql`select tenant_id from notifications.outgoing_messages where to_address = ${email}`;
  await request(email);
  assert.deepEqual(new Set((await mails()).map((m) => m.tenant_id)), new Set([tenant.id, other.id]));
  await request(email, { "x-forwarded-host": "client.hypervisual.example" });
  assert.equal((await mails()).length, 3);
  await Promise.all(Array.from({ length: 7 }, () => request(email)));
  assert.equal((await mails()).length, 10);
});

Deno.test("identity.magic_links.verify lets one of many uses at once win and voids the other links of the client", async () => {
  const { email } = await client();
  const first = await asked(email);
  const second = await asked(email);
  const answers = await Promise.all([1, 2, 3, 4].map(() => verify(second.token)));
  assert.deepEqual(answers.map((a) => a.status).sort(), [200, 401, 401, 401]);
  assert.equal((await verify(first.token)).status, 401);
});

Deno.test("identity.magic_links.verify refuses expired links, other tokens, changed addresses and suspended accounts", async () => {
  const [late, moved, suspended] = [await client(), await client(), await client()];
  const tokens: string[] = [];
  for (const { email } of [late, moved, suspended]) tokens.push((await asked(email)).token);
  await sql`update identity.magic_links set expires_at = now() - interval '1 second' where email = ${late.email}`;
  await sql`update sales.portal_accounts set email = ${"new-" + moved.email} where id = ${moved.accountId}`;
  await sql`update sales.portal_accounts set status = 'suspended' where id = ${suspended.accountId}`;
  for (const token of [...tokens, "unknown", "x".repeat(500)]) {
    const answer = await verify(token);
    assert.deepEqual([answer.status, answer.body.code], [401, "INVALID_MAGIC_LINK"]);
  }
});

Deno.test("a session of a magic link ends when the account is suspended", async () => {
  const { email, accountId } = await client();
  const { body } = await verify((await asked(email)).token);
  await sql`update sales.portal_accounts set status = 'suspended' where id = ${accountId}`;
  const answer = await send(sales, bearer(body.accessToken), "GET /commercial/portal/me");
  assert.deepEqual([answer.status, answer.body.code], [401, "SESSION_REVOKED"]);
});
