import assert from "node:assert/strict";
import { app } from "../../functions/sales/app.ts";
import { app as crm } from "../../functions/crm/app.ts";
import { send } from "../support/app_client.ts";
import { openWorld, type TestActor } from "../support/world.ts";
import { contactOf, items, move, newQuote, seller } from "./scenario.ts";

const world = await openWorld();
Deno.test.afterAll(() => world.close());

async function desk(options: { country?: string } = {}) {
  const tenant = await world.tenant(options);
  const actor = await tenant.actor(seller);
  return { tenant, actor, contactId: await contactOf(world, tenant.id) };
}

Deno.test("sales.quotes.create computes totals, numbers the quote and answers the whole draft", async () => {
  const { actor, contactId } = await desk();
  const quote = await newQuote(actor, contactId, {
    issue_date: "2026-01-15",
    valid_until: "2026-02-15",
    vat_rate: 20,
    notes: "Pièces en stock",
    subtotal: 1,
    vat_amount: 1,
    total: 1,
    items: items.map((item) => ({ ...item, total: 1 })),
  });
  const { id, created_at, updated_at, items: lines, ...rest } = quote;
  assert.ok(id && created_at && updated_at);
  assert.deepEqual(rest, {
    quote_number: "2026-001",
    status: "DRAFT",
    status_code: "draft",
    contact_id: contactId,
    contact: { id: contactId, name: "Sophie Martin" },
    owner_company_id: null,
    owner_company: null,
    title: null,
    issue_date: "2026-01-15",
    valid_until: "2026-02-15",
    currency: "EUR",
    subtotal: 300,
    vat_rate: 20,
    vat_amount: 60,
    total: 360,
    vat_by_rate: [{ vat_rate: 20, subtotal: 300, vat_amount: 60 }],
    notes: "Pièces en stock",
    invoice_id: null,
    sent_at: null,
    accepted_at: null,
    rejected_at: null,
    expired_at: null,
    rejection_reason: null,
  });
  // deno-lint-ignore no-explicit-any
  assert.deepEqual(lines.map(({ id: _, ...line }: any) => line), [
    { description: "Plaquettes de frein", quantity: 1, unit_price: 120, discount: 0, vat_rate: 20, total: 120 },
    { description: "Main-d'œuvre", quantity: 2, unit_price: 90, discount: 0, vat_rate: 20, total: 180 },
  ]);
  const [row] = await world.db.sql`
    select tenant_id, owner_user_id, created_by, status from sales.quotes where id = ${id}`;
  assert.deepEqual({ ...row }, {
    tenant_id: actor.tenantId,
    owner_user_id: actor.userId,
    created_by: actor.userId,
    status: "draft",
  });
  const got = await send(app, actor, `GET /quotes/${id}`);
  assert.deepEqual(got.body.data, quote);
});

Deno.test("sales.quotes.create computes VAT per rate and shows the weighted rate", async () => {
  const { actor, contactId } = await desk();
  const quote = await newQuote(actor, contactId, {
    items: [
      { description: "a", quantity: 2, unit_price: 100 },
      { description: "b", quantity: 1, unit_price: 50, vat_rate: 5.5 },
    ],
  });
  assert.deepEqual([quote.subtotal, quote.vat_amount, quote.total, quote.vat_rate], [250, 42.75, 292.75, 17.1]);
  assert.deepEqual(quote.vat_by_rate, [
    { vat_rate: 20, subtotal: 200, vat_amount: 40 },
    { vat_rate: 5.5, subtotal: 50, vat_amount: 2.75 },
  ]);
});

Deno.test("sales.quotes.create keeps fractions of quantities and unit prices and amounts off the line", async () => {
  const { actor, contactId } = await desk();
  const quote = await newQuote(actor, contactId, {
    items: [{ description: "Huile", quantity: "1.255", unit_price: "9.9999", discount: "0.05" }],
    vat_rate: 0,
  });
  assert.deepEqual([quote.items[0].quantity, quote.items[0].unit_price, quote.items[0].discount], [
    1.255,
    9.9999,
    0.05,
  ]);
  assert.deepEqual([quote.items[0].total, quote.total], [12.5, 12.5]);
});

Deno.test("sales.quotes.create takes the usual rate of the country on the day of issue", async () => {
  const swiss = await desk({ country: "CH" });
  const rateOn = async (issue_date: string) => (await newQuote(swiss.actor, swiss.contactId, { issue_date })).vat_rate;
  assert.equal(await rateOn("2023-12-31"), 7.7);
  assert.equal(await rateOn("2024-01-01"), 8.1);
  const french = await desk();
  assert.equal((await newQuote(french.actor, french.contactId)).vat_rate, 20);
});

Deno.test("sales.quotes.create issues for the only company and wants to know which among several", async () => {
  const tenant = await world.tenant({ country: "CH" });
  const contactId = await contactOf(world, tenant.id);
  const hyper = await tenant.company("HYPERVISUAL", { invoice_prefix: "HYP", currency: "CHF" });
  const actor = await tenant.actor({ "*": "rw" });
  const first = await newQuote(actor, contactId, { issue_date: "2026-01-15" });
  assert.deepEqual([first.owner_company_id, first.quote_number, first.currency], [hyper, "HYP-D-2026-0001", "CHF"]);
  assert.deepEqual(first.owner_company, { id: hyper, code: "HYPERVISUAL", name: "HYPERVISUAL" });

  const enki = await tenant.company("ENKI_REALTY", { invoice_prefix: "ENK", currency: "EUR" });
  const attempt = (owner_company_id?: string, who = actor) =>
    send(app, who, "POST /quotes", {
      body: { contact_id: contactId, valid_until: "2026-02-15", issue_date: "2026-01-15", items, owner_company_id },
    });
  const unsaid = await attempt();
  assert.deepEqual([unsaid.status, unsaid.body.code], [400, "COMPANY_REQUIRED"], unsaid.text);
  assert.deepEqual(unsaid.body.details.companies, ["ENKI_REALTY", "HYPERVISUAL"]);
  assert.equal((await attempt("Enki Realty")).body.data.quote_number, "ENK-D-2026-0001");
  assert.equal((await attempt(enki)).body.data.currency, "EUR");
  assert.equal((await attempt("hypervisual")).body.data.quote_number, "HYP-D-2026-0002");
  const unknown = await attempt("NOBODY");
  assert.deepEqual([unknown.status, unknown.body.code], [400, "COMPANY_INVALID"]);

  const member = await tenant.actor(seller, { companies: [enki] });
  const denied = await attempt("HYPERVISUAL", member);
  assert.deepEqual([denied.status, denied.body.code], [403, "COMPANY_ACCESS_DENIED"], denied.text);
  assert.equal((await attempt(undefined, member)).body.data.owner_company_id, enki);
  assert.equal((await send(app, member, `GET /quotes/${first.id}`)).status, 404);
  const page = await send(app, member, "GET /quotes");
  assert.deepEqual([page.body.pagination.total, page.body.data.length], [3, 3], page.text);
});

Deno.test("sales.quotes.create names every field at fault", async () => {
  const { tenant, actor, contactId } = await desk();
  const elsewhere = await contactOf(world, (await world.tenant()).id);
  const archived = await contactOf(world, tenant.id, { deleted_at: "2026-01-01" });
  const item = items[0];
  const wrong: [Record<string, unknown>, string][] = [
    [{ contact_id: undefined }, "contact_id"],
    [{ contact_id: crypto.randomUUID() }, "contact_id"],
    [{ contact_id: elsewhere }, "contact_id"],
    [{ contact_id: archived }, "contact_id"],
    [{ valid_until: undefined }, "valid_until"],
    [{ valid_until: "2026-02-30" }, "valid_until"],
    [{ issue_date: "2026-02-01", valid_until: "2026-01-31" }, "valid_until"],
    [{ items: undefined }, "items"],
    [{ items: [] }, "items"],
    [{ items: [{ ...item, description: " " }] }, "items.0.description"],
    [{ items: [{ ...item, quantity: 0 }] }, "items.0.quantity"],
    [{ items: [{ ...item, quantity: -1 }] }, "items.0.quantity"],
    [{ items: [{ ...item, quantity: 1.2345 }] }, "items.0.quantity"],
    [{ items: [{ ...item, unit_price: -0.01 }] }, "items.0.unit_price"],
    [{ items: [{ ...item, unit_price: 1.23456 }] }, "items.0.unit_price"],
    [{ items: [item, { ...item, discount: 120.01 }] }, "items.1.discount"],
    [{ items: [{ ...item, discount: -1 }] }, "items.0.discount"],
    [{ items: [{ ...item, vat_rate: 100.01 }] }, "items.0.vat_rate"],
    [{ items: [{ ...item, price: 1 }] }, "items.0.price"],
    [{ vat_rate: -1 }, "vat_rate"],
    [{ notes: "x".repeat(2001) }, "notes"],
    [{ status: "SENT" }, "status"],
    [{ quote_number: "2026-999" }, "quote_number"],
  ];
  for (const [body, field] of wrong) {
    const answer = await send(app, actor, "POST /quotes", {
      body: { contact_id: contactId, valid_until: "2099-12-31", items, ...body },
    });
    assert.deepEqual([answer.status, answer.body.code], [400, "VALIDATION_ERROR"], `${field}: ${answer.text}`);
    assert.deepEqual(answer.body.details.map((d: { field: string }) => d.field), [field]);
  }
  const [{ n }] = await world.db.sql`
    select count(*)::int as n from finance.document_counters where tenant_id = ${tenant.id}`;
  assert.equal(n, 0, "a refused quote takes no number");
});

Deno.test("sales.quotes.update replaces items, recomputes totals, keeps what is absent and clears what is null", async () => {
  const { tenant, actor, contactId } = await desk();
  const other = await contactOf(world, tenant.id, { first_name: "Paul", company_name: "Paul SARL" });
  const { id, quote_number } = await newQuote(actor, contactId, {
    issue_date: "2026-01-15",
    notes: "first",
    title: "Freins",
  });
  const patch = async (body: Record<string, unknown>) => {
    const answer = await send(app, actor, `PATCH /quotes/${id}`, { body });
    assert.equal(answer.status, 200, answer.text);
    return answer.body.data;
  };
  const withItems = await patch({ items: [{ description: "Pneu", quantity: 4, unit_price: 100, vat_rate: 10 }] });
  assert.deepEqual([withItems.total, withItems.vat_rate, withItems.items.length], [440, 10, 1]);
  assert.deepEqual([withItems.notes, withItems.title, withItems.quote_number], ["first", "Freins", quote_number]);
  const cleared = await patch({ notes: null, title: null, contact_id: other, valid_until: "2026-03-01" });
  assert.deepEqual([cleared.notes, cleared.title, cleared.total], [null, null, 440]);
  assert.deepEqual([cleared.contact.name, cleared.valid_until], ["Paul Martin", "2026-03-01"]);
  assert.equal((await patch({ issue_date: "2026-02-01" })).issue_date, "2026-02-01");
  assert.equal((await patch({ total: 1, subtotal: 1 })).total, 440);
});

Deno.test("sales.quotes.update applies a new rate to the items that follow the quote and to no others", async () => {
  const { actor, contactId } = await desk();
  const { id } = await newQuote(actor, contactId, {
    vat_rate: 20,
    items: [
      { description: "follows", quantity: 1, unit_price: 100 },
      { description: "own", quantity: 1, unit_price: 100, vat_rate: 20 },
    ],
  });
  const answer = await send(app, actor, `PATCH /quotes/${id}`, { body: { vat_rate: 10 } });
  assert.deepEqual(answer.body.data.items.map((i: { vat_rate: number }) => i.vat_rate), [10, 20], answer.text);
  assert.deepEqual([answer.body.data.vat_amount, answer.body.data.vat_rate], [30, 15]);
});

Deno.test("sales.quotes.update refuses impossible dates and contacts of others", async () => {
  const { actor, contactId } = await desk();
  const { id } = await newQuote(actor, contactId, { issue_date: "2026-06-15", valid_until: "2026-07-15" });
  const elsewhere = await contactOf(world, (await world.tenant()).id);
  const wrong: [Record<string, unknown>, string][] = [
    [{ valid_until: "2026-06-14" }, "valid_until"],
    [{ issue_date: "2026-07-16" }, "valid_until"],
    [{ issue_date: "2025-06-15" }, "issue_date"],
    [{ contact_id: elsewhere }, "contact_id"],
    [{ owner_company_id: "X", notes: "x" }, "owner_company_id"],
    [{}, "body"],
  ];
  for (const [body, field] of wrong) {
    const answer = await send(app, actor, `PATCH /quotes/${id}`, { body });
    assert.equal(answer.status, 400, `${field}: ${answer.text}`);
    assert.deepEqual(answer.body.details.map((d: { field: string }) => d.field), [field]);
  }
});

Deno.test("sales.quotes.update refuses a quote that has left draft, and so does the database", async () => {
  const { actor, contactId } = await desk();
  const { id } = await newQuote(actor, contactId);
  await move(actor, id, "SENT");
  for (const body of [{ notes: "late" }, { items }, { valid_until: "2099-01-01" }]) {
    const answer = await send(app, actor, `PATCH /quotes/${id}`, { body });
    assert.deepEqual([answer.status, answer.body.code], [409, "QUOTE_NOT_DRAFT"], answer.text);
  }
  const { sql } = world.db;
  await assert.rejects(
    sql`update sales.quotes set total = 0, subtotal = 0, vat_amount = 0 where id = ${id}`,
    /quote_not_draft/,
  );
  await assert.rejects(sql`update sales.quotes set notes = 'late' where id = ${id}`, /quote_not_draft/);
  await assert.rejects(sql`delete from sales.quote_lines where quote_id = ${id}`, /quote_not_draft/);
  await assert.rejects(sql`update sales.quote_lines set quantity = 9 where quote_id = ${id}`, /quote_not_draft/);
  await assert.rejects(
    sql`insert into sales.quote_lines (tenant_id, quote_id, position, description, quantity, unit_price, vat_rate)
      values (${actor.tenantId}, ${id}, 9, 'late', 1, 1, 20)`,
    /quote_not_draft/,
  );
});

Deno.test("sales.quotes.archive hides the quote and never gives its number again", async () => {
  const { actor, contactId } = await desk();
  const first = await newQuote(actor, contactId, { issue_date: "2026-01-15" });
  const gone = await send(app, actor, `DELETE /quotes/${first.id}`);
  assert.equal(gone.status, 200, gone.text);
  assert.ok(gone.body.message && gone.body.deleted_at);
  for (const route of [`GET /quotes/${first.id}`, `DELETE /quotes/${first.id}`, `GET /quotes/${first.id}/pdf`]) {
    assert.equal((await send(app, actor, route)).status, 404, route);
  }
  assert.equal((await move(actor, first.id, "SENT")).status, 404);
  assert.equal((await send(app, actor, "GET /quotes")).body.pagination.total, 0);
  const second = await newQuote(actor, contactId, { issue_date: "2026-01-15" });
  assert.deepEqual([first.quote_number, second.quote_number], ["2026-001", "2026-002"]);
});

Deno.test("sales.quotes writes leave one audit and one outbox event each, named after what happened", async () => {
  const { actor, contactId } = await desk();
  const { id } = await newQuote(actor, contactId);
  await send(app, actor, `PATCH /quotes/${id}`, { body: { notes: "changed" } });
  await move(actor, id, "SENT");
  await move(actor, id, "ACCEPTED");
  await send(app, actor, `DELETE /quotes/${id}`);
  const events = await world.db.sql`select type, payload from app.events where entity_id = ${id} order by id`;
  assert.deepEqual(events.map((e) => e.type), [
    "quote.created",
    "quote.updated",
    "quote.sent",
    "quote.accepted",
    "quote.deleted",
  ]);
  assert.equal(events[2].payload.status, "sent");
  const audit = await world.db.sql`
    select action, actor_id from audit.events where entity_type = 'quote' and entity_id = ${id} order by at, id`;
  assert.deepEqual(audit.map((a) => a.action), [
    "quote.created",
    "quote.updated",
    "quote.updated",
    "quote.updated",
    "quote.deleted",
  ]);
  assert.ok(audit.every((a) => a.actor_id === actor.userId));
});

Deno.test("crm.contacts.get shows the five newest quotes of the contact to those who read quotes", async () => {
  const { tenant, actor, contactId } = await desk();
  const made = [];
  for (let i = 0; i < 6; i++) made.push(await newQuote(actor, contactId));
  await move(actor, made[5].id, "SENT");
  const answer = await send(crm, actor, `GET /contacts/${contactId}`);
  assert.equal(answer.status, 200, answer.text);
  assert.deepEqual(
    answer.body.data.recent_quotes.map((q: { quote_number: string }) => q.quote_number),
    made.slice(1).reverse().map((q) => q.quote_number),
  );
  assert.deepEqual([answer.body.data.recent_quotes[0].status, answer.body.data.recent_quotes[0].total], ["SENT", 360]);
  assert.equal(answer.body.data.recent_activities[0].type, "QUOTE_SENT");
  const plain = await tenant.actor({ contacts: "r" });
  assert.deepEqual((await send(crm, plain, `GET /contacts/${contactId}`)).body.data.recent_quotes, []);
});

const routes = (id: string): [string, Record<string, unknown>?][] => [
  [`GET /quotes/${id}`],
  [`PATCH /quotes/${id}`, { notes: "x" }],
  [`DELETE /quotes/${id}`],
  [`PATCH /quotes/${id}/status`, { status: "SENT" }],
  [`POST /quotes/${id}/convert`, {}],
  [`GET /quotes/${id}/pdf`],
];

Deno.test("sales.quotes answers another tenant's quote exactly as one that never was", async () => {
  const { actor, contactId } = await desk();
  const { id } = await newQuote(actor, contactId);
  const stranger = (await desk()).actor;
  const missing = crypto.randomUUID();
  for (const [i, [route, body]] of routes(id).entries()) {
    const headers = { "x-request-id": "same" };
    const foreign = await send(app, stranger, route, { body, headers });
    const none = await send(app, stranger, routes(missing)[i][0], { body, headers });
    assert.equal(foreign.status, 404, `${route}: ${foreign.text}`);
    assert.equal(foreign.text, none.text);
  }
  const [row] = await world.db.sql`select status, notes, deleted_at from sales.quotes where id = ${id}`;
  assert.deepEqual({ ...row }, { status: "draft", notes: null, deleted_at: null });
});

Deno.test("sales.quotes demands the permission of each operation", async () => {
  const { tenant, actor, contactId } = await desk();
  const { id } = await newQuote(actor, contactId);
  const statuses = async (who: TestActor | null) => {
    const answers = [];
    for (const [route, body] of routes(id)) answers.push((await send(app, who, route, { body })).status);
    return answers;
  };
  const body = { contact_id: contactId, valid_until: "2099-12-31", items };
  const reader = await tenant.actor({ contacts: "r", quotes: "r" });
  assert.deepEqual(await statuses(reader), [200, 403, 403, 403, 403, 200]);
  assert.equal((await send(app, reader, "POST /quotes", { body })).status, 403);
  const stranger = await tenant.actor({ contacts: "rw" });
  assert.deepEqual(await statuses(stranger), [403, 403, 403, 403, 403, 403]);
  assert.deepEqual(await statuses(null), [401, 401, 401, 401, 401, 401]);
});

Deno.test("sales.quotes limits SELF to the quotes of the caller", async () => {
  const tenant = await world.tenant();
  const contactId = await contactOf(world, tenant.id);
  const own = { contacts: "r", quotes: ["SELF", "SELF"], "quotes.delete": "rw", invoices: "rw" } as const;
  const anna = await tenant.actor(own);
  const bert = await tenant.actor(own);
  const { id } = await newQuote(anna, contactId);
  await newQuote(bert, contactId);
  for (const [route, body] of routes(id)) {
    assert.equal((await send(app, bert, route, { body })).status, 404, route);
  }
  const page = await send(app, anna, "GET /quotes");
  assert.deepEqual([page.body.data.map((q: { id: string }) => q.id), page.body.pagination.total], [[id], 1]);
  assert.equal((await send(app, anna, `GET /quotes/${id}`)).status, 200);
});
