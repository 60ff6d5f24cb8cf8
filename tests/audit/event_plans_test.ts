import assert from "node:assert/strict";
import { readLinks } from "../../functions/audit/chain_queries.ts";
import { countEvents, type EventSearch, listEvents, readEventsBefore } from "../../functions/audit/events_queries.ts";
import { findAround, findRules } from "../../functions/audit/threats_queries.ts";
import type { Sql } from "../../shared/db/pool.ts";
import { openWorld, type TestActor } from "../support/world.ts";

const world = await openWorld();
Deno.test.afterAll(() => world.close());

const EVENTS = 60_000;
const RARE_USER = "0190a7c2-5b7e-7c3a-9d1e-2f4b6a8c0e11";

/** A log of two organisations, an event a minute; what is searched for below is rare and old. */
async function seed(tenantId: string, otherId: string) {
  await world.db.admin.begin(async (tx) => {
    await tx`set local session_replication_role = replica`;
    await tx`
      insert into audit.events (tenant_id, category, at, action, severity, actor_id, entity_type, entity_id)
      select case when i % 2 = 0 then ${tenantId} else ${otherId} end::uuid,
        (array['data_modification', 'financial', 'authentication', 'data_access'])[1 + i % 4],
        '2026-01-01T00:00:00Z'::timestamptz + i * interval '1 minute', 'thing.' || (i % 50),
        case when i % 40 < 2 then 'warning' when i < 100 then 'alert' else 'info' end,
        md5((i % 200)::text)::uuid::text, 'type ' || (i % 20), md5(i::text)::uuid::text
      from generate_series(1, ${EVENTS}::int) as i`;
    await tx`
      insert into audit.events (tenant_id, category, at, action, actor_id, entity_type, entity_id)
      select ${tenantId}, 'compliance', '2026-01-01T00:00:00Z'::timestamptz + i * interval '1 hour', 'rare.action',
        ${RARE_USER}, 'rare', 'rare ' || i
      from generate_series(1, 20) as i`;
    await tx`
      insert into audit.chain_links
        (tenant_id, category, sequence_number, event_id, event_at, previous_hash, event_hash, chain_version)
      select tenant_id, category, row_number() over (partition by tenant_id, category order by at, id), id, at,
        repeat('a', 64), repeat('b', 64), 1
      from audit.events`;
  });
  await world.db.admin`analyze audit.events, audit.chain_links`;
}

const tenant = await world.tenant();
const auditor = await tenant.actor({ "audit-log": "r" });
await seed(tenant.id, (await world.tenant()).id);

/** The plan of a statement as the server executed it for this person. */
async function planOf(actor: TestActor, statement: (sql: Sql) => unknown): Promise<string> {
  const claims = { sub: actor.userId, tenant_id: actor.tenantId, session_id: actor.sessionId, role: "authenticated" };
  return await world.db.sql.begin(async (tx) => {
    await tx`select app.enter_session(${JSON.stringify(claims)}, 'audit-log', 'read', '{}')`;
    await tx`set local role authenticated`;
    const inner = statement(tx as unknown as Sql) as ReturnType<typeof tx>;
    const rows = await tx`explain (analyze, costs off, timing off, summary off) ${inner}`;
    return rows.map((row) => row["QUERY PLAN"]).join("\n");
  });
}

function assertReadsLittle(plan: string, index: string, name: string) {
  assert.match(plan, new RegExp(`Index (Only )?Scan( Backward)? (using|on) ${index}\\b`), `${name}\n${plan}`);
  assert.doesNotMatch(plan, /Seq Scan on events/, `${name}\n${plan}`);
  for (const [, removed] of plan.matchAll(/Rows Removed by Filter: (\d+)/g)) assert.ok(Number(removed) < 500, plan);
  for (const [, rows] of plan.matchAll(/actual rows=(\d+)/g)) assert.ok(Number(rows) <= 1500, plan);
}

Deno.test("audit.events.list reads a page of any filter from the index of that filter, however large the log", async () => {
  const searches: [EventSearch, string][] = [
    [{}, "audit_events_newest"],
    [{ start_date: "2026-01-03", end_date: "2026-01-04" }, "audit_events_newest"],
    [{ start_date: "2026-01-02" }, "audit_events_newest"],
    [{ end_date: "2030-01-01" }, "audit_events_newest"],
    [{ category: "compliance" }, "audit_events_by_category"],
    [{ action: "rare.action" }, "audit_events_by_action"],
    [{ user_id: RARE_USER }, "audit_events_by_actor"],
    [{ severity: "alert" }, "audit_events_notable"],
    [{ entity_type: "rare" }, "audit_events_by_entity_type"],
    [{ entity_id: "rare 7" }, "audit_events_by_entity"],
    [{ entity_type: "rare", entity_id: "rare 7" }, "audit_events_by_entity"],
    [{ category: "financial", start_date: "2026-01-03", end_date: "2026-01-04" }, "audit_events_by_category"],
  ];
  for (const [search, index] of searches) {
    const name = JSON.stringify(search);
    assertReadsLittle(
      await planOf(auditor, (sql) => listEvents(sql, { ...search, limit: 100, offset: 0 })),
      index,
      name,
    );
    const before = { id: crypto.randomUUID(), at: "2026-02-01T00:00:00Z" };
    assertReadsLittle(
      await planOf(auditor, (sql) => readEventsBefore(sql, search, before, 100)),
      index,
      `export ${name}`,
    );
  }
});

Deno.test("audit.events.list shows SELF a page of their own events from the index of the actor", async () => {
  const self = await tenant.actor({ "audit-log": ["SELF", null] });
  const plan = await planOf(self, (sql) => listEvents(sql, { limit: 100, offset: 0 }));
  assertReadsLittle(plan, "audit_events_by_actor", "SELF");
  assertReadsLittle(await planOf(self, (sql) => countEvents(sql, {})), "audit_events_by_actor", "SELF, total");
});

Deno.test("audit.events.list counts the whole log and a category without reading an event, and anything else to a bound", async () => {
  for (const search of [{}, { category: "financial" }]) {
    const plan = await planOf(auditor, (sql) => countEvents(sql, search));
    assert.match(plan, /SubPlan|InitPlan/);
    assert.match(plan, /events[^\n]*\(never executed\)/, plan);
  }
  const plan = await planOf(auditor, (sql) => countEvents(sql, { entity_type: "rare" }));
  assert.match(plan, /audit_events_by_entity_type/, plan);
});

Deno.test("threat rules read the events around an event from the index of what sets them off", async () => {
  const rules = await world.db.sql.begin((tx) => findRules(tx as unknown as Sql));
  for (const rule of rules) {
    const plan = await planOf(
      auditor,
      (sql) => findAround(sql, rule, "2026-01-10T00:00:00.000Z", "2026-01-10T00:05:00.000Z"),
    );
    const index = rule.trigger_action === null ? "audit_events_by_category" : "audit_events_by_action";
    assertReadsLittle(plan, index, rule.rule);
  }
});

Deno.test("audit.chain.verify reads a page of links and their events by their keys", async () => {
  const plan = await planOf(auditor, (sql) => readLinks(sql, "financial", 5000, 15_000, 100));
  assert.match(plan, /Index Scan using chain_links_pkey/, plan);
  assert.doesNotMatch(plan, /Sort|Seq Scan/, plan);
});
