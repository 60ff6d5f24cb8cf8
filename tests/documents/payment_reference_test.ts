import assert from "node:assert/strict";
import fc from "fast-check";
import { DocumentProblem } from "../../shared/documents/document_problem.ts";
import {
  buildQrr,
  buildScor,
  choosePaymentReference,
  formatIban,
  formatReference,
  isIban,
  isQrIban,
  isQrr,
  isScor,
  isSwissIban,
  parseQrrBody,
  parseReference,
  qrrBody,
  qrrCheckDigit,
  type QrrParts,
  scorBody,
} from "../../shared/documents/payment_reference.ts";

const QR_IBAN = "CH44 3199 9123 0008 8901 2";
const IBAN = "CH93 0076 2011 6238 5295 7";

function digits(length: number): fc.Arbitrary<string> {
  return fc.array(fc.integer({ min: 0, max: 9 }), { minLength: length, maxLength: length }).map((list) =>
    list.join("")
  );
}

const alphabet = [..."ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"];
const scorBodies = fc.array(fc.constantFrom(...alphabet), { minLength: 1, maxLength: 21 }).map((list) => list.join(""));
const qrrParts: fc.Arbitrary<QrrParts> = fc.record({
  customerId: digits(6),
  companyNumber: fc.integer({ min: 0, max: 9999 }),
  year: fc.integer({ min: 1000, max: 9999 }),
  series: fc.integer({ min: 0, max: 99 }),
  sequence: fc.integer({ min: 0, max: 9_999_999_999 }),
});

function problemOf(action: () => unknown): [string, string | undefined] {
  try {
    action();
  } catch (error) {
    assert.ok(error instanceof DocumentProblem, String(error));
    return [error.code, error.field];
  }
  return assert.fail("nothing was thrown");
}

Deno.test("buildQrr gives the check digit of the published example", () => {
  assert.equal(qrrCheckDigit("21000000000313947143000901"), "7");
  assert.equal(buildQrr("21 00000 00003 13947 14300 0901"), "210000000003139471430009017");
  assert.ok(isQrr("21 00000 00003 13947 14300 09017"));
  assert.throws(() => buildQrr("12A"), RangeError);
  assert.throws(() => buildQrr("1".repeat(27)), RangeError);
});

Deno.test("qrrBody derives the reference of company 1, year 2026, series 01, sequence 42", () => {
  const body = qrrBody({ companyNumber: 1, year: 2026, series: 1, sequence: 42 });
  assert.equal(body, "00000000012026010000000042");
  assert.equal(formatReference(buildQrr(body)), "00 00000 00120 26010 00000 00420");
});

Deno.test("qrrBody keeps different documents apart and gives its parts back", () => {
  fc.assert(fc.property(qrrParts, (parts) => {
    assert.deepEqual(parseQrrBody(buildQrr(qrrBody(parts))), { ...parts });
  }));
});

Deno.test("qrrBody refuses parts that do not fit their width", () => {
  const parts = { companyNumber: 1, year: 2026, series: 1, sequence: 42 };
  const wrong: Partial<QrrParts>[] = [
    { companyNumber: 10_000 },
    { companyNumber: -1 },
    { year: 20_260 },
    { series: 100 },
    { sequence: 10_000_000_000 },
    { sequence: 1.5 },
    { customerId: "1234567" },
    { customerId: "12A" },
  ];
  for (const change of wrong) assert.throws(() => qrrBody({ ...parts, ...change }), RangeError, JSON.stringify(change));
});

Deno.test("isQrr detects every single wrong digit", () => {
  fc.assert(fc.property(digits(26), fc.nat(26), fc.integer({ min: 1, max: 9 }), (body, at, step) => {
    const reference = buildQrr(body);
    assert.ok(isQrr(reference));
    const changed = (Number(reference[at]) + step) % 10;
    assert.equal(isQrr(reference.slice(0, at) + changed + reference.slice(at + 1)), false);
  }));
});

Deno.test("buildScor gives the check digits of the published example", () => {
  assert.equal(buildScor("HYP20260042"), "RF89HYP20260042");
  assert.equal(formatReference("RF89HYP20260042"), "RF89 HYP2 0260 042");
  assert.ok(isScor("RF18 5390 0754 7034"));
  for (const body of ["", "Ä1", "1".repeat(22), "A-1"]) assert.throws(() => buildScor(body), RangeError, body);
});

Deno.test("isScor detects every single wrong digit", () => {
  fc.assert(fc.property(scorBodies, fc.nat(22), fc.integer({ min: 1, max: 9 }), (body, seed, step) => {
    const reference = buildScor(body);
    assert.ok(isScor(reference));
    const places = [...reference].map((char, index) => (/\d/.test(char) ? index : -1)).filter((index) => index >= 0);
    const at = places[seed % places.length];
    const changed = (Number(reference[at]) + step) % 10;
    assert.equal(isScor(reference.slice(0, at) + changed + reference.slice(at + 1)), false);
  }));
});

Deno.test("isScor refuses check digits that only satisfy the congruence", () => {
  // 98 is right for this body; 01 leaves the same remainder.
  const body = Array.from({ length: 1000 }, (_, n) => String(n)).find((text) => buildScor(text).startsWith("RF98"));
  assert.ok(isScor(`RF98${body}`));
  assert.equal(isScor(`RF01${body}`), false);
});

Deno.test("scorBody keeps letters and digits and the end of a long number", () => {
  assert.equal(scorBody("HYP-2026-0042"), "HYP20260042");
  assert.equal(scorBody("é / –"), "");
  assert.equal(scorBody("LONG-PREFIX-OF-A-COMPANY-2026-0042"), "EFIXOFACOMPANY20260042".slice(-21));
  fc.assert(fc.property(fc.string({ unit: "binary" }), (text) => {
    const body = scorBody(text);
    if (body) assert.ok(isScor(buildScor(body)));
  }));
});

Deno.test("parseReference recognises what was printed, in both kinds", () => {
  fc.assert(fc.property(digits(26), scorBodies, (body, scor) => {
    const qrr = buildQrr(body);
    assert.deepEqual(parseReference(formatReference(qrr)), { type: "QRR", reference: qrr });
    const rf = buildScor(scor);
    assert.deepEqual(parseReference(` ${formatReference(rf).toLowerCase()} `), { type: "SCOR", reference: rf });
  }));
  assert.equal(parseReference("Facture 42"), null);
  assert.equal(parseReference(""), null);
});

Deno.test("isSwissIban detects every single wrong digit and wants 21 characters of CH or LI", () => {
  fc.assert(fc.property(fc.integer({ min: 2, max: 20 }), fc.integer({ min: 1, max: 9 }), (at, step) => {
    const iban = QR_IBAN.replace(/ /g, "");
    const changed = (Number(iban[at]) + step) % 10;
    assert.equal(isSwissIban(iban.slice(0, at) + changed + iban.slice(at + 1)), false);
  }));
  assert.ok(isSwissIban("ch9300762011623852957"));
  assert.ok(isSwissIban("LI21 0881 0000 2324 013A A"));
  assert.equal(isSwissIban("CH93 0076 2011 6238 5295"), false);
  assert.equal(isSwissIban("FR76 3000 6000 0112 3456 7890 189"), false);
  assert.ok(isIban("FR76 3000 6000 0112 3456 7890 189"));
  assert.equal(isIban("FR76 3000 6000 0112 3456 7890 188"), false);
  assert.equal(isIban("CH"), false);
});

Deno.test("isQrIban looks at the institution id 30000 to 31999", () => {
  assert.ok(isQrIban(QR_IBAN));
  assert.equal(isQrIban(IBAN), false);
  const withBank = (bank: string) => {
    const account = `${bank}000088901234`.slice(0, 17).padEnd(17, "0");
    const remainder = BigInt(`${account}121700`) % 97n;
    return `CH${String(98n - remainder).padStart(2, "0")}${account}`;
  };
  const results = ["29999", "30000", "31999", "32000"].map((bank) => {
    assert.ok(isSwissIban(withBank(bank)), bank);
    return isQrIban(withBank(bank));
  });
  assert.deepEqual(results, [false, true, true, false]);
  assert.equal(formatIban("ch4431999123000889012"), QR_IBAN);
});

Deno.test("choosePaymentReference prefers the QR-IBAN, then a creditor reference, then none", () => {
  const qrr = { companyNumber: 1, year: 2026, series: 1, sequence: 42 };
  const document_number = "HYP-2026-0042";
  assert.deepEqual(choosePaymentReference({ qr_iban: QR_IBAN, regular_iban: IBAN, qrr, document_number }), {
    type: "QRR",
    reference: "000000000120260100000000420",
    iban: "CH4431999123000889012",
  });
  assert.deepEqual(choosePaymentReference({ qr_iban: " ", regular_iban: IBAN, qrr, document_number }), {
    type: "SCOR",
    reference: "RF89HYP20260042",
    iban: "CH9300762011623852957",
  });
  assert.deepEqual(choosePaymentReference({ regular_iban: IBAN }), {
    type: "NON",
    reference: "",
    iban: "CH9300762011623852957",
  });
});

Deno.test("choosePaymentReference refuses an account of the wrong kind and says which one", () => {
  const qrr = { companyNumber: 1, year: 2026, series: 1, sequence: 42 };
  assert.deepEqual(problemOf(() => choosePaymentReference({})), ["BANK_DETAILS_MISSING", "regular_iban"]);
  assert.deepEqual(problemOf(() => choosePaymentReference({ qr_iban: IBAN, qrr })), ["QR_IBAN_EXPECTED", "qr_iban"]);
  assert.deepEqual(problemOf(() => choosePaymentReference({ regular_iban: QR_IBAN })), [
    "QR_IBAN_NOT_ALLOWED",
    "regular_iban",
  ]);
  assert.deepEqual(problemOf(() => choosePaymentReference({ qr_iban: "CH00", qrr })), ["IBAN_INVALID", "qr_iban"]);
  assert.deepEqual(problemOf(() => choosePaymentReference({ qr_iban: QR_IBAN })), ["QR_REFERENCE_INVALID", "qrr"]);
});
