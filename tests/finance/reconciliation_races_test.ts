import assert from "node:assert/strict";
import fc from "fast-check";
import { app } from "../../functions/finance/app.ts";
import { type Answer, send } from "../support/app_client.ts";
import {
  assertBooksBalance,
  type BankWorld,
  dayFromNow,
  openBankWorld,
  openConnections,
} from "../support/bank_world.ts";
import { credit } from "../support/bank_files.ts";
import { openWorld } from "../support/world.ts";

const world = await openWorld({ config: { DB_POOL_MAX: "18" } });
Deno.test.afterAll(() => world.close());
const { sql } = world.db;
await openConnections(world, 18);

const post = (bank: BankWorld, path: string, body: unknown = {}, actor = bank.clerk) =>
  send(app, actor, `POST /finance/reconciliation/${path}`, { body });
const codesOf = (answers: Answer[]) => answers.map(({ status, body }) => (status === 200 ? "ok" : body.code)).sort();

/** Holds a lock in a transaction of its own until the work has reached it, then lets go. */
async function whileHolding<T>(lock: string, id: string, waiting: number, work: () => Promise<T>): Promise<T> {
  let result: Promise<T>;
  await sql.begin(async (tx) => {
    await tx.unsafe(lock, [id]);
    result = work();
    await waitFor(waiting);
  });
  return await result!;
}

Deno.test("finance.reconciliation.validate_suggestion lets exactly one of two different suggestions of a movement win", async () => {
  const bank = await openBankWorld(world);
  const client = await bank.client("Rivière Conseil Sàrl");
  for (const _ of [1, 2]) await bank.invoice("500.00", { client });
  const transaction = await bank.credit("500.00", { party: { name: "Rivière Conseil Sàrl" } });
  const { body: { data } } = await send(app, bank.clerk, `GET /finance/reconciliation/suggestions/${transaction}`);
  assert.equal(data.length, 2);
  const answers = await whileHolding(
    "select from finance.bank_transactions where id = $1 for update",
    transaction,
    2,
    () => Promise.all(data.map(({ id }: { id: string }) => post(bank, "validate-suggestion", { suggestion_id: id }))),
  );
  assert.deepEqual(codesOf(answers), ["SUGGESTION_NOT_PENDING", "ok"]);
  const [{ n }] =
    await sql`select count(*)::int as n from finance.reconciliations where transaction_id = ${transaction}`;
  assert.equal(n, 1);
  await assertBooksBalance(world, bank.tenant.id);
});

Deno.test("finance.reconciliation.match lets exactly one of two movements pay the rest of an invoice", async () => {
  const bank = await openBankWorld(world);
  const invoice = await bank.invoice("500.00");
  const transactions = [await bank.credit("500.00", { text: ["x"] }), await bank.credit("500.00", { text: ["y"] })];
  const answers = await whileHolding(
    "select from finance.invoices where id = $1 for update",
    invoice.id,
    2,
    () => Promise.all(transactions.map((id) => post(bank, "match", { transaction_id: id, invoice_id: invoice.id }))),
  );
  assert.deepEqual(codesOf(answers), ["INVOICE_ALREADY_PAID", "ok"]);
  await assertBooksBalance(world, bank.tenant.id);
});

Deno.test("finance.reconciliation.manual never spends more than a movement has, over ten invoices at once", async () => {
  const bank = await openBankWorld(world);
  const invoices = [];
  for (let n = 0; n < 10; n++) invoices.push(await bank.invoice("100.00"));
  const transaction = await bank.credit("350.00", { text: ["Paiement groupé"] });
  const answers = await Promise.all(
    invoices.map((invoice) =>
      post(bank, "manual", { transaction_id: transaction, invoice_id: invoice.id, amount: 100 })
    ),
  );
  assert.equal(codesOf(answers).filter((code) => code === "ok").length, 3);
  const refused = new Set(codesOf(answers).filter((code) => code !== "ok"));
  assert.deepEqual([...refused], ["AMOUNT_EXCEEDS_TRANSACTION"]);
  await assertBooksBalance(world, bank.tenant.id);
});

Deno.test("finance.reconciliation.auto runs once per company: of 16 at once one runs and 15 are told so", async () => {
  const bank = await openBankWorld(world);
  const open = await bank.credit("12.34");
  const other = await openBankWorld(world);
  let settled = 0;
  const answers = await sql.begin(async (tx) => {
    // The run that got in waits for the movement held here.
    await tx`select from finance.bank_transactions where id = ${open} for update`;
    const runs = Array.from({ length: 16 }, () => post(bank, "auto/HYPERVISUAL").finally(() => settled += 1));
    const deadline = Date.now() + 10_000;
    while (settled < 15) {
      assert.ok(Date.now() < deadline, `${settled} runs were answered`);
      await new Promise((done) => setTimeout(done, 10));
    }
    // Another company is not concerned.
    assert.equal((await post(other, "auto/HYPERVISUAL")).status, 200);
    return runs;
  }).then((runs) => Promise.all(runs));
  assert.deepEqual(codesOf(answers), [...Array(15).fill("RECONCILIATION_RUNNING"), "ok"]);
});

Deno.test("finance.reconciliation.auto does not book a decision that somebody overtook", async () => {
  const bank = await openBankWorld(world);
  const invoice = await bank.invoice("200.00");
  const lock = `reconciliation ${bank.tenant.id} ${bank.company}`;
  // The import's own run finds the company busy, so the movement is still open.
  const first = await sql.begin(async (tx) => {
    await tx`select pg_advisory_xact_lock(hashtextextended(${lock}, 0))`;
    return await bank.credit("200.00", { reference: { type: "QRR", value: invoice.reference } });
  });
  const rival = await bank.tenant.actor({ finance: "rw" }, { companies: [bank.company] });
  const [run, paid] = await sql.begin(async (tx) => {
    await tx`select from finance.invoices where id = ${invoice.id} for update`;
    const paying = post(bank, "manual", { transaction_id: first, invoice_id: invoice.id, amount: 50 }, rival);
    await waitFor(1);
    const running = post(bank, "auto/HYPERVISUAL");
    await waitFor(2);
    return [running, paying];
  }).then((both) => Promise.all(both));
  assert.equal(paid.status, 200, paid.text);
  assert.deepEqual([run.body.data.failed, run.body.data.details[0].error], [1, "ALREADY_RECONCILED"]);
  await assertBooksBalance(world, bank.tenant.id);
});

async function waitFor(waiting: number): Promise<void> {
  const deadline = Date.now() + 10_000;
  for (;;) {
    const [{ n }] = await world.db.admin`
      select count(*)::int as n from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`;
    if (n >= waiting) return;
    assert.ok(Date.now() < deadline, `${n} of ${waiting} transactions wait`);
    await new Promise((done) => setTimeout(done, 10));
  }
}

Deno.test("finance.reconciliation.undo wins once of eight at the same time", async () => {
  const bank = await openBankWorld(world);
  const invoice = await bank.invoice("90.00");
  const transaction = await bank.credit("90.00", { reference: { type: "QRR", value: invoice.reference } });
  const [{ id }] = await sql`select id from finance.reconciliations where transaction_id = ${transaction}`;
  const answers = await Promise.all(
    Array.from({ length: 8 }, () => post(bank, `undo/${id}`, { reason: "Erreur" }, bank.chief)),
  );
  assert.deepEqual(codesOf(answers), [...Array(7).fill("NOT_RECONCILED"), "ok"]);
  await assertBooksBalance(world, bank.tenant.id);
});

Deno.test("finance.reconciliation.undo racing with match leaves the movement with one of the two invoices or free, never both", async () => {
  const bank = await openBankWorld(world);
  const [first, second] = [await bank.invoice("90.00"), await bank.invoice("90.00")];
  const transaction = await bank.credit("90.00", { reference: { type: "QRR", value: first.reference } });
  for (let round = 0; round < 6; round++) {
    const [{ id, invoice_id }] = await sql`
      select id, invoice_id from finance.reconciliations where transaction_id = ${transaction} and undone_at is null`;
    const other = invoice_id === first.id ? second.id : first.id;
    const [undone, matched] = await Promise.all([
      post(bank, `undo/${id}`, { reason: "Autre facture" }, bank.chief),
      post(bank, "match", { transaction_id: transaction, invoice_id: other }),
    ]);
    assert.equal(undone.status, 200, undone.text);
    assert.ok(matched.status === 200 || matched.body.code === "ALREADY_RECONCILED", matched.text);
    await assertBooksBalance(world, bank.tenant.id);
    if (matched.status !== 200) {
      const retry = await post(bank, "match", { transaction_id: transaction, invoice_id: other });
      assert.equal(retry.status, 200, retry.text);
    }
  }
});

Deno.test("finance.reconciliation.* keeps the books whole through any walk of matches, splits, refusals, runs and undoings", async () => {
  const steps = fc.array(
    fc.tuple(
      fc.constantFrom("match", "manual", "validate", "reject", "auto", "undo"),
      fc.nat(4),
      fc.nat(4),
      fc.integer({ min: 1, max: 40_000 }),
    ),
    { minLength: 6, maxLength: 14 },
  );
  await fc.assert(
    fc.asyncProperty(steps, fc.boolean(), async (walk, together) => {
      const bank = await openBankWorld(world);
      const client = await bank.client("Rivière Conseil Sàrl");
      const invoices: { id: string }[] = [];
      for (const amount of ["100.00", "250.55", "100.00", "399.99", "0.05"]) {
        invoices.push(await bank.invoice(amount, { client }));
      }
      const entries = ["100.00", "250.50", "400.00", "75.25", "1000.00"].map((amount, n) =>
        credit({ amount, booked: dayFromNow(-n), servicerReference: `W-${n}` }, { party: { name: "Rivière Conseil" } })
      );
      const imported = (await bank.importFile(bank.file(entries))).body.data;
      const take = async ([kind, a, b, cents]: [string, number, number, number]): Promise<Answer | undefined> => {
        const pair = { transaction_id: imported.details[a].id, invoice_id: invoices[b].id };
        if (kind === "match") return await post(bank, "match", pair);
        if (kind === "manual") return await post(bank, "manual", { ...pair, amount: (cents / 100).toFixed(2) });
        if (kind === "auto") return await post(bank, "auto/HYPERVISUAL", { threshold: 0.5 });
        if (kind === "undo") {
          const rows =
            await sql`select id from finance.reconciliations where tenant_id = ${bank.tenant.id} order by id`;
          const chosen = rows[(a + b) % Math.max(1, rows.length)];
          return chosen && await post(bank, `undo/${chosen.id}`, { reason: "Erreur" }, bank.chief);
        }
        const rows = await sql`
          select id from finance.reconciliation_suggestions where tenant_id = ${bank.tenant.id} order by id`;
        const chosen = rows[(a + b) % Math.max(1, rows.length)];
        return chosen &&
          await post(bank, kind === "validate" ? "validate-suggestion" : "reject", { suggestion_id: chosen.id });
      };
      const answers = [];
      for (let at = 0; at < walk.length; at += together ? 3 : 1) {
        answers.push(...await Promise.all(walk.slice(at, at + (together ? 3 : 1)).map(take)));
      }
      for (const answer of answers) assert.ok((answer?.status ?? 200) < 500, answer?.text ?? "");
      await assertBooksBalance(world, bank.tenant.id);
    }),
    { numRuns: 25 },
  );
});
