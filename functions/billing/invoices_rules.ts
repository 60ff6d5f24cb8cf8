import type { z } from "zod";
import type { BillingStatus } from "../../shared/contracts/billing/invoices.ts";

export type BillingStatusName = z.output<typeof BillingStatus>;

/** Where an invoice may go by hand; OVERDUE comes by itself and PAID ends only with its payments. */
const moves: Record<BillingStatusName, readonly BillingStatusName[]> = {
  DRAFT: ["SENT", "CANCELLED"],
  SENT: ["PAID", "CANCELLED"],
  OVERDUE: ["PAID", "CANCELLED"],
  PAID: [],
  CANCELLED: [],
};

/** The statuses an invoice may change to from here. */
export function movesFrom(status: BillingStatusName): readonly BillingStatusName[] {
  return moves[status];
}
