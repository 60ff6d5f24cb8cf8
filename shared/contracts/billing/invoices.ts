import { z } from "zod";
import { endpoint } from "../kit/endpoint.ts";
import { body, data, file } from "../kit/replies.ts";
import { byId, count, currency, day, flag, id, instant, listOf, money, number, text } from "../kit/fields.ts";
import { pageQuery, Pagination } from "../kit/paging.ts";
import "./problems.ts";

export const BillingStatus = z.enum(["DRAFT", "SENT", "PAID", "OVERDUE", "CANCELLED"]).meta({ id: "BillingStatus" });

export const BillingStatusCode = z.enum([
  "created",
  "pending_payment",
  "partial_payment",
  "paid",
  "overdue",
  "disputed",
  "cancelled",
  "write_off",
]).meta({ id: "BillingStatusCode" });

/** The finer statuses behind the five. */
const codesOf: Record<z.output<typeof BillingStatus>, z.output<typeof BillingStatusCode>[]> = {
  DRAFT: ["created"],
  SENT: ["pending_payment", "partial_payment", "disputed"],
  PAID: ["paid"],
  OVERDUE: ["overdue"],
  CANCELLED: ["cancelled", "write_off"],
};

/** A status in either vocabulary and any case, as its finer statuses. */
const anyStatus = z.string().transform((value, context) => {
  const five = BillingStatus.safeParse(value.toUpperCase());
  if (five.success && value !== value.toLowerCase()) return codesOf[five.data];
  const code = BillingStatusCode.safeParse(value.toLowerCase());
  if (code.success) return [code.data];
  if (five.success) return codesOf[five.data];
  context.addIssue({ code: "custom", message: "is not a known status" });
  return z.NEVER;
});

const orderings = ["invoice_no", "invoice_date", "due_date", "status", "total_amount", "created_at", "updated_at"];

const InvoiceParty = z.object({ id: id.nullable(), name: z.string() }).meta({ id: "InvoiceParty" });

const BillingInvoice = z.object({
  id,
  invoice_number: z.string().nullable(),
  invoice_no: count.nullable().meta({ description: "Period and sequence as one whole number; drafts have none." }),
  invoice_no_display: z.string().nullable(),
  contact: InvoiceParty,
  customer: InvoiceParty,
  owner_company_id: id.nullable(),
  quote_id: id.nullable(),
  issue_date: day,
  invoice_date: day,
  due_date: day,
  currency,
  subtotal: money,
  vat_amount: money,
  total: money,
  total_amount: money,
  total_paid_amount: money,
  total_due_amount: money,
  status: BillingStatus,
  status_code: BillingStatusCode,
  days_overdue: count,
  is_expired: z.boolean(),
  sent: z.boolean(),
  payment_method: z.string().nullable(),
  paid_at: day.nullable(),
  notes: z.string().nullable(),
  items: z.array(z.object({
    id,
    sort_order: count,
    description: z.string(),
    quantity: number,
    unit_price: number,
    vat_rate: number,
    amount: money,
  })),
  created_at: instant,
  updated_at: instant,
}).meta({ id: "BillingInvoice" });

export const BillingPaymentMethod = z.enum(["CASH", "CARD", "BANK_TRANSFER", "STRIPE", "CHECK"])
  .meta({ id: "BillingPaymentMethod" });

export const InvoiceStatusChange = z.strictObject({
  status: BillingStatus,
  payment_method: BillingPaymentMethod.optional(),
  paid_at: z.union([day, z.iso.datetime({ offset: true })]).optional()
    .meta({ description: "Day or instant of the payment; not in the future. Absent: now." }),
}).meta({ id: "InvoiceStatusChange", examples: [{ status: "SENT" }, { status: "PAID", payment_method: "CARD" }] });

export const invoices = {
  list: endpoint("GET /invoices", {
    id: "billing.invoices.list",
    summary: "List or search invoices, newest date first",
    description:
      "`status` and `status_code` are the two vocabularies of one status; filters take either. Totals are exact: kept by " +
      "counters for the whole list of a caller who sees every company, counted among the matches otherwise.",
    guard: "invoices.read",
    query: pageQuery({
      page_size: z.coerce.number().int().min(1).optional().meta({ description: "Another name of limit." }),
      status: listOf(anyStatus).optional(),
      contact_id: id.optional(),
      from_date: day.optional(),
      to_date: day.optional(),
      search: text(100).optional().meta({
        description: "Part of a number, similar client names, notes, a date, a year, a status, an exact amount.",
      }),
      q: text(100).optional(),
      hide_paid: flag.optional(),
      ordering: z.enum(orderings.flatMap((name) => [name, `-${name}`])).optional(),
    }),
    reply: body({ data: z.array(BillingInvoice), pagination: Pagination, count }),
    problems: ["date_range_invalid"],
  }),
  changeStatus: endpoint("PATCH /invoices/:id/status", {
    id: "billing.invoices.change_status",
    summary: "Send, pay or cancel an invoice",
    description:
      "DRAFT to SENT or CANCELLED; SENT and OVERDUE to PAID or CANCELLED; the same status changes nothing. " +
      "PAID records a payment of what remains. Cancelling what was sent also needs the permission finance.approve.",
    guard: "invoices.write",
    params: byId("id"),
    body: InvoiceStatusChange,
    reply: data(z.object({
      id,
      status: BillingStatus,
      payment_method: z.string().nullable(),
      paid_at: day.nullable(),
      updated_at: instant,
    })),
    problems: [
      "invoice_transition_refused",
      "has_payments",
      "invoice_not_draft",
      "invoice_cancelled",
      "invoice_already_paid",
      "invoice_not_found",
      "invoice_draft",
      "invalid_state",
      "bank_details_missing",
      "currency_unsupported",
      "payment_date_future",
      "amount_invalid",
      "overpayment",
    ],
  }),
  pdf: endpoint("GET /invoices/:id/pdf", {
    id: "billing.invoices.pdf",
    summary: "Download the PDF of an invoice",
    guard: "invoices.read",
    params: byId("id"),
    reply: file("application/pdf"),
  }),
};
