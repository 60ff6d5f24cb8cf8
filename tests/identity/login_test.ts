import assert from "node:assert/strict";
import { app } from "../../functions/identity/app.ts";
import { verifyPassword } from "../../shared/auth/passwords.ts";
import { useRuntime } from "../../shared/http/runtime.ts";
import { send } from "../support/app_client.ts";
import { openWorld } from "../support/world.ts";
import { account, cookiesOf, passMinutes, password } from "./accounts.ts";

const world = await openWorld();
Deno.test.afterAll(() => world.close());
const { sql } = world.db;

const login = (body: Record<string, unknown>, headers: Record<string, string> = {}) =>
  send(app, null, "POST /auth/login", { body: { password, ...body }, headers });
const failures = (email: string, n: number) =>
  Promise.all(Array.from({ length: n }, () => login({ email, password: "wrong" })));
const actionsOf = async (tenantId: string) =>
  (await sql`select action, severity, outcome, actor_type, context from audit.events where tenant_id = ${tenantId}
    and category = 'authentication' order by at, id`).map((row) => ({ ...row }));

Deno.test("identity.auth.login answers the flat and the nested form of one session and sets the refresh cookie", async () => {
  const tenant = await world.tenant();
  const { email, membershipId, userId } = await account(world, tenant, { roles: ["accountant", "viewer"] });
  const company = await tenant.company("ALPHA");
  await tenant.company("BETA");
  const team = await tenant.team("NCA R1");
  await sql`insert into identity.company_access (tenant_id, membership_id, company_id) values (${tenant.id}, ${membershipId}, ${company})`;
  await sql`insert into identity.team_members (tenant_id, team_id, membership_id) values (${tenant.id}, ${team}, ${membershipId})`;

  const answer = await login({ email: ` ${email.toUpperCase()} ` });
  assert.equal(answer.status, 200, answer.text);
  const { data, ...flat } = answer.body;
  assert.deepEqual({ ...flat, accessToken: "", refreshToken: "", session_id: "" }, {
    success: true,
    accessToken: "",
    refreshToken: "",
    expiresIn: "15m",
    portal: null,
    session_id: "",
    mfa_required: false,
    user: { id: userId, email, name: "Ada Example", role: "accountant", companies: ["ALPHA"], avatar: null },
  });
  assert.equal(data.access_token, flat.accessToken);
  assert.equal(data.refresh_token, flat.refreshToken);
  assert.deepEqual([data.token_type, data.expires_in], ["Bearer", 900]);
  const { permissions, ...user } = data.user;
  assert.deepEqual(user, {
    ...flat.user,
    tenantId: tenant.id,
    roles: ["accountant", "viewer"],
    crm_user_id: null,
    groupes: ["NCA R1"],
  });
  assert.deepEqual(permissions.filter((p: { key: string }) => ["audits", "contacts", "invoices"].includes(p.key)), [
    { key: "audits", read: true, write: false, read_scope: "GROUP", write_scope: "SELF" },
    { key: "contacts", read: true, write: false, read_scope: "ALL", write_scope: "SELF" },
    { key: "invoices", read: true, write: true, read_scope: "ALL", write_scope: "ALL" },
  ]);
  const { refresh_token, access_token } = cookiesOf(answer);
  assert.equal(refresh_token.value, flat.refreshToken);
  assert.equal(refresh_token.value.length, 64);
  const mounts = ["/api", "/api/v1", "/functions/v1/identity", "/functions/v1/api"];
  const doors = ["auth", "token", "user-profile/logout"];
  assert.deepEqual(refresh_token.paths, doors.flatMap((door) => mounts.map((mount) => `${mount}/${door}`)));
  assert.equal(refresh_token.flags, "Max-Age=604800; HttpOnly; SameSite=Lax; Secure");
  assert.equal(access_token, undefined);

  const { claims } = await world.runtime.tokens.verify(flat.accessToken);
  assert.deepEqual([claims.sub, claims.tenant_id, claims.session_id, claims.user_role, claims.roles], [
    userId,
    tenant.id,
    flat.session_id,
    "accountant",
    ["accountant", "viewer"],
  ]);
  const [stored] = await sql`
    select r.token_hash, s.login_method from identity.refresh_tokens r join identity.sessions s on s.id = r.session_id
    where s.id = ${flat.session_id}`;
  assert.match(stored.token_hash, /^[0-9a-f]{64}$/);
  assert.notEqual(stored.token_hash, flat.refreshToken);
  assert.deepEqual((await actionsOf(tenant.id)).map((e) => e.action), ["login_success"]);
});

Deno.test("identity.auth.login remember_me keeps the refresh token for 30 days, a tenant may shorten it", async () => {
  const tenant = await world.tenant();
  const { email } = await account(world, tenant);
  const remembered = await login({ email, remember_me: true });
  assert.match(cookiesOf(remembered).refresh_token.flags, /Max-Age=2592000;/);
  await sql`update identity.tenants set settings = '{"auth": {"refresh_seconds": 7200, "idle_seconds": 600}}' where id = ${tenant.id}`;
  const shortened = await login({ email, remember_me: true });
  assert.match(cookiesOf(shortened).refresh_token.flags, /Max-Age=7200;/);
  const [session] = await sql`
    select idle_seconds, extract(epoch from expires_at - created_at)::int as lasts from identity.sessions
    where id = ${shortened.body.session_id}`;
  assert.deepEqual({ ...session }, { idle_seconds: 600, lasts: 7200 });
});

Deno.test("identity.auth.login keeps the refresh token out of the body for cookie clients and cookie-only tenants", async () => {
  const tenant = await world.tenant();
  const { email } = await account(world, tenant);
  const asked = await login({ email, refresh_transport: "cookie" });
  assert.ok(!asked.text.includes(cookiesOf(asked).refresh_token.value));
  await sql`update identity.tenants set settings = '{"auth": {"cookie_only": true}}' where id = ${tenant.id}`;
  const forced = await login({ email, refresh_transport: "body" });
  assert.ok(!forced.text.includes(cookiesOf(forced).refresh_token.value));
});

Deno.test("identity.auth.login answers unknown e-mail and wrong password alike", async () => {
  const tenant = await world.tenant();
  const { email } = await account(world, tenant);
  const wrong = await login({ email, password: "wrong" });
  const unknown = await login({ email: "nobody@example.com", password: "wrong" });
  for (const answer of [wrong, unknown]) {
    delete answer.body.request_id;
    assert.equal(answer.status, 401);
    assert.deepEqual(answer.body, { success: false, error: "Invalid credentials", code: "INVALID_CREDENTIALS" });
  }
  const [event] = await actionsOf(tenant.id);
  assert.deepEqual(event, {
    action: "login_failed",
    severity: "warning",
    outcome: "failure",
    actor_type: "anonymous",
    context: { reason: "wrong_password" },
  });
});

Deno.test("identity.auth.login logs an unknown e-mail only by its hash", async () => {
  const tenant = await world.tenant();
  const email = `typo-${crypto.randomUUID()}@example.com`;
  await login({ email, tenant_id: tenant.id, password: "wrong" });
  const [event] = await actionsOf(tenant.id);
  assert.match(String((event as { context: Record<string, string> }).context.email_sha256), /^[0-9a-f]{64}$/);
  const rows = await sql`select a::text as line from identity.login_attempts a
    union all select e::text from audit.events e where tenant_id = ${tenant.id}`;
  assert.ok(!rows.some((row) => row.line.includes(email)));
});

Deno.test("identity.auth.login blocks an e-mail after five failures, known or not, for 15 minutes", async () => {
  const tenant = await world.tenant();
  const { email } = await account(world, tenant);
  for (const one of [email, `ghost-${crypto.randomUUID().slice(0, 8)}@example.com`]) {
    const tries = await failures(one, 5);
    assert.deepEqual(tries.map((a) => a.status), [401, 401, 401, 401, 401]);
    const blocked = await login({ email: one });
    assert.deepEqual([blocked.status, blocked.body.code], [429, "RATE_LIMITED"]);
    const wait = blocked.body.details.retry_after;
    assert.ok(wait > 890 && wait <= 900, String(wait));
    assert.equal(blocked.headers.get("retry-after"), String(wait));
  }
  await passMinutes(world, email, 15);
  assert.equal((await login({ email })).status, 200);
});

Deno.test("identity.auth.login doubles the lock with every further one within 24 hours, up to a day", async () => {
  const tenant = await world.tenant();
  const { email } = await account(world, tenant);
  const waits: number[] = [];
  for (const minutes of [15, 30, 60]) {
    await failures(email, 5);
    waits.push(Math.ceil((await login({ email })).body.details.retry_after / 60));
    await passMinutes(world, email, minutes);
  }
  assert.deepEqual(waits, [15, 30, 60]);
  for (let locks = 3; locks < 9; locks++) {
    await sql`insert into identity.login_attempts (email_norm, outcome, reason, locked_until)
      values (${email}, 'failure', 'wrong_password', now() - interval '1 second')`;
  }
  await failures(email, 5);
  assert.equal(Math.ceil((await login({ email })).body.details.retry_after / 3600), 24);
  await passMinutes(world, email, 24 * 60);
  await failures(email, 5);
  assert.equal(Math.ceil((await login({ email })).body.details.retry_after / 60), 15, "a day later all is forgotten");
});

Deno.test("identity.auth.login forgets failures after a success and those older than 15 minutes", async () => {
  const tenant = await world.tenant();
  const { email } = await account(world, tenant);
  await failures(email, 4);
  assert.equal((await login({ email })).status, 200);
  await failures(email, 4);
  await sql`update identity.login_attempts set at = at - interval '16 minutes' where email_norm = ${email}`;
  await failures(email, 1);
  assert.equal((await login({ email })).status, 200);
});

Deno.test("identity.auth.login judges no more than five guesses sent at once", async () => {
  const tenant = await world.tenant();
  const { email } = await account(world, tenant);
  const answers = await failures(email, 9);
  assert.equal(answers.filter((a) => a.status === 401).length, 5);
  assert.equal(answers.filter((a) => a.body.code === "RATE_LIMITED").length, 4);
});

Deno.test("identity.auth.login tells that an account is disabled only after the right password", async () => {
  const tenant = await world.tenant();
  const { email, userId, membershipId } = await account(world, tenant);
  await sql`update identity.users set status = 'DISABLED' where id = ${userId}`;
  assert.equal((await login({ email, password: "wrong" })).body.code, "INVALID_CREDENTIALS");
  const right = await login({ email });
  assert.deepEqual([right.status, right.body.code], [403, "ACCOUNT_DISABLED"]);
  await sql`update identity.users set status = 'ACTIVE' where id = ${userId}`;
  await sql`update identity.memberships set status = 'DISABLED' where id = ${membershipId}`;
  assert.equal((await login({ email })).body.code, "ACCOUNT_DISABLED");
  await sql`update identity.memberships set status = 'ACTIVE' where id = ${membershipId}`;
  await sql`update identity.tenants set status = 'suspended' where id = ${tenant.id}`;
  const suspended = await login({ email });
  assert.deepEqual([suspended.status, suspended.body.code], [403, "TENANT_DISABLED"]);
});

Deno.test("identity.auth.login resolves the tenant by body, host, header and choice, in this order", async () => {
  const [first, second] = [await world.tenant({ name: "First" }), await world.tenant({ name: "Second" })];
  const stranger = await world.tenant();
  const { email, userId } = await account(world, first);
  await account(world, second, { email, userId, roles: ["viewer"] });
  const subdomains = new Map((await sql`select id, subdomain from identity.tenants`).map((t) => [t.id, t.subdomain]));
  const hostOf = (id: string) => ({ "x-forwarded-host": `${subdomains.get(id)}.comptoir.example:443` });
  const tenantOf = (token: string) => world.runtime.tokens.verify(token).then((t) => t.claims.tenant_id);

  const open = await login({ email });
  assert.deepEqual([open.status, open.body.code], [409, "TENANT_SELECTION_REQUIRED"]);
  assert.deepEqual(open.body.details.tenants, [
    { id: first.id, name: "First", subdomain: subdomains.get(first.id) },
    { id: second.id, name: "Second", subdomain: subdomains.get(second.id) },
  ]);
  assert.equal((await login({ email, password: "wrong" })).body.code, "INVALID_CREDENTIALS");

  const byId = await login({ email, tenant_id: second.id }, hostOf(first.id));
  assert.equal(await tenantOf(byId.body.accessToken), second.id);
  const byName = await login({ email, tenant_id: subdomains.get(first.id) });
  assert.equal(await tenantOf(byName.body.accessToken), first.id);
  const byHost = await login({ email }, { ...hostOf(second.id), "x-tenant-id": first.id });
  assert.equal(await tenantOf(byHost.body.accessToken), second.id);
  assert.deepEqual(byHost.body.data.user.roles, ["viewer"]);
  const byHeader = await login({ email }, { "x-forwarded-host": "platform.comptoir.example", "x-tenant-id": first.id });
  assert.equal(await tenantOf(byHeader.body.accessToken), first.id);

  const foreign = await login({ email, tenant_id: stranger.id });
  const missing = await login({ email, tenant_id: crypto.randomUUID() });
  for (const answer of [foreign, missing]) {
    assert.deepEqual([answer.status, answer.body.code], [401, "INVALID_CREDENTIALS"]);
  }
});

Deno.test("identity.auth.login lets each portal's roles in and nobody else", async () => {
  const tenant = await world.tenant();
  const [owner, client] = [
    await account(world, tenant, { roles: ["owner"] }),
    await account(world, tenant, { roles: ["client"] }),
  ];
  const staff = await login({ email: owner.email, portal: "superadmin" });
  assert.deepEqual([staff.status, staff.body.portal], [200, "superadmin"]);
  assert.equal((await login({ email: client.email, portal: "client" })).status, 200);
  const refused = await login({ email: client.email, portal: "superadmin" });
  assert.deepEqual([refused.status, refused.body.code], [403, "PORTAL_ACCESS_DENIED"]);
  assert.equal((await login({ email: client.email, portal: "nowhere" })).body.code, "VALIDATION_ERROR");
});

Deno.test("identity.auth.login leaves five sessions after six, ending the least recently used", async () => {
  const tenant = await world.tenant();
  const { email, userId } = await account(world, tenant);
  const sessions: string[] = [];
  for (let i = 0; i < 5; i++) sessions.push((await login({ email })).body.session_id);
  await sql`update identity.sessions set last_activity_at = now() - interval '20 minutes' where id = ${sessions[2]}`;
  sessions.push((await login({ email })).body.session_id);
  const rows =
    await sql`select id, status, revoke_reason from identity.sessions where user_id = ${userId} and status <> 'active'`;
  assert.deepEqual(rows.map((r) => ({ ...r })), [{
    id: sessions[2],
    status: "revoked",
    revoke_reason: "concurrent_limit",
  }]);
  assert.equal(
    (await actionsOf(tenant.id)).filter((e) => (e as { action: string }).action === "session_revoked").length,
    1,
  );
});

Deno.test("identity.auth.login keeps the limit of five under simultaneous sign-ins", async () => {
  const tenant = await world.tenant();
  const { email, userId } = await account(world, tenant);
  const answers = await Promise.all(Array.from({ length: 8 }, () => login({ email })));
  assert.deepEqual(new Set(answers.map((a) => a.status)), new Set([200]));
  const [{ open }] = await sql`
    select count(*)::int as open from identity.sessions where user_id = ${userId} and status = 'active'`;
  assert.equal(open, 5);
});

Deno.test("identity.auth.login replaces a hash made with old parameters", async () => {
  const tenant = await world.tenant();
  const { email, userId } = await account(world, tenant);
  // Made with N=1024 from the same password.
  const { scryptSync } = await import("node:crypto");
  const salt = new Uint8Array(16).fill(7);
  const hash = scryptSync(password, salt, 64, { N: 1024, r: 8, p: 1 }).toString("base64url");
  const old = `scrypt$1$1024$8$1$${btoa(String.fromCharCode(...salt)).replace(/=+$/, "")}$${hash}`;
  await sql`update identity.users set password_hash = ${old} where id = ${userId}`;
  assert.equal((await login({ email })).status, 200);
  const [user] = await sql`select password_hash from identity.users where id = ${userId}`;
  assert.match(user.password_hash, /^scrypt\$1\$16384\$8\$1\$/);
  assert.equal(await verifyPassword(password, user.password_hash), true);
});

Deno.test("identity.auth.login opens a new session whatever session the browser already carries", async () => {
  const tenant = await world.tenant();
  const [attacker, victim] = [await account(world, tenant), await account(world, tenant)];
  const planted = await login({ email: attacker.email });
  const own = await login({ email: victim.email }, {
    cookie: `refresh_token=${planted.body.refreshToken}; access_token=${planted.body.accessToken}`,
  });
  assert.notEqual(own.body.session_id, planted.body.session_id);
  assert.notEqual(cookiesOf(own).refresh_token.value, planted.body.refreshToken);
  const [row] = await sql`select user_id from identity.sessions where id = ${own.body.session_id}`;
  assert.equal(row.user_id, victim.userId);
});

Deno.test("identity.auth.signin answers the flat form and carries both tokens as cookies only", async () => {
  const tenant = await world.tenant();
  const { email, userId } = await account(world, tenant, { roles: ["owner"] });
  const answer = await send(app, null, "POST /auth/signin", { body: { email, password } });
  assert.equal(answer.status, 200, answer.text);
  const { expires, ...rest } = answer.body;
  assert.deepEqual(rest, { user: { id: userId, email, name: "Ada Example", tenantId: tenant.id, role: "OWNER" } });
  assert.ok(Math.abs(Date.parse(expires) - Date.now() - 86_400_000) < 60_000);
  const { access_token, refresh_token } = cookiesOf(answer);
  assert.deepEqual(access_token.paths, ["/api", "/functions/v1"]);
  assert.equal(access_token.flags, "Max-Age=900; HttpOnly; SameSite=Lax; Secure");
  assert.ok(!answer.text.includes(access_token.value) && !answer.text.includes(refresh_token.value));

  const me = await send(app, null, "GET /auth/me", { headers: { cookie: `access_token=${access_token.value}` } });
  assert.equal(me.body.user.id, userId);
  const headers = { cookie: `refresh_token=${refresh_token.value}`, origin: "https://app.example.com" };
  const refreshed = await send(app, null, "POST /auth/refresh", { headers });
  assert.equal(refreshed.status, 200, refreshed.text);
  assert.equal(refreshed.body.refreshToken, undefined);
  assert.equal(cookiesOf(refreshed).access_token.value, refreshed.body.access_token);
  const wrong = await send(app, null, "POST /auth/signin", { body: { email, password: "wrong" } });
  assert.deepEqual([wrong.status, wrong.body.error], [401, "Invalid credentials"]);
});

Deno.test("identity.auth.login counts against the credential limit of the address", async () => {
  const limited = await openWorld({ config: { RATE_LIMIT_CREDENTIAL_PER_15_MINUTES: "2" } });
  try {
    const tries = [];
    for (let i = 0; i < 3; i++) tries.push(await login({ email: "nobody@example.com", password: "wrong" }));
    assert.deepEqual(tries.map((a) => a.body.code), ["INVALID_CREDENTIALS", "INVALID_CREDENTIALS", "AUTH_RATE_LIMIT"]);
  } finally {
    useRuntime(world.runtime);
    await limited.close();
  }
});
