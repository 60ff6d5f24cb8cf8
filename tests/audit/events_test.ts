import assert from "node:assert/strict";
import { app } from "../../functions/audit/app.ts";
import { GENESIS_HASH } from "../../functions/audit/chain_rules.ts";
import { app as crm } from "../../functions/crm/app.ts";
import { AUDIT_CATEGORIES } from "../../shared/contracts/audit/events.ts";
import { send } from "../support/app_client.ts";
import { openWorld, type TestActor } from "../support/world.ts";

const world = await openWorld();
Deno.test.afterAll(() => world.close());

const open = ["data_access", "user_activity", "application", "compliance"];

async function log(actor: TestActor, body: Record<string, unknown> = {}, headers: Record<string, string> = {}) {
  return await send(app, actor, "POST /audit/events", {
    body: { category: "user_activity", action: "report_opened", ...body },
    headers,
  });
}

async function search(actor: TestActor, query: Record<string, string | number> = {}) {
  const answer = await send(app, actor, "GET /audit/events", { query });
  assert.equal(answer.status, 200, answer.text);
  return answer.body;
}

// deno-lint-ignore no-explicit-any
const actionsOf = (found: any): string[] => found.events.map((e: any) => e.action);

/** An event with a time of its own, as no caller can write it. */
async function eventAt(tenantId: string, at: string, action: string, columns: Record<string, unknown> = {}) {
  await world.db.sql`insert into audit.events ${
    world.db.sql({ tenant_id: tenantId, category: "system", at, action, ...columns })
  }`;
}

Deno.test("audit.events.create takes actor, address and time from the server and answers the place in the chain", async () => {
  const tenant = await world.tenant();
  const actor = await tenant.actor({ tasks: "r" });
  const reader = await tenant.actor({ "audit-log": "r" });
  const answer = await log(actor, {
    description: "Opened",
    target: { entity_type: "report", entity_id: "2026-01" },
    context: { screen: "dashboard" },
    severity: "notice",
    outcome: "unknown",
  }, { "x-request-id": "audit-request-1", "user-agent": "Test/1.0" });
  assert.equal(answer.status, 201, answer.text);
  const { id, timestamp, ...rest } = answer.body;
  assert.match(id, /^evt_[0-9a-f-]{36}$/);
  assert.match(timestamp, /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,3})?Z$/, "milliseconds, UTC");
  assert.match(rest.hash_chain, /^[0-9a-f]{64}$/);
  assert.deepEqual(rest, {
    success: true,
    category: "user_activity",
    action: "report_opened",
    hash_chain: rest.hash_chain,
    sequence_number: 1,
  });
  const found = await search(reader, { action: "report_opened" });
  assert.deepEqual(found.events, [{
    id,
    timestamp,
    category: "user_activity",
    action: "report_opened",
    description: "Opened",
    severity: "notice",
    outcome: "unknown",
    actor: {
      user_id: actor.userId,
      type: "user",
      roles: ["user"],
      ip_address: "203.0.113.7",
      user_agent: "Test/1.0",
      session_id: actor.sessionId,
      auth_method: "user",
    },
    target: { entity_type: "report", entity_id: "2026-01", before_state: null, after_state: null },
    context: { screen: "dashboard", request_id: "audit-request-1" },
    previous_hash: GENESIS_HASH,
    sequence_number: 1,
    hash_chain: rest.hash_chain,
    chain_version: 1,
  }]);
});

Deno.test("audit.events.create keeps the categories that serve as evidence to those who keep the log", async () => {
  const tenant = await world.tenant();
  const anybody = await tenant.actor({ tasks: "r" });
  const auditor = await tenant.actor({ "audit-log": "r" });
  const keeper = await tenant.actor({ "audit-log": "rw" });
  for (const category of AUDIT_CATEGORIES) {
    for (const actor of [anybody, auditor]) {
      const answer = await log(actor, { category });
      if (open.includes(category)) assert.equal(answer.status, 201, category);
      else {
        assert.deepEqual([answer.status, answer.body.code], [403, "CATEGORY_NOT_ALLOWED"], category);
        assert.deepEqual(answer.body.details, { category });
      }
    }
    assert.equal((await log(keeper, { category })).status, 201, category);
  }
});

Deno.test("audit.events.create takes the severity of the category where none is given", async () => {
  const keeper = await (await world.tenant()).actor({ "audit-log": "rw" });
  const given = { financial: undefined, compliance: undefined, data_deletion: undefined, data_export: "debug" };
  for (const [category, severity] of Object.entries(given)) await log(keeper, { category, severity, action: "noted" });
  const found = await search(keeper, { action: "noted" });
  assert.deepEqual(
    Object.fromEntries(found.events.map((e: { category: string; severity: string }) => [e.category, e.severity])),
    { financial: "info", compliance: "notice", data_deletion: "warning", data_export: "debug" },
  );
});

Deno.test("audit.events.create names every field at fault and lets nobody choose who or when", async () => {
  const actor = await (await world.tenant()).actor({ "*": "rw" });
  const wrong: [Record<string, unknown>, string][] = [
    [{ category: "gossip" }, "category"],
    [{ category: undefined }, "category"],
    [{ action: "Not An Action" }, "action"],
    [{ action: "" }, "action"],
    [{ description: "x".repeat(1001) }, "description"],
    [{ severity: "bad" }, "severity"],
    [{ outcome: "maybe" }, "outcome"],
    [{ target: {} }, "target.entity_type"],
    [{ context: "text" }, "context"],
    [{ actor_id: "x" }, "actor_id"],
    [{ timestamp: "2020-01-01T00:00:00Z" }, "timestamp"],
    [{ ip_address: "1.2.3.4" }, "ip_address"],
  ];
  for (const [change, field] of wrong) {
    const answer = await log(actor, change);
    assert.equal(answer.status, 400, JSON.stringify(change));
    assert.equal(answer.body.details[0].field, field);
  }
  const large = await log(actor, { context: { text: Array.from({ length: 900 }, () => crypto.randomUUID()).join() } });
  assert.deepEqual([large.status, large.body.details.reason], [400, "audit_context_size"]);
});

Deno.test("audit events keep secrets masked, an IBAN to its last four", async () => {
  const actor = await (await world.tenant()).actor({ "*": "rw" });
  await log(actor, {
    context: {
      password: "hunter2",
      nested: { api_token: "abc", list: [{ otp: "123456" }] },
      iban: "CH9300762011623852957",
    },
  });
  const found = await search(actor, { action: "report_opened" });
  const { request_id: _id, ...context } = found.events[0].context;
  assert.deepEqual(context, {
    password: "***",
    nested: { api_token: "***", list: [{ otp: "***" }] },
    iban: "***2957",
  });
  const [{ n }] = await world.db.sql`
    select count(*)::int as n from audit.events e where e::text ~ 'hunter2|CH93007620' and tenant_id = ${actor.tenantId}`;
  assert.equal(n, 0);
});

Deno.test("audit.events.list shows what another domain changed, with actor, address and request", async () => {
  const tenant = await world.tenant();
  const writer = await tenant.actor({ contacts: "rw", "contacts.delete": "rw" });
  const auditor = await tenant.actor({ "audit-log": "r" });
  const request = (n: number) => ({
    headers: { "x-request-id": `contact-request-${n}`, "x-forwarded-for": "198.51.100.9" },
  });
  const created = await send(crm, writer, "POST /contacts", {
    body: { first_name: "Marc", last_name: "Dupont", email: "marc@example.fr" },
    ...request(1),
  });
  const id = created.body.data.id;
  await send(crm, writer, `PATCH /contacts/${id}`, { body: { first_name: "Marco" }, ...request(2) });
  await send(crm, writer, `DELETE /contacts/${id}`, request(3));

  const found = await search(auditor, { entity_type: "contact", entity_id: id });
  assert.deepEqual(actionsOf(found), ["contact.deleted", "contact.updated", "contact.created"]);
  const [deleted, updated, inserted] = found.events;
  assert.deepEqual(
    [inserted, updated, deleted].map((e) => [e.category, e.severity, e.context.request_id]),
    [
      ["data_modification", "info", "contact-request-1"],
      ["data_modification", "info", "contact-request-2"],
      ["data_deletion", "warning", "contact-request-3"],
    ],
  );
  for (const event of found.events) {
    assert.deepEqual([event.actor.user_id, event.actor.ip_address], [writer.userId, "198.51.100.9"]);
  }
  assert.equal(inserted.target.before_state, null);
  assert.equal(inserted.target.after_state.email, "marc@example.fr");
  assert.deepEqual([updated.target.before_state, updated.target.after_state], [
    { first_name: "Marc" },
    { first_name: "Marco" },
  ]);
});

Deno.test("audit.events.list needs audit-log read, shows SELF their own events and no other tenant's", async () => {
  const tenant = await world.tenant();
  const auditor = await tenant.actor({ "audit-log": "r" });
  const self = await tenant.actor({ "audit-log": ["SELF", null] });
  const outsider = await (await world.tenant()).actor({ "*": "rw" });
  const nobody = await tenant.actor({ contacts: "rw" });
  await log(auditor, { action: "by_auditor" });
  await log(self, { action: "by_self" });
  const mine = ["by_auditor", "by_self"];
  assert.deepEqual(actionsOf(await search(auditor)).filter((a) => mine.includes(a)).sort(), mine);
  const own = await search(self);
  assert.deepEqual([actionsOf(own), own.total], [["by_self"], 1]);
  assert.deepEqual(actionsOf(await search(self, { user_id: auditor.userId })), []);
  assert.deepEqual(actionsOf(await search(outsider)).filter((a) => mine.includes(a)), []);
  assert.equal((await send(app, nobody, "GET /audit/events")).status, 403);
  assert.equal((await send(app, null, "GET /audit/events")).status, 401);
});

Deno.test("audit.events.list filters by every field", async () => {
  const tenant = await world.tenant();
  const keeper = await tenant.actor({ "audit-log": "rw" });
  const other = await tenant.actor({ tasks: "r" });
  await log(keeper, { category: "security", action: "one", severity: "alert", outcome: "failure" });
  await log(other, { category: "compliance", action: "two", target: { entity_type: "file", entity_id: "7" } });
  const filters: Record<string, [string, string]> = {
    category: ["security", "one"],
    action: ["two", "two"],
    severity: ["alert", "one"],
    outcome: ["failure", "one"],
    user_id: [other.userId, "two"],
    entity_type: ["file", "two"],
    entity_id: ["7", "two"],
  };
  for (const [name, [value, expected]] of Object.entries(filters)) {
    const found = await search(keeper, { [name]: value });
    assert.deepEqual([actionsOf(found), found.total], [[expected], 1], name);
  }
  assert.deepEqual(actionsOf(await search(keeper, { category: "security", action: "two" })), []);
});

Deno.test("audit.events.list takes a date as the whole day of the organisation and an instant as itself", async () => {
  const tenant = await world.tenant();
  const auditor = await tenant.actor({ "audit-log": "r" });
  // Europe/Paris in January is UTC+1.
  await eventAt(tenant.id, "2026-01-14T22:59:59.999Z", "before");
  await eventAt(tenant.id, "2026-01-14T23:00:00.000Z", "first");
  await eventAt(tenant.id, "2026-01-15T22:59:59.999Z", "last");
  await eventAt(tenant.id, "2026-01-15T23:00:00.000Z", "after");
  const between = async (start_date: string, end_date: string) =>
    actionsOf(await search(auditor, { start_date, end_date }));
  assert.deepEqual(await between("2026-01-15", "2026-01-15"), ["last", "first"]);
  assert.deepEqual(await between("2026-01-14", "2026-01-16"), ["after", "last", "first", "before"]);
  assert.deepEqual(await between("2026-01-14T23:00:00Z", "2026-01-15T23:00:00+00:00"), ["after", "last", "first"]);
  assert.deepEqual(await between("2026-01-14T23:00:00", "2026-01-15"), ["last", "first"], "without offset: UTC");
  assert.deepEqual(actionsOf(await search(auditor, { end_date: "2026-01-14" })), ["before"]);
});

Deno.test("audit.events.list refuses a reversed range and dates that do not exist", async () => {
  const auditor = await (await world.tenant()).actor({ "audit-log": "r" });
  const wrong: [Record<string, string>, string][] = [
    [{ start_date: "2026-01-16", end_date: "2026-01-15" }, "end_date"],
    [{ start_date: "2026-01-15T10:00:00Z", end_date: "2026-01-15T09:59:59Z" }, "end_date"],
    [{ start_date: "2026-01-16T00:00:00Z", end_date: "2026-01-15" }, "end_date"],
    [{ start_date: "2026-02-30" }, "start_date"],
    [{ end_date: "yesterday" }, "end_date"],
    [{ category: "gossip" }, "category"],
    [{ user_id: "me" }, "user_id"],
  ];
  for (const [query, field] of wrong) {
    const answer = await send(app, auditor, "GET /audit/events", { query });
    assert.equal(answer.status, 400, JSON.stringify(query));
    assert.equal(answer.body.details[0].field, field, answer.text);
  }
});

Deno.test("audit.events.list pages newest first and tells whether there is more", async () => {
  const tenant = await world.tenant();
  const auditor = await tenant.actor({ "audit-log": "r" });
  for (let i = 0; i < 5; i++) await eventAt(tenant.id, `2026-03-0${i + 1}T12:00:00Z`, `e${i}`);
  const first = await search(auditor, { category: "system", limit: 2 });
  assert.deepEqual([actionsOf(first), first.total, first.has_more], [["e4", "e3"], 5, true]);
  const last = await search(auditor, { category: "system", limit: 2, offset: 4 });
  assert.deepEqual([actionsOf(last), last.total, last.has_more], [["e0"], 5, false]);
  assert.equal((await search(auditor, { limit: 99_999 })).limit, 1000);
});

Deno.test("the audit log is append-only, for the owner of the table and for a superuser", async () => {
  const tenant = await world.tenant();
  await eventAt(tenant.id, "2026-01-01T00:00:00Z", "kept");
  for (const sql of [world.db.sql, world.db.admin]) {
    for (
      const attempt of [
        "update audit.events set description = 'other'",
        "delete from audit.events",
        "truncate audit.events",
      ]
    ) await assert.rejects(sql.unsafe(attempt).then(), /append-only/, attempt);
  }
  const [{ n }] = await world.db.sql`select count(*)::int as n from audit.events where action = 'kept'`;
  assert.equal(n, 1);
});
