import assert from "node:assert/strict";
import { send } from "../support/app_client.ts";
import { probe, probeApp as app } from "../support/probe_app.ts";
import { openWorld } from "../support/world.ts";

const world = await openWorld({ config: { BODY_LIMIT_BYTES: "5000" } });
Deno.test.afterAll(() => world.close());
const tenant = await world.tenant();
const actor = await tenant.actor({ tasks: "rw" });
const stranger = await tenant.actor({ contacts: "rw" });

Deno.test("every response echoes a well-formed request id and replaces a malformed one", async () => {
  const given = await send(app, null, "GET /probe/whoami", { headers: { "x-request-id": "abc-1" } });
  assert.equal(given.headers.get("x-request-id"), "abc-1");
  const correlated = await send(app, null, "GET /probe/whoami", { headers: { "x-correlation-id": "corr_2" } });
  assert.equal(correlated.body.request_id, "corr_2");
  const replaced = await send(app, null, "GET /probe/whoami", { headers: { "x-request-id": 'a b"<script>' } });
  assert.match(replaced.headers.get("x-request-id")!, /^[0-9a-f-]{36}$/);
  assert.equal(replaced.headers.get("x-backend-instance"), "test");
});

Deno.test("unknown paths answer 404 and known paths with another method 405, in the envelope", async () => {
  const missing = await send(app, null, "GET /probe/nothing");
  assert.equal(missing.status, 404);
  assert.equal(missing.body.code, "NOT_FOUND");
  const method = await send(app, null, "DELETE /probe/tasks");
  assert.equal(method.status, 405);
  assert.equal(method.body.success, false);
});

Deno.test("the same endpoint answers at the function's, the gateway's and the versioned address, with or without a trailing slash", async () => {
  for (
    const path of ["/ops/probe/whoami", "/functions/v1/ops/probe/whoami", "/api/probe/whoami", "/api/v1/probe/whoami/"]
  ) {
    const response = await app.fetch(new Request(`http://localhost${path}`));
    assert.equal(response.status, 200, path);
    await response.body?.cancel();
  }
});

Deno.test("CORS headers are given to listed origins only, preflight included", async () => {
  const listed = await send(app, null, "GET /probe/whoami", { headers: { origin: "https://app.example.com" } });
  assert.equal(listed.headers.get("access-control-allow-origin"), "https://app.example.com");
  assert.equal(listed.headers.get("access-control-allow-credentials"), "true");
  const other = await send(app, null, "GET /probe/whoami", { headers: { origin: "https://evil.example" } });
  assert.equal(other.headers.get("access-control-allow-origin"), null);
  const preflight = await send(app, null, "OPTIONS /probe/tasks", { headers: { origin: "https://app.example.com" } });
  assert.equal(preflight.status, 204);
  assert.match(preflight.headers.get("access-control-allow-headers")!, /idempotency-key/);
  const refused = await send(app, null, "OPTIONS /probe/tasks", { headers: { origin: "https://evil.example" } });
  assert.equal(refused.headers.get("access-control-allow-methods"), null);
});

Deno.test("a body names every wrong field at once and refuses unknown keys by name", async () => {
  const answer = await send(app, actor, "POST /probe/tasks", {
    body: { title: "", lines: [{ amount: "x", extra: 1 }], admin: true },
  });
  assert.equal(answer.status, 400);
  assert.equal(answer.body.code, "VALIDATION_ERROR");
  const fields = answer.body.details.map((d: { field: string }) => d.field).sort();
  assert.deepEqual(fields, ["admin", "lines.0.amount", "lines.0.extra", "title"]);
  assert.ok(answer.body.details.every((d: { field: string; path: string }) => d.field === d.path));
});

Deno.test("a missing body, broken JSON, a NUL character and a wrong content type are told apart", async () => {
  assert.equal((await send(app, actor, "POST /probe/tasks", {})).status, 400);
  const broken = await send(app, actor, "POST /probe/tasks", { body: '{"title":' });
  assert.equal(broken.body.code, "INVALID_JSON");
  const nul = await send(app, actor, "POST /probe/tasks", { body: '{"title":"a\\u0000b"}' });
  assert.equal(nul.body.code, "VALIDATION_ERROR");
  const type = await send(app, actor, "POST /probe/tasks", {
    body: "title=a",
    headers: { "content-type": "text/plain" },
  });
  assert.equal(type.status, 415);
});

Deno.test("a body above the limit is refused whether or not its length is declared", async () => {
  const long = JSON.stringify({ title: "x".repeat(6000) });
  assert.equal((await send(app, actor, "POST /probe/tasks", { body: long })).status, 413);
  const streamed = await app.fetch(
    new Request("http://localhost/ops/probe/tasks", {
      method: "POST",
      headers: { authorization: `Bearer ${actor.token}`, "content-type": "application/json" },
      body: ReadableStream.from([
        new TextEncoder().encode(long.slice(0, 4000)),
        new TextEncoder().encode(long.slice(4000)),
      ]),
    }),
  );
  assert.equal(streamed.status, 413);
  await streamed.body?.cancel();
});

Deno.test("401 and 403 win over 400 and 404, so a stranger learns nothing from malformed requests", async () => {
  assert.equal((await send(app, null, "POST /probe/tasks", { body: { wrong: 1 } })).status, 401);
  assert.equal((await send(app, stranger, "POST /probe/tasks", { body: { wrong: 1 } })).status, 403);
  const refused = await send(app, stranger, "GET /probe/tasks/not-an-id");
  assert.equal(refused.status, 403);
  assert.deepEqual(refused.body.details, { required: "tasks.read" });
});

Deno.test("work outside of one transaction is not begun for somebody who may not", async () => {
  const before = probe.runs;
  const refused = await send(app, stranger, "POST /probe/detached", { body: { title: "outside" } });
  assert.deepEqual([refused.status, refused.body.details], [403, { required: "tasks.write" }]);
  assert.equal(probe.runs, before);
});

Deno.test("a missing permission is logged for the organisation with who asked, what for and from where", async () => {
  const curious = await tenant.actor({ contacts: "rw" });
  await send(app, curious, "GET /probe/tasks", { headers: { "x-request-id": "denied-1" } });
  const key = await tenant.apiKey(["read:contacts"]);
  await send(app, null, "POST /probe/tasks", {
    apiKey: key,
    body: { title: "a" },
    headers: { "x-request-id": "denied-2" },
  });
  const logged = await world.db.sql`
    select action, category, severity, outcome, actor_type, actor_id, session_id, ip_address, context, request_id
    from audit.events where tenant_id = ${tenant.id} and request_id in ('denied-1', 'denied-2') order by request_id`;
  assert.equal(logged.length, 2);
  const [person, machine] = logged;
  assert.deepEqual(
    [person.category, person.action, person.severity, person.outcome, person.actor_type],
    ["authorization", "permission_denied", "warning", "failure", "user"],
  );
  assert.equal(person.actor_id, curious.userId);
  assert.equal(person.session_id, curious.sessionId);
  assert.equal(person.ip_address, "203.0.113.7");
  assert.deepEqual(person.context, { required: "tasks.read", http_method: "GET", http_path: "/ops/probe/tasks" });
  assert.equal(machine.actor_type, "api_key");
  assert.equal(machine.context.required, "tasks.write");
});

Deno.test("a malformed id answers the same bytes as an unknown one", async () => {
  const headers = { "x-request-id": "same" };
  const malformed = await send(app, actor, "GET /probe/tasks/42", { headers });
  const unknown = await send(app, actor, `GET /probe/tasks/${crypto.randomUUID()}`, { headers });
  assert.equal(malformed.status, 404);
  assert.equal(malformed.text, unknown.text);
});

Deno.test("a column nobody declared never leaves the house", async () => {
  const answer = await send(app, actor, "POST /probe/tasks", { body: { title: "plain" } });
  assert.deepEqual(Object.keys(answer.body.data).sort(), ["id", "title"]);
});

Deno.test("an answer that breaks its contract becomes a 500 that tells the caller nothing", async () => {
  const answer = await send(app, actor, "GET /probe/wrong");
  assert.equal(answer.status, 500);
  assert.doesNotMatch(answer.text, /secret-in-answer|uuid/i);
  assert.ok(world.logs.some((l) => l.event === "request.failed" && l.request_id === answer.body.request_id));
});

Deno.test("an unexpected error is a 500 with a request id, its cause in the log only, and nothing half-written", async () => {
  const answer = await send(app, actor, "POST /probe/tasks", { body: { title: "explode" } });
  assert.equal(answer.status, 500);
  assert.doesNotMatch(answer.text, /internal detail/);
  const line = world.logs.find((l) => l.event === "request.failed" && l.request_id === answer.body.request_id);
  assert.match(JSON.stringify(line), /internal detail/);
  const rows = await world.db.sql`select 1 from crm.tasks where title = 'explode'`;
  assert.equal(rows.length, 0);
});

Deno.test("under test a problem the contract keeps silent about fails", async () => {
  assert.equal((await send(app, actor, "GET /probe/undeclared")).status, 500);
});

Deno.test("log lines carry identifiers and figures, no names, addresses or tokens", async () => {
  await send(app, actor, "POST /probe/tasks", { body: { title: "Monsieur Secret" } });
  const lines = JSON.stringify(world.logs);
  assert.doesNotMatch(lines, /Monsieur Secret/);
  assert.ok(!lines.includes(actor.token) && !lines.includes(actor.email));
});

Deno.test("a multipart body arrives as fields and files, and refuses what is not one", async () => {
  const form = new FormData();
  form.set("label", "carte grise");
  form.set("file", new File(["hello"], "a.txt"));
  const answer = await send(app, actor, "POST /probe/upload", { form });
  assert.deepEqual(answer.body, { bytes: 5, label: "carte grise" });
  assert.equal((await send(app, actor, "POST /probe/upload", { body: { label: "x" } })).status, 415);
  const big = new FormData();
  big.set("label", "x");
  big.set("file", new File(["x".repeat(20_000)], "a.txt"));
  assert.equal((await send(app, actor, "POST /probe/upload", { form: big })).status, 413);
});

Deno.test("a file is named for old clients and, with its accents, for new ones", async () => {
  const answer = await send(app, null, "GET /probe/file");
  assert.equal(answer.headers.get("content-type"), "application/pdf");
  assert.equal(
    answer.headers.get("content-disposition"),
    "attachment; filename=\"Relev_ 2026.pdf\"; filename*=UTF-8''Relev%C3%A9%202026.pdf",
  );
});

Deno.test("an event stream refuses strangers with JSON before it starts", async () => {
  const answer = await send(app, stranger, "GET /probe/stream");
  assert.equal(answer.status, 403);
  assert.equal(answer.body.code, "AUTHORIZATION_ERROR");
});

Deno.test("an event stream sends frames and comments and ends its source when the client leaves", async () => {
  const before = probe.streamEnded;
  const response = await app.fetch(
    new Request("http://localhost/ops/probe/stream", { headers: { authorization: `Bearer ${actor.token}` } }),
  );
  assert.equal(response.headers.get("content-type"), "text/event-stream; charset=utf-8");
  const reader = response.body!.pipeThrough(new TextDecoderStream()).getReader();
  let seen = "";
  while (!seen.includes("id: 3\n")) seen += (await reader.read()).value;
  assert.ok(seen.startsWith('id: 1\nevent: hello\ndata: {"a":1}\n\n: heartbeat\n\nid: 2\ndata: {"i":2}\n\n'), seen);
  await reader.cancel();
  for (let i = 0; i < 100 && probe.streamEnded === before; i++) await new Promise((r) => setTimeout(r, 20));
  assert.equal(probe.streamEnded, before + 1);
});

Deno.test("the caller's address is the entry our proxy appended, never one the caller wrote", async () => {
  const spoofed = await send(app, null, "GET /probe/whoami", {
    headers: { "x-forwarded-for": "1.1.1.1, 198.51.100.9" },
  });
  assert.equal(spoofed.body.ip, "198.51.100.9");
  const response = await app.fetch(
    new Request("http://localhost/ops/probe/whoami", { headers: { "x-forwarded-for": "1.1.1.1, 198.51.100.9" } }),
    { address: "10.0.0.1" },
  );
  assert.equal((await response.json()).ip, "198.51.100.9");
});
