import { problem } from "../../shared/contracts/kit/problems.ts";
import type { Sql } from "../../shared/db/pool.ts";
import { DocumentProblem } from "../../shared/documents/document_problem.ts";
import type { QrBillData } from "../../shared/documents/swiss_qr_bill.ts";
import { serviceTransaction } from "../../shared/http/service_actor.ts";
import type { Detached, InTransaction } from "../../shared/http/bind.ts";
import { type InvoicePaper, qrBillOf } from "../../shared/invoicing/invoice_document.ts";
import { findInvoicePaper, invoiceFile, invoiceFilename } from "../../shared/invoicing/invoice_file.ts";
import { fileUrl, readFileLink, signFileLink } from "../../shared/auth/file_links.ts";
import { findInvoice } from "./invoices_queries.ts";

type ById = { id: string };

/** A link to the file of an invoice; with download=true also a redirect to it. Raises invoice_not_found. */
export async function linkToFile(ctx: InTransaction<ById, { download?: boolean }, undefined>) {
  const { params, query, request, runtime, tenantId, reply } = ctx;
  const paper = await findInvoicePaper(ctx.sql, params.id);
  const token = await signFileLink(runtime.config, { tenantId, invoiceId: paper.id });
  const url = fileUrl(request, runtime.config, token);
  if (query.download) {
    reply.status = 303;
    reply.headers.set("location", url);
  }
  return { url, filename: invoiceFilename(paper), path: `/finance/invoices/${paper.id}/pdf/download` };
}

/** The file behind a signed link; a link that is not good looks like a file that is not there. */
export async function fileOfLink({ params, runtime, facts }: Detached<{ token: string }, undefined, undefined>) {
  const link = await readFileLink(runtime.config, params.token);
  if (!link || !("invoiceId" in link)) throw problem("not_found");
  return await invoiceFile((work) => serviceTransaction(runtime, link.tenantId, facts, work), link.invoiceId);
}

/**
 * The QR-bill of an issued invoice. Raises invoice_not_found, invoice_draft, bank_details_missing, qr_currency_unsupported,
 * qr_address_incomplete (details.field), qr_amount_range.
 */
export async function qrOfInvoice(sql: Sql, id: string) {
  const [invoice, paper] = await Promise.all([findInvoice(sql, id), findInvoicePaper(sql, id)]);
  if (paper.invoice_number === null) throw problem("invoice_draft");
  const { warnings, content, amount, ...bill } = billOf(paper);
  const { name, display_name, street, building_number, postal_code, city, country, vat_number, ide } = paper.seller;
  const company = { name, display_name, street, building_number, postal_code, city, country, vat_number, ide };
  return {
    invoice,
    qr_data: { content, amount, ...bill },
    company_data: Object.fromEntries(Object.entries(company).map(([key, value]) => [key, value ?? null])),
    client_data: { id: invoice.client_id, name: paper.client_name, address: paper.client_address },
    warnings,
  };
}

function billOf(paper: InvoicePaper): QrBillData {
  try {
    return qrBillOf(paper);
  } catch (error) {
    if (!(error instanceof DocumentProblem)) throw error;
    throw problem(error.code.toLowerCase(), error.field && { field: error.field }, { cause: error });
  }
}
