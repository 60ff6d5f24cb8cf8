import assert from "node:assert/strict";
import { app } from "../../functions/identity/app.ts";
import { send } from "../support/app_client.ts";
import { openWorld } from "../support/world.ts";
import { account, bearer, cookiesOf, password } from "./accounts.ts";

const world = await openWorld();
Deno.test.afterAll(() => world.close());
const { sql } = world.db;
const tenant = await world.tenant();

const login = async (email: string, headers: Record<string, string> = {}) =>
  await send(app, null, "POST /auth/login", { body: { email, password }, headers });
const me = async (token: string) => (await send(app, bearer(token), "GET /auth/me")).status;
const refresh = (token: string, headers: Record<string, string> = {}) =>
  send(app, null, "POST /auth/refresh", { body: { refresh_token: token }, headers });

Deno.test("refresh tokens open no endpoint and access tokens refresh nothing", async () => {
  const { email } = await account(world, tenant);
  const { body: session } = await login(email);
  const opened = await send(app, bearer(session.refreshToken), "GET /auth/me");
  assert.deepEqual([opened.status, opened.body.code], [401, "AUTH_TOKEN_INVALID"]);
  const answer = await refresh(session.accessToken);
  assert.deepEqual([answer.status, answer.body.code], [401, "INVALID_REFRESH_TOKEN"]);
  assert.equal(await me(session.accessToken), 200);
});

Deno.test("a sign-in never continues a session that somebody else planted in the browser", async () => {
  const [attacker, victim] = [await account(world, tenant), await account(world, tenant)];
  const { body: planted } = await login(attacker.email);
  const cookie =
    `access_token=${planted.accessToken}; refresh_token=${planted.refreshToken}; session_id=${planted.session_id}`;
  const answer = await login(victim.email, { cookie, authorization: `Bearer ${planted.accessToken}` });
  assert.equal(answer.status, 200);
  assert.notEqual(answer.body.session_id, planted.session_id);
  assert.equal(answer.body.user.email, victim.email);
  const cookies = cookiesOf(answer);
  assert.notEqual(cookies.refresh_token.value, planted.refreshToken);
  // What the attacker holds still opens the attacker's own session and nothing of the victim.
  const own = await send(app, bearer(planted.accessToken), "GET /auth/me");
  assert.equal(own.body.user.email, attacker.email);
  const owners = await sql`select user_id from identity.sessions where id = ${planted.session_id}`;
  assert.deepEqual(owners.map((row) => row.user_id), [attacker.userId]);
});

Deno.test("a sign-in of the same person makes a new session every time, with secrets of its own", async () => {
  const { email } = await account(world, tenant);
  const [one, two] = [(await login(email)).body, (await login(email)).body];
  for (const part of ["session_id", "accessToken", "refreshToken"]) assert.notEqual(one[part], two[part]);
  await send(app, bearer(one.accessToken), "POST /auth/logout");
  assert.deepEqual([await me(one.accessToken), await me(two.accessToken)], [401, 200]);
});

Deno.test("two refreshes at once have one winner; the other is told to wait and no session is lost", async () => {
  const { email } = await account(world, tenant);
  const { body: session } = await login(email);
  const answers = await Promise.all([refresh(session.refreshToken), refresh(session.refreshToken)]);
  answers.sort((a, b) => a.status - b.status);
  assert.deepEqual(answers.map((a) => [a.status, a.body.code]), [[200, undefined], [409, "REFRESH_IN_PROGRESS"]]);
  assert.equal(await me(answers[0].body.accessToken), 200);
});

Deno.test("a stolen refresh token used after the grace, or by somebody else within it, ends the whole family", async () => {
  const stories: [
    string,
    (session: { refreshToken: string; session_id: string }) => Promise<Record<string, string>>,
  ][] = [
    ["late", async ({ session_id }) => {
      await sql`update identity.refresh_tokens set used_at = used_at - interval '11 seconds' where session_id = ${session_id}`;
      return {};
    }],
    ["from another address", () => Promise.resolve({ "x-forwarded-for": "198.51.100.77" })],
    ["by another program", () => Promise.resolve({ "user-agent": "curl/8" })],
  ];
  for (const [story, prepare] of stories) {
    const { email } = await account(world, tenant);
    const { body: session } = await login(email);
    const { body: next } = await refresh(session.refreshToken);
    const stolen = await refresh(session.refreshToken, await prepare(session));
    assert.deepEqual([stolen.status, stolen.body.code], [401, "REFRESH_TOKEN_REUSED"], story);
    assert.equal((await refresh(next.refreshToken)).body.code, "SESSION_REVOKED", story);
    assert.deepEqual([await me(session.accessToken), await me(next.accessToken)], [401, 401], story);
  }
});
