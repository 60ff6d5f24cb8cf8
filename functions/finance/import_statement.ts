import { createHash } from "node:crypto";
import type { z } from "zod";
import type { BankCsvUpload, BankImportResult, Camt053Upload } from "../../shared/contracts/finance/bank.ts";
import { problem } from "../../shared/contracts/kit/problems.ts";
import { firstOr } from "../../shared/db/rows.ts";
import type { Detached } from "../../shared/http/bind.ts";
import { type BankCompany, findAccountCurrency, findBankCompany, insertStatements } from "./bank_queries.ts";
import { parseBankCsv } from "./bank_csv.ts";
import { BankFileProblem } from "./bank_file.ts";
import { parseCamt053 } from "./camt053.ts";
import { type ParsedFile, readCamtFile, readCsvFile } from "./import_rules.ts";
import { reconcileAfterImport } from "./run_reconciliation.ts";

type Context<B> = Detached<undefined, undefined, B>;
type Upload = z.output<typeof Camt053Upload>;

/**
 * Imports a camt.053 statement: everything in one transaction, then a run of the matching engine that can fail without
 * taking the import back. Raises file_required, file_too_large, unsupported_file_type, camt_invalid, bank_account_unknown,
 * account_mismatch and what names no company of the caller.
 */
export async function importCamt053(ctx: Context<Upload>) {
  const company = await enter(ctx);
  const bytes = await fileBytes(ctx.body.file);
  return await importFile(ctx, company, "CAMT053", bytes, readFile(() => readCamtFile(parseCamt053(bytes))));
}

/** Imports a bank's CSV export likewise; raises csv_invalid. A line that cannot be read is an error of the answer. */
export async function importBankCsv(ctx: Context<z.output<typeof BankCsvUpload>>) {
  const { bank_account_id, bank_format } = ctx.body;
  const company = await enter(ctx);
  const [account] = bank_account_id
    ? await ctx.read(async (sql) => await findAccountCurrency(sql, bank_account_id))
    : [];
  const bytes = await fileBytes(ctx.body.file);
  const currency = account?.currency ?? company.currency;
  return await importFile(
    ctx,
    company,
    "CSV",
    bytes,
    readFile(() => readCsvFile(parseBankCsv(bytes, bank_format, currency))),
  );
}

/** Permission and company come before a large file is worth any work. */
async function enter(ctx: Context<Upload>): Promise<BankCompany> {
  return firstOr(await ctx.read(async (sql) => await findBankCompany(sql, ctx.body.owner_company)), "company_invalid");
}

async function fileBytes(file: Upload["file"]): Promise<Uint8Array<ArrayBuffer>> {
  if (file === undefined) throw problem("file_required");
  return typeof file === "string" ? new TextEncoder().encode(file) : new Uint8Array(await file.arrayBuffer());
}

function readFile(read: () => ParsedFile): ParsedFile {
  try {
    return read();
  } catch (error) {
    if (!(error instanceof BankFileProblem)) throw error;
    const { code, message, line } = error;
    throw problem(code.toLowerCase(), { message, ...(line !== undefined && { line }) }, { cause: error });
  }
}

async function importFile(
  ctx: Context<Upload>,
  company: BankCompany,
  source: "CAMT053" | "CSV",
  bytes: Uint8Array,
  parsed: ParsedFile,
): Promise<z.input<typeof BankImportResult>> {
  const { file, bank_account_id } = ctx.body;
  const file_sha256 = createHash("sha256").update(bytes).digest("hex");
  const stored = await ctx.transact((sql) =>
    insertStatements(sql, company.id, bank_account_id, {
      source,
      filename: file instanceof File ? file.name : null,
      sha256: file_sha256,
      bytes: bytes.byteLength,
      errors: parsed.errors.length,
    }, parsed.statements)
  );
  const statements = parsed.statements.map(({ rows: _, account_number: __, ...statement }, index) => {
    const { id: account, imported, duplicates } = stored.accounts[index];
    return { ...statement, bank_account_id: account, imported, duplicates };
  });
  const checks = statements.map((statement) => statement.balance_check).filter((check) => check !== null);
  return {
    import_id: stored.import_id,
    file_sha256,
    imported: stored.imported,
    duplicates: stored.duplicates,
    errors: parsed.errors.length,
    details: [...stored.details, ...parsed.errors.map((error) => ({ action: "error" as const, ...error }))],
    statement: statements[0],
    statements,
    balance_check: checks.find((check) => !check.ok) ?? checks[0] ?? null,
    warnings: statements.flatMap((statement) => statement.warnings),
    reconciliation: await reconcileAfterImport(ctx, company.id, stored.imported),
  };
}
