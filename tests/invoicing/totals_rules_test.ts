import assert from "node:assert/strict";
import { Big } from "big.js";
import fc from "fast-check";
import { lineNet, type PricedLine, totalsOf } from "../../shared/invoicing/totals_rules.ts";
import { testDatabase } from "../support/database.ts";

const db = await testDatabase();
Deno.test.afterAll(() => db.drop());

Deno.test("totalsOf gives the Swiss worked example: 1510.00 net, 113.51 VAT, 1623.51 gross", () => {
  const totals = totalsOf([
    { quantity: 10, unit_price: "150.00", discount: 10, vat_rate: "8.1" },
    { quantity: 2, unit_price: "80.00", vat_rate: "2.6" },
  ]);
  assert.deepEqual(totals, {
    line_nets: ["1350.00", "160.00"],
    tva_by_rate: [
      { vat_rate: "8.10", amount_ht: "1350.00", amount_tva: "109.35" },
      { vat_rate: "2.60", amount_ht: "160.00", amount_tva: "4.16" },
    ],
    amount_ht: "1510.00",
    amount_tva: "113.51",
    amount_ttc: "1623.51",
    shown_rate: "7.52",
  });
});

Deno.test("totalsOf rounds VAT per rate: three lines of 33.30 at 8.1 % owe 8.09", () => {
  const line = { quantity: 1, unit_price: "33.30", vat_rate: "8.1" };
  assert.equal(totalsOf([line, line, line]).amount_tva, "8.09");
});

Deno.test("totalsOf gives the French worked examples: 360.00, and 292.75 at a shown rate of 17.10", () => {
  const plain = totalsOf([
    { quantity: 1, unit_price: "120.00", vat_rate: 20 },
    { quantity: 1, unit_price: "180.00", vat_rate: 20 },
  ]);
  assert.deepEqual([plain.amount_ht, plain.amount_tva, plain.amount_ttc, plain.shown_rate], [
    "300.00",
    "60.00",
    "360.00",
    "20.00",
  ]);
  const mixed = totalsOf([
    { quantity: 2, unit_price: "100", vat_rate: 20 },
    { quantity: 1, unit_price: "50", vat_rate: "5.5" },
  ]);
  assert.deepEqual([mixed.amount_ht, mixed.amount_tva, mixed.amount_ttc, mixed.shown_rate], [
    "250.00",
    "42.75",
    "292.75",
    "17.10",
  ]);
});

Deno.test("lineNet takes discounts off in percent and in currency and rounds half away from zero", () => {
  const base = { quantity: 1, unit_price: "10", vat_rate: 0 };
  assert.equal(lineNet({ ...base, discount: 10, discount_amount: "1.50" }).toFixed(2), "7.50");
  assert.equal(lineNet({ ...base, unit_price: "0.125", quantity: 1 }).toFixed(2), "0.13");
  assert.equal(lineNet({ ...base, unit_price: "1.005" }).toFixed(2), "1.01");
  assert.equal(totalsOf([]).amount_ttc, "0.00");
});

const decimal = (max: number, scale: number) =>
  fc.integer({ min: 0, max: max * 10 ** scale }).map((n) => new Big(n).div(10 ** scale).toFixed(scale));

const anyLine: fc.Arbitrary<PricedLine> = fc.record({
  quantity: decimal(999, 3).map((q) => (new Big(q).eq(0) ? "1.000" : q)),
  unit_price: decimal(9999, 4),
  discount: decimal(100, 2),
  vat_rate: fc.constantFrom("8.1", "2.6", "3.8", "0", "20", "5.5", "2.1"),
});

Deno.test("totalsOf adds up, ignores the order of lines and never differs by more than half a cent per rate", () => {
  fc.assert(fc.property(fc.array(anyLine, { minLength: 1, maxLength: 30 }), (lines) => {
    const totals = totalsOf(lines);
    const sum = (values: string[]) => values.reduce((a, b) => a.plus(b), new Big(0));
    assert.equal(sum(totals.line_nets).toFixed(2), totals.amount_ht);
    assert.equal(sum(totals.tva_by_rate.map((g) => g.amount_ht)).toFixed(2), totals.amount_ht);
    assert.equal(new Big(totals.amount_ht).plus(totals.amount_tva).toFixed(2), totals.amount_ttc);
    const exact = lines.reduce(
      (tax, line) => tax.plus(lineNet(line).times(line.vat_rate).div(100)),
      new Big(0),
    );
    assert.ok(exact.minus(totals.amount_tva).abs().lte(new Big("0.005").times(totals.tva_by_rate.length)));
    const { line_nets: _a, ...forward } = totals;
    const { line_nets: _b, ...backward } = totalsOf(lines.toReversed());
    assert.deepEqual(forward, backward);
  }));
});

Deno.test("totalsOf and finance.totals_of agree on every document", async () => {
  const documents = fc.sample(fc.array(anyLine, { minLength: 1, maxLength: 12 }), 200);
  for (const lines of documents) {
    const input = lines.map((line) => ({ ...line, description: "x" }));
    const [row] = await db.sql`
      select t.amount_ht, t.amount_tva, t.amount_ttc, t.tva_by_rate, array(select l.line_net from unnest(p.priced) l) as nets
      from (select finance.priced_lines(${
      JSON.stringify(input)
    }::text::jsonb, 'CH', null, '2026-01-01', true) as priced) p,
        finance.totals_of(p.priced) t`;
    const totals = totalsOf(lines);
    assert.deepEqual(
      [row.amount_ht, row.amount_tva, row.amount_ttc, row.nets],
      [totals.amount_ht, totals.amount_tva, totals.amount_ttc, totals.line_nets],
      JSON.stringify(lines),
    );
    assert.deepEqual(
      row.tva_by_rate.map((g: { vat_rate: number; amount_tva: number }) => [g.vat_rate, g.amount_tva]),
      totals.tva_by_rate.map((g) => [Number(g.vat_rate), Number(g.amount_tva)]),
    );
  }
});
