import type { z } from "zod";
import type { BankImportResult } from "../../shared/contracts/finance/bank.ts";
import type { RunResult } from "../../shared/contracts/finance/reconciliation.ts";
import { problem } from "../../shared/contracts/kit/problems.ts";
import type { Sql } from "../../shared/db/pool.ts";
import { problemOf } from "../../shared/db/sqlstate.ts";
import type { Detached } from "../../shared/http/bind.ts";
import { describeError } from "../../shared/http/log.ts";
import {
  type Applied,
  applyDecisions,
  beginRun,
  countUnexamined,
  listInvoicesToMatch,
  listMovementsToMatch,
  type OpenMovement,
} from "./matching_queries.ts";
import { decideRun, DEFAULT_AUTO_THRESHOLD, type InvoiceToMatch, type RunDecision } from "./reconciliation_rules.ts";

/** Beyond this a run would not fit into an isolate's memory and time. */
export const MAX_OPEN_INVOICES = 20_000;
/** A pair takes about half a microsecond of processor time: three quarters of a second for a run at its limit. */
const MAX_PAIRS = 1_500_000;
const MOVEMENTS_AFTER_IMPORT = 500;

export interface RunOptions {
  /** 0.5 to 1. */
  threshold: number;
  limit: number;
  dry_run: boolean;
}

/**
 * One run of the engine over the movements of a company that waited longest: books what is certain, proposes what is
 * likely. Fewer movements than `limit` are processed when the company has very many open invoices. A match that cannot be
 * booked is counted as failed and leaves the others alone. Raises reconciliation_running, too_many_open_invoices.
 */
export async function runReconciliation(
  sql: Sql,
  companyId: string,
  { threshold, limit, dry_run }: RunOptions,
): Promise<z.input<typeof RunResult>> {
  const [, waiting] = await Promise.all([beginRun(sql, companyId), listMovementsToMatch(sql, companyId, limit)]);
  const invoices = await listInvoicesToMatch(sql, companyId, waiting, MAX_OPEN_INVOICES + 1);
  if (invoices.length > MAX_OPEN_INVOICES) throw problem("too_many_open_invoices", { limit: MAX_OPEN_INVOICES });
  const movements = waiting.slice(0, Math.max(1, Math.floor(MAX_PAIRS / Math.max(1, invoices.length))));
  const decisions = decideRun(movements, invoices, { threshold });
  const applied = dry_run || decisions.length === 0
    ? decisions.map(wouldBe)
    : await applyDecisions(sql, companyId, toApply(decisions, movements, invoices));
  return resultOf(decisions, applied, dry_run);
}

/** What the database needs to book a decision only if nothing changed in between. */
function toApply(decisions: RunDecision[], movements: OpenMovement[], invoices: InvoiceToMatch[]) {
  const remaining = new Map(invoices.map((invoice) => [invoice.id, invoice.remaining]));
  return decisions.map(({ candidates, duplicate_payment_of, ...decision }, index) => ({
    ...decision,
    remaining: movements[index].remaining,
    duplicate_of: duplicate_payment_of,
    candidates: candidates.map(({ invoice_id, score, confidence, reasons }) => ({
      invoice_id,
      score,
      confidence,
      reasons,
      remaining: remaining.get(invoice_id),
    })),
  }));
}

function wouldBe({ transaction_id, kind }: RunDecision): Applied {
  const outcome = ({ auto: "auto_matched", suggest: "suggested", none: "none" } as const)[kind];
  return { transaction_id, outcome };
}

function resultOf(decisions: RunDecision[], applied: Applied[], dry_run: boolean): z.input<typeof RunResult> {
  const counted = (outcome: Applied["outcome"]) => applied.filter((one) => one.outcome === outcome).length;
  return {
    processed: decisions.length,
    auto_matched: counted("auto_matched"),
    suggestions_created: counted("suggested"),
    no_match: counted("none"),
    failed: counted("failed"),
    dry_run,
    details: decisions.map(({ transaction_id, candidates: [best], duplicate_payment_of }, index) => ({
      transaction_id,
      outcome: applied[index].outcome,
      invoice_id: best?.invoice_id ?? null,
      confidence: best?.confidence ?? null,
      score: best?.score ?? null,
      reasons: best?.reasons ?? [],
      duplicate_payment_of,
      reconciliation_id: applied[index].reconciliation_id ?? null,
      error: applied[index].error ?? null,
    })),
  };
}

type AfterImport = z.input<typeof BankImportResult>["reconciliation"];

/** The run that follows an import. It has its own transaction and answers instead of throwing: the import stands. */
export async function reconcileAfterImport(
  { transact, runtime, facts }: Pick<Detached<unknown, unknown, unknown>, "transact" | "runtime" | "facts">,
  companyId: string,
  imported: number,
): Promise<AfterImport> {
  const nothing = { processed: 0, auto_matched: 0, suggestions_created: 0, no_match: 0, failed: 0, left: imported };
  if (imported === 0) return { status: "not_needed", ...nothing };
  try {
    return await transact(async (sql) => {
      const options = { threshold: DEFAULT_AUTO_THRESHOLD, limit: MOVEMENTS_AFTER_IMPORT, dry_run: false };
      const { details: _, dry_run: __, ...counts } = await runReconciliation(sql, companyId, options);
      const [{ left }] = await countUnexamined(sql, companyId);
      return { status: Number(left) > 0 ? "partial" as const : "done" as const, ...counts, left };
    });
  } catch (error) {
    const reason = problemOf(error)?.kind.name;
    if (reason === "reconciliation_running") return { status: "running", ...nothing };
    if (reason === "too_many_open_invoices") return { status: "too_large", ...nothing };
    runtime.log("error", "reconciliation.failed", { request_id: facts.request_id, error: describeError(error) });
    return { status: "failed", ...nothing };
  }
}
