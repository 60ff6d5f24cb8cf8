import assert from "node:assert/strict";
import { app } from "../../functions/finance/app.ts";
import { send } from "../support/app_client.ts";
import { type BankWorld, dayFromNow, openBankWorld } from "../support/bank_world.ts";
import { credit } from "../support/bank_files.ts";
import { openWorld } from "../support/world.ts";

const world = await openWorld();
Deno.test.afterAll(() => world.close());
const { sql } = world.db;

const refusalOf = ({ status, body }: { status: number; body: { code?: string } }) => [status, body.code];
const get = (bank: BankWorld, path: string, query: Record<string, string | number> = {}) =>
  send(app, bank.clerk, `GET /finance/reconciliation/${path}`, { query });
const post = (bank: BankWorld, path: string, body: unknown) =>
  send(app, bank.clerk, `POST /finance/reconciliation/${path}`, { body });

// deno-lint-ignore no-explicit-any
type Listed = any;

Deno.test("finance.reconciliation.list pages through what is not reconciled, newest first, by direction", async () => {
  const bank = await openBankWorld(world);
  const entries = Array.from(
    { length: 7 },
    (_, n) => credit({ amount: `${n + 1}.00`, credit: n < 5, booked: dayFromNow(-n), servicerReference: `L-${n}` }),
  );
  await bank.importFile(bank.file(entries));
  const invoice = await bank.invoice("3.00");
  const all = (await get(bank, "hypervisual")).body;
  assert.deepEqual(all.data.map((t: Listed) => t.amount), [1, 2, 3, 4, 5, -6, -7]);
  assert.deepEqual(all.pagination, { page: 1, limit: 50, total: 7, pages: 1, total_pages: 1 });
  await post(bank, "match", { transaction_id: all.data[2].id, invoice_id: invoice.id });
  const page = (await get(bank, "HYPERVISUAL", { type: "income", limit: 2, page: 2 })).body;
  assert.deepEqual(page.data.map((t: Listed) => t.amount), [4, 5]);
  assert.equal(page.pagination.total, 4);
  const out = (await get(bank, "HYPERVISUAL", { type: "expense", limit: 1000 })).body;
  assert.deepEqual([out.data.map((t: Listed) => [t.amount, t.type]), out.pagination.limit], [[[-6, "debit"], [
    -7,
    "debit",
  ]], 100]);
  assert.deepEqual(refusalOf(await get(bank, "HYPERVISUAL", { type: "other" })), [400, "VALIDATION_ERROR"]);
  assert.deepEqual(refusalOf(await get(bank, "NOBODY")), [400, "COMPANY_INVALID"]);
});

Deno.test("finance.reconciliation.list shows how much of a split movement is left", async () => {
  const bank = await openBankWorld(world);
  const invoice = await bank.invoice("30.00");
  const transaction = await bank.credit("100.00", { text: ["Groupé"] });
  await post(bank, "manual", { transaction_id: transaction, invoice_id: invoice.id });
  const { body: { data: [listed] } } = await get(bank, "HYPERVISUAL");
  assert.deepEqual([listed.amount, listed.remaining_amount, listed.reconciled], [100, 70, false]);
});

Deno.test("finance.reconciliation.pending lists each movement that waits with its best suggestion", async () => {
  const bank = await openBankWorld(world);
  const client = await bank.client("Rivière Conseil Sàrl");
  const exact = await bank.invoice("500.00", { client });
  await bank.invoice("510.00", { client });
  const early = await bank.credit("500.00", { booked: dayFromNow(-5), party: { name: "Riviere Conseil" } });
  const late = await bank.credit("500.00", { booked: dayFromNow(-1), party: { name: "Riviere Conseil" } });
  await bank.credit("7.00");
  const { body } = await get(bank, "pending/HYPERVISUAL");
  assert.deepEqual(body.data.map((one: Listed) => one.transaction.id), [late, early]);
  assert.equal(body.pagination.total, 2);
  for (const { transaction, suggestion } of body.data) {
    assert.deepEqual(
      [suggestion.transaction_id, suggestion.invoice_id, suggestion.rank, suggestion.status],
      [transaction.id, exact.id, 1, "pending"],
    );
  }
  await post(bank, "reject", { suggestion_id: body.data[0].suggestion.id });
  const next = (await get(bank, "pending/HYPERVISUAL", { limit: 1 })).body;
  assert.deepEqual([next.data.length, next.pagination.total_pages, next.data[0].suggestion.rank], [1, 2, 2]);
});

Deno.test("finance.reconciliation.history lists matches newest first, undone ones too, by the tenant's days", async () => {
  const bank = await openBankWorld(world);
  const ids: string[] = [];
  for (const amount of ["10.00", "20.00", "30.00"]) {
    const invoice = await bank.invoice(amount);
    const transaction = await bank.credit(amount, { text: ["divers"] });
    ids.push((await post(bank, "match", { transaction_id: transaction, invoice_id: invoice.id })).body.data.id);
  }
  await send(app, bank.chief, `POST /finance/reconciliation/undo/${ids[1]}`, { body: { reason: "Erreur" } });
  const { body } = await get(bank, "history/HYPERVISUAL");
  assert.deepEqual(body.data.map((r: Listed) => r.id), ids.toReversed());
  const [, undone] = body.data;
  assert.deepEqual([undone.undo_reason, undone.undone_at !== null, undone.amount], ["Erreur", true, 20]);
  assert.deepEqual([undone.reconciled_by, undone.reconciled_by_name], [bank.clerk.userId, "Test Actor"]);
  // 23:30 UTC on 30 June is 1 July in Zurich.
  await sql`update finance.reconciliations set reconciled_at = '2026-06-30 23:30:00+00' where id = ${ids[0]}`;
  await sql`update identity.tenants set timezone = 'Europe/Zurich' where id = ${bank.tenant.id}`;
  const listed = async (from: string, to: string) =>
    (await get(bank, "history/HYPERVISUAL", { from, to })).body.data.map((r: Listed) => r.id);
  assert.deepEqual(await listed("2026-07-01", "2026-07-01"), [ids[0]]);
  assert.deepEqual(await listed("2026-06-01", "2026-06-30"), []);
  assert.deepEqual(
    refusalOf(await get(bank, "history/HYPERVISUAL", { from: "2026-07-02", to: "2026-07-01" })),
    [400, "DATE_RANGE_INVALID"],
  );
});

Deno.test("finance.reconciliation.report counts, adds up and rates what happened in the period", async () => {
  const bank = await openBankWorld(world);
  const auto = await bank.invoice("100.00");
  const byHand = await bank.invoice("200.00");
  await bank.credit("100.00", { reference: { type: "QRR", value: auto.reference } });
  const manual = await bank.credit("200.00", { text: ["divers"], booked: dayFromNow(-3) });
  await post(bank, "match", { transaction_id: manual, invoice_id: byHand.id });
  const client = await bank.client("Rivière Conseil Sàrl");
  await bank.invoice("500.00", { client });
  await bank.credit("500.00", { party: { name: "Riviere Conseil" } });
  await bank.importFile(
    bank.file([credit({ amount: "40.10", credit: false, booked: dayFromNow(-1), servicerReference: "X" })]),
  );
  const { body: { data } } = await get(bank, "report/hypervisual", { from: dayFromNow(-9), to: dayFromNow(0) });
  assert.deepEqual(data.summary, {
    total_transactions: 4,
    reconciled: { total: 2, automatic: 1, manual: 1 },
    pending_validation: 1,
    unreconciled: 1,
    reconciliation_rate: 50,
    automation_rate: 50,
  });
  assert.deepEqual(data.amounts, {
    total: 840.1,
    reconciled: 300,
    pending: 500,
    unreconciled: 40.1,
    currency: "CHF",
    not_converted: [],
  });
  assert.deepEqual(data.anomalies, { duplicates: [], unusual: [] });
  const empty = (await get(bank, "report/HYPERVISUAL", { from: "2020-01-01", to: "2020-01-31" })).body.data;
  assert.deepEqual([empty.summary.total_transactions, empty.summary.reconciliation_rate, empty.amounts.total], [
    0,
    0,
    0,
  ]);
  assert.deepEqual(
    refusalOf(await get(bank, "report/HYPERVISUAL", { from: "2026-02-01", to: "2026-01-01" })),
    [400, "DATE_RANGE_INVALID"],
  );
  const usual = (await get(bank, "report/HYPERVISUAL")).body.data;
  const today = new Intl.DateTimeFormat("sv-SE", { timeZone: "Europe/Zurich" }).format(new Date());
  const month = new Date(Date.UTC(Number(today.slice(0, 4)), Number(today.slice(5, 7)) - 2, 1));
  assert.deepEqual([usual.from, usual.to], [month.toISOString().slice(0, 10), today]);
});

Deno.test("finance.reconciliation.report names movements that look the same and amounts beyond three sigma", async () => {
  const bank = await openBankWorld(world);
  const usual = Array.from(
    { length: 20 },
    (_, n) => credit({ amount: `${100 + n}.00`, booked: dayFromNow(-2), servicerReference: `N-${n}` }),
  );
  const huge = credit({ amount: "9000.00", booked: dayFromNow(-2), servicerReference: "HUGE" });
  const party = { name: "Deux Fois SA" };
  const twins = [1, 2].map((n) =>
    credit({ amount: "110.50", booked: dayFromNow(-2), servicerReference: `TWIN-${n}` }, { text: ["Facture 7"], party })
  );
  const { body: { data: { details } } } = await bank.importFile(bank.file([...usual, huge, ...twins]));
  const { body: { data } } = await get(bank, "report/HYPERVISUAL");
  assert.deepEqual(data.anomalies.unusual.map((t: Listed) => [t.id, t.amount]), [[details[20].id, 9000]]);
  const [twin] = data.anomalies.duplicates;
  assert.equal(data.anomalies.duplicates.length, 1);
  assert.deepEqual(
    [twin.transaction.id, twin.same_as_transaction_id].toSorted(),
    [details[21].id, details[22].id].toSorted(),
  );
});

Deno.test("finance.reconciliation.* reads its lists by index on a large account", async () => {
  const bank = await openBankWorld(world);
  const invoice = await bank.invoice("1.00");
  await bank.credit("0.50");
  const [{ id: importId, account }] = await sql`
    select import_id as id, bank_account_id as account from finance.bank_transactions where tenant_id = ${bank.tenant.id}`;
  // Many tenants' worth of rows under one: what is asked for is a small part of the table.
  await sql`
    insert into finance.bank_transactions (tenant_id, owner_company_id, bank_account_id, import_id, import_source, bank_reference,
      date, value_date, amount, currency, description, reconciled_amount, examined_at)
    select ${bank.tenant.id}, ${bank.company}, ${account}, ${importId}, 'CAMT053', 'SEED-' || n, date '2020-01-01' + n % 2000,
      date '2020-01-01' + n % 2000, case when n % 4 = 0 then -10 else 10 end, 'CHF', 'Loyer ' || n,
      case when n % 10 = 0 then 0 else 10 end, now()
    from generate_series(1, 60000) n`;
  await sql`
    insert into finance.reconciliation_suggestions (tenant_id, owner_company_id, transaction_id, invoice_id, score, confidence, rank)
    select tenant_id, owner_company_id, id, ${invoice.id}, 60, 0.6, 1 from finance.bank_transactions
    where tenant_id = ${bank.tenant.id} and not reconciled and bank_reference like 'SEED-%0'`;
  await sql`analyze finance.bank_transactions, finance.reconciliation_suggestions`;
  const plans = await world.runtime.pool.begin(async (tx) => {
    await tx`select app.enter_service(${bank.tenant.id}, '{}'), set_config('role', 'authenticated', true)`;
    const company = tx`(select finance.bank_company(${bank.code}))`;
    const planOf = async (query: ReturnType<typeof tx>) =>
      (await tx`explain (analyze, costs off, timing off, summary on) ${query}`).map((row) => row["QUERY PLAN"]).join(
        "\n",
      );
    return {
      list: await planOf(tx`
        select t.* from finance.bank_transactions t where t.owner_company_id = ${company} and not t.reconciled
        order by t.date desc, t.id desc limit 50`),
      pending: await planOf(tx`
        select t.id from finance.bank_transactions t where t.owner_company_id = ${company} and not t.reconciled and exists (
          select from finance.reconciliation_suggestions s
          where s.owner_company_id = t.owner_company_id and s.transaction_id = t.id and s.status = 'pending'
        ) order by t.date desc, t.id desc limit 50`),
      run: await planOf(tx`
        select t.id from finance.bank_transactions t where t.owner_company_id = ${company} and not t.reconciled
        order by t.examined_at nulls first, t.date, t.id limit 100`),
      report: await planOf(tx`
        select count(*) from finance.bank_transactions t
        where t.owner_company_id = ${company} and t.date between '2024-01-01' and '2024-01-31'`),
    };
  });
  assert.match(plans.list, /Index Scan using bank_transactions_open/);
  assert.match(plans.pending, /bank_transactions_open/);
  assert.match(plans.run, /bank_transactions_to_examine/);
  assert.match(plans.report, /bank_transactions_by_company/);
  for (const plan of Object.values(plans)) assert.doesNotMatch(plan, /Seq Scan on bank_transactions/);
  const timed = async (path: string, query = {}) => {
    const started = performance.now();
    assert.equal((await get(bank, path, query)).status, 200);
    const taken = performance.now() - started;
    assert.ok(taken < 2000, `${path} took ${taken} ms`);
  };
  for (const path of ["HYPERVISUAL", "pending/HYPERVISUAL", "history/HYPERVISUAL"]) await timed(path);
  await timed("report/HYPERVISUAL", { from: "2024-01-01", to: "2024-12-31" });
});
