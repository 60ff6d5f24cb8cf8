import { reconciliation } from "../../shared/contracts/finance/reconciliation.ts";
import { problem } from "../../shared/contracts/kit/problems.ts";
import { pagination } from "../../shared/contracts/kit/paging.ts";
import { firstOr } from "../../shared/db/rows.ts";
import { bind, bindDetached, bindJson, bindRead, type Bound } from "../../shared/http/bind.ts";
import { findBankCompany } from "./bank_queries.ts";
import { matchAsSuggested, matchByHand, refuseSuggestion, undoMatch } from "./confirm_match.ts";
import {
  countOpenTransactions,
  countPending,
  countReconciliations,
  listOpenTransactions,
  listPending,
  listReconciliations,
} from "./reconciliation_queries.ts";
import { runReconciliation } from "./run_reconciliation.ts";
import { suggestMatches } from "./suggest_matches.ts";

export const reconciliationRoutes: Bound[] = [
  bindRead(
    reconciliation.list,
    ({ sql, params, query }) => [
      findBankCompany(sql, params.company),
      listOpenTransactions(sql, params.company, query),
      countOpenTransactions(sql, params.company, query),
    ],
    ([, data, [{ total }]], { query }) => ({ data, pagination: pagination(query, total) }),
  ),
  bindDetached(reconciliation.suggestions, (ctx) => suggestMatches(ctx, ctx.params.transactionId)),
  bindRead(
    reconciliation.pending,
    ({ sql, params, query }) => [
      findBankCompany(sql, params.company),
      listPending(sql, params.company, query),
      countPending(sql, params.company),
    ],
    ([, rows, [{ total }]], { query }) => ({
      data: rows.map(({ transaction, ...suggestion }) => ({ transaction, suggestion })),
      pagination: pagination(query, total),
    }),
  ),
  bind(reconciliation.match, ({ sql, body }) => matchByHand(sql, body)),
  bind(reconciliation.validate, ({ sql, body }) => matchAsSuggested(sql, body.suggestion_id)),
  bind(reconciliation.reject, ({ sql, body }) => refuseSuggestion(sql, body.suggestion_id, body.reason)),
  bind(reconciliation.manual, ({ sql, body }) => matchByHand(sql, body)),
  bind(reconciliation.undo, ({ sql, params, body }) => undoMatch(sql, params.id, body.reason)),
  bind(reconciliation.auto, async ({ sql, params, body }) => {
    const company = firstOr(await findBankCompany(sql, params.company), "company_invalid");
    return await runReconciliation(sql, company.id, body);
  }),
  bindRead(
    reconciliation.history,
    ({ sql, params, query }) => {
      if (query.from && query.to && query.from > query.to) throw problem("date_range_invalid");
      return [
        findBankCompany(sql, params.company),
        listReconciliations(sql, params.company, query),
        countReconciliations(sql, params.company, query),
      ];
    },
    ([, data, [{ total }]], { query }) => ({ data, pagination: pagination(query, total) }),
  ),
  bindJson(reconciliation.report, ({ params, query }) => ({
    fn: "finance.reconciliation_report",
    args: [params.company, query.from ?? null, query.to ?? null],
  })),
];
