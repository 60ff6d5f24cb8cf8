import type { z } from "zod";
import type { InvoiceStatusChange } from "../../shared/contracts/billing/invoices.ts";
import { invalid, problem } from "../../shared/contracts/kit/problems.ts";
import { firstOr } from "../../shared/db/rows.ts";
import type { Sql } from "../../shared/db/pool.ts";
import { problemOf } from "../../shared/db/sqlstate.ts";
import { sendInvoice } from "../../shared/invoicing/send_invoice.ts";
import { cancelInvoice, findStatus, payRemaining, type StatusRow } from "./invoices_queries.ts";
import { movesFrom } from "./invoices_rules.ts";

type Change = z.output<typeof InvoiceStatusChange>;

/**
 * Moves an invoice to another status with everything that belongs to it: number and mail, payment and ledger, mirror entry.
 * The same status changes nothing. Raises not_found, invoice_transition_refused, has_payments, VALIDATION_ERROR without the
 * payment method of a payment, and what sending, paying and cancelling raise.
 */
export async function changeInvoiceStatus(sql: Sql, id: string, change: Change): Promise<StatusRow> {
  const invoice = firstOr(await findStatus(sql, id), "not_found");
  if (invoice.status === change.status) return invoice;
  const allowed = movesFrom(invoice.status);
  if (!allowed.includes(change.status)) {
    throw problem("invoice_transition_refused", { from: invoice.status, to: change.status, allowed });
  }
  await move(sql, id, change);
  return firstOr(await findStatus(sql, id), "not_found");
}

async function move(sql: Sql, id: string, { status, payment_method, paid_at }: Change): Promise<void> {
  if (status === "SENT") {
    await sendInvoice(sql, id, { recipient_required: false });
  } else if (status === "PAID") {
    if (!payment_method) throw invalid({ field: "payment_method", message: "is required" });
    await payRemaining(sql, id, payment_method.toLowerCase(), paid_at);
  } else {
    await cancelUnpaid(sql, id);
  }
}

async function cancelUnpaid(sql: Sql, id: string): Promise<void> {
  try {
    await cancelInvoice(sql, id);
  } catch (error) {
    // Older clients know this refusal under a name of its own.
    if (problemOf(error)?.kind.name === "invoice_has_payments") {
      throw problem("has_payments", undefined, { cause: error });
    }
    throw error;
  }
}
