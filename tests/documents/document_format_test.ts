import assert from "node:assert/strict";
import fc from "fast-check";
import {
  documentLocale,
  formatAmount,
  formatDate,
  formatMoney,
  formatPercent,
  formatQuantity,
  formatSiret,
  formatUnitPrice,
} from "../../shared/documents/document_format.ts";
import { documentLabels } from "../../shared/documents/document_labels.ts";

const spaced = (text: string) => text.replace(/\s/g, " ");

Deno.test("formatAmount writes two decimals, CH with apostrophe and point, FR with blank and comma", () => {
  assert.deepEqual(["1234.5", 0, "-1234567.89", "999", "-0.00", "0.005"].map((value) => formatAmount(value, "CH")), [
    "1'234.50",
    "0.00",
    "-1'234'567.89",
    "999.00",
    "0.00",
    "0.01",
  ]);
  assert.equal(spaced(formatAmount("1234567.5", "FR")), "1 234 567,50");
  assert.ok(!formatAmount("1234.5", "FR").includes(" "), "an ordinary blank would let the figure break over lines");
});

Deno.test("formatAmount loses no digit of an amount of any size", () => {
  fc.assert(fc.property(fc.bigInt({ min: -(10n ** 14n), max: 10n ** 14n }), (cents) => {
    const whole = `${cents < 0n ? "-" : ""}${(cents < 0n ? -cents : cents) / 100n}`;
    const decimal = `${whole}.${String((cents < 0n ? -cents : cents) % 100n).padStart(2, "0")}`;
    for (const locale of ["CH", "FR"] as const) {
      const back = formatAmount(decimal, locale).replace(/['\s]/g, "").replace(",", ".");
      assert.equal(back, cents === 0n ? "0.00" : decimal);
    }
  }));
});

Deno.test("formatUnitPrice and formatQuantity print the decimals that matter", () => {
  assert.deepEqual(["80", "0.1234", "120.1", "12.12345"].map((value) => formatUnitPrice(value, "CH")), [
    "80.00",
    "0.1234",
    "120.10",
    "12.1235",
  ]);
  assert.deepEqual(["10.000", "1.5", "0.125", "1200"].map((value) => formatQuantity(value, "CH")), [
    "10",
    "1.5",
    "0.125",
    "1'200",
  ]);
  assert.equal(formatQuantity("1.5", "FR"), "1,5");
});

Deno.test("formatMoney puts the currency where the locale wants it", () => {
  assert.equal(spaced(formatMoney("1623.51", "CHF", "CH")), "CHF 1'623.51");
  assert.equal(spaced(formatMoney("1692.4", "EUR", "FR")), "1 692,40 €");
  assert.equal(spaced(formatMoney("1692.4", "USD", "FR")), "1 692,40 USD");
});

Deno.test("formatPercent, formatDate and formatSiret follow locale and language", () => {
  assert.deepEqual([spaced(formatPercent("8.10", "CH", "fr")), formatPercent("8.1", "CH", "en")], ["8.1 %", "8.1%"]);
  assert.equal(spaced(formatPercent("5.5", "FR", "fr")), "5,5 %");
  assert.deepEqual([formatDate("2026-12-31", "CH"), formatDate("2026-12-31", "FR")], ["31.12.2026", "31/12/2026"]);
  assert.equal(spaced(formatSiret("73282932000074")), "732 829 320 00074");
  assert.equal(formatSiret("not a number"), "not a number");
});

Deno.test("documentLocale follows the seller's country unless the document says otherwise", () => {
  assert.equal(documentLocale({ seller: { country: "fr" } }), "FR");
  assert.equal(documentLocale({ seller: { country: "LI" } }), "CH");
  assert.equal(documentLocale({ seller: { country: "FR" }, locale: "CH" }), "CH");
});

Deno.test("documentLabels leave no word empty or shared by mistake between languages", () => {
  const languages = Object.values(documentLabels);
  for (const labels of languages) {
    for (const [key, value] of Object.entries(labels)) {
      if (typeof value === "string") assert.ok(value.trim() !== "", key);
    }
  }
  for (const key of ["quote", "draft", "due_date", "terms", "carried_forward", "to_pay", "signature"] as const) {
    const distinct = new Set(languages.map((labels) => labels[key]));
    assert.ok(distinct.size >= 3, `${key}: ${[...distinct].join(", ")}`);
  }
});
