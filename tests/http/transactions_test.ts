import assert from "node:assert/strict";
import { actorTransaction, readFlight } from "../../shared/db/request_transaction.ts";
import { createRuntime } from "../../shared/http/runtime.ts";
import { problemOf } from "../../shared/db/sqlstate.ts";
import { openPool } from "../../shared/db/pool.ts";
import { serviceTransaction } from "../../shared/http/service_actor.ts";
import { send } from "../support/app_client.ts";
import { probe, probeApp as app } from "../support/probe_app.ts";
import { openWorld } from "../support/world.ts";

const world = await openWorld({ config: { DB_POOL_MAX: "2" } });
Deno.test.afterAll(() => world.close());
const tenant = await world.tenant();
const actor = await tenant.actor({ tasks: "rw" });

Deno.test("a connection goes back without role, claims or grants after success, refusal and failure", async () => {
  for (const title of ["fine", "refuse", "explode", "swallow"]) {
    await send(app, actor, "POST /probe/tasks", { body: { title } });
  }
  await send(app, actor, "GET /probe/tasks");
  await send(app, actor, "GET /probe/writes");
  await send(app, await tenant.actor({ contacts: "rw" }), "GET /probe/tasks");
  const seen = await Promise.all(Array.from({ length: 8 }, () =>
    world.runtime.pool`
      select current_user::text as who, coalesce(current_setting('request.jwt.claims', true), '') as claims,
        coalesce(current_setting('app.grants', true), '') as grants, pg_sleep(0.01)::text`));
  for (const [row] of seen) assert.deepEqual([row.who, row.claims, row.grants], ["postgres", "", ""]);
});

Deno.test("a GET that writes fails at once and writes nothing", async () => {
  assert.equal((await send(app, actor, "GET /probe/writes")).status, 500);
  assert.equal((await world.db.sql`select 1 from crm.tasks where title = 'must not be'`).length, 0);
});

Deno.test("a swallowed database error cannot pass for a commit", async () => {
  const answer = await send(app, actor, "POST /probe/tasks", { body: { title: "swallow" } });
  assert.equal(answer.status, 500);
  assert.equal((await world.db.sql`select 1 from crm.tasks where title = 'swallow'`).length, 0);
});

Deno.test("a refusal after a write leaves nothing behind", async () => {
  const answer = await send(app, actor, "POST /probe/tasks", { body: { title: "refuse" } });
  assert.equal(answer.status, 409);
  assert.equal((await world.db.sql`select 1 from crm.tasks where title = 'refuse'`).length, 0);
});

Deno.test("an ended session, a disabled person and a suspended organisation are refused from the next request on", async () => {
  const { sql } = world.db;
  const other = await world.tenant();
  const [gone, off, late, idle] = await Promise.all(Array.from({ length: 4 }, () => other.actor({ tasks: "rw" })));
  await sql`update identity.sessions set status = 'revoked' where id = ${gone.sessionId}`;
  assert.equal((await send(app, gone, "GET /probe/tasks")).body.code, "SESSION_REVOKED");
  await sql`update identity.users set status = 'DISABLED' where id = ${off.userId}`;
  assert.equal((await send(app, off, "GET /probe/tasks")).body.code, "ACCOUNT_DISABLED");
  await sql`update identity.sessions set last_activity_at = now() - interval '31 minutes' where id = ${idle.sessionId}`;
  assert.equal((await send(app, idle, "GET /probe/tasks")).body.code, "SESSION_REVOKED");
  await sql`update identity.tenants set status = 'suspended' where id = ${other.id}`;
  assert.equal((await send(app, late, "GET /probe/tasks")).body.code, "TENANT_DISABLED");
});

Deno.test("use of a session is noted in bulk and keeps it alive", async () => {
  const active = await tenant.actor({ tasks: "r" });
  await world.db
    .sql`update identity.sessions set last_activity_at = now() - interval '20 minutes' where id = ${active.sessionId}`;
  await send(app, active, "GET /probe/tasks");
  await world.runtime.activity.flush();
  const [row] = await world.db.sql`
    select last_activity_at > now() - interval '1 minute' as fresh from identity.sessions where id = ${active.sessionId}`;
  assert.equal(row.fresh, true);
});

Deno.test("a grant taken away is gone at the next request", async () => {
  const person = await tenant.actor({ tasks: "rw" });
  assert.equal((await send(app, person, "GET /probe/tasks")).status, 200);
  await world.db.sql`
    delete from identity.role_permissions where role_id in (
      select mr.role_id from identity.membership_roles mr join identity.memberships m on m.id = mr.membership_id
      where m.user_id = ${person.userId})`;
  assert.equal((await send(app, person, "GET /probe/tasks")).status, 403);
});

Deno.test("an API key acts for its tenant within its scopes and nowhere a person is needed", async () => {
  const key = await tenant.apiKey(["read:tasks"]);
  assert.equal((await send(app, null, "GET /probe/tasks", { apiKey: key })).status, 200);
  assert.equal((await send(app, null, "POST /probe/tasks", { apiKey: key, body: { title: "by key" } })).status, 403);
  const bearer = await send(app, null, "GET /probe/tasks", { headers: { authorization: `Bearer ${key}` } });
  assert.equal(bearer.status, 200);
  assert.equal((await send(app, null, "GET /probe/person", { apiKey: key })).body.code, "USER_TOKEN_REQUIRED");
  assert.equal((await send(app, null, "GET /probe/person")).body.code, "AUTH_TOKEN_MISSING");
  const unknown = `${key.split(".")[0]}.${"x".repeat(43)}`;
  assert.equal((await send(app, null, "GET /probe/tasks", { apiKey: unknown })).body.code, "API_KEY_INVALID");
});

Deno.test("an API key is refused when it expired, was switched off or comes from an address outside its list", async () => {
  const { sql } = world.db;
  const last = () =>
    sql`select id from identity.api_keys order by created_at desc limit 1`.then(([k]) => k.id as string);
  const expired = await tenant.apiKey(["*"]);
  await sql`update identity.api_keys set expires_at = now() - interval '1 second' where id = ${await last()}`;
  assert.equal((await send(app, null, "GET /probe/tasks", { apiKey: expired })).body.code, "API_KEY_EXPIRED");
  const bound = await tenant.apiKey(["*"]);
  await sql`update identity.api_keys set ip_allowlist = '{192.0.2.0/24}' where id = ${await last()}`;
  assert.equal((await send(app, null, "GET /probe/tasks", { apiKey: bound })).body.code, "IP_NOT_ALLOWED");
  const near = { apiKey: bound, headers: { "x-forwarded-for": "192.0.2.77" } };
  assert.equal((await send(app, null, "GET /probe/tasks", near)).status, 200);
});

Deno.test("service work passes the same wall: it sees one tenant and no other", async () => {
  const other = await world.tenant();
  await send(app, actor, "POST /probe/tasks", { body: { title: "mine" } });
  const facts = { request_id: "job", ip: "", user_agent: "", method: "JOB", path: "" };
  const mine = await serviceTransaction(
    world.runtime,
    tenant.id,
    facts,
    (sql) => sql`select 1 from crm.tasks where title = 'mine'`,
  );
  const theirs = await serviceTransaction(world.runtime, other.id, facts, (sql) => sql`select 1 from crm.tasks`);
  assert.equal(mine.length, 1);
  assert.equal(theirs.length, 0);
});

Deno.test("a flight keeps its queries behind the entry, also those that a plan starts by itself", async () => {
  const entry =
    ((sql: typeof world.runtime.pool) =>
      sql`select null::json as entered, set_config('role', 'comptoir_gate', true)`) as never;
  const { rows } = await readFlight(world.runtime.pool, entry, (sql) => [
    (async () => (await sql`select current_user::text as who`)[0].who)(),
    sql`select current_user::text as who`.execute().then(([row]) => row.who),
  ]);
  assert.deepEqual(rows, ["comptoir_gate", "comptoir_gate"]);
});

Deno.test("a flight whose plan fails gives its connection back clean", async () => {
  const entry =
    ((sql: typeof world.runtime.pool) =>
      sql`select null::json as entered, set_config('role', 'comptoir_gate', true)`) as never;
  const broken = readFlight(world.runtime.pool, entry, () => {
    throw new Error("no plan");
  });
  await assert.rejects(broken, /no plan/);
  const [row] = await world.runtime.pool`select current_user::text as who, pg_current_xact_id_if_assigned() as xid`;
  assert.equal(row.who, "postgres");
});

Deno.test("a pool that was idle opens connections for every request that waits, up to its size", async () => {
  const pool = openPool({ ...world.runtime.config, DB_POOL_MAX: 4 });
  try {
    const held = await Promise.all(Array.from({ length: 4 }, () => pool.reserve()));
    const pids = await Promise.all(held.map(async (c) => (await c`select pg_backend_pid() as pid`)[0].pid));
    assert.equal(new Set(pids).size, 4);
    held.forEach((c) => c.release());
  } finally {
    await pool.end({ timeout: 1 });
  }
});

Deno.test("a statement that takes too long is ended and answered 503", async () => {
  const slow = createRuntime({ ...world.runtime.config, DB_STATEMENT_TIMEOUT_MS: 50 }, { log: () => {} });
  const facts = { request_id: "slow", ip: "", user_agent: "", method: "JOB", path: "" };
  try {
    const work = serviceTransaction(slow, tenant.id, facts, (sql) => sql`select pg_sleep(5)`);
    await assert.rejects(work, (error) => problemOf(error)?.kind.code === "SERVICE_UNAVAILABLE");
  } finally {
    await slow.close();
  }
});

Deno.test("a deadlock is tried again and both writers get through", async () => {
  const { pool } = world.runtime;
  const { sql } = world.db;
  await sql`create table app.deadlock_probe (id int primary key, n int not null default 0)`;
  await sql`insert into app.deadlock_probe values (1, 0), (2, 0)`;
  let attempts = 0;
  const nobody = (tx: typeof pool) => tx`select null::json as entered` as never;
  const both = (first: number, second: number) =>
    actorTransaction(pool, nobody as never, "read write", async (tx) => {
      attempts++;
      await tx`update app.deadlock_probe set n = n + 1 where id = ${first}`;
      await tx`select pg_sleep(0.15)`;
      await tx`update app.deadlock_probe set n = n + 1 where id = ${second}`;
    });
  await Promise.all([both(1, 2), both(2, 1)]);
  const rows = await sql`select n from app.deadlock_probe`;
  assert.deepEqual(rows.map((r) => r.n), [2, 2]);
  assert.ok(attempts > 2, "the test must have provoked a deadlock");
});

Deno.test("Idempotency-Key gives the first answer again and runs the work once, also for simultaneous requests", async () => {
  probe.runs = 0;
  const headers = { "idempotency-key": crypto.randomUUID() };
  const answers = await Promise.all(
    Array.from({ length: 6 }, () => send(app, actor, "POST /probe/tasks", { body: { title: "once" }, headers })),
  );
  assert.ok(answers.every((a) => a.status === 201), answers.map((a) => a.text).join());
  assert.equal(new Set(answers.map((a) => a.body.data.id)).size, 1);
  assert.equal(probe.runs, 1);
  assert.equal(answers.filter((a) => a.headers.get("idempotent-replay") === "true").length, 5);
  assert.equal((await world.db.sql`select 1 from crm.tasks where title = 'once'`).length, 1);
});

Deno.test("Idempotency-Key with another body is a 409, with another caller a request of its own", async () => {
  const headers = { "idempotency-key": crypto.randomUUID() };
  await send(app, actor, "POST /probe/tasks", { body: { title: "first" }, headers });
  const other = await send(app, actor, "POST /probe/tasks", { body: { title: "second" }, headers });
  assert.equal(other.status, 409);
  assert.equal(other.body.code, "IDEMPOTENCY_MISMATCH");
  const colleague = await tenant.actor({ tasks: "rw" });
  assert.equal((await send(app, colleague, "POST /probe/tasks", { body: { title: "second" }, headers })).status, 201);
});

Deno.test("Idempotency-Key forgets a refused attempt and an answer older than a day", async () => {
  const headers = { "idempotency-key": crypto.randomUUID() };
  assert.equal((await send(app, actor, "POST /probe/tasks", { body: { title: "refuse" }, headers })).status, 409);
  assert.equal((await send(app, actor, "POST /probe/tasks", { body: { title: "again" }, headers })).status, 201);
  await world.db.sql`update app.idempotency_keys set created_at = now() - interval '25 hours' where key = ${
    headers["idempotency-key"]
  }`;
  const later = await send(app, actor, "POST /probe/tasks", { body: { title: "a day later" }, headers });
  assert.equal(later.status, 201);
  assert.equal(later.headers.get("idempotent-replay"), null);
});
