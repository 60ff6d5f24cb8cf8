import { z } from "zod";
import { endpoint } from "../kit/endpoint.ts";
import { data } from "../kit/replies.ts";
import { byId, count, day, id, instant, money, moneyIn, number, text } from "../kit/fields.ts";
import { pageOf, pageQuery } from "../kit/paging.ts";
import { byCompany, companyProblems } from "./bank.ts";

const ReconciliationType = z.enum(["auto", "manual", "suggested"]);

export const BankTransaction = z.object({
  id,
  owner_company: z.string(),
  bank_account_id: id,
  bank_reference: z.string(),
  date: day,
  value_date: day,
  amount: money,
  remaining_amount: money,
  currency: z.string(),
  type: z.enum(["credit", "debit"]),
  description: z.string(),
  reference: z.string().nullable(),
  reference_type: z.enum(["QRR", "SCOR"]).nullable(),
  end_to_end_id: z.string().nullable(),
  counterparty_name: z.string().nullable(),
  counterparty_iban: z.string().nullable(),
  bank_tx_code: z.string().nullable(),
  balance_after: money.nullable(),
  is_reversal: z.boolean(),
  reconciled: z.boolean(),
  reconciled_at: instant.nullable(),
  reconciliation_type: ReconciliationType.nullable(),
  match_score: number.nullable(),
  import_id: id,
  import_source: z.enum(["CAMT053", "CSV", "API"]),
  imported_at: instant,
}).meta({ id: "BankTransaction" });

const TransactionRef = z.object({
  id,
  date: day,
  amount: money,
  currency: z.string(),
  description: z.string(),
  reference: z.string().nullable(),
});

export const ReconciliationSuggestion = z.object({
  id,
  transaction_id: id,
  invoice_id: id,
  invoice_type: z.enum(["client", "supplier"]),
  invoice_number: z.string(),
  invoice_amount: money,
  invoice_remaining: money,
  client_name: z.string(),
  /** 0 to 1. */
  confidence: number,
  /** 0 to 100. */
  score: number,
  reasons: z.array(z.string()),
  rank: number,
  status: z.enum(["pending", "accepted", "rejected", "superseded"]),
}).meta({ id: "ReconciliationSuggestion" });

export const Reconciliation = z.object({
  id,
  transaction: TransactionRef,
  invoice: z.object({
    id,
    number: z.string(),
    name: z.string(),
    amount: money,
    remaining_amount: money,
    status: z.string(),
    type: z.enum(["client", "supplier"]),
  }),
  payment_id: id,
  amount: money,
  reconciliation_type: ReconciliationType,
  score: number.nullable(),
  reasons: z.array(z.string()),
  notes: z.string().nullable(),
  reconciled_by: id.nullable(),
  reconciled_by_name: z.string().nullable(),
  reconciled_at: instant,
  undone_at: instant.nullable(),
  undo_reason: z.string().nullable(),
}).meta({ id: "Reconciliation" });

const invoice_type = z.enum(["client", "supplier"]).default("client");
const example = {
  transaction_id: "0190a7c2-5b7e-7c3a-9d1e-2f4b6a8c0e11",
  invoice_id: "0190a7c2-5b7e-7c3a-9d1e-2f4b6a8c0e12",
};

export const ReconciliationMatch = z.strictObject({ transaction_id: id, invoice_id: id, invoice_type })
  .meta({ id: "ReconciliationMatch", examples: [example] });

export const ReconciliationManual = z.strictObject({
  transaction_id: id,
  invoice_id: id,
  invoice_type,
  amount: moneyIn.optional(),
  notes: text(2000).optional(),
}).meta({ id: "ReconciliationManual", examples: [{ ...example, amount: 500, notes: "Acompte" }] });

export const SuggestionValidate = z.strictObject({ suggestion_id: id })
  .meta({ id: "SuggestionValidate", examples: [{ suggestion_id: example.transaction_id }] });

export const SuggestionReject = z.strictObject({ suggestion_id: id, reason: text(500).optional() })
  .meta({ id: "SuggestionReject", examples: [{ suggestion_id: example.transaction_id, reason: "Autre client" }] });

export const ReconciliationUndo = z.strictObject({ reason: text(500, 3) })
  .meta({ id: "ReconciliationUndo", examples: [{ reason: "Mauvaise facture" }] });

/** 0.5 to 1; more than 1 is read as percent. */
const threshold = z.coerce.number().transform((value) => (value > 1 ? value / 100 : value))
  .refine((value) => value >= 0.5 && value <= 1, "must lie between 0.5 and 1, or 50 and 100 percent");

export const ReconciliationRun = z.strictObject({
  threshold: threshold.default(0.85),
  limit: z.coerce.number().int().min(1).default(100).transform((value) => Math.min(value, 500)),
  dry_run: z.boolean().default(false),
}).meta({ id: "ReconciliationRun", examples: [{ threshold: 0.85, limit: 100, dry_run: true }] });

const RunDetail = z.object({
  transaction_id: id,
  outcome: z.enum(["auto_matched", "suggested", "none", "failed"]),
  invoice_id: id.nullable(),
  confidence: number.nullable(),
  score: number.nullable(),
  reasons: z.array(z.string()),
  /** Paid invoices the movement names. */
  duplicate_payment_of: z.array(id),
  reconciliation_id: id.nullable(),
  error: z.string().nullable(),
});

export const RunResult = z.object({
  processed: count,
  auto_matched: count,
  suggestions_created: count,
  no_match: count,
  failed: count,
  dry_run: z.boolean(),
  details: z.array(RunDetail),
}).meta({ id: "ReconciliationRunResult" });

const period = { from: day.optional(), to: day.optional() };
const Duplicate = z.object({
  transaction: TransactionRef,
  /** A paid invoice the movement names, or null where another movement looks the same. */
  invoice_id: id.nullable(),
  invoice_number: z.string().nullable(),
  same_as_transaction_id: id.nullable(),
});

export const ReconciliationReport = z.object({
  from: day,
  to: day,
  summary: z.object({
    total_transactions: count,
    reconciled: z.object({ total: count, automatic: count, manual: count }),
    pending_validation: count,
    unreconciled: count,
    /** Percent, one decimal. */
    reconciliation_rate: number,
    automation_rate: number,
  }),
  amounts: z.object({
    total: money,
    reconciled: money,
    pending: money,
    unreconciled: money,
    currency: z.string(),
    not_converted: z.array(z.string()),
  }),
  anomalies: z.object({ duplicates: z.array(Duplicate), unusual: z.array(TransactionRef) }),
}).meta({ id: "ReconciliationReport" });

const matchProblems = [
  "transaction_not_found",
  "invoice_not_found",
  "already_reconciled",
  "invoice_already_paid",
  "invoice_draft",
  "invoice_cancelled",
  "invalid_state",
  "currency_mismatch",
  "direction_mismatch",
  "company_mismatch",
];

export const reconciliation = {
  list: endpoint("GET /finance/reconciliation/:company", {
    id: "finance.reconciliation.list",
    summary: "List the movements of a company that are not reconciled, newest first",
    guard: "finance.read",
    params: byCompany,
    query: pageQuery({ type: z.enum(["income", "expense"]).optional() }, { limit: 50 }),
    reply: pageOf(BankTransaction),
    problems: companyProblems,
  }),
  suggestions: endpoint("GET /finance/reconciliation/suggestions/:transactionId", {
    id: "finance.reconciliation.suggestions",
    summary: "The invoices a movement may pay, best first; worked out now if there are none",
    guard: "finance.read",
    params: byId("transactionId"),
    reply: data(z.array(ReconciliationSuggestion)),
    problems: ["transaction_not_found"],
  }),
  pending: endpoint("GET /finance/reconciliation/pending/:company", {
    id: "finance.reconciliation.pending",
    summary: "Movements with a suggestion that waits for a person, each with its best one, newest first",
    guard: "finance.read",
    params: byCompany,
    query: pageQuery({}, { limit: 50 }),
    reply: pageOf(z.object({ transaction: TransactionRef, suggestion: ReconciliationSuggestion })),
    problems: companyProblems,
  }),
  match: endpoint("POST /finance/reconciliation/match", {
    id: "finance.reconciliation.match",
    summary: "Match a movement with an invoice, as far as both reach",
    guard: "finance.write",
    body: ReconciliationMatch,
    reply: data(Reconciliation),
    problems: matchProblems,
    idempotent: true,
  }),
  validate: endpoint("POST /finance/reconciliation/validate-suggestion", {
    id: "finance.reconciliation.validate_suggestion",
    summary: "Match as suggested",
    guard: "finance.write",
    body: SuggestionValidate,
    reply: data(Reconciliation),
    problems: [...matchProblems, "suggestion_not_found", "suggestion_not_pending"],
    idempotent: true,
  }),
  reject: endpoint("POST /finance/reconciliation/reject", {
    id: "finance.reconciliation.reject",
    summary: "Refuse a suggestion; the pair is never proposed again",
    guard: "finance.write",
    body: SuggestionReject,
    reply: data(ReconciliationSuggestion),
    problems: ["suggestion_not_found", "suggestion_not_pending"],
  }),
  manual: endpoint("POST /finance/reconciliation/manual", {
    id: "finance.reconciliation.manual",
    summary: "Match a part of a movement with an invoice; a movement may be split until its amount is used",
    guard: "finance.write",
    body: ReconciliationManual,
    reply: data(Reconciliation),
    problems: [...matchProblems, "amount_exceeds_transaction", "amount_invalid", "overpayment"],
    idempotent: true,
  }),
  undo: endpoint("POST /finance/reconciliation/undo/:id", {
    id: "finance.reconciliation.undo",
    summary: "Take a match back: payment cancelled, mirror entry, invoice and movement open again",
    description: "The engine does not book or propose the pair again; a person may still match it.",
    guard: "finance.approve",
    userOnly: true,
    params: byId("id"),
    body: ReconciliationUndo,
    reply: data(Reconciliation),
    problems: [
      "reconciliation_not_found",
      "not_reconciled",
      "period_closed",
      "invoice_not_found",
      "payment_not_found",
      "payment_cancelled",
    ],
  }),
  auto: endpoint("POST /finance/reconciliation/auto/:company", {
    id: "finance.reconciliation.auto",
    summary: "Match what is certain and propose what is likely, movements that waited longest first",
    guard: "finance.write",
    params: byCompany,
    body: ReconciliationRun,
    bodyRequired: false,
    reply: data(RunResult),
    problems: [...companyProblems, "reconciliation_running", "too_many_open_invoices"],
  }),
  history: endpoint("GET /finance/reconciliation/history/:company", {
    id: "finance.reconciliation.history",
    summary: "Matches of a company, newest first, undone ones included",
    guard: "finance.read",
    params: byCompany,
    query: pageQuery(period, { limit: 50 }),
    reply: pageOf(Reconciliation),
    problems: [...companyProblems, "date_range_invalid"],
  }),
  report: endpoint("GET /finance/reconciliation/report/:company", {
    id: "finance.reconciliation.report",
    summary: "How far the movements of a period are reconciled, and which of them look wrong",
    description: "Amounts without sign, in the currency of the company. Unusual: more than three standard deviations " +
      "from the mean of its direction and currency. At most 50 anomalies of a kind.",
    guard: "finance.read",
    params: byCompany,
    query: z.object(period),
    reply: data(ReconciliationReport),
    problems: [...companyProblems, "date_range_invalid"],
  }),
};
