import assert from "node:assert/strict";
import { app } from "../../functions/sales/app.ts";
import { send } from "../support/app_client.ts";
import { openWorld, type TestActor } from "../support/world.ts";
import { acceptedQuote, contactOf, move, newQuote, seller } from "./scenario.ts";

const world = await openWorld();
Deno.test.afterAll(() => world.close());

async function desk() {
  const tenant = await world.tenant();
  const actor = await tenant.actor(seller);
  return { tenant, actor, contactId: await contactOf(world, tenant.id, { email: "sophie@example.fr" }) };
}

function convert(actor: TestActor, id: string, body?: Record<string, unknown>, headers?: Record<string, string>) {
  return send(app, actor, `POST /quotes/${id}/convert`, { body, headers });
}

async function today(tenantId: string): Promise<string> {
  const [row] = await world.db.sql`
    select (now() at time zone timezone)::date as today from identity.tenants where id = ${tenantId}`;
  return row.today;
}

function daysAfter(date: string, days: number): string {
  return new Date(Date.parse(date) + days * 86_400_000).toISOString().slice(0, 10);
}

Deno.test("sales.quotes.convert issues one invoice with the items, rates, totals and notes of the quote", async () => {
  const { tenant, actor, contactId } = await desk();
  const quote = await acceptedQuote(actor, contactId, {
    notes: "Merci",
    items: [
      { description: "a", quantity: 2, unit_price: 100, discount: 0 },
      { description: "b", quantity: "1.5", unit_price: "40.1234", discount: "10.19", vat_rate: 5.5 },
    ],
  });
  const answer = await convert(actor, quote.id, { payment_method: "BANK_TRANSFER" });
  assert.equal(answer.status, 201, answer.text);
  const issued = await today(tenant.id);
  const { id, invoice_number, ...invoice } = answer.body.data.invoice;
  assert.deepEqual(invoice, {
    quote_id: quote.id,
    contact_id: contactId,
    issue_date: issued,
    due_date: daysAfter(issued, 30),
    total: quote.total,
    status: "SENT",
    payment_method: "BANK_TRANSFER",
  });
  assert.equal(invoice_number, `${issued.slice(0, 4)}-001`);
  const { sql } = world.db;
  const [row] = await sql`
    select status, quote_id, client_id, amount_ht, amount_tva, amount_ttc, notes, owner_user_id, sent_at is not null as sent
    from finance.invoices where id = ${id}`;
  assert.deepEqual({ ...row }, {
    status: "sent",
    quote_id: quote.id,
    client_id: contactId,
    amount_ht: "250.00",
    amount_tva: "42.75",
    amount_ttc: "292.75",
    notes: "Merci",
    owner_user_id: actor.userId,
    sent: true,
  });
  const lines = await sql`
    select description, quantity, unit_price, discount_amount, vat_rate, line_net from finance.invoice_lines
    where invoice_id = ${id} order by position`;
  assert.deepEqual(lines.map((l) => Object.values(l)), [
    ["a", "2.000", "100.0000", "0.00", "20.00", "200.00"],
    ["b", "1.500", "40.1234", "10.19", "5.50", "50.00"],
  ]);
  const got = (await send(app, actor, `GET /quotes/${quote.id}`)).body.data;
  assert.deepEqual([got.status, got.invoice_id], ["ACCEPTED", id]);
  const list = await send(app, actor, "GET /quotes");
  assert.equal(list.body.data[0].invoice_id, id);
});

Deno.test("sales.quotes.convert notes the activity, posts the ledger entry and mails the invoice", async () => {
  const { actor, contactId } = await desk();
  const quote = await acceptedQuote(actor, contactId);
  const { invoice } = (await convert(actor, quote.id)).body.data;
  const { sql } = world.db;
  const activities =
    await sql`select type, metadata from crm.activities where tenant_id = ${actor.tenantId} order by created_at`;
  assert.deepEqual(activities.map((a) => a.type), ["QUOTE_SENT", "INVOICE_SENT"]);
  assert.equal(activities[1].metadata.invoice_id, invoice.id);
  const [mail] = await sql`
    select to_address, subject, attachments from notifications.outgoing_messages where entity_id = ${invoice.id}`;
  assert.deepEqual([mail.to_address, mail.subject], [
    "sophie@example.fr",
    `Facture ${invoice.invoice_number} - Garage`,
  ]);
  assert.deepEqual(mail.attachments.map((a: { kind: string; id: string }) => [a.kind, a.id]), [[
    "invoice_pdf",
    invoice.id,
  ]]);
  const [ledger] = await sql`
    select sum(l.debit) as debit, sum(l.credit) as credit from finance.accounting_entries e
    join finance.accounting_entry_lines l on l.entry_id = e.id where e.document_id = ${invoice.id}`;
  assert.deepEqual([ledger.debit, ledger.credit], ["360.00", "360.00"]);
  assert.equal(invoice.payment_method, null);
});

Deno.test("sales.quotes.convert takes a due date that does not lie before the issue date", async () => {
  const { tenant, actor, contactId } = await desk();
  const quote = await acceptedQuote(actor, contactId);
  const issued = await today(tenant.id);
  const early = await convert(actor, quote.id, { due_date: daysAfter(issued, -1) });
  assert.deepEqual([early.status, early.body.details?.[0].field], [400, "due_date"], early.text);
  const method = await convert(actor, quote.id, { payment_method: "BARTER" });
  assert.deepEqual([method.status, method.body.details?.[0].field], [400, "payment_method"], method.text);
  const sameDay = await convert(actor, quote.id, { due_date: issued });
  assert.deepEqual([sameDay.status, sameDay.body.data?.invoice.due_date], [201, issued], sameDay.text);
});

Deno.test("sales.quotes.convert refuses a quote that is not accepted", async () => {
  const { actor, contactId } = await desk();
  for (const way of [[], ["SENT"], ["SENT", "REJECTED"], ["SENT", "EXPIRED"]]) {
    const { id } = await newQuote(actor, contactId);
    for (const step of way) await move(actor, id, step);
    const answer = await convert(actor, id);
    assert.deepEqual([answer.status, answer.body.code], [400, "QUOTE_NOT_ACCEPTED"], answer.text);
    assert.deepEqual(answer.body.details, { status: way.at(-1) ?? "DRAFT" });
  }
  const [{ n }] = await world.db
    .sql`select count(*)::int as n from finance.invoices where tenant_id = ${actor.tenantId}`;
  assert.equal(n, 0);
});

Deno.test("sales.quotes.convert answers a second call with the invoice there is", async () => {
  const { actor, contactId } = await desk();
  const quote = await acceptedQuote(actor, contactId);
  const { invoice } = (await convert(actor, quote.id)).body.data;
  const again = await convert(actor, quote.id);
  assert.deepEqual([again.status, again.body.code], [409, "QUOTE_ALREADY_CONVERTED"], again.text);
  assert.deepEqual(again.body.details, { invoice_id: invoice.id });
  const removal = await send(app, actor, `DELETE /quotes/${quote.id}`);
  assert.deepEqual([removal.status, removal.body.details], [409, { invoice_id: invoice.id }], removal.text);
});

Deno.test("sales.quotes.convert makes one invoice of sixteen simultaneous calls and names it to the others", async () => {
  const { actor, contactId } = await desk();
  for (let round = 0; round < 3; round++) {
    const quote = await acceptedQuote(actor, contactId);
    const answers = await Promise.all(Array.from({ length: 16 }, () => convert(actor, quote.id)));
    assert.deepEqual(answers.map((a) => a.status).sort(), [201, ...Array(15).fill(409)]);
    const winner = answers.find((a) => a.status === 201)!.body.data.invoice.id;
    for (const loser of answers.filter((a) => a.status === 409)) {
      assert.deepEqual(loser.body.details, { invoice_id: winner });
    }
    const [{ n }] = await world.db.sql`select count(*)::int as n from finance.invoices where quote_id = ${quote.id}`;
    assert.equal(n, 1);
  }
  const numbers = await world.db.sql`
    select number_sequence from finance.invoices where tenant_id = ${actor.tenantId} order by number_sequence`;
  assert.deepEqual(numbers.map((r) => r.number_sequence), [1, 2, 3], "refused conversions take no number");
});

Deno.test("sales.quotes.convert and removal of the same quote never both succeed", async () => {
  const { actor, contactId } = await desk();
  for (let round = 0; round < 8; round++) {
    const quote = await acceptedQuote(actor, contactId);
    const [converted, removed] = await Promise.all([
      convert(actor, quote.id),
      send(app, actor, `DELETE /quotes/${quote.id}`),
    ]);
    const outcome = `${converted.status} ${removed.status}`;
    assert.ok(["201 409", "404 200"].includes(outcome), outcome);
  }
});

Deno.test("finance.invoices holds at most one invoice per quote whatever the code above does", async () => {
  const { actor, contactId } = await desk();
  const quote = await acceptedQuote(actor, contactId);
  await convert(actor, quote.id);
  const { sql } = world.db;
  await assert.rejects(
    sql`insert into finance.invoices (tenant_id, client_name, date, due_date, currency, quote_id)
      values (${actor.tenantId}, 'Again', '2026-01-01', '2026-01-31', 'EUR', ${quote.id})`,
    /quote_already_converted/,
  );
});

Deno.test("sales.quotes.convert replays the answer of a repeated Idempotency-Key", async () => {
  const { actor, contactId } = await desk();
  const quote = await acceptedQuote(actor, contactId);
  const headers = { "idempotency-key": "convert-1" };
  const [one, two] = await Promise.all([
    convert(actor, quote.id, undefined, headers),
    convert(actor, quote.id, undefined, headers),
  ]);
  assert.deepEqual([one.status, two.status], [201, 201], `${one.text} ${two.text}`);
  assert.equal(one.text, two.text);
  const three = await convert(actor, quote.id, undefined, headers);
  assert.equal(three.headers.get("idempotent-replay"), "true");
});

Deno.test("sales.quotes.convert leaves nothing behind when the invoice cannot be issued", async () => {
  const tenant = await world.tenant({ country: "CH" });
  // A Swiss company without a bank account cannot issue invoices.
  await tenant.company("HYPERVISUAL", { invoice_prefix: "HYP" });
  const actor = await tenant.actor({ "*": "rw" });
  const quote = await acceptedQuote(actor, await contactOf(world, tenant.id));
  const answer = await convert(actor, quote.id);
  assert.deepEqual([answer.status, answer.body.code], [409, "BANK_DETAILS_MISSING"], answer.text);
  const [{ n }] = await world.db.sql`select count(*)::int as n from finance.invoices where tenant_id = ${tenant.id}`;
  assert.equal(n, 0);
  assert.equal((await send(app, actor, `GET /quotes/${quote.id}`)).body.data.invoice_id, null);
});

Deno.test("sales.quotes.convert issues the invoice although its mail cannot be queued, and notes why", async () => {
  const { tenant, actor } = await desk();
  // Valid for a contact, refused by the message table.
  const contactId = await contactOf(world, tenant.id, { email: "a;b@example.fr" });
  const quote = await acceptedQuote(actor, contactId);
  const answer = await convert(actor, quote.id);
  assert.equal(answer.status, 201, answer.text);
  const { id, status, invoice_number } = answer.body.data.invoice;
  assert.deepEqual([status, invoice_number.slice(4)], ["SENT", "-001"]);
  const notes = await world.db.sql`
    select entity_id from audit.events where tenant_id = ${tenant.id} and action = 'invoice.mail_failed'`;
  assert.deepEqual(notes.map((n) => n.entity_id), [id]);
});

Deno.test("sales.quotes.convert needs the right to write invoices, not to write quotes", async () => {
  const { tenant, actor, contactId } = await desk();
  const quote = await acceptedQuote(actor, contactId);
  const noInvoices = await tenant.actor({ contacts: "r", quotes: "rw" });
  assert.equal((await convert(noInvoices, quote.id)).status, 403);
  const noQuotes = await tenant.actor({ contacts: "r", invoices: "rw" });
  assert.equal((await convert(noQuotes, quote.id)).status, 404);
  const accountant = await tenant.actor({ contacts: "r", quotes: "r", invoices: "rw" });
  const answer = await convert(accountant, quote.id);
  assert.equal(answer.status, 201, answer.text);
});
