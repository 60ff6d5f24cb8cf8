import { type CountryCode, parsePhoneNumberFromString } from "libphonenumber-js/min";
import { invalid } from "../../shared/contracts/kit/problems.ts";

const e164 = /^\+[1-9]\d{6,14}$/;
const separators = /[\s.\-()/]/g;

/** True when a number says its country itself: `+41 …` or `0041 …`. */
export function isInternational(phone: string): boolean {
  return /^(\+|00)/.test(phone.replace(separators, ""));
}

/**
 * The E.164 form of a number (ITU-T E.164): separators removed, `00` read as `+`, a national number completed with the
 * country of the tenant. Raises VALIDATION_ERROR on `field` when nothing callable comes out.
 */
export function normalPhone(phone: string, country: string | undefined, field = "phone"): string {
  const bare = phone.replace(separators, "").replace(/^00/, "+");
  if (e164.test(bare)) return bare;
  const national = country ? parsePhoneNumberFromString(bare, country as CountryCode)?.number : undefined;
  if (national && e164.test(national)) return national;
  throw invalid({ field, message: "must be a phone number such as +33612345678" });
}
