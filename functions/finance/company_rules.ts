import { invalid, problem } from "../../shared/contracts/kit/problems.ts";
import { compact, isIban, isQrIban, isSwissIban } from "../../shared/documents/payment_reference.ts";

/** The identifiers and accounts of a company as somebody typed them. */
export interface CompanyNumbers {
  ide?: string | null;
  siren?: string | null;
  siret?: string | null;
  vat_number?: string | null;
  qr_iban?: string | null;
  regular_iban?: string | null;
}

const ideWeights = [5, 4, 3, 2, 7, 6, 5, 4];

/** True for nine digits whose last one is the check digit of a Swiss enterprise number (OFS, modulo 11). */
export function isIdeNumber(digits: string): boolean {
  if (!/^\d{9}$/.test(digits)) return false;
  const sum = ideWeights.reduce((total, weight, i) => total + weight * Number(digits[i]), 0);
  return (11 - (sum % 11)) % 11 === Number(digits[8]);
}

/** True for digits that satisfy the Luhn formula, as SIREN and SIRET do (INSEE). */
export function isLuhn(digits: string): boolean {
  const sum = [...digits].reverse().reduce((total, digit, i) => {
    const value = Number(digit) * (i % 2 === 1 ? 2 : 1);
    return total + (value > 9 ? value - 9 : value);
  }, 0);
  return sum % 10 === 0;
}

/** True for `FR`, the two-digit key and the SIREN: key = (12 + 3 (SIREN mod 97)) mod 97 (CGI ann. III art. 120 bis). */
export function isFrenchVatNumber(text: string): boolean {
  const match = /^FR(\d{2})(\d{9})$/.exec(text);
  return match !== null && Number(match[1]) === (12 + 3 * (Number(match[2]) % 97)) % 97 && isLuhn(match[2]);
}

/**
 * The same numbers in their written form: `CHE-123.456.788`, IBANs without blanks. Raises VALIDATION_ERROR for an enterprise
 * or VAT number that cannot be, IBAN_INVALID, QR_IBAN_EXPECTED and QR_IBAN_NOT_ALLOWED (SIX IG QR-bill: institution ids
 * 30000 to 31999 take QR references and nothing else).
 */
export function normalNumbers(given: CompanyNumbers): CompanyNumbers {
  return {
    ...written(given, "ide", normalIde),
    ...written(given, "siren", (text) => normalDigits("siren", text, 9)),
    ...written(given, "siret", (text) => normalDigits("siret", text, 14)),
    ...written(given, "vat_number", normalVatNumber),
    ...written(given, "qr_iban", normalQrIban),
    ...written(given, "regular_iban", normalRegularIban),
  };
}

function written(given: CompanyNumbers, key: keyof CompanyNumbers, normal: (text: string) => string): CompanyNumbers {
  const value = given[key];
  if (value === undefined) return {};
  return { [key]: value === null || value === "" ? null : normal(value) };
}

function normalIde(text: string): string {
  const digits = /^CHE[-. ]?(\d{3})[. ]?(\d{3})[. ]?(\d{3})$/i.exec(text.trim())?.slice(1);
  if (!digits || !isIdeNumber(digits.join(""))) {
    throw invalid({ field: "ide", message: "must be an enterprise number such as CHE-123.456.788" });
  }
  return `CHE-${digits.join(".")}`;
}

function normalVatNumber(text: string): string {
  const swiss = /^(CHE.*?)\s*(TVA|MWST|IVA|VAT)$/i.exec(text.trim());
  if (swiss) {
    const ide = normalIdeOrUndefined(swiss[1]);
    if (ide) return `${ide} ${swiss[2].toUpperCase()}`;
  } else {
    const plain = compact(text);
    if (plain.startsWith("FR") ? isFrenchVatNumber(plain) : /^(?!CHE)[A-Z]{2}[A-Z0-9]{2,13}$/.test(plain)) return plain;
  }
  throw invalid({ field: "vat_number", message: "must be a VAT number such as CHE-123.456.788 TVA or FR44732829320" });
}

function normalIdeOrUndefined(text: string): string | undefined {
  try {
    return normalIde(text);
  } catch {
    return undefined;
  }
}

function normalDigits(field: "siren" | "siret", text: string, length: number): string {
  const digits = text.replace(/\s/g, "");
  if (digits.length !== length || !/^\d+$/.test(digits) || !isLuhn(digits)) {
    throw invalid({ field, message: `must be ${length} digits with a valid check digit` });
  }
  return digits;
}

function normalQrIban(text: string): string {
  const iban = compact(text);
  if (!isSwissIban(iban)) throw problem("iban_invalid", { field: "qr_iban" });
  if (!isQrIban(iban)) throw problem("qr_iban_expected", { field: "qr_iban" });
  return iban;
}

function normalRegularIban(text: string): string {
  const iban = compact(text);
  if (!isIban(iban)) throw problem("iban_invalid", { field: "regular_iban" });
  if (isQrIban(iban)) throw problem("qr_iban_not_allowed", { field: "regular_iban" });
  return iban;
}
