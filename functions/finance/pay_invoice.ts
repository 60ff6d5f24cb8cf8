import type { Sql } from "../../shared/db/pool.ts";
import {
  changedInvoice,
  confirmPayment,
  type InvoiceJson,
  type PaymentInput,
  recordPayment,
} from "./invoices_queries.ts";

/** Titles of the confirmation a client gets. */
const paidTitles: Record<InvoiceJson["language"], (number: string) => string> = {
  fr: (number) => `Facture ${number} payée`,
  de: (number) => `Rechnung ${number} bezahlt`,
  it: (number) => `Fattura ${number} pagata`,
  en: (number) => `Invoice ${number} paid`,
};

/**
 * Records a payment by hand and tells the client once nothing remains. The invoice row is locked while it is decided, so
 * payments that come at once never exceed what is owed; a bank transaction named as its source is used up by it. Raises
 * invoice_not_found, invoice_draft, invoice_cancelled, invoice_already_paid, invalid_state, amount_invalid, overpayment,
 * payment_date_future, transaction_not_found, already_reconciled and the mismatches of transaction and invoice.
 */
export async function payInvoice(
  sql: Sql,
  id: string,
  input: PaymentInput,
): Promise<{ invoice: InvoiceJson; paymentId: string }> {
  const { changed: [payment], invoice } = await changedInvoice(sql, id, recordPayment(sql, id, input));
  if (invoice.status === "paid" && invoice.sent_to) {
    await confirmPayment(sql, invoice, paidTitles[invoice.language](invoice.invoice_number!));
  }
  return { invoice, paymentId: payment.id };
}
