import assert from "node:assert/strict";
import { Big } from "big.js";
import fc from "fast-check";
import {
  decideMove,
  moves,
  priceItems,
  type QuoteFacts,
  shownStatus,
  statusCodes,
} from "../../functions/sales/quotes_rules.ts";
import { Problem } from "../../shared/contracts/kit/problems.ts";
import { QuoteStatus, QuoteStatusCode, type QuoteStatusName } from "../../shared/contracts/sales/quotes.ts";

const statuses = QuoteStatus.options;

function refusal(work: () => unknown): Problem {
  try {
    work();
  } catch (error) {
    if (error instanceof Problem) return error;
    throw error;
  }
  throw new Error("nothing was refused");
}

function fieldsOf(problem: Problem): string[] {
  return (problem.details as { field: string }[]).map((issue) => issue.field);
}

Deno.test("priceItems computes the worked example with one rate", () => {
  const { items, totals } = priceItems([
    { description: "a", quantity: "1", unit_price: "120" },
    { description: "b", quantity: "2", unit_price: "90" },
  ], "20");
  assert.deepEqual(totals.line_nets, ["120.00", "180.00"]);
  assert.deepEqual([totals.amount_ht, totals.amount_tva, totals.amount_ttc], ["300.00", "60.00", "360.00"]);
  assert.equal(totals.shown_rate, "20.00");
  assert.deepEqual(items.map((i) => [i.position, i.vat_rate, i.has_own_rate]), [[1, "20", false], [2, "20", false]]);
});

Deno.test("priceItems computes the worked example with mixed rates", () => {
  const { totals } = priceItems([
    { description: "a", quantity: "2", unit_price: "100" },
    { description: "b", quantity: "1", unit_price: "50", vat_rate: "5.5" },
  ], "20");
  assert.deepEqual([totals.amount_ht, totals.amount_tva, totals.amount_ttc], ["250.00", "42.75", "292.75"]);
  assert.equal(totals.shown_rate, "17.10");
});

Deno.test("priceItems takes the discount off the line and refuses one larger than it", () => {
  const line = { description: "a", quantity: "3", unit_price: "33.3333" };
  assert.deepEqual(priceItems([{ ...line, discount: "10" }], "0").totals.line_nets, ["90.00"]);
  assert.equal(priceItems([{ ...line, discount: "99.99" }], "20").totals.amount_ttc, "0.01");
  const excessive = refusal(() => priceItems([line, { ...line, discount: "100" }], "20"));
  assert.deepEqual(fieldsOf(excessive), ["items.1.discount"]);
  assert.deepEqual(
    fieldsOf(refusal(() => priceItems([{ ...line, quantity: "99999999", unit_price: "999999999" }], "20"))),
    [
      "items",
    ],
  );
});

Deno.test("priceItems charges each rate on the sum of its lines and totals add up", () => {
  const cents = (max: number) => fc.integer({ min: 0, max }).map((n) => (n / 100).toFixed(2));
  const item = fc.record({
    description: fc.constant("x"),
    quantity: fc.integer({ min: 1, max: 99_999 }).map((n) => (n / 1000).toFixed(3)),
    unit_price: cents(1_000_000),
    vat_rate: fc.option(fc.constantFrom("20", "10", "5.5", "2.1", "0"), { nil: undefined }),
  });
  fc.assert(fc.property(fc.array(item, { minLength: 1, maxLength: 30 }), (items) => {
    const { items: priced, totals } = priceItems(items, "20");
    const rates = new Map<string, Big>();
    priced.forEach((line, i) => {
      const net = new Big(line.quantity).times(line.unit_price).round(2);
      assert.equal(totals.line_nets[i], net.toFixed(2));
      rates.set(line.vat_rate, (rates.get(line.vat_rate) ?? new Big(0)).plus(net));
    });
    const net = [...rates.values()].reduce((sum, n) => sum.plus(n), new Big(0));
    const tax = [...rates].reduce((sum, [rate, n]) => sum.plus(n.times(rate).div(100).round(2)), new Big(0));
    assert.deepEqual([totals.amount_ht, totals.amount_tva], [net.toFixed(2), tax.toFixed(2)]);
    assert.equal(totals.amount_ttc, net.plus(tax).toFixed(2));
  }));
});

Deno.test("decideMove follows the table of moves for every pair of statuses", () => {
  const allowed = new Set(["DRAFT>SENT", "SENT>ACCEPTED", "SENT>REJECTED", "SENT>EXPIRED", "EXPIRED>SENT"]);
  for (const from of statuses) {
    for (const code of statusCodes[from]) {
      for (const to of statuses) {
        const quote = { status: code, issue_date: "2026-01-01", valid_until: "2026-03-31", today: "2026-01-31" };
        const decide = () =>
          decideMove(quote, { status: to, ...(from === "EXPIRED" && to === "SENT" && { valid_until: "2026-04-30" }) });
        if (from === to) assert.equal(decide(), null, `${from} again changes nothing`);
        else if (allowed.has(`${from}>${to}`)) assert.equal(decide()?.status, statusCodes[to][0], `${code} to ${to}`);
        else {
          const { kind, details } = refusal(decide);
          assert.deepEqual([kind.status, kind.code], [400, "INVALID_STATUS_TRANSITION"], `${code} to ${to}`);
          assert.deepEqual(details, { reason: "quote_transition_refused", from, to, allowed: moves[from] });
        }
      }
    }
  }
});

Deno.test("decideMove sends only a quote that is still valid and wants a new day for an expired one", () => {
  const quote: QuoteFacts = {
    status: "draft",
    issue_date: "2026-01-10",
    valid_until: "2026-01-31",
    today: "2026-01-31",
  };
  const send = (facts: Partial<QuoteFacts>, valid_until?: string) =>
    decideMove({ ...quote, ...facts }, { status: "SENT", valid_until });
  assert.equal(send({})?.valid_until, "2026-01-31");
  assert.equal(send({}, "2026-02-28")?.valid_until, "2026-02-28");
  assert.deepEqual(fieldsOf(refusal(() => send({ today: "2026-02-01" }))), ["valid_until"]);
  assert.equal(send({ today: "2026-02-01" }, "2026-02-01")?.valid_until, "2026-02-01");
  assert.deepEqual(fieldsOf(refusal(() => send({ status: "expired" }))), ["valid_until"]);
  assert.deepEqual(fieldsOf(refusal(() => send({ status: "expired" }, "2026-01-30"))), ["valid_until"]);
  assert.equal(send({ status: "expired" }, "2026-01-31")?.status, "sent");
  assert.deepEqual(fieldsOf(refusal(() => send({ issue_date: "2026-03-01" }, "2026-02-28"))), ["valid_until"]);
  assert.equal(send({ status: "sent" }, "2026-01-31"), null);
  assert.deepEqual(fieldsOf(refusal(() => send({ status: "sent" }, "2026-02-28"))), ["valid_until"]);
});

Deno.test("decideMove keeps a reason with a rejection and nowhere else", () => {
  const quote = { status: "viewed" as const, issue_date: "2026-01-10", valid_until: "2026-01-31", today: "2026-01-31" };
  assert.deepEqual(decideMove(quote, { status: "REJECTED", reason: "too dear" })?.reason, "too dear");
  assert.deepEqual(fieldsOf(refusal(() => decideMove(quote, { status: "ACCEPTED", reason: "fine" }))), ["reason"]);
  assert.deepEqual(fieldsOf(refusal(() => decideMove(quote, { status: "EXPIRED", valid_until: "2027-01-01" }))), [
    "valid_until",
  ]);
});

Deno.test("statusCodes gives every finer status exactly one status of /quotes", () => {
  const all = Object.values(statusCodes).flat();
  assert.deepEqual([...all].sort(), [...QuoteStatusCode.options].sort());
  for (const [name, codes] of Object.entries(statusCodes)) {
    for (const code of codes) assert.equal(shownStatus(code), name as QuoteStatusName);
  }
});
