import type { Sql } from "../db/pool.ts";
import type { Decimal } from "./totals_rules.ts";

export type InvoiceType =
  | "standard"
  | "deposit"
  | "balance"
  | "milestone"
  | "recurring"
  | "time_and_materials"
  | "support"
  | "credit_note";

export interface InvoiceLineInput {
  description: string;
  quantity: Decimal;
  unit?: string | null;
  unit_price: Decimal;
  /** Rate by code or by figure; neither means the company's usual one. */
  vat_code?: string | null;
  vat_rate?: Decimal | null;
  /** Percent. */
  discount?: Decimal | null;
  discount_amount?: Decimal | null;
  service_date?: string | null;
  /** Revenue account; absent: the company's usual one. */
  account_number?: string | null;
}

export interface InvoiceInput {
  /** Absent where the tenant keeps no companies. */
  owner_company_id?: string | null;
  client_id?: string | null;
  /** Finds the one contact of that name, or replaces the printed name beside client_id. */
  client_name?: string | null;
  type?: InvoiceType;
  /** Civil dates; absent: today, and the payment terms of the company after it. */
  date?: string | null;
  due_date?: string | null;
  payment_terms?: number | null;
  currency?: string | null;
  service_from?: string | null;
  service_to?: string | null;
  project_id?: string | null;
  contact_id?: string | null;
  quote_id?: string | null;
  original_invoice_id?: string | null;
  payment_method?: string | null;
  notes?: string | null;
  language?: string | null;
  /** VAT rates given with the lines were decided before and are not checked against the day of supply. */
  keep_rates?: boolean;
  lines: InvoiceLineInput[];
}

/** The row other engines need after they made or issued an invoice. */
export interface InvoiceRow {
  id: string;
  invoice_number: string | null;
  status: string;
  client_id: string | null;
  quote_id: string | null;
  date: string;
  due_date: string;
  currency: string;
  amount_ht: string;
  amount_tva: string;
  amount_ttc: string;
  payment_method: string | null;
  version: number;
}

/**
 * Creates a draft invoice owned by the caller; VAT rates, totals, due date and the client's address are worked out by the
 * database in the same statement. Raises client_not_found, company_not_found, vat_rate_invalid, currency_unsupported,
 * discount_exceeds_line, amount_out_of_range, invoice_due_before_date, quote_already_converted, authorization_error.
 */
export async function createInvoice(sql: Sql, input: InvoiceInput): Promise<InvoiceRow> {
  const [{ id }] = await sql<{ id: string }[]>`
    select finance.create_invoice(${JSON.stringify(input)}::text::jsonb) as id`;
  return await findInvoiceRow(sql, id);
}

/**
 * Moves a draft to sent: number, frozen contents, payment reference, ledger entry and activity, all in the caller's
 * transaction. No mail leaves. Raises invoice_not_found, invoice_not_draft, invoice_cancelled, bank_details_missing.
 */
export async function issueInvoice(sql: Sql, id: string): Promise<InvoiceRow> {
  await sql`select finance.issue_invoice(${id})`;
  return await findInvoiceRow(sql, id);
}

async function findInvoiceRow(sql: Sql, id: string): Promise<InvoiceRow> {
  const [row] = await sql<InvoiceRow[]>`
    select id, invoice_number, finance.shown_status(status, due_date, finance.today()) as status, client_id, quote_id, date,
      due_date, currency, amount_ht, amount_tva, amount_ttc, payment_method, version
    from finance.invoices where id = ${id}`;
  return row;
}
