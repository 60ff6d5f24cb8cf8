import { addDays, type Day, isWeekend } from "./days.ts";
import { publicHolidays } from "./public_holidays.ts";

/** A day of an organisation that differs from the calendar of its country. */
export interface OwnDay {
  date: Day;
  /** Worked on although the country takes it off. */
  is_working_day: boolean;
}

/** Says of a day that is no weekend whether it is taken off. */
export type IsHoliday = (day: Day) => boolean;

/** The holidays of a country with the own days of an organisation above them, which win. */
export function holidayCalendar(country: string, own: readonly OwnDay[] = []): IsHoliday {
  const decided = new Map(own.map(({ date, is_working_day }) => [date, !is_working_day]));
  const years = new Map<number, Set<Day>>();
  return (day) => {
    const own = decided.get(day);
    if (own !== undefined) return own;
    const year = Number(day.slice(0, 4));
    if (!years.has(year)) years.set(year, new Set(publicHolidays(country, year).map(({ date }) => date)));
    return years.get(year)!.has(day);
  };
}

export function isWorkingDay(day: Day, isHoliday: IsHoliday): boolean {
  return !isWeekend(day) && !isHoliday(day);
}

/** The day itself if it is worked on, else the first one after it that is. */
export function workingDayFrom(day: Day, isHoliday: IsHoliday): Day {
  let found = day;
  for (let tried = 0; !isWorkingDay(found, isHoliday); tried++) {
    if (tried > MAX_DAYS_OFF) throw new RangeError(`no working day within ${MAX_DAYS_OFF} days of ${day}`);
    found = addDays(found, 1);
  }
  return found;
}

/** More days off in a row than this are a calendar that never works. */
const MAX_DAYS_OFF = 366;

/**
 * The day something is due that takes `days` from `start`, which itself never counts: calendar days, or with `businessOnly`
 * days that are neither a weekend nor a holiday. Zero days are due at once, on whatever day `start` is.
 */
export function dueDate(start: Day, days: number, businessOnly: boolean, isHoliday: IsHoliday): Day {
  if (!businessOnly) return addDays(start, days);
  let day = start;
  for (let counted = 0; counted < days; counted++) day = workingDayFrom(addDays(day, 1), isHoliday);
  return day;
}
