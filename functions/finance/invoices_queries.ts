import type { z } from "zod";
import type { Invoice } from "../../shared/contracts/finance/invoice_schemas.ts";
import type { Sql } from "../../shared/db/pool.ts";

export type InvoiceJson = z.input<typeof Invoice>;

const asJsonb = (value: unknown) => JSON.stringify(value);

/** JSON made by Postgres ends its instants in +00:00; ours end in Z. */
const utcOffset = /(?<="\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{1,6})?)\+00:00(?=")/g;

function parsed(invoice: string): InvoiceJson {
  return JSON.parse(invoice.replace(utcOffset, "Z"));
}

/** Creates a draft and gives the whole of it. */
export async function insertInvoice(sql: Sql, input: unknown): Promise<InvoiceJson> {
  const [row] = await sql<{ invoice: string }[]>`
    select finance.create_invoice_json(${asJsonb(input)}::text::jsonb)::text as invoice`;
  return parsed(row.invoice);
}

/**
 * Runs a statement on an invoice and reads the invoice after it. Both leave in one flight, in this order: a query is sent when
 * somebody waits for it, not when it is written down.
 */
export async function changedInvoice<T>(
  sql: Sql,
  id: string,
  change: PromiseLike<T>,
): Promise<{ changed: T; invoice: InvoiceJson }> {
  const read = sql<{ invoice: string }[]>`select finance.invoice_json(${id})::text as invoice`;
  const [changed, [row]] = await Promise.all([change, read]);
  return { changed, invoice: parsed(row.invoice) };
}

export async function findInvoice(sql: Sql, id: string): Promise<InvoiceJson> {
  const [row] = await sql<{ invoice: string }[]>`select finance.invoice_json(${id})::text as invoice`;
  return parsed(row.invoice);
}

export function updateInvoice(sql: Sql, id: string, patch: unknown) {
  return sql`select finance.update_invoice(${id}, ${asJsonb(patch)}::text::jsonb)`;
}

export function cancelInvoice(sql: Sql, id: string, reason: string) {
  return sql`select finance.cancel_invoice(${id}, ${reason})`;
}

export async function duplicateInvoice(sql: Sql, id: string): Promise<string> {
  const [row] = await sql<{ id: string }[]>`select finance.duplicate_invoice(${id}) as id`;
  return row.id;
}

export interface PaymentInput {
  /** Absent: all that remains. */
  amount?: string;
  payment_date?: string;
  payment_method: string;
  transaction_id?: string;
  notes?: string;
}

export function recordPayment(sql: Sql, id: string, payment: PaymentInput) {
  return sql<{ id: string }[]>`
    select finance.record_payment(${id}, ${payment.amount ?? null}::numeric, ${payment.payment_date ?? null}::date,
      ${payment.payment_method}, ${payment.transaction_id ?? null}::uuid, ${payment.notes ?? null}::text, false) as id`;
}

/** Tells the client that the money has arrived, once per invoice until read. */
export function confirmPayment(sql: Sql, invoice: InvoiceJson, title: string) {
  return sql`
    select notifications.notify('invoice_paid', ${title}, '',
      ${asJsonb({ invoice_id: invoice.id, invoice_number: invoice.invoice_number })}::text::jsonb,
      ${invoice.sent_to}, 'normal', ${`invoice_paid:${invoice.id}`})`;
}

/** Marks what is due and unpaid as overdue; for unattended work. */
export function markOverdue(sql: Sql) {
  return sql<{ affected: number }[]>`select finance.mark_overdue() as affected`;
}
