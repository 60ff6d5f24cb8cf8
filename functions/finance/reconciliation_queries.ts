import type { z } from "zod";
import type {
  BankTransaction,
  Reconciliation,
  ReconciliationSuggestion,
} from "../../shared/contracts/finance/reconciliation.ts";
import { offsetOf } from "../../shared/contracts/kit/paging.ts";
import type { Sql } from "../../shared/db/pool.ts";

interface Page {
  page: number;
  limit: number;
}
type SuggestionRow = z.input<typeof ReconciliationSuggestion>;
type ReconciliationRow = z.input<typeof Reconciliation>;

const company = (sql: Sql, code: string) => sql`(select finance.bank_company(${code}))`;

const direction = (sql: Sql, type: "income" | "expense" | undefined) =>
  type === undefined ? sql`` : type === "income" ? sql`and t.amount >= 0` : sql`and t.amount < 0`;

export function listOpenTransactions(sql: Sql, code: string, query: Page & { type?: "income" | "expense" }) {
  return sql<z.input<typeof BankTransaction>[]>`
    select t.id, c.code as owner_company, t.bank_account_id, t.bank_reference, t.date, t.value_date, t.amount,
      t.remaining_amount, t.currency, t.type, t.description, t.reference, t.reference_type, t.end_to_end_id,
      t.counterparty_name, t.counterparty_iban, t.bank_tx_code, t.balance_after, t.is_reversal, t.reconciled,
      t.reconciled_at, t.reconciliation_type, t.match_score, t.import_id, t.import_source, t.imported_at
    from finance.bank_transactions t join identity.companies c on c.id = t.owner_company_id
    where t.owner_company_id = ${company(sql, code)} and not t.reconciled ${direction(sql, query.type)}
    order by t.date desc, t.id desc limit ${query.limit} offset ${offsetOf(query)}`;
}

export function countOpenTransactions(sql: Sql, code: string, query: { type?: "income" | "expense" }) {
  return sql<{ total: string }[]>`
    select count(*) as total from finance.bank_transactions t
    where t.owner_company_id = ${company(sql, code)} and not t.reconciled ${direction(sql, query.type)}`;
}

const suggestionColumns = (sql: Sql) =>
  sql`s.id, s.transaction_id, s.invoice_id, s.invoice_type, i.invoice_number, i.amount_ttc as invoice_amount,
    i.remaining_amount as invoice_remaining, i.client_name, s.confidence, s.score, s.reasons, s.rank, s.status`;

/** What waits for a decision, or was decided in favour. */
export function listSuggestions(sql: Sql, transactionId: string) {
  return sql<SuggestionRow[]>`
    select ${suggestionColumns(sql)} from finance.reconciliation_suggestions s
    join finance.invoices i on i.tenant_id = s.tenant_id and i.id = s.invoice_id
    where s.transaction_id = ${transactionId} and s.status in ('pending', 'accepted')
    order by s.status = 'pending', s.rank, s.id`;
}

export function findSuggestion(sql: Sql, id: string) {
  return sql<SuggestionRow[]>`
    select ${suggestionColumns(sql)} from finance.reconciliation_suggestions s
    join finance.invoices i on i.tenant_id = s.tenant_id and i.id = s.invoice_id where s.id = ${id}`;
}

const waits = (sql: Sql) =>
  sql`exists (
    select from finance.reconciliation_suggestions s
    where s.owner_company_id = t.owner_company_id and s.transaction_id = t.id and s.status = 'pending'
  )`;

export interface PendingRow extends SuggestionRow {
  transaction: {
    id: string;
    date: string;
    amount: string;
    currency: string;
    description: string;
    reference: string | null;
  };
}

/** Each movement with its best suggestion. */
export function listPending(sql: Sql, code: string, query: Page) {
  return sql<PendingRow[]>`
    select ${suggestionColumns(sql)}, t.moved as transaction
    from (
      select t.id, t.owner_company_id, t.date, json_build_object('id', t.id, 'date', t.date, 'amount', t.amount,
        'currency', t.currency, 'description', t.description, 'reference', t.reference) as moved
      from finance.bank_transactions t
      where t.owner_company_id = ${company(sql, code)} and not t.reconciled and ${waits(sql)}
      order by t.date desc, t.id desc limit ${query.limit} offset ${offsetOf(query)}
    ) t
    cross join lateral (
      select s.* from finance.reconciliation_suggestions s
      where s.owner_company_id = t.owner_company_id and s.transaction_id = t.id and s.status = 'pending'
      order by s.rank, s.id limit 1
    ) s
    join finance.invoices i on i.tenant_id = s.tenant_id and i.id = s.invoice_id
    order by t.date desc, t.id desc`;
}

export function countPending(sql: Sql, code: string) {
  return sql<{ total: string }[]>`
    select count(*) as total from finance.bank_transactions t
    where t.owner_company_id = ${company(sql, code)} and not t.reconciled and ${waits(sql)}`;
}

const reconciliationColumns = (sql: Sql) =>
  sql`r.id, json_build_object('id', t.id, 'date', t.date, 'amount', t.amount, 'currency', t.currency,
      'description', t.description, 'reference', t.reference) as transaction,
    json_build_object('id', i.id, 'number', i.invoice_number, 'name', i.client_name, 'amount', i.amount_ttc,
      'remaining_amount', i.remaining_amount, 'status', finance.shown_status(i.status, i.due_date, finance.today()),
      'type', 'client') as invoice,
    r.payment_id, r.amount, r.reconciliation_type, r.score, r.reasons, r.notes, r.reconciled_by,
    u.name as reconciled_by_name, r.reconciled_at, r.undone_at, r.undo_reason`;

const reconciliationSource = (sql: Sql) =>
  sql`finance.reconciliations r
    join finance.bank_transactions t on t.tenant_id = r.tenant_id and t.id = r.transaction_id
    join finance.invoices i on i.tenant_id = r.tenant_id and i.id = r.invoice_id
    left join identity.users u on u.id = r.reconciled_by`;

export function findReconciliation(sql: Sql, id: string) {
  return sql<ReconciliationRow[]>`
    select ${reconciliationColumns(sql)} from ${reconciliationSource(sql)} where r.id = ${id}`;
}

/** Days are days of the tenant. */
const within = (sql: Sql, { from, to }: { from?: string; to?: string }) =>
  sql`${from === undefined ? sql`` : sql`and r.reconciled_at >= ${dayStart(sql, from, 0)}`}
    ${to === undefined ? sql`` : sql`and r.reconciled_at < ${dayStart(sql, to, 1)}`}`;

const dayStart = (sql: Sql, day: string, later: number) =>
  sql`(select (${day}::date + ${later}::int)::timestamp at time zone n.timezone from identity.tenants n)`;

export function listReconciliations(sql: Sql, code: string, query: Page & { from?: string; to?: string }) {
  return sql<ReconciliationRow[]>`
    select ${reconciliationColumns(sql)} from ${reconciliationSource(sql)}
    where r.owner_company_id = ${company(sql, code)} ${within(sql, query)}
    order by r.reconciled_at desc, r.id desc limit ${query.limit} offset ${offsetOf(query)}`;
}

export function countReconciliations(sql: Sql, code: string, query: { from?: string; to?: string }) {
  return sql<{ total: string }[]>`
    select count(*) as total from finance.reconciliations r
    where r.owner_company_id = ${company(sql, code)} ${within(sql, query)}`;
}
