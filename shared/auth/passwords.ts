import { randomBytes, scrypt, timingSafeEqual } from "node:crypto";
import { Buffer } from "node:buffer";
import { isCommonPassword } from "./common_passwords.ts";

/** What a password hash costs: RFC 7914 names N, r and p. 16 MiB of memory, some 50 ms. */
const COST = { N: 16384, r: 8, p: 1 } as const;
const KEY_BYTES = 64;
const SALT_BYTES = 16;
const VERSION = "1";

interface Encoded {
  N: number;
  r: number;
  p: number;
  salt: Buffer;
  hash: Buffer;
}

/**
 * Hashes a password with scrypt (RFC 7914) off the main thread: `scrypt$1$N$r$p$salt$hash`, salt and hash in base64url. The
 * password is normalised first (NFKC), so that the same characters typed on another keyboard match.
 */
export async function hashPassword(password: string): Promise<string> {
  const salt = randomBytes(SALT_BYTES);
  const hash = await derive(password, salt, COST, KEY_BYTES);
  return ["scrypt", VERSION, COST.N, COST.r, COST.p, salt.toString("base64url"), hash.toString("base64url")].join("$");
}

/**
 * True when the password is the one behind the hash. Takes as long for an account without a hash (`null`), which matches
 * nothing: an answer must not tell by its speed whether an account exists.
 */
export async function verifyPassword(password: string, encoded: string | null): Promise<boolean> {
  const known = encoded === null ? undefined : parse(encoded);
  if (!known) {
    await derive(password, Buffer.alloc(SALT_BYTES), COST, KEY_BYTES);
    return false;
  }
  const hash = await derive(password, known.salt, known, known.hash.byteLength);
  return timingSafeEqual(hash, known.hash);
}

/** True when a hash was made with other parameters than today's and should be replaced at the next sign-in. */
export function isOutdatedHash(encoded: string): boolean {
  const known = parse(encoded);
  return !known || known.N !== COST.N || known.r !== COST.r || known.p !== COST.p ||
    known.hash.byteLength !== KEY_BYTES || known.salt.byteLength !== SALT_BYTES;
}

function parse(encoded: string): Encoded | undefined {
  const [scheme, version, N, r, p, salt, hash, ...rest] = encoded.split("$");
  if (scheme !== "scrypt" || version !== VERSION || !salt || !hash || rest.length > 0) return undefined;
  const known = {
    N: Number(N),
    r: Number(r),
    p: Number(p),
    salt: Buffer.from(salt, "base64url"),
    hash: Buffer.from(hash, "base64url"),
  };
  const sound = [known.N, known.r, known.p].every((n) => Number.isSafeInteger(n) && n > 0) && known.hash.byteLength > 0;
  return sound ? known : undefined;
}

function derive(password: string, salt: Buffer, cost: { N: number; r: number; p: number }, bytes: number) {
  const { N, r, p } = cost;
  return new Promise<Buffer>((resolve, reject) => {
    // Twice what the algorithm needs (128 * N * r): the limit guards against a hostile hash, not against our own.
    const options = { N, r, p, maxmem: 256 * N * r };
    scrypt(password.normalize("NFKC"), salt, bytes, options, (error, key) => error ? reject(error) : resolve(key));
  });
}

/** How strict a tenant is about new passwords. */
export type PasswordProfile = "basic" | "standard" | "strict";

/** One unmet demand, as `details.failed[]` of WEAK_PASSWORD names it. */
export type PasswordFlaw =
  | "min_length"
  | "max_length"
  | "uppercase"
  | "lowercase"
  | "digit"
  | "special"
  | "distinct"
  | "repeated"
  | "sequence"
  | "common"
  | "personal";

const MIN_LENGTH = { basic: 8, standard: 8, strict: 12 } as const;
const MAX_LENGTH = 128;
const MIN_DISTINCT = 5;
const MAX_RUN = 3;
const MAX_SEQUENCE = 3;
/** Parts of names shorter than this are found in too many honest passwords. */
const TELLING_NAME_PART = 5;
const TELLING_LOCAL_PART = 3;

/** Alphabet, digits and the letter rows of QWERTY, AZERTY and QWERTZ keyboards. */
const SEQUENCES = [
  "abcdefghijklmnopqrstuvwxyz",
  "01234567890",
  "qwertyuiop",
  "asdfghjkl",
  "zxcvbnm",
  "azertyuiop",
  "qsdfghjklm",
  "wxcvbn",
  "qwertzuiop",
  "yxcvbnm",
];
const runs = new Set(SEQUENCES.flatMap((row) => windowsOf(row)).flatMap((run) => [run, [...run].reverse().join("")]));

function windowsOf(row: string): string[] {
  return Array.from({ length: row.length - MAX_SEQUENCE }, (_, i) => row.slice(i, i + MAX_SEQUENCE + 1));
}

/**
 * What is wrong with a new password; empty when nothing is. `standard`: 8 to 128 characters, upper and lower case, digit,
 * special character, 5 different ones, no character 4 times in a row, no run of 4 on a keyboard or in the alphabet, not
 * common, not made of the person's e-mail or name. `strict` wants 12. `basic` asks for length, both cases and a digit alone.
 */
export function passwordFlaws(
  password: string,
  profile: PasswordProfile,
  person: { email?: string; name?: string } = {},
): PasswordFlaw[] {
  const characters = [...password];
  const lower = password.toLowerCase();
  const flaws: [PasswordFlaw, boolean][] = [
    ["min_length", characters.length < MIN_LENGTH[profile]],
    ["max_length", characters.length > MAX_LENGTH],
    ["uppercase", !/\p{Lu}/u.test(password)],
    ["lowercase", !/\p{Ll}/u.test(password)],
    ["digit", !/\p{Nd}/u.test(password)],
  ];
  if (profile !== "basic") {
    flaws.push(
      ["special", !/[^\p{L}\p{N}]/u.test(password)],
      ["distinct", new Set(characters).size < MIN_DISTINCT],
      ["repeated", new RegExp(`(.)\\1{${MAX_RUN}}`, "su").test(password)],
      ["sequence", windowsOf(lower).some((run) => runs.has(run))],
      ["common", isCommonPassword(password)],
      ["personal", personalParts(person).some((part) => lower.includes(part))],
    );
  }
  return flaws.filter(([, failed]) => failed).map(([flaw]) => flaw);
}

function personalParts({ email = "", name = "" }: { email?: string; name?: string }): string[] {
  const local = email.toLowerCase().split("@")[0];
  const whole = name.toLowerCase().trim();
  const words = whole.split(/[^\p{L}\p{N}]+/u);
  return [
    ...(local.length >= TELLING_LOCAL_PART ? [local] : []),
    ...[whole, words.join("")].filter((n) => n.length >= TELLING_LOCAL_PART),
    ...words.filter((word) => word.length >= TELLING_NAME_PART),
  ];
}
