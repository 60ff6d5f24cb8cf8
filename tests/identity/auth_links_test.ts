import assert from "node:assert/strict";
import { type CryptoKey, exportJWK, generateKeyPair, SignJWT } from "jose";
import { app } from "../../functions/identity/app.ts";
import { createRuntime, useRuntime } from "../../shared/http/runtime.ts";
import { send } from "../support/app_client.ts";
import { openWorld, testConfig } from "../support/world.ts";
import { account, bearer, password } from "./accounts.ts";

const PROJECT = "https://project.supabase.example";
const LEGACY_SECRET = "the-legacy-secret-of-the-project-0123456789";

const world = await openWorld();
Deno.test.afterAll(() => world.close());
const { sql } = world.db;
const tenant = await world.tenant();
const { privateKey, publicKey } = await generateKeyPair("ES256", { extractable: true });
const jwks = { keys: [{ ...await exportJWK(publicKey), kid: "auth-1", alg: "ES256", use: "sig" }] };

/** A worker of a project; `settings` replace what turns Supabase Auth on. */
function worker(settings: Record<string, string> = { SUPABASE_JWKS: JSON.stringify(jwks) }) {
  const config = testConfig(world.db.url, { SUPABASE_AUTH_TOKENS: "true", SUPABASE_URL: PROJECT, ...settings });
  return createRuntime(config, { pool: world.runtime.pool, log: () => {} });
}

const on = worker();

interface Outside {
  subject: string;
  session: string;
}

const outsider = (): Outside => ({ subject: crypto.randomUUID(), session: crypto.randomUUID() });
const seconds = () => Math.floor(Date.now() / 1000);

/** A token as Supabase Auth issues it, with some claims changed. */
function issued(
  { subject, session }: Outside,
  changed: Record<string, unknown> = {},
  key: CryptoKey | Uint8Array = privateKey,
  header: { alg: string; kid?: string } = { alg: "ES256", kid: "auth-1" },
): Promise<string> {
  return new SignJWT({
    iss: `${PROJECT}/auth/v1`,
    aud: "authenticated",
    role: "authenticated",
    sub: subject,
    session_id: session,
    aal: "aal1",
    is_anonymous: false,
    email: "somebody@elsewhere.example",
    iat: seconds() - 1,
    exp: seconds() + 3600,
    ...changed,
  }).setProtectedHeader(header).sign(key);
}

async function me(token: string, at = on) {
  useRuntime(at);
  const { status, body } = await send(app, bearer(token), "GET /auth/me");
  return [status, status === 200 ? body.user.email : body.code];
}

/** A member who is signed in with a password. */
async function member() {
  const person = await account(world, tenant, { roles: ["viewer"] });
  useRuntime(on);
  const { body } = await send(app, null, "POST /auth/login", { body: { email: person.email, password } });
  return { ...person, token: body.accessToken as string };
}

type Member = Awaited<ReturnType<typeof member>>;

async function link(person: Member, outside: Outside, given: Record<string, unknown> = {}) {
  useRuntime(on);
  return await send(app, bearer(person.token), "POST /auth/links", {
    body: { token: await issued(outside), current_password: password, ...given },
  });
}

async function linked() {
  const [person, outside] = [await member(), outsider()];
  const answer = await link(person, outside);
  assert.equal(answer.status, 201, answer.text);
  return { person, outside, id: answer.body.data.id as string };
}

const sessionsOf = (userId: string) =>
  sql`
  select id, status, revoke_reason, mfa_level, ip from identity.sessions
  where user_id = ${userId} and login_method = 'supabase' order by created_at`;

Deno.test("a token of Supabase Auth signs in who linked the account, in one session per session there", async () => {
  const { person, outside } = await linked();
  assert.deepEqual(await me(await issued(outside)), [200, person.email]);
  assert.deepEqual(await me(await issued(outside, { iat: seconds() })), [200, person.email]);
  assert.equal((await sessionsOf(person.userId)).length, 1);
  assert.deepEqual(await me(await issued({ ...outside, session: crypto.randomUUID() })), [200, person.email]);
  const sessions = await sessionsOf(person.userId);
  assert.deepEqual(sessions.map((one) => [one.status, one.ip]), Array(2).fill(["active", "203.0.113.7"]));
  const events = await sql`select action, context ->> 'method' as method from audit.events
    where actor_id = ${person.userId} and action in ('auth_linked', 'login_success') order by at`;
  assert.deepEqual(events.map((e) => [e.action, e.method]), [
    ["login_success", "password"],
    ["auth_linked", null],
    ["login_success", "supabase"],
    ["login_success", "supabase"],
  ]);
});

Deno.test("many requests with a new token at once share one session", async () => {
  const { person, outside } = await linked();
  const token = await issued(outside);
  useRuntime(on);
  const answers = await Promise.all(Array.from({ length: 6 }, () => send(app, bearer(token), "GET /auth/me")));
  assert.deepEqual(answers.map((a) => a.status), Array(6).fill(200));
  assert.equal((await sessionsOf(person.userId)).length, 1);
});

Deno.test("a token of Supabase Auth opens nothing while nobody has linked it, or while the feature is off", async () => {
  assert.deepEqual(await me(await issued(outsider())), [401, "AUTH_TOKEN_INVALID"]);
  const { outside } = await linked();
  assert.deepEqual(await me(await issued(outside), world.runtime), [401, "AUTH_TOKEN_INVALID"]);
  useRuntime(world.runtime);
  const person = await tenant.actor({});
  const refused = await send(app, person, "POST /auth/links", { body: { token: "x", current_password: password } });
  assert.deepEqual([refused.status, refused.body.code], [503, "AUTH_LINKS_OFF"]);
});

Deno.test("tokens that only look like those of Supabase Auth are refused", async () => {
  const { outside } = await linked();
  const foreign = await generateKeyPair("ES256");
  const invalid = [401, "AUTH_TOKEN_INVALID"];
  const secret = new TextEncoder().encode(LEGACY_SECRET);
  const wrong: [string, Promise<string>][] = [
    ["key", issued(outside, {}, foreign.privateKey)],
    ["kid", issued(outside, {}, foreign.privateKey, { alg: "ES256", kid: "mine" })],
    ["secret", issued(outside, {}, secret, { alg: "HS256" })],
    ["issuer", issued(outside, { iss: "https://other.supabase.example/auth/v1" })],
    ["audience", issued(outside, { aud: "portal" })],
    ["role", issued(outside, { role: "service_role" })],
    ["anonymous", issued(outside, { is_anonymous: true })],
    ["subject", issued(outside, { sub: "1" })],
    ["session", issued(outside, { session_id: undefined })],
    ["no end", issued(outside, { exp: undefined })],
    ["future", issued(outside, { nbf: seconds() + 600 })],
  ];
  for (const [what, token] of wrong) assert.deepEqual(await me(await token), invalid, what);
  assert.deepEqual(await me(await issued(outside, { exp: seconds() - 60 })), [401, "AUTH_TOKEN_EXPIRED"]);
});

Deno.test("a project with a legacy secret is verified with it, and only with it where there is nothing else", async () => {
  const { person, outside } = await linked();
  const at = worker({ SUPABASE_JWKS: JSON.stringify(jwks), SUPABASE_JWT_SECRET: LEGACY_SECRET });
  const signed = (key: string) => issued(outside, {}, new TextEncoder().encode(key), { alg: "HS256", kid: "legacy" });
  assert.deepEqual(await me(await signed(LEGACY_SECRET), at), [200, person.email]);
  assert.deepEqual(await me(await signed(JSON.stringify(jwks.keys[0])), at), [401, "AUTH_TOKEN_INVALID"]);
  assert.deepEqual(await me(await issued(outside), at), [200, person.email]);
});

Deno.test("a session opened from outside is listed with the others, ends like them and does not come back", async () => {
  const { person, outside } = await linked();
  const token = await issued(outside);
  assert.deepEqual(await me(token), [200, person.email]);
  useRuntime(on);
  await send(app, bearer(token), "POST /auth/logout");
  const [session] = await sessionsOf(person.userId);
  assert.equal(session.status, "logged_out");
  assert.deepEqual(await me(token), [401, "SESSION_REVOKED"]);
  const renewed = await issued(outside, { iat: seconds() + 1 });
  assert.deepEqual(await me(renewed), [401, "SESSION_REVOKED"], "also with a newer token of the same session there");
  assert.deepEqual(await me(renewed, worker()), [401, "SESSION_REVOKED"], "also at a worker that never saw it");
  assert.deepEqual(await me(await issued({ ...outside, session: crypto.randomUUID() })), [200, person.email]);
});

Deno.test("an idle session wakes by a token issued since, and not by an older one", async () => {
  const { person, outside } = await linked();
  const old = await issued(outside);
  assert.deepEqual(await me(old), [200, person.email]);
  await sql`update identity.sessions set last_activity_at = now() - interval '31 minutes'
    where user_id = ${person.userId} and login_method = 'supabase'`;
  assert.deepEqual(await me(old), [401, "SESSION_REVOKED"]);
  assert.deepEqual(await me(await issued(outside, { iat: seconds() - 3600 })), [401, "SESSION_REVOKED"]);
  assert.deepEqual(await me(await issued(outside, { iat: seconds() })), [200, person.email]);
});

Deno.test("the sixth session ends the least recently used one, whoever opened it", async () => {
  const { person, outside } = await linked();
  for (let i = 0; i < 5; i++) {
    assert.deepEqual(await me(await issued({ ...outside, session: crypto.randomUUID() })), [200, person.email]);
  }
  assert.deepEqual(await me(person.token), [401, "SESSION_REVOKED"]);
  const [{ open }] = await sql`
    select count(*)::int as open from identity.sessions where user_id = ${person.userId} and status = 'active'`;
  assert.equal(open, 5);
});

Deno.test("a disabled person is refused, and so is one whose second factor the token does not prove", async () => {
  const { person, outside } = await linked();
  const token = await issued(outside);
  assert.deepEqual(await me(token), [200, person.email]);
  await sql`update identity.memberships set status = 'DISABLED' where id = ${person.membershipId}`;
  assert.deepEqual(await me(token), [403, "ACCOUNT_DISABLED"]);
  await sql`update identity.memberships set status = 'ACTIVE' where id = ${person.membershipId}`;
  await sql`insert into identity.mfa_factors ${sql(await factorOf(person.userId))}`;
  const fresh = { ...outside, session: crypto.randomUUID() };
  assert.deepEqual(await me(await issued(fresh)), [401, "AUTH_TOKEN_INVALID"]);
  assert.deepEqual(await me(await issued(fresh, { aal: "aal2" })), [200, person.email]);
  assert.equal((await sessionsOf(person.userId)).at(-1)!.mfa_level, "mfa");
});

async function factorOf(userId: string): Promise<Record<string, unknown>> {
  const columns = await sql`select column_name as name, data_type as type from information_schema.columns
    where table_schema = 'identity' and table_name = 'mfa_factors' and is_nullable = 'NO' and column_default is null`;
  const values = columns.map(({ name, type }) => [name, type === "bytea" ? new Uint8Array([1]) : "x"]);
  return { ...Object.fromEntries(values), user_id: userId, status: "enabled", configured_at: new Date().toISOString() };
}

Deno.test("identity.auth_links.create asks for the password and for a token that proves whose account it is", async () => {
  const [person, outside] = [await member(), outsider()];
  const wrong = await link(person, outside, { current_password: "Autre-Chose-9" });
  assert.deepEqual([wrong.status, wrong.body.code], [401, "INVALID_CURRENT_PASSWORD"]);
  for (const token of ["x", person.token, await issued(outside, { exp: seconds() - 60 })]) {
    const refused = await link(person, outside, { token });
    assert.deepEqual([refused.status, refused.body.code], [400, "AUTH_LINK_TOKEN_INVALID"]);
  }
  assert.deepEqual(await me(await issued(outside)), [401, "AUTH_TOKEN_INVALID"]);
});

Deno.test("identity.auth_links.create counts wrong passwords like failed sign-ins", async () => {
  const [person, outside] = [await member(), outsider()];
  for (let i = 0; i < 5; i++) await link(person, outside, { current_password: "Autre-Chose-9" });
  const locked = await link(person, outside);
  assert.deepEqual([locked.status, locked.body.code], [429, "RATE_LIMITED"]);
});

Deno.test("identity.auth_links.create links an account once: to one person, and a person to one account", async () => {
  const { person, outside, id } = await linked();
  assert.equal((await link(person, outside)).body.data.id, id);
  const other = await link(await member(), outside);
  assert.deepEqual([other.status, other.body.code], [409, "AUTH_LINK_TAKEN"]);
  const second = await link(person, outsider());
  assert.deepEqual([second.status, second.body.code], [409, "AUTH_LINK_EXISTS"]);
});

Deno.test("two people who link the same account at once: one gets it", async () => {
  const [one, two, outside] = [await member(), await member(), outsider()];
  const answers = await Promise.all([link(one, outside), link(two, outside)]);
  assert.deepEqual(answers.map((a) => a.status).sort(), [201, 409]);
});

Deno.test("identity.auth_links.remove ends what the link opened and nothing else; only the owner may", async () => {
  const { person, outside, id } = await linked();
  const token = await issued(outside);
  assert.deepEqual(await me(token), [200, person.email]);
  const stranger = await member();
  const foreign = await send(app, bearer(stranger.token), `DELETE /auth/links/${id}`);
  assert.deepEqual([foreign.status, foreign.body.code], [404, "NOT_FOUND"]);
  assert.deepEqual((await send(app, bearer(stranger.token), "GET /auth/links")).body.data.links, []);
  const [listed] = (await send(app, bearer(person.token), "GET /auth/links")).body.data.links;
  assert.deepEqual([listed.id, listed.provider, listed.subject], [id, "supabase", outside.subject]);

  assert.equal((await send(app, bearer(person.token), `DELETE /auth/links/${id}`)).status, 204);
  const [session] = await sessionsOf(person.userId);
  assert.deepEqual([session.status, session.revoke_reason], ["revoked", "auth_unlinked"]);
  assert.deepEqual(await me(token), [401, "SESSION_REVOKED"]);
  assert.deepEqual(await me(await issued({ ...outside, session: crypto.randomUUID() })), [401, "AUTH_TOKEN_INVALID"]);
  assert.deepEqual(await me(person.token), [200, person.email]);
});

Deno.test("the keys of the project are fetched once; a project that is down is told apart from a bad token", async () => {
  const { person, outside } = await linked();
  let asked = 0;
  let broken = true;
  const project = Deno.serve({ port: 0, onListen: () => {} }, () => {
    asked++;
    return broken ? new Response("down", { status: 500 }) : Response.json(jwks);
  });
  try {
    const url = `http://localhost:${project.addr.port}`;
    const from = (changed = {}) => issued(outside, { iss: `${url}/auth/v1`, ...changed });
    const at = worker({ SUPABASE_URL: url, SUPABASE_JWKS: "not a key set" });
    assert.deepEqual(await me(await from(), at), [503, "SERVICE_UNAVAILABLE"]);
    broken = false;
    assert.deepEqual(await me(await from(), at), [200, person.email]);
    const before = asked;
    assert.deepEqual(await me(await from({ iat: seconds() }), at), [200, person.email]);
    assert.equal(asked, before);
  } finally {
    await project.shutdown();
  }
});

Deno.test("the feature wants a project, and an issuer of our own that is not its", () => {
  const read = (more = {}) => testConfig("postgres://localhost/x", { SUPABASE_AUTH_TOKENS: "true", ...more });
  assert.throws(() => read(), /SUPABASE_URL: is required/);
  assert.throws(
    () => read({ SUPABASE_URL: PROJECT, JWT_ISSUER: `${PROJECT}/auth/v1` }),
    /JWT_ISSUER: must not be/,
  );
});
