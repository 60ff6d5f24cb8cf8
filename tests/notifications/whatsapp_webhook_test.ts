import assert from "node:assert/strict";
import { app } from "../../functions/notifications/app.ts";
import { createRuntime, useRuntime } from "../../shared/http/runtime.ts";
import { send } from "../support/app_client.ts";
import { openWorld, testConfig, type TestTenant } from "../support/world.ts";

const SECRET = "the app secret of whatsapp";
const world = await openWorld({ config: { WHATSAPP_APP_SECRET: SECRET, WHATSAPP_VERIFY_TOKEN: "verify-me-please" } });
Deno.test.afterAll(() => world.close());

async function signatureOf(body: string, secret = SECRET): Promise<string> {
  const algorithm = { name: "HMAC", hash: "SHA-256" };
  const utf8 = new TextEncoder();
  const key = await crypto.subtle.importKey("raw", utf8.encode(secret), algorithm, false, ["sign"]);
  const mac = new Uint8Array(await crypto.subtle.sign("HMAC", key, utf8.encode(body)));
  return `sha256=${[...mac].map((byte) => byte.toString(16).padStart(2, "0")).join("")}`;
}

async function post(body: string, headers: Record<string, string> = {}) {
  const signed = { "x-hub-signature-256": await signatureOf(body), "content-type": "application/json", ...headers };
  return await send(app, null, "POST /notifications/whatsapp/webhook", { body, headers: signed });
}

async function told(value: Record<string, unknown>, phone_number_id: string) {
  const answer = await post(
    JSON.stringify({ entry: [{ changes: [{ value: { metadata: { phone_number_id }, ...value } }] }] }),
  );
  assert.equal(answer.status, 200, answer.text);
  assert.deepEqual(answer.body, { status: "received" });
}

let numbers = 100_000;
async function numberOf(tenant: TestTenant): Promise<string> {
  const id = String(++numbers);
  await world.db.sql`insert into notifications.whatsapp_numbers (tenant_id, phone_number_id, display_digits)
    values (${tenant.id}, ${id}, ${`4121${id}`})`;
  return id;
}

async function messageOf(tenant: TestTenant, columns: Record<string, unknown> = {}): Promise<string> {
  const row = { tenant_id: tenant.id, channel: "whatsapp", recipient: "+41791234567", body: "Hello", ...columns };
  const [{ id }] = await world.db.sql`insert into notifications.workflow_notifications ${
    world.db.sql(row)
  } returning id`;
  return id;
}

const stored = async (id: string) =>
  (await world.db.sql`select * from notifications.workflow_notifications where id = ${id}`)[0];
const status = (id: string, word: string) => ({ id, status: word, recipient_id: "41791234567" });

Deno.test("whatsapp.verify answers the challenge to whoever knows the token", async () => {
  const ask = (query: Record<string, string>) => send(app, null, "GET /notifications/whatsapp/webhook", { query });
  const proof = { "hub.mode": "subscribe", "hub.challenge": "1158201444" };
  const answer = await ask({ ...proof, "hub.verify_token": "verify-me-please" });
  assert.equal(answer.status, 200);
  assert.equal(answer.text, "1158201444");
  assert.match(answer.headers.get("content-type")!, /^text\/plain/);
  for (const given of ["wrong", ""]) assert.equal((await ask({ ...proof, "hub.verify_token": given })).status, 403);
  assert.equal((await ask(proof)).status, 403);
  assert.equal((await ask({})).text, '{"status":"ok"}');
});

Deno.test("whatsapp.receive refuses what is not signed by the secret over these very bytes", async () => {
  const body = JSON.stringify({ entry: [] });
  assert.equal((await post(body)).status, 200);
  const bad = [
    await signatureOf(body, "another secret"),
    await signatureOf(`${body} `),
    (await signatureOf(body)).replace("sha256=", "sha1="),
    "",
    "sha256=xyz",
  ];
  for (const signature of bad) {
    const answer = await post(body, { "x-hub-signature-256": signature });
    assert.equal(answer.status, 403, signature);
    assert.equal(answer.body.code, "WEBHOOK_SIGNATURE_INVALID");
  }
  assert.equal((await post("{broken")).status, 400);
});

Deno.test("whatsapp.receive is closed in production without a secret and open in development", async () => {
  const body = JSON.stringify({ entry: [] });
  try {
    for (const [APP_ENV, expected] of [["production", 503], ["development", 200]] as const) {
      useRuntime(createRuntime(testConfig(world.db.url, { APP_ENV }), { pool: world.runtime.pool }));
      assert.equal((await post(body, { "x-hub-signature-256": "" })).status, expected, APP_ENV);
    }
  } finally {
    useRuntime(world.runtime);
  }
});

Deno.test("whatsapp.receive moves a message forward, whatever order reports come in, and dates the first sign", async () => {
  const tenant = await world.tenant();
  const number = await numberOf(tenant);
  const id = await messageOf(tenant, { external_reference: "wamid.forward" });
  await told({ statuses: [status("wamid.forward", "read")] }, number);
  const { sent_at } = await stored(id);
  assert.ok(sent_at);
  await told({ statuses: [status("wamid.forward", "delivered"), status("wamid.forward", "sent")] }, number);
  await told(
    { statuses: [{ ...status("wamid.forward", "failed"), errors: [{ code: 131026, title: "Lost" }] }] },
    number,
  );
  const row = await stored(id);
  assert.equal(row.status, "read");
  assert.deepEqual(row.sent_at, sent_at);
  const words = row.provider_message.trim().split("\n").map((line: string) => line.split(" ").slice(1).join(" "));
  assert.deepEqual(words, ["read", "delivered", "sent", "failed (131026, Lost)"]);
});

Deno.test("whatsapp.receive does a repeated report once, also when it comes several times at once", async () => {
  const tenant = await world.tenant();
  const number = await numberOf(tenant);
  const id = await messageOf(tenant, { external_reference: "wamid.repeat" });
  const report = { statuses: [status("wamid.repeat", "delivered")] };
  await Promise.all(Array.from({ length: 5 }, () => told(report, number)));
  const row = await stored(id);
  assert.equal(row.status, "delivered");
  assert.equal(row.provider_message.match(/delivered/g)!.length, 1);
});

Deno.test("whatsapp.receive takes the newest message of a number that has not failed where the id is unknown", async () => {
  const tenant = await world.tenant();
  const number = await numberOf(tenant);
  const older = await messageOf(tenant);
  const newer = await messageOf(tenant, { recipient: "41 79 123 45 67" });
  const failed = await messageOf(tenant, { status: "failed" });
  await told({ statuses: [status("wamid.unknown", "delivered")] }, number);
  assert.equal((await stored(newer)).status, "delivered");
  assert.deepEqual([(await stored(older)).status, (await stored(failed)).status], ["pending", "failed"]);
});

Deno.test("whatsapp.receive appends answers and notes them with the contact", async () => {
  const tenant = await world.tenant();
  const number = await numberOf(tenant);
  const about = await messageOf(tenant, { external_reference: "wamid.asked" });
  const newest = await messageOf(tenant);
  const [{ id: contact }] = await world.db.sql`insert into crm.contacts (tenant_id, first_name, last_name, phone)
    values (${tenant.id}, 'Ada', 'Lovelace', '+41791234567') returning id`;
  const text = (id: string, body: string, context?: { id: string }) => ({
    from: "41791234567",
    id,
    type: "text",
    text: { body },
    ...(context && { context }),
  });
  await told({ messages: [text("in.1", "I come", { id: "wamid.asked" }), text("in.2", "Which room?")] }, number);
  await told({ messages: [text("in.1", "I come", { id: "wamid.asked" })] }, number);
  assert.match((await stored(about)).provider_message, /^\S+ reply: I come\n$/);
  assert.match((await stored(newest)).provider_message, /^\S+ reply: Which room\?\n$/);
  assert.equal((await stored(about)).status, "pending");
  const activities = await world.db.sql`
    select type, description from crm.activities where contact_id = ${contact} order by created_at`;
  assert.deepEqual(activities.map(({ type, description }) => [type, description]), [
    ["WHATSAPP_RECEIVED", "I come"],
    ["WHATSAPP_RECEIVED", "Which room?"],
  ]);
});

Deno.test("whatsapp.receive keeps organisations apart by the number that received", async () => {
  const [one, two] = [await world.tenant(), await world.tenant()];
  const [first, second] = [await numberOf(one), await numberOf(two)];
  const mine = await messageOf(one, { external_reference: "wamid.apart" });
  const theirs = await messageOf(two);
  await told({ statuses: [status("wamid.apart", "read")] }, second);
  assert.equal((await stored(mine)).status, "pending", "the number of another organisation says nothing about it");
  assert.equal((await stored(theirs)).status, "read", "the number of the recipient is all it has to go by");
  await told({ statuses: [status("wamid.apart", "read")] }, first);
  assert.equal((await stored(mine)).status, "read");
});

Deno.test("whatsapp.receive finds whose a report is by the message on a number that several share, and drops the rest", async () => {
  const tenant = await world.tenant();
  const id = await messageOf(tenant, { external_reference: "wamid.shared", recipient: "+41799999999" });
  await told({ statuses: [status("wamid.shared", "sent")] }, "999000999");
  assert.equal((await stored(id)).status, "sent");
  await told(
    { messages: [{ from: "41799999999", id: "in.9", type: "text", text: { body: "Who is it?" } }] },
    "999000999",
  );
  assert.ok(!(await stored(id)).provider_message.includes("Who is it?"));
});

Deno.test("whatsapp.receive still takes the older flat form, as a form or as JSON", async () => {
  const tenant = await world.tenant();
  await numberOf(tenant);
  const id = await messageOf(tenant, { external_reference: "SM77" });
  const flat = { MessageSid: "SM77", MessageStatus: "undelivered", To: "whatsapp:+41791234567", ErrorCode: "63016" };
  const form = new URLSearchParams(flat).toString();
  assert.equal((await post(form, { "content-type": "application/x-www-form-urlencoded" })).status, 200);
  assert.equal((await stored(id)).status, "failed");
  const other = await messageOf(tenant, { external_reference: "SM78" });
  assert.equal((await post(JSON.stringify({ ...flat, MessageSid: "SM78", MessageStatus: "read" }))).status, 200);
  assert.equal((await stored(other)).status, "read");
});
