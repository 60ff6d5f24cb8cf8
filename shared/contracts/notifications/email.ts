import { z } from "zod";
import { endpoint } from "../kit/endpoint.ts";
import { count, flag, id, instant } from "../kit/fields.ts";
import { body } from "../kit/replies.ts";
import "./problems.ts";

const EXAMPLE_ID = "0190a7c2-5b7e-7c3a-9d1e-2f4b6a8c0e11";
const force = flag.default(false).meta({ description: "Sends again what was sent; for superadmins." });

const automated = body({
  skipped: z.boolean(),
  reason: z.string().optional(),
  message_id: id.nullable().meta({ description: "The message in the outbox; null when it was skipped." }),
  mautic: z.null().meta({ description: "Mail leaves through the outbox, not through Mautic." }),
});

const ReminderDetail = z.object({
  invoice: z.string(),
  invoice_id: id,
  level: count,
  days_overdue: count,
  email: z.string().nullable(),
  outcome: z.enum(["sent", "would_send", "skipped", "error"]),
  reason: z.string().optional(),
}).meta({ id: "ReminderDetail" });

export const emailAutomation = {
  health: endpoint("GET /email/health", {
    id: "notifications.email.health",
    summary: "Tell which mail stories are served",
    guard: "public",
    reply: body({
      service: z.literal("email-automation"),
      status: z.literal("ok"),
      stories: z.array(z.string()),
      unavailable: z.array(z.string()).meta({ description: "Stories whose subjects this installation does not keep." }),
      timestamp: instant,
    }),
  }),
  quoteSent: endpoint("POST /email/quote-sent", {
    id: "notifications.email.quote_sent",
    summary: "Mail a quote, or the deposit invoice of one, to its client (E-02)",
    description: "Once a day per quote and template, however often it is called.",
    guard: "notifications.write",
    body: z.strictObject({
      quote_id: id,
      template: z.enum(["quote", "deposit_invoice"]).default("quote"),
      force,
    }).meta({ id: "EmailQuoteSent", examples: [{ quote_id: EXAMPLE_ID, template: "quote" }] }),
    reply: automated,
    problems: ["mail_subject_not_found", "mail_recipient_missing", "mail_subject_draft"],
  }),
  paymentConfirmed: endpoint("POST /email/payment-confirmed", {
    id: "notifications.email.payment_confirmed",
    summary: "Confirm a payment to the client (E-03)",
    description: "Once per payment, however often it is called.",
    guard: "notifications.write",
    body: z.strictObject({ payment_id: id, invoice_id: id.optional(), force }).meta({
      id: "EmailPaymentConfirmed",
      examples: [{ payment_id: EXAMPLE_ID }],
    }),
    reply: automated,
    problems: ["mail_subject_not_found", "mail_recipient_missing", "payment_withdrawn"],
  }),
  invoiceReminders: endpoint("POST /email/invoice-reminders", {
    id: "notifications.email.invoice_reminders",
    summary: "Remind clients of late invoices (E-04)",
    description:
      "Levels 1 to 3 from 10, 25 and 40 days after the due date unless the company's settings.reminders say otherwise " +
      '(`{"days": [10, 25, 40]}`). Each level is sent once, the current one only, at most one mail per invoice and day. Invoices ' +
      "in dispute are left to people.",
    guard: "notifications.write",
    bodyRequired: false,
    body: z.strictObject({ owner_company_id: id.optional(), dry_run: flag.default(false) }).meta({
      id: "EmailInvoiceReminders",
      examples: [{ dry_run: true }],
    }),
    reply: body({
      dry_run: z.boolean(),
      results: z.object({ sent: count, skipped: count, errors: count, details: z.array(ReminderDetail) }),
    }),
    problems: ["mail_company_unknown"],
  }),
  leadConfirmation: endpoint("POST /email/lead-confirmation", {
    id: "notifications.email.lead_confirmation",
    summary: "Confirm the receipt of a lead (E-01); refused while no leads are kept",
    guard: "notifications.write",
    body: z.strictObject({ lead_id: id, force }).meta({
      id: "EmailLeadConfirmation",
      examples: [{ lead_id: EXAMPLE_ID }],
    }),
    reply: automated,
    problems: ["mail_subject_unavailable"],
  }),
  supplierInvoiceApproved: endpoint("POST /email/supplier-invoice-approved", {
    id: "notifications.email.supplier_invoice_approved",
    summary: "Tell a supplier that their invoice was approved (E-05); refused while no supplier invoices are kept",
    guard: "notifications.write",
    body: z.strictObject({ invoice_id: z.guid(), force }).meta({
      id: "EmailSupplierInvoiceApproved",
      examples: [{ invoice_id: EXAMPLE_ID }],
    }),
    reply: automated,
    problems: ["mail_subject_unavailable"],
  }),
  providerReminder: endpoint("POST /email/provider-reminder", {
    id: "notifications.email.provider_reminder",
    summary: "Remind contractors of open proposals (E-06); refused while no proposals are kept",
    guard: "notifications.write",
    bodyRequired: false,
    body: z.strictObject({ owner_company_id: id.optional() }).meta({ id: "EmailProviderReminder", examples: [{}] }),
    reply: body({ results: z.object({ sent: count, skipped: count, errors: count }) }),
    problems: ["mail_subject_unavailable"],
  }),
};
