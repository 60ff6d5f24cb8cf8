import { z } from "zod";
import "./bank_problems.ts";
import "./problems.ts";
import { endpoint } from "../kit/endpoint.ts";
import { body, created, data, file } from "../kit/replies.ts";
import { byId, count, currency, day, flag, id, jsonObject, listOf, money, number, text } from "../kit/fields.ts";
import { pageOf, pageQuery } from "../kit/paging.ts";
import {
  Invoice,
  InvoiceCancel,
  InvoiceCreate,
  InvoiceMarkPaid,
  InvoicePartialPayment,
  InvoicePayment,
  InvoiceSend,
  InvoiceSheet,
  InvoiceStatus,
  InvoiceUpdate,
} from "./invoice_schemas.ts";

const company = z.object({ company: z.string().max(64) });
const companyProblems = ["company_invalid", "company_required", "company_access_denied"];
const contentProblems = [
  "client_not_found",
  "vat_rate_invalid",
  "currency_unsupported",
  "amount_out_of_range",
  "discount_exceeds_line",
  "invoice_due_before_date",
  "invoice_service_period",
  "invoice_contact_unknown",
];
const paymentProblems = [
  "invoice_not_found",
  "invoice_draft",
  "invoice_cancelled",
  "invoice_already_paid",
  "invalid_state",
  "amount_invalid",
  "overpayment",
  "payment_date_future",
  "transaction_not_found",
  "already_reconciled",
  "company_mismatch",
  "currency_mismatch",
  "direction_mismatch",
  "amount_exceeds_transaction",
];

const period = { from: day.optional(), to: day.optional() };

const OverdueInvoice = z.object({
  id,
  invoice_number: z.string().nullable(),
  client_id: id.nullable(),
  client_name: z.string(),
  due_date: day,
  currency,
  amount_ttc: money,
  remaining_amount: money,
  days_overdue: count,
  reminder_level: count,
  status: InvoiceStatus,
}).meta({ id: "OverdueInvoice" });

const Share = z.object({ count, amount: money });

const InvoiceStats = z.object({
  total: count,
  total_amount: money,
  total_ht: money,
  total_tva: money,
  average_amount: money,
  by_status: z.record(z.string(), Share),
  by_currency: z.record(z.string(), Share),
}).meta({ id: "InvoiceStats" });

const QrParty = z.object({
  name: z.string(),
  street: z.string(),
  building_number: z.string(),
  postal_code: z.string(),
  city: z.string(),
  country: z.string(),
}).meta({ id: "QrParty" });

const QrWarning = z.object({ code: z.string(), field: z.string(), from: z.string(), to: z.string() })
  .meta({ id: "QrWarning" });

const InvoiceQr = z.object({
  invoice: Invoice,
  qr_data: z.object({
    content: z.string().meta({ description: "The payload of the symbol, lines separated by LF." }),
    reference: z.string(),
    reference_type: z.enum(["QRR", "SCOR", "NON"]),
    reference_formatted: z.string(),
    iban: z.string(),
    iban_formatted: z.string(),
    amount: number,
    currency: z.enum(["CHF", "EUR"]),
    creditor: QrParty,
    debtor: QrParty.nullable(),
  }),
  company_data: jsonObject,
  client_data: z.object({ id: id.nullable(), name: z.string(), address: z.record(z.string(), z.string()) }),
  warnings: z.array(QrWarning),
}).meta({ id: "InvoiceQr" });

const PdfLink = z.object({
  url: z.string().meta({ description: "Signed address, valid for 15 minutes; needs no credential." }),
  filename: z.string(),
  path: z.string().meta({ description: "Lasting address of the same file; needs a credential." }),
}).meta({ id: "PdfLink" });

export const invoices = {
  create: endpoint("POST /finance/invoices", {
    id: "finance.invoices.create",
    summary: "Create a draft invoice",
    description:
      "Totals are worked out here: net per line, VAT once per rate. The number is given when the invoice is sent.",
    guard: "invoices.write",
    body: InvoiceCreate,
    reply: created(Invoice),
    problems: [...companyProblems, ...contentProblems],
    idempotent: true,
  }),
  list: endpoint("GET /finance/invoices/list/:company", {
    id: "finance.invoices.list",
    summary: "List the invoices of a company",
    description: "The total is exact, counted among the matches. `pending` stands for sent or partial and not overdue.",
    guard: "invoices.read",
    params: company,
    query: pageQuery({
      status: listOf(z.union([InvoiceStatus, z.literal("pending")])).optional(),
      client_id: id.optional(),
      ...period,
      sort: text(40).default("-created_at").meta({
        description:
          "created_at, date, due_date, invoice_number, amount_ttc, client_name or status; a minus sign turns it round.",
      }),
    }),
    reply: pageOf(InvoiceSheet),
    problems: [...companyProblems, "sort_invalid", "date_range_invalid"],
  }),
  search: endpoint("GET /finance/invoices/search/:company", {
    id: "finance.invoices.search",
    summary: "Search the invoices of a company",
    description:
      "Number, client, notes and payment reference by fragment without regard to accents or case, and the exact gross amount.",
    guard: "invoices.read",
    params: company,
    query: pageQuery({ q: text(100).default("") }, { limit: 20, max: 50 }),
    reply: pageOf(InvoiceSheet, { query: z.string() }),
    problems: [...companyProblems, "query_too_short"],
  }),
  overdue: endpoint("GET /finance/invoices/overdue/:company", {
    id: "finance.invoices.overdue",
    summary: "Invoices past their due date, oldest first",
    description: "count and total_amount (what remains, in CHF) cover every overdue invoice, also beyond the limit.",
    guard: "invoices.read",
    params: company,
    query: z.object({ limit: z.coerce.number().int().min(1).default(1000).transform((n) => Math.min(n, 1000)) }),
    reply: body({ data: z.array(OverdueInvoice), count, total_amount: money }),
    problems: companyProblems,
  }),
  stats: endpoint("GET /finance/invoices/stats/:company", {
    id: "finance.invoices.stats",
    summary: "Counts and sums of a company's invoices, in CHF",
    description: "Drafts and cancelled invoices appear in by_status only; by_currency is in each currency.",
    guard: "finance.read",
    params: company,
    query: z.object(period),
    reply: data(InvoiceStats),
    problems: [...companyProblems, "date_range_invalid"],
  }),
  get: endpoint("GET /finance/invoices/:id", {
    id: "finance.invoices.get",
    summary: "Get an invoice with its lines, payments and history",
    guard: "invoices.read",
    params: byId("id"),
    reply: data(Invoice),
    problems: ["invoice_not_found"],
  }),
  update: endpoint("PUT /finance/invoices/:id", {
    id: "finance.invoices.update",
    summary: "Change a draft invoice",
    description:
      "Absent keeps, null clears. line_items replaces all lines. New payment terms move the due date unless one is given.",
    guard: "invoices.write",
    params: byId("id"),
    body: InvoiceUpdate,
    reply: data(Invoice),
    problems: ["invoice_not_found", "invoice_not_draft", "version_conflict", ...contentProblems],
  }),
  send: endpoint("POST /finance/invoices/:id/send", {
    id: "finance.invoices.send",
    summary: "Send an invoice by mail; a draft gets its number and is frozen",
    description: "Sending again keeps number and status. The file is made right after; the mail carries it.",
    guard: "invoices.write",
    params: byId("id"),
    body: InvoiceSend,
    bodyRequired: false,
    reply: data(z.object({
      email: z.object({ queued: z.boolean(), recipient: z.string().nullable(), cc: z.array(z.string()) }),
      invoice_number: z.string(),
      status: InvoiceStatus,
    })),
    problems: [
      "invoice_not_found",
      "invoice_cancelled",
      "recipient_missing",
      "bank_details_missing",
      "currency_unsupported",
      "message_to_invalid",
      "message_cc_invalid",
    ],
    idempotent: true,
  }),
  markPaid: endpoint("POST /finance/invoices/:id/mark-paid", {
    id: "finance.invoices.mark_paid",
    summary: "Record the payment of all that remains",
    guard: "invoices.write",
    params: byId("id"),
    body: InvoiceMarkPaid,
    bodyRequired: false,
    reply: data(Invoice),
    problems: paymentProblems,
    idempotent: true,
  }),
  partialPayment: endpoint("POST /finance/invoices/:id/partial-payment", {
    id: "finance.invoices.partial_payment",
    summary: "Record a payment of a part",
    guard: "invoices.write",
    params: byId("id"),
    body: InvoicePartialPayment,
    reply: data(z.object({
      payment: InvoicePayment,
      total_paid: money,
      remaining: money,
      is_fully_paid: z.boolean(),
    })),
    problems: paymentProblems,
    idempotent: true,
  }),
  cancel: endpoint("POST /finance/invoices/:id/cancel", {
    id: "finance.invoices.cancel",
    summary: "Cancel an invoice without payments",
    description:
      "A sent invoice also needs the permission finance.approve; its ledger entry gets a mirror dated today.",
    guard: "invoices.write",
    params: byId("id"),
    body: InvoiceCancel,
    bodyRequired: false,
    reply: data(Invoice),
    problems: [
      "invoice_not_found",
      "reason_required",
      "invoice_already_paid",
      "invoice_has_payments",
      "invoice_cancelled",
      "invalid_state",
    ],
    idempotent: true,
  }),
  duplicate: endpoint("POST /finance/invoices/:id/duplicate", {
    id: "finance.invoices.duplicate",
    summary: "Copy an invoice into a new draft dated today",
    guard: "invoices.write",
    params: byId("id"),
    reply: created(Invoice),
    problems: ["invoice_not_found", "not_duplicable", ...contentProblems],
    idempotent: true,
  }),
  qr: endpoint("GET /finance/invoices/:id/qr", {
    id: "finance.invoices.qr",
    summary: "The data of the Swiss QR-bill of an issued invoice",
    description: "The amount is what remains when the invoice is partly paid, else the whole.",
    guard: "invoices.read",
    params: byId("id"),
    reply: data(InvoiceQr),
    problems: [
      "invoice_not_found",
      "invoice_draft",
      "bank_details_missing",
      "iban_invalid",
      "qr_currency_unsupported",
      "qr_address_incomplete",
      "qr_amount_range",
    ],
  }),
  pdf: endpoint("POST /finance/invoices/:id/pdf", {
    id: "finance.invoices.pdf",
    summary: "A link to the PDF, valid for 15 minutes",
    description: "An issued invoice gives the file as it was frozen, a draft is made anew with a watermark. " +
      "With download=true the answer is a redirect (303) to the link.",
    guard: "invoices.write",
    params: byId("id"),
    query: z.object({ download: flag.optional() }),
    reply: data(PdfLink),
    problems: ["invoice_not_found"],
  }),
  download: endpoint("GET /finance/invoices/:id/pdf/download", {
    id: "finance.invoices.download",
    summary: "Download the PDF of an invoice",
    guard: "invoices.read",
    params: byId("id"),
    reply: file("application/pdf"),
    problems: ["invoice_not_found"],
  }),
  file: endpoint("GET /finance/files/:token", {
    id: "finance.invoices.file",
    summary: "Download a file by a signed link",
    guard: "public",
    params: z.object({ token: z.string().min(1).max(2000) }),
    reply: file("application/pdf"),
    problems: ["tenant_disabled", "invoice_not_found"],
  }),
};
