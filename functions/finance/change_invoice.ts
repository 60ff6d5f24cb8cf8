import type { z } from "zod";
import type { InvoiceCreate, InvoiceUpdate } from "../../shared/contracts/finance/invoice_schemas.ts";
import { problem } from "../../shared/contracts/kit/problems.ts";
import type { Sql } from "../../shared/db/pool.ts";
import {
  cancelInvoice,
  changedInvoice,
  duplicateInvoice,
  findInvoice,
  insertInvoice,
  type InvoiceJson,
  updateInvoice,
} from "./invoices_queries.ts";

/**
 * Creates a draft. Raises company_required, company_invalid, company_access_denied, client_not_found, vat_rate_invalid,
 * currency_unsupported, amount_out_of_range, discount_exceeds_line, invoice_due_before_date, invoice_service_period.
 */
export function createDraft(sql: Sql, body: z.output<typeof InvoiceCreate>): Promise<InvoiceJson> {
  const { owner_company, line_items, ...rest } = body;
  return insertInvoice(sql, { ...rest, owner_company: owner_company ?? null, lines: line_items });
}

/** Changes a draft. Raises invoice_not_found, invoice_not_draft, version_conflict and what a new draft may raise. */
export async function changeDraft(sql: Sql, id: string, body: z.output<typeof InvoiceUpdate>): Promise<InvoiceJson> {
  const { line_items, ...patch } = body;
  const change = updateInvoice(sql, id, line_items ? { ...patch, lines: line_items } : patch);
  return (await changedInvoice(sql, id, change)).invoice;
}

/** Cancels an invoice nobody has paid. Raises reason_required and what finance.cancel_invoice raises. */
export async function cancelUnpaid(sql: Sql, id: string, reason = ""): Promise<InvoiceJson> {
  if (reason.length < 3) throw problem("reason_required");
  return (await changedInvoice(sql, id, cancelInvoice(sql, id, reason))).invoice;
}

/** Copies an invoice into a new draft. Raises invoice_not_found, not_duplicable and what a new draft may raise. */
export async function copyInvoice(sql: Sql, id: string): Promise<InvoiceJson> {
  return await findInvoice(sql, await duplicateInvoice(sql, id));
}
