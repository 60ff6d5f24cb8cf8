import { createHash } from "node:crypto";
import { compact, isQrr, isScor, parseReference } from "../../shared/documents/payment_reference.ts";

/** Files above this size are refused before a single byte of them is decoded. */
export const MAX_BANK_FILE_BYTES = 20 * 1024 * 1024;

export type BankFileProblemCode =
  | "FILE_REQUIRED"
  | "FILE_TOO_LARGE"
  | "UNSUPPORTED_FILE_TYPE"
  | "CAMT_INVALID"
  | "CSV_INVALID";

/** A bank file that cannot be imported at all. `line` counts from 1 and is given when one place is at fault. */
export class BankFileProblem extends Error {
  override readonly name = "BankFileProblem";
  constructor(readonly code: BankFileProblemCode, message: string, readonly line?: number) {
    super(message);
  }
}

/** What a row stands for: a payment, the bank's charge, or the part of a collective entry the bank does not explain. */
export type BankRowKind = "payment" | "charges" | "difference";

/** One booked movement of an account, whatever file it came from. Amounts are decimal strings, dates civil dates. */
export interface BankRow {
  /** Identity inside the account: the same movement gives the same text each time it is imported. */
  bank_reference: string;
  kind: BankRowKind;
  /** Booking date, YYYY-MM-DD. */
  date: string;
  value_date: string;
  /** Signed, two decimals: money in is positive, money out negative. */
  amount: string;
  currency: string;
  type: "credit" | "debit";
  description: string;
  /** Structured reference in electronic form, or what the bank put into its reference field. */
  reference: string | null;
  /** Set only when the check digits of the reference are right. */
  reference_type: "QRR" | "SCOR" | null;
  end_to_end_id: string | null;
  counterparty_name: string | null;
  counterparty_iban: string | null;
  bank_tx_code: string | null;
  balance_after: string | null;
  /** The bank takes back or returns an earlier movement. */
  is_reversal: boolean;
  /** Cost the bank states for this movement, positive; null when it states none. */
  charges: string | null;
  /** Amount and currency the payer ordered, when the currency is not that of the account. */
  instructed_amount: string | null;
  instructed_currency: string | null;
}

/** Opening balance plus all booked entries against the closing balance the bank states. */
export interface BalanceCheck {
  ok: boolean;
  expected: string;
  actual: string;
}

/** Refuses what is empty, too large, or visibly another kind of file. Throws BankFileProblem. */
export function checkBankFile(bytes: Uint8Array): void {
  if (bytes.byteLength === 0) throw new BankFileProblem("FILE_REQUIRED", "the file is empty");
  if (bytes.byteLength > MAX_BANK_FILE_BYTES) {
    throw new BankFileProblem("FILE_TOO_LARGE", "the file is larger than 20 MB");
  }
  const kind = binaryKind(bytes);
  if (kind) throw new BankFileProblem("UNSUPPORTED_FILE_TYPE", `this is ${kind}`);
}

function binaryKind(bytes: Uint8Array): string | null {
  const starts = (...head: number[]) => head.every((byte, index) => bytes[index] === byte);
  if (starts(0x50, 0x4b, 0x03, 0x04)) return "a ZIP archive or a spreadsheet; send the file inside it";
  if (starts(0x25, 0x50, 0x44, 0x46)) return "a PDF document";
  if (starts(0xd0, 0xcf, 0x11, 0xe0)) return "an old spreadsheet; save it as CSV";
  if (starts(0x1f, 0x8b)) return "a gzip archive; send the file inside it";
  return null;
}

/**
 * Decodes with the encoding given; with `fatal`, bytes that do not belong to it return null instead of being replaced.
 * A byte order mark is removed.
 */
export function decodeText(bytes: Uint8Array, encoding: string, fatal = true): string | null {
  try {
    return new TextDecoder(encoding, { fatal }).decode(bytes);
  } catch {
    return null;
  }
}

/** UTF-16 with or without byte order mark, recognised by the zero half of its first ASCII character. */
export function utf16Flavour(bytes: Uint8Array): "utf-16le" | "utf-16be" | null {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return "utf-16le";
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return "utf-16be";
  if (bytes.length > 3 && bytes[0] !== 0 && bytes[1] === 0 && bytes[3] === 0) return "utf-16le";
  if (bytes.length > 3 && bytes[0] === 0 && bytes[1] !== 0 && bytes[2] === 0) return "utf-16be";
  return null;
}

/**
 * Identity of a movement the bank gave no number: SHA-256 over date, amount, currency, text and end-to-end id.
 * The parts are joined by a character none of them can contain, so shifting text between parts changes the hash.
 */
export function movementHash(parts: {
  date: string;
  amount: string;
  currency: string;
  text: string;
  end_to_end_id: string | null;
}): string {
  const material = [parts.date, parts.amount, parts.currency, parts.text, parts.end_to_end_id ?? ""].join("\u0000");
  return `sha256:${createHash("sha256").update(material).digest("hex")}`;
}

/**
 * Hands out identities that are unique inside one file. The second movement with the same key becomes `key#2`, so two
 * identical payments are both kept, and the same file imported again gives the same keys in the same order.
 */
export function keyRegister(): (key: string) => string {
  const seen = new Map<string, number>();
  return (key) => {
    const occurrence = (seen.get(key) ?? 0) + 1;
    seen.set(key, occurrence);
    return occurrence === 1 ? key : `${key}#${occurrence}`;
  };
}

/** Reads a reference field. What is no valid QRR or SCOR stays as text without a type; all zeros count as nothing. */
export function readReference(text: string | null): Pick<BankRow, "reference" | "reference_type"> {
  const plain = text?.trim() ?? "";
  if (plain === "" || /^[0\s]+$/.test(plain) || isPlaceholder(plain)) return { reference: null, reference_type: null };
  const parsed = parseReference(plain);
  return parsed
    ? { reference: parsed.reference, reference_type: parsed.type }
    : { reference: plain, reference_type: null };
}

// 27 digits in any grouping not touching another digit, or RF with its groups of four.
const QRR_IN_TEXT = /(?<![\dA-Za-z])\d(?: ?\d){26}(?![\dA-Za-z])/g;
const SCOR_IN_TEXT = /(?<![\dA-Za-z])RF\d{2}(?:[A-Z\d]{1,21}|(?: [A-Z\d]{4})* [A-Z\d]{1,4})(?![\dA-Za-z])/gi;

/**
 * Finds a reference that stands in free text, where some banks put it. Only a reference with right check digits
 * counts, and only when the text holds exactly one: two references name no invoice.
 */
export function findReferenceInText(text: string): { reference: string; reference_type: "QRR" | "SCOR" } | null {
  const found = new Map<string, "QRR" | "SCOR">();
  for (const [match] of text.matchAll(QRR_IN_TEXT)) {
    if (isQrr(match) && !/^[0\s]+$/.test(match)) found.set(compact(match), "QRR");
  }
  for (const [match] of text.matchAll(SCOR_IN_TEXT)) {
    const scor = longestScor(match);
    if (scor) found.set(scor, "SCOR");
  }
  if (found.size !== 1) return null;
  const [[reference, reference_type]] = found;
  return { reference, reference_type };
}

// Grouped text may run on into the next word, so groups are dropped from the end until the check digits are right.
function longestScor(match: string): string | null {
  const groups = match.split(" ");
  for (let count = groups.length; count > 0; count--) {
    const candidate = groups.slice(0, count).join("");
    if (isScor(candidate)) return compact(candidate);
  }
  return null;
}

/** Values that say "none" in a field the format demands. */
export function isPlaceholder(text: string): boolean {
  return /^(not[ _-]?provided|notprovided|nonref|none|n\/?a|-+)$/i.test(text.trim());
}

/** Trimmed text with runs of white space folded; null for nothing. */
export function plainText(text: string | null | undefined): string | null {
  const folded = text?.replace(/\s+/g, " ").trim() ?? "";
  return folded === "" ? null : folded;
}

/** IBAN in electronic form, or null. Its check digits are not judged: a bank's statement is taken as it is. */
export function plainIban(text: string | null | undefined): string | null {
  const iban = compact(text ?? "");
  return /^[A-Z]{2}\d{2}[A-Z0-9]{8,30}$/.test(iban) ? iban : null;
}

const zurichDay = new Intl.DateTimeFormat("sv-SE", { timeZone: "Europe/Zurich" });

/** True for a date of the calendar, YYYY-MM-DD, between the years 1900 and 2199. */
export function isCalendarDay(text: string): boolean {
  const parts = /^(19|20|21)(\d{2})-(\d{2})-(\d{2})$/.exec(text);
  if (!parts) return false;
  const time = Date.parse(`${text}T00:00:00Z`);
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(text);
}

/** Civil date in Zurich of an instant such as `2026-01-31T23:30:00Z`, or null when it is none. */
export function zurichDate(instant: string): string | null {
  const time = Date.parse(instant);
  return Number.isNaN(time) ? null : zurichDay.format(time);
}
