import { z } from "zod";
import { count, currency, day, decimal, email, id, instant, line, money, number, text } from "../kit/fields.ts";

export const InvoiceStatus = z.enum([
  "draft",
  "sent",
  "partial",
  "paid",
  "overdue",
  "cancelled",
  "disputed",
  "written_off",
]).meta({ id: "InvoiceStatus" });

export const InvoiceType = z.enum([
  "standard",
  "deposit",
  "balance",
  "milestone",
  "recurring",
  "time_and_materials",
  "support",
  "credit_note",
]).meta({ id: "InvoiceType" });

export const PaymentMethod = z.enum(["bank_transfer", "card", "cash", "twint", "credit", "lp_payment", "other"])
  .meta({ id: "PaymentMethod" });

const language = z.enum(["fr", "de", "it", "en"]);

export const InvoiceVatGroup = z.object({
  vat_rate: number,
  vat_code: z.string().nullable(),
  amount_ht: money,
  amount_tva: money,
}).meta({ id: "InvoiceVatGroup" });

export const InvoiceLine = z.object({
  id,
  position: count,
  description: z.string(),
  quantity: number,
  unit: z.string().nullable(),
  unit_price: number,
  discount: number.meta({ description: "Percent." }),
  discount_amount: money,
  vat_code: z.string().nullable(),
  vat_rate: number,
  service_date: day.nullable(),
  line_net: money,
}).meta({ id: "InvoiceLine" });

export const InvoicePayment = z.object({
  id,
  amount: money,
  currency: z.string(),
  payment_date: day,
  payment_method: z.string(),
  transaction_id: id.nullable(),
  auto_reconciled: z.boolean(),
  notes: z.string().nullable(),
  status: z.enum(["recorded", "cancelled"]),
  created_at: instant,
}).meta({ id: "InvoicePayment" });

export const InvoiceHistoryItem = z.object({
  at: instant,
  action: z.string().meta({ examples: ["sent"] }),
  actor_type: z.string(),
  actor_id: z.string().nullable(),
  actor: z.string().nullable(),
  reason: z.string().nullable(),
}).meta({ id: "InvoiceHistoryItem" });

/** An invoice as it stands in lists. */
export const InvoiceSheet = z.object({
  id,
  invoice_number: z.string().nullable().meta({ description: "Given when the invoice leaves draft." }),
  type: InvoiceType,
  owner_company: z.string().nullable().meta({ description: "Code of the company." }),
  owner_company_id: id.nullable(),
  client_id: id.nullable(),
  client_name: z.string(),
  client_address: z.record(z.string(), z.string()),
  contact_id: id.nullable(),
  project_id: id.nullable(),
  quote_id: id.nullable(),
  date: day,
  due_date: day,
  service_from: day.nullable(),
  service_to: day.nullable(),
  currency,
  exchange_rate: number.meta({ description: "Swiss francs per unit of the currency." }),
  payment_terms: count.meta({ description: "Days." }),
  payment_method: z.string().nullable(),
  language,
  amount_ht: money,
  amount_tva: money,
  amount_ttc: money,
  tva_by_rate: z.array(InvoiceVatGroup),
  paid_amount: money,
  credited_amount: money,
  remaining_amount: money,
  status: InvoiceStatus,
  is_overdue: z.boolean(),
  days_overdue: count,
  qr_reference: z.string().nullable(),
  reference_type: z.enum(["QRR", "SCOR", "NON"]).nullable(),
  iban_used: z.string().nullable(),
  sent_at: instant.nullable(),
  sent_to: z.string().nullable(),
  last_sent_at: instant.nullable(),
  viewed_at: instant.nullable(),
  paid_at: day.nullable(),
  reminder_level: count,
  reminder_count: count,
  last_reminder_at: instant.nullable(),
  cancelled_at: instant.nullable(),
  cancellation_reason: z.string().nullable(),
  is_credit_note: z.boolean(),
  original_invoice_id: id.nullable(),
  notes: z.string().nullable(),
  created_by: id.nullable(),
  version: count,
  created_at: instant,
  updated_at: instant,
}).meta({ id: "InvoiceSheet" });

export const Invoice = InvoiceSheet.extend({
  pdf_path: z.string().nullable(),
  pdf_sha256: z.string().nullable(),
  lines: z.array(InvoiceLine),
  payments: z.array(InvoicePayment),
  history: z.array(InvoiceHistoryItem),
}).meta({ id: "Invoice" });

const vatCode = z.string().trim().toUpperCase().regex(/^[A-Z][A-Z0-9_]{1,31}$/, "must be a VAT code such as NORMAL");

export const InvoiceLineInput = z.strictObject({
  description: text(500, 1),
  quantity: decimal({ scale: 3, positive: true }),
  unit: line(30, 1).nullable().optional(),
  unit_price: decimal({ scale: 4, min: "0" }),
  discount: decimal({ scale: 2, min: "0", max: "100" }).nullable().optional(),
  vat_code: vatCode.nullable().optional(),
  vat_rate: decimal({ scale: 2, min: "0", max: "100" }).nullable().optional(),
  service_date: day.nullable().optional(),
}).meta({ id: "InvoiceLineInput" });

const lineItems = z.array(InvoiceLineInput).min(1).max(200);
const terms = z.number().int().min(0).max(365);
/** Which currencies invoices may have is a rule of its own, with its own answer. */
const anyCurrency = z.string().trim().toUpperCase().regex(/^[A-Z]{3}$/, "must be a currency code such as CHF");

export const InvoiceCreate = z.strictObject({
  owner_company: z.string().trim().min(1).max(64).optional()
    .meta({ description: "Code; may be left out by whoever works for one company only." }),
  client_id: id.optional(),
  client_name: line(255, 1).optional()
    .meta({ description: "Finds the contact of exactly that name, or is printed instead of the name of client_id." }),
  line_items: lineItems,
  currency: anyCurrency.optional(),
  date: day.optional(),
  payment_terms: terms.optional(),
  due_date: day.optional(),
  service_from: day.optional(),
  service_to: day.optional(),
  project_id: id.optional(),
  contact_id: id.optional(),
  type: InvoiceType.exclude(["credit_note"]).optional(),
  notes: text(2000).optional(),
  language: language.optional(),
}).refine((body) => body.client_id !== undefined || body.client_name !== undefined, {
  path: ["client_id"],
  message: "client_id or client_name is required",
}).meta({
  id: "InvoiceCreate",
  examples: [{
    owner_company: "HYPERVISUAL",
    client_id: "0190a7c2-5b7e-7c3a-9d1e-2f4b6a8c0e11",
    line_items: [
      { description: "Développement", quantity: 10, unit: "h", unit_price: 150, discount: 10, vat_code: "NORMAL" },
      { description: "Manuel", quantity: 2, unit_price: 80, vat_code: "REDUIT" },
    ],
    payment_terms: 30,
  }],
});

export const InvoiceUpdate = z.strictObject({
  client_id: id.optional(),
  client_name: line(255, 1).optional(),
  line_items: lineItems.optional(),
  notes: text(2000).nullable().optional(),
  payment_terms: terms.optional(),
  due_date: day.nullable().optional().meta({ description: "Null: the payment terms after the invoice date." }),
  currency: anyCurrency.optional(),
  service_from: day.nullable().optional(),
  service_to: day.nullable().optional(),
  date: day.optional(),
  version: z.number().int().min(1).optional()
    .meta({ description: "The version that was read; refused when somebody saved in between." }),
}).refine((patch) => Object.keys(patch).some((key) => key !== "version"), "must change at least one field").meta({
  id: "InvoiceUpdate",
  examples: [{ notes: "Selon notre entretien", payment_terms: 10 }],
});

export const InvoiceSend = z.strictObject({
  email: email.optional(),
  cc: z.array(email).max(10).optional(),
  message: text(5000).optional(),
  attach_pdf: z.boolean().default(true),
}).meta({ id: "InvoiceSend", examples: [{ email: "compta@example.ch", message: "Merci de votre confiance." }] });

const payment = {
  payment_date: day.optional(),
  payment_method: PaymentMethod.default("bank_transfer"),
  transaction_id: id.optional(),
  notes: text(2000).optional(),
};

export const InvoiceMarkPaid = z.strictObject(payment)
  .meta({ id: "InvoiceMarkPaid", examples: [{ payment_method: "twint" }] });

export const InvoicePartialPayment = z.strictObject({
  ...payment,
  // Zero and less have an answer of their own.
  amount: decimal({ scale: 2 }),
}).meta({ id: "InvoicePartialPayment", examples: [{ amount: 500, payment_method: "bank_transfer" }] });

export const InvoiceCancel = z.strictObject({ reason: z.string().trim().max(500).optional() })
  .meta({ id: "InvoiceCancel", examples: [{ reason: "Établie deux fois" }] });
