import assert from "node:assert/strict";
import type { BankRow } from "../../functions/finance/bank_file.ts";
import { parseCamt053, type ParsedStatement } from "../../functions/finance/camt053.ts";
import { credit, parseOne, utf8, withEntries } from "../support/bank_files.ts";
import { camtDocument, type SampleEntry } from "../support/camt_samples.ts";
import { ACCOUNT, chargedCredit, reversedCredit } from "../support/camt_scenarios.ts";

/** One entry whose XML is changed before it is read; fails when the change finds nothing to change. */
function changed(entry: SampleEntry, from: string | RegExp, to: string): ParsedStatement {
  const document = camtDocument([withEntries(entry)], { version: "08" });
  const text = document.replace(from, to);
  assert.notEqual(text, document);
  return parseCamt053(utf8(text)).statements[0];
}

function changedRow(entry: SampleEntry, from: string | RegExp, to: string): BankRow {
  return changed(entry, from, to).rows[0];
}

const supplier = { name: "Propre & Net Sàrl", iban: "CH9300762011623852957" };

Deno.test("parseCamt053 names the payer of a reversed credit, whose roles stay those of the original", () => {
  const both = "<RltdPties><Dbtr><Pty><Nm>Régie Payeuse SA</Nm></Pty></Dbtr>";
  assert.equal(changedRow(reversedCredit, "<RltdPties>", both).counterparty_name, "Régie Payeuse SA");
  const debit = { ...reversedCredit, reversal: false };
  assert.equal(changedRow(debit, "<RltdPties>", both).counterparty_name, "Régie du Lac SA");
});

Deno.test("parseCamt053 takes the other side when the first one is the own account", () => {
  const own =
    `<RltdPties><Dbtr><Pty><Nm>Enki Realty SA</Nm></Pty></Dbtr><DbtrAcct><Id><IBAN>${ACCOUNT}</IBAN></Id></DbtrAcct>`;
  const entry = credit({ credit: false }, { credit: false, party: supplier });
  const asCredit = { ...entry, credit: true };
  assert.equal(changedRow(asCredit, "<RltdPties>", own).counterparty_iban, supplier.iban);
});

Deno.test("parseCamt053 names a bank or an ultimate party when no other name is given", () => {
  const entry = credit({}, { party: { name: "X", ultimate: "Fonds de placement" } });
  const agent = "<Dbtr><Agt><FinInstnId><Nm>Banque du Léman</Nm></FinInstnId></Agt></Dbtr>";
  const row = changedRow(entry, /<Dbtr>.*?<\/Dbtr>/, agent);
  assert.deepEqual([row.counterparty_name, row.description], ["Banque du Léman", "Fonds de placement"]);
  const nameless = changedRow(entry, /<Dbtr>.*?<\/Dbtr>/, "");
  assert.deepEqual([nameless.counterparty_name, nameless.description], ["Fonds de placement", ""]);
});

Deno.test("parseCamt053 does not repeat an ultimate party that is the party itself", () => {
  const party = { name: "Régie du Lac SA", ultimate: "Régie du Lac SA" };
  assert.equal(parseOne(withEntries(credit({}, { party, text: ["loyer"] }))).rows[0].description, "loyer");
});

Deno.test("parseCamt053 keeps the text of a single transaction that states no amount", () => {
  const entry = credit({ amount: "55.00", payments: [{ text: ["loyer garage"], party: supplier }] });
  for (const version of ["02", "04"] as const) {
    const { rows: [row], warnings } = parseOne(withEntries(entry), version);
    assert.deepEqual([row.amount, row.description, row.counterparty_name], ["55.00", "loyer garage", supplier.name]);
    assert.deepEqual(warnings, []);
  }
});

Deno.test("parseCamt053 never books a transaction's amount of another currency as the entry's", () => {
  const { rows } = changed(
    chargedCredit,
    '<Amt Ccy="CHF">470.00</Amt><CdtDbtInd>',
    '<Amt Ccy="EUR">500.00</Amt><CdtDbtInd>',
  );
  assert.deepEqual(rows.map((row) => [row.amount, row.currency]), [["470.00", "CHF"], ["-6.00", "CHF"]]);
});

Deno.test("parseCamt053 takes money above the transaction for no charge", () => {
  const { rows } = parseOne(
    withEntries(credit({ amount: "106.00", charges: [{ amount: "6.00" }] }, { amount: "100.00" })),
  );
  assert.deepEqual(rows.map((row) => [row.kind, row.amount]), [["payment", "106.00"]]);
});

Deno.test("parseCamt053 reads charges of each transaction, refunds and a bare total", () => {
  const each = credit({
    amount: "197.00",
    payments: [
      { amount: "100.00", charges: [{ amount: "2.00" }] },
      { amount: "100.00", charges: [{ amount: "1.50" }, { amount: "0.50", refunded: true }] },
    ],
  });
  for (const version of ["02", "08"] as const) {
    const { rows, warnings } = parseOne(withEntries(each), version);
    assert.deepEqual(rows.map((row) => [row.kind, row.amount, row.charges]), [
      ["payment", "100.00", "2.00"],
      ["payment", "100.00", "1.00"],
      ["charges", "-3.00", "3.00"],
    ]);
    assert.deepEqual(warnings, []);
  }
  assert.equal(changedRow(chargedCredit, /<Rcrd>.*<\/Rcrd>/, "").charges, "6.00");
});

Deno.test("parseCamt053 books on the value date when the bank gives no booking date, and refuses neither", () => {
  const entry = credit({ booked: "2026-03-04", value: "2026-03-09" });
  const row = changedRow(entry, /<BookgDt>.*?<\/BookgDt>/, "");
  assert.deepEqual([row.date, row.value_date], ["2026-03-09", "2026-03-09"]);
  assert.throws(() => changed(entry, /<BookgDt>.*?<\/ValDt>/, ""), /without booking date/);
});

Deno.test("parseCamt053 reads a bank's own transaction code", () => {
  const own = "<BkTxCd><Prtry><Cd>NTRF 204</Cd></Prtry></BkTxCd>";
  assert.equal(changedRow(credit(), /<BkTxCd>.*<\/BkTxCd>/, own).bank_tx_code, "NTRF 204");
});

Deno.test("parseCamt053 reads entries of the statement only, not look-alikes in supplementary data", () => {
  const lookalike = "<SplmtryData><Envlp><Ntry><Amt>x</Amt><Sts>BOOK</Sts></Ntry></Envlp></SplmtryData></Stmt>";
  assert.equal(changed(credit(), "</Stmt>", lookalike).rows.length, 1);
});

Deno.test("parseCamt053 reads an account without IBAN and a statement without period", () => {
  const other = changed(credit(), /<Acct><Id>.*?<\/Id>/, "<Acct><Id><Othr><Id>25-9034-2</Id></Othr></Id>");
  assert.deepEqual([other.iban, other.account_number], [null, "25-9034-2"]);
  const open = changed(credit(), /<FrToDt>.*<\/FrToDt>/, "");
  assert.deepEqual([open.from, open.to], ["2026-03-01", "2026-03-31"]);
  const bare = changed(credit(), /<FrToDt>.*<\/FrToDt>(.*?)<Bal>.*<\/Bal>/, "$1");
  assert.deepEqual([bare.from, bare.to], ["2026-03-04", "2026-03-04"]);
});
