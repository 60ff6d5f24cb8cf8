import type { Sql } from "../../shared/db/pool.ts";
import type { InvoiceToMatch, MovementToMatch } from "./reconciliation_rules.ts";

/** A movement as the rules want it: `amount` is what is left of it, signed. */
export interface OpenMovement extends MovementToMatch {
  owner_company_id: string;
  remaining: string;
  reconciled: boolean;
}

const movementColumns = (sql: Sql) =>
  sql`t.id, t.owner_company_id, sign(t.amount) * t.remaining_amount as amount, t.remaining_amount as remaining, t.reconciled,
    t.currency, t.date, t.description, t.reference, t.end_to_end_id, t.counterparty_name, t.counterparty_iban, t.is_reversal,
    array(
      select m.invoice_id from finance.rejected_matches m where m.tenant_id = t.tenant_id and m.transaction_id = t.id
    ) as rejected_invoice_ids`;

/** Movements that are not reconciled; those never looked at first, then those looked at longest ago. */
export function listMovementsToMatch(sql: Sql, companyId: string, limit: number) {
  return sql<OpenMovement[]>`
    select ${movementColumns(sql)} from finance.bank_transactions t
    where t.owner_company_id = ${companyId} and not t.reconciled
    order by t.examined_at nulls first, t.date, t.id limit ${limit}`;
}

export function findMovement(sql: Sql, id: string) {
  return sql<OpenMovement[]>`select ${movementColumns(sql)} from finance.bank_transactions t where t.id = ${id}`;
}

export function countUnexamined(sql: Sql, companyId: string) {
  return sql<{ left: string }[]>`
    select count(*) as left from finance.bank_transactions t
    where t.owner_company_id = ${companyId} and not t.reconciled and t.examined_at is null`;
}

const invoiceColumns = (sql: Sql) =>
  sql`i.id, 'client' as type, i.invoice_number as number, i.currency,
    case i.status when 'paid' then 0 else i.remaining_amount end as remaining, i.date as issue_date, i.due_date,
    i.qr_reference as reference, i.client_name as party_name,
    coalesce(a.ibans, '{}') as known_ibans, coalesce(a.names, '{}') as known_names`;

const aliases = (sql: Sql) =>
  sql`left join (
      select a.client_id, array_agg(a.value) filter (where a.kind = 'iban') as ibans,
        array_agg(a.value) filter (where a.kind = 'name') as names
      from finance.counterparty_aliases a group by a.client_id
    ) a on a.client_id = i.client_id`;

/**
 * Every open invoice of the company in the currencies given, and the paid ones that a reference names: those show money
 * that came twice.
 */
export function listInvoicesToMatch(
  sql: Sql,
  companyId: string,
  movements: readonly MovementToMatch[],
  limit: number,
) {
  const currencies = [...new Set(movements.map((movement) => movement.currency))];
  const references = [...new Set(movements.map((movement) => movement.reference).filter((text) => text !== null))];
  return sql<InvoiceToMatch[]>`
    (
      select ${invoiceColumns(sql)} from finance.invoices i ${aliases(sql)}
      where i.owner_company_id = ${companyId} and i.status in ('sent', 'partial', 'overdue', 'disputed')
        and i.deleted_at is null and i.remaining_amount > 0 and not i.is_credit_note and i.currency = any (${currencies}::text[])
      limit ${limit}
    )
    union all
    select ${invoiceColumns(sql)} from finance.invoices i ${aliases(sql)}
    where i.owner_company_id = ${companyId} and i.status = 'paid' and i.qr_reference = any (${references}::text[])
      and not i.is_credit_note`;
}

export function findInvoiceToMatch(sql: Sql, id: string) {
  return sql<InvoiceToMatch[]>`
    select ${invoiceColumns(sql)} from finance.invoices i ${aliases(sql)}
    where i.id = ${id} and i.invoice_number is not null`;
}

/** Opens the only run of a company. Raises reconciliation_running. */
export function beginRun(sql: Sql, companyId: string) {
  return sql`select finance.begin_reconciliation(${companyId})`;
}

export interface Applied {
  transaction_id: string;
  outcome: "auto_matched" | "suggested" | "none" | "failed";
  reconciliation_id?: string;
  error?: string;
}

export async function applyDecisions(sql: Sql, companyId: string, decisions: readonly unknown[]): Promise<Applied[]> {
  const [{ applied }] = await sql<{ applied: Applied[] }[]>`
    select finance.apply_decisions(${companyId}, ${JSON.stringify(decisions)}::text::jsonb) as applied`;
  return applied;
}

export function storeSuggestions(sql: Sql, transactionId: string, candidates: readonly unknown[]) {
  return sql`select finance.store_suggestions(${transactionId}, ${JSON.stringify(candidates)}::text::jsonb)`;
}

export function acceptSuggestion(sql: Sql, id: string) {
  return sql<{ id: string }[]>`select finance.accept_suggestion(${id}) as id`;
}

export function rejectSuggestion(sql: Sql, id: string, reason: string | undefined) {
  return sql`select finance.reject_suggestion(${id}, ${reason || null})`;
}

export function undoReconciliation(sql: Sql, id: string, reason: string) {
  return sql`select finance.undo_reconciliation(${id}, ${reason})`;
}

export function confirmMatch(
  sql: Sql,
  match: {
    transaction_id: string;
    invoice_id: string;
    amount: string | null;
    notes: string | null;
    score: number | null;
    confidence: number | null;
    reasons: string[];
  },
) {
  return sql<{ id: string }[]>`
    select finance.confirm_match(${match.transaction_id}, ${match.invoice_id}, ${match.amount}, 'manual', ${match.score},
      ${match.confidence}, ${match.reasons}::text[], ${match.notes}) as id`;
}
