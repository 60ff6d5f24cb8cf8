/** Codes that stand in for a lost authenticator: twelve characters of an alphabet without look-alikes, 60 bits. */

const ALPHABET = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789";
const LENGTH = 12;
const PER_BATCH = 10;

/** A batch as it is shown once: `ABCD-2345-EFGH`. */
export function newBackupCodes(): string[] {
  const codes = new Set<string>();
  while (codes.size < PER_BATCH) codes.add(newCode());
  return [...codes];
}

function newCode(): string {
  // 32 characters: the low five bits of a byte choose one without bias.
  const characters = Array.from(crypto.getRandomValues(new Uint8Array(LENGTH)), (byte) => ALPHABET[byte & 31]).join("");
  return characters.match(/.{4}/g)!.join("-");
}

/** What a code is compared by, however it was typed: upper case, letters and digits alone. */
export function normalBackupCode(typed: string): string {
  return typed.normalize("NFKC").toUpperCase().replace(/[^A-Z0-9]/g, "");
}
