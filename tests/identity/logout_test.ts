import assert from "node:assert/strict";
import { app } from "../../functions/identity/app.ts";
import { type Answer, send } from "../support/app_client.ts";
import { openWorld } from "../support/world.ts";
import { account, bearer, cookiesOf, password } from "./accounts.ts";

const world = await openWorld();
Deno.test.afterAll(() => world.close());
const { sql } = world.db;
const tenant = await world.tenant();

const login = async (email: string, more: Record<string, unknown> = {}) =>
  (await send(app, null, "POST /auth/login", { body: { email, password, ...more } })).body;
const statusOf = async (session: string) =>
  (await sql`select status, revoke_reason from identity.sessions where id = ${session}`)[0];

function assertGone(answer: Answer) {
  assert.equal(answer.status, 200, answer.text);
  assert.deepEqual(answer.body.data, { logged_out: true });
  const cookies = cookiesOf(answer);
  for (const name of ["refresh_token", "access_token"]) {
    assert.match(`${cookies[name].value}${cookies[name].flags}`, /^Max-Age=0;/);
  }
}

Deno.test("identity.auth.logout ends the session of an access token at once and may be repeated", async () => {
  const { email } = await account(world, tenant);
  const { accessToken, refreshToken, session_id } = await login(email);
  assertGone(await send(app, bearer(accessToken), "POST /auth/logout"));
  assertGone(await send(app, bearer(accessToken), "POST /auth/logout"));
  assert.deepEqual({ ...await statusOf(session_id) }, { status: "logged_out", revoke_reason: "user_logout" });
  assert.equal((await send(app, bearer(accessToken), "GET /auth/verify")).body.code, "SESSION_REVOKED");
  const refreshed = await send(app, null, "POST /auth/refresh", { body: { refresh_token: refreshToken } });
  assert.equal(refreshed.body.code, "SESSION_REVOKED");
  const events =
    await sql`select action, actor_id from audit.events where entity_id = ${session_id} and action = 'logout'`;
  assert.equal(events.length, 1);
});

Deno.test("identity.auth.logout finds the session by refresh token in the body or by cookie of our own page", async () => {
  const { email } = await account(world, tenant);
  const [one, two] = [await login(email), await login(email)];
  assertGone(await send(app, null, "POST /auth/logout", { body: { refreshToken: one.refreshToken } }));
  assert.equal((await statusOf(one.session_id)).status, "logged_out");
  const cookie = `refresh_token=${two.refreshToken}`;
  const forged = await send(app, null, "POST /auth/logout", { headers: { cookie, origin: "https://evil.example" } });
  assert.deepEqual([forged.status, forged.body.code], [403, "ORIGIN_NOT_ALLOWED"]);
  assert.equal((await statusOf(two.session_id)).status, "active");
  assertGone(await send(app, null, "POST /auth/logout", { headers: { cookie, origin: "https://app.example.com" } }));
  assert.equal((await statusOf(two.session_id)).status, "logged_out");
});

Deno.test("identity.auth.logout succeeds for unknown, expired and missing credentials", async () => {
  assertGone(await send(app, null, "POST /auth/logout"));
  assertGone(await send(app, null, "POST /auth/logout", { body: { refresh: "unknown" } }));
  assertGone(await send(app, bearer("not.a.token"), "POST /auth/logout"));
});

Deno.test("identity.auth.logout all ends every session of the person in this tenant only", async () => {
  const other = await world.tenant();
  const { email, userId } = await account(world, tenant);
  await account(world, other, { email, userId });
  const colleague = await account(world, tenant);
  const here = [await login(email, { tenant_id: tenant.id }), await login(email, { tenant_id: tenant.id })];
  const elsewhere = await login(email, { tenant_id: other.id });
  const theirs = await login(colleague.email);
  assertGone(await send(app, bearer(here[0].accessToken), "POST /auth/logout", { body: { all: true } }));
  for (const session of here) assert.equal((await statusOf(session.session_id)).status, "logged_out");
  for (const session of [elsewhere, theirs]) assert.equal((await statusOf(session.session_id)).status, "active");
});
