import { z } from "zod";
import { endpoint } from "../kit/endpoint.ts";
import { created, data } from "../kit/replies.ts";
import { count, day, id, instant, line, money } from "../kit/fields.ts";
import { pageOf, pageQuery } from "../kit/paging.ts";
import "./bank_problems.ts";
import "./problems.ts";

/** A company by its code, in any case, or by its id. */
export const companyCode = line(64, 1).meta({ examples: ["HYPERVISUAL"] });
export const byCompany = z.object({ company: companyCode });
export const companyProblems = ["company_invalid", "company_required", "company_access_denied"];

/** Twenty megabytes of file and a little for the other fields of the form. */
const MAX_FORM_BYTES = 20 * 1024 * 1024 + 64 * 1024;

const iban = z.string().overwrite((value) => value.replace(/\s+/g, "").toUpperCase())
  .regex(/^[A-Z]{2}\d{2}[A-Z0-9]{8,30}$/, "must be an IBAN").meta({ examples: ["CH9300762011623852957"] });
const currencyCode = z.string().trim().toUpperCase().regex(/^[A-Z]{3}$/, "must be a currency code like CHF")
  .meta({ examples: ["CHF"] });

export const BankAccount = z.object({
  id,
  owner_company: z.string(),
  account_name: z.string(),
  bank_name: z.string().nullable(),
  iban: z.string().nullable(),
  account_number: z.string().nullable(),
  currency: z.string(),
  balance: money.nullable(),
  balance_date: day.nullable(),
  last_sync: instant.nullable(),
  created_at: instant,
}).meta({ id: "BankAccount" });

export const BankAccountCreate = z.strictObject({
  owner_company: companyCode.optional(),
  account_name: line(100, 1),
  bank_name: line(100, 1).optional(),
  iban: iban.optional(),
  account_number: line(50, 1).optional(),
  currency: currencyCode.optional(),
}).refine((account) => account.iban !== undefined || account.account_number !== undefined, {
  message: "an IBAN or an account number is required",
  path: ["iban"],
}).meta({
  id: "BankAccountCreate",
  examples: [{
    account_name: "Compte courant",
    bank_name: "PostFinance",
    iban: "CH9300762011623852957",
    currency: "CHF",
  }],
});

/** Some clients send a file as a text field; its bytes are then UTF-8. */
const uploaded = z.union([z.instanceof(File), z.string()]).optional()
  .meta({ description: "The bank's file.", type: "string", format: "binary" });

const formFields = {
  file: uploaded,
  owner_company: companyCode.optional(),
  bank_account_id: z.union([id, z.literal("").transform(() => undefined)]).optional(),
};

export const Camt053Upload = z.strictObject(formFields).meta({
  id: "Camt053Upload",
  examples: [{ file: "<Document>…</Document>", owner_company: "HYPERVISUAL" }],
});

export const BankCsvUpload = z.strictObject({
  ...formFields,
  bank_format: z.enum(["auto", "generic", "postfinance", "ubs", "raiffeisen", "kantonalbank", "revolut"]).default(
    "auto",
  ),
}).meta({
  id: "BankCsvUpload",
  examples: [{ file: "Date;Montant;Description\n31.01.2026;100.00;Loyer", owner_company: "HYPERVISUAL" }],
});

const BalanceCheck = z.object({ ok: z.boolean(), expected: money, actual: money });

const ImportedStatement = z.object({
  id: z.string().nullable(),
  bank_account_id: id,
  iban: z.string().nullable(),
  currency: z.string(),
  from: day.nullable(),
  to: day.nullable(),
  opening_balance: money.nullable(),
  closing_balance: money.nullable(),
  entries: count,
  imported: count,
  duplicates: count,
  /** Entries that are not booked, rows without date or amount. */
  skipped: count,
  balance_check: BalanceCheck.nullable(),
  warnings: z.array(z.string()),
});

const ImportDetail = z.object({
  reference: z.string().optional(),
  action: z.enum(["imported", "duplicate", "error"]),
  line: z.number().optional(),
  id: id.optional(),
  existing_id: id.optional(),
  error: z.string().optional(),
});

/** What the matching engine made of the movements after the import; it never takes the import back. */
const ImportReconciliation = z.object({
  status: z.enum(["done", "partial", "running", "too_large", "failed", "not_needed"]),
  processed: count,
  auto_matched: count,
  suggestions_created: count,
  no_match: count,
  failed: count,
  /** Movements no run has looked at yet. */
  left: count,
});

export const BankImportResult = z.object({
  import_id: id,
  file_sha256: z.string(),
  imported: count,
  duplicates: count,
  errors: count,
  details: z.array(ImportDetail),
  /** The only statement of the file, or its first. */
  statement: ImportedStatement,
  statements: z.array(ImportedStatement),
  /** The first that fails, else the first there is. */
  balance_check: BalanceCheck.nullable(),
  warnings: z.array(z.string()),
  reconciliation: ImportReconciliation,
}).meta({ id: "BankImportResult" });

const fileProblems = [
  "file_required",
  "file_too_large",
  "unsupported_file_type",
  "account_mismatch",
  "bank_account_unknown",
];

const Month = z.object({ income: money, expenses: money, net: money, count });

export const bank = {
  importCamt053: endpoint("POST /finance/bank/import/camt053", {
    id: "finance.bank.import_camt053",
    summary: "Import an account statement (ISO 20022 camt.053, versions 001.02, 001.04, 001.08)",
    description:
      "All or nothing. Movements the account already holds are duplicates: the same file may be sent again. " +
      "What the new movements pay is worked out afterwards.",
    guard: "finance.write",
    body: Camt053Upload,
    bodyKind: "multipart",
    maxBodyBytes: MAX_FORM_BYTES,
    reply: data(BankImportResult),
    problems: [...companyProblems, ...fileProblems, "camt_invalid"],
    rate: "exchange",
  }),
  importCsv: endpoint("POST /finance/bank/import/csv", {
    id: "finance.bank.import_csv",
    summary: "Import a bank's CSV export; lines that cannot be read are reported and do not stop the others",
    guard: "finance.write",
    body: BankCsvUpload,
    bodyKind: "multipart",
    maxBodyBytes: MAX_FORM_BYTES,
    reply: data(BankImportResult),
    problems: [...companyProblems, ...fileProblems, "csv_invalid"],
    rate: "exchange",
  }),
  stats: endpoint("GET /finance/bank/stats/:company", {
    id: "finance.bank.stats",
    summary: "Income and expenses of a company's accounts, per month",
    description:
      "In the currency of the company, other currencies converted at the newest rate before the end of the " +
      "period; those without a rate are left out and named in not_converted.",
    guard: "finance.read",
    params: byCompany,
    query: z.object({ from: day.optional(), to: day.optional() }),
    reply: data(
      z.object({
        from: day,
        to: day,
        currency: z.string(),
        totals: z.object({ income: money, expenses: money, net: money, transaction_count: count }),
        monthly: z.record(z.string(), Month),
        averages: z.object({ monthly_income: money, monthly_expenses: money }),
        not_converted: z.array(z.string()),
      }).meta({ id: "BankStats" }),
    ),
    problems: [...companyProblems, "date_range_invalid"],
  }),
  accounts: endpoint("GET /finance/bank/accounts", {
    id: "finance.bank.accounts",
    summary: "List the bank accounts of the companies one works for",
    guard: "finance.read",
    query: pageQuery({ owner_company: companyCode.optional() }, { limit: 50 }),
    reply: pageOf(BankAccount),
    problems: companyProblems,
  }),
  createAccount: endpoint("POST /finance/bank/accounts", {
    id: "finance.bank.create_account",
    summary: "Register a bank account",
    description: "Not needed for the accounts a company prints on its bills: their first statement registers them.",
    guard: "settings.write",
    body: BankAccountCreate,
    reply: created(BankAccount),
    problems: [...companyProblems, "bank_account_taken", "bank_account_number_taken"],
    idempotent: true,
  }),
};
