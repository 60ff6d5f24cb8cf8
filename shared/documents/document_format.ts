import { Big } from "big.js";
import type { CivilDate, Decimal, DocumentLanguage, DocumentLocale } from "./document_types.ts";

// Figures must not break over lines: groups are held by a narrow no-break space, units by a no-break space.
const NARROW_NBSP = "\u202f";
const NBSP = "\u00a0";

/** FR for a French seller, CH for all others, unless the document says. */
export function documentLocale(doc: { locale?: DocumentLocale | null; seller: { country: string } }): DocumentLocale {
  return doc.locale ?? (doc.seller.country.toUpperCase() === "FR" ? "FR" : "CH");
}

function grouped(fixed: string, locale: DocumentLocale): string {
  const [, sign, whole, fraction] = /^(-?)(\d+)(?:\.(\d+))?$/.exec(fixed)!;
  const groups = whole.replace(/\B(?=(\d{3})+$)/g, locale === "CH" ? "'" : NARROW_NBSP);
  // What rounds to zero carries no sign.
  return (/[1-9]/.test(fixed) ? sign : "") + groups + (fraction ? (locale === "CH" ? "." : ",") + fraction : "");
}

// At least `min` decimals, more only as far as the value has them.
function decimals(value: Decimal, min: number, max: number): string {
  const exact = new Big(value).round(max);
  const needed = exact.toFixed().split(".")[1]?.length ?? 0;
  return exact.toFixed(Math.max(min, needed));
}

/** An amount with two decimals: CH `1'234.50`, FR `1 234,50`. */
export function formatAmount(value: Decimal, locale: DocumentLocale): string {
  return grouped(new Big(value).toFixed(2), locale);
}

/** A price per unit: two decimals, up to four when the price has them. */
export function formatUnitPrice(value: Decimal, locale: DocumentLocale): string {
  return grouped(decimals(value, 2, 4), locale);
}

/** A quantity: up to three decimals, none when it is whole. */
export function formatQuantity(value: Decimal, locale: DocumentLocale): string {
  return grouped(decimals(value, 0, 3), locale);
}

/** An amount with its currency: CH `CHF 1'234.50`, FR `1 234,50 €`. */
export function formatMoney(value: Decimal, currency: string, locale: DocumentLocale): string {
  const amount = formatAmount(value, locale);
  if (locale === "CH") return `${currency}${NBSP}${amount}`;
  return `${amount}${NBSP}${currency === "EUR" ? "€" : currency}`;
}

/** A rate with as many decimals as it has, at most four: `8.1 %`, FR `5,5 %`, English `8.1%`. */
export function formatPercent(value: Decimal, locale: DocumentLocale, language: DocumentLanguage): string {
  return `${grouped(decimals(value, 0, 4), locale)}${language === "en" ? "" : NBSP}%`;
}

/** CH `31.12.2026`, FR `31/12/2026`. The text is rearranged, not interpreted in a time zone. */
export function formatDate(date: CivilDate, locale: DocumentLocale): string {
  const [year, month, day] = date.slice(0, 10).split("-");
  return [day, month, year].join(locale === "CH" ? "." : "/");
}

/** `732 829 320 00074`: SIREN in threes, then the establishment. Other texts are returned as they are. */
export function formatSiret(siret: string): string {
  const digits = siret.replace(/\s/g, "");
  if (!/^\d{9}(\d{5})?$/.test(digits)) return siret;
  return [digits.slice(0, 3), digits.slice(3, 6), digits.slice(6, 9), digits.slice(9)].filter(Boolean).join(NBSP);
}
