import assert from "node:assert/strict";
import { app } from "../../functions/finance/app.ts";
import { send } from "../support/app_client.ts";
import { openWorld } from "../support/world.ts";
import {
  addClient,
  createDraft,
  createSent,
  dayFromToday,
  openFirm,
  readInvoice,
  refused,
  workedLines,
} from "./invoice_scenarios.ts";

const world = await openWorld();
Deno.test.afterAll(() => world.close());

Deno.test("finance.invoices.create works out net, VAT per rate and gross as in the worked example", async () => {
  const firm = await openFirm(world);
  const invoice = await createDraft(firm);
  assert.deepEqual([invoice.amount_ht, invoice.amount_tva, invoice.amount_ttc], [1510, 113.51, 1623.51]);
  assert.deepEqual(
    invoice.tva_by_rate.map((g: Record<string, unknown>) => [g.vat_code, g.vat_rate, g.amount_ht, g.amount_tva]),
    [["NORMAL", 8.1, 1350, 109.35], ["REDUIT", 2.6, 160, 4.16]],
  );
  assert.deepEqual(invoice.lines.map((l: { line_net: number }) => l.line_net), [1350, 160]);
  assert.equal(invoice.status, "draft");
  assert.equal(invoice.invoice_number, null);
  assert.equal(invoice.owner_company, "HYPERVISUAL");
  assert.equal(invoice.client_name, "Rey & Fils Sàrl");
  assert.deepEqual(invoice.client_address.city, "Lausanne");
  const [row] = await world.db.sql`select tenant_id, owner_user_id from finance.invoices where id = ${invoice.id}`;
  assert.deepEqual({ ...row }, { tenant_id: firm.tenant.id, owner_user_id: firm.actor.userId });
});

Deno.test("finance.invoices.create rounds VAT once per rate, not per line", async () => {
  const firm = await openFirm(world);
  const line = { description: "Pièce", quantity: 1, unit_price: 33.30, vat_code: "NORMAL" };
  const invoice = await createDraft(firm, { line_items: [line, line, line] });
  assert.deepEqual([invoice.amount_ht, invoice.amount_tva, invoice.amount_ttc], [99.9, 8.09, 107.99]);
});

Deno.test("finance.invoices.create takes the rate of the day of supply", async () => {
  const firm = await openFirm(world);
  const invoice = await createDraft(firm, {
    date: "2024-01-10",
    service_to: "2023-12-31",
    line_items: [
      { description: "Ancien taux", quantity: 1, unit_price: 100, vat_code: "NORMAL" },
      { description: "Nouveau taux", quantity: 1, unit_price: 100, vat_code: "NORMAL", service_date: "2024-01-05" },
    ],
  });
  assert.deepEqual(invoice.lines.map((l: { vat_rate: number }) => l.vat_rate), [7.7, 8.1]);
  const body = {
    owner_company: firm.code,
    client_id: firm.clientId,
    date: "2024-02-01",
    line_items: [{ description: "x", quantity: 1, unit_price: 1, vat_rate: 7.7 }],
  };
  const refusal = await refused(firm, "POST /finance/invoices", body, 400, "VAT_RATE_INVALID");
  assert.equal(refusal.details.rates.NORMAL, 8.1);
});

Deno.test("finance.invoices.create finds due date, currency and terms with the company", async () => {
  const firm = await openFirm(world, { company: { payment_terms: 10, currency: "EUR" } });
  const invoice = await createDraft(firm, { date: "2026-03-01" });
  assert.deepEqual([invoice.due_date, invoice.payment_terms, invoice.currency], ["2026-03-11", 10, "EUR"]);
  assert.equal(invoice.exchange_rate, 0.94);
  const given = await createDraft(firm, { date: "2026-03-01", due_date: "2026-03-05", currency: "CHF" });
  assert.deepEqual([given.due_date, given.payment_terms, given.currency, given.exchange_rate], [
    "2026-03-05",
    4,
    "CHF",
    1,
  ]);
});

Deno.test("finance.invoices.create refuses what cannot be billed and names it", async () => {
  const firm = await openFirm(world);
  const base = { owner_company: firm.code, client_id: firm.clientId, line_items: workedLines };
  const route = "POST /finance/invoices";
  const line = { description: "x", quantity: 1, unit_price: 1 };
  await refused(firm, route, { ...base, currency: "GBP" }, 400, "CURRENCY_UNSUPPORTED");
  await refused(firm, route, { ...base, client_id: crypto.randomUUID() }, 404, "CLIENT_NOT_FOUND");
  await refused(firm, route, { ...base, owner_company: "NOBODY" }, 400, "COMPANY_INVALID");
  await refused(firm, route, { ...base, date: "2026-05-02", due_date: "2026-05-01" }, 400, "VALIDATION_ERROR");
  await refused(
    firm,
    route,
    { ...base, service_from: "2026-05-02", service_to: "2026-05-01" },
    400,
    "VALIDATION_ERROR",
  );
  await refused(firm, route, { ...base, line_items: [] }, 400, "VALIDATION_ERROR");
  await refused(firm, route, { ...base, line_items: [{ ...line, quantity: 0 }] }, 400, "VALIDATION_ERROR");
  await refused(firm, route, { ...base, line_items: [{ ...line, unit_price: -1 }] }, 400, "VALIDATION_ERROR");
  await refused(firm, route, { ...base, line_items: [{ ...line, discount: 101 }] }, 400, "VALIDATION_ERROR");
  await refused(firm, route, { ...base, line_items: [{ ...line, vat_code: "LUXE" }] }, 400, "VAT_RATE_INVALID");
  await refused(firm, route, { owner_company: firm.code, line_items: workedLines }, 400, "VALIDATION_ERROR");
  const huge = { description: "x", quantity: 999999999999, unit_price: 999999999999 };
  await refused(firm, route, { ...base, line_items: [huge] }, 400, "VALIDATION_ERROR");
  const [{ n }] = await world.db
    .sql`select count(*)::int as n from finance.invoices where tenant_id = ${firm.tenant.id}`;
  assert.equal(n, 0);
});

Deno.test("finance.invoices.create takes a client by exact name and never makes one up", async () => {
  const firm = await openFirm(world);
  const base = { owner_company: firm.code, line_items: workedLines };
  const found = await createDraft(firm, { client_id: undefined, client_name: "rey & fils sarl" });
  assert.equal(found.client_id, firm.clientId);
  await refused(firm, "POST /finance/invoices", { ...base, client_name: "Rey" }, 404, "CLIENT_NOT_FOUND");
  await addClient(world, firm.tenant.id, { first_name: "A", last_name: "B", company_name: "Rey & Fils Sàrl" });
  await refused(firm, "POST /finance/invoices", { ...base, client_name: "Rey & Fils Sàrl" }, 404, "CLIENT_NOT_FOUND");
});

Deno.test("finance.invoices.create wants a company from whoever works for several", async () => {
  const firm = await openFirm(world);
  const body = { client_id: firm.clientId, line_items: workedLines };
  const alone = await send(app, firm.actor, "POST /finance/invoices", { body });
  assert.equal(alone.body.data.owner_company, "HYPERVISUAL", alone.text);
  const second = await firm.tenant.company("ENKI_REALTY", { country: "CH" });
  const both = await firm.tenant.actor({ invoices: "rw", contacts: "r" }, { companies: [firm.companyId, second] });
  const unclear = await send(app, both, "POST /finance/invoices", { body });
  assert.deepEqual([unclear.status, unclear.body.code], [400, "COMPANY_REQUIRED"]);
  assert.deepEqual(unclear.body.details.companies, ["ENKI_REALTY", "HYPERVISUAL"]);
  const named = await send(app, both, "POST /finance/invoices", { body: { ...body, owner_company: "enki realty" } });
  assert.equal(named.body.data.owner_company, "ENKI_REALTY", named.text);
  const foreign = await send(app, firm.actor, "POST /finance/invoices", {
    body: { ...body, owner_company: "ENKI_REALTY" },
  });
  assert.deepEqual([foreign.status, foreign.body.code], [403, "COMPANY_ACCESS_DENIED"]);
});

Deno.test("finance.invoices.create answers a repeated Idempotency-Key with the first invoice", async () => {
  const firm = await openFirm(world);
  const body = { owner_company: firm.code, client_id: firm.clientId, line_items: workedLines };
  const headers = { "idempotency-key": "once" };
  const answers = await Promise.all(
    Array.from({ length: 4 }, () => send(app, firm.actor, "POST /finance/invoices", { body, headers })),
  );
  assert.deepEqual(answers.map((a) => a.status), [201, 201, 201, 201]);
  assert.equal(new Set(answers.map((a) => a.body.data.id)).size, 1);
  const [{ n }] = await world.db
    .sql`select count(*)::int as n from finance.invoices where tenant_id = ${firm.tenant.id}`;
  assert.equal(n, 1);
});

Deno.test("finance.invoices.update changes a draft in three states and recomputes what depends on it", async () => {
  const firm = await openFirm(world);
  const draft = await createDraft(firm, { date: "2026-03-01", notes: "à relire", service_from: "2026-02-01" });
  const route = `PUT /finance/invoices/${draft.id}`;
  const terms = await send(app, firm.actor, route, { body: { payment_terms: 10, notes: null } });
  assert.equal(terms.status, 200, terms.text);
  assert.deepEqual([terms.body.data.due_date, terms.body.data.notes, terms.body.data.version], ["2026-03-11", null, 2]);
  assert.equal(terms.body.data.service_from, "2026-02-01");
  const lines = await send(app, firm.actor, route, {
    body: { line_items: [{ description: "Forfait", quantity: 1, unit_price: "100.05" }] },
  });
  assert.deepEqual([lines.body.data.amount_ht, lines.body.data.amount_tva, lines.body.data.lines.length], [
    100.05,
    8.1,
    1,
  ]);
  const dated = await send(app, firm.actor, route, { body: { date: "2023-12-30" } });
  assert.deepEqual([dated.body.data.due_date, dated.body.data.amount_tva], ["2024-01-09", 7.7]);
  const due = await send(app, firm.actor, route, { body: { due_date: "2024-02-28" } });
  assert.deepEqual([due.body.data.due_date, due.body.data.payment_terms], ["2024-02-28", 60]);
  const back = await send(app, firm.actor, route, { body: { due_date: null, payment_terms: 5 } });
  assert.equal(back.body.data.due_date, "2024-01-04");
});

Deno.test("finance.invoices.update refuses a stale version, a sent invoice and unknown fields", async () => {
  const firm = await openFirm(world);
  const draft = await createDraft(firm);
  const route = `PUT /finance/invoices/${draft.id}`;
  const first = await send(app, firm.actor, route, { body: { notes: "un", version: 1 } });
  assert.equal(first.body.data.version, 2, first.text);
  const stale = await refused(firm, route, { notes: "deux", version: 1 }, 409, "VERSION_CONFLICT");
  assert.equal(stale.details.version, 2);
  await refused(firm, route, { status: "paid" }, 400, "VALIDATION_ERROR");
  await refused(firm, route, {}, 400, "VALIDATION_ERROR");
  const sent = await createSent(firm);
  await refused(firm, `PUT /finance/invoices/${sent.id}`, { notes: "trop tard" }, 409, "INVOICE_NOT_DRAFT");
  assert.equal((await readInvoice(firm, draft.id)).notes, "un");
});

Deno.test("finance.invoices.send numbers, freezes, books, mails and keeps the file", async () => {
  const firm = await openFirm(world);
  const draft = await createDraft(firm, { date: "2026-11-02" });
  const answer = await send(app, firm.actor, `POST /finance/invoices/${draft.id}/send`, {
    body: { cc: ["chef@example.ch"], message: "Merci" },
  });
  assert.equal(answer.status, 200, answer.text);
  assert.deepEqual(answer.body.data, {
    email: { queued: true, recipient: "compta@rey.example.ch", cc: ["chef@example.ch"] },
    invoice_number: "HYP-2026-0001",
    status: "sent",
  });
  const invoice = await readInvoice(firm, draft.id);
  assert.equal(invoice.qr_reference, "000000000120260100000000011");
  assert.deepEqual([invoice.reference_type, invoice.iban_used], ["QRR", "CH4431999123000889012"]);
  assert.ok(invoice.sent_at && invoice.last_sent_at);
  assert.match(invoice.pdf_sha256, /^[0-9a-f]{64}$/);
  assert.deepEqual(invoice.history.map((h: { action: string }) => h.action), ["created", "sent"]);
  const [mail] = await world.db.sql`
    select to_address, cc, subject, body, attachments from notifications.outgoing_messages where entity_id = ${draft.id}`;
  assert.equal(mail.to_address, "compta@rey.example.ch");
  assert.match(mail.subject, /HYP-2026-0001/);
  assert.match(mail.body, /Merci/);
  assert.deepEqual(mail.attachments, [{ kind: "invoice_pdf", id: draft.id, filename: "HYP-2026-0001.pdf" }]);
  const entry = await world.db.sql`
    select l.account_number, l.debit, l.credit from finance.accounting_entry_lines l
    join finance.accounting_entries e on e.id = l.entry_id where e.document_id = ${draft.id} order by l.line_number`;
  assert.deepEqual(entry.map((l) => [l.account_number, l.debit, l.credit]), [
    ["1100", "1623.51", "0.00"],
    ["3400", "0.00", "1350.00"],
    ["3400", "0.00", "160.00"],
    ["2200", "0.00", "109.35"],
    ["2200", "0.00", "4.16"],
  ]);
  const events = await world.db.sql`select type from app.events where entity_id = ${draft.id} order by id`;
  assert.deepEqual(events.map((e) => e.type), ["invoice.created", "invoice.sent"]);
  const activities = await world.db.sql`select type from crm.activities where contact_id = ${firm.clientId}`;
  assert.deepEqual(activities.map((a) => a.type), ["INVOICE_SENT"]);
});

Deno.test("finance.invoices.send keeps number and status when it sends again", async () => {
  const firm = await openFirm(world);
  const sent = await createSent(firm);
  await send(app, firm.actor, `POST /finance/invoices/${sent.id}/partial-payment`, { body: { amount: 10 } });
  const again = await send(app, firm.actor, `POST /finance/invoices/${sent.id}/send`, {
    body: { email: "autre@example.ch", attach_pdf: false },
  });
  assert.deepEqual(
    [again.body.data.invoice_number, again.body.data.status],
    [sent.invoice_number, "partial"],
    again.text,
  );
  const invoice = await readInvoice(firm, sent.id);
  assert.equal(invoice.sent_at, sent.sent_at);
  assert.equal(invoice.sent_to, "autre@example.ch");
  assert.ok(invoice.last_sent_at > sent.last_sent_at);
  const mails = await world.db.sql`
    select attachments from notifications.outgoing_messages where entity_id = ${sent.id} order by created_at`;
  assert.deepEqual(mails.map((m) => m.attachments.length), [1, 0]);
});

Deno.test("finance.invoices.send answers a repeated Idempotency-Key without a second mail", async () => {
  const firm = await openFirm(world);
  const draft = await createDraft(firm);
  const sendOnce = () =>
    send(app, firm.actor, `POST /finance/invoices/${draft.id}/send`, { body: {}, headers: { "idempotency-key": "s" } });
  const answers = [await sendOnce(), await sendOnce()];
  assert.deepEqual(answers[0].body, answers[1].body);
  assert.equal(answers[1].headers.get("idempotent-replay"), "true");
  const [{ n }] = await world.db.sql`
    select count(*)::int as n from notifications.outgoing_messages where entity_id = ${draft.id}`;
  assert.equal(n, 1);
});

Deno.test("finance.invoices.send refuses in order: cancelled, no recipient, no account", async () => {
  const poor = await openFirm(world, { company: { qr_iban: null, regular_iban: null } });
  const noMail = await addClient(world, poor.tenant.id, { first_name: "Sans", last_name: "Mail" });
  const draft = await createDraft(poor, { client_id: noMail });
  const route = `POST /finance/invoices/${draft.id}/send`;
  await refused(poor, route, {}, 400, "RECIPIENT_MISSING");
  await refused(poor, route, { email: "x@example.ch" }, 409, "BANK_DETAILS_MISSING");
  await send(app, poor.actor, `POST /finance/invoices/${draft.id}/cancel`, { body: { reason: "doublon" } });
  await refused(poor, route, {}, 409, "INVOICE_CANCELLED");
  const counters = await world.db.sql`select * from finance.document_counters where tenant_id = ${poor.tenant.id}`;
  assert.equal(counters.length, 0);
});

Deno.test("finance.invoices.mark_paid pays what remains, books it and tells the client", async () => {
  const firm = await openFirm(world);
  const sent = await createSent(firm);
  const yesterday = await dayFromToday(world, -1);
  const answer = await send(app, firm.actor, `POST /finance/invoices/${sent.id}/mark-paid`, {
    body: { payment_date: yesterday, payment_method: "twint" },
  });
  assert.equal(answer.status, 200, answer.text);
  const { status, paid_amount, remaining_amount, paid_at, payments } = answer.body.data;
  assert.deepEqual([status, paid_amount, remaining_amount, paid_at], ["paid", 1623.51, 0, yesterday]);
  assert.deepEqual([payments[0].amount, payments[0].payment_method], [1623.51, "twint"]);
  const lines = await world.db.sql`
    select l.account_number, l.debit, l.credit from finance.accounting_entry_lines l
    join finance.accounting_entries e on e.id = l.entry_id where e.document_id = ${
    payments[0].id
  } order by l.line_number`;
  assert.deepEqual(lines.map((l) => [l.account_number, l.debit, l.credit]), [
    ["1020", "1623.51", "0.00"],
    ["1100", "0.00", "1623.51"],
  ]);
  const [note] = await world.db.sql`
    select recipient, title from notifications.notifications where tenant_id = ${firm.tenant.id} and type = 'invoice_paid'`;
  assert.deepEqual({ ...note }, { recipient: "compta@rey.example.ch", title: `Facture ${sent.invoice_number} payée` });
});

Deno.test("finance.invoices.mark_paid refuses drafts, paid and cancelled invoices, future days and unknown transactions", async () => {
  const firm = await openFirm(world);
  const draft = await createDraft(firm);
  await refused(firm, `POST /finance/invoices/${draft.id}/mark-paid`, {}, 409, "INVOICE_DRAFT");
  const sent = await createSent(firm);
  const route = `POST /finance/invoices/${sent.id}/mark-paid`;
  await refused(firm, route, { payment_date: await dayFromToday(world, 1) }, 400, "VALIDATION_ERROR");
  await refused(firm, route, { transaction_id: crypto.randomUUID() }, 404, "TRANSACTION_NOT_FOUND");
  assert.equal((await send(app, firm.actor, route, { body: {} })).status, 200);
  await refused(firm, route, {}, 409, "INVOICE_ALREADY_PAID");
  const other = await createSent(firm);
  await send(app, firm.actor, `POST /finance/invoices/${other.id}/cancel`, { body: { reason: "erreur" } });
  await refused(firm, `POST /finance/invoices/${other.id}/mark-paid`, {}, 409, "INVOICE_CANCELLED");
});

Deno.test("finance.invoices.partial_payment counts down to paid and refuses too much, nothing and less", async () => {
  const firm = await openFirm(world);
  const sent = await createSent(firm);
  const route = `POST /finance/invoices/${sent.id}/partial-payment`;
  await refused(firm, route, { amount: 0 }, 400, "AMOUNT_INVALID");
  await refused(firm, route, { amount: -5 }, 400, "AMOUNT_INVALID");
  await refused(firm, route, {}, 400, "VALIDATION_ERROR");
  const first = await send(app, firm.actor, route, { body: { amount: "1000.00" } });
  assert.equal(first.status, 200, first.text);
  assert.deepEqual(
    [
      first.body.data.payment.amount,
      first.body.data.total_paid,
      first.body.data.remaining,
      first.body.data.is_fully_paid,
    ],
    [1000, 1000, 623.51, false],
  );
  assert.equal((await readInvoice(firm, sent.id)).status, "partial");
  const over = await refused(firm, route, { amount: 623.53 }, 400, "OVERPAYMENT");
  assert.equal(over.details.remaining, 623.51);
  const last = await send(app, firm.actor, route, { body: { amount: 623.50 } });
  assert.deepEqual([last.body.data.is_fully_paid, last.body.data.remaining], [true, 0.01], last.text);
  const events = await world.db.sql`
    select type from app.events where entity_id = ${sent.id} and type like 'invoice.p%' order by id`;
  assert.deepEqual(events.map((e) => e.type), ["invoice.partially_paid", "invoice.paid"]);
});

Deno.test("finance.invoices.cancel takes the ledger entry back with a mirror dated today", async () => {
  const firm = await openFirm(world);
  const sent = await createSent(firm, { date: "2026-02-01", due_date: "2026-12-31" });
  await refused(firm, `POST /finance/invoices/${sent.id}/cancel`, {}, 400, "REASON_REQUIRED");
  await refused(firm, `POST /finance/invoices/${sent.id}/cancel`, { reason: "ab" }, 400, "REASON_REQUIRED");
  const answer = await send(app, firm.actor, `POST /finance/invoices/${sent.id}/cancel`, {
    body: { reason: "Établie deux fois" },
  });
  assert.equal(answer.status, 200, answer.text);
  assert.deepEqual([answer.body.data.status, answer.body.data.cancellation_reason], ["cancelled", "Établie deux fois"]);
  assert.equal(answer.body.data.history.at(-1).reason, "Établie deux fois");
  const entries = await world.db.sql`
    select entry_date, status, reverses_id is not null as mirror from finance.accounting_entries
    where document_id = ${sent.id} order by created_at`;
  assert.deepEqual(entries.map((e) => [e.entry_date, e.status, e.mirror]), [
    ["2026-02-01", "reversed", false],
    [await dayFromToday(world, 0), "posted", true],
  ]);
  await refused(firm, `POST /finance/invoices/${sent.id}/cancel`, { reason: "encore" }, 409, "INVOICE_CANCELLED");
});

Deno.test("finance.invoices.cancel refuses paid invoices and ones with payments", async () => {
  const firm = await openFirm(world);
  const sent = await createSent(firm);
  await send(app, firm.actor, `POST /finance/invoices/${sent.id}/partial-payment`, { body: { amount: 1 } });
  await refused(firm, `POST /finance/invoices/${sent.id}/cancel`, { reason: "erreur" }, 409, "INVOICE_HAS_PAYMENTS");
  await send(app, firm.actor, `POST /finance/invoices/${sent.id}/mark-paid`, { body: {} });
  await refused(firm, `POST /finance/invoices/${sent.id}/cancel`, { reason: "erreur" }, 409, "INVOICE_ALREADY_PAID");
});

Deno.test("finance.invoices.cancel of a sent invoice needs finance.approve, of a draft it does not", async () => {
  const firm = await openFirm(world);
  const clerk = await firm.tenant.actor({ invoices: "rw", contacts: "r" }, { companies: [firm.companyId] });
  const sent = await createSent(firm);
  const denied = await send(app, clerk, `POST /finance/invoices/${sent.id}/cancel`, { body: { reason: "erreur" } });
  assert.deepEqual([denied.status, denied.body.code], [403, "AUTHORIZATION_ERROR"]);
  const draft = await createDraft(firm);
  const done = await send(app, clerk, `POST /finance/invoices/${draft.id}/cancel`, { body: { reason: "erreur" } });
  assert.deepEqual([done.status, done.body.data.invoice_number], [200, null], done.text);
});

Deno.test("finance.invoices.duplicate makes a draft dated today with today's VAT", async () => {
  const firm = await openFirm(world);
  const old = await createSent(firm, { date: "2023-06-01", notes: "annuel", payment_terms: 20 });
  assert.equal(old.amount_tva, 107.95);
  const answer = await send(app, firm.actor, `POST /finance/invoices/${old.id}/duplicate`);
  assert.equal(answer.status, 201, answer.text);
  const copy = answer.body.data;
  assert.deepEqual([copy.status, copy.invoice_number, copy.notes, copy.amount_tva, copy.payment_terms], [
    "draft",
    null,
    "annuel",
    113.51,
    20,
  ]);
  assert.equal(copy.date, await dayFromToday(world, 0));
  assert.equal(copy.client_id, firm.clientId);
});

Deno.test("finance.invoices.get answers another tenant's invoice exactly as one that never was", async () => {
  const [mine, other] = [await openFirm(world), await openFirm(world)];
  const foreign = await createDraft(other);
  const headers = { "x-request-id": "same" };
  for (
    const [method, path, body] of [
      ["GET", "", undefined],
      ["PUT", "", { notes: "x" }],
      ["POST", "/send", {}],
      ["POST", "/mark-paid", {}],
      ["POST", "/partial-payment", { amount: 1 }],
      ["POST", "/cancel", { reason: "parce que" }],
      ["POST", "/duplicate", undefined],
      ["GET", "/qr", undefined],
      ["POST", "/pdf", undefined],
      ["GET", "/pdf/download", undefined],
    ] as const
  ) {
    const ask = (id: string) => send(app, mine.actor, `${method} /finance/invoices/${id}${path}`, { body, headers });
    const [seen, missing] = [await ask(foreign.id), await ask(crypto.randomUUID())];
    assert.deepEqual([seen.status, seen.body.code], [404, "INVOICE_NOT_FOUND"], `${method} ${path} ${seen.text}`);
    assert.equal(seen.text, missing.text);
  }
});

Deno.test("finance.invoices.get follows scope and companies", async () => {
  const firm = await openFirm(world);
  const other = await firm.tenant.company("LEXAIA", swissCompanyOf("LEX"));
  const [teamA, teamB] = [await firm.tenant.team(), await firm.tenant.team()];
  const grants = (scope: "SELF" | "GROUP" | "ALL") => ({ invoices: [scope, scope] as const, contacts: "r" as const });
  const owner = await firm.tenant.actor(grants("SELF"), { companies: [firm.companyId], teams: [teamA] });
  const colleague = await firm.tenant.actor(grants("GROUP"), { companies: [firm.companyId], teams: [teamA] });
  const stranger = await firm.tenant.actor(grants("GROUP"), { companies: [firm.companyId], teams: [teamB] });
  const elsewhere = await firm.tenant.actor(grants("ALL"), { companies: [other] });
  const invoice = await createDraft({ ...firm, actor: owner });
  const read = async (actor: typeof owner) => (await send(app, actor, `GET /finance/invoices/${invoice.id}`)).status;
  assert.deepEqual(await Promise.all([owner, colleague, stranger, elsewhere].map(read)), [200, 200, 404, 404]);
  const touch = async (actor: typeof owner) =>
    (await send(app, actor, `PUT /finance/invoices/${invoice.id}`, { body: { notes: "vu" } })).status;
  assert.deepEqual(await Promise.all([stranger, elsewhere].map(touch)), [404, 404]);
  assert.equal(await touch(colleague), 200);
});

function swissCompanyOf(prefix: string) {
  return { country: "CH", invoice_prefix: prefix, regular_iban: "CH9300762011623852957" };
}
