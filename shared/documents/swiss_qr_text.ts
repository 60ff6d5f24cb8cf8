/** What was changed in a text so that banks accept it. */
export interface QrWarning {
  code: "CHARACTERS_REPLACED" | "TEXT_SHORTENED" | "TEXT_DROPPED";
  /** Input path, for example `debtor.name`. */
  field: string;
  /** The text as given. */
  from: string;
  /** The text as it stands in the bill; empty when dropped. */
  to: string;
}

type Spellings = Map<string, string>;

function spellings(...rows: [signs: string, plain: string][]): Spellings {
  return new Map(rows.flatMap(([signs, plain]) => [...signs].map((sign): [string, string] => [sign, plain])));
}

// Word processors put typographic apostrophes, quotes and dashes into every name and message.
const TYPOGRAPHIC = spellings(
  ["‘’‚‛′ʼ", "'"],
  ["“”„‟″", '"'],
  ["‹", "<"],
  ["›", ">"],
  ["‐‑‒–—―−•‣", "-"],
  ["⁄", "/"],
  ["‰", "0/00"],
  ["ẞ", "SS"],
  ["ƒ", "f"],
);

// Letters and signs of the permitted set that no removal of accents reduces to ASCII.
const LATIN_TO_ASCII = spellings(
  ["ß", "ss"],
  ["æ", "ae"],
  ["Æ", "AE"],
  ["œ", "oe"],
  ["Œ", "OE"],
  ["ø", "o"],
  ["Ø", "O"],
  ["ł", "l"],
  ["Ł", "L"],
  ["đð", "d"],
  ["ĐÐ", "D"],
  ["þ", "th"],
  ["Þ", "Th"],
  ["ı", "i"],
  ["ħ", "h"],
  ["Ħ", "H"],
  ["€", "EUR"],
  ["«»", '"'],
);

// SIX Implementation Guidelines QR-bill 2.3, permitted characters: Basic Latin, Latin-1 Supplement, Latin Extended-A,
// the Romanian letters with comma below and the euro sign.
const PERMITTED = /^[\u0020-\u007e\u00a1-\u00ac\u00ae-\u017f\u0218-\u021b\u20ac]$/;

function spell(char: string): string {
  if (PERMITTED.test(char)) return char;
  const spelled = TYPOGRAPHIC.get(char);
  if (spelled !== undefined) return spelled;
  if (/\p{Cc}|\p{Cf}|\p{Mn}|\p{Cs}/u.test(char)) return "";
  const plain = char.normalize("NFKD").replace(/\p{M}/gu, "");
  return [...plain].map((part) => TYPOGRAPHIC.get(part) ?? (PERMITTED.test(part) ? part : "?")).join("");
}

/**
 * Text restricted to the characters a QR-bill may carry (SIX IG QR-bill 2.3): accents of Latin languages stay,
 * typographic signs get their plain spelling, line breaks and runs of blanks become one blank, invisible characters
 * disappear and what has no spelling becomes `?`. Changes other than blanks are added to `warnings`.
 */
export function cleanQrText(text: string, field: string, warnings: QrWarning[]): string {
  const composed = text.normalize("NFC").replace(/[\s\u00a0\u202f]+/g, " ").trim();
  const cleaned = [...composed].map(spell).join("").replace(/ {2,}/g, " ").trim();
  if (cleaned !== composed) warnings.push({ code: "CHARACTERS_REPLACED", field, from: composed, to: cleaned });
  return cleaned;
}

/** At most `max` characters, cut at a blank when one stands in the last quarter. A cut is added to `warnings`. */
export function shortenQrText(text: string, max: number, field: string, warnings: QrWarning[]): string {
  if (text.length <= max) return text;
  const cut = text.slice(0, max);
  const blank = text[max] === " " ? max : cut.lastIndexOf(" ");
  const to = (blank >= max * 0.75 ? cut.slice(0, blank) : cut).trimEnd();
  warnings.push({ code: "TEXT_SHORTENED", field, from: text, to });
  return to;
}

/** Printable ASCII: ligatures and foreign letters spelled out, accents removed, `?` for the rest. May grow longer. */
export function asciiQrText(text: string): string {
  return asciiQrCode([...text].map((char) => LATIN_TO_ASCII.get(char) ?? char).join(""));
}

/** Printable ASCII, one character for one: the positions inside a coded text stay where they are. */
export function asciiQrCode(text: string): string {
  return text.normalize("NFD").replace(/\p{M}/gu, "").replace(/[^\u0020-\u007e]/g, "?");
}
