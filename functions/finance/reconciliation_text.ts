/** Text side of reconciliation: invoice numbers and names as payers write them. */

type Points = readonly [points: number, reason: string];

/** Lower case, without accents, words of letters and digits separated by single blanks. */
export function normaliseText(text: string): string {
  return text.toLowerCase().replaceAll("ß", "ss").replaceAll("æ", "ae").replaceAll("œ", "oe").replaceAll("ø", "o")
    .normalize("NFD").replace(/\p{M}/gu, "").replace(/[^\p{L}\p{N}]+/gu, " ").trim();
}

/** A payment text prepared for many searches: tests by set and by plain inclusion come before any pattern. */
export interface SearchableText {
  normal: string;
  solid: string;
  words: Set<string>;
}

export function searchableText(text: string): SearchableText {
  const normal = normaliseText(text);
  return { normal, solid: normal.replaceAll(" ", ""), words: new Set(normal.split(" ")) };
}

export interface NumberProfile {
  /** The number without separators. */
  solid: string;
  /** The number with any or no separator between its parts, not touching another letter or digit. */
  whole: RegExp;
  /** Parts that tell invoices apart when they stand alone. */
  parts: string[];
}

/**
 * Prepares an invoice number. A part counts alone only if it has 4 characters and a digit (the prefix names the company,
 * not the invoice) and is not the year of the invoice or next to it: "2026" stands in half of all payment texts.
 */
export function numberProfile(number: string, issueDate: string): NumberProfile {
  const words = normaliseText(number).split(" ").filter((word) => word !== "");
  const year = Number(issueDate.slice(0, 4));
  const isYear = (word: string) => /^\d{4}$/.test(word) && Math.abs(Number(word) - year) <= 1;
  return {
    solid: words.join(""),
    whole: new RegExp(`(?:^| )${words.join(" ?")}(?: |$)`),
    parts: words.filter((word) => word.length >= 4 && /\d/.test(word) && !isYear(word)),
  };
}

/** 27 for the full invoice number in the text, 18 for a part of it. */
export function numberPoints(number: NumberProfile, text: SearchableText): Points {
  // A number such as "12" stands in any address; on its own it names nothing.
  if (/^\d{0,3}$/.test(number.solid)) return [0, ""];
  if (text.solid.includes(number.solid) && number.whole.test(text.normal)) return [27, "invoice_number"];
  return number.parts.some((part) => text.words.has(part)) ? [18, "invoice_number_part"] : [0, ""];
}

export interface NameProfile {
  name: string;
  tokens: string[];
}

export function nameProfile(name: string): NameProfile {
  const normal = normaliseText(name);
  return { name: normal, tokens: normal.split(" ").filter((token) => token.length > 2) };
}

/**
 * The better of two readings: the share of the name's words (over 2 letters) found in the text times 15, or the
 * similarity with the counterparty: 15 from 80 %, 7.5 from 60 %.
 */
export function namePoints({ name, tokens }: NameProfile, counterparty: string, text: SearchableText): Points {
  const found = tokens.filter((token) => text.words.has(token)).length;
  const byTokens = tokens.length === 0 ? 0 : Math.round((found * 1500) / tokens.length) / 100;
  if (byTokens >= 15) return [15, "name_found"];
  const similarity = similarityPercent(name, counterparty);
  const bySimilarity = similarity >= 80 ? 15 : similarity >= 60 ? 7.5 : 0;
  if (bySimilarity > byTokens) return [bySimilarity, "name_similar"];
  return [byTokens, "name_partly_found"];
}

/**
 * Whole percent of agreement of two texts: 100 - Levenshtein distance over the longer length. 0 when one is empty.
 * Lengths that alone rule out 60 % are answered with 0 without comparing, because this runs for every pair.
 */
export function similarityPercent(a: string, b: string): number {
  const longer = Math.min(Math.max(a.length, b.length), LONGEST);
  const shorter = Math.min(a.length, b.length);
  if (shorter === 0 || shorter * 100 < longer * 59.5) return 0;
  return Math.round((1 - editDistance(a, b) / longer) * 100);
}

// One row of the distance table, overwritten from left to right; names are short, longer texts are cut.
const LONGEST = 200;
const row = new Uint16Array(LONGEST + 1);

function editDistance(first: string, second: string): number {
  const a = first.slice(0, LONGEST);
  const b = second.slice(0, LONGEST);
  for (let j = 0; j <= b.length; j++) row[j] = j;
  for (let i = 1; i <= a.length; i++) {
    let diagonal = row[0];
    row[0] = i;
    const code = a.charCodeAt(i - 1);
    for (let j = 1; j <= b.length; j++) {
      const substituted = diagonal + (code === b.charCodeAt(j - 1) ? 0 : 1);
      diagonal = row[j];
      row[j] = Math.min(substituted, diagonal + 1, row[j - 1] + 1);
    }
  }
  return row[b.length];
}
