import type { z } from "zod";
import { isWeekend } from "../../shared/calendar/days.ts";
import { publicHolidays } from "../../shared/calendar/public_holidays.ts";
import type { Holiday } from "../../shared/contracts/ops/holidays.ts";
import type { HolidayRow } from "./holidays_queries.ts";

type Shown = z.input<typeof Holiday>;

export function shownHoliday(row: HolidayRow): Shown {
  return { ...row, is_weekend: isWeekend(row.date), source: "own" };
}

/** The calendar of a country over some years below the days an organisation entered, which replace those of their date. */
export function holidayList(
  own: readonly HolidayRow[],
  calendar: { country: string; locale: string; from: number; to: number },
  search = "",
): Shown[] {
  const { country, locale, from, to } = calendar;
  const entered = new Set(own.map((row) => `${row.country} ${row.date}`));
  const years = Array.from({ length: to - from + 1 }, (_, i) => from + i);
  const computed = years.flatMap((year) => publicHolidays(country, year, locale))
    .filter(({ date }) => !entered.has(`${country} ${date}`))
    .map(({ date, name }): Shown => ({
      id: null,
      name,
      date,
      country,
      description: "",
      is_weekend: isWeekend(date),
      is_working_day: false,
      source: "calendar",
      created_at: null,
      updated_at: null,
    }));
  const wanted = folded(search);
  return [...own.map(shownHoliday), ...computed]
    .filter((one) => [one.name, one.description, one.country].some((text) => folded(text).includes(wanted)))
    .sort((a, b) => (a.date + a.name < b.date + b.name ? -1 : 1));
}

/** Without case and accents, as people search. */
function folded(text: string): string {
  return text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
}
