import assert from "node:assert/strict";
import { app } from "../../functions/integrations/app.ts";
import { background, webhookConsumer } from "../../functions/integrations/background.ts";
import { webhookRound } from "../../functions/integrations/deliver_webhooks.ts";
import { signBody, signStandard, signTimedBody } from "../../functions/integrations/signature_rules.ts";
import { serviceTransaction } from "../../shared/http/service_actor.ts";
import { createJobRunner } from "../../shared/jobs/run_jobs.ts";
import { send } from "../support/app_client.ts";
import { until } from "../support/until.ts";
import { startWebhookStandIn } from "../support/webhook_stand_in.ts";
import { openWorld } from "../support/world.ts";
import { webhookWorld } from "./webhook_world.ts";

const world = await openWorld({ config: { DB_POOL_MAX: "10", WEBHOOK_DISABLE_AFTER: "3" } });
const receiver = startWebhookStandIn();
const { office, register, publish, fanOut, deliver, fastForward, deliveries } = await webhookWorld(world);
Deno.test.afterAll(async () => {
  await receiver.close();
  await world.close();
});

let paths = 0;
const fresh = () => `/hook-${++paths}`;
const { admin } = await office();

/** An endpoint of an organisation of its own, so that tests do not hear each other. */
async function listener(body: Record<string, unknown> = {}) {
  const home = await office();
  const path = fresh();
  const { endpoint, secret } = await register(home.admin, { url: receiver.origin + path, ...body });
  return { ...home, path, id: endpoint.id as string, secret };
}

Deno.test("an event reaches the endpoints that want it once, signed over the very bytes that are sent", async () => {
  const { tenant, path, id, secret } = await listener({ events: ["contact.created"] });
  const entity = await publish(tenant, "contact.created", { name: "Ünïcode", zulu: 1, alpha: 2 });
  await publish(tenant, "contact.updated", {}, entity);
  await fanOut();
  await deliver();
  const [{ headers, text, body }, ...more] = receiver.at(path);
  assert.equal(more.length, 0);
  assert.deepEqual([body.event, body.data.entity_id, body.data.name], ["contact.created", entity, "Ünïcode"]);
  const stamp = headers.get("webhook-timestamp")!;
  assert.equal(headers.get("x-webhook-timestamp"), body.timestamp);
  assert.equal(headers.get("x-webhook-signature"), signBody(secret, text));
  assert.equal(headers.get("x-webhook-signature-v2"), signTimedBody(secret, body.timestamp, text));
  assert.equal(
    headers.get("webhook-signature"),
    signStandard(secret, headers.get("webhook-id")!, Number(stamp), text),
  );
  const [row] = await deliveries(id);
  assert.deepEqual([row.status, row.attempt, row.status_code, row.response_body, row.payload, row.lease_id], [
    "sent",
    1,
    200,
    '{"received":true}',
    text,
    null,
  ]);
  assert.equal(row.id, headers.get("x-webhook-delivery-id"));
});

Deno.test("a batch that is handed over again, and two workers at once, make no second delivery", async () => {
  const { tenant, id, path } = await listener();
  for (let i = 0; i < 20; i++) await publish(tenant, "contact.created");
  await Promise.all([fanOut(), fanOut()]);
  const events = await world.db.sql`
    select * from app.events where tenant_id = ${tenant.id} order by id`;
  const facts = { request_id: "", ip: "", user_agent: "", method: "", path: "" };
  await serviceTransaction(
    world.runtime,
    tenant.id,
    facts,
    (sql) =>
      webhookConsumer.handle([...events] as never, {
        sql,
        tenantId: tenant.id,
        config: world.runtime.config,
        log: world.runtime.log,
      }),
  );
  assert.equal((await deliveries(id)).length, 20);
  await Promise.all([deliver(), deliver(), deliver()]);
  assert.equal(receiver.at(path).length, 20);
  assert.equal(new Set(receiver.at(path).map(({ headers }) => headers.get("webhook-id"))).size, 20);
});

Deno.test("a receiver that hangs holds up nobody else, and has two attempts open at most", async () => {
  const slow = await listener();
  const quick = await register(slow.admin, { url: receiver.origin + fresh() });
  const other = await listener();
  receiver.behave(slow.path, "hang");
  for (let i = 0; i < 12; i++) await publish(slow.tenant, "contact.created");
  for (let i = 0; i < 5; i++) await publish(other.tenant, "contact.created");
  await fanOut();
  const halt = new AbortController();
  const round = webhookRound({ timeoutMs: 20_000 })(world.runtime, halt.signal);
  const sent = async (id: string) => (await deliveries(id)).filter(({ status }) => status === "sent").length;
  await until(async () => await sent(quick.endpoint.id) === 12 && await sent(other.id) === 5, "the others are served");
  assert.deepEqual([await sent(slow.id), receiver.mostAtOnce(slow.path)], [0, 2]);
  // The round ends when what it began has ended; the rest waits for the next one.
  halt.abort();
  receiver.release();
  await round;
  assert.equal(await sent(slow.id), 2);
  receiver.behave(slow.path, "accept");
  await deliver();
  assert.equal(await sent(slow.id), 12);
});

const FAILURES = [
  ["answers 500", { status: 500, body: "oops" }, "answered 500"],
  ["never answers", "hang", "timed out"],
  ["never ends its answer", "trickle", "timed out"],
  ["breaks off", "cut", "the connection failed"],
  ["redirects into the network", {
    status: 301,
    headers: { location: "http://169.254.169.254/" },
  }, "answered 301; redirects are not followed"],
] as const;
for (const [says, behaviour, reason] of FAILURES) {
  Deno.test(`a receiver that ${says} is tried three times under one id, then given up`, async () => {
    const { tenant, path, id } = await listener();
    receiver.behave(path, behaviour);
    await publish(tenant, "contact.created");
    await fanOut();
    const waits: number[] = [];
    for (let attempt = 1; attempt <= 3; attempt++) {
      await deliver({ timeoutMs: 150 });
      const [row] = await deliveries(id);
      assert.deepEqual([row.attempt, row.status, row.error], [attempt, attempt < 3 ? "pending" : "failed", reason]);
      waits.push(row.wait);
      await fastForward();
    }
    assert.ok(waits[0] > 1 && waits[0] <= 2.4 && waits[1] > 2.6 && waits[1] <= 4.8, waits.join());
    await deliver();
    const requests = receiver.at(path);
    assert.deepEqual(requests.map(({ headers }) => headers.get("x-webhook-attempt")), ["1", "2", "3"]);
    assert.equal(new Set(requests.map(({ headers, text }) => headers.get("webhook-id") + text)).size, 1);
  });
}

Deno.test("a closed port is tried again", async () => {
  const closed = Deno.listen({ port: 0, hostname: "127.0.0.1" });
  const { port } = closed.addr as Deno.NetAddr;
  closed.close();
  const { tenant, id } = await listener({ url: `http://127.0.0.1:${port}/` });
  await publish(tenant, "contact.created");
  await fanOut();
  await deliver();
  const [row] = await deliveries(id);
  assert.deepEqual([row.status, row.error], ["pending", "the connection failed"]);
});

Deno.test("a huge answer is read in part and kept in part", async () => {
  const { tenant, path, id } = await listener();
  receiver.behave(path, "huge");
  await publish(tenant, "contact.created");
  await fanOut();
  await deliver();
  const [row] = await deliveries(id);
  assert.deepEqual([row.status, row.response_body], ["sent", "x".repeat(1000)]);
});

Deno.test("429 waits as long as it asks for", async () => {
  const { tenant, path, id } = await listener();
  receiver.behave(path, { status: 429, headers: { "retry-after": "50" } }, "accept");
  await publish(tenant, "contact.created");
  await fanOut();
  await deliver();
  const [waiting] = await deliveries(id);
  assert.ok(waiting.wait > 40 && waiting.wait <= 50, String(waiting.wait));
  await fastForward();
  await deliver();
  assert.equal((await deliveries(id))[0].status, "sent");
});

Deno.test("410 ends at once, switches the endpoint off, gives up what waits, and the administrators are told once", async () => {
  const { tenant, path, id } = await listener();
  await world.db.sql`insert into identity.roles (tenant_id, key, name) values (${tenant.id}, 'admin', 'Admin')
    on conflict do nothing`;
  receiver.behave(path, { status: 410 });
  const entity = await publish(tenant, "contact.created");
  await publish(tenant, "contact.updated", {}, entity);
  await fanOut();
  await deliver();
  assert.equal(receiver.at(path).length, 1);
  assert.deepEqual((await deliveries(id)).map(({ status, error }) => [status, error]), [
    ["failed", "answered 410"],
    ["failed", "the endpoint was switched off"],
  ]);
  const [endpoint] = await world.db.sql`
    select is_active, disabled_reason from integrations.webhook_endpoints where id = ${id}`;
  assert.deepEqual({ ...endpoint }, { is_active: false, disabled_reason: "gone" });
  await publish(tenant, "contact.created");
  await fanOut();
  assert.equal((await deliveries(id)).length, 2, "nothing is queued for an endpoint that is off");
  await drainJobs();
  const told = await world.db.sql`
    select title, recipient, metadata from notifications.notifications
    where tenant_id = ${tenant.id} and type = 'webhook_disabled'`;
  assert.deepEqual(told.map(({ recipient, metadata }) => [recipient, metadata.endpoint_id]), [["role:admin", id]]);
  assert.ok(!told[0].title.includes(path), "the path of an address may carry a secret");
});

Deno.test("an endpoint is switched off after so many deliveries given up in a row; one that arrives starts the count anew", async () => {
  const { tenant, path, id } = await listener({ max_attempts: 1 });
  receiver.behave(path, { status: 500 }, { status: 500 }, "accept", { status: 500 });
  const state = async () => {
    const [row] = await world.db.sql`
      select consecutive_failures as n, disabled_reason as why from integrations.webhook_endpoints where id = ${id}`;
    return [row.n, row.why];
  };
  const seen = [];
  for (let i = 0; i < 6; i++) {
    await publish(tenant, "contact.created");
    await fanOut();
    await deliver();
    seen.push(await state());
  }
  assert.deepEqual(seen, [[1, null], [2, null], [0, null], [1, null], [2, null], [3, "failing"]]);
});

Deno.test("the events of an entity arrive in order: the next waits until the former arrived or was given up", async () => {
  const { tenant, path, id } = await listener();
  receiver.behave(path, { status: 500 }, "accept");
  const entity = await publish(tenant, "contact.created");
  await publish(tenant, "contact.updated", {}, entity);
  await publish(tenant, "contact.deleted", {}, entity);
  await fanOut();
  await deliver();
  const arrived = () => receiver.at(path).map(({ body }) => [body.event, body.data.entity_id]);
  assert.deepEqual(arrived(), [["contact.created", entity]], "the others of the entity wait");
  const other = await publish(tenant, "contact.created");
  await fanOut();
  await deliver();
  assert.deepEqual(arrived().slice(1), [["contact.created", other]], "another entity does not");
  await fastForward();
  // A round may end early when another one holds a lock; workers begin the next at once.
  await until(async () => {
    await deliver();
    return (await deliveries(id)).every(({ status }) => status === "sent");
  }, "everything was sent");
  assert.deepEqual(arrived().filter(([, one]) => one === entity).map(([event]) => event), [
    "contact.created",
    "contact.created",
    "contact.updated",
    "contact.deleted",
  ]);
});

Deno.test("during the overlap both secrets sign, afterwards the new one alone", async () => {
  const { admin, tenant, path, id, secret } = await listener();
  const rotated = await send(app, admin, `POST /webhooks/endpoints/${id}/rotate-secret`, {
    body: { overlap_seconds: 60 },
  });
  const next = rotated.body.data.secret;
  assert.notEqual(next, secret);
  const told = async () => {
    await publish(tenant, "contact.created");
    await fanOut();
    await deliver();
    const { headers, text } = receiver.at(path).at(-1)!;
    return { signatures: headers.get("x-webhook-signature")!.split(/,\s*/), text };
  };
  const both = await told();
  assert.deepEqual(both.signatures, [signBody(next, both.text), signBody(secret, both.text)]);
  await world.db.sql`update integrations.webhook_endpoints set previous_secret_until = now() where id = ${id}`;
  const one = await told();
  assert.deepEqual(one.signatures, [signBody(next, one.text)]);
  const last = await send(app, admin, `POST /webhooks/endpoints/${id}/rotate-secret`, { body: { overlap_seconds: 0 } });
  assert.equal(last.body.data.previous_secret_until, null);
});

Deno.test("a name that turns to a private address after it was accepted is refused at each attempt and logged", async () => {
  const { tenant, id } = await listener();
  await world.db.sql`
    update integrations.webhook_endpoints set url = 'https://rebind.example.com/hook' where id = ${id}`;
  await publish(tenant, "contact.created");
  await fanOut();
  let asked = 0;
  const rebound = () => {
    asked++;
    return Promise.resolve([{ address: "127.0.0.1", family: 4 }]);
  };
  await deliver({ resolve: rebound });
  const [row] = await deliveries(id);
  assert.deepEqual([asked, row.status, row.error], [1, "pending", "the address is not a public address"]);
  assert.ok(world.logs.some((entry) => entry.delivery_id === row.id && entry.event === "webhook.retry"));
});

Deno.test("a delivery that cuts every attempt short ends without being sent again", async () => {
  const { tenant, path, id } = await listener();
  await publish(tenant, "contact.created");
  await fanOut();
  await world.db.sql`
    update integrations.webhook_deliveries set attempt = 3, lease_id = gen_random_uuid() where endpoint_id = ${id}`;
  await deliver();
  const [row] = await deliveries(id);
  assert.deepEqual([row.status, row.error, receiver.at(path).length], ["failed", "every attempt was cut short", 0]);
});

Deno.test("no log line carries a secret, an address or a payload", () => {
  const lines = world.logs.map((entry) => JSON.stringify(entry));
  assert.ok(lines.some((line) => line.includes("webhook.sent")));
  assert.ok(lines.every((line) => !/whsec_|sha256=|\/hook-|Ünïcode/.test(line)));
});

Deno.test("ping, log and replay", async () => {
  const path = fresh();
  const { endpoint } = await register(admin, { url: receiver.origin + path, max_attempts: 1 });
  receiver.behave(path, { status: 500 }, "accept");
  const { status, body } = await send(app, admin, `POST /webhooks/endpoints/${endpoint.id}/test`);
  assert.equal(status, 202);
  const one = `/webhooks/deliveries/${body.data.delivery_id}`;
  const early = await send(app, admin, `POST ${one}/replay`);
  assert.deepEqual([early.status, early.body.details.reason], [409, "webhook_delivery_pending"]);
  await deliver();
  const { body: { data: failed } } = await send(app, admin, `GET ${one}`);
  assert.deepEqual([failed.status, failed.status_code, failed.payload.event, failed.next_attempt_at], [
    "failed",
    500,
    "webhook.test",
    null,
  ]);
  const list = async (query: Record<string, string>) =>
    (await send(app, admin, "GET /webhooks/deliveries", { query })).body;
  const found = await list({ endpoint_id: endpoint.id, status: "failed", event: "webhook.test" });
  assert.deepEqual([found.pagination.total, found.data[0].id], [1, failed.id]);
  assert.equal(
    (await list({ endpoint_id: endpoint.id, since: new Date(Date.now() + 60_000).toISOString() })).data.length,
    0,
  );
  assert.equal((await send(app, admin, `POST ${one}/replay`)).body.data.status, "pending");
  await deliver();
  const ids = receiver.at(path).map(({ headers }) => headers.get("webhook-id"));
  assert.deepEqual(ids, [failed.id, failed.id]);
  assert.equal((await send(app, admin, `GET ${one}`)).body.data.status, "sent");
});

Deno.test("replaying all failed since an instant takes those of endpoints that are on, of the own organisation", async () => {
  const on = await listener({ max_attempts: 1 });
  const off = await register(on.admin, { url: receiver.origin + fresh(), max_attempts: 1 });
  const stranger = await listener({ max_attempts: 1 });
  for (const path of [on.path, stranger.path, new URL(off.endpoint.url).pathname]) {
    receiver.behave(path, { status: 500 }, { status: 500 }, "accept");
  }
  const since = new Date(Date.now() - 1000).toISOString();
  for (let i = 0; i < 2; i++) await publish(on.tenant, "contact.created");
  await publish(stranger.tenant, "contact.created");
  await fanOut();
  await deliver();
  await send(app, on.admin, `PATCH /webhooks/endpoints/${off.endpoint.id}`, { body: { is_active: false } });
  const replay = (body: unknown) => send(app, on.admin, "POST /webhooks/deliveries/replay", { body });
  const later = await replay({ since: new Date(Date.now() + 60_000).toISOString() });
  assert.equal(later.body.data.replayed, 0);
  const { status, body } = await replay({ since });
  assert.deepEqual([status, body.data.replayed], [202, 2]);
  await deliver();
  assert.ok((await deliveries(on.id)).every((row) => row.status === "sent"));
  assert.equal((await deliveries(stranger.id))[0].status, "failed");
  assert.equal(
    (await send(app, on.admin, `GET /webhooks/deliveries/${(await deliveries(stranger.id))[0].id}`)).status,
    404,
  );
});

async function drainJobs(): Promise<void> {
  const runner = createJobRunner(world.runtime, background.jobs!);
  try {
    await runner.drain(Date.now() + 10_000);
  } finally {
    await runner.stop();
  }
}
