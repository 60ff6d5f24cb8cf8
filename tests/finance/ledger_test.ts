import assert from "node:assert/strict";
import fc from "fast-check";
import { app } from "../../functions/finance/app.ts";
import type { Sql } from "../../shared/db/pool.ts";
import { serviceTransaction } from "../../shared/http/service_actor.ts";
import { type Answer, send } from "../support/app_client.ts";
import { openWorld } from "../support/world.ts";
import { createDraft, createSent, type Firm, ledgerState, openFirm, readInvoice } from "./invoice_scenarios.ts";

const world = await openWorld({ config: { DB_POOL_MAX: "12" } });
Deno.test.afterAll(() => world.close());

const facts = { request_id: "test", ip: "", user_agent: "", method: "POST", path: "/" };
const asService = <T>(firm: Firm, work: (sql: Sql) => Promise<T>) =>
  serviceTransaction(world.runtime, firm.tenant.id, facts, work);

const post = (firm: Firm, id: string, verb: string, body: unknown, key?: string): Promise<Answer> =>
  send(app, firm.actor, `POST /finance/invoices/${id}/${verb}`, {
    body,
    ...(key && { headers: { "idempotency-key": key } }),
  });

async function moneyOf(id: string) {
  const [row] = await world.db.sql`
    select i.status, i.paid_amount, i.amount_ttc,
      coalesce((select sum(p.amount) from finance.payments p where p.invoice_id = i.id and p.status = 'recorded'), 0)::text as paid
    from finance.invoices i where i.id = ${id}`;
  return row;
}

Deno.test("finance.record_payment never lets payments that race exceed what is owed, in 30 rounds", async () => {
  const firm = await openFirm(world);
  for (let round = 0; round < 30; round++) {
    const invoice = await createSent(firm, {
      line_items: [{ description: "x", quantity: 1, unit_price: 100, vat_rate: 0 }],
    });
    const answers = await Promise.all([
      post(firm, invoice.id, "partial-payment", { amount: 60 }),
      post(firm, invoice.id, "partial-payment", { amount: 60 }),
      post(firm, invoice.id, "mark-paid", {}),
    ]);
    const { paid, paid_amount } = await moneyOf(invoice.id);
    assert.equal(paid, paid_amount);
    assert.ok(Number(paid) <= 100, `paid ${paid}`);
    for (const { status, body } of answers) {
      if (status !== 200) assert.ok(["OVERPAYMENT", "INVOICE_ALREADY_PAID"].includes(body.code), JSON.stringify(body));
    }
    assert.ok(answers.some((a) => a.status === 200));
  }
  assert.deepEqual(await ledgerState(world, firm.tenant.id), { difference: "0.00", unbalanced: 0 });
});

Deno.test("finance.invoices.cancel and a payment at once: exactly one of them happens, in 30 rounds", async () => {
  const firm = await openFirm(world);
  for (let round = 0; round < 30; round++) {
    const invoice = await createSent(firm);
    const [cancelled, paid] = await Promise.all([
      post(firm, invoice.id, "cancel", { reason: "course" }),
      post(firm, invoice.id, "mark-paid", {}),
    ]);
    const row = await moneyOf(invoice.id);
    if (cancelled.status === 200) {
      assert.deepEqual([paid.status, paid.body.code], [409, "INVOICE_CANCELLED"]);
      assert.deepEqual([row.status, row.paid], ["cancelled", "0"]);
    } else {
      assert.deepEqual([cancelled.status, cancelled.body.code], [409, "INVOICE_ALREADY_PAID"]);
      assert.deepEqual([paid.status, row.status, row.paid], [200, "paid", row.amount_ttc]);
    }
  }
});

Deno.test("finance.invoices.mark_paid under one Idempotency-Key pays once, however often it is sent at once", async () => {
  const firm = await openFirm(world);
  const invoice = await createSent(firm);
  const answers = await Promise.all(
    Array.from({ length: 8 }, () => post(firm, invoice.id, "partial-payment", { amount: 100 }, "pay-1")),
  );
  assert.deepEqual(new Set(answers.map((a) => a.status)), new Set([200]));
  assert.equal(new Set(answers.map((a) => a.text)).size, 1);
  assert.equal((await moneyOf(invoice.id)).paid, "100.00");
  const other = await post(firm, invoice.id, "partial-payment", { amount: 50 }, "pay-1");
  assert.deepEqual([other.status, other.body.code], [409, "IDEMPOTENCY_MISMATCH"]);
});

Deno.test("finance.reverse_payment takes the payment back with a mirror entry and recomputes the invoice", async () => {
  const firm = await openFirm(world);
  const invoice = await createSent(firm);
  await post(firm, invoice.id, "partial-payment", { amount: 1000 });
  const rest = await post(firm, invoice.id, "partial-payment", { amount: 623.51 });
  const id = rest.body.data.payment.id;
  await asService(firm, async (sql) => await sql`select finance.reverse_payment(${id}, 'erreur de saisie')`);
  const after = await readInvoice(firm, invoice.id);
  assert.deepEqual([after.status, after.paid_amount, after.remaining_amount, after.paid_at], [
    "partial",
    1000,
    623.51,
    null,
  ]);
  const again = asService(firm, async (sql) => await sql`select finance.reverse_payment(${id}, 'encore')`);
  await assert.rejects(again, /payment_cancelled/);
  const first = after.payments[0].id;
  await asService(firm, async (sql) => await sql`select finance.reverse_payment(${first}, 'aussi')`);
  assert.equal((await readInvoice(firm, invoice.id)).status, "sent");
  const { 1020: bank, 1100: receivable } = await balances(firm);
  assert.deepEqual([bank, receivable], ["0.00", "1623.51"]);
});

async function balances(firm: Firm): Promise<Record<string, string>> {
  const rows = await world.db.sql`
    select account_number, sum(debit - credit)::text as balance from finance.accounting_entry_lines
    where tenant_id = ${firm.tenant.id} group by account_number`;
  return Object.fromEntries(rows.map((r) => [r.account_number, r.balance]));
}

Deno.test("the ledger balances after any walk of operations, and its accounts tell the same story as the invoices", async () => {
  const step = fc.record({
    verb: fc.constantFrom("draft", "send", "part", "pay", "cancel", "reverse", "send"),
    pick: fc.nat(1000),
    cents: fc.integer({ min: 1, max: 90_000 }),
  });
  for (const walk of fc.sample(fc.array(step, { minLength: 40, maxLength: 60 }), 4)) {
    const firm = await openFirm(world);
    const ids: string[] = [];
    for (const { verb, pick, cents } of walk) {
      const amount = (cents / 100).toFixed(2);
      if (verb === "draft" || ids.length === 0) {
        const line_items = [
          { description: "a", quantity: "1.5", unit_price: amount, vat_code: "NORMAL" },
          { description: "b", quantity: 3, unit_price: "33.30", vat_code: "REDUIT", discount: 7 },
        ];
        ids.push((await createDraft(firm, { line_items })).id);
        continue;
      }
      const id = ids[pick % ids.length];
      if (verb === "reverse") await reverseSome(firm, id);
      else if (verb === "send") await post(firm, id, "send", { attach_pdf: false });
      else if (verb === "part") await post(firm, id, "partial-payment", { amount });
      else if (verb === "pay") await post(firm, id, "mark-paid", {});
      else await post(firm, id, "cancel", { reason: "au hasard" });
      assert.deepEqual((await ledgerState(world, firm.tenant.id)).unbalanced, 0);
    }
    assert.equal((await ledgerState(world, firm.tenant.id)).difference, "0.00");
    const [sums] = await world.db.sql`
      select coalesce(sum(remaining_amount), 0)::text as open, coalesce(sum(paid_amount), 0)::text as paid,
        coalesce(-sum(amount_tva), 0)::text as vat, coalesce(-sum(amount_ht), 0)::text as net
      from finance.invoices where tenant_id = ${firm.tenant.id} and status not in ('draft', 'cancelled')`;
    const { 1100: receivable = "0", 1020: bank = "0", 2200: vat = "0", 3400: revenue = "0" } = await balances(firm);
    const plain = (values: string[]) => values.map(Number);
    assert.deepEqual(plain([receivable, bank, vat, revenue]), plain([sums.open, sums.paid, sums.vat, sums.net]));
  }
});

async function reverseSome(firm: Firm, id: string): Promise<void> {
  const [payment] = await world.db.sql`
    select id from finance.payments where invoice_id = ${id} and status = 'recorded' limit 1`;
  if (payment) {
    await asService(firm, async (sql) => await sql`select finance.reverse_payment(${payment.id}, 'au hasard')`);
  }
}

Deno.test("the ledger refuses an entry whose lines do not add up, at the latest at commit", async () => {
  const firm = await openFirm(world);
  const entry = (total: string) =>
    world.db.sql`
    insert into finance.accounting_entries
      (tenant_id, entry_date, posting_date, description, document_type, document_id, total_debit, total_credit, currency, created_from)
    values (${firm.tenant.id}, '2026-01-01', '2026-01-01', 'x', 'test', ${crypto.randomUUID()}, ${total}, ${total}, 'CHF', 'test')
    returning id`;
  await assert.rejects(Promise.resolve(entry("10.00")), /does not balance/);
  await assert.rejects(
    world.db.sql.begin(async (tx) => {
      const [{ id }] = await tx`
        insert into finance.accounting_entries
          (tenant_id, entry_date, posting_date, description, document_type, document_id, total_debit, total_credit, currency, created_from)
        values (${firm.tenant.id}, '2026-01-01', '2026-01-01', 'x', 'test', ${crypto.randomUUID()}, 10, 10, 'CHF', 'test')
        returning id`;
      await tx`
        insert into finance.accounting_entry_lines (tenant_id, entry_id, line_number, account_number, account_name, debit, credit)
        values (${firm.tenant.id}, ${id}, 1, '1020', 'Banque', 10, 0), (${firm.tenant.id}, ${id}, 2, '1100', 'Créances', 0, 9.99)`;
    }),
    /does not balance/,
  );
});

Deno.test("the ledger, payments and sent invoices cannot be rewritten or removed, not even past row security", async () => {
  const firm = await openFirm(world);
  const invoice = await createSent(firm);
  await post(firm, invoice.id, "partial-payment", { amount: 5 });
  const { sql } = world.db;
  const attempts = [
    () => sql`update finance.invoices set amount_ht = 1, amount_ttc = 1 + amount_tva where id = ${invoice.id}`,
    () => sql`update finance.invoices set status = 'draft' where id = ${invoice.id}`,
    () => sql`delete from finance.invoices where id = ${invoice.id}`,
    () => sql`update finance.invoice_lines set unit_price = 1 where invoice_id = ${invoice.id}`,
    () => sql`delete from finance.invoice_lines where invoice_id = ${invoice.id}`,
    () =>
      sql`insert into finance.invoice_lines (tenant_id, invoice_id, position, description, quantity, unit_price, vat_rate)
      values (${firm.tenant.id}, ${invoice.id}, 9, 'x', 1, 1, 0)`,
    () => sql`delete from finance.payments where invoice_id = ${invoice.id}`,
    () => sql`update finance.accounting_entries set entry_date = '2020-01-01' where tenant_id = ${firm.tenant.id}`,
    () =>
      sql`update finance.accounting_entry_lines set debit = debit + 1 where tenant_id = ${firm.tenant.id} and debit > 0`,
    () => sql`delete from finance.accounting_entries where tenant_id = ${firm.tenant.id}`,
    () => sql`update finance.invoice_documents set filename = 'x' where invoice_id = ${invoice.id}`,
    () => sql`update finance.invoices set paid_amount = amount_ttc + 1 where id = ${invoice.id}`,
  ];
  for (const attempt of attempts) {
    const refusal = await attempt().then(() => "nothing", (error: { code: string }) => error.code);
    // Refused by a trigger, by a missing right or by a constraint; never by accident.
    assert.ok(["P0001", "42501", "23514"].includes(refusal), `${attempt}: ${refusal}`);
  }
});

Deno.test("callers write no money table directly", async () => {
  const tables = [
    "invoices",
    "invoice_lines",
    "payments",
    "accounting_entries",
    "accounting_entry_lines",
    "invoice_documents",
  ];
  for (const table of tables) {
    const [row] = await world.db.sql`
      select has_any_column_privilege('authenticated', ${`finance.${table}`}, 'insert, update') as writes,
        has_table_privilege('authenticated', ${`finance.${table}`}, 'delete') as deletes`;
    assert.deepEqual({ ...row }, { writes: false, deletes: false }, table);
  }
});
