import { problem } from "../../shared/contracts/kit/problems.ts";
import type { Sql } from "../../shared/db/pool.ts";
import { firstOr } from "../../shared/db/rows.ts";
import {
  acceptSuggestion,
  confirmMatch,
  findInvoiceToMatch,
  findMovement,
  rejectSuggestion,
  undoReconciliation,
} from "./matching_queries.ts";
import { findReconciliation, findSuggestion } from "./reconciliation_queries.ts";
import { scorePair } from "./reconciliation_rules.ts";

export interface MatchByHand {
  transaction_id: string;
  invoice_id: string;
  invoice_type: "client" | "supplier";
  /** Absent: as much as both have left. */
  amount?: string;
  notes?: string;
}

/**
 * Matches because a person says so, and keeps what the engine would have given the pair. Raises transaction_not_found,
 * invoice_not_found, already_reconciled, currency_mismatch, direction_mismatch, company_mismatch,
 * amount_exceeds_transaction and what recording a payment raises.
 */
export async function matchByHand(sql: Sql, { amount, notes, invoice_type, ...pair }: MatchByHand) {
  const [[movement], [invoice]] = await Promise.all([
    findMovement(sql, pair.transaction_id),
    invoice_type === "client" ? findInvoiceToMatch(sql, pair.invoice_id) : [],
  ]);
  if (!movement) throw problem("transaction_not_found");
  if (invoice_type === "supplier") throw problem("invoice_not_found");
  const judged = invoice ? scorePair(movement, invoice) : null;
  const [{ id }] = await confirmMatch(sql, {
    ...pair,
    amount: amount ?? null,
    notes: notes || null,
    score: judged?.score ?? null,
    confidence: judged?.confidence ?? null,
    reasons: judged?.reasons ?? [],
  });
  return firstOr(await findReconciliation(sql, id), "reconciliation_not_found");
}

/** Matches as the engine suggested. Raises suggestion_not_found, suggestion_not_pending and what matching raises. */
export async function matchAsSuggested(sql: Sql, suggestionId: string) {
  const [{ id }] = await acceptSuggestion(sql, suggestionId);
  return firstOr(await findReconciliation(sql, id), "reconciliation_not_found");
}

/** Refuses a suggestion for good. Raises suggestion_not_found, suggestion_not_pending. */
export async function refuseSuggestion(sql: Sql, suggestionId: string, reason: string | undefined) {
  const [, found] = await Promise.all([rejectSuggestion(sql, suggestionId, reason), findSuggestion(sql, suggestionId)]);
  return firstOr(found, "suggestion_not_found");
}

/** Takes a match back. Raises reconciliation_not_found, not_reconciled, period_closed. */
export async function undoMatch(sql: Sql, id: string, reason: string) {
  const [, found] = await Promise.all([undoReconciliation(sql, id, reason), findReconciliation(sql, id)]);
  return firstOr(found, "reconciliation_not_found");
}
