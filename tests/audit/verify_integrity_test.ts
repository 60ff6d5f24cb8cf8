import assert from "node:assert/strict";
import { app } from "../../functions/audit/app.ts";
import { GENESIS_HASH } from "../../functions/audit/chain_rules.ts";
import { sealDueChains } from "../../functions/audit/seal_due_chains.ts";
import { send } from "../support/app_client.ts";
import { openWorld, type TestActor } from "../support/world.ts";

const world = await openWorld();
Deno.test.afterAll(() => world.close());
const { sql, admin } = world.db;

async function verify(actor: TestActor, body: Record<string, unknown> = {}) {
  const answer = await send(app, actor, "POST /audit/verify-integrity", { body });
  assert.equal(answer.status, 200, answer.text);
  return answer.body;
}

/** A chain of `system` events, a day each from 1 January 2026 on, with their ids. */
async function chain(length: number) {
  const tenant = await world.tenant();
  const keeper = await tenant.actor({ "audit-log": "rw" });
  const ids: string[] = [];
  for (let i = 1; i <= length; i++) {
    const [{ id }] = await sql`
      insert into audit.events (tenant_id, category, at, action, description, entity_type, entity_id, before_state, context)
      values (${tenant.id}, 'system', ${`2026-01-${
      String(i).padStart(2, "0")
    }T12:00:00Z`}, ${`e${i}`}, 'Event', 'file', ${i},
        '{"n": 1.50}', '{"n": 12345678901234567890, "z": [1, {"b": null, "a": "é"}]}') returning id`;
    ids.push(id);
  }
  while (await sealDueChains(world.runtime) > 0);
  return { tenantId: tenant.id, keeper, ids };
}

/** What only a superuser can do, and only past all triggers. */
async function tamper(statement: string, values: (string | number)[]) {
  await admin.begin(async (tx) => {
    await tx`set local session_replication_role = replica`;
    await tx.unsafe(statement, values);
  });
}

async function findings(keeper: TestActor, body: Record<string, unknown> = {}) {
  const found = await verify(keeper, { category: "system", ...body });
  assert.equal(found.valid, found.broken.length === 0);
  assert.deepEqual(found.first_broken, found.broken[0] ?? null);
  assert.equal(found.broken_total, found.broken.length);
  return found.broken.map((b: { sequence_number: number | null; kind: string }) => `${b.sequence_number} ${b.kind}`);
}

Deno.test("audit.chain.verify finds a changed event, and no other", async () => {
  const { keeper, ids } = await chain(3);
  assert.deepEqual(await findings(keeper), []);
  await tamper("update audit.events set description = 'other' where id = $1", [ids[1]]);
  const found = await verify(keeper);
  assert.deepEqual(found.broken, [
    { category: "system", sequence_number: 2, event_id: `evt_${ids[1]}`, kind: "hash_mismatch" },
  ]);
  assert.equal(found.valid, false);
});

Deno.test("audit.chain.verify finds a change of any column that says something", async () => {
  const changes: Record<string, string> = {
    category: "'network'",
    at: "at + interval '1 millisecond'",
    action: "'other'",
    severity: "'debug'",
    outcome: "'failure'",
    actor_type: "'system'",
    actor_id: "'somebody'",
    actor_roles: "array['admin']",
    ip_address: "'1.2.3.4'",
    user_agent: "'Other/1.0'",
    session_id: "'s'",
    auth_method: "'api_key'",
    entity_type: "'folder'",
    entity_id: "null",
    before_state: `'{"n": 1.5}'`,
    after_state: `'{}'`,
    context: `'{"n": 12345678901234567891, "z": [1, {"b": null, "a": "é"}]}'`,
    request_id: "'r'",
  };
  const columns = await sql`
    select attname from pg_attribute where attrelid = 'audit.events'::regclass and attnum > 0 and not attisdropped`;
  const { keeper, ids } = await chain(Object.keys(changes).length);
  assert.deepEqual(
    columns.map((c) => c.attname).filter((name) => !["id", "tenant_id", "description"].includes(name)).sort(),
    Object.keys(changes).sort(),
  );
  for (const [i, [column, value]] of Object.entries(changes).entries()) {
    await tamper(`update audit.events set ${column} = ${value} where id = $1`, [ids[i]]);
  }
  assert.deepEqual(await findings(keeper), ids.map((_, i) => `${i + 1} hash_mismatch`));
});

Deno.test("audit.chain.verify finds removed events: in the middle, at the start, at the end, with or without their links", async () => {
  const remove = (table: string, column: string, id: string) =>
    tamper(`delete from ${table} where ${column} = $1`, [id]);
  for (const withLink of [false, true]) {
    const cases: [number[], string[]][] = [
      [[1], ["3 sequence_gap"]],
      [[0], ["2 sequence_gap"]],
      [[3], ["4 head_mismatch"]],
      [[2, 3], ["4 head_mismatch"]],
      [[0, 1, 2, 3], ["4 head_mismatch"]],
    ];
    for (const [gone, expected] of cases) {
      const { keeper, ids } = await chain(4);
      for (const i of gone) {
        await remove("audit.events", "id", ids[i]);
        if (withLink) await remove("audit.chain_links", "event_id", ids[i]);
      }
      assert.deepEqual(await findings(keeper), expected, `${gone} ${withLink}`);
    }
  }
});

Deno.test("audit.chain.verify finds a forged end: a head moved back, a head removed, links behind the head", async () => {
  const cut = await chain(3);
  await tamper("delete from audit.events where id = $1", [cut.ids[2]]);
  await tamper("delete from audit.chain_links where event_id = $1", [cut.ids[2]]);
  await tamper("update audit.chain_heads set last_sequence = 2 where tenant_id = $1", [cut.tenantId]);
  assert.deepEqual(await findings(cut.keeper), ["2 head_mismatch"], "the number fits, the hash does not");
  const headless = await chain(2);
  await tamper("delete from audit.chain_heads where tenant_id = $1 and category = 'system'", [headless.tenantId]);
  assert.deepEqual(await findings(headless.keeper), ["0 head_mismatch"]);
  const longer = await chain(3);
  await tamper(
    "update audit.chain_heads set last_sequence = 2 where tenant_id = $1 and category = 'system'",
    [longer.tenantId],
  );
  assert.deepEqual(await findings(longer.keeper), ["2 head_mismatch"]);
});

Deno.test("audit.chain.verify finds events exchanged and a previous hash rewritten", async () => {
  const swapped = await chain(4);
  const [, second, third] = swapped.ids;
  // In three steps, because the unique key is checked row by row.
  for (const [from, to] of [[second, crypto.randomUUID()], [third, second]]) {
    await tamper("update audit.chain_links set event_id = $1 where event_id = $2", [to, from]);
  }
  await tamper(
    "update audit.chain_links set event_id = $1 where tenant_id = $2 and category = 'system' and sequence_number = 2",
    [third, swapped.tenantId],
  );
  assert.deepEqual(await findings(swapped.keeper), ["2 hash_mismatch", "3 hash_mismatch"]);

  const reordered = await chain(4);
  for (const [from, to] of [[2, 99], [3, 2], [99, 3]]) {
    await tamper(
      "update audit.chain_links set sequence_number = $1 where tenant_id = $2 and category = 'system' and sequence_number = $3",
      [to, reordered.tenantId, from],
    );
  }
  assert.deepEqual(await findings(reordered.keeper), [
    "2 previous_hash_mismatch",
    "2 hash_mismatch",
    "3 previous_hash_mismatch",
    "3 hash_mismatch",
    "4 previous_hash_mismatch",
  ]);

  const rewritten = await chain(3);
  await tamper(
    "update audit.chain_links set previous_hash = $1 where tenant_id = $2 and category = 'system' and sequence_number = 3",
    [GENESIS_HASH, rewritten.tenantId],
  );
  assert.deepEqual(await findings(rewritten.keeper), ["3 previous_hash_mismatch", "3 hash_mismatch"]);
});

Deno.test("audit.chain.verify finds inserted events: beside the chain, and with a link of their own", async () => {
  const { keeper, tenantId } = await chain(3);
  const insert =
    "insert into audit.events (id, tenant_id, category, action, at) values ($1, $2, 'system', 'forged', now())";
  const beside = crypto.randomUUID();
  await tamper(insert, [beside, tenantId]);
  const found = await verify(keeper, { category: "system" });
  assert.deepEqual(found.broken, [
    { category: "system", sequence_number: null, event_id: `evt_${beside}`, kind: "sequence_gap" },
  ]);
  await tamper(
    `insert into audit.chain_links (tenant_id, category, sequence_number, event_id, event_at, previous_hash, event_hash, chain_version)
     select l.tenant_id, l.category, 4, $1, now(), l.event_hash, repeat('a', 64), 1 from audit.chain_links l
     where l.tenant_id = $2 and l.category = 'system' and l.sequence_number = 3`,
    [beside, tenantId],
  );
  assert.deepEqual(await findings(keeper), ["4 hash_mismatch", "3 head_mismatch"]);
});

Deno.test("audit.chain.verify anchors a part of a chain on the link before it, and looks no further than asked", async () => {
  const { keeper, ids } = await chain(5);
  const range = { start_date: "2026-01-02", end_date: "2026-01-04" };
  const intact = await verify(keeper, { category: "system", ...range });
  assert.deepEqual([intact.valid, intact.events_verified, intact.broken], [true, 3, []]);
  const last = await verify(keeper, { category: "system", start_date: "2026-01-02" });
  assert.deepEqual([last.valid, last.events_verified], [true, 4]);
  const none = await verify(keeper, { category: "system", start_date: "2025-01-01", end_date: "2025-12-31" });
  assert.deepEqual([none.valid, none.events_verified], [true, 0]);
  await tamper("update audit.events set description = 'x' where id = $1", [ids[0]]);
  assert.deepEqual(await findings(keeper, range), []);
  assert.deepEqual(await findings(keeper, { end_date: "2026-01-01" }), ["1 hash_mismatch"]);
  await tamper("delete from audit.events where id = $1", [ids[3]]);
  assert.deepEqual(await findings(keeper, range), ["4 sequence_gap"], "the last event of the range is gone");
  await tamper("delete from audit.events where id = $1", [ids[1]]);
  assert.deepEqual(await findings(keeper, range), ["3 sequence_gap", "4 sequence_gap"], "and the first");
});

Deno.test("audit.chain.verify takes events that were chained out of the order of their times for what they are", async () => {
  const { keeper, tenantId } = await chain(3);
  await sql`insert into audit.events (tenant_id, category, action, at)
    values (${tenantId}, 'system', 'late', '2026-01-01T13:00:00Z')`;
  assert.equal((await verify(keeper, { category: "system" })).events_verified, 4);
  for (const [start_date, end_date] of [["2026-01-01", "2026-01-01"], ["2026-01-02", "2026-01-03"]]) {
    assert.deepEqual(await findings(keeper, { start_date, end_date }), []);
  }
});

Deno.test("audit.chain.verify checks every chain without a category, chains what waits, and logs each run", async () => {
  const { keeper, tenantId, ids } = await chain(2);
  await sql`insert into audit.events (tenant_id, category, action) values (${tenantId}, 'network', 'waiting')`;
  const first = await verify(keeper);
  assert.equal(first.valid, true);
  const [{ n }] = await sql`select count(*)::int as n from audit.chain_links where tenant_id = ${tenantId}`;
  assert.equal(first.events_verified, n);
  assert.ok(Number.isInteger(first.verification_time_ms));
  await tamper("update audit.events set action = 'other' where id = $1", [ids[0]]);
  await verify(keeper);
  const runs = await sql`
    select category, severity, outcome, actor_id, context from audit.events
    where tenant_id = ${tenantId} and action = 'integrity_verified' order by at, id`;
  assert.deepEqual(runs.map(({ context: _, ...run }) => run), [
    { category: "compliance", severity: "notice", outcome: "success", actor_id: keeper.userId },
    { category: "compliance", severity: "alert", outcome: "failure", actor_id: keeper.userId },
  ]);
  assert.equal(runs[1].context.first_broken.event_id, `evt_${ids[0]}`);
});

Deno.test("erasing a person touches no event: their row loses its name, the log and its chain stay as they were", async () => {
  const tenant = await world.tenant();
  const keeper = await tenant.actor({ "audit-log": "rw" });
  const leaver = await tenant.actor({ tasks: "r" }, { name: "Jeanne Martin" });
  await send(app, leaver, "POST /audit/events", { body: { category: "user_activity", action: "report_opened" } });
  const eventsOf = () =>
    sql`select e::text from audit.events e where tenant_id = ${tenant.id} and actor_id = ${leaver.userId}`;
  const before = await eventsOf();
  await sql`update identity.users set name = 'Erased', email = ${`${leaver.userId}@erased.invalid`}, status = 'DISABLED'
    where id = ${leaver.userId}`;
  await sql`delete from identity.sessions where user_id = ${leaver.userId}`;
  assert.deepEqual(await eventsOf(), before);
  assert.equal(before.length, 1);
  assert.equal(before.filter((row) => JSON.stringify(row).includes("Jeanne")).length, 0, "the log never held the name");
  const [{ n }] = await sql`select count(*)::int as n from pg_constraint
    where contype = 'f' and conrelid in ('audit.events'::regclass, 'audit.chain_links'::regclass, 'audit.chain_heads'::regclass)`;
  assert.equal(n, 0, "nothing cascades into the log");
  assert.equal((await verify(keeper)).valid, true);
});

Deno.test("audit.chain.verify is for those who read the whole log and sees no other organisation", async () => {
  const { tenantId, ids } = await chain(2);
  const tenant = await world.tenant();
  const stranger = await tenant.actor({ "audit-log": "r" });
  await tamper("update audit.events set action = 'other' where id = $1", [ids[0]]);
  assert.equal((await verify(stranger)).valid, true);
  const self = await tenant.actor({ "audit-log": ["SELF", null] });
  const refused = await send(app, self, "POST /audit/verify-integrity", { body: {} });
  assert.deepEqual([refused.status, refused.body.code], [403, "AUTHORIZATION_ERROR"]);
  const [{ n }] =
    await sql`select count(*)::int as n from audit.events where tenant_id = ${tenantId} and category = 'compliance'`;
  assert.equal(n, 0);
});

Deno.test("audit.chain.verify refuses a reversed range and unknown categories", async () => {
  const keeper = await (await world.tenant()).actor({ "audit-log": "r" });
  const wrong: [Record<string, string>, string][] = [
    [{ start_date: "2026-01-16", end_date: "2026-01-15" }, "end_date"],
    [{ start_date: "2026-02-30" }, "start_date"],
    [{ category: "gossip" }, "category"],
  ];
  for (const [body, field] of wrong) {
    const answer = await send(app, keeper, "POST /audit/verify-integrity", { body });
    assert.deepEqual([answer.status, answer.body.details[0].field], [400, field]);
  }
});
