import type Big from "big.js";
import type { ColumnMap, ColumnName, DetectedFormat } from "./bank_csv_columns.ts";
import { type DayOrder, type DecimalMark, readDay, readDecimal } from "./bank_csv_values.ts";
import {
  type BankRow,
  findReferenceInText,
  isPlaceholder,
  movementHash,
  plainIban,
  plainText,
  readReference,
} from "./bank_file.ts";

/** The columns of a file and how its values are written. */
export interface CsvReading extends ColumnMap {
  format: DetectedFormat;
  decimal_mark: DecimalMark | null;
  day_order: DayOrder;
  debits_are_signed: boolean;
  /** Currency named by the header or the lines above it. */
  currency: string | null;
}

export type CsvRowResult =
  | { rows: BankRow[]; balance: Big | null }
  | { skipped: true }
  | { error: string };

/**
 * Reads one line: one row, and a second one for a fee the bank states beside the amount. Lines without date or amount
 * (detail lines of collective bookings, footers) are skipped, as are movements that are not completed. The
 * `bank_reference` is not yet unique inside the file.
 */
export function readCsvRow(cells: string[], reading: CsvReading, accountCurrency: string): CsvRowResult {
  const cell = (name: ColumnName) => {
    const index = reading.columns[name];
    return index === undefined ? "" : cells[index] ?? "";
  };
  const money = (name: ColumnName) => readDecimal(cell(name), reading.decimal_mark);
  if (cell("date") === "" || (cell("credit") === "" && cell("debit") === "" && cell("amount") === "")) {
    return { skipped: true };
  }
  if (reading.format === "revolut" && cell("state") !== "" && cell("state").toUpperCase() !== "COMPLETED") {
    return { skipped: true };
  }
  if (cells.slice(reading.cells.length).some((extra) => extra !== "")) {
    return { error: "the line has more columns than the header" };
  }
  const day = (name: ColumnName) =>
    readDay(cell(name), reading.day_order, reading.cells[reading.columns[name]!]?.utc || reading.format === "revolut");
  const date = day("date");
  if (!date) return { error: `"${cell("date").slice(0, 40)}" is not a date` };
  const amount = signedAmount(cell, reading);
  if ("error" in amount) return amount;
  const currency = (cell("currency") || reading.currency || accountCurrency).toUpperCase();
  if (!/^[A-Z]{3}$/.test(currency)) return { error: `"${currency.slice(0, 40)}" is not a currency` };
  const feeAmount = statedFee(amount.value, money("total"), money("fee"));

  const row = describedRow(cells, cell, reading, {
    date,
    value_date: (cell("value_date") && day("value_date")) || date,
    amount: amount.value,
    currency,
  });
  row.balance_after = money("balance")?.toFixed(2) ?? null;
  row.charges = feeAmount?.neg().toFixed(2) ?? null;
  if (cell("original_currency") !== "" && cell("original_currency") !== currency) {
    row.instructed_amount = money("original_amount")?.abs().toFixed(2) ?? null;
    row.instructed_currency = row.instructed_amount && cell("original_currency");
  }
  return { rows: feeAmount ? [row, feeRow(row, feeAmount)] : [row], balance: money("balance") };
}

type CellReader = (name: ColumnName) => string;

function signedAmount(cell: CellReader, reading: CsvReading): { value: Big } | { error: string } {
  const unreadable = (text: string) => ({ error: `"${text.slice(0, 40)}" is not an amount` });
  const read = (name: ColumnName) => cell(name) === "" ? null : readDecimal(cell(name), reading.decimal_mark);
  const [credit, debit, amount] = (["credit", "debit", "amount"] as const).map(read);
  if (cell("credit") !== "" && !credit) return unreadable(cell("credit"));
  if (cell("debit") !== "" && !debit) return unreadable(cell("debit"));
  // Some banks fill the unused column with zero.
  const paidOut = debit && !(debit.eq(0) && credit) ? debit : null;
  const paidIn = credit && !(credit.eq(0) && paidOut) ? credit : null;
  if (paidIn && paidOut) return { error: "both credit and debit are filled" };
  if (paidIn) return { value: paidIn };
  if (paidOut) return { value: reading.debits_are_signed ? paidOut : paidOut.neg() };
  if (!amount) return unreadable(cell("amount"));
  if (reading.columns.indicator === undefined) return { value: amount };
  const indicator = cell("indicator").toLowerCase();
  if (/^(d|s|db|dbit|debit|débit|soll|dare|belastung|-)$/.test(indicator)) return { value: amount.abs().neg() };
  if (/^(c|h|cr|crdt|credit|crédit|haben|avere|gutschrift|\+)$/.test(indicator)) return { value: amount.abs() };
  return { error: `"${indicator.slice(0, 40)}" says neither credit nor debit` };
}

/** The signed fee to book beside the amount; null for none. A total states it best, a fee column is a positive cost. */
function statedFee(amount: Big, total: Big | null, fee: Big | null): Big | null {
  const value = total ? total.minus(amount) : fee?.abs().neg();
  return value && !value.eq(0) ? value : null;
}

function describedRow(
  cells: string[],
  cell: CellReader,
  reading: CsvReading,
  facts: { date: string; value_date: string; amount: Big; currency: string },
): BankRow {
  const descriptions = reading.descriptions.map((index) => cells[index] ?? "").filter((text) => text !== "");
  const description = descriptions.join(" / ");
  const stated = readReference(cell("reference"));
  const reference = stated.reference_type ? stated : findReferenceInText(description) ?? stated;
  const counterparty_name = plainText(cell("counterparty")) ??
    (reading.format === "ubs" ? namePart(descriptions[0]) : null);
  const amount = facts.amount.toFixed(2);
  const hashed = movementHash({
    ...facts,
    amount,
    text: [description, stated.reference ?? "", counterparty_name ?? ""].join("\u0001"),
    end_to_end_id: null,
  });
  return {
    bank_reference: bankNumber(cell("transaction_id"), reading.format, facts.date, amount) ?? hashed,
    kind: "payment",
    ...facts,
    amount,
    type: facts.amount.lt(0) ? "debit" : "credit",
    description,
    ...reference,
    end_to_end_id: null,
    counterparty_name,
    counterparty_iban: plainIban(cell("counterparty_iban")),
    bank_tx_code: null,
    balance_after: null,
    is_reversal: false,
    charges: null,
    instructed_amount: null,
    instructed_currency: null,
  };
}

/**
 * The bank's number of the movement. Banks whose numbers are known to be unique are believed; elsewhere a number may
 * count lines or name a standing order, so date and amount are added and short counters do not count at all.
 */
function bankNumber(id: string, format: DetectedFormat, date: string, amount: string): string | null {
  if (id.length < 6 || isPlaceholder(id)) return null;
  const unique = format === "ubs" || format === "revolut" || format === "kantonalbank";
  return unique ? id : `${id}/${date}/${amount}`;
}

/** UBS writes name and address of the other side into the first description: `Name; Street 1; 1000 Lausanne`. */
function namePart(description: string | undefined): string | null {
  return plainText(description?.split(";")[0]);
}

function feeRow(row: BankRow, amount: Big): BankRow {
  return {
    ...row,
    bank_reference: `${row.bank_reference}/charges`,
    kind: "charges",
    amount: amount.toFixed(2),
    type: amount.lt(0) ? "debit" : "credit",
    description: `Bank charges ${row.description}`.trim(),
    reference: null,
    reference_type: null,
    counterparty_name: null,
    counterparty_iban: null,
    instructed_amount: null,
    instructed_currency: null,
  };
}
