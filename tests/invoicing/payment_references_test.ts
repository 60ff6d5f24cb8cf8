import assert from "node:assert/strict";
import fc from "fast-check";
import { buildQrr, buildScor, isScor, qrrBody, scorBody } from "../../shared/documents/payment_reference.ts";
import { countryCode } from "../../shared/invoicing/country_code.ts";
import { testDatabase } from "../support/database.ts";

const db = await testDatabase();
Deno.test.afterAll(() => db.drop());

Deno.test("finance.qr_reference gives the published example of company 1, 2026, series 1, number 42", async () => {
  const [{ reference }] = await db.sql`select finance.qr_reference(null, 1, 2026, 1, 42) as reference`;
  assert.equal(reference, "000000000120260100000000420");
});

Deno.test("finance.qr_reference and the QR-bill agree on every document", async () => {
  const parts = fc.record({
    customerId: fc.option(fc.stringMatching(/^\d{6}$/), { nil: undefined }),
    companyNumber: fc.integer({ min: 1, max: 9999 }),
    year: fc.integer({ min: 2000, max: 2099 }),
    series: fc.integer({ min: 1, max: 99 }),
    sequence: fc.integer({ min: 1, max: 9_999_999_999 }),
  });
  for (const p of fc.sample(parts, 300)) {
    const [{ reference }] = await db.sql`
      select finance.qr_reference(${
      p.customerId ?? null
    }, ${p.companyNumber}, ${p.year}, ${p.series}, ${p.sequence}) as reference`;
    assert.equal(reference, buildQrr(qrrBody(p)));
  }
});

Deno.test("finance.creditor_reference and the QR-bill agree on every document number", async () => {
  const [{ reference }] = await db.sql`select finance.creditor_reference('HYP-2026-0042') as reference`;
  assert.equal(reference, "RF89HYP20260042");
  for (const number of fc.sample(fc.stringMatching(/^[A-Z]{1,4}-[A-Z0-9/_.-]{1,30}$/), 300)) {
    const [row] = await db.sql`select finance.creditor_reference(${number}) as reference`;
    assert.equal(row.reference, buildScor(scorBody(number)));
    assert.ok(isScor(row.reference));
  }
});

Deno.test("countryCode understands codes and names in four languages, and nothing else", () => {
  const known = [
    "France",
    "ch",
    "Suisse",
    "SCHWEIZ",
    "Svizzera",
    "Allemagne",
    "etats-unis",
    "United Kingdom",
    "Liechtenstein",
  ];
  assert.deepEqual(known.map(countryCode), ["FR", "CH", "CH", "CH", "CH", "DE", "US", "GB", "LI"]);
  assert.deepEqual(["", "  ", "Nulle part", null, undefined].map(countryCode), Array(5).fill(undefined));
});
