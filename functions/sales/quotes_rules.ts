import { Big } from "big.js";
import { invalid, problem } from "../../shared/contracts/kit/problems.ts";
import type { QuoteStatusCodeName, QuoteStatusName } from "../../shared/contracts/sales/quotes.ts";
import { type Totals, totalsOf } from "../../shared/invoicing/totals_rules.ts";

/** The finer statuses behind each status of /quotes; the first is the one a change of status leads to. */
export const statusCodes: Record<QuoteStatusName, readonly [QuoteStatusCodeName, ...QuoteStatusCodeName[]]> = {
  DRAFT: ["draft"],
  SENT: ["sent", "viewed"],
  ACCEPTED: ["signed", "awaiting_deposit", "completed"],
  REJECTED: ["rejected"],
  EXPIRED: ["expired"],
};

/** Where a quote may go from each status of /quotes. */
export const moves: Record<QuoteStatusName, readonly QuoteStatusName[]> = {
  DRAFT: ["SENT"],
  SENT: ["ACCEPTED", "REJECTED", "EXPIRED"],
  ACCEPTED: [],
  REJECTED: [],
  EXPIRED: ["SENT"],
};

/** The status of /quotes that stands for a finer one. */
export function shownStatus(code: QuoteStatusCodeName): QuoteStatusName {
  const names = Object.keys(statusCodes) as QuoteStatusName[];
  return names.find((name) => statusCodes[name].includes(code))!;
}

export interface QuoteFacts {
  status: QuoteStatusCodeName;
  issue_date: string;
  valid_until: string;
  /** Civil date where the organisation is. */
  today: string;
}

/** What a change of status comes to; null changes nothing. */
export type Move = { status: QuoteStatusCodeName; valid_until: string; reason: string | null } | null;

/**
 * Decides a requested change of status. A quote that is sent must still be valid: one that expired needs a new last day.
 * Raises quote_transition_refused (details from, to, allowed) and VALIDATION_ERROR on valid_until or reason.
 */
export function decideMove(
  quote: QuoteFacts,
  wanted: { status: QuoteStatusName; valid_until?: string; reason?: string },
): Move {
  const from = shownStatus(quote.status);
  const to = wanted.status;
  if (wanted.reason !== undefined && to !== "REJECTED") {
    throw invalid({ field: "reason", message: "is only kept with a rejection" });
  }
  if (wanted.valid_until !== undefined && to !== "SENT") {
    throw invalid({ field: "valid_until", message: "can only be set when the quote is sent" });
  }
  if (from === to) {
    if (wanted.valid_until === undefined || wanted.valid_until === quote.valid_until) return null;
    throw invalid({ field: "valid_until", message: "cannot change once the quote is sent" });
  }
  if (!moves[from].includes(to)) throw problem("quote_transition_refused", { from, to, allowed: moves[from] });
  const validUntil = wanted.valid_until ?? quote.valid_until;
  if (to === "SENT") {
    if (from === "EXPIRED" && wanted.valid_until === undefined) {
      throw invalid({ field: "valid_until", message: "is required to send an expired quote again" });
    }
    if (validUntil < quote.today) throw invalid({ field: "valid_until", message: "must not lie in the past" });
    requireValidity(quote.issue_date, validUntil);
  }
  return { status: statusCodes[to][0], valid_until: validUntil, reason: wanted.reason ?? null };
}

/** Raises VALIDATION_ERROR when a quote would end before it begins. */
export function requireValidity(issueDate: string, validUntil: string): void {
  if (validUntil < issueDate) throw invalid({ field: "valid_until", message: "must not be before the issue date" });
}

/** An item as a request or the table holds it; exact decimals as text. */
export interface ItemInput {
  description: string;
  quantity: string;
  unit_price: string;
  discount?: string;
  /** Absent: the item follows the rate of the quote. */
  vat_rate?: string;
}

export interface PricedItem {
  position: number;
  description: string;
  quantity: string;
  unit_price: string;
  discount_amount: string;
  vat_rate: string;
  has_own_rate: boolean;
}

/** Totals under the names of the columns that keep them. */
export interface TotalColumns {
  subtotal: string;
  vat_amount: string;
  total: string;
  shown_vat_rate: string;
  vat_by_rate: Totals["tva_by_rate"];
}

export function totalColumns(totals: Totals): TotalColumns {
  return {
    subtotal: totals.amount_ht,
    vat_amount: totals.amount_tva,
    total: totals.amount_ttc,
    shown_vat_rate: totals.shown_rate,
    vat_by_rate: totals.tva_by_rate,
  };
}

const LARGEST = new Big("999999999999.99");

/**
 * Items with the rate that holds for each, and the totals of the quote: each line rounded to cents, VAT once per rate.
 * Raises VALIDATION_ERROR for a discount larger than its line and for a total no column can hold.
 */
export function priceItems(items: readonly ItemInput[], quoteRate: string): { items: PricedItem[]; totals: Totals } {
  const priced = items.map((item, i): PricedItem => ({
    position: i + 1,
    description: item.description,
    quantity: item.quantity,
    unit_price: item.unit_price,
    discount_amount: item.discount ?? "0",
    vat_rate: item.vat_rate ?? quoteRate,
    has_own_rate: item.vat_rate !== undefined,
  }));
  const excessive = priced.flatMap(({ quantity, unit_price, discount_amount }, i) =>
    new Big(discount_amount).gt(new Big(quantity).times(unit_price))
      ? [{ field: `items.${i}.discount`, message: "must not exceed the line" }]
      : []
  );
  if (excessive.length > 0) throw invalid(...excessive);
  const totals = totalsOf(priced);
  if (new Big(totals.amount_ttc).gt(LARGEST)) throw invalid({ field: "items", message: "add up to too large a total" });
  return { items: priced, totals };
}
