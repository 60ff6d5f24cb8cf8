import { bank } from "../../shared/contracts/finance/bank.ts";
import { pagination } from "../../shared/contracts/kit/paging.ts";
import { firstOr } from "../../shared/db/rows.ts";
import { bind, bindDetached, bindJson, bindRead, type Bound } from "../../shared/http/bind.ts";
import { countAccounts, findBankCompany, insertAccount, listAccounts } from "./bank_queries.ts";
import { importBankCsv, importCamt053 } from "./import_statement.ts";

export const bankRoutes: Bound[] = [
  bindDetached(bank.importCamt053, (ctx) => importCamt053(ctx)),
  bindDetached(bank.importCsv, (ctx) => importBankCsv(ctx)),
  bindJson(bank.stats, ({ params, query }) => ({
    fn: "finance.bank_stats",
    args: [params.company, query.from ?? null, query.to ?? null],
  })),
  bindRead(
    bank.accounts,
    ({ sql, query }) => [
      listAccounts(sql, query),
      countAccounts(sql, query),
      query.owner_company === undefined ? Promise.resolve([]) : findBankCompany(sql, query.owner_company),
    ],
    ([data, [{ total }]], { query }) => ({ data, pagination: pagination(query, total) }),
  ),
  bind(bank.createAccount, async ({ sql, body }) => {
    const company = firstOr(await findBankCompany(sql, body.owner_company), "company_invalid");
    return firstOr(await insertAccount(sql, company.id, { currency: company.currency, ...body }), "not_found");
  }),
];
