import type { z } from "zod";
import { invalid } from "../../shared/contracts/kit/problems.ts";
import type { QuoteConversion } from "../../shared/contracts/sales/quotes.ts";
import type { Sql } from "../../shared/db/pool.ts";
import { createInvoice, issueInvoice } from "../../shared/invoicing/save_invoice.ts";
import { sendInvoice } from "../../shared/invoicing/send_invoice.ts";
import { openConversion } from "./quotes_queries.ts";
import { unlessMailFails } from "./unless_mail_fails.ts";

/**
 * Makes and issues the invoice of an accepted quote in the caller's transaction: either there is one issued invoice
 * afterwards or nothing happened. The row lock of the quote orders simultaneous callers; the unique index
 * quote_already_converted has the last word. Raises not_found, quote_not_accepted, quote_already_converted,
 * VALIDATION_ERROR, client_not_found, bank_details_missing.
 */
export async function convertQuote(sql: Sql, id: string, body: z.output<typeof QuoteConversion>) {
  const conversion = await openConversion(sql, id);
  if (body.due_date !== undefined && body.due_date < conversion.date) {
    throw invalid({ field: "due_date", message: "must not be before the issue date" });
  }
  const draft = await createInvoice(sql, {
    ...conversion,
    due_date: body.due_date ?? null,
    payment_method: body.payment_method?.toLowerCase() ?? null,
  });
  const { invoice_number, status } = await issueAndMail(sql, draft.id);
  return {
    invoice: {
      id: draft.id,
      invoice_number,
      quote_id: id,
      contact_id: conversion.client_id,
      issue_date: draft.date,
      due_date: draft.due_date,
      total: draft.amount_ttc,
      status: status.toUpperCase(),
      payment_method: draft.payment_method?.toUpperCase() ?? null,
    },
  };
}

/** Issues the invoice and queues its mail; when the mail cannot be queued the invoice is issued without it. */
async function issueAndMail(sql: Sql, id: string): Promise<{ invoice_number: string; status: string }> {
  const sent = await unlessMailFails(
    sql,
    { entity: "invoice", id },
    () => sendInvoice(sql, id, { recipient_required: false }),
  );
  if (sent) return sent;
  const { invoice_number, status } = await issueInvoice(sql, id);
  return { invoice_number: invoice_number!, status };
}
