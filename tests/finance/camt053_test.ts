import assert from "node:assert/strict";
import { parseCamt053 } from "../../functions/finance/camt053.ts";
import { credit, parseOne, utf8, withEntries } from "../support/bank_files.ts";
import { camtDocument, camtFile, type CamtVersion, sampleQrr, type SampleStatement } from "../support/camt_samples.ts";
import {
  ACCOUNT,
  chargedCredit,
  collectiveCredit,
  emptyStatement,
  euroStatement,
  monthlyStatement,
  parkingRent,
  qrCredit,
  reversedCredit,
} from "../support/camt_scenarios.ts";

const VERSIONS: CamtVersion[] = ["02", "04", "08"];

for (const version of VERSIONS) {
  Deno.test(`parseCamt053 reads a month of 001.${version} with its account, period and balances`, () => {
    const parsed = parseCamt053(camtFile([monthlyStatement()], { version, messageId: "MSG-1" }));
    assert.equal(parsed.version, `001.${version}`);
    assert.equal(parsed.message_id, "MSG-1");
    const [{ rows, balances, warnings, ...statement }] = parsed.statements;
    assert.deepEqual(statement, {
      id: "STM-2026-03",
      sequence_number: "3",
      iban: ACCOUNT,
      account_number: null,
      currency: "CHF",
      owner_name: "Enki Realty SA",
      from: "2026-03-01",
      to: "2026-03-31",
      opening_balance: "12450.80",
      closing_balance: "17100.91",
      entries: 7,
      skipped: 1,
      balance_check: { ok: true, expected: "17100.91", actual: "17100.91" },
    });
    assert.deepEqual(balances.map(({ code, amount }) => [code, amount]), [["OPBD", "12450.80"], ["CLBD", "17100.91"]]);
    assert.deepEqual(warnings, []);
    assert.deepEqual(
      rows.map((row) => [row.date, row.amount, row.type, row.kind]),
      [
        ["2026-03-04", "1623.51", "credit", "payment"],
        ["2026-03-10", "1200.00", "credit", "payment"],
        ["2026-03-10", "854.05", "credit", "payment"],
        ["2026-03-10", "1000.00", "credit", "payment"],
        ["2026-03-12", "-486.45", "debit", "payment"],
        ["2026-03-15", "250.00", "credit", "payment"],
        ["2026-03-16", "-250.00", "debit", "payment"],
        ["2026-03-18", "470.00", "credit", "payment"],
        ["2026-03-18", "-6.00", "debit", "charges"],
        ["2026-03-31", "-5.00", "debit", "payment"],
      ],
    );
  });
}

Deno.test("parseCamt053 gives the same rows for the same month in every version", () => {
  const [v02, v04, v08] = VERSIONS.map((version) => parseOne(monthlyStatement(), version).rows);
  assert.deepEqual(v02, v04);
  assert.deepEqual(v04, v08);
});

Deno.test("parseCamt053 keeps everything a QR-bill credit says", () => {
  const [row] = parseOne(withEntries(qrCredit)).rows;
  assert.deepEqual(row, {
    bank_reference: "0304-771200-1-1",
    kind: "payment",
    date: "2026-03-04",
    value_date: "2026-03-05",
    amount: "1623.51",
    currency: "CHF",
    type: "credit",
    description: "Crédit QR-facture",
    reference: sampleQrr(1001),
    reference_type: "QRR",
    end_to_end_id: "ENK-7781",
    counterparty_name: "Atelier Müller & Fils Sàrl",
    counterparty_iban: qrCredit.payments[0].party!.iban!,
    bank_tx_code: "PMNT/RCDT/VCOM",
    balance_after: null,
    is_reversal: false,
    charges: null,
    instructed_amount: null,
    instructed_currency: null,
  });
});

Deno.test("parseCamt053 reads any prefix and the namespaces of the Swiss schema", () => {
  const plain = parseOne(monthlyStatement(), "04").rows;
  const prefixed = parseCamt053(camtFile([monthlyStatement()], { version: "04", prefix: "ns2" }));
  assert.deepEqual(prefixed.statements[0].rows, plain);
  const namespace = "http://www.six-interbank-clearing.com/de/camt.053.001.04.ch.02.xsd";
  const swiss = parseCamt053(camtFile([monthlyStatement()], { version: "04", namespace }));
  assert.equal(swiss.version, "001.04");
  assert.deepEqual(swiss.statements[0].rows, plain);
  const unnamed = parseCamt053(camtFile([monthlyStatement()], { version: "04", namespace: "urn:bank:statement" }));
  assert.equal(unnamed.version, null);
  assert.deepEqual(unnamed.statements[0].rows, plain);
});

Deno.test("parseCamt053 makes one row per transaction of a collective credit", () => {
  for (const version of VERSIONS) {
    const { rows, entries } = parseOne(withEntries(collectiveCredit), version);
    assert.equal(entries, 1);
    assert.deepEqual(rows.map((row) => [row.bank_reference, row.amount, row.reference_type, row.counterparty_name]), [
      ["0310-880011-0/1", "1200.00", "QRR", "Atelier Müller & Fils Sàrl"],
      ["0310-880011-0/2", "854.05", "QRR", "Régie du Lac SA"],
      ["0310-880011-0/3", "1000.00", "SCOR", "Garage des Tilleuls"],
    ]);
    assert.match(rows[2].description, /Tilleuls Mobilité AG$/);
  }
});

Deno.test("parseCamt053 takes the transactions of all detail blocks of an entry", () => {
  const split = camtDocument([withEntries(collectiveCredit)], { version: "08" })
    .replace("</TxDtls><TxDtls>", "</TxDtls></NtryDtls><NtryDtls><TxDtls>");
  const [{ rows }] = parseCamt053(utf8(split)).statements;
  assert.deepEqual(rows.map((row) => row.amount), ["1200.00", "854.05", "1000.00"]);
});

Deno.test("parseCamt053 books a collective entry in one sum when its transactions state no amounts", () => {
  const payments = collectiveCredit.payments.map((payment) => ({ ...payment, amount: undefined }));
  const { rows, warnings, balance_check } = parseOne(withEntries({ ...collectiveCredit, payments }), "02");
  assert.deepEqual(rows.map((row) => row.amount), ["3054.05"]);
  assert.equal(balance_check?.ok, true);
  assert.match(warnings[0], /3 transactions does not state their amounts/);
});

Deno.test("parseCamt053 makes a row of what the transactions of an entry leave unexplained", () => {
  const { rows, warnings } = parseOne(withEntries({ ...collectiveCredit, amount: "3050.00" }));
  assert.deepEqual(rows.map((row) => [row.kind, row.amount]), [
    ["payment", "1200.00"],
    ["payment", "854.05"],
    ["payment", "1000.00"],
    ["difference", "-4.05"],
  ]);
  assert.match(warnings[0], /-4\.05/);
});

Deno.test("parseCamt053 reads charges as a cost and the amount ordered in another currency", () => {
  for (const version of VERSIONS) {
    const [payment, charges] = parseOne(withEntries(chargedCredit), version).rows;
    assert.deepEqual([payment.amount, payment.charges], ["470.00", "6.00"]);
    assert.deepEqual([payment.instructed_amount, payment.instructed_currency], ["500.00", "EUR"]);
    assert.deepEqual([charges.kind, charges.amount, charges.bank_reference], [
      "charges",
      "-6.00",
      "0318-220077-3/charges",
    ]);
  }
});

Deno.test("parseCamt053 believes the booked amount when a single transaction differs without charges", () => {
  const { rows } = parseOne(withEntries(credit({ amount: "98.00" }, { amount: "100.00" })));
  assert.deepEqual(rows.map((row) => [row.kind, row.amount]), [["payment", "98.00"]]);
});

Deno.test("parseCamt053 gives a transaction of the other direction its own sign", () => {
  const entry = credit({ amount: "70.00", payments: [{ amount: "100.00" }, { amount: "30.00", credit: false }] });
  assert.deepEqual(parseOne(withEntries(entry)).rows.map((row) => row.amount), ["100.00", "-30.00"]);
});

Deno.test("parseCamt053 books a reversal in the direction the bank states and marks it", () => {
  const { rows, balance_check, warnings } = parseOne(withEntries(parkingRent, reversedCredit));
  assert.deepEqual(rows.map((row) => [row.amount, row.is_reversal]), [["250.00", false], ["-250.00", true]]);
  assert.notEqual(rows[0].bank_reference, rows[1].bank_reference);
  assert.equal(rows[1].counterparty_name, "Régie du Lac SA");
  assert.equal(balance_check?.ok, true);
  assert.deepEqual(warnings, []);
});

Deno.test("parseCamt053 turns reversals round when only then the balances add up", () => {
  const original = { ...reversedCredit, credit: true };
  const statement: SampleStatement = {
    ...withEntries(parkingRent, original),
    balances: [
      { code: "OPBD", amount: "1000.00", date: "2026-03-01" },
      { code: "CLBD", amount: "1000.00", date: "2026-03-31" },
    ],
  };
  const { rows, balance_check, warnings } = parseOne(statement);
  assert.deepEqual(rows.map((row) => [row.amount, row.type]), [["250.00", "credit"], ["-250.00", "debit"]]);
  assert.deepEqual(balance_check, { ok: true, expected: "1000.00", actual: "1000.00" });
  assert.match(warnings.join(), /reversals/);
});

Deno.test("parseCamt053 marks a returned payment and says why it came back", () => {
  const [row] = parseOne(withEntries(credit({}, { returnReason: "AC04", text: ["Salaire mars"] }))).rows;
  assert.equal(row.is_reversal, true);
  assert.equal(row.description, "Salaire mars / Return AC04");
});

Deno.test("parseCamt053 takes only booked entries, whichever way the status is written", () => {
  for (const version of VERSIONS) {
    const statement = withEntries(credit(), credit({ status: "PDNG" }), credit({ status: "INFO" }));
    const parsed = parseOne(statement, version);
    assert.deepEqual([parsed.rows.length, parsed.entries, parsed.skipped], [1, 1, 2]);
  }
});

Deno.test("parseCamt053 reads several accounts and currencies of one file apart", () => {
  const { statements } = parseCamt053(camtFile([monthlyStatement(), euroStatement()], { version: "08" }));
  assert.deepEqual(statements.map((s) => [s.currency, s.opening_balance, s.closing_balance, s.rows.length]), [
    ["CHF", "12450.80", "17100.91", 10],
    ["EUR", "-120.00", "-30.10", 1],
  ]);
  assert.equal(statements[1].rows[0].currency, "EUR");
  assert.deepEqual(statements[1].balance_check, { ok: true, expected: "-30.10", actual: "-30.10" });
});

Deno.test("parseCamt053 keeps an entry in a foreign currency but out of the balance", () => {
  const statement = withEntries(credit(), credit({ currency: "EUR", amount: "50.00" }));
  const { rows, balance_check, warnings } = parseOne(statement);
  assert.deepEqual(rows.map((row) => row.currency), ["CHF", "EUR"]);
  assert.equal(balance_check?.ok, true);
  assert.match(warnings.join(), /another currency/);
});

Deno.test("parseCamt053 reads a statement without entries", () => {
  const { rows, entries, balance_check } = parseOne(emptyStatement());
  assert.deepEqual([rows, entries, balance_check?.ok], [[], 0, true]);
});

Deno.test("parseCamt053 warns when opening balance and entries miss the closing balance", () => {
  const { balance_check, warnings, rows } = parseOne({
    ...withEntries(credit()),
    balances: [
      { code: "OPBD", amount: "500.00", date: "2026-03-01" },
      { code: "CLBD", amount: "600.01", date: "2026-03-31" },
    ],
  });
  assert.deepEqual(balance_check, { ok: false, expected: "600.00", actual: "600.01" });
  assert.match(warnings[0], /do not add up/);
  assert.equal(rows.length, 1);
});

Deno.test("parseCamt053 checks the pages of a statement between interim balances", () => {
  const day = "2026-03-31";
  const page = (number: number, balances: SampleStatement["balances"]): SampleStatement => ({
    ...withEntries(credit({ servicerReference: `PAGE-${number}` })),
    page: { number, last: number === 3 },
    balances,
  });
  const { statements } = parseCamt053(camtFile([
    page(1, [{ code: "PRCD", amount: "1000.00", date: day }, { code: "ITBD", amount: "1100.00", date: day }]),
    page(2, [{ code: "ITBD", amount: "1100.00", date: day }, { code: "ITBD", amount: "1200.00", date: day }]),
    page(3, [{ code: "ITBD", amount: "1200.00", date: day }, { code: "CLBD", amount: "1300.00", date: day }]),
  ], { version: "08" }));
  assert.deepEqual(statements.map((s) => [s.opening_balance, s.closing_balance, s.balance_check?.ok]), [
    ["1000.00", "1100.00", true],
    ["1100.00", "1200.00", true],
    ["1200.00", "1300.00", true],
  ]);
});

Deno.test("parseCamt053 answers no balance check for a statement without booked balances", () => {
  const parsed = parseOne({
    ...withEntries(credit()),
    balances: [{ code: "CLAV", amount: "500.00", date: "2026-03-31" }],
  });
  assert.deepEqual([parsed.balance_check, parsed.opening_balance, parsed.warnings], [null, null, []]);
});
