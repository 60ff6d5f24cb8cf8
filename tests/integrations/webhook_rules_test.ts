import assert from "node:assert/strict";
import { createHmac } from "node:crypto";
import fc from "fast-check";
import { judgeAttempt, retryDelay, secondsAsked } from "../../functions/integrations/delivery_rules.ts";
import {
  headersOf,
  newWebhookSecret,
  signBody,
  signStandard,
  signTimedBody,
} from "../../functions/integrations/signature_rules.ts";
import { readSource } from "../support/source_tree.ts";
import { covers, deliveriesOf, permissionsOf, strayPattern } from "../../functions/integrations/webhook_rules.ts";

const secret = "whsec_test";
const timestamp = "2026-01-15T10:00:00.000Z";
const payload =
  `{"event":"progress","jobId":"job_1","timestamp":"${timestamp}","data":{"status":"processing","progress":66}}`;

Deno.test("the signatures of the test vector", () => {
  assert.equal(signBody(secret, payload), "sha256=88c70ba818622c3d9e2c2ff289e5f80677871276b6964a3a657d2e030cf110dc");
  assert.equal(
    signTimedBody(secret, timestamp, payload),
    "sha256=101200f11e85d085e6056b38693bc0e69f7126cfddb8ac48ee8c266ef44f0b17",
  );
});

Deno.test("the signature of Standard Webhooks uses the bytes a whsec_ secret encodes, and any other secret as text", () => {
  const key = "MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
  const body = '{"test": 2432232314}';
  assert.equal(
    signStandard(`whsec_${key}`, "msg_p5jXN8AQM9LWM0D4loKWxJek", 1614265330, body),
    "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=",
  );
  const plain = createHmac("sha256", "not base64!").update(`m.1.${body}`).digest("base64");
  assert.equal(signStandard("not base64!", "m", 1, body), `v1,${plain}`);
});

Deno.test("an attempt carries the real attempt number, the same id, and a signature per secret", () => {
  const delivery = { id: "d1", event: "progress", job_id: "job_1", attempt: 2, payload };
  const [before, after] = [newWebhookSecret(), newWebhookSecret()];
  const headers = headersOf(delivery, [after, before], 1_768_471_200_500);
  assert.deepEqual(headers, {
    "content-type": "application/json",
    "user-agent": "comptoir-webhook/1",
    "x-webhook-event": "progress",
    "x-webhook-job-id": "job_1",
    "x-webhook-delivery-id": "d1",
    "x-webhook-attempt": "2",
    "x-webhook-timestamp": timestamp,
    "webhook-id": "d1",
    "webhook-timestamp": "1768471200",
    "x-webhook-signature": `${signBody(after, payload)},${signBody(before, payload)}`,
    "x-webhook-signature-v2": `${signTimedBody(after, timestamp, payload)},${
      signTimedBody(before, timestamp, payload)
    }`,
    "webhook-signature": `${signStandard(after, "d1", 1768471200, payload)} ${
      signStandard(before, "d1", 1768471200, payload)
    }`,
  });
  const bare = headersOf({ ...delivery, job_id: null }, [], 0);
  assert.ok(Object.keys(bare).every((name) => !name.includes("signature") && name !== "x-webhook-job-id"));
});

Deno.test("the README's receiver knows genuine deliveries, also during a rotation, and refuses old and changed ones", async () => {
  const [, source] = /```ts\n((?:(?!```)[^])*function isGenuine(?:(?!```)[^])*)```/.exec(
    await readSource("README.md"),
  )!;
  const { isGenuine } = await import(`data:application/typescript;base64,${btoa(source)}`);
  const [before, after] = [newWebhookSecret(), newWebhookSecret()];
  const delivery = { id: "d1", event: "progress", job_id: null, attempt: 1, payload };
  const headers = new Headers(headersOf(delivery, [after, before], Date.now()));
  assert.deepEqual([before, after, secret].map((one) => isGenuine(headers, payload, one)), [true, true, false]);
  assert.equal(isGenuine(headers, payload.replace("66", "67"), after), false);
  const late = new Headers(headersOf(delivery, [after], Date.now() - 301_000));
  assert.equal(isGenuine(late, payload, after), false);
});

Deno.test("the waits are 2 and 4 seconds, then minutes and hours, 20 % more or less", () => {
  assert.deepEqual([1, 2, 3, 4, 5, 6, 9].map((n) => retryDelay(n, 0.5)), [2, 4, 60, 300, 1800, 7200, 36_000]);
  fc.assert(fc.property(fc.integer({ min: 1, max: 9 }), fc.double({ min: 0, max: 1, noNaN: true }), (n, chance) => {
    const base = retryDelay(n, 0.5);
    const wait = retryDelay(n, chance);
    assert.ok(wait >= base * 0.8 - 1e-9 && wait <= base * 1.2 + 1e-9);
  }));
});

Deno.test("Retry-After is understood as seconds and as a date, and bounded", () => {
  const now = Date.parse("2026-01-15T10:00:00Z");
  const asked = ["7", "3600", "Thu, 15 Jan 2026 10:00:30 GMT", "Thu, 15 Jan 2026 09:00:00 GMT", "soon", undefined];
  assert.deepEqual(asked.map((one) => secondsAsked(one, now)), [7, 60, 30, 0, 0, 0]);
});

Deno.test("an attempt is judged by its status", () => {
  const judge = (status: number, attempt = 1, headers = {}) =>
    judgeAttempt({ status, headers, body: "a\0b".padEnd(2000, "c") }, { attempt, max_attempts: 3 }, {
      now: 0,
      chance: 0.5,
    });
  assert.deepEqual(
    [200, 204, 299, 301, 400, 410, 429, 500].map((status) => judge(status).outcome),
    ["sent", "sent", "sent", "pending", "pending", "failed", "pending", "pending"],
  );
  assert.equal(judge(500, 3).outcome, "failed");
  assert.equal(judge(410).isGone, true);
  assert.equal(judge(429, 1, { "retry-after": "45" }).retrySeconds, 45);
  assert.equal(judge(500, 1, { "retry-after": "45" }).retrySeconds, 2);
  assert.match(judge(301).error!, /redirects are not followed/);
  assert.equal(judge(200).response, "ab".padEnd(1000, "c"));
  const silent = judgeAttempt({ error: "timed out" }, { attempt: 2, max_attempts: 3 }, { now: 0, chance: 0.5 });
  assert.deepEqual([silent.outcome, silent.error, silent.retrySeconds], ["pending", "timed out", 4]);
});

Deno.test("patterns cover whole segments", () => {
  assert.ok(
    covers("*", "invoice.paid") && covers("invoice.*", "invoice.paid") && covers("invoice.paid", "invoice.paid"),
  );
  assert.ok(!covers("invoice.*", "invoices.paid") && !covers("invoice", "invoice.paid"));
  assert.equal(strayPattern(["invoice.paid", "*", "invoice.nothing"]), 2);
  assert.equal(strayPattern(["quote.*"]), -1);
  assert.deepEqual(permissionsOf(["invoice.paid", "invoice.*", "contact.created"]), ["contacts", "invoices"]);
});

Deno.test("an endpoint of a company hears of that company alone, and what is for one person or undeclared goes nowhere", () => {
  const event = (type: string, channel: string, company_id: string | null = null) => ({
    id: "1",
    type,
    entity: type.split(".")[0],
    entity_id: "e1",
    payload: { owner_company_id: company_id },
    actor_id: null,
    channel,
    company_id,
    team_id: null,
    owner_id: null,
    at: "2026-01-15T10:00:00.123456Z",
  });
  const endpoints = [
    { id: "all", events: ["*"], owner_company_id: null },
    { id: "alpha", events: ["invoice.*"], owner_company_id: "alpha" },
  ];
  const told = deliveriesOf([
    event("invoice.paid", "invoices", "alpha"),
    event("invoice.paid", "invoices", "beta"),
    event("contact.created", "contacts"),
    event("notification.created", "user:u1"),
    event("session.ended", "user:u1"),
    event("secret.leaked", "contacts"),
  ], endpoints);
  assert.deepEqual(told.map(({ event, endpoint_ids }) => [event, endpoint_ids]), [
    ["invoice.paid", ["all", "alpha"]],
    ["invoice.paid", ["all"]],
    ["contact.created", ["all"]],
  ]);
  const [heavy] = deliveriesOf(
    [{ ...event("contact.created", "contacts"), payload: { note: "é".repeat(150_000) } }],
    endpoints,
  );
  assert.deepEqual(JSON.parse(heavy.payload).data, { truncated: true, entity: "contact", entity_id: "e1" });
  assert.equal(told[0].lane, "invoice:e1");
  assert.deepEqual(JSON.parse(told[0].payload), {
    event: "invoice.paid",
    event_id: "1",
    timestamp: "2026-01-15T10:00:00.123Z",
    data: { entity: "invoice", entity_id: "e1", owner_company_id: "alpha" },
  });
});
