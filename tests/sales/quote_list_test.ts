import assert from "node:assert/strict";
import { app } from "../../functions/sales/app.ts";
import { send } from "../support/app_client.ts";
import { nestedPlans } from "../support/nested_plans.ts";
import { openWorld, type TestActor } from "../support/world.ts";
import { contactOf, move, newQuote, seller } from "./scenario.ts";

const world = await openWorld();
Deno.test.afterAll(() => world.close());

async function page(actor: TestActor, query: Record<string, string | number> = {}) {
  const answer = await send(app, actor, "GET /quotes", { query });
  assert.equal(answer.status, 200, answer.text);
  return { ids: answer.body.data.map((q: { id: string }) => q.id), ...answer.body };
}

Deno.test("sales.quotes.list pages newest first with the exact total", async () => {
  const tenant = await world.tenant();
  const actor = await tenant.actor(seller);
  const contactId = await contactOf(world, tenant.id);
  const made: string[] = [];
  for (let i = 0; i < 5; i++) made.push((await newQuote(actor, contactId)).id);
  made.reverse();
  const first = await page(actor, { limit: 2 });
  assert.deepEqual(first.ids, made.slice(0, 2));
  assert.deepEqual(first.pagination, { page: 1, limit: 2, total: 5, pages: 3, total_pages: 3 });
  assert.deepEqual((await page(actor, { limit: 2, page: 3 })).ids, made.slice(4));
  assert.deepEqual((await page(actor, { limit: 2, page: 4 })).ids, []);
  assert.equal((await page(actor, { limit: 500 })).pagination.limit, 100);
  const { data: [row] } = await page(actor);
  assert.deepEqual([row.contact, row.total, row.status, row.items], [
    { id: contactId, name: "Sophie Martin" },
    360,
    "DRAFT",
    undefined,
  ]);
  for (const query of ["page=0", "limit=x", "status=OPEN", "contact_id=1"]) {
    assert.equal((await send(app, actor, `GET /quotes?${query}`)).status, 400, query);
  }
});

Deno.test("sales.quotes.list filters by contact and by statuses, counting what matches", async () => {
  const tenant = await world.tenant();
  const actor = await tenant.actor(seller);
  const [anna, bert] = [await contactOf(world, tenant.id), await contactOf(world, tenant.id)];
  const draft = (await newQuote(actor, anna)).id;
  const sent = (await newQuote(actor, anna)).id;
  const viewed = (await newQuote(actor, bert)).id;
  for (const id of [sent, viewed]) await move(actor, id, "SENT");
  await world.db.sql`update sales.quotes set status = 'viewed' where id = ${viewed}`;
  assert.deepEqual((await page(actor, { contact_id: anna })).ids, [sent, draft]);
  const open = await page(actor, { status: "SENT" });
  assert.deepEqual([open.ids, open.pagination.total], [[viewed, sent], 2]);
  assert.deepEqual((await page(actor, { status: "SENT,DRAFT", contact_id: anna, limit: 1 })).pagination.total, 2);
  assert.deepEqual((await page(actor, { status: "REJECTED" })).ids, []);
  assert.deepEqual((await page(actor, { contact_id: crypto.randomUUID() })).pagination.total, 0);
});

Deno.test("sales.quotes.list totals equal the rows that exist after simultaneous creations and removals", async () => {
  const tenant = await world.tenant();
  const actor = await tenant.actor(seller);
  const contactId = await contactOf(world, tenant.id);
  const first = await Promise.all(Array.from({ length: 20 }, () => newQuote(actor, contactId)));
  await Promise.all([
    ...first.slice(0, 10).flatMap(({ id }) => [
      send(app, actor, `DELETE /quotes/${id}`),
      send(app, actor, `DELETE /quotes/${id}`),
    ]),
    ...Array.from({ length: 15 }, () => newQuote(actor, contactId)),
  ]);
  const [{ n }] = await world.db.sql`
    select count(*)::int as n from sales.quotes where tenant_id = ${tenant.id} and deleted_at is null`;
  assert.equal(n, 25);
  assert.equal((await page(actor)).pagination.total, n);
});

Deno.test("sales.quotes.list reads its page from an index among twenty thousand quotes", async () => {
  const tenant = await world.tenant();
  const actor = await tenant.actor(seller);
  const contactId = await contactOf(world, tenant.id);
  await world.db.admin.begin(async (sql) => {
    await sql`set local session_replication_role = replica`;
    await sql`
      insert into sales.quotes (tenant_id, quote_number, number_period, number_sequence, contact_id, client_name, status,
        sent_at, issue_date, valid_until, currency, language, vat_rate, subtotal, vat_amount, total, shown_vat_rate, vat_by_rate,
        created_at)
      select ${tenant.id}, 'B-' || n, '2026', n, case when n % 400 = 0 then ${contactId}::uuid else app.new_id() end, 'Client',
        case when n % 200 = 0 then 'rejected' else 'draft' end, now(), '2026-01-01', '2026-02-01', 'EUR', 'fr', 20, 100, 20, 120,
        20, '[]', now() - n * interval '1 minute'
      from generate_series(1, 20000) n`;
  });
  await world.db.sql`analyze sales.quotes`;
  const planOf = async (args: (string | number | string[] | null)[], times = 1) =>
    (await nestedPlans(world.db, actor, { quotes: ["ALL", null] }, "sales.quote_page", args, times)).at(-1)!;
  for (const times of [1, 12]) {
    const whole = await planOf([1, 20, null, null], times);
    assert.match(whole, /Index Scan using quotes_newest/);
    assert.match(await planOf([1, 20, contactId, null], times), /quotes_by_contact/);
    assert.match(await planOf([1, 20, null, ["rejected"]], times), /quotes_by_status/);
    assert.doesNotMatch(whole, /Seq Scan/);
  }
});
