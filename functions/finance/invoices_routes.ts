import { invoices } from "../../shared/contracts/finance/invoices.ts";
import { bind, bindDetached, bindJson, type Bound } from "../../shared/http/bind.ts";
import { invoiceFile } from "../../shared/invoicing/invoice_file.ts";
import { cancelUnpaid, changeDraft, copyInvoice, createDraft } from "./change_invoice.ts";
import { fileOfLink, linkToFile, qrOfInvoice } from "./invoice_papers.ts";
import { payInvoice } from "./pay_invoice.ts";
import { sendInvoiceAndFreeze } from "./send_invoice.ts";

export const invoiceRoutes: Bound[] = [
  bind(invoices.create, ({ sql, body }) => createDraft(sql, body)),
  bindJson(invoices.list, ({ params, query: { status, client_id, from, to, page, limit, sort } }) => ({
    fn: "finance.invoice_page",
    args: [params.company, status ?? null, client_id ?? null, from ?? null, to ?? null, page, limit, sort],
  })),
  bindJson(invoices.search, ({ params, query }) => ({
    fn: "finance.invoice_search",
    args: [params.company, query.q, query.page, query.limit],
  })),
  bindJson(invoices.overdue, ({ params, query }) => ({
    fn: "finance.overdue_invoices",
    args: [params.company, query.limit],
  })),
  bindJson(invoices.stats, ({ params, query }) => ({
    fn: "finance.invoice_stats",
    args: [params.company, query.from ?? null, query.to ?? null],
  })),
  bindJson(invoices.get, ({ params }) => ({ fn: "finance.invoice_json", args: [params.id] })),
  bind(invoices.update, ({ sql, params, body }) => changeDraft(sql, params.id, body)),
  bindDetached(invoices.send, sendInvoiceAndFreeze),
  bind(invoices.markPaid, async ({ sql, params, body }) => (await payInvoice(sql, params.id, body)).invoice),
  bind(invoices.partialPayment, async ({ sql, params, body }) => {
    const { invoice, paymentId } = await payInvoice(sql, params.id, body);
    return {
      payment: invoice.payments.find((payment) => payment.id === paymentId)!,
      total_paid: invoice.paid_amount,
      remaining: invoice.remaining_amount,
      is_fully_paid: invoice.status === "paid",
    };
  }),
  bind(invoices.cancel, ({ sql, params, body }) => cancelUnpaid(sql, params.id, body.reason)),
  bind(invoices.duplicate, ({ sql, params }) => copyInvoice(sql, params.id)),
  bind(invoices.qr, ({ sql, params }) => qrOfInvoice(sql, params.id)),
  bind(invoices.pdf, linkToFile),
  bindDetached(invoices.download, ({ params, transact }) => invoiceFile(transact, params.id)),
  bindDetached(invoices.file, fileOfLink),
];
