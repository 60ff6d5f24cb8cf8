import assert from "node:assert/strict";
import Papa from "papaparse";
import { app } from "../../functions/audit/app.ts";
import { sealDueChains } from "../../functions/audit/seal_due_chains.ts";
import { send } from "../support/app_client.ts";
import { openWorld, type TestActor } from "../support/world.ts";

const world = await openWorld();
Deno.test.afterAll(() => world.close());
const { sql } = world.db;

const exportAs = (actor: TestActor | null, query: Record<string, string> = {}) =>
  send(app, actor, "GET /audit/events/export", { query });

/** Events that only `action` tells apart; several share a millisecond, so that pages break inside one. */
async function many(tenantId: string, n: number) {
  await sql`insert into audit.events (tenant_id, category, at, action, description)
    select ${tenantId}, 'system', '2026-01-01T00:00:00Z'::timestamptz + (i / 7) * interval '1 ms', 'e' || i, 'Event ' || i
    from generate_series(1, ${n}::int) as i`;
}

Deno.test("audit.events.export sends every event once, newest first, over any number of pages, in both formats", async () => {
  const auditor = await (await world.tenant()).actor({ "audit-log": "r" });
  await many(auditor.tenantId, 2500);
  while (await sealDueChains(world.runtime) > 0);
  const csv = await exportAs(auditor, { category: "system" });
  assert.equal(csv.status, 200, csv.text);
  assert.equal(csv.headers.get("content-type"), "text/csv; charset=utf-8");
  assert.match(csv.headers.get("content-disposition")!, /^attachment; filename="audit-log-\d{4}-\d\d-\d\d\.csv"/);
  assert.ok(csv.text.endsWith("\r\n"));
  const rows =
    Papa.parse<Record<string, string>>(csv.text, { header: true, delimiter: ";", skipEmptyLines: true }).data;
  const expected = await sql`select 'evt_' || e.id as id, l.event_hash, l.sequence_number from audit.events e
    join audit.chain_links l on l.event_id = e.id
    where e.tenant_id = ${auditor.tenantId} and e.category = 'system' order by e.at desc, e.id desc`;
  assert.equal(expected.length, 2500);
  assert.deepEqual(
    rows.map((r) => [r.id, r.hash_chain, r.sequence_number]),
    expected.map((e) => [e.id, e.event_hash, e.sequence_number]),
  );
  const jsonl = await exportAs(auditor, { category: "system", format: "jsonl" });
  assert.equal(jsonl.headers.get("content-type"), "application/x-ndjson");
  const events = jsonl.text.trimEnd().split("\n").map((line) => JSON.parse(line));
  assert.deepEqual(events.map((e) => e.id), expected.map((e) => e.id));
  const listed = await send(app, auditor, "GET /audit/events", { query: { category: "system", limit: 3 } });
  assert.deepEqual(events.slice(0, 3), listed.body.events, "shaped as in the list");
});

Deno.test("audit.events.export is logged as data_export with its filters before anything leaves, and does not contain itself", async () => {
  const auditor = await (await world.tenant()).actor({ "audit-log": "r" });
  const file = await exportAs(auditor, { format: "jsonl", severity: "notice" });
  assert.equal(file.text, "");
  const [logged] = await sql`select category, action, severity, actor_id, context from audit.events
    where tenant_id = ${auditor.tenantId} and action = 'audit_log.exported'`;
  assert.deepEqual(logged, {
    category: "data_export",
    action: "audit_log.exported",
    severity: "notice",
    actor_id: auditor.userId,
    context: { format: "jsonl", severity: "notice" },
  });
  const again = await exportAs(auditor, { format: "jsonl", severity: "notice" });
  assert.equal(again.text.trimEnd().split("\n").length, 1, "the first export, not this one");
});

Deno.test("audit.events.export keeps what a spreadsheet would run from running", async () => {
  const keeper = await (await world.tenant()).actor({ "audit-log": "rw" });
  for (const description of ['=HYPERLINK("http://x")', "-12.50", "@cmd", '+1;"a"', "plain"]) {
    await send(app, keeper, "POST /audit/events", {
      body: { category: "user_activity", action: "noted", description },
    });
  }
  const csv = await exportAs(keeper, { category: "user_activity" });
  const cells =
    Papa.parse<Record<string, string>>(csv.text, { header: true, delimiter: ";", skipEmptyLines: true }).data;
  assert.deepEqual(cells.map((c) => c.description), [
    "plain",
    '\'+1;"a"',
    "'@cmd",
    "-12.50",
    '\'=HYPERLINK("http://x")',
  ]);
});

Deno.test("audit.events.export is for those who read the whole log, refuses a wrong search, and then logs nothing", async () => {
  const tenant = await world.tenant();
  const self = await tenant.actor({ "audit-log": ["SELF", null] });
  const auditor = await tenant.actor({ "audit-log": "r" });
  const refused = await exportAs(self);
  assert.deepEqual([refused.status, refused.body.code], [403, "AUTHORIZATION_ERROR"]);
  for (
    const [query, field] of [
      [{ format: "pdf" }, "format"],
      [{ start_date: "2026-02-01", end_date: "2026-01-01" }, "end_date"],
    ] as const
  ) {
    const answer = await exportAs(auditor, query);
    assert.deepEqual([answer.status, answer.body.details[0].field], [400, field]);
  }
  const [{ n }] = await sql`select count(*)::int as n from audit.events
    where tenant_id = ${tenant.id} and action = 'audit_log.exported'`;
  assert.equal(n, 0);
});

Deno.test("audit.events.export stops reading when the caller goes away", async () => {
  const auditor = await (await world.tenant()).actor({ "audit-log": "r" });
  await many(auditor.tenantId, 3000);
  const response = await app.fetch(
    new Request("http://localhost/audit/audit/events/export?format=jsonl", {
      headers: { authorization: `Bearer ${auditor.token}`, "x-forwarded-for": "203.0.113.7" },
    }),
  );
  const reader = response.body!.getReader();
  await reader.read();
  await reader.cancel();
  const [{ n }] = await sql`select count(*)::int as n from pg_stat_activity
    where datname = current_database() and state = 'idle in transaction'`;
  assert.equal(n, 0);
});
