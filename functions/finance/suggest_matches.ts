import { firstOr } from "../../shared/db/rows.ts";
import type { Detached } from "../../shared/http/bind.ts";
import { findMovement, listInvoicesToMatch, storeSuggestions } from "./matching_queries.ts";
import { listSuggestions } from "./reconciliation_queries.ts";
import { decideMatch, invoicePool } from "./reconciliation_rules.ts";
import { MAX_OPEN_INVOICES } from "./run_reconciliation.ts";

/**
 * The suggestions of a movement; where there are none yet they are worked out and stored, so that they can be decided on.
 * Raises transaction_not_found.
 */
export async function suggestMatches(
  { read, transact }: Pick<Detached<unknown, unknown, unknown>, "read" | "transact">,
  id: string,
) {
  const known = await read(async (sql) => {
    const [found, suggestions] = await Promise.all([findMovement(sql, id), listSuggestions(sql, id)]);
    const movement = firstOr(found, "transaction_not_found");
    if (suggestions.length > 0 || movement.reconciled) return { suggestions, candidates: [] };
    const invoices = await listInvoicesToMatch(sql, movement.owner_company_id, [movement], MAX_OPEN_INVOICES);
    return { suggestions, candidates: decideMatch(movement, invoicePool(invoices)).candidates };
  });
  if (known.candidates.length === 0) return known.suggestions;
  return await transact(async (sql) => {
    const [, suggestions] = await Promise.all([storeSuggestions(sql, id, known.candidates), listSuggestions(sql, id)]);
    return suggestions;
  });
}
