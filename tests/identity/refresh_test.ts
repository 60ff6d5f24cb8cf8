import assert from "node:assert/strict";
import { app } from "../../functions/identity/app.ts";
import { send } from "../support/app_client.ts";
import { openWorld } from "../support/world.ts";
import { account, bearer, cookiesOf, mailTo, password } from "./accounts.ts";

const world = await openWorld();
Deno.test.afterAll(() => world.close());
const { sql } = world.db;
const tenant = await world.tenant();

const windows =
  "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36";
const own = "https://app.example.com";

async function signedIn(body: Record<string, unknown> = {}) {
  const person = await account(world, tenant);
  const answer = await send(app, null, "POST /auth/login", {
    body: { email: person.email, password, ...body },
    headers: { "user-agent": windows },
  });
  assert.equal(answer.status, 200, answer.text);
  return { ...person, ...answer.body, cookie: cookiesOf(answer).refresh_token.value as string };
}

const refresh = (token: string | undefined, headers: Record<string, string> = {}, body: Record<string, unknown> = {}) =>
  send(app, null, "POST /auth/refresh", {
    body: { ...(token !== undefined && { refresh_token: token }), ...body },
    headers: { "user-agent": windows, ...headers },
  });
const me = (token: string) => send(app, bearer(token), "GET /auth/me");
/** Lets the grace of 10 seconds pass for every used token of a session. */
const passGrace = (session: string) =>
  sql`update identity.refresh_tokens set used_at = used_at - interval '11 seconds' where session_id = ${session}`;
const statusOf = async (session: string) => ({
  ...(await sql`select status, revoke_reason from identity.sessions where id = ${session}`)[0],
});
const eventsOf = async (session: string) =>
  (await sql`select action, severity from audit.events where entity_id = ${session} order by at, id`)
    .map((e) => `${e.action} ${e.severity}`);

Deno.test("identity.auth.refresh gives new tokens of the same session in every known form", async () => {
  const first = await signedIn();
  const answer = await refresh(first.refreshToken);
  assert.equal(answer.status, 200, answer.text);
  const { body } = answer;
  assert.equal(body.session_id, first.session_id);
  assert.notEqual(body.refreshToken, first.refreshToken);
  assert.notEqual(body.accessToken, first.accessToken);
  assert.deepEqual([body.access_token, body.data.access_token], [body.accessToken, body.accessToken]);
  assert.deepEqual([body.refresh_token, body.data.refresh_token], [body.refreshToken, body.refreshToken]);
  assert.deepEqual([body.expires_in, body.expiresIn, body.data.token_type], [900, "15m", "Bearer"]);
  assert.equal(cookiesOf(answer).refresh_token.value, body.refreshToken);
  assert.equal((await me(body.accessToken)).status, 200);
  assert.deepEqual(await eventsOf(first.session_id), ["login_success info", "token_refreshed debug"]);
});

Deno.test("identity.auth.refresh accepts the token under each of its names", async () => {
  let { refreshToken: token } = await signedIn();
  for (const name of ["refresh_token", "refreshToken", "refresh"]) {
    const answer = await refresh(undefined, {}, { [name]: token });
    assert.equal(answer.status, 200, name);
    token = answer.body.refreshToken;
  }
});

Deno.test("identity.auth.refresh ends the whole session when a token comes back after the grace", async () => {
  const first = await signedIn();
  const second = await refresh(first.refreshToken);
  await passGrace(first.session_id);
  const replay = await refresh(first.refreshToken);
  assert.deepEqual([replay.status, replay.body.code], [401, "REFRESH_TOKEN_REUSED"]);
  assert.deepEqual(await statusOf(first.session_id), { status: "revoked", revoke_reason: "token_reuse" });
  const successor = await refresh(second.body.refreshToken);
  assert.deepEqual([successor.status, successor.body.code], [401, "SESSION_REVOKED"]);
  assert.equal((await me(second.body.accessToken)).body.code, "SESSION_REVOKED");
  assert.ok((await eventsOf(first.session_id)).includes("refresh_token_reuse alert"));
  const { id, email } = first.user;
  assert.equal((await mailTo(world, email)).subject, "Une de vos sessions a été fermée par sécurité");
  const [told] = await sql`select type, priority from notifications.notifications where recipient = ${id}`;
  assert.deepEqual({ ...told }, { type: "session_reused", priority: "critical" });
});

Deno.test("identity.auth.refresh within the grace tells the same client to wait and keeps the session", async () => {
  const first = await signedIn();
  const second = await refresh(first.refreshToken);
  const again = await refresh(first.refreshToken);
  assert.deepEqual([again.status, again.body.code], [409, "REFRESH_IN_PROGRESS"]);
  assert.equal(again.headers.getSetCookie().length, 0);
  assert.equal((await refresh(second.body.refreshToken)).status, 200);
});

Deno.test("identity.auth.refresh has no grace for another address or another program", async () => {
  const others: Record<string, string>[] = [{ "x-forwarded-for": "198.51.100.9" }, {
    "user-agent": `${windows} Edg/140.0`,
  }];
  for (const foreign of others) {
    const first = await signedIn();
    await refresh(first.refreshToken);
    const stolen = await refresh(first.refreshToken, foreign);
    assert.equal(stolen.body.code, "REFRESH_TOKEN_REUSED");
    assert.equal((await statusOf(first.session_id)).status, "revoked");
  }
});

Deno.test("identity.auth.refresh gives one of many simultaneous callers the successor and keeps the session", async () => {
  for (let round = 0; round < 3; round++) {
    const first = await signedIn();
    const answers = await Promise.all(Array.from({ length: 6 }, () => refresh(first.refreshToken)));
    assert.deepEqual(answers.map((a) => a.status).sort(), [200, 409, 409, 409, 409, 409]);
    const winner = answers.find((a) => a.status === 200)!;
    const [{ issued }] = await sql`
      select count(*)::int as issued from identity.refresh_tokens where session_id = ${first.session_id}`;
    assert.equal(issued, 2);
    assert.equal((await refresh(winner.body.refreshToken)).status, 200);
  }
});

Deno.test("identity.auth.refresh and logout at once leave no living session", async () => {
  const first = await signedIn();
  const [refreshed] = await Promise.all([
    refresh(first.refreshToken),
    send(app, bearer(first.accessToken), "POST /auth/logout"),
  ]);
  assert.equal((await statusOf(first.session_id)).status, "logged_out");
  if (refreshed.status === 200) {
    assert.equal((await refresh(refreshed.body.refreshToken)).body.code, "SESSION_REVOKED");
    assert.equal((await me(refreshed.body.accessToken)).status, 401);
  }
});

Deno.test("identity.auth.refresh reads the cookie, from our own pages only", async () => {
  const first = await signedIn({ refresh_transport: "cookie" });
  assert.equal(first.refreshToken, undefined);
  const cookie = `theme=dark; refresh_token=${first.cookie}`;
  const foreign: Record<string, string>[] = [{ cookie }, { cookie, origin: "https://evil.example" }, {
    cookie,
    origin: "null",
  }];
  for (const headers of foreign) {
    const refused = await send(app, null, "POST /auth/refresh", { headers });
    assert.deepEqual([refused.status, refused.body.code], [403, "ORIGIN_NOT_ALLOWED"]);
  }
  const answer = await send(app, null, "POST /auth/refresh", { headers: { cookie, origin: own } });
  assert.equal(answer.status, 200, answer.text);
  const next = cookiesOf(answer).refresh_token.value;
  assert.ok(!answer.text.includes(next), "a cookie session never shows its refresh token to scripts");
});

Deno.test("identity.auth.refresh forgets a dead cookie and refuses contradicting tokens", async () => {
  const [one, two] = [await signedIn(), await signedIn()];
  const both = await refresh(one.refreshToken, { cookie: `refresh_token=${two.refreshToken}` });
  assert.deepEqual([both.status, both.body.code], [400, "VALIDATION_ERROR"]);
  assert.equal((await refresh(one.refreshToken, {}, { refresh: "other" })).body.code, "VALIDATION_ERROR");
  assert.equal((await refresh(one.refreshToken, { cookie: `refresh_token=${one.refreshToken}` })).status, 200);

  const dead = await send(app, null, "POST /auth/refresh", { headers: { cookie: "refresh_token=gone", origin: own } });
  assert.equal(dead.body.code, "INVALID_REFRESH_TOKEN");
  assert.match(cookiesOf(dead).refresh_token.flags, /^Max-Age=0;/);
  const broken = await send(app, null, "POST /auth/refresh", { headers: { cookie: "refresh_token=%E0%A4%A" } });
  assert.deepEqual([broken.status, broken.body.code], [401, "REFRESH_TOKEN_MISSING"]);
});

Deno.test("identity.auth.refresh tells missing, unknown and expired tokens apart", async () => {
  const { refreshToken, session_id } = await signedIn();
  for (
    const [token, code] of [[undefined, "REFRESH_TOKEN_MISSING"], ["", "REFRESH_TOKEN_MISSING"], [
      "x",
      "INVALID_REFRESH_TOKEN",
    ]]
  ) {
    const answer = await refresh(token);
    assert.deepEqual([answer.status, answer.body.code], [401, code]);
  }
  assert.equal((await send(app, null, "POST /auth/refresh")).body.code, "REFRESH_TOKEN_MISSING");
  await sql`update identity.refresh_tokens set expires_at = now() where session_id = ${session_id}`;
  assert.equal((await refresh(refreshToken)).body.code, "REFRESH_TOKEN_EXPIRED");
});

Deno.test("identity.auth.refresh wakes a session that was idle or older than a day", async () => {
  const first = await signedIn();
  await sql`update identity.sessions set last_activity_at = now() - interval '2 days', expires_at = now() - interval '1 day'
    where id = ${first.session_id}`;
  assert.equal((await me(first.accessToken)).body.code, "SESSION_REVOKED");
  const answer = await refresh(first.refreshToken);
  assert.equal(answer.status, 200, answer.text);
  assert.equal((await me(answer.body.accessToken)).status, 200);
});

Deno.test("identity.auth.refresh tells a disabled person so, also when the sessions were ended with the account", async () => {
  const first = await signedIn();
  await sql`update identity.users set status = 'DISABLED' where id = ${first.userId}`;
  const open = await refresh(first.refreshToken);
  assert.deepEqual([open.status, open.body.code], [403, "ACCOUNT_DISABLED"]);
  assert.equal((await me(first.accessToken)).body.code, "ACCOUNT_DISABLED");
  await sql`update identity.sessions set status = 'revoked', revoke_reason = 'admin_revoke' where id = ${first.session_id}`;
  assert.equal((await refresh(first.refreshToken)).body.code, "ACCOUNT_DISABLED");
  assert.equal((await me(first.accessToken)).status, 401);
});

Deno.test("identity.auth.refresh shows roles as they are now", async () => {
  const first = await signedIn();
  const [role] = await sql`select id from identity.roles where tenant_id = ${tenant.id} and key = 'viewer'`;
  await sql`insert into identity.membership_roles (tenant_id, membership_id, role_id)
    values (${tenant.id}, ${first.membershipId}, ${role.id})`;
  const { body } = await refresh(first.refreshToken);
  assert.deepEqual(body.data.user.roles, ["user", "viewer"]);
  const { claims } = await world.runtime.tokens.verify(body.accessToken);
  assert.deepEqual(claims.roles, ["user", "viewer"]);
});

Deno.test("identity.auth.refresh treats another browser or system as theft, a new version as the same", async () => {
  const updated = await signedIn();
  assert.equal((await refresh(updated.refreshToken, { "user-agent": windows.replaceAll("140", "141") })).status, 200);
  const stolen = await signedIn();
  const phone =
    "Mozilla/5.0 (iPhone; CPU iPhone OS 19_0 like Mac OS X) AppleWebKit/605.1.15 Version/19.0 Mobile/15E148 Safari/604.1";
  assert.equal((await refresh(stolen.refreshToken, { "user-agent": phone })).body.code, "SESSION_REVOKED");
  assert.deepEqual(await statusOf(stolen.session_id), { status: "hijacked", revoke_reason: "suspicious_activity" });
});

Deno.test("identity.auth.refresh only notes a change of network", async () => {
  const first = await signedIn();
  const near = await refresh(first.refreshToken, { "x-forwarded-for": "203.0.113.200" });
  const far = await refresh(near.body.refreshToken, { "x-forwarded-for": "2001:db8:1:2::3" });
  assert.equal(far.status, 200);
  const noted = (await eventsOf(first.session_id)).filter((e) => e.startsWith("session_network_changed"));
  assert.deepEqual(noted, ["session_network_changed notice"]);
});
