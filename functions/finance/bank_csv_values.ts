import Big from "big.js";
import { isCalendarDay, zurichDate } from "./bank_file.ts";

/** How numbers and dates are written in the CSV files of banks in Switzerland, France, Germany, Italy and England. */

export type DecimalMark = "." | ",";
export type DayOrder = "day_first" | "month_first";

/** Text of a cell: spreadsheet quoting (`="…"`) removed, all kinds of blanks folded, trimmed. */
export function cellText(cell: string | undefined): string {
  const text = (cell ?? "").replace(/\s+/g, " ").trim();
  return /^="[^"]*"$/.test(text) ? text.slice(2, -1).trim() : text;
}

const UNIT = String.raw`(?:[A-Z]{3}|S?Fr\.?|€|\$|£)`;

interface Digits {
  negative: boolean;
  body: string;
}

/** Sign and digits with their marks; null when the text holds anything else. */
function digitsOf(text: string): Digits | null {
  let body = text.replace(/[−–]/g, "-").replace(/[’ʼ`´]/g, "'").trim();
  body = body.replace(new RegExp(`^([+-]?)\\s*${UNIT}\\s*(?=[-+\\d.,])`, "i"), "$1")
    .replace(new RegExp(`(?<=[\\d.,-])\\s*${UNIT}$`, "i"), "").trim();
  // Francs without centimes: 120.— or 120.--
  body = body.replace(/[.,](?:—|-{1,2})$/, "");
  const shape = /^(?:\((?<inner>[^()]+)\)|(?<before>[+-]?)\s?(?<plain>[\d.,' ]+?)(?<after>-?))$/.exec(body)?.groups;
  if (!shape) return null;
  if (shape.before && shape.after) return null;
  const digits = (shape.inner ?? shape.plain).trim();
  if (!/^[\d.,' ]*\d[\d.,' ]*$/.test(digits)) return null;
  return { negative: shape.inner !== undefined || shape.before === "-" || shape.after === "-", body: digits };
}

/**
 * Which mark stands before the decimals of a column: the later of two kinds, or the one followed by one or two digits;
 * a mark that repeats groups thousands. Null when every value can be read both ways.
 */
export function decimalMarkOf(texts: Iterable<string>): DecimalMark | null {
  let votes = 0;
  for (const text of texts) {
    const body = digitsOf(text)?.body;
    const mark = body === undefined ? null : markOf(body);
    votes += mark === "." ? 1 : mark === "," ? -1 : 0;
  }
  return votes > 0 ? "." : votes < 0 ? "," : null;
}

function markOf(body: string): DecimalMark | null {
  const dot = body.lastIndexOf(".");
  const comma = body.lastIndexOf(",");
  if (dot < 0 && comma < 0) return null;
  const last: DecimalMark = dot > comma ? "." : ",";
  const other: DecimalMark = last === "." ? "," : ".";
  if (body.includes(other)) return last;
  if (body.indexOf(last) !== body.lastIndexOf(last)) return other;
  const decimals = body.length - 1 - body.lastIndexOf(last);
  return decimals === 3 && !/[' ]/.test(body) && !/^0/.test(body) ? null : last;
}

/**
 * Exact signed amount, or null when the text is no amount. Without a known mark, three digits after a single mark are
 * thousands: no account has a third decimal. More than two decimals and more than 12 digits before them are refused.
 */
export function readDecimal(text: string, mark: DecimalMark | null): Big | null {
  const digits = digitsOf(text);
  if (!digits) return null;
  const decimal = mark ?? markOf(digits.body) ?? (digits.body.includes(",") ? "." : ",");
  const group = decimal === "." ? "," : ".";
  const [whole, fraction, ...rest] = digits.body.split(decimal);
  if (rest.length > 0 || (fraction !== undefined && !/^\d*$/.test(fraction))) return null;
  const separator = /['., ]/.exec(whole)?.[0];
  if (separator) {
    const groups = whole.split(separator);
    const wellGrouped = /^\d{1,3}$/.test(groups[0]) && groups.slice(1).every((part) => /^\d{3}$/.test(part));
    if (!wellGrouped || (separator !== group && !/[' ]/.test(separator))) return null;
  }
  const value = new Big(`${whole.replace(/\D/g, "") || "0"}.${fraction || "0"}`);
  if (!value.eq(value.round(2, Big.roundDown)) || value.gte("1e12")) return null;
  return digits.negative ? value.neg() : value;
}

/** Month first only when the column proves it; Swiss and European files put the day first. */
export function dayOrderOf(texts: Iterable<string>): DayOrder {
  let monthFirst = false;
  for (const text of texts) {
    const parts = /^(\d{1,2})[/-](\d{1,2})[/-]\d{2,4}\b/.exec(text);
    if (!parts) continue;
    if (Number(parts[1]) > 12) return "day_first";
    if (Number(parts[2]) > 12) monthFirst = true;
  }
  return monthFirst ? "month_first" : "day_first";
}

// First letters of the months, lower case without accents, in French, German, Italian and English.
const MONTHS = [
  /^(jan|gen)/,
  /^(feb|fev)/,
  /^(mar|mae|mrz)/,
  /^(apr|avr)/,
  /^(mai|may|mag)/,
  /^(jun|juin|giu)/,
  /^(jul|juil|lug)/,
  /^(aug|aou|ago)/,
  /^(sep|set)/,
  /^(oct|okt|ott)/,
  /^nov/,
  /^(dec|dez|dic)/,
];

/**
 * Civil date of a cell, or null when it is none. A time is dropped, unless it carries an offset or `utc` says that it
 * is universal time: then the date is that of Zurich.
 */
export function readDay(text: string, order: DayOrder, utc = false): string | null {
  const time = /^(.{6,}?)[T ]\s*(\d{1,2}:\d{2}(?::\d{2})?)(?:[.,]\d+)?\s*(Z|UTC|[+-]\d{2}:?\d{2})?$/.exec(text);
  const day = plainDay((time?.[1] ?? text).trim(), order);
  if (!day || !time || !(utc || time[3])) return day;
  const offset = !time[3] || time[3] === "UTC" ? "Z" : time[3];
  return zurichDate(`${day}T${time[2].padStart(time[2].length < 6 ? 5 : 8, "0")}${offset}`);
}

function plainDay(text: string, order: DayOrder): string | null {
  const iso = /^(\d{4})([-./]?)(\d{2})\2(\d{2})$/.exec(text);
  if (iso) return calendarDay(iso[1], iso[3], iso[4]);
  const numeric = /^(\d{1,2})([./-])\s?(\d{1,2})\2\s?(\d{4}|\d{2})$/.exec(text);
  if (numeric) {
    const [, first, mark, second, year] = numeric;
    return order === "month_first" && mark !== "."
      ? calendarDay(year, first, second)
      : calendarDay(year, second, first);
  }
  const named = /^(\d{1,2})[. -]{1,2}([\p{L}]{3,10})\.?[, -]{1,2}(\d{4}|\d{2})$/u.exec(text);
  if (named) return calendarDay(named[3], monthNumber(named[2]), named[1]);
  const english = /^([\p{L}]{3,10})\.? (\d{1,2}), ?(\d{4})$/u.exec(text);
  return english ? calendarDay(english[3], monthNumber(english[1]), english[2]) : null;
}

function monthNumber(name: string): string {
  const plain = name.toLowerCase().normalize("NFD").replace(/\p{M}/gu, "");
  return String(MONTHS.findIndex((month) => month.test(plain)) + 1);
}

function calendarDay(year: string, month: string, day: string): string | null {
  const text = `${year.length === 2 ? `20${year}` : year}-${month.padStart(2, "0")}-${day.padStart(2, "0")}`;
  return isCalendarDay(text) ? text : null;
}
