/** A calendar date as `YYYY-MM-DD`, without a time zone: what is due on a day is due there wherever one looks from. */
export type Day = string;

const MS = 86_400_000;

/** The day that many days later; earlier for a negative number. */
export function addDays(day: Day, days: number): Day {
  return dayOf(Date.parse(day) + days * MS);
}

/** 0 for Sunday to 6 for Saturday. */
export function weekdayOf(day: Day): number {
  return new Date(day).getUTCDay();
}

export function isWeekend(day: Day): boolean {
  return weekdayOf(day) % 6 === 0;
}

/** A day of the Gregorian calendar; months count from 1. */
export function dayIn(year: number, month: number, date: number): Day {
  return dayOf(Date.UTC(year, month - 1, date));
}

function dayOf(ms: number): Day {
  return new Date(ms).toISOString().slice(0, 10);
}
