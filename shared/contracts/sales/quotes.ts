import { z } from "zod";
import { ContactRef } from "../crm/refs.ts";
import { endpoint } from "../kit/endpoint.ts";
import { byId, currency, day, decimal, id, instant, line, listOf, money, number, text } from "../kit/fields.ts";
import { pageOf, pageQuery } from "../kit/paging.ts";
import { body, created, data, file } from "../kit/replies.ts";
import "./problems.ts";
import { IssuingCompanyRef } from "./refs.ts";

export const QuoteStatus = z.enum(["DRAFT", "SENT", "ACCEPTED", "REJECTED", "EXPIRED"]).meta({ id: "QuoteStatus" });

/** The finer status behind the five: sent or viewed is SENT; signed, awaiting_deposit or completed is ACCEPTED. */
export const QuoteStatusCode = z.enum([
  "draft",
  "sent",
  "viewed",
  "signed",
  "awaiting_deposit",
  "completed",
  "expired",
  "rejected",
]).meta({ id: "QuoteStatusCode" });

const vatRate = decimal({ scale: 2, min: "0", max: "100" }).meta({ description: "Percent.", examples: [20] });

/** Older clients send the totals they show; the server computes its own and does not look. */
const ignored = z.unknown().optional().meta({ description: "Ignored: computed by the server." });

export const QuoteItemInput = z.strictObject({
  description: line(500, 1),
  quantity: decimal({ scale: 3, positive: true, max: "99999999" }),
  unit_price: decimal({ scale: 4, min: "0", max: "999999999" }),
  discount: decimal({ scale: 2, min: "0" }).optional().meta({ description: "Amount off the line." }),
  vat_rate: vatRate.optional().meta({ description: "Percent; absent: the rate of the quote." }),
  id: ignored,
  total: ignored,
}).meta({ id: "QuoteItemInput" });

const items = z.array(QuoteItemInput).min(1, "must hold at least one item").max(200);

export const QuoteItem = z.object({
  id,
  description: z.string(),
  quantity: number,
  unit_price: number,
  discount: money,
  vat_rate: number,
  total: money,
}).meta({ id: "QuoteItem" });

const summary = {
  id,
  quote_number: z.string().meta({ examples: ["2026-001"] }),
  status: QuoteStatus,
  status_code: QuoteStatusCode,
  contact_id: id,
  contact: ContactRef,
  owner_company_id: id.nullable(),
  title: z.string().nullable(),
  issue_date: z.string(),
  valid_until: z.string(),
  currency,
  subtotal: money,
  vat_rate: number.meta({ description: "Percent; for several rates the average weighted by net amount." }),
  vat_amount: money,
  total: money,
  invoice_id: id.nullable().meta({ description: "The invoice the quote became." }),
  sent_at: instant.nullable(),
  created_at: instant,
  updated_at: instant,
};

export const QuoteListItem = z.object(summary).meta({ id: "QuoteListItem" });

export const Quote = z.object({
  ...summary,
  owner_company: IssuingCompanyRef.nullable(),
  items: z.array(QuoteItem),
  vat_by_rate: z.array(z.object({ vat_rate: number, subtotal: money, vat_amount: money })),
  notes: z.string().nullable(),
  accepted_at: instant.nullable(),
  rejected_at: instant.nullable(),
  expired_at: instant.nullable(),
  rejection_reason: z.string().nullable(),
}).meta({ id: "Quote" });

const content = {
  contact_id: id,
  issue_date: day.optional().meta({ description: "Default: today where the organisation is." }),
  valid_until: day,
  items,
  vat_rate: vatRate.optional().meta({ description: "Percent for items that name none; default: the usual rate." }),
  title: line(255, 1).nullable().optional(),
  notes: text(2000).nullable().optional(),
  subtotal: ignored,
  vat_amount: ignored,
  total: ignored,
};

const sampleItems = [
  { description: "Brake pads, front axle", quantity: 1, unit_price: 120 },
  { description: "Fitting", quantity: 2, unit_price: 90 },
];

export const QuoteCreate = z.strictObject({
  ...content,
  owner_company_id: line(64, 1).nullable().optional().meta({
    description: "Id or code of the issuing company; default: the only one, none where there are none.",
  }),
}).meta({
  id: "QuoteCreate",
  examples: [{
    contact_id: "0190a7c2-5b7e-7c3a-9d1e-2f4b6a8c0e11",
    valid_until: "2099-12-31",
    items: sampleItems,
    vat_rate: 20,
    notes: "Parts in stock.",
  }],
});

export const QuoteUpdate = z.strictObject({
  ...content,
  contact_id: id.optional(),
  valid_until: day.optional(),
  items: items.optional(),
}).refine((patch) => Object.keys(patch).length > 0, "must change at least one field").meta({
  id: "QuoteUpdate",
  examples: [{ valid_until: "2099-12-31", notes: null }],
});

export const QuoteStatusChange = z.strictObject({
  status: z.enum(["SENT", "ACCEPTED", "REJECTED", "EXPIRED"]),
  valid_until: day.optional().meta({
    description: "With SENT: a new last day; required to send an expired quote again.",
  }),
  reason: text(2000, 1).optional().meta({ description: "With REJECTED: why." }),
}).meta({ id: "QuoteStatusChange", examples: [{ status: "SENT" }] });

export const QuoteConversion = z.strictObject({
  due_date: day.optional().meta({ description: "Default: the payment terms of the company, else 30 days." }),
  payment_method: z.enum(["CASH", "CARD", "BANK_TRANSFER", "STRIPE", "CHECK"]).optional(),
}).meta({ id: "QuoteConversion", examples: [{ payment_method: "BANK_TRANSFER" }] });

const ConvertedInvoice = z.object({
  id,
  invoice_number: z.string(),
  quote_id: id,
  contact_id: id,
  issue_date: z.string(),
  due_date: z.string(),
  total: money,
  status: z.string().meta({ description: "SENT; PAID for an invoice over nothing.", examples: ["SENT"] }),
  payment_method: z.string().nullable(),
}).meta({ id: "ConvertedInvoice" });

const companyProblems = ["company_invalid", "company_required", "company_access_denied", "vat_rate_invalid"];

export const quotes = {
  list: endpoint("GET /quotes", {
    id: "sales.quotes.list",
    summary: "List quotes, newest first",
    description:
      "The total is exact: kept by counters for the whole list, counted among the matches when filters or the caller's " +
      "reach narrow it.",
    guard: "quotes.read",
    query: pageQuery({
      contact_id: id.optional(),
      status: listOf(QuoteStatus as z.ZodType<QuoteStatusName, string>).optional(),
    }),
    reply: pageOf(QuoteListItem),
  }),
  create: endpoint("POST /quotes", {
    id: "sales.quotes.create",
    summary: "Create a draft quote; totals and number are the server's",
    description: "The contact must be one the caller sees. Totals sent along are ignored.",
    guard: "quotes.write",
    body: QuoteCreate,
    reply: created(Quote),
    problems: [...companyProblems, "quote_number_taken"],
    idempotent: true,
  }),
  get: endpoint("GET /quotes/:id", {
    id: "sales.quotes.get",
    summary: "Get a quote with its items",
    guard: "quotes.read",
    params: byId("id"),
    reply: data(Quote),
  }),
  update: endpoint("PATCH /quotes/:id", {
    id: "sales.quotes.update",
    summary: "Change a draft quote",
    description:
      "Absent keeps, null clears. `items` replaces them all. The year of the number stays the year of issue.",
    guard: "quotes.write",
    params: byId("id"),
    body: QuoteUpdate,
    reply: data(Quote),
    problems: ["quote_not_draft"],
  }),
  archive: endpoint("DELETE /quotes/:id", {
    id: "sales.quotes.archive",
    summary: "Remove a quote that has not become an invoice; its number is not given again",
    guard: "quotes.delete",
    params: byId("id"),
    reply: body({ message: z.string(), deleted_at: instant }),
    problems: ["quote_already_converted"],
  }),
  changeStatus: endpoint("PATCH /quotes/:id/status", {
    id: "sales.quotes.change_status",
    summary: "Send a quote, or note that it was accepted, rejected or has expired",
    description:
      "Moves: DRAFT to SENT; SENT to ACCEPTED, REJECTED or EXPIRED; EXPIRED to SENT with a new valid_until. " +
      "The status it already has changes nothing. Sending notes the activity and mails the PDF to a contact with an address.",
    guard: "quotes.write",
    params: byId("id"),
    body: QuoteStatusChange,
    reply: data(z.object({ id, status: QuoteStatus, updated_at: instant })),
    problems: ["quote_transition_refused"],
  }),
  convert: endpoint("POST /quotes/:id/convert", {
    id: "sales.quotes.convert",
    summary: "Make the invoice of an accepted quote and issue it",
    description:
      "Items, rates, totals and notes are copied. One invoice per quote: a second call is refused with its id.",
    guard: "invoices.write",
    params: byId("id"),
    body: QuoteConversion,
    bodyRequired: false,
    reply: created(z.object({ invoice: ConvertedInvoice })),
    problems: [
      "quote_not_accepted",
      "quote_already_converted",
      "vat_rate_invalid",
      "client_not_found",
      "company_not_found",
      "bank_details_missing",
    ],
    idempotent: true,
  }),
  pdf: endpoint("GET /quotes/:id/pdf", {
    id: "sales.quotes.pdf",
    summary: "Download the quote as PDF",
    guard: "quotes.read",
    params: byId("id"),
    reply: file("application/pdf"),
  }),
};

export type QuoteStatusName = z.output<typeof QuoteStatus>;
export type QuoteStatusCodeName = z.output<typeof QuoteStatusCode>;
