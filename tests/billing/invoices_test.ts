import assert from "node:assert/strict";
import { app } from "../../functions/billing/app.ts";
import { movesFrom } from "../../functions/billing/invoices_rules.ts";
import type { Sql } from "../../shared/db/pool.ts";
import { serviceTransaction } from "../../shared/http/service_actor.ts";
import { createInvoice, type InvoiceInput, issueInvoice } from "../../shared/invoicing/save_invoice.ts";
import { send } from "../support/app_client.ts";
import { openWorld, type TestActor, type TestTenant } from "../support/world.ts";

const world = await openWorld();
Deno.test.afterAll(() => world.close());

const facts = { request_id: "test", ip: "", user_agent: "", method: "POST", path: "/" };

/** A French garage without companies, its client and somebody who may do everything with invoices. */
interface Garage {
  tenant: TestTenant;
  clientId: string;
  actor: TestActor;
}

async function openGarage(client: Record<string, unknown> = { email: "marc@example.fr" }): Promise<Garage> {
  const tenant = await world.tenant({ country: "FR", name: "Garage Martin" });
  const row = { tenant_id: tenant.id, first_name: "Marc", last_name: "Dupont", ...client };
  const [{ id }] = await world.db.sql`insert into crm.contacts ${world.db.sql(row)} returning id`;
  const actor = await tenant.actor({ invoices: "rw", "finance.approve": "rw", contacts: "r" });
  return { tenant, clientId: id, actor };
}

const asService = <T>({ tenant }: Garage, work: (sql: Sql) => Promise<T>) =>
  serviceTransaction(world.runtime, tenant.id, facts, work);

const line = { description: "Vidange", quantity: 1, unit_price: "100.00", vat_rate: 20 };

async function draftOf(garage: Garage, input: Partial<InvoiceInput> = {}): Promise<string> {
  return (await asService(garage, (sql) => createInvoice(sql, { client_id: garage.clientId, lines: [line], ...input })))
    .id;
}

async function issuedOf(garage: Garage, input: Partial<InvoiceInput> = {}): Promise<string> {
  const id = await draftOf(garage, input);
  await asService(garage, (sql) => issueInvoice(sql, id));
  return id;
}

const change = (garage: Garage, id: string, body: Record<string, unknown>) =>
  send(app, garage.actor, `PATCH /invoices/${id}/status`, { body });

async function list(garage: Garage, query: Record<string, string | number | boolean> = {}) {
  const answer = await send(app, garage.actor, "GET /invoices", { query });
  assert.equal(answer.status, 200, answer.text);
  return answer.body;
}

const idsOf = (body: { data: { id: string }[] }) => body.data.map(({ id }) => id);

async function daysFromToday(days: number): Promise<string> {
  const [row] = await world.db.sql`select ((now() at time zone 'Europe/Paris')::date + ${days}::int)::text as day`;
  return row.day;
}

Deno.test("billing.invoices.list shows one invoice under the names of both older clients", async () => {
  const garage = await openGarage();
  const id = await issuedOf(garage, { date: "2026-01-14", due_date: "2026-01-14", notes: "pneus" });
  await asService(garage, async (sql) => await sql`select finance.record_payment(${id}, 20)`);
  const body = await list(garage);
  const [invoice] = body.data;
  const [{ days }] = await world.db.sql`select ((now() at time zone 'Europe/Paris')::date - date '2026-01-14') as days`;
  assert.deepEqual(
    { ...invoice, items: invoice.items.map((i: { amount: number }) => i.amount), created_at: "", updated_at: "" },
    {
      id,
      invoice_number: "2026-001",
      invoice_no: 20260001,
      invoice_no_display: "20260001",
      contact: { id: garage.clientId, name: "Marc Dupont" },
      customer: { id: garage.clientId, name: "Marc Dupont" },
      owner_company_id: null,
      quote_id: null,
      issue_date: "2026-01-14",
      invoice_date: "2026-01-14",
      due_date: "2026-01-14",
      currency: "EUR",
      subtotal: 100,
      vat_amount: 20,
      total: 120,
      total_amount: 120,
      total_paid_amount: 20,
      total_due_amount: 100,
      status: "OVERDUE",
      status_code: "overdue",
      days_overdue: days,
      is_expired: true,
      sent: true,
      payment_method: "BANK_TRANSFER",
      paid_at: null,
      notes: "pneus",
      items: [100],
      created_at: "",
      updated_at: "",
    },
  );
  assert.deepEqual([body.count, body.pagination.total], [1, 1]);
});

Deno.test("billing.invoices.list derives both vocabularies from one status", async () => {
  const garage = await openGarage();
  const [today, past] = [await daysFromToday(0), await daysFromToday(-3)];
  const ids: Record<string, string> = {
    created: await draftOf(garage),
    pending_payment: await issuedOf(garage, { date: today }),
    overdue: await issuedOf(garage, { date: past, due_date: past }),
    partial_payment: await issuedOf(garage, { date: today }),
    paid: await issuedOf(garage, { date: today }),
    cancelled: await issuedOf(garage, { date: today }),
    disputed: await issuedOf(garage, { date: past, due_date: past }),
    write_off: await issuedOf(garage, { date: past, due_date: past }),
  };
  await asService(garage, async (sql) => {
    await sql`select finance.record_payment(${ids.partial_payment}, 1)`;
    await sql`select finance.record_payment(${ids.paid}, null)`;
    await sql`select finance.cancel_invoice(${ids.cancelled}, 'erreur')`;
  });
  await world.db.sql`update finance.invoices set status = 'disputed' where id = ${ids.disputed}`;
  await world.db.sql`update finance.invoices set status = 'written_off' where id = ${ids.write_off}`;
  const seen = Object.fromEntries(
    (await list(garage)).data.map((i: Record<string, string>) => [i.id, [i.status_code, i.status]]),
  );
  const five: Record<string, string> = {
    created: "DRAFT",
    pending_payment: "SENT",
    overdue: "OVERDUE",
    partial_payment: "SENT",
    paid: "PAID",
    cancelled: "CANCELLED",
    disputed: "SENT",
    write_off: "CANCELLED",
  };
  for (const [code, id] of Object.entries(ids)) assert.deepEqual(seen[id], [code, five[code]]);
  const filtered = async (status: string) => idsOf(await list(garage, { status })).sort();
  assert.deepEqual(await filtered("OVERDUE"), [ids.overdue]);
  assert.deepEqual(await filtered("SENT"), [ids.pending_payment, ids.partial_payment, ids.disputed].sort());
  assert.deepEqual(await filtered("CANCELLED"), [ids.cancelled, ids.write_off].sort());
  assert.deepEqual(await filtered("cancelled"), [ids.cancelled]);
  assert.deepEqual(await filtered("created,paid"), [ids.created, ids.paid].sort());
  assert.equal((await list(garage, { hide_paid: true })).count, 7);
  const unknown = await send(app, garage.actor, "GET /invoices", { query: { status: "LOST" } });
  assert.deepEqual([unknown.status, unknown.body.code], [400, "VALIDATION_ERROR"]);
});

Deno.test("billing.invoices.list pages by newest date and number, and orders as asked", async () => {
  const garage = await openGarage();
  const old = await issuedOf(garage, { date: "2026-01-01", lines: [{ ...line, unit_price: 300 }] });
  const first = await issuedOf(garage, { date: "2026-02-01", lines: [{ ...line, unit_price: 100 }] });
  const second = await issuedOf(garage, { date: "2026-02-01", lines: [{ ...line, unit_price: 200 }] });
  assert.deepEqual(idsOf(await list(garage)), [second, first, old]);
  assert.deepEqual(idsOf(await list(garage, { ordering: "total_amount" })), [first, second, old]);
  assert.deepEqual(idsOf(await list(garage, { ordering: "-total_amount" })), [old, second, first]);
  assert.deepEqual(idsOf(await list(garage, { ordering: "invoice_no" })), [old, first, second]);
  const page = await list(garage, { page: 2, page_size: 2 });
  assert.deepEqual([idsOf(page), page.pagination.pages, page.count], [[old], 2, 3]);
  assert.deepEqual(idsOf(await list(garage, { from_date: "2026-01-01", to_date: "2026-01-31" })), [old]);
  assert.equal((await send(app, garage.actor, "GET /invoices", { query: { ordering: "notes" } })).status, 400);
  const turned = await send(app, garage.actor, "GET /invoices", {
    query: { from_date: "2026-02-01", to_date: "2026-01-01" },
  });
  assert.deepEqual([turned.status, turned.body.code], [400, "DATE_RANGE_INVALID"]);
});

Deno.test("billing.invoices.list finds numbers, similar names, dates, years and statuses", async () => {
  const garage = await openGarage();
  const id = await issuedOf(garage, { date: "2026-03-15", notes: "révision" });
  const [{ other }] = await world.db.sql`insert into crm.contacts (tenant_id, first_name, last_name)
    values (${garage.tenant.id}, 'Zoé', 'Quelconque') returning id as other`;
  await issuedOf(garage, { date: "2025-06-01", client_id: other, due_date: "2027-01-01" });
  const found = async (q: string) => idsOf(await list(garage, { q })).includes(id);
  for (
    const q of [
      "2026-001",
      "20260001",
      "dupont",
      "Dupond",
      "REVISION",
      "2026-03-15",
      "15.03.2026",
      "2026",
      "overdue",
      "120.00",
    ]
  ) {
    assert.ok(await found(q), q);
  }
  for (const q of ["Martin", "2024", "2026-03-16", "paid", "12.00", "%"]) assert.ok(!await found(q), q);
  assert.equal((await list(garage, { search: "OVERDUE" })).count, 1);
});

Deno.test("billing.invoices.list counts exactly, also for callers who see only their own", async () => {
  const garage = await openGarage();
  const own = await garage.tenant.actor({ invoices: ["SELF", "SELF"], contacts: "r" });
  await draftOf(garage);
  await draftOf(garage);
  assert.equal((await list(garage)).count, 2);
  const mine = await list({ ...garage, actor: own });
  assert.deepEqual([mine.count, mine.data], [0, []]);
  const stranger = await openGarage();
  assert.equal((await list(stranger)).count, 0);
});

Deno.test("billing.invoices.change_status SENT numbers, books and mails to the client", async () => {
  const garage = await openGarage();
  const id = await draftOf(garage, { date: "2026-05-01" });
  const answer = await change(garage, id, { status: "SENT" });
  assert.equal(answer.status, 200, answer.text);
  assert.deepEqual(Object.keys(answer.body.data), ["id", "status", "payment_method", "paid_at", "updated_at"]);
  const [mail] = await world.db.sql`
    select to_address, attachments from notifications.outgoing_messages where entity_id = ${id}`;
  assert.deepEqual({ ...mail }, {
    to_address: "marc@example.fr",
    attachments: [{ kind: "invoice_pdf", id, filename: "2026-001.pdf" }],
  });
  const accounts = await world.db.sql`
    select l.account_number, l.debit, l.credit from finance.accounting_entry_lines l
    join finance.accounting_entries e on e.id = l.entry_id where e.document_id = ${id} order by l.line_number`;
  assert.deepEqual(accounts.map((l) => [l.account_number, l.debit, l.credit]), [
    ["411000", "120.00", "0.00"],
    ["706000", "0.00", "100.00"],
    ["445710", "0.00", "20.00"],
  ]);
  const again = await change(garage, id, { status: answer.body.data.status });
  assert.deepEqual(again.body.data, answer.body.data);
});

Deno.test("billing.invoices.change_status SENT works for a client without an address, and mails nothing", async () => {
  const garage = await openGarage({});
  const id = await draftOf(garage);
  assert.equal((await change(garage, id, { status: "SENT" })).status, 200);
  const mails = await world.db.sql`select 1 from notifications.outgoing_messages where entity_id = ${id}`;
  assert.equal(mails.length, 0);
});

Deno.test("billing.invoices.change_status PAID records the payment of what remains", async () => {
  const garage = await openGarage();
  const id = await issuedOf(garage);
  await asService(garage, async (sql) => await sql`select finance.record_payment(${id}, 20, null, 'cash')`);
  const bare = await change(garage, id, { status: "PAID" });
  assert.deepEqual([bare.status, bare.body.code, bare.body.details[0].field], [
    400,
    "VALIDATION_ERROR",
    "payment_method",
  ]);
  const tomorrow = await change(garage, id, {
    status: "PAID",
    payment_method: "CARD",
    paid_at: await daysFromToday(1),
  });
  assert.deepEqual([tomorrow.status, tomorrow.body.code], [400, "VALIDATION_ERROR"]);
  const yesterday = await daysFromToday(-1);
  const paid = await change(garage, id, { status: "PAID", payment_method: "CARD", paid_at: `${yesterday}T10:00:00Z` });
  assert.deepEqual([paid.body.data.status, paid.body.data.payment_method, paid.body.data.paid_at], [
    "PAID",
    "CARD",
    yesterday,
  ], paid.text);
  const payments = await world.db
    .sql`select amount, method from finance.payments where invoice_id = ${id} order by created_at`;
  assert.deepEqual(payments.map((p) => [p.amount, p.method]), [["20.00", "cash"], ["100.00", "card"]]);
  const again = await change(garage, id, { status: "PAID" });
  assert.deepEqual([again.status, again.body.data.paid_at], [200, yesterday]);
});

Deno.test("billing.invoices.change_status CANCELLED refuses what has payments and asks for approval of what was sent", async () => {
  const garage = await openGarage();
  const partly = await issuedOf(garage);
  await asService(garage, async (sql) => await sql`select finance.record_payment(${partly}, 1)`);
  const refused = await change(garage, partly, { status: "CANCELLED" });
  assert.deepEqual([refused.status, refused.body.code, refused.body.details.reason], [409, "CONFLICT", "has_payments"]);
  const clerk = await garage.tenant.actor({ invoices: "rw", contacts: "r" });
  const sent = await issuedOf(garage);
  assert.equal((await change({ ...garage, actor: clerk }, sent, { status: "CANCELLED" })).status, 403);
  assert.equal((await change(garage, sent, { status: "CANCELLED" })).body.data.status, "CANCELLED");
  const draft = await draftOf(garage);
  assert.equal(
    (await change({ ...garage, actor: clerk }, draft, { status: "CANCELLED" })).body.data.status,
    "CANCELLED",
  );
});

Deno.test("billing.invoices.change_status allows the documented moves and no other", async () => {
  const garage = await openGarage();
  const past = await daysFromToday(-5);
  const make: Record<string, () => Promise<string>> = {
    DRAFT: () => draftOf(garage),
    SENT: () => issuedOf(garage),
    OVERDUE: () => issuedOf(garage, { date: past, due_date: past }),
    PAID: () => issuedOf(garage, { lines: [{ ...line, unit_price: 0 }] }),
    CANCELLED: async () => {
      const id = await draftOf(garage);
      await change(garage, id, { status: "CANCELLED" });
      return id;
    },
  };
  const statuses = ["DRAFT", "SENT", "OVERDUE", "PAID", "CANCELLED"] as const;
  for (const from of statuses) {
    for (const to of statuses) {
      const answer = await change(garage, await make[from](), { status: to, payment_method: "CASH" });
      if (from === to || movesFrom(from).includes(to)) {
        assert.deepEqual([answer.status, answer.body.data?.status], [200, to], `${from} to ${to}: ${answer.text}`);
      } else {
        assert.deepEqual([answer.status, answer.body.code], [400, "INVALID_STATUS_TRANSITION"], `${from} to ${to}`);
      }
    }
  }
});

Deno.test("billing.invoices.change_status PAID by many at once pays once", async () => {
  const garage = await openGarage();
  const id = await issuedOf(garage);
  const answers = await Promise.all(
    Array.from({ length: 8 }, () => change(garage, id, { status: "PAID", payment_method: "CARD" })),
  );
  for (const { status, body } of answers) {
    assert.ok(status === 200 || status === 409 && body.code === "INVOICE_ALREADY_PAID", JSON.stringify(body));
  }
  const [{ sum }] = await world.db.sql`select sum(amount) from finance.payments where invoice_id = ${id}`;
  assert.equal(sum, "120.00");
});

Deno.test("billing.invoices.pdf is the frozen file under the name facture-<number>.pdf", async () => {
  const garage = await openGarage();
  const id = await issuedOf(garage, { date: "2026-05-01" });
  const answer = await send(app, garage.actor, `GET /invoices/${id}/pdf`);
  assert.equal(answer.status, 200);
  assert.match(answer.headers.get("content-disposition")!, /^attachment; filename="facture-2026-001\.pdf"/);
  assert.equal(new TextDecoder().decode(answer.bytes.slice(0, 5)), "%PDF-");
  const again = await send(app, garage.actor, `GET /invoices/${id}/pdf`);
  assert.deepEqual(again.bytes, answer.bytes);
});

Deno.test("billing.invoices answer another tenant's invoice exactly as one that never was", async () => {
  const [mine, other] = [await openGarage(), await openGarage()];
  const foreign = await issuedOf(other);
  const headers = { "x-request-id": "same" };
  for (
    const [route, body] of [["PATCH /invoices/:id/status", { status: "SENT" }], [
      "GET /invoices/:id/pdf",
      undefined,
    ]] as const
  ) {
    const ask = (id: string) => send(app, mine.actor, route.replace(":id", id), { body, headers });
    const [seen, missing] = [await ask(foreign), await ask(crypto.randomUUID())];
    assert.deepEqual([seen.status, seen.body.code], [404, "NOT_FOUND"], route);
    assert.equal(seen.text, missing.text);
  }
});
