import Big from "big.js";
import {
  type BalanceCheck,
  BankFileProblem,
  type BankRow,
  keyRegister,
  movementHash,
  plainIban,
  plainText,
} from "./bank_file.ts";
import { type BookedEntry, type DraftRow, readDate, readEntry, readIndicator, readMoney } from "./camt053_entries.ts";
import { decodeXml, elementsNamed, findElement, readXml, textAt, type XmlElement } from "./camt053_guard.ts";

export interface StatementBalance {
  /** OPBD opening booked, CLBD closing booked, PRCD previous closing, ITBD interim, others as the bank sends them. */
  code: string;
  /** Signed, two decimals. */
  amount: string;
  currency: string;
  date: string | null;
}

export interface ParsedStatement {
  id: string | null;
  sequence_number: string | null;
  iban: string | null;
  /** Account number of an account without IBAN. */
  account_number: string | null;
  currency: string;
  owner_name: string | null;
  from: string | null;
  to: string | null;
  balances: StatementBalance[];
  opening_balance: string | null;
  closing_balance: string | null;
  /** Booked entries; a collective entry counts once. */
  entries: number;
  /** Entries that are pending or for information only. */
  skipped: number;
  rows: BankRow[];
  /** Null when the file states no opening or no closing balance. */
  balance_check: BalanceCheck | null;
  /** What the import keeps but a person should look at. */
  warnings: string[];
}

export interface ParsedStatements {
  message_id: string | null;
  /** `001.02`, `001.04`, `001.08`, or null when the file names no version. */
  version: string | null;
  statements: ParsedStatement[];
}

const VERSIONS = ["02", "04", "08"];

/**
 * Reads a camt.053 bank statement (ISO 20022, versions 001.02, 001.04, 001.08, Swiss Payment Standards) under any
 * namespace prefix. Every booked entry gives rows that add up to it exactly; money stays decimal throughout.
 * The same file gives the same `bank_reference`s each time.
 *
 * Reversals: `CdtDbtInd` is the direction of the booking (ISO 20022: a CRDT with `RvslInd` takes back a debit). Some
 * banks mean the direction of the original instead; their balances only add up with the sign turned, and that decides.
 *
 * Throws BankFileProblem FILE_REQUIRED, FILE_TOO_LARGE (over 20 MB), UNSUPPORTED_FILE_TYPE (no XML) or CAMT_INVALID
 * (not well-formed, DTD, too deep, another message, a value that is none), with the line where one place is at fault.
 */
export function parseCamt053(bytes: Uint8Array): ParsedStatements {
  const open = { entries: [] as BookedEntry[], skipped: 0 };
  const statements: ParsedStatement[] = [];
  const known = new Map<string, ParsedStatement>();
  const registers = new Map<string, (key: string) => string>();

  const root = readXml(decodeXml(bytes), (element, parent, line) => {
    if (element.name === "Ntry" && parent.name === "Stmt") {
      const account_iban = plainIban(textAt(parent, "Acct", "Id", "IBAN"));
      const entry = readEntry(element, { line, account_iban });
      if (entry) open.entries.push(entry);
      else open.skipped += 1;
      return true;
    }
    if (element.name === "Stmt" && parent.name === "BkToCstmrStmt") {
      const statement = readStatement(element, open, line);
      const identity = statementIdentity(statement, open.entries);
      const repeated = known.get(identity);
      if (repeated) repeated.warnings.push("the file holds this statement twice; it was read once");
      else statements.push(finishStatement(statement, open.entries, registers));
      known.set(identity, repeated ?? statement);
      open.entries = [];
      open.skipped = 0;
      return true;
    }
    return false;
  });

  const message = findElement(root, "BkToCstmrStmt");
  const version = checkMessage(root, message);
  if (statements.length === 0) throw new BankFileProblem("CAMT_INVALID", "the file holds no statement");
  return { message_id: plainText(textAt(message!, "GrpHdr", "MsgId")), version, statements };
}

function checkMessage(root: XmlElement, message: XmlElement | null): string | null {
  const attributes = [...(root.attributes ?? [])].filter(([name]) => /^xmlns(:|$)|schemaLocation$/.test(name));
  const declared = attributes.map(([, value]) => /(?:camt|pain|pacs)\.\d{3}\.\d{3}\.\d{2}/.exec(value)?.[0])
    .find((name) => name !== undefined) ?? null;
  if (declared && !declared.startsWith("camt.053.001.")) {
    throw new BankFileProblem("CAMT_INVALID", `this is a ${declared} message, not an account statement (camt.053)`);
  }
  const version = declared?.slice(-2) ?? null;
  if (version && !VERSIONS.includes(version)) {
    throw new BankFileProblem("CAMT_INVALID", `camt.053.001.${version} is not supported; ask the bank for 001.08`);
  }
  if (root.name !== "Document" || !message) {
    throw new BankFileProblem("CAMT_INVALID", "this is not an account statement (camt.053)");
  }
  return version && `001.${version}`;
}

function readStatement(
  element: XmlElement,
  open: { entries: BookedEntry[]; skipped: number },
  line: () => number,
): ParsedStatement {
  const context = { line };
  const entries = open.entries;
  const balances = elementsNamed(element, "Bal").map((balance) => readBalance(balance, line));
  const { opening, closing } = bookedBalances(balances);
  const currency = textAt(element, "Acct", "Ccy") ?? (closing ?? opening)?.currency ?? entries[0]?.currency;
  if (!currency) throw new BankFileProblem("CAMT_INVALID", "a statement without currency", line());
  const days = entries.flatMap((entry) => entry.rows.map((row) => row.date)).sort();
  const period = findElement(element, "FrToDt");
  const warnings = entries.map((entry) => entry.warning).filter((warning) => warning !== null);
  const foreign = entries.filter((entry) => entry.currency !== currency).length;
  if (foreign > 0) warnings.push(`${foreign} entries are in another currency than the account (${currency})`);

  const statement: ParsedStatement = {
    id: plainText(textAt(element, "Id")),
    sequence_number: textAt(element, "ElctrncSeqNb") ?? textAt(element, "LglSeqNb"),
    iban: plainIban(textAt(element, "Acct", "Id", "IBAN")),
    account_number: plainText(textAt(element, "Acct", "Id", "Othr", "Id")),
    currency,
    owner_name: plainText(textAt(element, "Acct", "Ownr", "Nm")),
    from: (period && readDate(findElement(period, "FrDtTm"), context)) ?? opening?.date ?? days[0] ?? null,
    to: (period && readDate(findElement(period, "ToDtTm"), context)) ?? closing?.date ?? days.at(-1) ?? null,
    balances,
    opening_balance: opening?.amount ?? null,
    closing_balance: closing?.amount ?? null,
    entries: entries.length,
    skipped: open.skipped,
    rows: [],
    balance_check: null,
    warnings,
  };
  settleSigns(statement, entries);
  return statement;
}

/** Everything a statement says; two that are equal in all of it are one statement sent twice. */
function statementIdentity(statement: ParsedStatement, entries: BookedEntry[]): string {
  const movements = entries.map((entry) => [entry.entry_reference, entry.amount.toFixed(2), entry.rows[0].description]);
  return JSON.stringify([statement, movements]);
}

/** Keys are unique per account over the whole file: the pages of one day may hold equal payments. */
function finishStatement(
  statement: ParsedStatement,
  entries: BookedEntry[],
  registers: Map<string, (key: string) => string>,
): ParsedStatement {
  const account = `${statement.iban ?? statement.account_number} ${statement.currency}`;
  const register = registers.get(account) ?? keyRegister();
  registers.set(account, register);
  statement.rows = entries.flatMap((entry) => finishEntry(entry, register));
  return statement;
}

function readBalance(balance: XmlElement, line: () => number): StatementBalance {
  const { value, currency } = readMoney(findElement(balance, "Amt"), "a balance", { line });
  const credit = readIndicator(balance, "a balance", { line });
  return {
    code: textAt(balance, "Tp", "CdOrPrtry", "Cd") ?? textAt(balance, "Tp", "CdOrPrtry", "Prtry") ?? "",
    amount: (credit ? value : value.neg()).toFixed(2),
    currency,
    date: readDate(findElement(balance, "Dt"), { line }),
  };
}

/**
 * The two balances between which the booked entries lie. The pages of a long statement are tied by interim balances:
 * the first stands for a missing opening balance, the last for a missing closing balance.
 */
function bookedBalances(balances: StatementBalance[]) {
  const first = (code: string) => balances.find((balance) => balance.code === code);
  const interim = balances.filter((balance) => balance.code === "ITBD");
  const opening = first("OPBD") ?? first("PRCD");
  const closing = first("CLBD");
  return {
    opening: opening ?? (closing || interim.length > 1 ? interim[0] : undefined),
    closing: closing ?? (opening || interim.length > 1 ? interim.at(-1) : undefined),
  };
}

/** Turns reversals round if, and only if, the balances prove that the bank states the direction of the original. */
function settleSigns(statement: ParsedStatement, entries: BookedEntry[]): void {
  if (statement.opening_balance === null || statement.closing_balance === null) return;
  const own = entries.filter((entry) => entry.currency === statement.currency);
  const reversals = own.filter((entry) => entry.reversed);
  const total = (some: BookedEntry[]) => some.reduce((sum, entry) => sum.plus(entry.amount), new Big(0));
  const actual = new Big(statement.closing_balance);
  let expected = new Big(statement.opening_balance).plus(total(own));

  const turned = expected.minus(total(reversals).times(2));
  if (!expected.eq(actual) && turned.eq(actual)) {
    expected = turned;
    for (const row of reversals.flatMap((entry) => entry.rows)) row.amount = row.amount.neg();
    statement.warnings.push("the balances show that reversals carry the direction of the original; they were turned");
  }
  const ok = expected.eq(actual);
  statement.balance_check = { ok, expected: expected.toFixed(2), actual: actual.toFixed(2) };
  if (!ok) statement.warnings.push("opening balance and entries do not add up to the closing balance");
}

/**
 * Final rows of an entry. Identity, in this order: the bank's number of the transaction, the bank's number of the
 * entry with the position inside it, else a hash of what the movement says. A reversal keeps the number of what it
 * takes back, so it is marked.
 */
function finishEntry(entry: BookedEntry, register: (key: string) => string): BankRow[] {
  return entry.rows.map(({ transaction_reference, amount, ...row }, index) => {
    const text = [row.description, row.reference ?? "", row.counterparty_name ?? ""].join("\u0001");
    const key = row.kind !== "payment" && entry.entry_reference
      ? `${entry.entry_reference}/${row.kind}`
      : transaction_reference ?? (entry.entry_reference && `${entry.entry_reference}/${index + 1}`) ??
        movementHash({ ...row, amount: amount.toFixed(2), text });
    return finishRow(row, amount, register(row.is_reversal ? `${key}:reversal` : key));
  });
}

function finishRow(
  row: Omit<DraftRow, "amount" | "transaction_reference">,
  amount: Big,
  bank_reference: string,
): BankRow {
  return { bank_reference, ...row, amount: amount.toFixed(2), type: amount.lt(0) ? "debit" : "credit" };
}
