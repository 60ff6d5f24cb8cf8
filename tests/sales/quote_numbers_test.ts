import assert from "node:assert/strict";
import { app } from "../../functions/sales/app.ts";
import { send } from "../support/app_client.ts";
import { openWorld } from "../support/world.ts";
import { contactOf, items, newQuote, seller } from "./scenario.ts";

const world = await openWorld();
Deno.test.afterAll(() => world.close());

Deno.test("sales.quotes.create gives fifty simultaneous callers the numbers 1 to 50", async () => {
  const tenant = await world.tenant();
  const contactId = await contactOf(world, tenant.id);
  const actors = await Promise.all(Array.from({ length: 5 }, () => tenant.actor(seller)));
  const made = await Promise.all(
    Array.from({ length: 50 }, (_, i) => newQuote(actors[i % 5], contactId, { issue_date: "2026-03-01" })),
  );
  const numbers = made.map((quote) => quote.quote_number).sort();
  assert.deepEqual(numbers, Array.from({ length: 50 }, (_, i) => `2026-${String(i + 1).padStart(3, "0")}`));
});

Deno.test("sales.quotes.create leaves no gap for a quote that fails after its number was taken", async () => {
  const tenant = await world.tenant();
  const contactId = await contactOf(world, tenant.id);
  const actor = await tenant.actor(seller);
  const { sql } = world.db;
  await sql`insert into finance.document_counters (tenant_id, kind, period, last_sequence) values (${tenant.id}, 'quote', '2026', 1)`;
  // Somebody else's quote already wears number 2, so the second one fails inside its insert.
  await newQuote(actor, contactId, { issue_date: "2025-03-01" });
  await sql`update sales.quotes set quote_number = '2026-002' where tenant_id = ${tenant.id}`;
  const body = { contact_id: contactId, valid_until: "2099-12-31", issue_date: "2026-03-01", items };
  const refused = await send(app, actor, "POST /quotes", { body });
  assert.deepEqual([refused.status, refused.body.details], [409, { reason: "quote_number_taken" }], refused.text);
  const [{ last_sequence }] = await sql`
    select last_sequence from finance.document_counters where tenant_id = ${tenant.id} and period = '2026'`;
  assert.equal(last_sequence, 1);
});

Deno.test("sales.quotes.create numbers each tenant, company and year of issue on its own", async () => {
  const first = await world.tenant();
  const actor = await first.actor(seller);
  const contactId = await contactOf(world, first.id);
  const numberOf = async (issue_date: string) => (await newQuote(actor, contactId, { issue_date })).quote_number;
  assert.deepEqual(
    [await numberOf("2025-12-31"), await numberOf("2026-01-01"), await numberOf("2025-01-01")],
    ["2025-001", "2026-001", "2025-002"],
  );
  const second = await world.tenant();
  const other = await newQuote(await second.actor(seller), await contactOf(world, second.id), {
    issue_date: "2026-01-01",
  });
  assert.equal(other.quote_number, "2026-001");
});

Deno.test("sales.quotes.create grows its numbers past three digits", async () => {
  const tenant = await world.tenant();
  await world.db.sql`
    insert into finance.document_counters (tenant_id, kind, period, last_sequence) values (${tenant.id}, 'quote', '2026', 998)`;
  const actor = await tenant.actor(seller);
  const contactId = await contactOf(world, tenant.id);
  const numberOf = async () => (await newQuote(actor, contactId, { issue_date: "2026-01-15" })).quote_number;
  assert.deepEqual([await numberOf(), await numberOf()], ["2026-999", "2026-1000"]);
});

Deno.test("sales.quotes.create answers a repeated Idempotency-Key with the first quote and takes one number", async () => {
  const tenant = await world.tenant();
  const actor = await tenant.actor(seller);
  const body = { contact_id: await contactOf(world, tenant.id), valid_until: "2099-12-31", items };
  const sent = { body, headers: { "idempotency-key": "quote-1" } };
  const answers = await Promise.all(Array.from({ length: 4 }, () => send(app, actor, "POST /quotes", sent)));
  assert.deepEqual(answers.map((a) => a.status), [201, 201, 201, 201]);
  assert.equal(new Set(answers.map((a) => a.body.data.id)).size, 1);
  const [{ last_sequence }] = await world.db.sql`
    select last_sequence from finance.document_counters where tenant_id = ${tenant.id} and kind = 'quote'`;
  assert.equal(last_sequence, 1);
});
