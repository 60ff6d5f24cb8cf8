import type { ParsedBankCsv } from "./bank_csv.ts";
import type { BalanceCheck, BankRow } from "./bank_file.ts";
import type { ParsedStatements } from "./camt053.ts";

/** One account's part of a file, whatever the format. */
export interface StatementToImport {
  id: string | null;
  iban: string | null;
  account_number: string | null;
  currency: string;
  from: string | null;
  to: string | null;
  opening_balance: string | null;
  closing_balance: string | null;
  /** Entries of the statement; a collective entry counts once. */
  entries: number;
  skipped: number;
  balance_check: BalanceCheck | null;
  warnings: string[];
  rows: (BankRow & { line?: number })[];
}

export interface ParsedFile {
  statements: StatementToImport[];
  errors: { line: number; error: string }[];
}

export function readCamtFile(parsed: ParsedStatements): ParsedFile {
  const statements = parsed.statements.map((statement) => ({
    id: statement.id,
    iban: statement.iban,
    account_number: statement.iban === null ? statement.account_number : null,
    currency: statement.currency,
    from: statement.from,
    to: statement.to,
    opening_balance: statement.opening_balance,
    closing_balance: statement.closing_balance,
    entries: statement.entries,
    skipped: statement.skipped,
    balance_check: statement.balance_check,
    warnings: statement.warnings,
    rows: statement.rows,
  }));
  return { statements, errors: [] };
}

/** An export over several currency pockets is one statement per currency; its balances then belong to none of them. */
export function readCsvFile(parsed: ParsedBankCsv): ParsedFile {
  const currencies = [...new Set(parsed.rows.map((row) => row.currency))];
  const single = currencies.length <= 1;
  const statements = (single ? [parsed.currency] : currencies).map((currency, index) => {
    const rows = single ? parsed.rows : parsed.rows.filter((row) => row.currency === currency);
    return {
      id: null,
      iban: parsed.iban,
      account_number: null,
      currency,
      from: parsed.from,
      to: parsed.to,
      opening_balance: single ? parsed.opening_balance : null,
      closing_balance: single ? parsed.closing_balance : null,
      entries: rows.length,
      skipped: index === 0 ? parsed.skipped : 0,
      balance_check: single ? parsed.balance_check : null,
      warnings: index === 0 ? parsed.warnings : [],
      rows,
    };
  });
  return { statements, errors: parsed.errors };
}
