import assert from "node:assert/strict";
import { app } from "../../functions/identity/app.ts";
import { send } from "../support/app_client.ts";
import { openWorld, type TestActor } from "../support/world.ts";
import { account } from "./accounts.ts";
import { enroll, login, refusal, signedIn, verify } from "./second_factors.ts";

const world = await openWorld();
Deno.test.afterAll(() => world.close());
const { sql } = world.db;
const tenant = await world.tenant();

const FIREFOX = "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:128.0) Gecko/20100101 Firefox/128.0";
const NEWER_FIREFOX = FIREFOX.replaceAll("128.0", "140.0");
const SAFARI =
  "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 Version/18.0 Mobile Safari/604.1";

const list = async (actor: TestActor) => (await send(app, actor, "GET /sessions")).body.sessions;
const revoke = (actor: TestActor, id: string) => send(app, actor, `DELETE /sessions/${id}`);
const me = (actor: TestActor, headers: Record<string, string> = {}) => send(app, actor, "GET /auth/me", { headers });
const stored = async (id: string) =>
  (await sql`select status, revoke_reason, ip from identity.sessions where id = ${id}`)[0];
const events = async (id: string) =>
  (await sql`select action, severity, context from audit.events where entity_id = ${id} and action <> 'login_success'
    order by at, id`).map((row) => ({ ...row }));

Deno.test("the sixth sign-in ends the session used longest ago, and the list shows five, one of them current (acceptance 2)", async () => {
  const { email } = await account(world, tenant);
  const actors: TestActor[] = [];
  for (let i = 0; i < 6; i++) actors.push(await signedIn(email));
  const sessions = await list(actors[5]);
  assert.deepEqual(sessions.map((s: { id: string }) => s.id), actors.slice(1).reverse().map((a) => a.sessionId));
  assert.deepEqual(sessions.map((s: { is_current: boolean }) => s.is_current), [true, false, false, false, false]);
  assert.deepEqual(refusal(await me(actors[0])), [401, "SESSION_REVOKED"]);
  assert.equal((await stored(actors[0].sessionId)).revoke_reason, "concurrent_limit");
});

Deno.test("identity.sessions.list shows the caller's own open sessions of this organisation and whence they came", async () => {
  const elsewhere = await world.tenant();
  const person = await account(world, tenant, { roles: ["admin"] });
  await account(world, elsewhere, { userId: person.userId });
  await signedIn((await account(world, tenant)).email);
  await login(person.email, { tenant_id: elsewhere.id });
  const gone = (await login(person.email, { tenant_id: tenant.id })).body.session_id;
  const answer = await login(person.email, { tenant_id: tenant.id }, { "user-agent": FIREFOX });
  const actor = { token: answer.body.accessToken, sessionId: answer.body.session_id } as TestActor;
  await sql`update identity.sessions set refresh_expires_at = now() where id = ${gone}`;
  const [only, ...rest] =
    (await send(app, actor, "GET /sessions", { headers: { "user-agent": FIREFOX } })).body.sessions;
  assert.deepEqual(rest, []);
  assert.deepEqual([only.id, only.ip_address, only.user_agent, only.is_current], [
    actor.sessionId,
    "203.0.113.7",
    FIREFOX,
    true,
  ]);
});

Deno.test("identity.sessions.revoke ends an own session with its tokens, once", async () => {
  const { email } = await account(world, tenant);
  const other = await login(email);
  const actor = await signedIn(email);
  const { session_id, refreshToken, accessToken } = other.body;
  assert.equal((await revoke(actor, `sess_${session_id}`)).status, 200);
  assert.deepEqual(refusal(await me({ token: accessToken } as TestActor)), [401, "SESSION_REVOKED"]);
  const refreshed = await send(app, null, "POST /auth/refresh", { body: { refresh_token: refreshToken } });
  assert.deepEqual(refusal(refreshed), [401, "SESSION_REVOKED"]);
  assert.deepEqual(refusal(await revoke(actor, session_id)), [409, "SESSION_ALREADY_REVOKED"]);
  assert.deepEqual((await events(session_id)).at(-1), {
    action: "session_revoked",
    severity: "info",
    context: { reason: "user_logout" },
  });
});

Deno.test("identity.sessions.revoke is for the owner and for whoever administers users of the organisation", async () => {
  const person = await account(world, tenant);
  const { sessionId } = await signedIn(person.email);
  const reader = await tenant.actor({ "admin.users": "r" });
  const stranger = await (await world.tenant()).actor({ "*": "rw" });
  for (const actor of [reader, stranger]) {
    assert.deepEqual(refusal(await revoke(actor, sessionId)), [404, "NOT_FOUND"]);
  }
  const admin = await tenant.actor({ "admin.users": "rw" });
  assert.equal((await revoke(admin, sessionId)).status, 200);
  assert.equal((await stored(sessionId)).revoke_reason, "admin_revoke");
  const [{ actor_id }] =
    await sql`select actor_id from audit.events where entity_id = ${sessionId} and action = 'session_revoked'`;
  assert.equal(actor_id, admin.userId);
});

Deno.test("identity.sessions.revoke_others leaves the own session and other people's alone", async () => {
  const { email } = await account(world, tenant);
  const others = [await signedIn(email), await signedIn(email)];
  const actor = await signedIn(email);
  const neighbour = await signedIn((await account(world, tenant)).email);
  const answer = await send(app, actor, "POST /sessions/revoke-others");
  assert.deepEqual([answer.status, answer.body.revoked], [200, 2]);
  for (const other of others) assert.equal((await me(other)).status, 401);
  for (const kept of [actor, neighbour]) assert.equal((await me(kept)).status, 200);
});

Deno.test("a session in which another browser or system turns up is ended as hijacked, for good", async () => {
  const { email } = await account(world, tenant);
  const actor = await signedIn(email, { "user-agent": FIREFOX });
  assert.equal((await me(actor, { "user-agent": NEWER_FIREFOX })).status, 200, "an update is no theft");
  assert.equal((await me(actor)).status, 200, "nothing to compare");
  const stolen = await me(actor, { "user-agent": SAFARI });
  assert.deepEqual([...refusal(stolen), stolen.body.details], [401, "SESSION_REVOKED", {
    reason: "suspicious_activity",
  }]);
  assert.equal((await stored(actor.sessionId)).status, "hijacked");
  assert.deepEqual(refusal(await me(actor, { "user-agent": FIREFOX })), [401, "SESSION_REVOKED"]);
  const [event] = await events(actor.sessionId);
  assert.deepEqual(event, { action: "session_revoked", severity: "alert", context: { reason: "suspicious_activity" } });
});

Deno.test("a session that moves to another network goes on, and the log says so once", async () => {
  const { email } = await account(world, tenant);
  const actor = await signedIn(email);
  const from = async (ip: string) => {
    await sql`update identity.sessions set last_activity_at = now() - interval '2 minutes' where id = ${actor.sessionId}`;
    assert.equal((await me(actor, { "x-forwarded-for": ip })).status, 200);
    await world.runtime.activity.flush();
  };
  await from("203.0.113.200");
  assert.deepEqual(await events(actor.sessionId), [], "the same network");
  await from("198.51.100.9");
  await from("198.51.100.9");
  assert.deepEqual(await events(actor.sessionId), [{
    action: "session_network_changed",
    severity: "notice",
    context: { earlier_ip: "203.0.113.7", ip: "198.51.100.9" },
  }]);
});

Deno.test("a sign-in from a device never used is told to the person, in the product and by mail", async () => {
  const { email, userId } = await account(world, tenant);
  await sql`update identity.users set locale = 'en' where id = ${userId}`;
  const told = async () =>
    (await sql`select title, body from notifications.notifications where recipient = ${userId} and type = 'new_device'`)
      .map((row) => ({ ...row }));
  await signedIn(email, { "user-agent": FIREFOX });
  await signedIn(email, { "user-agent": NEWER_FIREFOX });
  assert.deepEqual(await told(), [], "the first one has nothing to differ from");
  await signedIn(email, { "user-agent": SAFARI });
  const [note, ...rest] = await told();
  assert.deepEqual([note.title, rest.length], ["Sign-in from a new device", 0]);
  assert.match(note.body, /safari\/ios, 203\.0\.113\.7/);
  const mails = await sql`select subject from notifications.outgoing_messages where to_address = ${email}`;
  assert.deepEqual(mails.map((mail) => mail.subject), ["Sign-in from a new device"]);
});

/** Somebody with an authenticator app who is signed in. */
async function enrolled(on = tenant) {
  const person = await account(world, on);
  const actor = await signedIn(person.email);
  return { ...person, actor, factor: await enroll(world, actor) };
}
const devices = async (actor: TestActor) => (await send(app, actor, "GET /mfa/devices")).body.devices;

Deno.test("a trusted device is not asked for a code at sign-in, but for a step-up", async () => {
  const { email, actor, factor } = await enrolled();
  const trusted = await verify({ code: await factor.code(), trust_device: true }, actor);
  const { device_id, trusted_until } = trusted.body.trusted_device;
  assert.ok(device_id.length >= 43);
  assert.equal(Math.round((Date.parse(trusted_until) - Date.now()) / 86_400_000), 30);
  const cookies = trusted.headers.getSetCookie().filter((cookie) => cookie.startsWith("device_id="));
  assert.equal(cookies.length, 4);
  assert.ok(cookies.every((cookie) => /HttpOnly/.test(cookie)));

  const byBody = await login(email, { device_id });
  const byCookie = await login(email, {}, { cookie: `device_id=${device_id}` });
  for (const { body } of [byBody, byCookie]) {
    assert.deepEqual([body.mfa_required, body.challenge_id], [false, undefined]);
  }
  const bearer = { token: byCookie.body.accessToken } as TestActor;
  const disabling = await send(app, bearer, "DELETE /mfa/totp", { body: { code: await factor.code() } });
  assert.deepEqual(refusal(disabling), [403, "MFA_STEP_UP_REQUIRED"]);
  assert.ok((await login(email, { device_id: `${device_id}x` })).body.challenge_id);
  assert.ok((await login(email)).body.challenge_id);
});

Deno.test("trust in a device ends with its time, and an organisation says how long that is", async () => {
  const org = await world.tenant();
  await sql`update identity.tenants set settings = '{"auth": {"mfa": {"device_trust_days": 7}}}' where id = ${org.id}`;
  const { email, userId, actor, factor } = await enrolled(org);
  const device_id = "a device of the client's own";
  const { body } = await verify({ code: await factor.code(), trust_device: true, device_id }, actor);
  assert.equal(body.trusted_device.device_id, device_id);
  assert.equal(Math.round((Date.parse(body.trusted_device.trusted_until) - Date.now()) / 86_400_000), 7);
  const [{ fingerprint_hash }] =
    await sql`select fingerprint_hash from identity.trusted_devices where user_id = ${userId}`;
  assert.ok(!fingerprint_hash.includes(device_id));
  assert.equal((await login(email, { device_id })).body.mfa_required, false);
  await sql`update identity.trusted_devices set trusted_until = now() where user_id = ${userId}`;
  assert.ok((await login(email, { device_id })).body.challenge_id);
  assert.deepEqual(await devices(actor), []);
});

Deno.test("of more than ten trusted devices the one not seen for longest goes", async () => {
  const { actor, userId, factor } = await enrolled();
  await sql`
    insert into identity.trusted_devices (tenant_id, user_id, fingerprint_hash, last_seen, trusted_until)
    select ${tenant.id}, ${userId}, encode(sha256(n::text::bytea), 'hex'), now() - make_interval(hours => n), now() + interval '9 days'
    from generate_series(1, 10) n`;
  const oldest = (await devices(actor)).at(-1).id;
  await verify({ code: await factor.code(), trust_device: true }, actor);
  const left = await devices(actor);
  assert.equal(left.length, 10);
  assert.ok(!left.some((device: { id: string }) => device.id === oldest));
});

Deno.test("identity.mfa.forget_device ends the trust and the sessions on that device, of the caller alone", async () => {
  const { email, actor, factor } = await enrolled();
  const { body } = await verify({ code: await factor.code(), trust_device: true }, actor);
  const { id, device_id } = body.trusted_device;
  const onDevice = (await login(email, { device_id })).body;
  const forget = (by: TestActor) => send(app, by, `DELETE /mfa/devices/${id}`);
  assert.deepEqual(refusal(await forget(await tenant.actor({ "*": "rw" }))), [404, "NOT_FOUND"]);
  assert.equal((await forget(actor)).status, 200);
  assert.equal((await stored(onDevice.session_id)).revoke_reason, "device_revoked");
  assert.equal((await me(actor)).status, 200, "the session that asked stays");
  assert.ok((await login(email, { device_id })).body.challenge_id);
  assert.deepEqual(refusal(await forget(actor)), [404, "NOT_FOUND"]);
});
