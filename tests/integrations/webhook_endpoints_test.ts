import assert from "node:assert/strict";
import { app } from "../../functions/integrations/app.ts";
import { send } from "../support/app_client.ts";
import { openWorld } from "../support/world.ts";
import { webhookWorld } from "./webhook_world.ts";

const world = await openWorld({
  config: { APP_ENV: "production", WEBHOOK_ALLOWED_ORIGINS: "https://hooks.example.com" },
});
const { office, register } = await webhookWorld(world);
Deno.test.afterAll(() => world.close());

const url = "https://hooks.example.com/in";
const example = { url, events: ["invoice.*", "payment.created"] };
const { tenant, admin } = await office();

Deno.test("integrations.webhook_endpoints.create shows the secret once and keeps it sealed", async () => {
  const { endpoint, secret } = await register(admin, { ...example, description: "Books" });
  assert.match(secret, /^whsec_[A-Za-z0-9+/]{32}$/);
  assert.deepEqual(
    [endpoint.url, endpoint.events, endpoint.is_active, endpoint.max_attempts, endpoint.consecutive_failures],
    [url, ["invoice.*", "payment.created"], true, 3, 0],
  );
  const seen = await Promise.all([
    send(app, admin, "GET /webhooks/endpoints"),
    send(app, admin, `GET /webhooks/endpoints/${endpoint.id}`),
    send(app, admin, `PATCH /webhooks/endpoints/${endpoint.id}`, { body: { description: "Ledger" } }),
  ]);
  assert.ok(seen.every(({ status, text }) => status === 200 && !text.includes("whsec_") && !text.includes("sealed")));
  const [row] = await world.db.sql`
    select secret_sealed, to_jsonb(e)::text as whole from integrations.webhook_endpoints e where id = ${endpoint.id}`;
  assert.ok(!row.whole.includes(secret.slice(6)));
  assert.equal(await world.runtime.secrets.open(row.secret_sealed, `webhook:${tenant.id}`), secret);
  const log = await world.db.sql`select after_state::text as text from audit.events where entity_id = ${endpoint.id}`;
  assert.ok(log.length > 0 && log.every(({ text }) => !text?.includes(row.secret_sealed)));
});

const REJECTED = [
  "http://hooks.partner.com/",
  "http://127.1/",
  "https://2130706433/",
  "https://0x7f.1/",
  "https://[::ffff:127.0.0.1]/",
  "https://user@hooks.partner.com/",
  "https://169.254.169.254/",
  "https://localhost/",
  "https://db.internal/",
  "https://1.1.1.1:22/",
  "ftp://hooks.partner.com/",
  "no address",
];
Deno.test("integrations.webhook_endpoints.create refuses addresses inside networks, in every spelling", async () => {
  for (const bad of REJECTED) {
    const { status, body } = await send(app, admin, "POST /webhooks/endpoints", { body: { ...example, url: bad } });
    assert.deepEqual([status, body.code, body.details[0].field], [400, "WEBHOOK_URL_REJECTED", "url"], bad);
  }
  const { endpoint } = await register(admin, example);
  const moved = await send(app, admin, `PATCH /webhooks/endpoints/${endpoint.id}`, {
    body: { url: "https://10.0.0.5/" },
  });
  assert.equal(moved.body.code, "WEBHOOK_URL_REJECTED");
  assert.equal((await send(app, admin, `GET /webhooks/endpoints/${endpoint.id}`)).body.data.url, url);
});

Deno.test("integrations.webhook_endpoints.create names the pattern that covers nothing", async () => {
  const body = { ...example, events: ["invoice.paid", "invoice.exploded"] };
  const { status, body: answer } = await send(app, admin, "POST /webhooks/endpoints", { body });
  assert.deepEqual([status, answer.code, answer.details[0].field], [400, "VALIDATION_ERROR", "events.1"]);
});

Deno.test("nobody subscribes a server of theirs to events they may not read", async () => {
  const company = await tenant.company("GAMMA");
  const clerk = await tenant.actor({ integrations: "rw", contacts: "rw", invoices: ["SELF", "SELF"] }, {
    companies: [company],
  });
  const asked = (events: string[]) =>
    send(app, clerk, "POST /webhooks/endpoints", { body: { url, events, owner_company_id: company } });
  assert.equal((await asked(["contact.created"])).status, 201);
  for (const events of [["invoice.paid"], ["invoice.*"], ["*"]]) {
    const { status, body } = await asked(events);
    assert.deepEqual([status, body.code, body.details.reason], [403, "AUTHORIZATION_ERROR", "webhook_events_denied"]);
    assert.ok(body.details.permissions.includes("invoices"));
  }
  const treasurer = await tenant.actor({ integrations: "rw", finance: "r" }, { companies: [company] });
  const financial = { url, events: ["invoice.*", "bank.imported"], owner_company_id: company };
  const { status } = await send(app, treasurer, "POST /webhooks/endpoints", { body: financial });
  assert.equal(status, 201, "who runs the finances reads all invoices");
  const { endpoint } = await register(admin, { ...example, owner_company_id: company });
  const stolen = await send(app, clerk, `PATCH /webhooks/endpoints/${endpoint.id}`, {
    body: { url: "https://hooks.example.com/mine" },
  });
  assert.equal(stolen.status, 403, "an endpoint of others cannot be pointed elsewhere");
});

Deno.test("who works for one company has to do with endpoints of that company alone", async () => {
  const company = await tenant.company("ALPHA");
  const other = await tenant.company("BETA");
  const local = await tenant.actor({ integrations: "rw", invoices: "rw", payments: "rw" }, { companies: [company] });
  const post = (owner_company_id: string | null) =>
    send(app, local, "POST /webhooks/endpoints", { body: { ...example, owner_company_id } });
  assert.deepEqual([(await post(company)).status, (await post(null)).status, (await post(other)).status], [
    201,
    403,
    403,
  ]);
  const { endpoint } = await register(admin, example);
  assert.equal((await send(app, local, `GET /webhooks/endpoints/${endpoint.id}`)).status, 404);
  assert.equal((await send(app, local, `POST /webhooks/endpoints/${endpoint.id}/test`)).status, 404);
  assert.equal((await post(null)).body.code, "COMPANY_ACCESS_DENIED");
  assert.equal((await send(app, local, `POST /webhooks/endpoints/${endpoint.id}/rotate-secret`)).status, 404);
  const unknown = await send(app, admin, "POST /webhooks/endpoints", {
    body: { ...example, owner_company_id: crypto.randomUUID() },
  });
  assert.deepEqual([unknown.status, unknown.body.details.reason], [400, "webhook_company_unknown"]);
});

Deno.test("an organisation has at most 100 endpoints", async () => {
  const crowded = await office();
  await world.db.sql`
    insert into integrations.webhook_endpoints (tenant_id, url, events, secret_sealed)
    select ${crowded.tenant.id}, ${url}, '{*}', 'x' from generate_series(1, 100)`;
  const { status, body } = await send(app, crowded.admin, "POST /webhooks/endpoints", { body: example });
  assert.deepEqual([status, body.details.reason], [409, "webhook_endpoint_limit"]);
});

Deno.test("an endpoint is paused with its reason, takes no ping, and starts afresh when enabled", async () => {
  const { endpoint: { id } } = await register(admin, example);
  await world.db.sql`update integrations.webhook_endpoints set consecutive_failures = 7 where id = ${id}`;
  const paused = await send(app, admin, `PATCH /webhooks/endpoints/${id}`, { body: { is_active: false } });
  assert.deepEqual([paused.body.data.is_active, paused.body.data.disabled_reason], [false, "paused"]);
  const ping = await send(app, admin, `POST /webhooks/endpoints/${id}/test`);
  assert.deepEqual([ping.status, ping.body.details.reason], [409, "webhook_endpoint_off"]);
  const { body: { data } } = await send(app, admin, `POST /webhooks/endpoints/${id}/enable`);
  assert.deepEqual([data.is_active, data.disabled_reason, data.disabled_at, data.consecutive_failures], [
    true,
    null,
    null,
    0,
  ]);
});

Deno.test("a removed endpoint is gone, and its log stays readable", async () => {
  const { endpoint: { id } } = await register(admin, example);
  const { body: { data: { delivery_id } } } = await send(app, admin, `POST /webhooks/endpoints/${id}/test`);
  assert.equal((await send(app, admin, `DELETE /webhooks/endpoints/${id}`)).status, 200);
  for (const route of [`GET /webhooks/endpoints/${id}`, `DELETE /webhooks/endpoints/${id}`]) {
    assert.equal((await send(app, admin, route)).status, 404);
  }
  const { body: { data } } = await send(app, admin, `GET /webhooks/deliveries/${delivery_id}`);
  assert.deepEqual([data.status, data.error], ["failed", "the endpoint was switched off"]);
  const replay = await send(app, admin, `POST /webhooks/deliveries/${delivery_id}/replay`);
  assert.equal(replay.body.details.reason, "webhook_endpoint_off");
});

Deno.test("GET /webhooks/event-types lists every type with the permission it takes and what it says", async () => {
  const { body } = await send(app, admin, "GET /webhooks/event-types");
  const paid = body.data.event_types.find(({ type }: { type: string }) => type === "invoice.paid");
  assert.deepEqual([paid.permission, paid.entity], ["invoices", "invoice"]);
  assert.ok("amount_ttc" in paid.payload_schema.properties);
  assert.ok(
    body.data.event_types.every(({ type }: { type: string }) => type !== "session.ended"),
    "told to one person",
  );
});
