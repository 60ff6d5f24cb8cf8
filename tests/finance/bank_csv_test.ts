import assert from "node:assert/strict";
import process from "node:process";
import fc from "fast-check";
import { type BankFormat, MAX_CSV_ROWS, parseBankCsv, type ParsedBankCsv } from "../../functions/finance/bank_csv.ts";
import { BankFileProblem } from "../../functions/finance/bank_file.ts";
import {
  CSV_ACCOUNT,
  english,
  italian,
  kantonalbank,
  postfinanceFrench,
  postfinanceGerman,
  raiffeisen,
  revolutBusiness,
  revolutPersonal,
  ubs,
} from "../support/bank_csv_samples.ts";
import { refusal, utf8 } from "../support/bank_files.ts";
import { sampleQrr } from "../support/camt_samples.ts";

const parse = (text: string, format?: BankFormat) => parseBankCsv(utf8(text), format);
const money = (parsed: ParsedBankCsv) => parsed.rows.map((row) => [row.line, row.date, row.value_date, row.amount]);

Deno.test("parseBankCsv reads a German PostFinance export with preamble, quoting for spreadsheets and footer", () => {
  const parsed = parse(postfinanceGerman);
  assert.deepEqual([parsed.format, parsed.delimiter, parsed.iban, parsed.currency], [
    "postfinance",
    ";",
    CSV_ACCOUNT,
    "CHF",
  ]);
  assert.deepEqual([parsed.from, parsed.to], ["2026-03-01", "2026-03-31"]);
  assert.deepEqual(money(parsed), [
    [8, "2026-03-31", "2026-03-31", "-5.00"],
    [9, "2026-03-12", "2026-03-12", "-486.45"],
    [10, "2026-03-04", "2026-03-05", "1623.51"],
  ]);
  const credit = parsed.rows[2];
  assert.deepEqual([credit.reference, credit.reference_type, credit.balance_after], [
    sampleQrr(2001),
    "QRR",
    "12604.96",
  ]);
  assert.deepEqual(parsed.balance_check, { ok: true, expected: "12113.51", actual: "12113.51" });
  assert.deepEqual([parsed.errors, parsed.skipped, parsed.warnings], [[], 2, []]);
});

Deno.test("parseBankCsv reads a French PostFinance export without balances", () => {
  const parsed = parse(postfinanceFrench);
  assert.equal(parsed.format, "postfinance");
  assert.deepEqual(money(parsed), [
    [7, "2026-03-12", "2026-03-12", "-486.45"],
    [8, "2026-03-04", "2026-03-05", "1623.51"],
  ]);
  assert.equal(parsed.balance_check, null);
});

Deno.test("parseBankCsv reads a UBS export by booking date, with bank numbers, names and stated balances", () => {
  const parsed = parse(ubs);
  assert.equal(parsed.format, "ubs");
  assert.deepEqual(money(parsed), [
    [11, "2026-03-13", "2026-03-13", "-486.45"],
    [13, "2026-03-04", "2026-03-05", "1623.51"],
  ]);
  assert.deepEqual(parsed.rows.map((row) => [row.bank_reference, row.counterparty_name]), [
    ["1672071TO7215690", "Propre & Net Sàrl"],
    ["9999063BN1234567", "Atelier Müller & Fils Sàrl"],
  ]);
  assert.equal(
    parsed.rows[0].description,
    "Propre & Net Sàrl; Rue du Lac 2; 1003 Lausanne / Zahlungsauftrag / Rechnung F-90812",
  );
  assert.equal(parsed.rows[1].reference_type, "QRR");
  assert.deepEqual(parsed.balance_check, { ok: true, expected: "12118.51", actual: "12118.51" });
  assert.equal(parsed.opening_balance, "10981.45");
  assert.equal(parsed.skipped, 1);
});

Deno.test("parseBankCsv warns when the balances above the header do not add up", () => {
  const parsed = parse(ubs.replace("Schlusssaldo:;12118.51", "Schlusssaldo:;12118.50"));
  assert.deepEqual(parsed.balance_check, { ok: false, expected: "12118.51", actual: "12118.50" });
  assert.match(parsed.warnings[0], /do not add up/);
});

Deno.test("parseBankCsv reads a Raiffeisen export and its account, oldest movement first", () => {
  const parsed = parse(raiffeisen);
  assert.deepEqual([parsed.format, parsed.iban, parsed.opening_balance, parsed.closing_balance], [
    "raiffeisen",
    CSV_ACCOUNT,
    "10981.45",
    "12118.51",
  ]);
  assert.deepEqual(money(parsed), [
    [2, "2026-03-04", "2026-03-05", "1623.51"],
    [4, "2026-03-12", "2026-03-12", "-486.45"],
  ]);
});

Deno.test("parseBankCsv reads a cantonal bank's unsigned debits and leaves detail lines out", () => {
  const parsed = parse(kantonalbank);
  assert.equal(parsed.format, "kantonalbank");
  assert.deepEqual(money(parsed), [
    [2, "2026-03-12", "2026-03-12", "-486.45"],
    [5, "2026-03-04", "2026-03-05", "1623.51"],
  ]);
  assert.deepEqual(parsed.rows.map((row) => [row.bank_reference, row.currency, row.reference_type]), [
    ["Z260712345678", "CHF", null],
    ["Z260630000123", "CHF", "QRR"],
  ]);
  assert.equal(parsed.rows[1].description, "Gutschrift QR: Atelier Müller / Miete März");
  assert.equal(parsed.skipped, 2);
});

Deno.test("parseBankCsv reads completed Revolut movements with fees, foreign amounts and dates of Zurich", () => {
  const parsed = parse(revolutBusiness);
  assert.deepEqual([parsed.format, parsed.delimiter, parsed.skipped], ["revolut", ",", 2]);
  assert.deepEqual(parsed.rows.map((row) => [row.bank_reference.slice(-9), row.kind, row.date, row.amount]), [
    ["000000001", "payment", "2026-04-01", "1623.51"],
    ["000000002", "payment", "2026-03-12", "-94.00"],
    ["2/charges", "charges", "2026-03-12", "-0.50"],
  ]);
  const [topUp, transfer] = parsed.rows;
  assert.deepEqual([topUp.reference, topUp.counterparty_name], ["ENK-2026-0007", "Atelier Müller"]);
  assert.deepEqual([transfer.instructed_amount, transfer.instructed_currency, transfer.charges], [
    "100.00",
    "EUR",
    "0.50",
  ]);
  assert.equal(transfer.counterparty_iban, "DE89370400440532013000");
});

Deno.test("parseBankCsv books the fee of a personal Revolut account beside the amount", () => {
  const parsed = parse(revolutPersonal);
  assert.deepEqual(parsed.rows.map((row) => [row.date, row.amount]), [
    ["2026-03-02", "-86.45"],
    ["2026-03-02", "-1.00"],
    ["2026-03-02", "1000.00"],
  ]);
  assert.deepEqual(parsed.balance_check, { ok: true, expected: "912.55", actual: "912.55" });
});

Deno.test("parseBankCsv reads Italian numbers, month names and `valuta` as currency", () => {
  const parsed = parse(italian);
  assert.deepEqual(money(parsed), [
    [2, "2026-03-04", "2026-03-04", "1623.51"],
    [3, "2026-03-12", "2026-03-12", "-486.45"],
  ]);
  assert.deepEqual([parsed.format, parsed.rows[0].currency, parsed.rows[0].reference], [
    "generic",
    "EUR",
    "ENK-2026-0007",
  ]);
});

Deno.test("parseBankCsv reads English files with tabs, months first and debits in brackets", () => {
  assert.deepEqual(money(parse(english)), [
    [2, "2026-03-04", "2026-03-04", "1623.51"],
    [3, "2026-03-28", "2026-03-28", "-486.45"],
  ]);
});

Deno.test("parseBankCsv decodes UTF-8 with and without mark, Windows-1252 and UTF-16", () => {
  const text = "Date;Libellé;Débit;Crédit\n04.03.2026;Loyer à payer;;100.00\n";
  const expected = "Loyer à payer";
  const wide = new Uint8Array(text.length * 2 + 2);
  wide.set([0xff, 0xfe]);
  for (let i = 0; i < text.length; i++) new DataView(wide.buffer).setUint16(2 + i * 2, text.charCodeAt(i), true);
  const files: [Uint8Array, string][] = [
    [utf8(text), "utf-8"],
    [Uint8Array.from([0xef, 0xbb, 0xbf, ...utf8(text)]), "utf-8"],
    [Uint8Array.from(text, (char) => char.charCodeAt(0)), "windows-1252"],
    [wide, "utf-16le"],
  ];
  for (const [bytes, encoding] of files) {
    const parsed = parseBankCsv(bytes);
    assert.deepEqual([parsed.encoding, parsed.rows[0].description], [encoding, expected]);
  }
});

Deno.test("parseBankCsv finds the delimiter whatever stands inside the quoted texts", () => {
  for (const delimiter of [";", ",", "\t", "|"]) {
    const cells = (...values: string[]) => values.map((value) => `"${value}"`).join(delimiter);
    const text = [cells("Date", "Text", "Amount"), cells("2026-03-04", "a; b, c | d", "1.00")].join("\r\n");
    const parsed = parse(text);
    assert.deepEqual([parsed.delimiter, parsed.rows[0].description], [delimiter, "a; b, c | d"]);
  }
});

Deno.test("parseBankCsv reports unreadable lines and imports the others", () => {
  const parsed = parse(`Date;Description;Montant
04.03.2026;bon;100.00
31.02.2026;jour;100.00
05.03.2026;montant;cent
06.03.2026;trop;100.00;de;colonnes
06.03.2026;cite "mal" un texte;6.00
;sans date;100.00
07.03.2026;sans montant;
"08.03.2026";"deux
lignes";8.00
09.03.2026;décimales;1.005
10.03.2026;bon;10.00
`);
  assert.deepEqual(parsed.rows.map((row) => [row.line, row.amount]), [
    [2, "100.00"],
    [6, "6.00"],
    [9, "8.00"],
    [12, "10.00"],
  ]);
  assert.equal(parsed.rows[2].description, "deux lignes");
  assert.equal(parsed.skipped, 2);
  assert.deepEqual(parsed.errors, [
    { line: 3, error: '"31.02.2026" is not a date' },
    { line: 4, error: '"cent" is not an amount' },
    { line: 5, error: "the line has more columns than the header" },
    { line: 11, error: '"1.005" is not an amount' },
  ]);
});

Deno.test("parseBankCsv reports a line with a quote that is not doubled and reads on", () => {
  const parsed = parse('Date;Text;Amount\n2026-03-04;"Bar "Le Lac" SA";5.00\n2026-03-05;ok;6.00\n');
  assert.deepEqual(parsed.rows.map((row) => row.line), [3]);
  assert.deepEqual(parsed.errors.map((error) => error.line), [2]);
});

Deno.test("parseBankCsv refuses a file whose open quote would swallow the rest", () => {
  const { code, line } = refusal(() => parse('Date;Text;Amount\n2026-03-04;"ouvert;5.00\n2026-03-05;ok;6.00\n'));
  assert.deepEqual([code, line], ["CSV_INVALID", 2]);
});

Deno.test("parseBankCsv refuses both credit and debit on a line but not a zero beside one", () => {
  const parsed = parse(`Date;Texte;Débit;Crédit
04.03.2026;entrée;0.00;100.00
05.03.2026;sortie;50.00;0.00
06.03.2026;les deux;50.00;100.00
`);
  assert.deepEqual(parsed.rows.map((row) => row.amount), ["100.00", "-50.00"]);
  assert.deepEqual(parsed.errors, [{ line: 4, error: "both credit and debit are filled" }]);
});

Deno.test("parseBankCsv keeps a corrected debit positive where the bank signs its debits", () => {
  const parsed = parse(
    "Datum;Text;Belastung;Gutschrift\n04.03.2026;a;-50.00;\n05.03.2026;b;-20.00;\n06.03.2026;Storno;20.00;\n",
  );
  assert.deepEqual(parsed.rows.map((row) => row.amount), ["-50.00", "-20.00", "20.00"]);
});

Deno.test("parseBankCsv reads unsigned amounts with a column for the direction", () => {
  const parsed = parse(
    "Datum;Text;Betrag;Soll/Haben\n04.03.2026;a;50,00;S\n05.03.2026;b;20,00;H\n06.03.2026;c;1,00;X\n",
  );
  assert.deepEqual(parsed.rows.map((row) => row.amount), ["-50.00", "20.00"]);
  assert.equal(parsed.errors[0].line, 4);
});

Deno.test("parseBankCsv takes the currency from column, header, preamble, else from the account", () => {
  const currency = (text: string) => parseBankCsv(utf8(text), "auto", "GBP").rows[0].currency;
  assert.equal(currency("Date;Montant;Devise\n04.03.2026;1.00;EUR\n"), "EUR");
  assert.equal(currency("Date;Montant(USD)\n04.03.2026;1.00\n"), "USD");
  assert.equal(currency("Monnaie:;CHF\nDate;Montant\n04.03.2026;1.00\n"), "CHF");
  assert.equal(currency("Date;Montant\n04.03.2026;1.00\n"), "GBP");
});

Deno.test("parseBankCsv keeps identical lines apart and names them alike at every import", () => {
  const text = "Date;Text;Amount\n2026-03-04;café;-4.50\n2026-03-04;café;-4.50\n2026-03-04;thé;-4.50\n";
  const keys = parse(text).rows.map((row) => row.bank_reference);
  assert.equal(keys[1], `${keys[0]}#2`);
  assert.equal(new Set(keys).size, 3);
  assert.deepEqual(parse(text).rows.map((row) => row.bank_reference), keys);
});

Deno.test("parseBankCsv never takes a line counter or an order number alone for an identity", () => {
  const keys = (id: string, day: string, text = "loyer") =>
    parse(`Date;Text;Amount;Transaction ID\n${day};${text};-4.50;${id}\n`).rows[0].bank_reference;
  assert.notEqual(keys("1", "2026-03-04"), keys("1", "2026-04-04"));
  assert.notEqual(keys("1", "2026-03-04"), keys("1", "2026-03-04", "charges"));
  assert.notEqual(keys("ORDER-778812", "2026-03-04"), keys("ORDER-778812", "2026-04-04"));
  assert.equal(keys("ORDER-778812", "2026-03-04"), keys("ORDER-778812", "2026-03-04"));
});

Deno.test("parseBankCsv reads a file as what it is and says so when another bank was named", () => {
  const parsed = parse(ubs, "postfinance");
  assert.equal(parsed.format, "ubs");
  assert.match(parsed.warnings[0], /those of ubs, not of postfinance/);
  assert.deepEqual(parse(ubs, "ubs").warnings, []);
  const generic = parse(ubs, "generic");
  assert.deepEqual([generic.format, generic.rows[0].counterparty_name], ["generic", null]);
  assert.equal(parse("Date;Montant\n04.03.2026;1.00\n", "kantonalbank").format, "kantonalbank");
});

Deno.test("parseBankCsv checks balances only when every line has one and they follow from each other", () => {
  const check = (...lines: string[]) => parse(`Date;Montant;Solde\n${lines.join("\n")}\n`).balance_check;
  const [a, b, c] = ["04.03.2026;10.00;110.00", "05.03.2026;20.00;130.00", "06.03.2026;-5.00;125.00"];
  assert.deepEqual(check(a, b, c), { ok: true, expected: "125.00", actual: "125.00" });
  assert.deepEqual(check(c, b, a), { ok: true, expected: "125.00", actual: "125.00" });
  assert.deepEqual(check(a), { ok: true, expected: "110.00", actual: "110.00" });
  assert.equal(check(a, "05.03.2026;20.00;", "06.03.2026;-5.00;130.00"), null);
  assert.equal(check(a, c, b), null);
});

Deno.test("parseBankCsv books what a total differs from the amount as charges", () => {
  const parsed = parse("Date completed (UTC),Amount,Total amount,Description\n2026-03-04,-10.00,-10.75,Hotel\n");
  assert.deepEqual(parsed.rows.map((row) => [row.kind, row.amount]), [["payment", "-10.00"], ["charges", "-0.75"]]);
});

Deno.test("parseBankCsv moves times to Zurich where the header says that they are UTC", () => {
  const dates = (header: string) => parse(`${header};Montant\n2026-03-31 22:30:00;1.00\n`).rows[0].date;
  assert.equal(dates("Booking date (UTC)"), "2026-04-01");
  assert.equal(dates("Booking date"), "2026-03-31");
});

Deno.test("parseBankCsv takes 20000 rows and refuses one more", () => {
  const file = (rows: number) => `Date;Text;Amount\n${"2026-03-04;a;1.00\n".repeat(rows)}`;
  assert.equal(parse(file(MAX_CSV_ROWS)).rows.length, MAX_CSV_ROWS);
  assert.equal(refusal(() => parse(file(MAX_CSV_ROWS + 1))).code, "CSV_INVALID");
});

Deno.test("parseBankCsv refuses what is no CSV statement", () => {
  const code = (bytes: Uint8Array) => refusal(() => parseBankCsv(bytes)).code;
  assert.equal(code(new Uint8Array()), "FILE_REQUIRED");
  assert.equal(code(new Uint8Array(20 * 1024 * 1024 + 1)), "FILE_TOO_LARGE");
  assert.equal(code(Uint8Array.from([0x50, 0x4b, 3, 4, 20, 0])), "UNSUPPORTED_FILE_TYPE");
  assert.equal(code(Uint8Array.from([0xd0, 0xcf, 0x11, 0xe0])), "UNSUPPORTED_FILE_TYPE");
  assert.equal(code(utf8("<Document/>")), "UNSUPPORTED_FILE_TYPE");
  assert.equal(code(Uint8Array.from([0x44, 0x61, 0xff, 0x00, 0x01, 0x02])), "UNSUPPORTED_FILE_TYPE");
  assert.equal(code(utf8("%PDF-1.7 ...")), "UNSUPPORTED_FILE_TYPE");
  assert.equal(code(utf8("Date;Nom\n04.03.2026;Muster\n")), "CSV_INVALID");
  assert.equal(code(utf8("Nom;Prénom\nMuster;Hans\n")), "CSV_INVALID");
  assert.equal(refusal(() => parse(ubs, "credit_suisse" as BankFormat)).code, "CSV_INVALID");
});

Deno.test("parseBankCsv answers damaged bytes with a BankFileProblem and nothing else", () => {
  const file = utf8(ubs);
  const damage = fc.array(fc.tuple(fc.nat(file.length - 1), fc.nat(255)), { minLength: 1, maxLength: 8 });
  fc.assert(fc.property(damage, (changes) => {
    const damaged = file.slice();
    for (const [at, byte] of changes) damaged[at] = byte;
    try {
      parseBankCsv(damaged);
    } catch (error) {
      assert.ok(error instanceof BankFileProblem, String(error));
    }
  }));
});

Deno.test("parseBankCsv reads 20000 rows within two seconds of processor time", () => {
  const line = (i: number) => `${i % 28 + 1}.03.2026;Crédit QR-facture, objet ${i % 40};;${1000 + i}.05;;${i}\n`;
  const text = "Date;Texte;Débit;Crédit;Valeur;Référence\n" +
    Array.from({ length: 20_000 }, (_, i) => line(i)).join("");
  const before = process.cpuUsage();
  assert.equal(parse(text).rows.length, 20_000);
  const { user, system } = process.cpuUsage(before);
  assert.ok(user + system < 2_000_000, `${(user + system) / 1000} ms`);
});
