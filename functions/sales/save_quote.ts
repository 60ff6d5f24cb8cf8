import type { z } from "zod";
import { invalid, problem } from "../../shared/contracts/kit/problems.ts";
import type { Quote, QuoteCreate, QuoteUpdate } from "../../shared/contracts/sales/quotes.ts";
import type { Sql } from "../../shared/db/pool.ts";
import { firstOr } from "../../shared/db/rows.ts";
import {
  findClient,
  findQuote,
  insertQuote,
  listItems,
  lockQuote,
  type QuoteChanges,
  quoteContext,
  replaceItems,
  updateQuote,
} from "./quotes_queries.ts";
import { priceItems, requireValidity, totalColumns } from "./quotes_rules.ts";

type WireQuote = z.input<typeof Quote>;

/**
 * Creates a draft quote owned by the caller, numbered without gaps. Raises VALIDATION_ERROR, company_invalid,
 * company_required, company_access_denied, vat_rate_invalid.
 */
export async function createQuote(sql: Sql, body: z.output<typeof QuoteCreate>): Promise<WireQuote> {
  const context = await quoteContext(sql, body.contact_id, body.owner_company_id ?? null, body.issue_date ?? null);
  if (!context.client) throw unknownContact();
  requireValidity(context.issue_date, body.valid_until);
  const vatRate = body.vat_rate ?? context.usual_vat_rate;
  const { items, totals } = priceItems(body.items, vatRate);
  return await insertQuote(sql, {
    ...context.client,
    ...totalColumns(totals),
    owner_company_id: context.owner_company_id,
    contact_id: body.contact_id,
    title: body.title ?? null,
    issue_date: context.issue_date,
    valid_until: body.valid_until,
    currency: context.currency,
    language: context.language,
    vat_rate: vatRate,
    notes: body.notes ?? null,
    items,
  });
}

/** Changes a draft. Raises not_found, quote_not_draft, VALIDATION_ERROR. */
export async function patchQuote(sql: Sql, id: string, patch: z.output<typeof QuoteUpdate>): Promise<WireQuote> {
  const quote = firstOr(await lockQuote(sql, id), "not_found");
  if (quote.status !== "draft") throw problem("quote_not_draft", { status: quote.status });
  const issueDate = patch.issue_date ?? quote.issue_date;
  if (issueDate.slice(0, 4) !== quote.issue_date.slice(0, 4)) {
    throw invalid({ field: "issue_date", message: "must stay in the year of the quote number" });
  }
  requireValidity(issueDate, patch.valid_until ?? quote.valid_until);

  const changes: QuoteChanges = definedOnly({
    contact_id: patch.contact_id,
    title: patch.title,
    issue_date: patch.issue_date,
    valid_until: patch.valid_until,
    vat_rate: patch.vat_rate,
    notes: patch.notes,
  });
  if (patch.contact_id !== undefined) Object.assign(changes, await clientColumns(sql, patch.contact_id));
  if (patch.items !== undefined || patch.vat_rate !== undefined) {
    const rate = patch.vat_rate ?? quote.vat_rate;
    const { items, totals } = priceItems(patch.items ?? await listItems(sql, id), rate);
    Object.assign(changes, totalColumns(totals));
    await replaceItems(sql, id, items);
  }
  // Only keys that are ignored may be left: then there is nothing to write.
  if (Object.keys(changes).length > 0) await updateQuote(sql, id, changes);
  return await findQuote(sql, id);
}

async function clientColumns(sql: Sql, contactId: string) {
  const client = await findClient(sql, contactId);
  if (!client) throw unknownContact();
  return client;
}

function unknownContact() {
  return invalid({ field: "contact_id", message: "is not a contact of yours" });
}

function definedOnly<T extends object>(values: T): Partial<T> {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as Partial<T>;
}
