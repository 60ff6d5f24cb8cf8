import assert from "node:assert/strict";
import { app } from "../../functions/ops/app.ts";
import { typedSetting } from "../../functions/ops/app_config_rules.ts";
import { overallStatus, type ProbeResult, type Services } from "../../functions/ops/health_rules.ts";
import { ConfigError, readConfig } from "../../shared/config/config.ts";
import { createRuntime, type Runtime, useRuntime } from "../../shared/http/runtime.ts";
import { send } from "../support/app_client.ts";
import { openWorld, testAuditKeys, testConfig, testSecret } from "../support/world.ts";

const world = await openWorld();
Deno.test.afterAll(() => world.close());

/** A port nobody listens on. */
function deadPort(): number {
  const listener = Deno.listen({ port: 0, hostname: "127.0.0.1" });
  const { port } = listener.addr as Deno.NetAddr;
  listener.close();
  return port;
}

async function withRuntime(
  config: { database?: string; gateway?: string; domain?: string },
  work: () => Promise<void>,
) {
  const other: Runtime = createRuntime(
    testConfig(config.database ?? world.db.url, {
      DB_CONNECT_SECONDS: "2",
      ...(config.gateway && { SUPABASE_URL: config.gateway }),
      ...(config.domain && { TENANT_DOMAIN: config.domain }),
    }),
    { log: () => {} },
  );
  useRuntime(other);
  try {
    await work();
  } finally {
    useRuntime(world.runtime);
    await other.close();
  }
}

async function withGateway(status: number, work: (url: string, paths: string[]) => Promise<void>) {
  const paths: string[] = [];
  const server = Deno.serve({ port: 0, hostname: "127.0.0.1", onListen: () => {} }, (request) => {
    paths.push(new URL(request.url).pathname);
    return new Response("", { status });
  });
  try {
    await work(`http://127.0.0.1:${server.addr.port}`, paths);
  } finally {
    await server.shutdown();
  }
}

const deadDatabase = () => `postgres://postgres:x@127.0.0.1:${deadPort()}/postgres`;

Deno.test("ops.health.get answers the bare body at /health and /api/health, with unknown for what is not configured", async () => {
  for (const address of ["http://localhost/health", "http://localhost/api/health", "http://localhost/ops/health"]) {
    const response = await app.fetch(new Request(address));
    assert.equal(response.status, 200, address);
    const { timestamp, uptime_seconds, services, ...rest } = await response.json();
    const { APP_VERSION: version, INSTANCE_ID: instance } = world.runtime.config;
    assert.deepEqual(rest, { status: "ok", service: "comptoir", version, instance });
    assert.match(timestamp, /^\d{4}-.*Z$/);
    assert.ok(Number.isInteger(uptime_seconds) && uptime_seconds >= 0);
    assert.equal(services.database.status, "ok");
    assert.ok(services.database.latency_ms >= 0);
    for (const name of ["directus", "storage", "realtime"]) {
      assert.deepEqual(services[name], { status: "unknown", latency_ms: null, note: "not configured" }, name);
    }
    for (const name of ["queue", "mail"]) assert.equal(services[name].status, "ok", name);
    assert.deepEqual(services.redis, { status: "unknown", latency_ms: null, note: "not used" });
  }
});

Deno.test("ops.health.get counts any answer of the gateway but its own failures, and remembers it for a moment", async () => {
  await withGateway(401, (gateway, paths) =>
    withRuntime({ gateway }, async () => {
      for (let i = 0; i < 3; i++) {
        const answer = await send(app, null, "GET /health");
        assert.deepEqual([answer.body.status, answer.body.services.directus.status], ["ok", "ok"]);
      }
      assert.deepEqual(
        paths.sort(),
        ["/realtime/v1/", "/rest/v1/", "/storage/v1/status"],
        "one round for three callers",
      );
    }));
  await withGateway(503, (gateway) =>
    withRuntime({ gateway }, async () => {
      const answer = await send(app, null, "GET /health");
      assert.deepEqual([answer.status, answer.body.status], [200, "degraded"]);
      assert.equal(answer.body.services.directus.status, "down");
    }));
});

Deno.test("ops.health.get answers degraded without its database and 503 without its gateway too, naming no address", async () => {
  const database = deadDatabase();
  await withRuntime({ database }, async () => {
    const answer = await send(app, null, "GET /health");
    assert.deepEqual([answer.status, answer.body.status], [200, "degraded"]);
    assert.equal(answer.body.services.database.status, "down");
    assert.deepEqual(answer.body.services.queue, { status: "unknown", latency_ms: null, note: "not known" });
  });
  const gateway = `http://127.0.0.1:${deadPort()}`;
  await withRuntime({ database, gateway }, async () => {
    const answer = await send(app, null, "GET /health");
    assert.deepEqual([answer.status, answer.body.status], [503, "down"]);
    assert.ok(!/127\.0\.0\.1|refused|postgres/i.test(answer.text), answer.text);
  });
});

Deno.test("ops.health.get says that jobs and mail are down when nobody takes them, and forgives what waits its turn", async () => {
  const tenant = await world.tenant();
  const minutesAgo = (n: number) => new Date(Date.now() - n * 60_000).toISOString();
  const { sql } = world.db;
  const [job] = await sql`
    insert into ops.jobs (tenant_id, kind, run_at) values (${tenant.id}, 'probe.health', ${
    minutesAgo(11)
  }) returning id`;
  const [mail] = await sql`
    insert into notifications.outgoing_messages (tenant_id, to_address, subject, body, next_attempt_at)
    values (${tenant.id}, 'a@example.com', 'Hello', 'Hello', ${minutesAgo(9)}) returning id`;
  await withRuntime({}, async () => {
    const { status, body } = await send(app, null, "GET /health");
    assert.deepEqual([status, body.status], [200, "degraded"]);
    assert.deepEqual([body.services.queue.status, body.services.mail.status], ["down", "ok"]);
    assert.ok(!body.services.queue.note.includes("probe"));
  });
  await sql`delete from ops.jobs where id = ${job.id}`;
  await sql`update notifications.outgoing_messages set next_attempt_at = ${minutesAgo(11)} where id = ${mail.id}`;
  await withRuntime({}, async () => {
    const { services } = (await send(app, null, "GET /health")).body;
    assert.deepEqual([services.queue.status, services.mail.status], ["ok", "down"]);
  });
  await sql`delete from notifications.outgoing_messages where id = ${mail.id}`;
});

Deno.test("overallStatus is down only without gateway and database, and misses nothing that is unknown", () => {
  const probe = (status: ProbeResult["status"]): ProbeResult => ({ status, latency_ms: null });
  const of = (found: Partial<Record<keyof Services, ProbeResult["status"]>>) => {
    const names = ["directus", "redis", "database", "storage", "realtime", "queue", "mail"] as const;
    return overallStatus(
      Object.fromEntries(names.map((name) => [name, probe(found[name] ?? "ok")])) as unknown as Services,
    );
  };
  assert.equal(of({ directus: "unknown", redis: "unknown" }), "ok");
  for (const name of ["redis", "directus", "storage", "realtime", "queue", "mail"] as const) {
    assert.equal(of({ [name]: "down" }), "degraded", name);
  }
  assert.equal(of({ directus: "unknown", database: "down" }), "degraded");
  assert.equal(of({ directus: "down", database: "down" }), "down");
});

async function configAt(host: string) {
  const response = await app.fetch(new Request(`http://${host}/api/app-config`));
  assert.equal(response.status, 200);
  return { body: await response.json(), cache: response.headers.get("cache-control") };
}

async function setSetting(tenantId: string, name: string, value: string, scope = "frontend") {
  await world.db
    .sql`insert into ops.settings (tenant_id, name, value, scope) values (${tenantId}, ${name}, ${value}, ${scope})`;
}

async function subdomain(tenantId: string): Promise<string> {
  const [row] = await world.db.sql`select subdomain from identity.tenants where id = ${tenantId}`;
  return row.subdomain;
}

Deno.test("ops.app_config.get answers the defaults to a host that names no organisation, cacheable for a minute", async () => {
  for (const host of ["localhost", "unknown-subdomain.localhost", "203.0.113.9", "garage.elsewhere.example"]) {
    const { body, cache } = await configAt(host);
    assert.equal(cache, "public, max-age=60");
    assert.deepEqual([body.title, body.baseCurrency, body.dateFormat], ["Comptoir", "EUR", "dd-MM-yyyy"], host);
    assert.deepEqual(body.rbac, { adminGroupName: "admin", managerGroupName: "manager" });
    assert.deepEqual([body.skeletonDebounceDurationMs, body.MOCK_AUTH_ENABLED], [500, false]);
    assert.deepEqual([body.calendarTodoColorId, body.calendarDoneColorId], ["5", "10"]);
    assert.ok(!("success" in body), "bare");
  }
});

Deno.test("ops.app_config.get answers what the organisation of the host has set for browsers, and nothing else", async () => {
  const tenant = await world.tenant({ name: "Garage du Lac" });
  const other = await world.tenant({ name: "Other" });
  await world.db.sql`update identity.tenants set currency = 'CHF' where id = ${tenant.id}`;
  await setSetting(tenant.id, "DATE_FORMAT", "yyyy-MM-dd");
  await setSetting(tenant.id, "SHOW_BETA", "true", "both");
  await setSetting(tenant.id, "MAX_ROWS", "25");
  await setSetting(tenant.id, "LINKS", '{"help": "/help"}');
  await setSetting(tenant.id, "RBAC", '{"adminGroupName": "everybody"}');
  await setSetting(tenant.id, "SMTP_PASSWORD", "hunter2", "backend");
  await setSetting(tenant.id, "INTERNAL", "1", "backend");
  await setSetting(other.id, "FOREIGN_SETTING", "1");
  const { body } = await configAt(`${await subdomain(tenant.id)}.localhost`);
  assert.deepEqual([body.title, body.baseCurrency, body.dateFormat], ["Garage du Lac", "CHF", "yyyy-MM-dd"]);
  assert.deepEqual([body.SHOW_BETA, body.MAX_ROWS, body.LINKS], [true, 25, { help: "/help" }]);
  assert.equal(body.rbac.adminGroupName, "admin");
  for (const hidden of ["SMTP_PASSWORD", "INTERNAL", "FOREIGN_SETTING", "DATE_FORMAT"]) {
    assert.ok(!(hidden in body), hidden);
  }
  await withRuntime({ domain: "comptoir.example" }, async () => {
    assert.equal((await configAt(`${await subdomain(tenant.id)}.comptoir.example`)).body.title, "Garage du Lac");
  });
});

Deno.test("ops.app_config.get answers the defaults when the database is down, and lets nobody keep them", async () => {
  const tenant = await world.tenant();
  const host = `${await subdomain(tenant.id)}.localhost`;
  await withRuntime({ database: deadDatabase() }, async () => {
    const { body, cache } = await configAt(host);
    assert.equal(body.title, "Comptoir");
    assert.equal(cache, "no-store");
  });
});

Deno.test("settings for browsers cannot be named like a secret, and the audit log hides the value of one", async () => {
  const tenant = await world.tenant();
  await assert.rejects(setSetting(tenant.id, "STRIPE_KEY", "x", "both"), { constraint_name: "setting_secret_shown" });
  await assert.rejects(setSetting(tenant.id, "lower_case", "x"), { constraint_name: "setting_name_shape" });
  await setSetting(tenant.id, "STRIPE_KEY", "sk_live_1", "backend");
  await setSetting(tenant.id, "COLOR", "red");
  await world.db
    .sql`update ops.settings set value = 'sk_live_2' where tenant_id = ${tenant.id} and name = 'STRIPE_KEY'`;
  const rows = await world.db.sql`
    select action, entity_id, before_state, after_state from audit.events
    where tenant_id = ${tenant.id} and entity_type = 'setting' order by at, action`;
  assert.equal(rows.length, 3);
  assert.ok(!JSON.stringify(rows).includes("sk_live"));
  assert.equal(JSON.parse(rows.find((r) => r.entity_id === "COLOR")!.after_state).value, "red");
  assert.equal(JSON.parse(rows.find((r) => r.action === "setting.updated")!.before_state).value, "***");
});

Deno.test("typedSetting reads what a text says and keeps what only looks like it", () => {
  const cases: [string, unknown][] = [
    ["true", true],
    ["FALSE", false],
    ["42", 42],
    ["-1.5", -1.5],
    ["007", "007"],
    ["+41 79", "+41 79"],
    ["12345678901234567890", "12345678901234567890"],
    ['{"a": [1]}', { a: [1] }],
    ["[1, 2]", [1, 2]],
    ["{broken", "{broken"],
    ["", ""],
    ["text", "text"],
  ];
  for (const [given, expected] of cases) assert.deepEqual(typedSetting(given), expected, given);
});

Deno.test("readConfig refuses a mail provider that could not deliver, naming the variables", () => {
  const base = { DATABASE_URL: world.db.url, JWT_SECRET: testSecret, AUDIT_KEYS: testAuditKeys };
  assert.equal(readConfig(base).MAIL_PROVIDER, "outbox");
  const refused = (more: Record<string, string>, ...names: string[]) =>
    assert.throws(() => readConfig({ ...base, ...more }), (error) => {
      assert.ok(error instanceof ConfigError);
      for (const name of names) assert.ok(error.message.includes(`${name}:`), error.message);
      return true;
    });
  refused({ MAIL_PROVIDER: "http" }, "MAIL_HTTP_URL", "MAIL_HTTP_TOKEN", "MAIL_FROM");
  refused({ MAIL_PROVIDER: "pigeon" }, "MAIL_PROVIDER");
  refused({ MAIL_FROM: "nobody" }, "MAIL_FROM");
  refused({ MAIL_FROM: "A\r\nBcc: x@y.ch <a@b.ch>" }, "MAIL_FROM");
  const complete = {
    MAIL_HTTP_URL: "https://mail.example/send",
    MAIL_HTTP_TOKEN: "t",
    MAIL_FROM: "Garage <no-reply@garage.example>",
  };
  assert.equal(readConfig({ ...base, MAIL_PROVIDER: "http", ...complete }).MAIL_FROM, complete.MAIL_FROM);
});
