import assert from "node:assert/strict";
import fc from "fast-check";
import { type MovementToMatch, scorePair } from "../../functions/finance/reconciliation_rules.ts";
import { sampleQrr, sampleScor } from "../support/camt_samples.ts";
import {
  arbitraryInvoice,
  arbitraryMovement,
  CLIENT,
  invoice,
  money,
  movement,
} from "../support/reconciliation_samples.ts";

Deno.test("scorePair gives 40, 38, 34, 28, 20 or no points by the relative difference of the amounts", () => {
  const points = (amount: string) => scorePair(movement({ amount }), invoice({ remaining: "1000.00" })).points.amount;
  const steps: [string, number][] = [
    ["1000.00", 40],
    ["1000.99", 40],
    ["999.01", 40],
    ["1001.00", 38],
    ["990.01", 38],
    ["990.00", 34],
    ["1019.99", 34],
    ["1020.00", 28],
    ["950.01", 28],
    ["950.00", 20],
    ["1099.99", 20],
    ["900.01", 20],
    ["1100.00", 0],
    ["900.00", 0],
    ["1.00", 0],
    ["5000.00", 0],
  ];
  for (const [amount, expected] of steps) assert.equal(points(amount), expected, amount);
});

Deno.test("scorePair gives 15 to 3.75 points by the nearer of issue and due date", () => {
  const points = (date: string, due_date: string | null = "2026-06-30") =>
    scorePair(movement({ date }), invoice({ issue_date: "2026-01-31", due_date })).points.date;
  const steps: [string, number][] = [
    ["2026-01-31", 15],
    ["2026-02-03", 15],
    ["2026-02-04", 12.75],
    ["2026-01-24", 12.75],
    ["2026-02-08", 10.5],
    ["2026-02-14", 10.5],
    ["2026-02-15", 7.5],
    ["2026-03-02", 7.5],
    ["2026-03-03", 3.75],
    ["2026-04-01", 3.75],
    ["2026-04-02", 0],
    ["2026-07-01", 15],
    ["2026-08-29", 3.75],
    ["2026-08-30", 0],
  ];
  for (const [date, expected] of steps) assert.equal(points(date), expected, date);
  assert.equal(points("2026-06-30", null), 0);
});

Deno.test("scorePair gives 30 for an equal reference, 27 for the invoice number and 18 for a part of it", () => {
  const points = (changes: Partial<MovementToMatch>) => scorePair(movement(changes), invoice()).points.reference;
  const printed = sampleQrr(42).replace(/^(..)(.{5})(.{5})(.{5})(.{5})(.{5})$/, "$1 $2 $3 $4 $5 $6");
  const steps: [Partial<MovementToMatch>, number][] = [
    [{ reference: sampleQrr(42) }, 30],
    [{ reference: printed }, 30],
    [{ reference: sampleQrr(43) }, 0],
    [{ description: "Facture HYP-2026-0042 merci" }, 27],
    [{ description: "facture hyp 2026 0042" }, 27],
    [{ description: "HYP20260042" }, 27],
    [{ reference: "HYP-2026-0042" }, 27],
    [{ end_to_end_id: "HYP/2026/0042" }, 27],
    [{ description: "Facture 0042" }, 18],
    [{ description: "Facture 42" }, 0],
    [{ description: "HYP-2026-00421" }, 0],
    [{ description: "XHYP-2026-0042" }, 18],
    [{ description: "compte 900420" }, 0],
  ];
  for (const [changes, expected] of steps) assert.equal(points(changes), expected, JSON.stringify(changes));
});

Deno.test("scorePair compares creditor references without regard to grouping and case", () => {
  const reference = sampleScor("HYP20260042");
  const paid = movement({ reference: reference.toLowerCase().replace(/(.{4})/g, "$1 ") });
  assert.equal(scorePair(paid, invoice({ reference })).points.reference, 30);
});

Deno.test("scorePair takes neither the year nor the company prefix nor a short number for a part", () => {
  const points = (number: string, description: string, issue_date = "2026-01-05") =>
    scorePair(movement({ description }), invoice({ number, issue_date })).points.reference;
  assert.equal(points("HYP-2026-0042", "Loyer mars 2026"), 0);
  assert.equal(points("HYP-2026-0042", "Loyer mars 2026", "2025-12-29"), 0);
  assert.equal(points("ENKI-2026-0042", "Virement ENKI"), 0);
  assert.equal(points("12", "Rue du Lac 12"), 0);
  assert.equal(points("F-90812", "Facture 90812"), 18);
});

Deno.test("scorePair believes a reference only when its check digits are right", () => {
  const wrong = sampleQrr(42).slice(0, -1) + (Number(sampleQrr(42).at(-1)) + 1) % 10;
  assert.equal(scorePair(movement({ reference: wrong }), invoice({ reference: wrong })).points.reference, 0);
});

Deno.test("scorePair gives the share of the name's words or the points of its similarity, whichever is more", () => {
  const points = (changes: Partial<MovementToMatch>, party_name = CLIENT) =>
    scorePair(movement(changes), invoice({ party_name })).points.name;
  assert.equal(points({ counterparty_name: "RIVIERE CONSEIL SARL" }), 15);
  assert.equal(points({ description: "Virement de Rivière Conseil Sàrl, Lausanne" }), 15);
  assert.equal(points({ counterparty_name: "Conseil, Rivière" }), 10);
  assert.equal(points({ counterparty_name: "Riviere Consel Sarl" }), 15);
  assert.equal(points({ counterparty_name: "Rivieres Conseils Sarl" }), 15);
  assert.equal(points({ counterparty_name: "Rivieres Conseil" }), 7.5);
  assert.equal(points({ counterparty_name: "Hans Muster" }), 0);
  assert.equal(points({}), 0);
  assert.equal(points({ counterparty_name: "IT AG" }, "IT AG"), 15);
  assert.equal(points({ counterparty_name: "Zimmermann AG" }, "Bau AG"), 0);
  assert.equal(points({ counterparty_name: "Müller" }, "Mueller"), 15);
});

Deno.test("scorePair gives 15 points from 80 % similarity and 7.5 from 60 %", () => {
  const points = (same: number) =>
    scorePair(
      movement({ counterparty_name: "a".repeat(same) + "b".repeat(100 - same) }),
      invoice({ party_name: "a".repeat(100) }),
    )
      .points.name;
  assert.deepEqual([100, 80, 79, 60, 59, 0].map(points), [15, 15, 7.5, 7.5, 0, 0]);
});

Deno.test("scorePair trusts an account and a name that paid for this client before", () => {
  const known = invoice({ known_ibans: ["CH93 0076 2011 6238 5295 7"], known_names: ["Fiduciaire Dupont SA"] });
  const points = (changes: Partial<MovementToMatch>) => scorePair(movement(changes), known);
  const byIban = points({ counterparty_iban: "CH9300762011623852957", counterparty_name: "Autre SA" });
  assert.deepEqual([byIban.points.name, byIban.reasons.at(-1)], [15, "known_iban"]);
  assert.equal(points({ counterparty_name: "FIDUCIAIRE DUPONT SA" }).points.name, 15);
});

Deno.test("scorePair names every signal that counted", () => {
  const { reasons, score, confidence, difference } = scorePair(
    movement({ amount: "1620.00", description: "HYP-2026-0042", counterparty_name: CLIENT }),
    invoice(),
  );
  assert.deepEqual(reasons, ["amount_within_1_percent", "invoice_number", "date_within_3_days", "name_found"]);
  assert.deepEqual([score, confidence, difference], [95, 0.95, "-3.51"]);
});

Deno.test("scorePair stays between 0 and 100 and is the sum of its points", () => {
  fc.assert(fc.property(arbitraryMovement, arbitraryInvoice, (paid, changes) => {
    const { score, confidence, points } = scorePair(paid, invoice(changes));
    assert.ok(score >= 0 && score <= 100);
    assert.equal(confidence, Math.round(score * 100) / 10_000);
    assert.ok(Math.abs(score - points.amount - points.reference - points.date - points.name) < 1e-9);
  }));
});

Deno.test("scorePair never gives more for an amount further away", () => {
  fc.assert(fc.property(money(500_000), money(500_000), money(500_000), (remaining, one, two) => {
    const of = (amount: string) => {
      const { points, difference } = scorePair(movement({ amount }), invoice({ remaining }));
      return { points: points.amount, gap: Math.abs(Number(difference)) };
    };
    const [near, far] = [of(one), of(two)].sort((a, b) => a.gap - b.gap);
    assert.ok(near.points >= far.points);
  }));
});
