import assert from "node:assert/strict";
import { app } from "../../functions/finance/app.ts";
import { serviceTransaction } from "../../shared/http/service_actor.ts";
import { createInvoice } from "../../shared/invoicing/save_invoice.ts";
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
} from "./invoice_scenarios.ts";

const world = await openWorld();
Deno.test.afterAll(() => world.close());

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

Deno.test("finance.invoices.duplicate refuses a credit note", async () => {
  const firm = await openFirm(world);
  const facts = { request_id: "test", ip: "", user_agent: "", method: "POST", path: "/" };
  const note = await serviceTransaction(world.runtime, firm.tenant.id, facts, (sql) =>
    createInvoice(sql, {
      owner_company_id: firm.companyId,
      client_id: firm.clientId,
      type: "credit_note",
      lines: [{ description: "Retour", quantity: 1, unit_price: 10, vat_code: "NORMAL" }],
    }));
  await refused(firm, `POST /finance/invoices/${note.id}/duplicate`, undefined, 409, "NOT_DUPLICABLE");
});
