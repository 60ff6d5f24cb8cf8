import assert from "node:assert/strict";
import Big from "big.js";
import fc from "fast-check";
import { parseCamt053 } from "../../functions/finance/camt053.ts";
import { credit, parseOne, utf8, withEntries } from "../support/bank_files.ts";
import {
  bookedTotal,
  camtDocument,
  camtFile,
  type CamtVersion,
  type SampleEntry,
  type SamplePayment,
  sampleQrr,
  sampleScor,
} from "../support/camt_samples.ts";
import { ACCOUNT, monthlyStatement, parkingRent, QR_ACCOUNT, reversedCredit } from "../support/camt_scenarios.ts";

const VERSIONS: CamtVersion[] = ["02", "04", "08"];

Deno.test("parseCamt053 identifies a row by transaction number, else entry number and position, else a hash", () => {
  const keys = parseOne(withEntries(
    credit({ servicerReference: "ENTRY-1" }, { servicerReference: "TX-1" }),
    credit({ servicerReference: "ENTRY-2" }),
    credit({ entryReference: QR_ACCOUNT }),
    credit({}, { servicerReference: "NOTPROVIDED", uetr: "6f0c0f3c-4a5e-4b6e-9c57-0d1f3a2b4c5d" }),
  )).rows.map((row) => row.bank_reference);
  assert.deepEqual([keys[0], keys[1], keys[3]], ["TX-1", "ENTRY-2/1", "6f0c0f3c-4a5e-4b6e-9c57-0d1f3a2b4c5d"]);
  assert.match(keys[2], /^sha256:[0-9a-f]{64}$/);
});

Deno.test("parseCamt053 keeps two identical payments and names them alike at every import", () => {
  const statement = withEntries(credit(), credit(), credit({}, { text: ["autre"] }));
  const first = parseOne(statement).rows.map((row) => row.bank_reference);
  assert.equal(first[1], `${first[0]}#2`);
  assert.equal(new Set(first).size, 3);
  assert.deepEqual(parseOne(statement).rows.map((row) => row.bank_reference), first);
});

Deno.test("parseCamt053 tells a reversal in a later file from what it takes back", () => {
  const [original] = parseOne(withEntries(parkingRent)).rows;
  const [reversal] = parseOne(withEntries(reversedCredit)).rows;
  assert.equal(reversal.bank_reference, `${original.bank_reference}:reversal`);
});

Deno.test("parseCamt053 counts identical payments over the pages of an account but not over accounts", () => {
  const page = (number: number) => ({ ...withEntries(credit()), id: `P${number}`, sequence: number });
  const other = { ...page(1), iban: QR_ACCOUNT, id: "P9" };
  const { statements } = parseCamt053(camtFile([page(1), page(2), other], { version: "08" }));
  const [one, two, three] = statements.map((statement) => statement.rows[0].bank_reference);
  assert.equal(two, `${one}#2`);
  assert.equal(three, one);
});

Deno.test("parseCamt053 tells payments apart by date, amount, currency, text and end-to-end id", () => {
  const variants = [
    credit(),
    credit({ booked: "2026-03-05" }),
    credit({ amount: "100.01" }),
    credit({ currency: "EUR" }),
    credit({}, { text: ["loyer"] }),
    credit({}, { endToEndId: "E2E-1" }),
  ].map((entry) => parseOne(withEntries(entry)).rows[0].bank_reference);
  assert.equal(new Set(variants).size, variants.length);
});

Deno.test("parseCamt053 reads a statement that stands twice in a file once", () => {
  const { statements } = parseCamt053(camtFile([monthlyStatement(), monthlyStatement()], { version: "08" }));
  assert.equal(statements.length, 1);
  assert.equal(statements[0].rows.length, 10);
  assert.match(statements[0].warnings[0], /twice/);
});

Deno.test("parseCamt053 gives a reference its type only when its check digits are right", () => {
  const reference = (type: "QRR" | "SCOR", value: string) => {
    const { reference, reference_type } = parseOne(withEntries(credit({}, { reference: { type, value } }))).rows[0];
    return [reference, reference_type];
  };
  const qrr = sampleQrr(77);
  const wrong = qrr.slice(0, -1) + (Number(qrr.at(-1)) + 1) % 10;
  const scor = sampleScor("ENK20260014");
  assert.deepEqual(reference("QRR", qrr), [qrr, "QRR"]);
  assert.deepEqual(reference("QRR", qrr.replace(/(.{5})/g, "$1 ")), [qrr, "QRR"]);
  assert.deepEqual(reference("QRR", wrong), [wrong, null]);
  assert.deepEqual(reference("QRR", "0".repeat(27)), [null, null]);
  assert.deepEqual(reference("SCOR", scor.toLowerCase()), [scor, "SCOR"]);
  assert.deepEqual(reference("SCOR", "RF00ENK20260014"), ["RF00ENK20260014", null]);
});

Deno.test("parseCamt053 finds the one valid reference a bank put into the free text", () => {
  const found = (...text: string[]) => {
    const { reference, reference_type } = parseOne(withEntries(credit({}, { text }))).rows[0];
    return [reference, reference_type];
  };
  const grouped = sampleQrr(88).replace(/^(..)(.{5})(.{5})(.{5})(.{5})(.{5})$/, "$1 $2 $3 $4 $5 $6");
  assert.deepEqual(found(`Réf. ${grouped}, merci`), [sampleQrr(88), "QRR"]);
  assert.deepEqual(found(`facture ${sampleScor("ENK7")} mars`), [sampleScor("ENK7"), "SCOR"]);
  const scor = sampleScor("ENK202600014");
  assert.deepEqual(found(`${scor.replace(/(.{4})/g, "$1 ")} pour mars`), [scor, "SCOR"]);
  assert.deepEqual(found(sampleQrr(88), sampleQrr(89)), [null, null]);
  assert.deepEqual(found("téléphone 021 555 12 12, dossier 123456789012345678901234568"), [null, null]);
});

Deno.test("parseCamt053 ignores an end-to-end id that says there is none", () => {
  const ids = ["NOTPROVIDED", "Not Provided", "E2E-9"].map((endToEndId) =>
    parseOne(withEntries(credit({}, { endToEndId }))).rows[0].end_to_end_id
  );
  assert.deepEqual(ids, [null, null, "E2E-9"]);
});

Deno.test("parseCamt053 names the other side of a debit and never the own account", () => {
  const [debit] = parseOne(withEntries(credit({ credit: false }, { party: { name: "Propre & Net Sàrl" } }))).rows;
  assert.equal(debit.counterparty_name, "Propre & Net Sàrl");
  const own = camtDocument([withEntries(credit({}, { party: { name: "Enki Realty SA", iban: ACCOUNT } }))], {
    version: "08",
  });
  assert.equal(parseCamt053(utf8(own)).statements[0].rows[0].counterparty_name, null);
});

Deno.test("parseCamt053 joins remittance texts, document numbers and bank text without saying things twice", () => {
  const texts = (payment: Partial<SamplePayment>, info?: string) =>
    parseOne(withEntries(credit({ info }, payment))).rows[0].description;
  assert.equal(texts({ text: ["Facture  12", "mars"], invoiceNumber: "ENK-12" }), "Facture 12 / mars / ENK-12");
  assert.equal(texts({ text: ["Facture ENK-12"], invoiceNumber: "ENK-12" }), "Facture ENK-12");
  assert.equal(texts({ info: "Bonification" }, "Crédit"), "Bonification");
  assert.equal(texts({}, "Crédit"), "Crédit");
  assert.equal(texts({ additionalRemittance: "acompte" }, "Crédit"), "acompte");
});

Deno.test("parseCamt053 gives an instant with offset its date in Zurich and a local time its own", () => {
  const dates = ["2026-03-04T23:30:00Z", "2026-07-01T00:00:00+02:00", "2026-03-04T23:30:00", "2026-03-04"].map((
    booked,
  ) => parseOne(withEntries(credit({ booked }))).rows[0].date);
  assert.deepEqual(dates, ["2026-03-05", "2026-07-01", "2026-03-04", "2026-03-04"]);
});

const arbitraryEntry = fc.record({
  cents: fc.integer({ min: 1, max: 99_999_999 }),
  credit: fc.boolean(),
  parts: fc.integer({ min: 0, max: 4 }),
  referenced: fc.boolean(),
  booked: fc.integer({ min: 1, max: 28 }),
}).map(({ cents, credit, parts, referenced, booked }): SampleEntry => {
  const money = (value: number) => new Big(value).div(100).toFixed(2);
  const shares = Array.from(
    { length: parts },
    (_, i) => i === 0 ? cents - Math.floor(cents / 5) * (parts - 1) : Math.floor(cents / 5),
  );
  return {
    amount: money(cents),
    credit,
    booked: `2026-03-${String(booked).padStart(2, "0")}`,
    servicerReference: referenced ? `REF-${cents}` : undefined,
    batch: parts > 1,
    payments: shares.map((share) => ({ amount: money(share) })),
  };
});

Deno.test("parseCamt053 gives rows that add up to the balances exactly, with distinct and repeatable identities", () => {
  fc.assert(
    fc.property(fc.array(arbitraryEntry, { maxLength: 20 }), fc.constantFrom(...VERSIONS), (entries, version) => {
      const statement = withEntries(...entries);
      const parsed = parseOne(statement, version);
      const total = parsed.rows.reduce((sum, row) => sum.plus(row.amount), new Big(0));
      assert.equal(total.toFixed(2), bookedTotal(statement));
      assert.equal(parsed.balance_check?.ok, true);
      const keys = parsed.rows.map((row) => row.bank_reference);
      assert.equal(new Set(keys).size, keys.length);
      assert.deepEqual(parseOne(statement, version).rows.map((row) => row.bank_reference), keys);
    }),
  );
});
