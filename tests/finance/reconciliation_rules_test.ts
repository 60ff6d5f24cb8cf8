import assert from "node:assert/strict";
import process from "node:process";
import fc from "fast-check";
import {
  decideMatch,
  decideRun,
  type Decision,
  type DecisionOptions,
  invoicePool,
  type InvoiceToMatch,
  type MovementToMatch,
} from "../../functions/finance/reconciliation_rules.ts";
import { sampleQrr } from "../support/camt_samples.ts";
import { arbitraryInvoices, arbitraryMovement, CLIENT, invoice, movement } from "../support/reconciliation_samples.ts";

function decide(paid: MovementToMatch, invoices: InvoiceToMatch[], options?: DecisionOptions): Decision {
  return decideMatch(paid, invoicePool(invoices), options);
}

Deno.test("decideMatch is certain of a structured reference with the right amount 50 days late and without name", () => {
  const paid = movement({ date: "2026-03-26", reference: sampleQrr(42) });
  const { kind, candidates: [best] } = decide(paid, [invoice()]);
  assert.deepEqual([kind, best.score, best.confidence, best.flags], ["auto", 73.75, 1, ["hard_match"]]);
  assert.deepEqual(best.reasons, ["amount_equal", "reference_equal", "date_within_60_days", "hard_match"]);
  assert.equal(decide(paid, [invoice()], { threshold: 1 }).kind, "auto");
});

Deno.test("decideMatch suggests 1620.00 for 1623.51 two days after the due date with the name: 68 points", () => {
  const paid = movement({ amount: "1620.00", date: "2026-02-06", counterparty_name: CLIENT });
  const { kind, candidates: [best] } = decide(paid, [invoice()]);
  assert.deepEqual([kind, best.score, best.confidence], ["suggest", 68, 0.68]);
  assert.deepEqual(best.points, { amount: 38, reference: 0, date: 15, name: 15 });
});

Deno.test("decideMatch settles a referenced invoice up to 0.05 either way", () => {
  const outcome = (amount: string) => {
    const { kind, candidates: [best] } = decide(movement({ amount, reference: sampleQrr(42) }), [invoice()]);
    return [kind, best.confidence, best.flags[0], best.difference];
  };
  assert.deepEqual(outcome("1623.56"), ["auto", 1, "hard_match", "0.05"]);
  assert.deepEqual(outcome("1623.46"), ["auto", 1, "hard_match", "-0.05"]);
  assert.deepEqual(outcome("1623.45"), ["auto", 0.95, "partial", "-0.06"]);
  assert.deepEqual(outcome("1623.57"), ["suggest", 0.84, "overpayment", "0.06"]);
});

Deno.test("decideMatch books less money with the reference as a partial payment, however little", () => {
  const paid = movement({ amount: "10.00", date: "2027-01-01", reference: sampleQrr(42) });
  const { kind, candidates: [best] } = decide(paid, [invoice()]);
  assert.deepEqual([kind, best.confidence, best.flags], ["auto", 0.95, ["partial"]]);
  assert.equal(decide(paid, [invoice()], { threshold: 0.96 }).kind, "suggest");
});

Deno.test("decideMatch never books more money than is open, even from a low threshold", () => {
  const paid = movement({ amount: "5000.00", date: "2027-01-01", reference: sampleQrr(42) });
  const { kind, candidates: [best] } = decide(paid, [invoice()], { threshold: 0.5 });
  assert.deepEqual([kind, best.confidence, best.flags], ["suggest", 0.5, ["overpayment"]]);
});

Deno.test("decideMatch reports the reference of a paid invoice as a payment made twice", () => {
  const paid = movement({ reference: sampleQrr(42) });
  const { kind, candidates, duplicate_payment_of } = decide(paid, [invoice({ remaining: "0.00" })]);
  assert.deepEqual([kind, candidates, duplicate_payment_of], ["none", [], ["invoice-a"]]);
  assert.deepEqual(decide(paid, [invoice()]).duplicate_payment_of, []);
});

Deno.test("decideMatch never books on one invoice what carries the reference of another", () => {
  const other = invoice({ id: "invoice-b", number: "HYP-2026-0043", reference: sampleQrr(43), remaining: "0.00" });
  const paid = movement({ reference: sampleQrr(43), description: "HYP-2026-0042", counterparty_name: CLIENT });
  const decision = decide(paid, [invoice(), other]);
  assert.deepEqual([decision.kind, decision.candidates[0].score], ["suggest", 97]);
  assert.deepEqual(decision.duplicate_payment_of, ["invoice-b"]);
});

Deno.test("decideMatch leaves a reference that two open invoices share to a person", () => {
  const twin = invoice({ id: "invoice-b" });
  const { kind, candidates } = decide(movement({ reference: sampleQrr(42), counterparty_name: CLIENT }), [
    invoice(),
    twin,
  ]);
  assert.equal(kind, "suggest");
  assert.deepEqual(candidates.map((candidate) => candidate.invoice_id), ["invoice-a", "invoice-b"]);
  assert.deepEqual(candidates[0].flags, ["rival"]);
});

Deno.test("decideMatch books without reference only with number, date and name and a difference up to 0.05", () => {
  const paid = (amount: string) =>
    movement({ amount, description: "Facture HYP-2026-0042", counterparty_name: CLIENT });
  assert.equal(decide(paid("1623.51"), [invoice()]).kind, "auto");
  assert.equal(decide(paid("1623.46"), [invoice()]).kind, "auto");
  const { kind, candidates: [best] } = decide(paid("1623.45"), [invoice()]);
  assert.deepEqual([kind, best.score], ["suggest", 97]);
});

Deno.test("decideMatch follows the structured reference even when the text names another invoice", () => {
  const other = invoice({ id: "invoice-b", number: "HYP-2026-0043", reference: sampleQrr(43) });
  const paid = movement({ reference: sampleQrr(42), description: "HYP-2026-0043", counterparty_name: CLIENT });
  const { kind, candidates } = decide(paid, [other, invoice()]);
  assert.deepEqual([kind, candidates.map((candidate) => candidate.invoice_id)], ["auto", ["invoice-a"]]);
});

Deno.test("decideMatch ranks equal candidates by amount, then due date, then id", () => {
  const paid = movement({ amount: "1000.00", date: "2026-02-04", counterparty_name: CLIENT });
  const open = (id: string, remaining: string, due_date: string) =>
    invoice({ id, remaining, due_date, reference: null, number: "X" });
  const invoices = [
    open("d", "1000.00", "2026-02-05"),
    open("c", "1000.00", "2026-02-05"),
    open("b", "1000.00", "2026-02-03"),
    open("a", "1000.50", "2026-02-01"),
  ];
  const order = (list: InvoiceToMatch[]) => decide(paid, list).candidates.map((candidate) => candidate.invoice_id);
  assert.deepEqual(order(invoices), ["b", "c", "d"]);
  assert.deepEqual(order(invoices.toReversed()), ["b", "c", "d"]);
});

Deno.test("decideMatch books nothing when a second candidate lies within 5 points", () => {
  const paid = movement({ description: "Facture HYP-2026-0042", counterparty_name: CLIENT });
  const second = (number: string, remaining: string) =>
    decide(paid, [invoice({ reference: null }), invoice({ id: "invoice-b", number, remaining, reference: null })]);
  const close = second("HYP-2026-0042", "1639.00");
  assert.deepEqual([close.kind, close.candidates.length, close.candidates[0].flags], ["suggest", 2, ["rival"]]);
  assert.deepEqual(close.candidates.map((candidate) => candidate.score), [97, 95]);
  assert.equal(second("HYP-2026-0042", "1655.00").kind, "auto");
  assert.equal(second("HYP-2026-0099", "1623.51").kind, "auto");
});

Deno.test("decideMatch counts exactly 5 points as close", () => {
  const paid = movement({ description: "HYP-2026-0042", counterparty_name: "Rivière Conseil Sàrl" });
  const rival = invoice({ id: "invoice-b", reference: null, party_name: "Rivière Conseil Lausanne" });
  const { kind, candidates } = decide(paid, [invoice({ reference: null }), rival]);
  assert.deepEqual([kind, candidates[0].score - candidates[1].score], ["suggest", 5]);
});

Deno.test("decideMatch proposes the best three from 50 points on and nothing below", () => {
  const paid = movement({ counterparty_name: CLIENT });
  const remaining = ["1623.51", "1620.00", "1600.00", "1580.00", "1500.00", "800.00"];
  const invoices = remaining.map((amount, index) =>
    invoice({ id: `invoice-${index}`, remaining: amount, reference: null, number: `X-${index}` })
  );
  const { kind, candidates } = decide(paid, invoices);
  assert.equal(kind, "suggest");
  assert.deepEqual(candidates.map((candidate) => [candidate.invoice_id, candidate.score]), [
    ["invoice-0", 70],
    ["invoice-1", 68],
    ["invoice-2", 64],
  ]);
  const [strong, faint] = [invoices[0], { ...invoices[0], id: "faint", party_name: "Autre", due_date: "2026-01-20" }];
  assert.equal(
    decide(movement({ date: "2026-02-05", counterparty_name: CLIENT }), [strong, faint]).candidates.length,
    1,
  );
  const weak = movement({ date: "2026-04-10" });
  assert.deepEqual(decide(weak, invoices), { kind: "none", candidates: [], duplicate_payment_of: [] });
  assert.equal(decide(movement({ date: "2026-02-18" }), invoices).candidates[0].score, 50.5);
});

Deno.test("decideMatch obeys the threshold and refuses one outside 0.5 to 1", () => {
  const paid = movement({ counterparty_name: CLIENT });
  assert.equal(decide(paid, [invoice()], { threshold: 0.7 }).kind, "auto");
  assert.equal(decide(paid, [invoice()], { threshold: 0.71 }).kind, "suggest");
  for (const threshold of [0.49, 1.01, 85, Number.NaN]) {
    assert.throws(() => decide(paid, [invoice()], { threshold }), RangeError);
  }
});

Deno.test("decideMatch pairs credits with client invoices and debits with supplier invoices", () => {
  const supplier = invoice({ id: "supplier-1", type: "supplier" });
  const both = [invoice(), supplier];
  const reference = sampleQrr(42);
  const matched = (amount: string) => decide(movement({ amount, reference }), both).candidates[0]?.invoice_id;
  assert.equal(matched("1623.51"), "invoice-a");
  assert.equal(matched("-1623.51"), "supplier-1");
  assert.equal(decide(movement({ amount: "-1623.51", reference }), [invoice()]).kind, "none");
  assert.equal(decide(movement({ amount: "0.00", reference }), both).kind, "none");
});

Deno.test("decideMatch never crosses currencies", () => {
  const paid = movement({ currency: "EUR", reference: sampleQrr(42) });
  assert.deepEqual(decide(paid, [invoice(), invoice({ id: "paid", remaining: "0.00" })]), {
    kind: "none",
    candidates: [],
    duplicate_payment_of: [],
  });
  assert.equal(decide(paid, [invoice({ currency: "EUR" })]).kind, "auto");
});

Deno.test("decideMatch never proposes a pair a person refused, nor an invoice for a reversal", () => {
  const reference = sampleQrr(42);
  assert.equal(decide(movement({ reference, rejected_invoice_ids: ["invoice-a"] }), [invoice()]).kind, "none");
  assert.equal(decide(movement({ reference, is_reversal: true }), [invoice()]).kind, "none");
});

Deno.test("decideRun uses an invoice once and shows the second payment as double", () => {
  const paid = (id: string, date: string) => movement({ id, date, reference: sampleQrr(42) });
  const decisions = decideRun([paid("m-2", "2026-02-05"), paid("m-1", "2026-02-04")], [invoice()]);
  assert.deepEqual(decisions.map((d) => [d.transaction_id, d.kind, d.duplicate_payment_of]), [
    ["m-2", "none", ["invoice-a"]],
    ["m-1", "auto", []],
  ]);
});

Deno.test("decideRun holds an invoice paid in part until the next run", () => {
  const paid = (id: string) => movement({ id, amount: "100.00", reference: sampleQrr(42) });
  const decisions = decideRun([paid("m-1"), paid("m-2")], [invoice()]);
  assert.deepEqual(decisions.map((d) => [d.kind, d.duplicate_payment_of]), [["auto", []], ["none", []]]);
});

Deno.test("decideRun gives an invoice to the surest movement and decides the others again", () => {
  const twin = invoice({ id: "invoice-b", number: "HYP-2026-0043", reference: null });
  const text = movement({ id: "by-text", description: "HYP-2026-0042", counterparty_name: CLIENT });
  const named = movement({ id: "by-reference", reference: sampleQrr(42) });
  const [first, second] = decideRun([text, named], [invoice(), twin]);
  assert.deepEqual([second.kind, second.candidates[0].invoice_id], ["auto", "invoice-a"]);
  assert.deepEqual([first.kind, first.candidates[0].invoice_id], ["suggest", "invoice-b"]);
});

Deno.test("decideRun lets a movement that lost its invoice take the next before less sure movements", () => {
  const next = invoice({ id: "invoice-b", number: "HYP-2026-0043", reference: null });
  const decisions = decideRun(
    [
      movement({ id: "by-reference", reference: sampleQrr(42) }),
      movement({ id: "by-number", description: "HYP-2026-0042", counterparty_name: CLIENT }),
      movement({ id: "by-amount", rejected_invoice_ids: ["invoice-a"] }),
    ],
    [invoice(), next],
    { threshold: 0.5 },
  );
  assert.deepEqual(decisions.map((d) => [d.transaction_id, d.kind, d.candidates[0]?.invoice_id]), [
    ["by-reference", "auto", "invoice-a"],
    ["by-number", "auto", "invoice-b"],
    ["by-amount", "none", undefined],
  ]);
});

Deno.test("decideRun books a match whose rival was paid in the same run", () => {
  const rival = invoice({ id: "invoice-b", reference: sampleQrr(43) });
  const text = movement({ id: "by-text", description: "HYP-2026-0042", counterparty_name: CLIENT });
  assert.equal(decide(text, [invoice(), rival]).kind, "suggest");
  const [first] = decideRun([text, movement({ id: "m", reference: sampleQrr(43) })], [invoice(), rival]);
  assert.deepEqual([first.kind, first.candidates[0].invoice_id], ["auto", "invoice-a"]);
});

Deno.test("decideMatch decides alike in whatever order the invoices come", () => {
  const shuffled = arbitraryInvoices.chain((invoices) =>
    fc.record({
      invoices: fc.constant(invoices),
      other: fc.shuffledSubarray(invoices, { minLength: invoices.length }),
    })
  );
  fc.assert(fc.property(arbitraryMovement, shuffled, (paid, { invoices, other }) => {
    assert.deepEqual(decide(paid, other), decide(paid, invoices));
  }));
});

Deno.test("decideMatch never books another direction, currency or more money than is open", () => {
  fc.assert(
    fc.property(arbitraryMovement, arbitraryInvoices, fc.constantFrom(0.5, 0.7, 0.85), (paid, invoices, threshold) => {
      const { kind, candidates } = decide(paid, invoices, { threshold });
      assert.ok(candidates.length <= 3 && (kind === "none") === (candidates.length === 0));
      for (const { invoice_id, confidence } of candidates) {
        const found = invoices.find((item) => item.id === invoice_id)!;
        assert.equal(found.type, paid.amount.startsWith("-") ? "supplier" : "client");
        assert.ok(Number(found.remaining) > 0 && confidence >= 0.5 && confidence <= 1);
      }
      if (kind !== "auto") return;
      assert.ok(candidates[0].confidence >= threshold);
      assert.ok(Number(candidates[0].difference) <= 0.05);
    }),
  );
});

Deno.test("decideRun never books an invoice twice and does not depend on the order of movements", () => {
  const runs = fc.array(arbitraryMovement, { maxLength: 10 })
    .map((list) => list.map((item, index) => ({ ...item, id: `m-${index}` })))
    .chain((list) => fc.tuple(fc.constant(list), fc.shuffledSubarray(list, { minLength: list.length })));
  fc.assert(fc.property(runs, arbitraryInvoices, ([list, other], invoices) => {
    const decisions = decideRun(list, invoices);
    const booked = decisions.filter((d) => d.kind === "auto").map((d) => d.candidates[0].invoice_id);
    assert.equal(new Set(booked).size, booked.length);
    const sorted = (all: typeof decisions) => [...all].sort((a, b) => a.transaction_id < b.transaction_id ? -1 : 1);
    assert.deepEqual(sorted(decideRun(other, invoices)), sorted(decisions));
    assert.deepEqual(decisions.map((d) => d.transaction_id), list.map((item) => item.id));
  }));
});

Deno.test("decideRun decides 100 movements against 2000 invoices within a second of processor time", () => {
  const invoices = Array.from({ length: 2000 }, (_, i) =>
    invoice({
      id: `invoice-${i}`,
      number: `HYP-2026-${String(i).padStart(4, "0")}`,
      remaining: `${10 + i * 37 % 2000}.05`,
      reference: sampleQrr(i),
      party_name: `${["Müller", "Rochat", "Favre"][i % 3]} objet ${i} Sàrl`,
    }));
  const movements = invoices.slice(0, 100).map((item, i) =>
    movement({
      id: `m-${i}`,
      amount: item.remaining,
      reference: i % 2 ? item.reference : null,
      description: `Paiement ${item.number}`,
      counterparty_name: item.party_name,
    })
  );
  const before = process.cpuUsage();
  const decisions = decideRun(movements, invoices);
  const { user, system } = process.cpuUsage(before);
  assert.equal(decisions.filter((decision) => decision.kind === "auto").length, 100);
  assert.ok(user + system < 1_000_000, `${(user + system) / 1000} ms`);
});
