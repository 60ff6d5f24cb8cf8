import type { z } from "zod";
import type { BankAccount, BankAccountCreate } from "../../shared/contracts/finance/bank.ts";
import { offsetOf } from "../../shared/contracts/kit/paging.ts";
import type { Sql } from "../../shared/db/pool.ts";

type AccountRow = z.input<typeof BankAccount>;

export interface BankCompany {
  id: string;
  code: string;
  currency: string;
}

/** The company a caller means. Raises company_invalid, company_required, company_access_denied. */
export function findBankCompany(sql: Sql, given: string | undefined) {
  return sql<BankCompany[]>`
    select c.id, c.code, c.currency from finance.bank_company(${given ?? null}) as wanted (id)
    join identity.companies c on c.id = wanted.id`;
}

const wireColumns = (sql: Sql) =>
  sql`a.id, c.code as owner_company, a.account_name, a.bank_name, a.iban, a.account_number, a.currency, a.balance,
    a.balance_date, a.last_sync, a.created_at`;

export function listAccounts(sql: Sql, query: { page: number; limit: number; owner_company?: string }) {
  return sql<AccountRow[]>`
    select ${wireColumns(sql)} from finance.bank_accounts a join identity.companies c on c.id = a.owner_company_id
    where ${ofCompany(sql, query.owner_company)}
    order by c.code, a.account_name, a.id limit ${query.limit} offset ${offsetOf(query)}`;
}

export function countAccounts(sql: Sql, query: { owner_company?: string }) {
  return sql<{ total: string }[]>`
    select count(*) as total from finance.bank_accounts a where ${ofCompany(sql, query.owner_company)}`;
}

const ofCompany = (sql: Sql, company: string | undefined) =>
  company === undefined ? sql`true` : sql`a.owner_company_id = (select finance.bank_company(${company}))`;

export async function insertAccount(sql: Sql, companyId: string, account: z.output<typeof BankAccountCreate>) {
  const { account_name, bank_name = null, iban = null, account_number = null, currency = "CHF" } = account;
  const [{ id }] = await sql<{ id: string }[]>`
    insert into finance.bank_accounts ${
    sql({ owner_company_id: companyId, account_name, bank_name, iban, account_number, currency })
  } returning id`;
  return sql<AccountRow[]>`
    select ${wireColumns(sql)} from finance.bank_accounts a join identity.companies c on c.id = a.owner_company_id
    where a.id = ${id}`;
}

export function findAccountCurrency(sql: Sql, id: string) {
  return sql<{ currency: string }[]>`select currency from finance.bank_accounts where id = ${id}`;
}

export interface StoredImport {
  import_id: string;
  imported: number;
  duplicates: number;
  accounts: { id: string; imported: number; duplicates: number }[];
  details: {
    reference: string;
    action: "imported" | "duplicate";
    id?: string;
    existing_id?: string;
    line?: number;
  }[];
}

/** Books a whole file in one statement. Raises bank_account_unknown, account_mismatch. */
export async function insertStatements(
  sql: Sql,
  companyId: string,
  accountId: string | undefined,
  file: Record<string, unknown>,
  statements: readonly unknown[],
): Promise<StoredImport> {
  const [{ stored }] = await sql<{ stored: StoredImport }[]>`
    select finance.import_statements(${companyId}, ${accountId ?? null}, ${JSON.stringify(file)}::text::jsonb,
      ${JSON.stringify(statements)}::text::jsonb) as stored`;
  return stored;
}
