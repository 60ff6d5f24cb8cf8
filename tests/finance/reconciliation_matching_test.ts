import assert from "node:assert/strict";
import { app } from "../../functions/finance/app.ts";
import { send } from "../support/app_client.ts";
import { assertBooksBalance, type BankWorld, dayFromNow, openBankWorld } from "../support/bank_world.ts";
import { sampleIban } from "../support/camt_samples.ts";
import { credit } from "../support/bank_files.ts";
import { openWorld } from "../support/world.ts";

const world = await openWorld();
Deno.test.afterAll(() => world.close());
const { sql } = world.db;

const refusalOf = ({ status, body }: { status: number; body: { code?: string } }) => [status, body.code];

const post = (bank: BankWorld, path: string, body: unknown = {}, actor = bank.clerk) =>
  send(app, actor, `POST /finance/reconciliation/${path}`, { body });
const get = (bank: BankWorld, path: string, query: Record<string, string | number> = {}, actor = bank.clerk) =>
  send(app, actor, `GET /finance/reconciliation/${path}`, { query });

async function stateOf(invoiceId: string) {
  const [row] = await sql`
    select status, paid_amount, remaining_amount, paid_at from finance.invoices where id = ${invoiceId}`;
  return row;
}

async function movementOf(id: string) {
  const [row] = await sql`
    select reconciled, reconciled_amount, remaining_amount, reconciliation_type, match_score, examined_at, duplicate_of_invoice_id
    from finance.bank_transactions where id = ${id}`;
  return row;
}

/** Two invoices of one client that a payment without reference could mean. */
async function ambiguous(bank: BankWorld) {
  const client = await bank.client("Rivière Conseil Sàrl");
  const first = await bank.invoice("500.00", { client });
  const second = await bank.invoice("500.00", { client });
  const transaction = await bank.credit("500.00", {
    text: ["Merci"],
    party: { name: "Riviere Conseil Sarl", iban: sampleIban(9000, 77) },
  });
  const { body: { data: suggestions } } = await get(bank, `suggestions/${transaction}`);
  assert.equal(suggestions.length, 2);
  return { client, first, second, transaction, suggestions };
}

Deno.test("finance.bank.import_camt053 books the invoice whose QR reference a payment carries, with payment, ledger and events", async () => {
  const bank = await openBankWorld(world);
  const invoice = await bank.invoice("1623.51");
  const file = bank.file([
    credit({ amount: "1623.51", booked: dayFromNow(-1), servicerReference: "QR-1" }, {
      reference: { type: "QRR", value: invoice.reference },
    }),
  ]);
  const { body: { data } } = await bank.importFile(file);
  assert.deepEqual(data.reconciliation, {
    status: "done",
    processed: 1,
    auto_matched: 1,
    suggestions_created: 0,
    no_match: 0,
    failed: 0,
    left: 0,
  });
  const transaction = data.details[0].id;
  assert.deepEqual(await stateOf(invoice.id), {
    status: "paid",
    paid_amount: "1623.51",
    remaining_amount: "0.00",
    paid_at: dayFromNow(-1),
  });
  const movement = await movementOf(transaction);
  assert.deepEqual([movement.reconciled, movement.reconciliation_type], [true, "auto"]);
  const [payment] = await sql`
    select p.amount, p.auto_reconciled, p.transaction_id, p.paid_on, r.score, r.confidence, r.reasons, r.reconciled_by
    from finance.payments p join finance.reconciliations r on r.payment_id = p.id where p.invoice_id = ${invoice.id}`;
  assert.deepEqual(
    [payment.amount, payment.auto_reconciled, payment.transaction_id, payment.confidence, payment.reconciled_by],
    ["1623.51", true, transaction, "1.0000", bank.clerk.userId],
  );
  assert.ok(payment.reasons.includes("hard_match") && payment.reasons.includes("reference_equal"));
  const lines = await sql`
    select l.account_number, l.debit, l.credit from finance.accounting_entry_lines l
    join finance.accounting_entries e on e.id = l.entry_id join finance.payments p on p.accounting_entry_id = e.id
    where p.invoice_id = ${invoice.id} order by l.line_number`;
  assert.deepEqual(lines.map((line) => [line.account_number, line.debit, line.credit]), [
    ["1020", "1623.51", "0.00"],
    ["1100", "0.00", "1623.51"],
  ]);
  const events = await sql`select type from app.events where tenant_id = ${bank.tenant.id} order by id`;
  const types = events.map((event) => event.type);
  assert.ok(types.includes("reconciliation.matched") && types.includes("invoice.paid"), String(types));
  await assertBooksBalance(world, bank.tenant.id);
});

Deno.test("finance.reconciliation.auto matches 1623.51 with its QR reference 50 days late, which points alone would not", async () => {
  const bank = await openBankWorld(world);
  const invoice = await bank.invoice("1623.51", { date: dayFromNow(-82) });
  const transaction = await bank.credit("1623.51", { reference: { type: "QRR", value: invoice.reference } });
  const movement = await movementOf(transaction);
  assert.deepEqual([movement.reconciliation_type, movement.match_score], ["auto", "73.75"]);
  assert.equal((await stateOf(invoice.id)).status, "paid");
});

Deno.test("finance.reconciliation.auto books less money under a QR reference as a part of it and keeps the rest open", async () => {
  const bank = await openBankWorld(world);
  const invoice = await bank.invoice("1000.00");
  const transaction = await bank.credit("400.00", { reference: { type: "QRR", value: invoice.reference } });
  assert.deepEqual(
    (({ status, remaining_amount }) => [status, remaining_amount])(await stateOf(invoice.id)),
    ["partial", "600.00"],
  );
  assert.equal((await movementOf(transaction)).reconciled, true);
  await bank.credit("600.00", { reference: { type: "QRR", value: invoice.reference } });
  assert.equal((await stateOf(invoice.id)).status, "paid");
  await assertBooksBalance(world, bank.tenant.id);
});

Deno.test("finance.reconciliation.auto proposes more money than the QR reference asks for instead of booking it", async () => {
  const bank = await openBankWorld(world);
  const invoice = await bank.invoice("1000.00");
  const transaction = await bank.credit("1200.00", { reference: { type: "QRR", value: invoice.reference } });
  const [suggestion] = (await get(bank, `suggestions/${transaction}`)).body.data;
  assert.equal(suggestion.invoice_id, invoice.id);
  assert.ok(suggestion.reasons.includes("overpayment"));
  assert.equal((await stateOf(invoice.id)).status, "sent");
  const { body: { data } } = await post(bank, "validate-suggestion", { suggestion_id: suggestion.id });
  assert.equal(data.amount, 1000);
  const movement = await movementOf(transaction);
  assert.deepEqual([movement.reconciled, movement.remaining_amount], [false, "200.00"]);
});

Deno.test("finance.reconciliation.auto settles a difference of a few cents and leaves no movement open for them", async () => {
  const bank = await openBankWorld(world);
  const invoice = await bank.invoice("100.00");
  const transaction = await bank.credit("100.05", { reference: { type: "QRR", value: invoice.reference } });
  assert.equal((await stateOf(invoice.id)).status, "paid");
  const movement = await movementOf(transaction);
  assert.deepEqual([movement.reconciled, movement.reconciled_amount, movement.remaining_amount], [
    true,
    "100.00",
    "0.05",
  ]);
  assert.equal((await get(bank, "HYPERVISUAL")).body.pagination.total, 0);
  await assertBooksBalance(world, bank.tenant.id);
});

Deno.test("finance.reconciliation.auto tells of a second payment for a paid invoice, once", async () => {
  const bank = await openBankWorld(world);
  const invoice = await bank.invoice("250.00");
  const reference = { type: "QRR" as const, value: invoice.reference };
  await bank.credit("250.00", { reference });
  const second = await bank.credit("250.00", { reference });
  assert.equal((await movementOf(second)).duplicate_of_invoice_id, invoice.id);
  const told = () =>
    sql`select type, priority, recipient, metadata from notifications.notifications
      where tenant_id = ${bank.tenant.id} and type = 'payment_duplicate'`;
  const [notification] = await told();
  assert.deepEqual(
    [
      notification.priority,
      notification.recipient,
      notification.metadata.transaction_id,
      notification.metadata.invoice_id,
    ],
    ["critical", "role:admin", second, invoice.id],
  );
  await sql`update notifications.notifications set read_at = now() where tenant_id = ${bank.tenant.id}`;
  const { body: { data } } = await post(bank, "auto/HYPERVISUAL");
  assert.deepEqual(data.details.map((d: Record<string, unknown>) => d.duplicate_payment_of), [[invoice.id]]);
  assert.equal((await told()).length, 1);
  const report = (await get(bank, "report/HYPERVISUAL")).body.data;
  assert.deepEqual(report.anomalies.duplicates.map((d: Record<string, unknown>) => d.invoice_id), [invoice.id]);
});

Deno.test("finance.reconciliation.auto tells of money nothing is known about, singly up to twenty, once per movement", async () => {
  const bank = await openBankWorld(world);
  const entries = Array.from({ length: 23 }, (_, n) => credit({ amount: `${n + 1}.00`, servicerReference: `U-${n}` }));
  await bank.importFile(bank.file([...entries, credit({ credit: false, servicerReference: "OUT" })]));
  const told = () =>
    sql`select metadata from notifications.notifications
      where tenant_id = ${bank.tenant.id} and type = 'payment_unmatched' order by created_at, id`;
  const notifications = await told();
  assert.equal(notifications.length, 21);
  assert.equal(notifications.filter((n) => n.metadata.count === 3).length, 1);
  await sql`update notifications.notifications set read_at = now() where tenant_id = ${bank.tenant.id}`;
  await post(bank, "auto/HYPERVISUAL");
  assert.equal((await told()).length, 21);
});

Deno.test("finance.reconciliation.auto suggests 1620.00 for 1623.51 with 68 points, as the rules count them", async () => {
  const bank = await openBankWorld(world);
  const invoice = await bank.invoice("1623.51", { date: dayFromNow(-34) });
  const transaction = await bank.credit("1620.00", { party: { name: "Rivière Conseil Sàrl" } });
  const [suggestion] = (await get(bank, `suggestions/${transaction}`)).body.data;
  assert.deepEqual(
    [suggestion.invoice_id, suggestion.score, suggestion.confidence, suggestion.rank, suggestion.status],
    [invoice.id, 68, 0.68, 1, "pending"],
  );
  assert.deepEqual([suggestion.invoice_number, suggestion.invoice_amount, suggestion.client_name], [
    invoice.number,
    1623.51,
    "Rivière Conseil Sàrl",
  ]);
  const events = await sql`
    select entity_id from app.events where tenant_id = ${bank.tenant.id} and type = 'reconciliation.suggested'`;
  assert.deepEqual(events.map((event) => event.entity_id), [transaction]);
});

Deno.test("finance.reconciliation.auto reads a threshold over 1 as percent, books nothing on a dry run, clamps the limit", async () => {
  const bank = await openBankWorld(world);
  const transaction = await bank.credit("1623.51", { text: ["HYP"], party: { name: "Rivière Conseil Sàrl" } });
  const invoice = await bank.invoice("1623.51", { date: dayFromNow(-3) });
  const run = async (body: unknown) => (await post(bank, "auto/hypervisual", body)).body;
  // 40 for the amount, 15 for the date, 15 for the name.
  const dry = (await run({ threshold: 70, dry_run: true, limit: 100_000 })).data;
  assert.deepEqual([dry.processed, dry.auto_matched, dry.dry_run], [1, 1, true]);
  assert.deepEqual([dry.details[0].score, dry.details[0].invoice_id], [70, invoice.id]);
  assert.equal((await movementOf(transaction)).reconciled_amount, "0.00");
  assert.equal(
    (await sql`select from finance.reconciliation_suggestions where tenant_id = ${bank.tenant.id}`).length,
    0,
  );
  assert.deepEqual((await run({ threshold: 0.71, dry_run: true })).data.suggestions_created, 1);
  for (const threshold of [0.49, 49, 101, 1.5, "x"]) assert.equal((await run({ threshold })).code, "VALIDATION_ERROR");
  const real = (await run({ threshold: 0.7 })).data;
  assert.deepEqual([real.auto_matched, real.details[0].outcome], [1, "auto_matched"]);
  assert.equal((await stateOf(invoice.id)).status, "paid");
  const empty = await send(app, bank.clerk, "POST /finance/reconciliation/auto/HYPERVISUAL");
  assert.deepEqual([empty.status, empty.body.data.processed], [200, 0]);
});

Deno.test("finance.reconciliation.auto gives every movement its turn under a small limit", async () => {
  const bank = await openBankWorld(world);
  const entries = Array.from({ length: 5 }, (_, n) => credit({ servicerReference: `T-${n}` }));
  await bank.importFile(bank.file(entries));
  await sql`update finance.bank_transactions set examined_at = null where tenant_id = ${bank.tenant.id}`;
  const seen = new Set<string>();
  for (let run = 0; run < 3; run++) {
    const { body: { data } } = await post(bank, "auto/HYPERVISUAL", { limit: 2 });
    assert.equal(data.processed, 2);
    for (const detail of data.details) seen.add(detail.transaction_id);
  }
  assert.equal(seen.size, 5);
});

Deno.test("finance.reconciliation.auto uses an invoice for one movement and reports the other", async () => {
  const bank = await openBankWorld(world);
  const invoice = await bank.invoice("80.00");
  const reference = { type: "QRR" as const, value: invoice.reference };
  const entries = [1, 2].map((n) => credit({ amount: "80.00", servicerReference: `D-${n}` }, { reference }));
  const { body: { data } } = await bank.importFile(bank.file(entries));
  assert.deepEqual([data.reconciliation.auto_matched, data.reconciliation.no_match], [1, 1]);
  await assertBooksBalance(world, bank.tenant.id);
});

Deno.test("finance.reconciliation.auto leaves other companies' movements and invoices alone", async () => {
  const bank = await openBankWorld(world);
  const second = await bank.tenant.company("DAINAMICS", { country: "CH", regular_iban: sampleIban(767, 4343) });
  const both = await bank.tenant.actor({ finance: "rw" }, { companies: [bank.company, second] });
  const invoice = await bank.invoice("300.00", { company: second });
  const transaction = await bank.credit("300.00", {
    reference: { type: "SCOR", value: invoice.reference },
    party: { name: "Rivière Conseil Sàrl" },
  });
  assert.deepEqual((await get(bank, `suggestions/${transaction}`)).body.data, []);
  const crossed = await post(bank, "match", { transaction_id: transaction, invoice_id: invoice.id }, both);
  assert.deepEqual(refusalOf(crossed), [400, "COMPANY_MISMATCH"]);
  assert.deepEqual(
    refusalOf(await post(bank, "match", { transaction_id: transaction, invoice_id: invoice.id })),
    [404, "INVOICE_NOT_FOUND"],
  );
  assert.deepEqual(refusalOf(await post(bank, "auto/DAINAMICS")), [403, "COMPANY_ACCESS_DENIED"]);
  assert.deepEqual(refusalOf(await post(bank, "auto/NOBODY")), [400, "COMPANY_INVALID"]);
});

Deno.test("finance.reconciliation.auto reports a match that cannot be booked and books the others", async () => {
  const bank = await openBankWorld(world);
  const [broken, sound] = [await bank.invoice("10.00"), await bank.invoice("20.00")];
  await sql`alter table finance.payments disable trigger user`;
  await sql`create function finance.break_one() returns trigger language plpgsql as
    $$begin if new.amount = 10 then perform app.refuse('match_outdated'); end if; return new; end$$`;
  await sql`create trigger broken before insert on finance.payments for each row execute function finance.break_one()`;
  await sql`alter table finance.payments enable trigger user`;
  try {
    const entries = [broken, sound].map(({ reference }, n) =>
      credit({ amount: `${n + 1}0.00`, servicerReference: `F-${n}` }, { reference: { type: "QRR", value: reference } })
    );
    const { body: { data } } = await bank.importFile(bank.file(entries));
    assert.deepEqual([data.reconciliation.auto_matched, data.reconciliation.failed], [1, 1]);
  } finally {
    await sql`drop function finance.break_one cascade`;
  }
  assert.deepEqual([(await stateOf(broken.id)).status, (await stateOf(sound.id)).status], ["sent", "paid"]);
  await assertBooksBalance(world, bank.tenant.id);
});

Deno.test("finance.reconciliation.match pays what both have left, keeps the score and learns the payer", async () => {
  const bank = await openBankWorld(world);
  const { first, second, client, transaction } = await ambiguous(bank);
  const { status, body: { data } } = await post(bank, "match", { transaction_id: transaction, invoice_id: second.id });
  assert.equal(status, 200);
  assert.deepEqual(
    [data.amount, data.reconciliation_type, data.invoice.number, data.invoice.status, data.transaction.id],
    [500, "manual", second.number, "paid", transaction],
  );
  assert.ok(data.score >= 50 && data.reasons.includes("amount_equal"));
  assert.equal(data.reconciled_by, bank.clerk.userId);
  const statuses = await sql`
    select invoice_id, status from finance.reconciliation_suggestions where transaction_id = ${transaction}`;
  assert.deepEqual(Object.fromEntries(statuses.map((s) => [s.invoice_id, s.status])), {
    [first.id]: "superseded",
    [second.id]: "accepted",
  });
  const aliases = await sql`
    select kind, value from finance.counterparty_aliases where client_id = ${client} order by kind`;
  assert.deepEqual(aliases.map((a) => [a.kind, a.value]), [["iban", sampleIban(9000, 77)], [
    "name",
    "riviere conseil sarl",
  ]]);
  await assertBooksBalance(world, bank.tenant.id);
});

Deno.test("finance.reconciliation.match teaches the engine an IBAN that then counts as the client's name", async () => {
  const bank = await openBankWorld(world);
  const client = await bank.client("Zürich Treuhand AG");
  const iban = sampleIban(9000, 88);
  const party = { name: "Holding X", iban };
  const invoice = await bank.invoice("90.00", { client, date: dayFromNow(-3) });
  const transaction = await bank.credit("90.00", { party });
  assert.equal((await get(bank, `suggestions/${transaction}`)).body.data[0].score, 55);
  await post(bank, "match", { transaction_id: transaction, invoice_id: invoice.id });
  const next = await bank.invoice("95.00", { client, date: dayFromNow(-3) });
  const [suggestion] = (await get(bank, `suggestions/${await bank.credit("95.00", { party })}`)).body.data;
  assert.deepEqual([suggestion.invoice_id, suggestion.score], [next.id, 70]);
  assert.ok(suggestion.reasons.includes("known_iban"));
});

Deno.test("finance.reconciliation.match refuses what does not go together, each with its code", async () => {
  const bank = await openBankWorld(world);
  await sql`insert into finance.bank_accounts (tenant_id, owner_company_id, account_name, iban, currency)
    values (${bank.tenant.id}, ${bank.company}, 'Euro', ${sampleIban(767, 515)}, 'EUR')`;
  const invoice = await bank.invoice("100.00");
  const euro = await bank.invoice("100.00", { currency: "EUR" });
  const transaction = await bank.credit("77.00");
  const out =
    (await bank.importFile(bank.file([credit({ credit: false, servicerReference: "OUT-1" })]))).body.data.details[0].id;
  const match = async (body: Record<string, unknown>) => refusalOf(await post(bank, "match", body));
  assert.deepEqual(await match({ transaction_id: transaction, invoice_id: euro.id }), [400, "CURRENCY_MISMATCH"]);
  assert.deepEqual(await match({ transaction_id: out, invoice_id: invoice.id }), [400, "DIRECTION_MISMATCH"]);
  const unknown = crypto.randomUUID();
  assert.deepEqual(await match({ transaction_id: unknown, invoice_id: invoice.id }), [404, "TRANSACTION_NOT_FOUND"]);
  assert.deepEqual(await match({ transaction_id: transaction, invoice_id: unknown }), [404, "INVOICE_NOT_FOUND"]);
  assert.deepEqual(
    await match({ transaction_id: out, invoice_id: invoice.id, invoice_type: "supplier" }),
    [404, "INVOICE_NOT_FOUND"],
  );
  assert.deepEqual(await match({ transaction_id: transaction, invoice_id: invoice.id, amount: 1 }), [
    400,
    "VALIDATION_ERROR",
  ]);
  await post(bank, "match", { transaction_id: transaction, invoice_id: invoice.id });
  assert.deepEqual(await match({ transaction_id: transaction, invoice_id: invoice.id }), [409, "ALREADY_RECONCILED"]);
  const second = await bank.credit("23.00");
  assert.deepEqual(refusalOf(await post(bank, "match", { transaction_id: second, invoice_id: invoice.id })), [
    200,
    undefined,
  ]);
  const third = await bank.credit("5.00");
  assert.deepEqual(await match({ transaction_id: third, invoice_id: invoice.id }), [409, "INVOICE_ALREADY_PAID"]);
});

Deno.test("finance.reconciliation.match replays the stored answer for a repeated Idempotency-Key", async () => {
  const bank = await openBankWorld(world);
  const invoice = await bank.invoice("100.00");
  const body = { transaction_id: await bank.credit("60.00"), invoice_id: invoice.id };
  const sent = { body, headers: { "idempotency-key": "k-1" } };
  const first = await send(app, bank.clerk, "POST /finance/reconciliation/match", sent);
  const second = await send(app, bank.clerk, "POST /finance/reconciliation/match", sent);
  assert.deepEqual([first.status, second.status, second.text === first.text], [200, 200, true]);
});

Deno.test("finance.reconciliation.manual splits a movement over invoices until its amount is used, never further", async () => {
  const bank = await openBankWorld(world);
  const [one, two, three] = [await bank.invoice("300.00"), await bank.invoice("400.00"), await bank.invoice("900.00")];
  const transaction = await bank.credit("1000.00", { text: ["Paiement groupé"] });
  const manual = (invoice: { id: string }, amount?: unknown) =>
    post(bank, "manual", { transaction_id: transaction, invoice_id: invoice.id, amount, notes: "Groupé" });
  assert.equal((await manual(one)).body.data.amount, 300);
  assert.deepEqual(refusalOf(await manual(two, 400.02)), [400, "OVERPAYMENT"]);
  assert.equal((await manual(two, 400)).body.data.notes, "Groupé");
  const tooMuch = await manual(three, "300.01");
  assert.deepEqual(refusalOf(tooMuch), [400, "AMOUNT_EXCEEDS_TRANSACTION"]);
  assert.equal(tooMuch.body.details.remaining, 300);
  for (const amount of [0, -1]) assert.deepEqual(refusalOf(await manual(three, amount)), [400, "AMOUNT_INVALID"]);
  assert.deepEqual(refusalOf(await manual(three, 1.234)), [400, "VALIDATION_ERROR"]);
  assert.equal((await manual(three)).body.data.amount, 300);
  assert.deepEqual(refusalOf(await manual(three, 1)), [409, "ALREADY_RECONCILED"]);
  assert.deepEqual(
    [(await stateOf(one.id)).status, (await stateOf(two.id)).status, (await stateOf(three.id)).remaining_amount],
    ["paid", "paid", "600.00"],
  );
  assert.equal((await movementOf(transaction)).reconciled, true);
  await assertBooksBalance(world, bank.tenant.id);
});

Deno.test("finance.reconciliation.validate_suggestion books once and supersedes the other suggestions", async () => {
  const bank = await openBankWorld(world);
  const { first, transaction, suggestions } = await ambiguous(bank);
  const chosen = suggestions.find((s: Record<string, unknown>) => s.invoice_id === first.id);
  const { body: { data } } = await post(bank, "validate-suggestion", { suggestion_id: chosen.id });
  assert.deepEqual([data.reconciliation_type, data.score, data.invoice.id], ["suggested", chosen.score, first.id]);
  for (const { id } of suggestions) {
    assert.deepEqual(
      refusalOf(await post(bank, "validate-suggestion", { suggestion_id: id })),
      [409, "SUGGESTION_NOT_PENDING"],
    );
  }
  assert.deepEqual(
    refusalOf(await post(bank, "validate-suggestion", { suggestion_id: crypto.randomUUID() })),
    [404, "SUGGESTION_NOT_FOUND"],
  );
  const listed = (await get(bank, `suggestions/${transaction}`)).body.data;
  assert.deepEqual(listed.map((s: Record<string, unknown>) => s.status), ["accepted"]);
});

Deno.test("finance.reconciliation.reject never proposes the pair again, while a person still may match it", async () => {
  const bank = await openBankWorld(world);
  const { first, second, transaction, suggestions } = await ambiguous(bank);
  const refused = suggestions.find((s: Record<string, unknown>) => s.invoice_id === first.id);
  const { status, body } = await post(bank, "reject", { suggestion_id: refused.id, reason: "Autre mandat" });
  assert.deepEqual([status, body.data.status], [200, "rejected"]);
  assert.deepEqual(refusalOf(await post(bank, "reject", { suggestion_id: refused.id })), [
    409,
    "SUGGESTION_NOT_PENDING",
  ]);
  const kept = suggestions.find((s: Record<string, unknown>) => s.invoice_id === second.id);
  await post(bank, "reject", { suggestion_id: kept.id });
  await post(bank, "auto/HYPERVISUAL");
  assert.deepEqual((await get(bank, `suggestions/${transaction}`)).body.data, []);
  assert.equal((await get(bank, "pending/HYPERVISUAL")).body.pagination.total, 0);
  const [pair] = await sql`
    select reason, rejected_by from finance.rejected_matches where transaction_id = ${transaction} and invoice_id = ${first.id}`;
  assert.deepEqual([pair.reason, pair.rejected_by], ["Autre mandat", bank.clerk.userId]);
  const matched = await post(bank, "match", { transaction_id: transaction, invoice_id: first.id });
  assert.equal(matched.status, 200, matched.text);
});

Deno.test("finance.reconciliation.undo cancels the payment, mirrors the entry, reopens the invoice and frees the movement", async () => {
  const bank = await openBankWorld(world);
  const invoice = await bank.invoice("640.00");
  const transaction = await bank.credit("640.00", { reference: { type: "QRR", value: invoice.reference } });
  const [{ id }] = (await get(bank, "history/HYPERVISUAL")).body.data;
  const undone = await post(bank, `undo/${id}`, { reason: "Payeur inconnu" }, bank.chief);
  assert.equal(undone.status, 200, undone.text);
  assert.equal(undone.body.data.undo_reason, "Payeur inconnu");
  assert.equal((await stateOf(invoice.id)).status, "sent");
  const movement = await movementOf(transaction);
  assert.deepEqual(
    [movement.reconciled, movement.reconciled_amount, movement.reconciliation_type, movement.match_score],
    [false, "0.00", null, null],
  );
  const [payment] = await sql`
    select p.status, e.status as entry from finance.payments p join finance.accounting_entries e on e.id = p.accounting_entry_id
    where p.invoice_id = ${invoice.id}`;
  assert.deepEqual([payment.status, payment.entry], ["cancelled", "reversed"]);
  assert.deepEqual(refusalOf(await post(bank, `undo/${id}`, { reason: "Encore" }, bank.chief)), [
    409,
    "NOT_RECONCILED",
  ]);
  const events =
    await sql`select type from app.events where tenant_id = ${bank.tenant.id} and entity_id = ${id} order by id`;
  assert.deepEqual(events.map((e) => e.type), ["reconciliation.matched", "reconciliation.undone"]);
  const run = (await post(bank, "auto/HYPERVISUAL")).body.data;
  assert.deepEqual([run.auto_matched, run.suggestions_created], [0, 0]);
  assert.equal((await post(bank, "match", { transaction_id: transaction, invoice_id: invoice.id })).status, 200);
  await assertBooksBalance(world, bank.tenant.id);
});

Deno.test("finance.reconciliation.undo is for people who may approve, gives a reason and respects closed periods", async () => {
  const bank = await openBankWorld(world);
  const invoice = await bank.invoice("64.00");
  const transaction = await bank.credit("64.00");
  const { body: { data } } = await post(bank, "match", { transaction_id: transaction, invoice_id: invoice.id });
  const undo = (body: unknown, actor = bank.chief) => post(bank, `undo/${data.id}`, body, actor);
  assert.deepEqual(refusalOf(await undo({ reason: "Erreur" }, bank.clerk)), [403, "AUTHORIZATION_ERROR"]);
  assert.deepEqual(refusalOf(await undo({})), [400, "VALIDATION_ERROR"]);
  const unknown = await post(bank, `undo/${crypto.randomUUID()}`, { reason: "Erreur" }, bank.chief);
  assert.deepEqual(refusalOf(unknown), [404, "RECONCILIATION_NOT_FOUND"]);
  await sql`update identity.companies set settings = ${
    sql.json({ accounting: { closed_until: dayFromNow(0) } })
  } where id = ${bank.company}`;
  assert.deepEqual(refusalOf(await undo({ reason: "Erreur" })), [409, "PERIOD_CLOSED"]);
  await sql`update identity.companies set settings = '{}' where id = ${bank.company}`;
  assert.equal((await undo({ reason: "Erreur" })).status, 200);
  const aliases = await sql`select from finance.counterparty_aliases where tenant_id = ${bank.tenant.id}`;
  assert.equal(aliases.length, 0);
});

Deno.test("finance.reverse_payment frees the movement of a payment, whoever takes it back", async () => {
  const bank = await openBankWorld(world);
  const invoice = await bank.invoice("64.00");
  const transaction = await bank.credit("64.00");
  const { body: { data } } = await post(bank, "match", { transaction_id: transaction, invoice_id: invoice.id });
  await world.db.sql.begin(async (tx) => {
    await tx`select set_config('request.jwt.claims', ${
      JSON.stringify({ sub: bank.chief.userId, tenant_id: bank.tenant.id, actor_type: "service" })
    }, true), set_config('app.tenant_id', ${bank.tenant.id}, true), set_config('app.grants', '{"*": ["ALL", "ALL"]}', true),
      set_config('app.company_ids', 'all', true)`;
    await tx`select finance.reverse_payment(${data.payment_id}, 'Retour de la banque')`;
  });
  assert.equal((await movementOf(transaction)).reconciled, false);
  const [row] =
    await sql`select undone_at is not null as undone, undo_reason from finance.reconciliations where id = ${data.id}`;
  assert.deepEqual([row.undone, row.undo_reason], [true, "Retour de la banque"]);
  await assertBooksBalance(world, bank.tenant.id);
});

Deno.test("finance.reconciliation.* shows and moves nothing of another tenant", async () => {
  const bank = await openBankWorld(world);
  const other = await openBankWorld(world);
  const { transaction, suggestions, first } = await ambiguous(bank);
  const { body: { data } } = await post(bank, "match", { transaction_id: transaction, invoice_id: first.id });
  assert.deepEqual(refusalOf(await get(other, `suggestions/${transaction}`)), [404, "TRANSACTION_NOT_FOUND"]);
  for (const path of ["validate-suggestion", "reject"]) {
    assert.deepEqual(refusalOf(await post(other, path, { suggestion_id: suggestions[0].id })), [
      404,
      "SUGGESTION_NOT_FOUND",
    ]);
  }
  const pair = { transaction_id: transaction, invoice_id: first.id };
  assert.deepEqual(refusalOf(await post(other, "match", pair)), [404, "TRANSACTION_NOT_FOUND"]);
  assert.deepEqual(refusalOf(await post(other, "manual", pair)), [404, "TRANSACTION_NOT_FOUND"]);
  assert.deepEqual(
    refusalOf(await post(other, `undo/${data.id}`, { reason: "Erreur" }, other.chief)),
    [404, "RECONCILIATION_NOT_FOUND"],
  );
  assert.deepEqual((await get(other, "history/HYPERVISUAL")).body.data, []);
});

Deno.test("finance.reconciliation.* needs finance.read to look and finance.write to decide", async () => {
  const bank = await openBankWorld(world);
  const reader = await bank.tenant.actor({ finance: "r" }, { companies: [bank.company] });
  const nobody = await bank.tenant.actor({ contacts: "rw" }, { companies: [bank.company] });
  const invoice = await bank.invoice("50.00", { date: dayFromNow(-2) });
  const transaction = await bank.credit("49.90", { party: { name: "Rivière Conseil Sàrl" } });
  await sql`update finance.reconciliation_suggestions set status = 'superseded' where transaction_id = ${transaction}`;
  const suggestions = (await get(bank, `suggestions/${transaction}`, {}, reader)).body.data;
  assert.equal(suggestions[0].invoice_id, invoice.id);
  for (const path of ["HYPERVISUAL", "pending/HYPERVISUAL", "history/HYPERVISUAL", "report/HYPERVISUAL"]) {
    assert.equal((await get(bank, path, {}, reader)).status, 200);
    assert.deepEqual(refusalOf(await get(bank, path, {}, nobody)), [403, "AUTHORIZATION_ERROR"]);
  }
  const pair = { transaction_id: transaction, invoice_id: invoice.id };
  const attempts: [string, unknown][] = [
    ["match", pair],
    ["manual", pair],
    ["validate-suggestion", { suggestion_id: suggestions[0].id }],
    ["reject", { suggestion_id: suggestions[0].id }],
    ["auto/HYPERVISUAL", {}],
  ];
  for (const [path, body] of attempts) {
    assert.deepEqual(refusalOf(await post(bank, path, body, reader)), [403, "AUTHORIZATION_ERROR"], path);
  }
});
