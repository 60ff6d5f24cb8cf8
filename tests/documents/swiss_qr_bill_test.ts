import assert from "node:assert/strict";
import fc from "fast-check";
import { DocumentProblem } from "../../shared/documents/document_problem.ts";
import { buildQrr } from "../../shared/documents/payment_reference.ts";
import { qrBillData, type QrBillInput } from "../../shared/documents/swiss_qr_bill.ts";
import { cleanQrText, type QrWarning, shortenQrText } from "../../shared/documents/swiss_qr_text.ts";

const QR_IBAN = "CH44 3199 9123 0008 8901 2";
const IBAN = "CH93 0076 2011 6238 5295 7";

function bill(changes: Partial<QrBillInput> = {}): QrBillInput {
  return {
    iban: QR_IBAN,
    reference: "21 00000 00003 13947 14300 09017",
    creditor: {
      name: "Max Muster & Söhne",
      street: "Musterstrasse",
      building_number: "123",
      postal_code: "8000",
      city: "Seldwyla",
      country: "CH",
    },
    debtor: {
      name: "Simon Muster",
      street: "Musterstrasse",
      building_number: "1",
      postal_code: "8000",
      city: "Seldwyla",
      country: "CH",
    },
    amount: "1949.75",
    currency: "CHF",
    message: "Auftrag vom 15.06.2026",
    ...changes,
  };
}

function problemOf(changes: Partial<QrBillInput>): [string, string | undefined] {
  try {
    qrBillData(bill(changes));
  } catch (error) {
    assert.ok(error instanceof DocumentProblem, String(error));
    return [error.code, error.field];
  }
  return assert.fail(`accepted ${JSON.stringify(changes)}`);
}

Deno.test("qrBillData writes the lines of a bill with QR reference in the order of the norm", () => {
  const data = qrBillData(bill({
    billing_information: "//S1/10/10201409/11/260615",
    alternative_schemes: ["eBill/B/simon@muster.example", "cdbk/some/values"],
  }));
  assert.deepEqual(data.content.split("\n"), [
    "SPC",
    "0200",
    "1",
    "CH4431999123000889012",
    "S",
    "Max Muster & Söhne",
    "Musterstrasse",
    "123",
    "8000",
    "Seldwyla",
    "CH",
    "",
    "",
    "",
    "",
    "",
    "",
    "",
    "1949.75",
    "CHF",
    "S",
    "Simon Muster",
    "Musterstrasse",
    "1",
    "8000",
    "Seldwyla",
    "CH",
    "QRR",
    "210000000003139471430009017",
    "Auftrag vom 15.06.2026",
    "EPD",
    "//S1/10/10201409/11/260615",
    "eBill/B/simon@muster.example",
    "cdbk/some/values",
  ]);
  assert.equal(data.reference_formatted, "21 00000 00003 13947 14300 09017");
  assert.equal(data.iban_formatted, QR_IBAN);
  assert.deepEqual(data.warnings, []);
});

Deno.test("qrBillData leaves seven empty lines for an unknown debtor and ends at the trailer", () => {
  const data = qrBillData(bill({ debtor: null, iban: IBAN, reference: null, message: null, amount: 0.01 }));
  const lines = data.content.split("\n");
  assert.equal(lines.length, 31);
  assert.deepEqual(lines.slice(18), ["0.01", "CHF", "", "", "", "", "", "", "", "NON", "", "", "EPD"]);
  assert.deepEqual([data.debtor, data.reference_type, data.reference_formatted], [null, "NON", ""]);
});

Deno.test("qrBillData accepts a creditor reference only with an ordinary IBAN, a QR reference only with a QR-IBAN", () => {
  assert.equal(qrBillData(bill({ iban: IBAN, reference: "RF18 5390 0754 7034" })).reference_type, "SCOR");
  assert.deepEqual(problemOf({ iban: IBAN }), ["QR_IBAN_EXPECTED", "iban"]);
  assert.deepEqual(problemOf({ reference: "RF18539007547034" }), ["QR_IBAN_NOT_ALLOWED", "iban"]);
  assert.deepEqual(problemOf({ reference: "" }), ["QR_IBAN_NOT_ALLOWED", "iban"]);
  assert.deepEqual(problemOf({ reference: "210000000003139471430009018" }), ["QR_REFERENCE_INVALID", "reference"]);
  assert.deepEqual(problemOf({ iban: " " }), ["BANK_DETAILS_MISSING", "iban"]);
  assert.deepEqual(problemOf({ iban: "CH45 3199 9123 0008 8901 2" }), ["IBAN_INVALID", "iban"]);
  assert.deepEqual(problemOf({ iban: "FR76 3000 6000 0112 3456 7890 189" }), ["IBAN_INVALID", "iban"]);
});

Deno.test("qrBillData accepts CHF and EUR only", () => {
  assert.equal(qrBillData(bill({ currency: "eur" })).currency, "EUR");
  assert.deepEqual(problemOf({ currency: "USD" }), ["QR_CURRENCY_UNSUPPORTED", "currency"]);
  assert.deepEqual(problemOf({ currency: "" }), ["QR_CURRENCY_UNSUPPORTED", "currency"]);
});

Deno.test("qrBillData accepts 0.01 to 999999999.99 with at most two decimals", () => {
  const amountOf = (amount: string | number) => qrBillData(bill({ amount })).amount;
  assert.deepEqual(["0.01", "999999999.99", "1e3", 1623.5].map(amountOf), [
    "0.01",
    "999999999.99",
    "1000.00",
    "1623.50",
  ]);
  for (const amount of ["0", "0.00", "-1", "1000000000", "0.005", "1.001", "", "abc", NaN]) {
    assert.deepEqual(problemOf({ amount }), ["QR_AMOUNT_RANGE", "amount"], String(amount));
  }
});

Deno.test("qrBillData names the missing part of an address", () => {
  const { creditor, debtor } = bill();
  assert.deepEqual(problemOf({ creditor: { ...creditor, postal_code: " " } }), [
    "QR_ADDRESS_INCOMPLETE",
    "creditor.postal_code",
  ]);
  assert.deepEqual(problemOf({ creditor: { ...creditor, name: "" } }), ["QR_ADDRESS_INCOMPLETE", "creditor.name"]);
  assert.deepEqual(problemOf({ debtor: { ...debtor!, city: "" } }), ["QR_ADDRESS_INCOMPLETE", "debtor.city"]);
  assert.deepEqual(problemOf({ debtor: { ...debtor!, country: "Schweiz" } }), [
    "QR_ADDRESS_INCOMPLETE",
    "debtor.country",
  ]);
  assert.deepEqual(problemOf({ debtor: { ...debtor!, country: "" } }), ["QR_ADDRESS_INCOMPLETE", "debtor.country"]);
  const withoutStreet = qrBillData(bill({ debtor: { ...debtor!, street: null, building_number: undefined } }));
  assert.deepEqual(withoutStreet.content.split("\n").slice(20, 27), [
    "S",
    "Simon Muster",
    "",
    "",
    "8000",
    "Seldwyla",
    "CH",
  ]);
});

Deno.test("qrBillData shortens long fields and reports what it cut", () => {
  const { creditor } = bill();
  const long = {
    ...creditor,
    name: "Association intercommunale pour la gestion des déchets de la région lémanique et du Chablais",
    street: "x".repeat(80),
    building_number: "1234567890 12345678",
    city: "Saint-Barthélemy-de-la-Montagne-sur-Mer",
  };
  const data = qrBillData(bill({ creditor: long }));
  assert.equal(data.creditor.name, "Association intercommunale pour la gestion des déchets de la région");
  assert.equal(data.creditor.street, "x".repeat(70));
  assert.equal(data.creditor.building_number, "1234567890 12345");
  assert.equal(data.creditor.city.length, 35);
  const fields = data.warnings.map(({ code, field }) => `${code} ${field}`);
  assert.deepEqual(fields, [
    "TEXT_SHORTENED creditor.name",
    "TEXT_SHORTENED creditor.street",
    "TEXT_SHORTENED creditor.building_number",
    "TEXT_SHORTENED creditor.city",
  ]);
});

Deno.test("qrBillData keeps message and billing information within 140 characters together", () => {
  const billing_information = `//S1/${"1".repeat(95)}`;
  const data = qrBillData(bill({ message: "Wort ".repeat(20), billing_information }));
  assert.equal(data.billing_information, billing_information);
  assert.equal(data.message, "Wort ".repeat(8).trim());
  const dropped = qrBillData(bill({ billing_information: "/".repeat(141), alternative_schemes: ["eBill/B/x"] }));
  assert.deepEqual([dropped.billing_information, dropped.alternative_schemes], ["", []]);
  assert.deepEqual(dropped.warnings.map(({ code, field }) => [code, field]), [
    ["TEXT_DROPPED", "billing_information"],
    ["TEXT_DROPPED", "alternative_schemes.0"],
  ]);
});

Deno.test("qrBillData drops alternative schemes that are too long, too many or without content", () => {
  const data = qrBillData(bill({
    billing_information: "//S1/10/1",
    alternative_schemes: [`eBill/B/${"x".repeat(93)}`, "eBill/B/ok", "third/x"],
  }));
  assert.deepEqual(data.alternative_schemes, ["eBill/B/ok"]);
  assert.equal(data.warnings.length, 2);
  assert.deepEqual(
    qrBillData(bill({ billing_information: "//S1", alternative_schemes: ["eBill"] })).alternative_schemes,
    [],
  );
});

Deno.test("cleanQrText keeps the accents of the norm and spells typographic signs out", () => {
  const cleaned = (text: string) => {
    const warnings: QrWarning[] = [];
    return [cleanQrText(text, "message", warnings), warnings.length] as const;
  };
  assert.deepEqual(cleaned("Éàüßœ Łódź Ștefan 10 € «ok»"), ["Éàüßœ Łódź Ștefan 10 € «ok»", 0]);
  assert.deepEqual(cleaned("E\u0301te\u0301"), ["Été", 0]);
  assert.deepEqual(cleaned("  a \r\n b\u00a0\u202fc\t "), ["a b c", 0]);
  assert.deepEqual(cleaned("L’été – “oui”…"), ['L\'été - "oui"...', 1]);
  assert.deepEqual(cleaned("a\u200bb\u00adc\u0007"), ["abc", 1]);
  assert.deepEqual(cleaned("№ 5 ﬁn Việt ǎ"), ["No 5 fin Viet a", 1]);
  assert.deepEqual(cleaned("Дом 🙂"), ["??? ?", 1]);
});

Deno.test("shortenQrText cuts between words when that loses little", () => {
  const warnings: QrWarning[] = [];
  assert.equal(shortenQrText("Boulangerie du Marché", 18, "name", warnings), "Boulangerie du");
  assert.equal(shortenQrText("Boulangerie du Marché", 14, "name", warnings), "Boulangerie du");
  assert.equal(shortenQrText("Donaudampfschiff AG", 12, "name", warnings), "Donaudampfsc");
  assert.equal(shortenQrText("kurz", 4, "name", warnings), "kurz");
  assert.equal(warnings.length, 3);
});

Deno.test("qrBillData never exceeds the symbol, the line count or the permitted characters, whatever the texts", () => {
  const text = fc.string({ unit: "binary", maxLength: 200 });
  const latin = fc.array(fc.constantFrom(..."éüßŒ€ŁȘ x"), { maxLength: 200 }).map((list) => `a${list.join("")}`);
  const any = fc.oneof(text.map((t) => `a${t}`), latin);
  const address = fc.record({
    name: any,
    street: any,
    building_number: any,
    postal_code: any,
    city: any,
    country: fc.constantFrom("CH", "fr"),
  });
  fc.assert(
    fc.property(
      address,
      address,
      any,
      any,
      fc.array(any, { maxLength: 3 }),
      (creditor, debtor, message, code, schemes) => {
        const input = bill({
          creditor,
          debtor,
          message,
          billing_information: code,
          alternative_schemes: schemes.map((scheme) => `eBill/${scheme}`),
        });
        const { content, warnings } = qrBillData(input);
        const lines = content.split("\n");
        assert.ok(lines.length >= 31 && lines.length <= 34);
        assert.equal(lines[30], "EPD");
        assert.ok(content.length <= 997 && new TextEncoder().encode(content).length <= 996);
        assert.match(content, /^[\n\u0020-\u007e\u00a1-\u017f\u0218-\u021b\u20ac]*$/);
        assert.ok((lines[29] + (lines[31] ?? "")).length <= 140);
        assert.ok(warnings.every(({ from, to }) => from !== to));
      },
    ),
    { numRuns: 300 },
  );
});

Deno.test("qrBillData spells accents out when the bytes outgrow the symbol, and says so", () => {
  const accents = "é".repeat(70);
  const address = {
    name: accents,
    street: accents,
    building_number: "1",
    postal_code: "1000",
    city: "é".repeat(35),
    country: "CH",
  };
  const data = qrBillData(bill({
    creditor: address,
    debtor: address,
    message: "é".repeat(40),
    billing_information: `//S1/${"é".repeat(95)}`,
    alternative_schemes: [`a/${"é".repeat(90)}`, `b/${"é".repeat(90)}`],
  }));
  assert.ok(new TextEncoder().encode(data.content).length <= 996);
  assert.equal(data.creditor.name, "e".repeat(70));
  assert.equal(data.billing_information.length, 100);
  assert.ok(data.warnings.some(({ code, field }) => code === "CHARACTERS_REPLACED" && field === "creditor.name"));
  const fitting = qrBillData(bill({ creditor: address }));
  assert.equal(fitting.creditor.name, accents);
});

Deno.test("qrBillData accepts every reference that buildQrr makes", () => {
  fc.assert(fc.property(fc.bigInt({ min: 0n, max: 10n ** 26n - 1n }), (body) => {
    const reference = buildQrr(String(body));
    assert.equal(qrBillData(bill({ reference })).content.split("\n")[28], reference);
  }));
});
