import { Big } from "big.js";
import { DocumentProblem } from "./document_problem.ts";
import {
  compact,
  formatIban,
  formatReference,
  isQrIban,
  isQrr,
  isScor,
  isSwissIban,
  type ReferenceType,
} from "./payment_reference.ts";
import { asciiQrCode, asciiQrText, cleanQrText, type QrWarning, shortenQrText } from "./swiss_qr_text.ts";

/** A structured address (type S): street and number apart. Name, postal code, town and country are required. */
export interface QrBillAddress {
  name: string;
  street?: string | null;
  building_number?: string | null;
  postal_code: string;
  city: string;
  /** ISO 3166-1 alpha-2. */
  country: string;
}

export interface QrBillInput {
  iban: string;
  /** Absent or empty means NON; otherwise a QR reference or an ISO 11649 creditor reference. */
  reference?: string | null;
  creditor: QrBillAddress;
  /** Absent prints a box in which the payer writes name and address. */
  debtor?: QrBillAddress | null;
  /** Decimal, 0.01 to 999999999.99, at most two decimals. */
  amount: string | number;
  currency: string;
  /** Unstructured message for the payer; shortened to what billing_information leaves of 140 characters. */
  message?: string | null;
  /** Coded information for the payer's software (for example Swico `//S1/…`), at most 140 characters. */
  billing_information?: string | null;
  /** At most two, each at most 100 characters; carried only together with billing_information. */
  alternative_schemes?: string[] | null;
}

/** An address as it stands in the bill: cleaned, shortened, absent parts empty. */
export type QrBillParty = Required<{ [K in keyof QrBillAddress]: string }>;

export interface QrBillData {
  /** The payload of the symbol, lines separated by LF. */
  content: string;
  reference: string;
  reference_type: ReferenceType;
  reference_formatted: string;
  iban: string;
  iban_formatted: string;
  /** Two decimals and a point. */
  amount: string;
  currency: "CHF" | "EUR";
  creditor: QrBillParty;
  debtor: QrBillParty | null;
  message: string;
  billing_information: string;
  alternative_schemes: string[];
  warnings: QrWarning[];
}

const MAX_CHARACTERS = 997;
// A symbol of version 25 at level M holds 997 bytes; announcing UTF-8 (ECI 26) takes one of them.
const MAX_BYTES = 996;

/**
 * The payload of a Swiss QR-bill and the same facts as printed next to it (SIX Implementation Guidelines QR-bill 2.3,
 * structured addresses only). Texts are cleaned and shortened rather than refused, and `warnings` says where.
 *
 * Throws DocumentProblem: BANK_DETAILS_MISSING, IBAN_INVALID, QR_REFERENCE_INVALID, QR_IBAN_EXPECTED (QR reference with
 * an ordinary IBAN), QR_IBAN_NOT_ALLOWED (anything else with a QR-IBAN), QR_CURRENCY_UNSUPPORTED, QR_AMOUNT_RANGE,
 * QR_ADDRESS_INCOMPLETE.
 */
export function qrBillData(input: QrBillInput): QrBillData {
  const warnings: QrWarning[] = [];
  const account = accountAndReference(input);
  const currency = input.currency.trim().toUpperCase();
  if (currency !== "CHF" && currency !== "EUR") throw new DocumentProblem("QR_CURRENCY_UNSUPPORTED", "currency");
  const parts: PayloadParts = {
    ...account,
    amount: qrAmount(input.amount),
    currency,
    creditor: party(input.creditor, "creditor", warnings),
    debtor: input.debtor ? party(input.debtor, "debtor", warnings) : null,
    ...additionalTexts(input, warnings),
  };
  const fitted = fits(payload(parts)) ? parts : asciiParts(parts, warnings);
  return {
    content: payload(fitted),
    ...fitted,
    reference_formatted: formatReference(fitted.reference),
    iban_formatted: formatIban(fitted.iban),
    warnings,
  };
}

type PayloadParts = Omit<QrBillData, "content" | "reference_formatted" | "iban_formatted" | "warnings">;

function accountAndReference(input: QrBillInput): Pick<QrBillData, "iban" | "reference" | "reference_type"> {
  const iban = compact(input.iban ?? "");
  if (!iban) throw new DocumentProblem("BANK_DETAILS_MISSING", "iban");
  if (!isSwissIban(iban)) throw new DocumentProblem("IBAN_INVALID", "iban");
  const reference = compact(input.reference ?? "");
  const reference_type = reference === "" ? "NON" : isQrr(reference) ? "QRR" : isScor(reference) ? "SCOR" : null;
  if (!reference_type) throw new DocumentProblem("QR_REFERENCE_INVALID", "reference");
  if (reference_type === "QRR" && !isQrIban(iban)) throw new DocumentProblem("QR_IBAN_EXPECTED", "iban");
  if (reference_type !== "QRR" && isQrIban(iban)) throw new DocumentProblem("QR_IBAN_NOT_ALLOWED", "iban");
  return { iban, reference, reference_type };
}

function qrAmount(amount: string | number): string {
  let value: Big;
  try {
    value = new Big(amount);
  } catch {
    throw new DocumentProblem("QR_AMOUNT_RANGE", "amount");
  }
  const inRange = value.gte("0.01") && value.lte("999999999.99") && value.round(2).eq(value);
  if (!inRange) throw new DocumentProblem("QR_AMOUNT_RANGE", "amount");
  return value.toFixed(2);
}

function party(address: QrBillAddress, role: "creditor" | "debtor", warnings: QrWarning[]): QrBillParty {
  const text = (key: keyof QrBillAddress, max: number) => {
    const field = `${role}.${key}`;
    return shortenQrText(cleanQrText(address[key] ?? "", field, warnings), max, field, warnings);
  };
  const result: QrBillParty = {
    name: text("name", 70),
    street: text("street", 70),
    building_number: text("building_number", 16),
    postal_code: text("postal_code", 16),
    city: text("city", 35),
    country: (address.country ?? "").trim().toUpperCase(),
  };
  for (const key of ["name", "postal_code", "city"] as const) {
    if (!result[key]) throw new DocumentProblem("QR_ADDRESS_INCOMPLETE", `${role}.${key}`);
  }
  if (!/^[A-Z]{2}$/.test(result.country)) throw new DocumentProblem("QR_ADDRESS_INCOMPLETE", `${role}.country`);
  return result;
}

// Coded texts are dropped whole when they do not fit: half a code would be acted upon by the payer's software.
function additionalTexts(
  input: QrBillInput,
  warnings: QrWarning[],
): Pick<QrBillData, "message" | "billing_information" | "alternative_schemes"> {
  const drop = (field: string, from: string) => {
    warnings.push({ code: "TEXT_DROPPED", field, from, to: "" });
    return "";
  };
  let billing_information = cleanQrText(input.billing_information ?? "", "billing_information", warnings);
  if (billing_information.length > 140) billing_information = drop("billing_information", billing_information);
  const message = shortenQrText(
    cleanQrText(input.message ?? "", "message", warnings),
    140 - billing_information.length,
    "message",
    warnings,
  );
  const alternative_schemes: string[] = [];
  for (const [index, given] of (input.alternative_schemes ?? []).entries()) {
    const field = `alternative_schemes.${index}`;
    const scheme = cleanQrText(given, field, warnings);
    // Without line 32 the scheme would slide into it; the drawn symbol leaves empty lines at the end out.
    const usable = billing_information !== "" && index < 2 && scheme.length <= 100 && /^[^/]+\/./.test(scheme);
    if (usable) alternative_schemes.push(scheme);
    else drop(field, scheme);
  }
  return { message, billing_information, alternative_schemes };
}

function partyLines(address: QrBillParty | null): string[] {
  if (!address) return Array(7).fill("");
  const { name, street, building_number, postal_code, city, country } = address;
  return ["S", name, street, building_number, postal_code, city, country];
}

function payload(parts: PayloadParts): string {
  const lines = [
    "SPC",
    "0200",
    "1",
    parts.iban,
    ...partyLines(parts.creditor),
    ...partyLines(null),
    parts.amount,
    parts.currency,
    ...partyLines(parts.debtor),
    parts.reference_type,
    parts.reference,
    parts.message,
    "EPD",
  ];
  if (parts.billing_information) lines.push(parts.billing_information, ...parts.alternative_schemes);
  return lines.join("\n");
}

function fits(content: string): boolean {
  return content.length <= MAX_CHARACTERS && new TextEncoder().encode(content).length <= MAX_BYTES;
}

// All fields at full length are under 880 characters, so one byte per character always fits.
function asciiParts(parts: PayloadParts, warnings: QrWarning[]): PayloadParts {
  const replaced = (text: string, to: string, field: string) => {
    if (to !== text) warnings.push({ code: "CHARACTERS_REPLACED", field, from: text, to });
    return to;
  };
  const plain = (text: string, max: number, field: string) =>
    replaced(text, asciiQrText(text).slice(0, max).trim(), field);
  const code = (text: string, field: string) => replaced(text, asciiQrCode(text), field);
  const plainParty = (address: QrBillParty, role: string): QrBillParty => ({
    ...address,
    name: plain(address.name, 70, `${role}.name`),
    street: plain(address.street, 70, `${role}.street`),
    building_number: plain(address.building_number, 16, `${role}.building_number`),
    postal_code: plain(address.postal_code, 16, `${role}.postal_code`),
    city: plain(address.city, 35, `${role}.city`),
  });
  return {
    ...parts,
    creditor: plainParty(parts.creditor, "creditor"),
    debtor: parts.debtor && plainParty(parts.debtor, "debtor"),
    billing_information: code(parts.billing_information, "billing_information"),
    message: plain(parts.message, 140 - parts.billing_information.length, "message"),
    alternative_schemes: parts.alternative_schemes.map((scheme, i) => code(scheme, `alternative_schemes.${i}`)),
  };
}
