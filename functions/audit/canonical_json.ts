/** A number kept as the digits it was written with, where a binary float would change them. */
export class ExactNumber {
  constructor(readonly digits: string) {}
}

/** Parses JSON without losing a digit: numbers that do not print as they were written become `ExactNumber`. */
export function parseExactly(text: string): unknown {
  const keepDigits = (_key: string, value: unknown, context?: { source?: string }) =>
    typeof value === "number" && context?.source !== undefined && String(value) !== context.source
      ? new ExactNumber(context.source)
      : value;
  return JSON.parse(text, keepDigits);
}

/**
 * The one text of a JSON value that hashes are made of: keys sorted by code point at every depth, no white space, keys without
 * a value left out, null kept, nothing escaped that need not be. Throws for what JSON cannot say.
 */
export function canonicalJson(value: unknown): string {
  if (value === null || typeof value === "boolean" || typeof value === "string") return JSON.stringify(value);
  if (value instanceof ExactNumber) return value.digits;
  if (typeof value === "number") {
    if (!Number.isFinite(value)) throw new TypeError(`${value} is no JSON number`);
    return JSON.stringify(value);
  }
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(",")}]`;
  if (typeof value !== "object") throw new TypeError(`a ${typeof value} is no JSON value`);
  const members = Object.entries(value).filter(([, member]) => member !== undefined)
    .sort(([a], [b]) => byCodePoint(a, b))
    .map(([key, member]) => `${JSON.stringify(key)}:${canonicalJson(member)}`);
  return `{${members.join(",")}}`;
}

/** Strings compare by UTF-16 unit, which puts U+1F600 before U+FF5E; code points do not. */
function byCodePoint(a: string, b: string): number {
  const length = Math.min(a.length, b.length);
  for (let i = 0; i < length; i++) {
    const [left, right] = [a.charCodeAt(i), b.charCodeAt(i)];
    if (left !== right) return rank(left) - rank(right);
  }
  return a.length - b.length;
}

/** Surrogates stand for code points above all others of one unit. */
const rank = (unit: number) => unit >= 0xd800 && unit <= 0xdfff ? unit + 0x10000 : unit;
