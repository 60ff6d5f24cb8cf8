import assert from "node:assert/strict";
import { SignJWT } from "jose";
import { createTokens } from "../../shared/auth/tokens.ts";
import { createTokenVerifier } from "../../supabase/local/realtime/tokens.ts";
import { send } from "../support/app_client.ts";
import { probeApp as app } from "../support/probe_app.ts";
import { openWorld, type TestActor, testConfig, testSecret } from "../support/world.ts";

const world = await openWorld();
Deno.test.afterAll(() => world.close());
const { sql } = world.db;
const tenant = await world.tenant();
const company = await tenant.company("GARAGE");
const client = await tenant.client(company);
const member = await tenant.actor({ "*": "rw" });

const codeOf = async (actor: TestActor | null, route: string, apiKey?: string) => {
  const { status, body } = await send(app, actor, route, { apiKey });
  return [status, body.code];
};
const withToken = (token: string) => ({ ...client, token });

Deno.test("a client enters as their contact, holds no permission and sees no row but their own", async () => {
  await tenant.client(company);
  const { status, body } = await send(app, client, "GET /probe/client");
  assert.equal(status, 200);
  assert.deepEqual(body, {
    account: client.userId,
    user: client.userId,
    contact: client.contactId,
    member: null,
    grants: {},
    companies: [company],
    contacts: 0,
    accounts: 1,
    sessions: 1,
  });
});

Deno.test("a portal token opens no endpoint of members, and neither a member nor a key one of the portal", async () => {
  for (const route of ["GET /probe/tasks", "GET /probe/person", "POST /probe/upload", "GET /probe/stream"]) {
    assert.deepEqual(await codeOf(client, route), [403, "AUTHORIZATION_ERROR"], route);
  }
  assert.deepEqual(await codeOf(member, "GET /probe/client"), [403, "PORTAL_ACCESS_DENIED"]);
  assert.deepEqual(await codeOf(null, "GET /probe/client", await tenant.apiKey(["*"])), [403, "PORTAL_ACCESS_DENIED"]);
  assert.deepEqual(await codeOf(null, "GET /probe/client"), [401, "AUTH_REQUIRED"]);
});

Deno.test("the audit log names the client who tried an endpoint of members", async () => {
  const [event] = await sql`
    select actor_type, actor_id, session_id from audit.events
    where action = 'permission_denied' and actor_id = ${client.userId} limit 1`;
  assert.deepEqual({ ...event }, { actor_type: "external", actor_id: client.userId, session_id: client.sessionId });
});

Deno.test("a token that mixes the two audiences is refused, whoever signed it", async () => {
  const key = new TextEncoder().encode(testSecret);
  const sign = (claims: Record<string, unknown>, audience: string | string[]) =>
    new SignJWT({ session_id: client.sessionId, tenant_id: tenant.id, type: "access", ...claims })
      .setProtectedHeader({ alg: "HS256" }).setIssuer("comptoir").setSubject(client.userId).setAudience(audience)
      .setIssuedAt().setExpirationTime("5m").sign(key);
  const portal = { accountId: client.userId, contactId: client.contactId, ownerCompanyId: company };
  const mixed = [
    await sign({ ...portal, role: "authenticated" }, "portal"),
    await sign({ ...portal, role: "authenticated" }, ["portal", "authenticated"]),
    await sign({ ...portal, accountId: crypto.randomUUID() }, "portal"),
    await sign(portal, "authenticated"),
    await sign({ ...portal, type: "refresh" }, "portal"),
    await sign(portal, "elsewhere"),
  ];
  for (const token of mixed) {
    assert.deepEqual(await codeOf(withToken(token), "GET /probe/client"), [401, "AUTH_TOKEN_INVALID"]);
    assert.deepEqual(await codeOf(withToken(token), "GET /probe/tasks"), [401, "AUTH_TOKEN_INVALID"]);
  }
  await assert.rejects(() => world.runtime.tokens.verify(client.token), { message: "The access token is not valid." });
});

Deno.test("claims about another account or organisation do not outweigh the session", async () => {
  const other = await tenant.client(company);
  const elsewhere = await world.tenant();
  const claims = {
    session_id: client.sessionId,
    tenant_id: tenant.id,
    contactId: client.contactId,
    companyId: null,
    ownerCompanyId: company,
    email: client.email,
    portalDomain: "x",
  };
  const forge = (sub: string, changed: object = {}) =>
    world.runtime.tokens.signPortal({ ...claims, sub, accountId: sub, ...changed });
  assert.deepEqual(await codeOf(withToken(await forge(other.userId)), "GET /probe/client"), [401, "SESSION_REVOKED"]);
  const moved = await forge(client.userId, { tenant_id: elsewhere.id });
  assert.deepEqual(await codeOf(withToken(moved), "GET /probe/client"), [401, "SESSION_REVOKED"]);
  const memberSession = await forge(client.userId, { session_id: member.sessionId });
  assert.deepEqual(await codeOf(withToken(memberSession), "GET /probe/client"), [401, "SESSION_REVOKED"]);
  const pretended = await forge(client.userId, { contactId: other.contactId });
  assert.equal((await send(app, withToken(pretended), "GET /probe/client")).body.contact, client.contactId);
});

Deno.test("a portal token lasts a day and names no role, so that Realtime refuses it", async () => {
  const { claims } = await world.runtime.tokens.verifyAny(client.token);
  assert.equal(claims.exp - claims.iat - 5, 86_400);
  assert.equal(claims.aud, "portal");
  assert.ok(!("role" in claims));
  const realtime = createTokenVerifier({ jwtSecret: testSecret, publishableKey: "sb_p", secretKey: "sb_s" });
  await assert.rejects(() => realtime.verifyToken(client.token), { code: "InvalidJWTToken" });
  const late = createTokens(testConfig(world.db.url), () => Date.now() + 86_500_000);
  await assert.rejects(() => late.verifyAny(client.token), { message: "The access token has expired." });
});

Deno.test("an ended session, a suspended account, a removed contact and a suspended organisation are refused from the next request on", async () => {
  const place = await world.tenant();
  const companyId = await place.company("ATELIER");
  const [gone, old, off, removed, late] = await Promise.all(
    Array.from({ length: 5 }, () => place.client(companyId)),
  );
  await sql`update identity.sessions set status = 'revoked' where id = ${gone.sessionId}`;
  await sql`update identity.sessions set expires_at = now() where id = ${old.sessionId}`;
  // Past the trigger that ends the sessions of whoever is suspended: the door looks for itself.
  await world.db.admin.begin(async (tx) => {
    await tx`set local session_replication_role = replica`;
    await tx`update sales.portal_accounts set status = 'suspended' where id = ${off.userId}`;
  });
  await sql`update crm.contacts set deleted_at = now() where id = ${removed.contactId}`;
  for (
    const [who, code] of [
      [gone, "SESSION_REVOKED"],
      [old, "SESSION_REVOKED"],
      [off, "ACCOUNT_DISABLED"],
      [removed, "ACCOUNT_DISABLED"],
    ] as const
  ) assert.equal((await codeOf(who, "GET /probe/client"))[1], code);
  await sql`update identity.tenants set status = 'suspended' where id = ${place.id}`;
  assert.equal((await codeOf(late, "GET /probe/client"))[1], "TENANT_DISABLED");
});

Deno.test("requests of a client are counted per account, and their session is kept alive", async () => {
  await sql`update identity.sessions set last_activity_at = now() - interval '2 hours' where id = ${client.sessionId}`;
  assert.equal((await send(app, client, "GET /probe/client")).status, 200);
  await world.runtime.activity.flush();
  const [session] = await sql`
    select last_activity_at > now() - interval '1 minute' as fresh from identity.sessions where id = ${client.sessionId}`;
  assert.ok(session.fresh);
  const buckets = await sql`select bucket from app.rate_windows where bucket = ${`user:${client.userId}`}`;
  assert.equal(buckets.length, 1);
});
