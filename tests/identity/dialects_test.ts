import assert from "node:assert/strict";
import { app } from "../../functions/identity/app.ts";
import { createRuntime, useRuntime } from "../../shared/http/runtime.ts";
import { send } from "../support/app_client.ts";
import { openWorld, testConfig } from "../support/world.ts";
import { account, bearer, cookiesOf, password } from "./accounts.ts";
import { enroll, signedIn, verify } from "./second_factors.ts";

const world = await openWorld({ config: { APP_URL: "https://app.example.com" } });
Deno.test.afterAll(() => world.close());
const { sql } = world.db;
const tenant = await world.tenant();
const origin = { origin: "https://app.example.com" };

const obtain = (username: string, given = password) =>
  send(app, null, "POST /api-token-auth", { body: { username, password: given } });
const refresh = (body: unknown, headers: Record<string, string> = {}) =>
  send(app, null, "POST /token/refresh", { body, headers });

Deno.test("identity.dialects.obtain gives tokens, the account, a hidden refresh cookie and a readable hint of it", async () => {
  const team = await tenant.team("Atelier");
  const person = await account(world, tenant, { roles: ["manager"], name: "Ada Lovelace" });
  await sql`insert into identity.team_members (tenant_id, team_id, membership_id)
    values (${tenant.id}, ${team}, ${person.membershipId})`;
  const answer = await obtain(person.email);
  assert.equal(answer.status, 200, answer.text);
  const { access_token, refresh_token, user } = answer.body;
  assert.deepEqual(user, {
    id: person.userId,
    username: person.email,
    email: person.email,
    full_name: "Ada Lovelace",
    avatar: null,
    roles: ["manager"],
    groups: ["Atelier"],
    is_superuser: false,
    is_staff: true,
  });
  assert.equal((await send(app, bearer(access_token), "GET /auth/me")).status, 200);
  const cookies = cookiesOf(answer);
  assert.equal(cookies.refresh_token.value, refresh_token);
  assert.match(cookies.refresh_token.flags, /HttpOnly/);
  assert.ok(cookies.refresh_token.paths.includes("/api/token"));
  assert.deepEqual([cookies.refresh_token_present.value, cookies.refresh_token_present.paths], ["1", ["/"]]);
  assert.doesNotMatch(cookies.refresh_token_present.flags, /HttpOnly/);
});

Deno.test("identity.dialects.obtain counts clients, contractors and resellers as no staff", async () => {
  for (const [roles, isStaff] of [[["client"], false], [["prestataire", "user"], true]] as const) {
    const { email } = await account(world, tenant, { roles: [...roles] });
    assert.equal((await obtain(email)).body.user.is_staff, isStaff, roles.join());
  }
});

Deno.test("identity.dialects.obtain refuses an unknown account like a wrong password", async () => {
  const { email } = await account(world, tenant);
  const [wrong, unknown] = [await obtain(email, "wrong"), await obtain("nobody@example.com")];
  assert.deepEqual([wrong.status, wrong.body.code, wrong.body.error], [401, "INVALID_CREDENTIALS", unknown.body.error]);
});

Deno.test("identity.dialects.obtain hands an account with a second factor a challenge and no token", async () => {
  const { email } = await account(world, tenant);
  const factor = await enroll(world, await signedIn(email));
  const refused = await obtain(email);
  assert.deepEqual([refused.status, refused.body.code], [401, "MFA_REQUIRED"], refused.text);
  const { challenge_id, methods } = refused.body.details;
  assert.deepEqual(methods, ["totp", "backup_codes"]);
  assert.equal(cookiesOf(refused).refresh_token, undefined);
  const proved = await verify({ challenge_id, code: await factor.code() });
  assert.ok(proved.body.data.access_token, proved.text);
});

Deno.test("identity.dialects.refresh takes cookie or body, once, and answers 400 to neither and to two that differ", async () => {
  const { email } = await account(world, tenant);
  const first = (await obtain(email)).body.refresh_token;
  const second = await refresh({}, { ...origin, cookie: `refresh_token=${first}` });
  assert.deepEqual([second.status, second.body.user?.email], [200, email], second.text);
  const third = await refresh({ refresh: second.body.refresh_token });
  assert.equal(third.status, 200, third.text);

  const none = await refresh({});
  assert.deepEqual([none.status, none.body.code], [400, "REFRESH_TOKEN_MISSING"]);
  const two = await refresh({ refresh: third.body.refresh_token, refresh_token: first });
  assert.deepEqual([two.status, two.body.code], [400, "VALIDATION_ERROR"]);
  assert.equal((await refresh({ refresh: "unknown" })).body.code, "INVALID_REFRESH_TOKEN");
  const forged = await refresh({}, {
    origin: "https://evil.example",
    cookie: `refresh_token=${third.body.refresh_token}`,
  });
  assert.deepEqual([forged.status, forged.body.code], [403, "ORIGIN_NOT_ALLOWED"]);
});

Deno.test("identity.dialects.session knows the browser by its cookie and nobody by a dead one, and changes nothing", async () => {
  const { email } = await account(world, tenant);
  const signedIn = await send(app, null, "POST /auth/signin", { body: { email, password } });
  const { access_token } = cookiesOf(signedIn);
  const session = (cookie: string) => send(app, null, "GET /session-auth", { headers: { cookie } });
  const known = await session(`access_token=${access_token.value}`);
  assert.deepEqual(
    [known.body.authenticated, known.body.user.email, known.body.loginUrl, known.body.logoutUrl],
    [true, email, "https://app.example.com/login", "https://app.example.com/logout"],
  );
  const nobody = { authenticated: false, user: null };
  const shown = ({ body: { authenticated, user } }: typeof known) => ({ authenticated, user });
  assert.deepEqual(shown(await session("")), nobody);
  assert.deepEqual(shown(await session("access_token=garbage")), nobody);
  await send(app, bearer(access_token.value), "POST /auth/logout");
  assert.deepEqual(shown(await session(`access_token=${access_token.value}`)), nobody);
});

Deno.test("identity.profile.logout ends the session behind the refresh cookie that reaches it", async () => {
  const { email } = await account(world, tenant);
  const answer = await obtain(email);
  assert.ok(cookiesOf(answer).refresh_token.paths.includes("/api/user-profile/logout"));
  const headers = { ...origin, cookie: `refresh_token=${answer.body.refresh_token}` };
  const left = await send(app, null, "POST /user-profile/logout", { headers });
  assert.equal(left.status, 204);
  assert.match(cookiesOf(left).refresh_token_present.flags, /Max-Age=0/);
  assert.equal((await send(app, bearer(answer.body.access_token), "GET /auth/me")).body.code, "SESSION_REVOKED");
});

async function configured<T>(config: Record<string, string>, work: () => Promise<T>): Promise<T> {
  const runtime = createRuntime(testConfig(world.db.url, config), { log: () => {} });
  useRuntime(runtime);
  try {
    return await work();
  } finally {
    useRuntime(world.runtime);
    await runtime.close();
  }
}

Deno.test("identity.dialects.mock_config and mock_login are off unless configured, and in production whatever is", async () => {
  const { email } = await account(world, tenant);
  const both = async () => [
    await send(app, null, "GET /mock-auth-config"),
    await send(app, null, "POST /mock-auth-config/login"),
  ];
  const off = [
    ...await both(),
    ...await configured({ MOCK_LOGIN_EMAIL: email, APP_ENV: "production" }, both),
    ...await configured({ MOCK_LOGIN_EMAIL: "nobody@example.com" }, both),
  ];
  for (const answer of off) assert.deepEqual([answer.status, answer.body.code], [403, "MOCK_AUTH_DISABLED"]);
  const [{ count }] = await sql`select count(*)::int from identity.sessions where login_method = 'mock'`;
  assert.equal(count, 0);
});

Deno.test("identity.dialects.mock_login signs a developer in as the configured person", async () => {
  const { email, userId } = await account(world, tenant, { roles: ["manager"] });
  await configured({ MOCK_LOGIN_EMAIL: email.toUpperCase(), APP_ENV: "development" }, async () => {
    const { body } = await send(app, null, "GET /mock-auth-config");
    assert.deepEqual([body.sub, body.username, body.roles, body.is_staff], [userId, email, ["manager"], true]);
    const signedIn = await send(app, null, "POST /mock-auth-config/login");
    assert.equal(signedIn.status, 200, signedIn.text);
    assert.equal((await send(app, bearer(signedIn.body.accessToken), "GET /auth/me")).body.user.email, email);
  });
});
