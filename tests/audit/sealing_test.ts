import assert from "node:assert/strict";
import { app } from "../../functions/audit/app.ts";
import { sealDueChains } from "../../functions/audit/seal_due_chains.ts";
import { GENESIS_HASH } from "../../functions/audit/chain_rules.ts";
import { app as crm } from "../../functions/crm/app.ts";
import { readConfig } from "../../shared/config/config.ts";
import { send } from "../support/app_client.ts";
import { openWorld, type TestActor } from "../support/world.ts";

const world = await openWorld();
Deno.test.afterAll(() => world.close());
const { sql } = world.db;

async function verify(actor: TestActor, body: Record<string, unknown> = {}) {
  const answer = await send(app, actor, "POST /audit/verify-integrity", { body });
  assert.equal(answer.status, 200, answer.text);
  return answer.body;
}

const linksOf = (tenantId: string, category: string) =>
  sql`select l.*, e.action from audit.chain_links l join audit.events e on e.id = l.event_id
    where l.tenant_id = ${tenantId} and l.category = ${category} order by sequence_number`;

const pendingOf = async (tenantId: string) =>
  (await sql`select count(*)::int as n from audit.pending_links where tenant_id = ${tenantId}`)[0].n;

async function write(tenantId: string, action: string, db: typeof sql = sql, category = "system") {
  const [{ id }] = await db`
    insert into audit.events (tenant_id, category, action) values (${tenantId}, ${category}, ${action}) returning id`;
  return id as string;
}

async function sealAll() {
  while (await sealDueChains(world.runtime) > 0);
}

Deno.test("200 parallel appends in one category take the numbers 1 to 200 and the chain is valid", async () => {
  const keeper = await (await world.tenant()).actor({ "audit-log": "rw" });
  const answers = await Promise.all(
    Array.from(
      { length: 200 },
      (_, i) => send(app, keeper, "POST /audit/events", { body: { category: "financial", action: `append_${i}` } }),
    ),
  );
  assert.deepEqual(
    answers.map(({ body }) => body.sequence_number).sort((a, b) => a - b),
    Array.from({ length: 200 }, (_, i) => i + 1),
  );
  const bySequence = new Map(answers.map(({ body }) => [body.sequence_number, body.hash_chain]));
  const links = await linksOf(keeper.tenantId, "financial");
  assert.deepEqual(links.map((l) => l.event_hash), links.map((l) => bySequence.get(Number(l.sequence_number))));
  assert.deepEqual(links.map((l) => l.previous_hash), [GENESIS_HASH, ...links.slice(0, -1).map((l) => l.event_hash)]);
  const found = await verify(keeper, { category: "financial" });
  assert.deepEqual([found.valid, found.events_verified], [true, 200]);
});

Deno.test("audit.events.create answers the same link when its request is repeated with its key", async () => {
  const keeper = await (await world.tenant()).actor({ "audit-log": "rw" });
  const post = () =>
    send(app, keeper, "POST /audit/events", {
      body: { category: "user_activity", action: "opened" },
      headers: { "idempotency-key": "once" },
    });
  const [a, b] = [await post(), await post()];
  assert.deepEqual(b.body, a.body);
  assert.equal((await linksOf(keeper.tenantId, "user_activity")).length, 1);
});

Deno.test("sealing never steps over an event whose transaction commits later than younger ones", async () => {
  const keeper = await (await world.tenant()).actor({ "audit-log": "rw" });
  const slow = await sql.reserve();
  await slow`begin`;
  await write(keeper.tenantId, "slow", slow as unknown as typeof sql);
  await write(keeper.tenantId, "fast");
  await sealAll();
  assert.deepEqual((await linksOf(keeper.tenantId, "system")).map((l) => l.action), ["fast"]);
  await slow`commit`;
  slow.release();
  await write(keeper.tenantId, "later");
  await sealAll();
  assert.deepEqual((await linksOf(keeper.tenantId, "system")).map((l) => l.action), ["fast", "slow", "later"]);
  assert.equal(await pendingOf(keeper.tenantId), 0);
  assert.equal((await verify(keeper)).valid, true);
});

Deno.test("an event that is rolled back leaves no gap", async () => {
  const keeper = await (await world.tenant()).actor({ "audit-log": "rw" });
  await sql.begin(async (tx) => {
    await write(keeper.tenantId, "undone", tx as unknown as typeof sql);
    throw new Error("undo");
  }).catch(() => {});
  await write(keeper.tenantId, "kept");
  await sealAll();
  const links = await linksOf(keeper.tenantId, "system");
  assert.deepEqual(links.map((l) => [Number(l.sequence_number), l.action]), [[1, "kept"]]);
});

Deno.test("several sealers at once, beside writers, chain everything exactly once", async () => {
  const tenants = await Promise.all([1, 2].map(() => world.tenant()));
  const keepers = await Promise.all(tenants.map((tenant) => tenant.actor({ "audit-log": "rw" })));
  const writing = Promise.all(
    tenants.flatMap(({ id }) =>
      Array.from({ length: 150 }, (_, i) => write(id, `e${i}`, sql, i % 2 ? "system" : "network"))
    ),
  );
  const sealing = Array.from({ length: 4 }, async () => {
    for (let i = 0; i < 5; i++) await sealDueChains(world.runtime);
  });
  await Promise.all([writing, ...sealing]);
  await sealAll();
  for (const [i, { id }] of tenants.entries()) {
    assert.equal(await pendingOf(id), 0);
    for (const category of ["system", "network"]) {
      const numbers = (await linksOf(id, category)).map((l) => Number(l.sequence_number));
      assert.deepEqual(numbers, Array.from({ length: 75 }, (_, n) => n + 1));
    }
    assert.equal((await verify(keepers[i])).valid, true);
  }
});

Deno.test("a sealer steps over a chain that somebody holds, and business writes wait for no chain", async () => {
  const tenant = await world.tenant();
  const writer = await tenant.actor({ contacts: "rw", "audit-log": "rw" });
  const other = await world.tenant();
  await write(tenant.id, "first");
  await sealAll();
  const holder = await sql.reserve();
  await holder`begin`;
  await holder`select from audit.chain_heads where tenant_id = ${tenant.id} for update`;
  try {
    await write(tenant.id, "second");
    await write(other.id, "elsewhere");
    const created = await send(crm, writer, "POST /contacts", { body: { first_name: "Ada", last_name: "Byron" } });
    assert.equal(created.status, 201, created.text);
    await sealAll();
    assert.equal((await linksOf(other.id, "system")).length, 1);
    assert.equal((await linksOf(tenant.id, "system")).length, 1, "the held chain waits");
  } finally {
    await holder`rollback`;
    holder.release();
  }
  await sealAll();
  assert.equal((await linksOf(tenant.id, "system")).length, 2);
  const [link] = await linksOf(tenant.id, "data_modification");
  assert.equal(link.action, "contact.created");
});

Deno.test("a chain that cannot be appended to does not hold up the others", async () => {
  const [a, b] = [await world.tenant(), await world.tenant()];
  await write(a.id, "first");
  await sealAll();
  // A head that contradicts the links: appending to it breaks the primary key.
  await sql`update audit.chain_heads set last_sequence = 0 where tenant_id = ${a.id}`;
  await Promise.all([write(a.id, "second"), write(b.id, "fine")]);
  await sealAll();
  assert.equal((await linksOf(b.id, "system")).length, 1);
  assert.ok(world.logs.some((line) => line.event === "audit.seal_failed" && line.tenant_id === a.id));
  assert.equal(await pendingOf(a.id), 1, "nothing is lost");
  await sql`update audit.chain_heads set last_sequence = 1 where tenant_id = ${a.id}`;
  await sealAll();
  assert.equal((await linksOf(a.id, "system")).length, 2);
});

Deno.test("events of a disabled organisation wait and are chained when it is back", async () => {
  const { id } = await world.tenant();
  await write(id, "waits");
  await sql`update identity.tenants set status = 'suspended' where id = ${id}`;
  await sealAll();
  assert.ok(await pendingOf(id) >= 1);
  await sql`update identity.tenants set status = 'active' where id = ${id}`;
  await sealAll();
  assert.equal(await pendingOf(id), 0);
});

Deno.test("a new key seals what comes next and the old one still verifies what was", async () => {
  const keeper = await (await world.tenant()).actor({ "audit-log": "rw" });
  await write(keeper.tenantId, "old_key");
  await sealAll();
  const { config } = world.runtime;
  try {
    const keys = [{ version: 2, key: "the-next-audit-key-for-tests-only-0123" }, ...config.AUDIT_KEYS];
    world.runtime.config = { ...config, AUDIT_KEYS: keys };
    await write(keeper.tenantId, "new_key");
    await sealAll();
    assert.deepEqual((await linksOf(keeper.tenantId, "system")).map((l) => l.chain_version), [1, 2]);
    assert.equal((await verify(keeper)).valid, true);
    world.runtime.config = { ...config, AUDIT_KEYS: [{ version: 2, key: "somebody-elses-key-0123456789-0123456789" }] };
    const found = await verify(keeper, { category: "system" });
    assert.deepEqual(found.broken.map((b: { sequence_number: number; kind: string }) => [b.sequence_number, b.kind]), [
      [1, "hash_mismatch"],
      [2, "hash_mismatch"],
    ]);
  } finally {
    world.runtime.config = config;
  }
});

Deno.test("readConfig refuses audit keys that are missing, short, repeated or no JSON, naming the variable", () => {
  const base = { DATABASE_URL: "postgres://localhost/x", JWT_SECRET: "x".repeat(32) };
  const key = "k".repeat(32);
  const wrong = [undefined, "text", "[]", JSON.stringify([{ version: 1, key: "short" }]), JSON.stringify([{ key }])];
  for (const AUDIT_KEYS of [...wrong, JSON.stringify([{ version: 1, key }, { version: 1, key }])]) {
    assert.throws(() => readConfig({ ...base, AUDIT_KEYS }), /AUDIT_KEYS/, AUDIT_KEYS);
  }
  assert.deepEqual(readConfig({ ...base, AUDIT_KEYS: JSON.stringify([{ version: 3, key }]) }).AUDIT_KEYS, [
    { version: 3, key },
  ]);
});

Deno.test("only services and readers of the whole log may take the queue of a chain", async () => {
  const tenant = await world.tenant();
  await write(tenant.id, "waiting");
  const actor = await tenant.actor({ contacts: "rw" });
  const attempt = sql.begin(async (tx) => {
    await tx`select set_config('request.jwt.claims', ${
      JSON.stringify({ role: "authenticated", sub: actor.userId, tenant_id: tenant.id })
    }, true), set_config('app.grants', '{"contacts": ["ALL", "ALL"]}', true)`;
    await tx`set local role authenticated`;
    return await tx`select * from audit.take_unsealed('system', 10)`;
  });
  await assert.rejects(attempt, /authorization_error/);
});

Deno.test("a backlog larger than a batch is chained in rounds, the last of which says that nothing is left", async () => {
  const keeper = await (await world.tenant()).actor({ "audit-log": "rw" });
  await sealAll();
  await sql`insert into audit.events (tenant_id, category, action)
    select ${keeper.tenantId}, 'system', 'e' || i from generate_series(1, 2100) as i`;
  const rounds: [number, number][] = [];
  for (let i = 0; i < 3; i++) {
    rounds.push([await sealDueChains(world.runtime), (await linksOf(keeper.tenantId, "system")).length]);
  }
  assert.deepEqual(rounds, [[1, 1000], [1, 2000], [0, 2100]]);
  assert.equal((await verify(keeper)).valid, true);
});
