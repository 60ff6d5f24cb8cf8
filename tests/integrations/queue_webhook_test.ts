import assert from "node:assert/strict";
import { app } from "../../functions/integrations/app.ts";
import { background } from "../../functions/integrations/background.ts";
import { signBody } from "../../functions/integrations/signature_rules.ts";
import { queueWebhook, sealWebhookSecret } from "../../shared/webhooks/queue_webhook.ts";
import { serviceTransaction } from "../../shared/http/service_actor.ts";
import { createJobRunner } from "../../shared/jobs/run_jobs.ts";
import { send } from "../support/app_client.ts";
import { startWebhookStandIn } from "../support/webhook_stand_in.ts";
import { openWorld, type TestTenant } from "../support/world.ts";
import { webhookWorld } from "./webhook_world.ts";

const world = await openWorld();
const receiver = startWebhookStandIn();
const { office, register, publish, fanOut, deliver, fastForward } = await webhookWorld(world);
Deno.test.afterAll(async () => {
  await receiver.close();
  await world.close();
});

const facts = { request_id: "", ip: "", user_agent: "", method: "JOB", path: "" };
const { tenant, admin } = await office();

function queue(of: TestTenant, path: string, event: string, data: Record<string, unknown>, secret?: string) {
  return serviceTransaction(world.runtime, of.id, facts, async (sql) => {
    const sealedSecret = secret && await sealWebhookSecret(world.runtime.secrets, of.id, secret);
    return await queueWebhook(sql, { event, jobId: "job_1", url: receiver.origin + path, sealedSecret, data });
  });
}

Deno.test("a webhook of a job goes to the address of the job, signed with its secret, and keeps the order of the job", async () => {
  const secret = "a secret of sixteen";
  receiver.behave("/job", { status: 500 }, "accept");
  await queue(tenant, "/job", "progress", { status: "processing", progress: 66 }, secret);
  await queue(tenant, "/job", "complete", { status: "complete", progress: 100 }, secret);
  await deliver();
  assert.equal(receiver.at("/job").length, 1, "the end waits for the progress before it");
  await fastForward();
  await deliver();
  assert.deepEqual(receiver.at("/job").map(({ body }) => body.event), ["progress", "progress", "complete"]);
  const { headers, text, body } = receiver.at("/job")[2];
  assert.deepEqual(Object.keys(body), ["event", "jobId", "timestamp", "data"]);
  assert.equal(headers.get("x-webhook-job-id"), "job_1");
  assert.equal(headers.get("x-webhook-signature"), signBody(secret, text));
  const { body: { data } } = await send(app, admin, "GET /webhooks/deliveries", { query: { job_id: "job_1" } });
  assert.deepEqual(data.map((one: Record<string, unknown>) => [one.event, one.status, one.endpoint_id]), [
    ["complete", "sent", null],
    ["progress", "sent", null],
  ]);
});

Deno.test("a webhook of a job without a secret is sent unsigned, and one that is given up touches nothing else", async () => {
  receiver.behave("/plain", { status: 410 });
  const id = await queue(tenant, "/plain", "progress", {});
  await deliver();
  const [{ headers }] = receiver.at("/plain");
  assert.equal(headers.get("x-webhook-signature"), null);
  assert.equal((await send(app, admin, `GET /webhooks/deliveries/${id}`)).body.data.status, "failed");
});

Deno.test("a sealed secret of one organisation signs nothing in another", async () => {
  const stranger = await office();
  const sealedSecret = await sealWebhookSecret(world.runtime.secrets, tenant.id, "a secret of sixteen");
  const url = `${receiver.origin}/moved`;
  const id = await serviceTransaction(
    world.runtime,
    stranger.tenant.id,
    facts,
    (sql) => queueWebhook(sql, { event: "progress", jobId: "job_2", url, sealedSecret, data: {} }),
  );
  await deliver();
  assert.equal(receiver.at("/moved").length, 0);
  const { body: { data } } = await send(app, stranger.admin, `GET /webhooks/deliveries/${id}`);
  assert.deepEqual([data.status, data.error], ["pending", "the secret could not be read"]);
});

const claim = async (limit: number) =>
  (await world.db.sql`select tenant_id, url from integrations.claim_webhooks(${limit}, 30)`).map((row) =>
    row.tenant_id
  );

Deno.test("an organisation has five attempts under way at most, and one with nothing under way comes first", async () => {
  const crowded = await office();
  for (let i = 0; i < 6; i++) await register(crowded.admin, { url: `${receiver.origin}/crowd-${i}` });
  for (let i = 0; i < 2; i++) await publish(crowded.tenant, "contact.created");
  await fanOut();
  await world.db.sql`
    update integrations.webhook_deliveries set next_attempt_at = now() + interval '1 hour'
    where status = 'pending' and tenant_id <> ${crowded.tenant.id}`;
  assert.equal((await claim(3)).length, 3);
  const late = await office();
  await register(late.admin, { url: `${receiver.origin}/late` });
  await publish(late.tenant, "contact.created");
  await fanOut();
  assert.deepEqual(await claim(1), [late.tenant.id], "although the heap has waited for longer");
  assert.deepEqual(await claim(10), [crowded.tenant.id, crowded.tenant.id]);
  assert.deepEqual(await claim(10), []);
});

Deno.test("the daily purge removes what ended 30 days ago, and removed endpoints nothing refers to", async () => {
  const { sql } = world.db;
  const home = await office();
  const { endpoint } = await register(home.admin, { url: `${receiver.origin}/old` });
  await send(app, home.admin, `POST /webhooks/endpoints/${endpoint.id}/rotate-secret`);
  await sql`
    update integrations.webhook_endpoints set previous_secret_until = now() - interval '1 minute' where id = ${endpoint.id}`;
  for (let i = 0; i < 3; i++) await publish(home.tenant, "contact.created");
  await fanOut();
  const [old, waiting] = await sql`
    select id from integrations.webhook_deliveries where endpoint_id = ${endpoint.id} order by position`;
  await sql`
    update integrations.webhook_deliveries set created_at = now() - interval '31 days' where id in (${old.id}, ${waiting.id})`;
  await sql`update integrations.webhook_deliveries set status = 'failed' where id = ${old.id}`;
  const purge = async () => {
    await sql`select app.enqueue('webhooks.purge', p_tenant => ${home.tenant.id})`;
    const runner = createJobRunner(world.runtime, background.jobs!);
    await runner.drain(Date.now() + 10_000).finally(() => runner.stop());
    return (await sql`select id from integrations.webhook_deliveries where endpoint_id = ${endpoint.id}`).map((
      { id },
    ) => id);
  };
  const left = await purge();
  assert.ok(left.length === 2 && left.includes(waiting.id) && !left.includes(old.id));
  const [{ previous }] = await sql`
    select previous_secret_sealed as previous from integrations.webhook_endpoints where id = ${endpoint.id}`;
  assert.equal(previous, null, "a secret that signs no more is forgotten");
  await send(app, home.admin, `DELETE /webhooks/endpoints/${endpoint.id}`);
  await sql`
    update integrations.webhook_deliveries set created_at = now() - interval '31 days' where endpoint_id = ${endpoint.id}`;
  await sql`update integrations.webhook_endpoints set deleted_at = now() - interval '31 days' where id = ${endpoint.id}`;
  assert.deepEqual(await purge(), []);
  assert.equal((await sql`select from integrations.webhook_endpoints where id = ${endpoint.id}`).length, 0);
});
