import { DocumentProblem } from "./document_problem.ts";

/** How a Swiss payment is identified: QR reference, ISO 11649 creditor reference, or not at all. */
export type ReferenceType = "QRR" | "SCOR" | "NON";

/** The numbers a QR reference is derived from, so that it can be computed again instead of being looked up. */
export interface QrrParts {
  /** Customer number given by the bank, at most 6 digits; absent means 000000. */
  customerId?: string;
  /** The company's own number inside its tenant, 0 to 9999. */
  companyNumber: number;
  /** Year of the document, 0 to 9999. */
  year: number;
  /** Number series, 0 to 99. */
  series: number;
  /** Number inside the series, 0 to 9 999 999 999. */
  sequence: number;
}

export interface PaymentReferenceInput {
  qr_iban?: string | null;
  regular_iban?: string | null;
  /** Required with a QR-IBAN: the only reference it accepts is the QR reference. */
  qrr?: QrrParts | null;
  /** Number printed on the document; its letters and digits become the body of the creditor reference. */
  document_number?: string | null;
}

export interface PaymentReference {
  type: ReferenceType;
  /** Electronic form without blanks; empty for NON. */
  reference: string;
  /** Electronic form without blanks. */
  iban: string;
}

const QRR_LENGTH = 27;
const SCOR_BODY_MAX = 21;
const MOD10_CARRY = [0, 9, 4, 6, 8, 2, 7, 1, 3, 5];

/** Removes blanks and raises letters: the electronic form of an IBAN or a reference. */
export function compact(text: string): string {
  return text.replace(/\s+/g, "").toUpperCase();
}

// Letters count 10 to 35 (ISO 7064). The remainder is carried digit by digit because 34 digits exceed a double.
function mod97(text: string): number {
  let remainder = 0;
  for (const char of text) {
    const value = char >= "A" ? char.charCodeAt(0) - 55 : char.charCodeAt(0) - 48;
    remainder = (remainder * (value > 9 ? 100 : 10) + value) % 97;
  }
  return remainder;
}

// 98 - n always lies in 02..98, so recomputing also refuses 00, 01 and 99, which satisfy the bare congruence.
function checkDigits97(body: string, prefix: string): string {
  return String(98 - mod97(`${body}${prefix}00`)).padStart(2, "0");
}

/**
 * True for an IBAN of Switzerland or Liechtenstein: 21 characters, numeric bank identifier, right check digits
 * (ISO 13616, ISO 7064 mod 97-10). Blanks and small letters are accepted.
 */
export function isSwissIban(iban: string): boolean {
  const text = compact(iban);
  if (!/^(CH|LI)\d{7}[A-Z0-9]{12}$/.test(text)) return false;
  return checkDigits97(text.slice(4), text.slice(0, 2)) === text.slice(2, 4);
}

/**
 * True for an IBAN of any country with the right check digits. Length and structure are those of ISO 13616 in
 * general (15 to 34 characters), except for Switzerland and Liechtenstein, which are checked exactly.
 */
export function isIban(iban: string): boolean {
  const text = compact(iban);
  if (/^(CH|LI)/.test(text)) return isSwissIban(text);
  if (!/^[A-Z]{2}\d{2}[A-Z0-9]{11,30}$/.test(text)) return false;
  return checkDigits97(text.slice(4), text.slice(0, 2)) === text.slice(2, 4);
}

/** True for a valid Swiss IBAN whose institution id is 30000 to 31999 (SIX IG QR-bill 2.3, QR-IID). */
export function isQrIban(iban: string): boolean {
  const text = compact(iban);
  return isSwissIban(text) && /^3[01]$/.test(text.slice(4, 6));
}

/** Groups of four, as an IBAN is printed. */
export function formatIban(iban: string): string {
  return compact(iban).replace(/(.{4})(?=.)/g, "$1 ");
}

/** Check digit of a QR reference: modulo 10, recursive. Throws RangeError unless `digits` is all digits. */
export function qrrCheckDigit(digits: string): string {
  if (!/^\d+$/.test(digits)) throw new RangeError("a QR reference has digits only");
  let carry = 0;
  for (const digit of digits) carry = MOD10_CARRY[(carry + Number(digit)) % 10];
  return String((10 - carry) % 10);
}

/** The 27 digits of a QR reference for a body of at most 26 digits (zeros are put in front). */
export function buildQrr(body: string): string {
  const digits = compact(body);
  if (!/^\d{1,26}$/.test(digits)) throw new RangeError("the body of a QR reference has 1 to 26 digits");
  const padded = digits.padStart(QRR_LENGTH - 1, "0");
  return padded + qrrCheckDigit(padded);
}

/** True for 27 digits with the right check digit; blanks are accepted. */
export function isQrr(reference: string): boolean {
  const digits = compact(reference);
  return /^\d{27}$/.test(digits) && qrrCheckDigit(digits.slice(0, -1)) === digits.slice(-1);
}

/**
 * The 26 digits before the check digit: customer 6, company 4, year 4, series 2, sequence 10. Equal parts give
 * equal digits, and different parts never meet. Throws RangeError when a part does not fit its width.
 */
export function qrrBody(parts: QrrParts): string {
  const customer = compact(parts.customerId ?? "0");
  if (!/^\d{1,6}$/.test(customer)) throw new RangeError("customerId has at most 6 digits");
  return customer.padStart(6, "0") + fixedDigits("companyNumber", parts.companyNumber, 4) +
    fixedDigits("year", parts.year, 4) + fixedDigits("series", parts.series, 2) +
    fixedDigits("sequence", parts.sequence, 10);
}

/** The parts of a QR reference made by `qrrBody`, or null when it is no valid QR reference. */
export function parseQrrBody(reference: string): Required<QrrParts> | null {
  const digits = compact(reference);
  if (!isQrr(digits)) return null;
  return {
    customerId: digits.slice(0, 6),
    companyNumber: Number(digits.slice(6, 10)),
    year: Number(digits.slice(10, 14)),
    series: Number(digits.slice(14, 16)),
    sequence: Number(digits.slice(16, 26)),
  };
}

function fixedDigits(name: string, value: number, width: number): string {
  if (!Number.isSafeInteger(value) || value < 0 || String(value).length > width) {
    throw new RangeError(`${name} is a whole number of at most ${width} digits`);
  }
  return String(value).padStart(width, "0");
}

/** `RF`, two check digits and the body (ISO 11649). Throws RangeError unless the body is 1 to 21 of A-Z, 0-9. */
export function buildScor(body: string): string {
  const text = compact(body);
  if (!/^[A-Z0-9]{1,21}$/.test(text)) throw new RangeError("the body of a creditor reference is 1 to 21 of A-Z, 0-9");
  return `RF${checkDigits97(text, "RF")}${text}`;
}

/** True for an ISO 11649 creditor reference with the right check digits; blanks and small letters are accepted. */
export function isScor(reference: string): boolean {
  const text = compact(reference);
  return /^RF\d{2}[A-Z0-9]{1,21}$/.test(text) && checkDigits97(text.slice(4), "RF") === text.slice(2, 4);
}

/**
 * Letters and digits of a document number as the body of a creditor reference. Of a longer number the last 21
 * stay, because what tells two documents apart stands at the end. Empty when nothing usable is left.
 */
export function scorBody(documentNumber: string): string {
  return compact(documentNumber).replace(/[^A-Z0-9]/g, "").slice(-SCOR_BODY_MAX);
}

/** Recognises a printed or typed reference and gives its electronic form, or null when it is neither kind. */
export function parseReference(text: string): { type: "QRR" | "SCOR"; reference: string } | null {
  const reference = compact(text);
  if (isQrr(reference)) return { type: "QRR", reference };
  if (isScor(reference)) return { type: "SCOR", reference };
  return null;
}

/** As printed (SIX IG QR-bill 2.3): QRR is 2 digits then groups of 5, SCOR groups of 4; anything else is returned as it is. */
export function formatReference(reference: string): string {
  const text = compact(reference);
  if (/^\d{27}$/.test(text)) return `${text.slice(0, 2)} ${text.slice(2).match(/.{5}/g)!.join(" ")}`;
  if (text.startsWith("RF")) return text.replace(/(.{4})(?=.)/g, "$1 ");
  return reference;
}

/**
 * Picks account and reference for a bill: the QR-IBAN with a QR reference if there is one, else the ordinary IBAN
 * with a creditor reference, else the ordinary IBAN without reference (no document number to build one from).
 * Throws DocumentProblem BANK_DETAILS_MISSING, IBAN_INVALID, QR_IBAN_EXPECTED or QR_IBAN_NOT_ALLOWED (field says
 * which IBAN), QR_REFERENCE_INVALID when a QR-IBAN comes without the parts of its reference.
 */
export function choosePaymentReference(input: PaymentReferenceInput): PaymentReference {
  if (input.qr_iban?.trim()) {
    const iban = requireSwissIban(input.qr_iban, "qr_iban");
    if (!isQrIban(iban)) throw new DocumentProblem("QR_IBAN_EXPECTED", "qr_iban");
    if (!input.qrr) throw new DocumentProblem("QR_REFERENCE_INVALID", "qrr");
    return { type: "QRR", reference: buildQrr(qrrBody(input.qrr)), iban };
  }
  if (!input.regular_iban?.trim()) throw new DocumentProblem("BANK_DETAILS_MISSING", "regular_iban");
  const iban = requireSwissIban(input.regular_iban, "regular_iban");
  if (isQrIban(iban)) throw new DocumentProblem("QR_IBAN_NOT_ALLOWED", "regular_iban");
  const body = scorBody(input.document_number ?? "");
  return body ? { type: "SCOR", reference: buildScor(body), iban } : { type: "NON", reference: "", iban };
}

function requireSwissIban(iban: string, field: string): string {
  if (!isSwissIban(iban)) throw new DocumentProblem("IBAN_INVALID", field);
  return compact(iban);
}
