import fc from "fast-check";
import type { InvoiceToMatch, MovementToMatch } from "../../functions/finance/reconciliation_rules.ts";
import { sampleQrr } from "./camt_samples.ts";

export const CLIENT = "Rivière Conseil Sàrl";

/** An open client invoice of 1623.51 due on 4 February 2026. */
export function invoice(changes: Partial<InvoiceToMatch> = {}): InvoiceToMatch {
  return {
    id: "invoice-a",
    type: "client",
    number: "HYP-2026-0042",
    currency: "CHF",
    remaining: "1623.51",
    issue_date: "2026-01-05",
    due_date: "2026-02-04",
    reference: sampleQrr(42),
    party_name: CLIENT,
    ...changes,
  };
}

/** Exactly the open amount on the due date, saying nothing else. */
export function movement(changes: Partial<MovementToMatch> = {}): MovementToMatch {
  return {
    id: "movement-1",
    amount: "1623.51",
    currency: "CHF",
    date: "2026-02-04",
    description: "",
    reference: null,
    counterparty_name: null,
    counterparty_iban: null,
    ...changes,
  };
}

/** A decimal amount from 0.01 up to the cents given. */
export const money = (max: number) =>
  fc.integer({ min: 1, max }).map((cents) => `${Math.floor(cents / 100)}.${String(cents % 100).padStart(2, "0")}`);
const day = fc.integer({ min: 0, max: 120 }).map((offset) =>
  new Date(Date.UTC(2026, 0, 1) + offset * 86_400_000).toISOString().slice(0, 10)
);
export const arbitraryInvoice = fc.record({
  type: fc.constantFrom("client" as const, "supplier" as const),
  number: fc.integer({ min: 1, max: 9 }).map((n) => `HYP-2026-000${n}`),
  remaining: fc.oneof(money(30_000), fc.constant("0.00")),
  issue_date: day,
  due_date: fc.option(day),
  reference: fc.option(fc.integer({ min: 1, max: 6 }).map(sampleQrr)),
  party_name: fc.constantFrom(CLIENT, "Müller AG", "Hans Muster"),
});
export const arbitraryInvoices = fc.array(arbitraryInvoice, { maxLength: 12 })
  .map((list) => list.map((changes, index) => invoice({ ...changes, id: `invoice-${index}` })));
export const arbitraryMovement = fc.record({
  amount: fc.tuple(fc.boolean(), money(30_000)).map(([out, amount]) => (out ? `-${amount}` : amount)),
  date: day,
  description: fc.constantFrom("", "HYP-2026-0003", "facture 0004 Muster", "Loyer 2026"),
  reference: fc.option(fc.integer({ min: 1, max: 6 }).map(sampleQrr)),
  counterparty_name: fc.option(fc.constantFrom("Riviere Conseil", "MUELLER AG", "Muster Hans")),
}).map(movement);
