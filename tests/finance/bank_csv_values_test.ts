import assert from "node:assert/strict";
import fc from "fast-check";
import { cellText, dayOrderOf, decimalMarkOf, readDay, readDecimal } from "../../functions/finance/bank_csv_values.ts";

const decimal = (text: string, mark: "." | "," | null = null) => readDecimal(text, mark)?.toFixed(2) ?? null;

Deno.test("readDecimal reads Swiss, French, German, Italian and English amounts exactly", () => {
  const amounts: [string, string][] = [
    ["1'234.50", "1234.50"],
    ["1’234’567.05", "1234567.05"],
    ["1 234,50", "1234.50"],
    ["1\u00a0234\u202f567,5", "1234567.50"],
    ["1.234,50", "1234.50"],
    ["1.234.567,00", "1234567.00"],
    ["1,234.50", "1234.50"],
    ["1,234,567", "1234567.00"],
    ["1234,5", "1234.50"],
    ["1,234", "1234.00"],
    ["1.234", "1234.00"],
    ["0.05", "0.05"],
    [".5", "0.50"],
    ["100", "100.00"],
    ["-100.00", "-100.00"],
    ["100.00-", "-100.00"],
    ["−100,00", "-100.00"],
    ["(100.00)", "-100.00"],
    ["+ 100.00", "100.00"],
    ["CHF 1'234.50", "1234.50"],
    ["CHF -1'234.50", "-1234.50"],
    ["-CHF 1'234.50", "-1234.50"],
    ["1.234,50 €", "1234.50"],
    ["Fr. 120.—", "120.00"],
    ["120.--", "120.00"],
    ["12.5000", "12.50"],
  ];
  for (const [text, expected] of amounts) assert.equal(decimal(cellText(text)), expected, text);
});

Deno.test("readDecimal refuses what is no amount", () => {
  const texts = [
    "",
    "abc",
    "1.2.3",
    "12'34.50",
    "1'234'5",
    "1,23,456.00",
    "--5",
    "-5-",
    "5 CHF 6",
    "1e5",
    "1.0055",
    "1000000000000",
  ];
  for (const text of texts) assert.equal(decimal(text), null, text);
});

Deno.test("readDecimal reads three digits after the column's mark as decimals, which money does not have", () => {
  assert.equal(decimal("1.234", "."), null);
  assert.equal(decimal("1.230", "."), "1.23");
  assert.equal(decimal("1.234", ","), "1234.00");
  assert.equal(decimal("12,50", "."), null);
});

Deno.test("decimalMarkOf decides by the unambiguous amounts of a column", () => {
  assert.equal(decimalMarkOf(["1.234", "12,50", "100"]), ",");
  assert.equal(decimalMarkOf(["1,234", "12.50"]), ".");
  assert.equal(decimalMarkOf(["1,234", "1,234,567"]), ".");
  assert.equal(decimalMarkOf(["1,234", "100"]), null);
});

Deno.test("readDecimal gives back every amount however it is grouped", () => {
  const styles: ["." | ",", string][] = [[".", "'"], [".", ","], [",", "."], [",", " "], [".", ""]];
  fc.assert(
    fc.property(
      fc.integer({ min: -99_999_999_99, max: 99_999_999_99 }),
      fc.constantFrom(...styles),
      (cents, [mark, group]) => {
        const digits = String(Math.abs(cents)).padStart(3, "0");
        const whole = digits.slice(0, -2).replace(/\B(?=(\d{3})+$)/g, group);
        const text = `${cents < 0 ? "-" : ""}${whole}${mark}${digits.slice(-2)}`;
        const plain = `${cents < 0 ? "-" : ""}${digits.slice(0, -2)}.${digits.slice(-2)}`;
        assert.equal(decimal(text), plain);
        assert.equal(decimal(text, mark), plain);
      },
    ),
  );
});

Deno.test("readDay reads the dates of the four languages", () => {
  const dates: [string, string][] = [
    ["04.03.2026", "2026-03-04"],
    ["4.3.26", "2026-03-04"],
    ["4. 3. 2026", "2026-03-04"],
    ["04/03/2026", "2026-03-04"],
    ["04-03-2026", "2026-03-04"],
    ["2026-03-04", "2026-03-04"],
    ["2026/03/04", "2026-03-04"],
    ["20260304", "2026-03-04"],
    ["2026-03-04 00:00:00.0", "2026-03-04"],
    ["04.03.2026 23:59", "2026-03-04"],
    ["4 mars 2026", "2026-03-04"],
    ["1 août 2026", "2026-08-01"],
    ["4. März 2026", "2026-03-04"],
    ["04 Jan 2026", "2026-01-04"],
    ["4 gennaio 2026", "2026-01-04"],
    ["4 juin 2026", "2026-06-04"],
    ["4 juil. 2026", "2026-07-04"],
    ["Mar 4, 2026", "2026-03-04"],
    ["04-DEC-2026", "2026-12-04"],
    ["29.02.2028", "2028-02-29"],
  ];
  for (const [text, expected] of dates) assert.equal(readDay(text, "day_first"), expected, text);
});

Deno.test("readDay refuses dates that do not exist", () => {
  for (
    const text of [
      "29.02.2026",
      "31.04.2026",
      "00.01.2026",
      "13/13/2026",
      "2026-3-4x",
      "demain",
      "",
      "04.03",
      "4 foo 2026",
    ]
  ) {
    assert.equal(readDay(text, "day_first"), null, text);
  }
});

Deno.test("readDay moves universal time to Zurich and leaves local time alone", () => {
  assert.equal(readDay("2026-03-31 22:15:00", "day_first", true), "2026-04-01");
  assert.equal(readDay("2026-01-31 22:59:59", "day_first", true), "2026-01-31");
  assert.equal(readDay("2026-01-31T23:00:00Z", "day_first"), "2026-02-01");
  assert.equal(readDay("2026-01-31 23:30:00", "day_first"), "2026-01-31");
});

Deno.test("dayOrderOf puts the month first only when a date proves it", () => {
  assert.equal(dayOrderOf(["03/04/2026", "05/06/2026"]), "day_first");
  assert.equal(dayOrderOf(["03/04/2026", "03/28/2026"]), "month_first");
  assert.equal(dayOrderOf(["28/03/2026", "03/04/2026"]), "day_first");
  assert.equal(readDay("03/28/2026", "month_first"), "2026-03-28");
});
