import { addDays, type Day, dayIn } from "./days.ts";
import { easterSunday } from "./easter.ts";

/** A day a country takes off. */
export interface PublicHoliday {
  date: Day;
  name: string;
}

const LANGUAGES = ["fr", "de", "it", "en"] as const;
type Language = typeof LANGUAGES[number];

/** A fixed day of the year, as month and day, or so many days after Easter Sunday. */
type When = readonly [number, number] | number;
type Rule = readonly [When, Record<Language, string>];

const names = (fr: string, de: string, it: string, en: string) => ({ fr, de, it, en });

const NEW_YEAR: Rule = [[1, 1], names("Nouvel An", "Neujahr", "Capodanno", "New Year's Day")];
const EASTER_MONDAY: Rule = [1, names("Lundi de Pâques", "Ostermontag", "Lunedì dell'Angelo", "Easter Monday")];
const ASCENSION: Rule = [39, names("Ascension", "Auffahrt", "Ascensione", "Ascension Day")];
const WHIT_MONDAY: Rule = [50, names("Lundi de Pentecôte", "Pfingstmontag", "Lunedì di Pentecoste", "Whit Monday")];
const CHRISTMAS: Rule = [[12, 25], names("Noël", "Weihnachten", "Natale", "Christmas Day")];

const RULES: Record<string, readonly Rule[]> = {
  // Code du travail, art. L3133-1. Alsace and Moselle add two days of their own.
  FR: [
    NEW_YEAR,
    EASTER_MONDAY,
    [[5, 1], names("Fête du Travail", "Tag der Arbeit", "Festa del lavoro", "Labour Day")],
    [[5, 8], names("Victoire 1945", "Sieg 1945", "Vittoria 1945", "Victory in Europe Day")],
    ASCENSION,
    WHIT_MONDAY,
    [[7, 14], names("Fête nationale", "Nationalfeiertag", "Festa nazionale", "Bastille Day")],
    [[8, 15], names("Assomption", "Mariä Himmelfahrt", "Assunzione", "Assumption Day")],
    [[11, 1], names("Toussaint", "Allerheiligen", "Ognissanti", "All Saints' Day")],
    [[11, 11], names("Armistice 1918", "Waffenstillstand 1918", "Armistizio 1918", "Armistice Day")],
    CHRISTMAS,
  ],
  // The national day (Cst. art. 110) and what most cantons take off; a canton's other days are its organisations' to enter.
  CH: [
    NEW_YEAR,
    [-2, names("Vendredi saint", "Karfreitag", "Venerdì santo", "Good Friday")],
    EASTER_MONDAY,
    ASCENSION,
    WHIT_MONDAY,
    [[8, 1], names("Fête nationale", "Bundesfeier", "Festa nazionale", "Swiss National Day")],
    CHRISTMAS,
    [[12, 26], names("Saint-Étienne", "Stephanstag", "Santo Stefano", "St Stephen's Day")],
  ],
};

/** Countries whose days are computed, as ISO 3166-1 alpha-2 codes. */
export const COMPUTED_COUNTRIES = Object.keys(RULES);

/**
 * The days a country takes off in a year, in their order, named in French, German, Italian or English. Empty for a country
 * without rules; two holidays on one day (1 May and Ascension) are one day.
 */
export function publicHolidays(country: string, year: number, language = "en"): PublicHoliday[] {
  const rules = RULES[country];
  if (!rules) return [];
  const spoken = LANGUAGES.find((one) => one === language) ?? "en";
  const easter = easterSunday(year);
  const byDay = new Map<Day, string>();
  for (const [when, named] of rules) {
    const date = typeof when === "number" ? addDays(easter, when) : dayIn(year, when[0], when[1]);
    byDay.set(date, byDay.has(date) ? `${byDay.get(date)}, ${named[spoken]}` : named[spoken]);
  }
  return [...byDay].map(([date, name]) => ({ date, name })).sort((a, b) => (a.date < b.date ? -1 : 1));
}
