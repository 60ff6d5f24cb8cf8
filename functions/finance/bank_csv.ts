import Big from "big.js";
import Papa from "papaparse";
import {
  BANK_FORMATS,
  type BankFormat,
  type ColumnMap,
  type ColumnName,
  type DetectedFormat,
  detectFormat,
  mapColumns,
  readPreamble,
} from "./bank_csv_columns.ts";
import { cellText, dayOrderOf, decimalMarkOf, readDay, readDecimal } from "./bank_csv_values.ts";
import { type CsvReading, readCsvRow } from "./bank_csv_rows.ts";
import {
  type BalanceCheck,
  BankFileProblem,
  type BankRow,
  checkBankFile,
  decodeText,
  keyRegister,
  plainIban,
  utf16Flavour,
} from "./bank_file.ts";

export { BANK_FORMATS, type BankFormat };

export const MAX_CSV_ROWS = 20_000;

export interface ParsedBankCsv {
  /** The bank whose export this is; `generic` when none was recognised. */
  format: DetectedFormat;
  encoding: string;
  delimiter: string;
  iban: string | null;
  currency: string;
  from: string | null;
  to: string | null;
  opening_balance: string | null;
  closing_balance: string | null;
  /** In the order of the file. `line` counts from 1, as an editor shows it. */
  rows: (BankRow & { line: number })[];
  errors: { line: number; error: string }[];
  /** Rows without date or amount, and movements that are not completed. */
  skipped: number;
  /** Null when the file states no balances. */
  balance_check: BalanceCheck | null;
  warnings: string[];
}

/**
 * Reads a bank's CSV export. Delimiter, encoding (UTF-8, UTF-16, Windows-1252), header line, language, number and date
 * style are found out; a line that cannot be read becomes an entry of `errors` and never stops the others. The same
 * file gives the same `bank_reference`s each time. `accountCurrency` counts where the file names no currency.
 *
 * Throws BankFileProblem FILE_REQUIRED, FILE_TOO_LARGE (over 20 MB), UNSUPPORTED_FILE_TYPE (no text, or XML) or
 * CSV_INVALID (no header with date and amount, an open quote, more than 20 000 rows, an unknown format name).
 */
export function parseBankCsv(
  bytes: Uint8Array,
  format: BankFormat = "auto",
  accountCurrency = "CHF",
): ParsedBankCsv {
  if (!BANK_FORMATS.includes(format)) throw new BankFileProblem("CSV_INVALID", `the format ${format} is not known`);
  const { text, encoding } = decodeCsv(bytes);
  const { delimiter, header } = findHeader(text);
  const { records, errors } = splitRecords(text, delimiter);
  const map = mapColumns(records[header].cells)!;
  const data = records.slice(header + 1).filter((record) => record.cells.some((cell) => cell !== ""));
  if (data.length > MAX_CSV_ROWS) throw new BankFileProblem("CSV_INVALID", "the file has more than 20 000 rows");

  settleValuta(map, data);
  const detected = detectFormat(map);
  const warnings: string[] = [];
  if (format !== "auto" && format !== detected && detected !== "generic" && format !== "generic") {
    warnings.push(`the columns are those of ${detected}, not of ${format}; the file was read as ${detected}`);
  }
  const used = format === "generic" || (format !== "auto" && detected === "generic") ? format : detected;
  const preamble = readPreamble(records.slice(0, header).map((record) => record.cells));
  const reading = columnReading(
    map,
    data,
    used,
    /^[A-Z]{3}$/.test(preamble.currency ?? "") ? preamble.currency! : null,
  );
  const register = keyRegister();
  const result: ParsedBankCsv = {
    format: used,
    encoding,
    delimiter,
    iban: plainIban(preamble.iban) ?? accountColumn(map, data),
    currency: accountCurrency,
    from: preamble.from ? readDay(preamble.from, reading.day_order) : null,
    to: preamble.to ? readDay(preamble.to, reading.day_order) : null,
    opening_balance: null,
    closing_balance: null,
    rows: [],
    errors,
    skipped: 0,
    balance_check: null,
    warnings,
  };
  const movements: Movement[] = [];
  const broken = new Set(errors.map((error) => error.line));
  for (const record of data) {
    if (broken.has(record.line)) continue;
    const read = readCsvRow(record.cells, reading, accountCurrency);
    if ("error" in read) errors.push({ line: record.line, error: read.error });
    else if ("skipped" in read) result.skipped += 1;
    else {
      movements.push(read);
      result.rows.push(
        ...read.rows.map((row) => ({ ...row, bank_reference: register(row.bank_reference), line: record.line })),
      );
    }
  }
  errors.sort((a, b) => a.line - b.line);
  const days = result.rows.map((row) => row.date).sort();
  result.from ??= days[0] ?? null;
  result.to ??= days.at(-1) ?? null;
  result.currency = result.rows[0]?.currency ?? reading.currency ?? accountCurrency;
  checkBalances(result, movements, [preamble.opening_balance, preamble.closing_balance], reading);
  return result;
}

function decodeCsv(bytes: Uint8Array): { text: string; encoding: string } {
  checkBankFile(bytes);
  const wide = utf16Flavour(bytes);
  const candidates = wide ? [wide] : ["utf-8", "windows-1252"];
  for (const encoding of candidates) {
    const text = decodeText(bytes, encoding);
    if (text === null) continue;
    if (/^\s*</.test(text)) throw new BankFileProblem("UNSUPPORTED_FILE_TYPE", "this is an XML or HTML file, not CSV");
    if (text.includes("\u0000")) break;
    return { text, encoding };
  }
  throw new BankFileProblem("UNSUPPORTED_FILE_TYPE", "this is not a text file");
}

const HEADER_WITHIN = 60;

/** The header is the first line with a date and an amount column, under the first delimiter that shows one. */
function findHeader(text: string): { delimiter: string; header: number } {
  for (const delimiter of [";", ",", "\t", "|"]) {
    const rows = Papa.parse<string[]>(text, { delimiter, preview: HEADER_WITHIN }).data;
    const header = rows.findIndex((row) => mapColumns(row.map(cellText)) !== null);
    if (header >= 0) return { delimiter, header };
  }
  throw new BankFileProblem("CSV_INVALID", "no header line with a date and an amount column was found");
}

interface CsvRecord {
  line: number;
  cells: string[];
}

function splitRecords(text: string, delimiter: string) {
  const parsed = Papa.parse<string[]>(text, { delimiter });
  const records: CsvRecord[] = [];
  let line = 1;
  for (const cells of parsed.data) {
    records.push({ line, cells: cells.map(cellText) });
    line += 1 + cells.reduce((breaks, cell) => breaks + (cell.match(/\r\n|\r|\n/g)?.length ?? 0), 0);
  }
  const lines = new Map<number, string>();
  for (const error of parsed.errors) {
    if (error.type !== "Quotes") continue;
    const at = records[error.row ?? 0]?.line ?? 1;
    // What follows an open quote would be swallowed as text, money and all.
    if (error.code === "MissingQuotes") throw new BankFileProblem("CSV_INVALID", "a quote is never closed", at);
    lines.set(at, "a quote inside the text is not doubled");
  }
  return { records, errors: [...lines].map(([at, error]) => ({ line: at, error })) };
}

function columnValues(data: CsvRecord[], index: number | undefined): string[] {
  return index === undefined ? [] : data.map((record) => record.cells[index] ?? "").filter((cell) => cell !== "");
}

/** In Italian `valuta` is the currency, in German the value date: the values tell. */
function settleValuta(map: ColumnMap, data: CsvRecord[]): void {
  const { columns } = map;
  const values = columnValues(data, columns.value_date);
  if (columns.currency !== undefined || values.length === 0 || !values.every((value) => /^[A-Z]{3}$/.test(value))) {
    return;
  }
  columns.currency = columns.value_date;
  delete columns.value_date;
}

/** The decisions that hold for a whole file, so that one ambiguous line is read like the others. */
function columnReading(
  map: ColumnMap,
  data: CsvRecord[],
  format: DetectedFormat,
  preambleCurrency: string | null,
): CsvReading {
  const of = (...names: ColumnName[]) => names.flatMap((name) => columnValues(data, map.columns[name]));
  const decimal_mark = decimalMarkOf(of("amount", "credit", "debit", "balance", "fee", "total"));
  const debits = of("debit").map((text) => readDecimal(text, decimal_mark)).filter((value) => value !== null);
  const negative = debits.filter((value) => value.lt(0)).length;
  const amountColumns = (["amount", "credit", "debit"] as const).map((name) => map.columns[name]);
  const headerCurrency = amountColumns.map((index) => index === undefined ? null : map.cells[index].currency)
    .find((currency) => currency !== null);
  return {
    ...map,
    format,
    decimal_mark,
    day_order: dayOrderOf(of("date", "value_date")),
    // Some banks write debits with a minus sign, some without; a bank is true to its way within a file.
    debits_are_signed: negative > debits.length - negative,
    currency: headerCurrency ?? preambleCurrency,
  };
}

function accountColumn(map: ColumnMap, data: CsvRecord[]): string | null {
  const ibans = new Set(columnValues(data, map.columns.account).map(plainIban).filter((iban) => iban !== null));
  return ibans.size === 1 ? [...ibans][0] : null;
}

interface Movement {
  rows: BankRow[];
  balance: Big | null;
}

/**
 * Balances from the lines above the header, else from the balance column when every line has one and they form a chain
 * (newest first or oldest first).
 */
function checkBalances(
  result: ParsedBankCsv,
  movements: Movement[],
  stated: (string | undefined)[],
  reading: CsvReading,
): void {
  const totals = movements.map((movement) => movement.rows.reduce((sum, row) => sum.plus(row.amount), new Big(0)));
  const [opening, closing] = stated.map((text) => text === undefined ? null : readDecimal(text, reading.decimal_mark));
  const ends = opening && closing ? { opening, closing } : chainEnds(movements, totals);
  if (!ends) return;
  const expected = totals.reduce((sum, total) => sum.plus(total), ends.opening);
  const ok = expected.eq(ends.closing);
  result.opening_balance = ends.opening.toFixed(2);
  result.closing_balance = ends.closing.toFixed(2);
  result.balance_check = { ok, expected: expected.toFixed(2), actual: ends.closing.toFixed(2) };
  if (!ok) result.warnings.push("opening balance and rows do not add up to the closing balance");
}

function chainEnds(movements: Movement[], totals: Big[]): { opening: Big; closing: Big } | null {
  const balances = movements.map((movement) => movement.balance).filter((balance) => balance !== null);
  const last = balances.length - 1;
  if (last < 0 || balances.length < movements.length) return null;
  const before = balances.map((balance, index) => balance.minus(totals[index]));
  const falling = balances.every((_, index) => index === last || before[index].eq(balances[index + 1]));
  if (falling) return { opening: before[last], closing: balances[0] };
  const rising = balances.every((_, index) => index === 0 || before[index].eq(balances[index - 1]));
  return rising ? { opening: before[0], closing: balances[last] } : null;
}
