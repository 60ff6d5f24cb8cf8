import { quotes } from "../../shared/contracts/sales/quotes.ts";
import { bind, bindDetached, bindJson, type Bound } from "../../shared/http/bind.ts";
import { quoteFile } from "../../shared/quoting/quote_file.ts";
import { findQuoteFile } from "../../shared/quoting/quote_file_queries.ts";
import { changeQuoteStatus, removeQuote } from "./change_quote_status.ts";
import { convertQuote } from "./convert_quote.ts";
import { statusCodes } from "./quotes_rules.ts";
import { createQuote, patchQuote } from "./save_quote.ts";

export const quoteRoutes: Bound[] = [
  bindJson(quotes.list, ({ query }) => ({
    fn: "sales.quote_page",
    args: [
      query.page,
      query.limit,
      query.contact_id ?? null,
      query.status?.length ? query.status.flatMap((status) => statusCodes[status]) : null,
    ],
  })),
  bind(quotes.create, ({ sql, body }) => createQuote(sql, body)),
  bindJson(quotes.get, ({ params }) => ({ fn: "sales.quote_json", args: [params.id] })),
  bind(quotes.update, ({ sql, params, body }) => patchQuote(sql, params.id, body)),
  bind(quotes.archive, ({ sql, params }) => removeQuote(sql, params.id)),
  bind(quotes.changeStatus, ({ sql, params, body }) => changeQuoteStatus(sql, params.id, body)),
  bind(quotes.convert, ({ sql, params, body }) => convertQuote(sql, params.id, body)),
  // Drawing takes far longer than reading, so it happens outside the transaction.
  bindDetached(
    quotes.pdf,
    async ({ read, params }) => await quoteFile(await read((sql) => findQuoteFile(sql, params.id))),
  ),
];
