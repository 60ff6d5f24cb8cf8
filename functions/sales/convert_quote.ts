import type { z } from "zod";
import { invalid } from "../../shared/contracts/kit/problems.ts";
import type { QuoteConversion } from "../../shared/contracts/sales/quotes.ts";
import type { Sql } from "../../shared/db/pool.ts";
import { createInvoice, type InvoiceInput, issueInvoice } from "../../shared/invoicing/save_invoice.ts";
import { type DocumentLanguage, invoiceMail } from "./mail_texts.ts";
import { mailContact } from "./quotes_queries.ts";

/** What an accepted quote hands to its invoice. */
interface Conversion extends InvoiceInput {
  client_id: string;
  quote_id: string;
  date: string;
  language: DocumentLanguage;
}

/**
 * Makes and issues the invoice of an accepted quote in the caller's transaction: either there is one issued invoice
 * afterwards or nothing happened. The row lock of the quote orders simultaneous callers; the unique index
 * quote_already_converted has the last word. Raises not_found, quote_not_accepted, quote_already_converted,
 * VALIDATION_ERROR, client_not_found, bank_details_missing.
 */
export async function convertQuote(sql: Sql, id: string, body: z.output<typeof QuoteConversion>) {
  const [{ conversion }] = await sql<{ conversion: Conversion }[]>`select sales.open_conversion(${id}) as conversion`;
  if (body.due_date !== undefined && body.due_date < conversion.date) {
    throw invalid({ field: "due_date", message: "must not be before the issue date" });
  }
  const draft = await createInvoice(sql, {
    ...conversion,
    due_date: body.due_date ?? null,
    payment_method: body.payment_method?.toLowerCase() ?? null,
  });
  const invoice = await issueInvoice(sql, draft.id);
  const { subject, body: text } = invoiceMail({
    invoice_number: invoice.invoice_number!,
    due_date: invoice.due_date,
    total: invoice.amount_ttc,
    currency: invoice.currency,
    language: conversion.language,
  });
  const attachment = {
    kind: "invoice_pdf",
    id: invoice.id,
    filename: `facture-${invoice.invoice_number}.pdf`,
  } as const;
  await mailContact(sql, { contactId: conversion.client_id, subject, body: text, attachment, entity: "invoice" });
  return {
    invoice: {
      id: invoice.id,
      invoice_number: invoice.invoice_number!,
      quote_id: id,
      contact_id: conversion.client_id,
      issue_date: invoice.date,
      due_date: invoice.due_date,
      total: invoice.amount_ttc,
      status: invoice.status.toUpperCase(),
      payment_method: invoice.payment_method?.toUpperCase() ?? null,
    },
  };
}
