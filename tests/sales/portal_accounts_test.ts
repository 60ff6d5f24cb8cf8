import assert from "node:assert/strict";
import { app } from "../../functions/sales/app.ts";
import { send } from "../support/app_client.ts";
import { openWorld, type TestActor } from "../support/world.ts";
import {
  clientAccount,
  login,
  mailsTo,
  password,
  portalDesk,
  portalMember,
  signedInClient,
  tokenOf,
} from "./portal_scenario.ts";
import { contactOf, move, newQuote, seller } from "./scenario.ts";

const world = await openWorld();
Deno.test.afterAll(() => world.close());
const { sql } = world.db;
const { tenant, member, companyId } = await portalDesk(world);

const create = (actor: TestActor, body: Record<string, unknown>) =>
  send(app, actor, "POST /commercial/portal/accounts", { body });
const patch = (id: string, status: string, actor = member) =>
  send(app, actor, `PATCH /commercial/portal/accounts/${id}`, { body: { status } });
const address = () => `s${crypto.randomUUID().slice(0, 13)}@example.ch`;
const activate = (token: string, chosen = password) =>
  send(app, null, "POST /commercial/portal/auth/activate", { body: { token, password: chosen } });

/** A pending account as the API makes it. */
async function invited(given: Record<string, unknown> = {}) {
  const email = address();
  const contact_id = await contactOf(world, tenant.id);
  const answer = await create(member, { contact_id, owner_company_id: companyId, email, ...given });
  assert.equal(answer.status, 201, answer.text);
  return { ...answer.body.data, email, contact_id };
}

Deno.test("sales.portal_accounts.create makes a pending account, shows its link once and mails it once", async () => {
  const email = address();
  const contact_id = await contactOf(world, tenant.id);
  const body = { contact_id, owner_company_id: companyId, email: ` ${email.toUpperCase()} ` };
  const first = await create(member, body);
  assert.equal(first.status, 201);
  const { account, activation_url, isNew } = first.body.data;
  assert.equal(isNew, true);
  assert.match(activation_url, /^https:\/\/client\.hypervisual\.ch\/activate\?token=[0-9a-f-]{36}$/);
  assert.deepEqual(
    [account.status, account.email, account.contact_id, account.owner_company_id, account.language],
    ["pending", email, contact_id, companyId, "fr"],
  );
  const hours = (Date.parse(account.activation_expires_at) - Date.parse(account.created_at)) / 3_600_000;
  assert.equal(Math.round(hours), 72);
  assert.doesNotMatch(first.text, /hash|password/);

  const again = await create(member, { ...body, email: address() });
  assert.equal(again.status, 200);
  assert.deepEqual(again.body.data, { account, isNew: false });
  const mails = await mailsTo(world, email);
  assert.equal(mails.length, 1);
  assert.ok(mails[0].body.includes(activation_url));
  assert.equal(mails[0].entity_id, account.id);
});

Deno.test("sales.portal_accounts.create stores no token in clear and keeps hashes out of every answer and of the log", async () => {
  const { account, activation_url } = await invited();
  const token = tokenOf(activation_url);
  const [row] = await sql`select a::text as stored from sales.portal_accounts a where id = ${account.id}`;
  assert.ok(!row.stored.includes(token));
  const [{ activation_token_hash: hash }] = await sql`
    select activation_token_hash from sales.portal_accounts where id = ${account.id}`;
  const log =
    await sql`select coalesce(after_state, '') || context::text as said from audit.events where tenant_id = ${tenant.id}`;
  assert.ok(log.length > 0);
  for (const { said } of log) assert.ok(!said.includes(hash) && !said.includes(token));
});

Deno.test("sales.portal_accounts.create refuses an e-mail that another contact of the company uses", async () => {
  const { email } = await invited();
  const other = await contactOf(world, tenant.id);
  const answer = await create(member, { contact_id: other, owner_company_id: companyId, email });
  assert.deepEqual([answer.status, answer.body.code], [409, "EMAIL_EXISTS"]);
});

Deno.test("sales.portal_accounts.create makes one account of simultaneous requests", async () => {
  const body = { contact_id: await contactOf(world, tenant.id), owner_company_id: companyId, email: address() };
  const answers = await Promise.all(Array.from({ length: 5 }, () => create(member, body)));
  assert.deepEqual(answers.map((a) => a.status).sort(), [200, 200, 200, 200, 201]);
  assert.equal(new Set(answers.map((a) => a.body.data.account.id)).size, 1);
  assert.equal((await mailsTo(world, body.email)).length, 1);
});

Deno.test("sales.portal_accounts.create refuses contacts and companies out of reach, and writes nothing", async () => {
  const elsewhere = await portalDesk(world);
  const foreign = await contactOf(world, elsewhere.tenant.id);
  const own = await contactOf(world, tenant.id);
  const base = { email: address(), owner_company_id: companyId };
  const unknown = await create(member, { ...base, contact_id: foreign });
  assert.deepEqual([unknown.status, unknown.body.code], [400, "VALIDATION_ERROR"]);
  const employer = await create(member, { ...base, contact_id: own, company_id: foreign });
  assert.deepEqual([employer.status, employer.body.details.reason], [400, "portal_company_unknown"]);
  const second = await tenant.company("ANNEXE");
  for (const owner_company_id of [elsewhere.companyId, second, crypto.randomUUID()]) {
    const answer = await create(member, { ...base, contact_id: own, owner_company_id });
    assert.deepEqual([answer.status, answer.body.code], [403, "COMPANY_ACCESS_DENIED"]);
  }
  assert.equal((await mailsTo(world, base.email)).length, 0);
  const stranger = await create(await tenant.actor({ contacts: "rw" }), { ...base, contact_id: own });
  assert.deepEqual([stranger.status, stranger.body.code], [403, "AUTHORIZATION_ERROR"]);
});

Deno.test("the domain of a portal is the company's own, or made of its code", async () => {
  const own = await portalDesk(world, "ENKI_REALTY", { portal_domain: "kunden.enki.example", language: "de" });
  const made = await portalDesk(world, "ENKI_REALTY");
  for (
    const [desk, domain, subject] of [
      [own, "kunden.enki.example", /^Ihr Zugang/],
      [made, "client.enkirealty.ch", /^Votre accès/],
    ] as const
  ) {
    const email = address();
    const contact_id = await contactOf(world, desk.tenant.id);
    const { body } = await create(desk.member, { contact_id, owner_company_id: desk.companyId, email });
    assert.equal(body.data.account.portal_domain, domain);
    assert.equal(new URL(body.data.activation_url).host, domain);
    assert.match((await mailsTo(world, email))[0].subject, subject);
  }
});

Deno.test("sales.portal_accounts.list and get show members what they may see, with the open sessions", async () => {
  const desk = await portalDesk(world);
  const { email, accountId } = await clientAccount(world, desk);
  await clientAccount(world, desk, { status: "suspended" });
  await signedInClient(email);
  const list = await send(app, desk.member, "GET /commercial/portal/accounts");
  assert.deepEqual([list.body.data.length, list.body.meta], [2, { total: 2, limit: 50, offset: 0 }]);
  const active = await send(app, desk.member, "GET /commercial/portal/accounts", { query: { status: "active" } });
  assert.deepEqual(active.body.data.map((one: { id: string }) => one.id), [accountId]);
  const one = await send(app, desk.member, `GET /commercial/portal/accounts/${accountId}`);
  assert.equal(one.body.data.sessions.length, 1);
  assert.equal(one.body.data.sessions[0].ip_address, "203.0.113.7");

  const elsewhere = await desk.tenant.actor(portalMember, { companies: [await desk.tenant.company("ANNEXE")] });
  assert.equal((await send(app, elsewhere, "GET /commercial/portal/accounts")).body.meta.total, 0);
  const own = await desk.tenant.actor({ portal: ["SELF", "SELF"] }, { companies: [desk.companyId] });
  assert.equal((await send(app, own, "GET /commercial/portal/accounts")).body.meta.total, 0);
  assert.equal((await send(app, own, `GET /commercial/portal/accounts/${accountId}`)).status, 404);
});

Deno.test("sales.portal_accounts.change_status shuts a client out at once, with sessions and links, and lets them in again", async () => {
  const desk = await portalDesk(world);
  const { email, accountId } = await clientAccount(world, desk);
  const client = await signedInClient(email);
  await send(app, null, "POST /commercial/portal/auth/forgot-password", { body: { email } });
  const link = tokenOf((await mailsTo(world, email)).at(-1)!.body);

  const shut = await patch(accountId, "suspended", desk.member);
  assert.equal(shut.body.data.account.status, "suspended");
  assert.equal((await send(app, client, "GET /commercial/portal/me")).body.code, "SESSION_REVOKED");
  assert.deepEqual([(await login(email)).status, (await login(email)).body.code], [403, "ACCOUNT_DISABLED"]);
  assert.equal((await login(email, { password: "Wrong-1889" })).body.code, "INVALID_CREDENTIALS");
  const reset = await send(app, null, "POST /commercial/portal/auth/reset-password", {
    body: { token: link, password },
  });
  assert.equal(reset.body.code, "INVALID_RESET_TOKEN");
  await send(app, null, "POST /commercial/portal/auth/forgot-password", { body: { email } });
  assert.equal((await mailsTo(world, email)).length, 1, "no new link while shut out");
  const [ended] = await sql`
    select actor_type, context ->> 'reason' as reason from audit.events
    where tenant_id = ${desk.tenant.id} and action = 'session_revoked'`;
  assert.deepEqual({ ...ended }, { actor_type: "user", reason: "admin_revoke" });

  assert.equal((await patch(accountId, "active", desk.member)).body.data.account.status, "active");
  await signedInClient(email);
  assert.equal((await send(app, client, "GET /commercial/portal/me")).body.code, "SESSION_REVOKED");
});

Deno.test("sales.portal_accounts.change_status makes an account pending again that was never activated, without its old link", async () => {
  const { account, activation_url } = await invited();
  assert.equal((await patch(account.id, "disabled")).body.data.account.status, "disabled");
  assert.equal((await activate(tokenOf(activation_url))).body.code, "INVALID_ACTIVATION_TOKEN");
  assert.equal((await patch(account.id, "active")).body.data.account.status, "pending");
  assert.equal((await activate(tokenOf(activation_url))).body.code, "INVALID_ACTIVATION_TOKEN");
  const renewed = await send(app, member, `POST /commercial/portal/accounts/${account.id}/invitation`);
  assert.equal((await activate(tokenOf(renewed.body.data.activation_url))).status, 200);
});

Deno.test("sales.portal_accounts.invite replaces the link of an account that waits, and of no other", async () => {
  const { account, activation_url, email } = await invited();
  const renewed = await send(app, member, `POST /commercial/portal/accounts/${account.id}/invitation`);
  assert.equal(renewed.status, 200);
  assert.notEqual(renewed.body.data.activation_url, activation_url);
  const mails = await mailsTo(world, email);
  assert.deepEqual([mails.length, mails[1].body.includes(renewed.body.data.activation_url)], [2, true]);
  assert.equal((await activate(tokenOf(activation_url))).body.code, "INVALID_ACTIVATION_TOKEN");
  assert.equal((await activate(tokenOf(renewed.body.data.activation_url))).status, 200);
  const late = await send(app, member, `POST /commercial/portal/accounts/${account.id}/invitation`);
  assert.deepEqual([late.status, late.body.code], [409, "ACCOUNT_NOT_PENDING"]);
});

Deno.test("a quote that is sent invites its client once, where the company runs a portal", async () => {
  const place = await world.tenant();
  await place.company("HYPERVISUAL", { portal_domain: "client.hypervisual.example" });
  const actor = await place.actor(seller, { companies: [] });
  const [{ id: company }] = await sql`select id from identity.companies where tenant_id = ${place.id}`;
  const [membership] = await sql`
    select id from identity.memberships where tenant_id = ${place.id} and user_id = ${actor.userId}`;
  await sql`
    insert into identity.company_access (tenant_id, membership_id, company_id)
    values (${place.id}, ${membership.id}, ${company})`;
  const email = address();
  const contact = await contactOf(world, place.id, { email });
  const invitations = async () =>
    (await mailsTo(world, email)).filter((mail) => mail.body.includes("/activate?token="));

  const first = await newQuote(actor, contact, { owner_company_id: company });
  assert.equal((await invitations()).length, 0, "no account before the first quote is sent");
  assert.equal((await move(actor, first.id, "SENT")).status, 200);
  assert.equal((await invitations()).length, 1);
  assert.match((await invitations())[0].body, /https:\/\/client\.hypervisual\.example\/activate/);
  const second = await newQuote(actor, contact, { owner_company_id: company });
  assert.equal((await move(actor, second.id, "SENT")).status, 200);
  assert.equal((await invitations()).length, 1);

  await sql`update identity.companies set portal_domain = null where id = ${company}`;
  const other = address();
  const stranger = await contactOf(world, place.id, { email: other });
  const third = await newQuote(actor, stranger, { owner_company_id: company });
  assert.equal((await move(actor, third.id, "SENT")).status, 200);
  assert.equal((await mailsTo(world, other)).filter((mail) => mail.body.includes("/activate")).length, 0);
});

Deno.test("sales.commercial.index names what there is", async () => {
  const { body } = await send(app, member, "GET /commercial");
  assert.deepEqual(Object.keys(body.data.endpoints), ["quotes", "deposits", "cgv", "signatures", "portal", "pipeline"]);
  assert.equal(body.data.endpoints.portal, "/api/commercial/portal");
  assert.equal((await send(app, null, "GET /commercial")).status, 401);
});
