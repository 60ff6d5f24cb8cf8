import type { Sql } from "../db/pool.ts";
import { holidayCalendar, type IsHoliday, type OwnDay } from "./working_days.ts";

/**
 * The country whose holidays count for the caller's organisation: its setting HOLIDAY_COUNTRY, else where it is.
 */
export function findHolidayCountry(sql: Sql) {
  return sql<
    { country: string; locale: string }[]
  >`select ops.holiday_country() as country, t.locale from identity.tenants t`;
}

/** Own days of the caller's organisation in one country. */
export function listOwnDays(sql: Sql, country: string) {
  return sql<OwnDay[]>`
    select date::text as date, is_working_day from ops.holidays where country = ${country} order by date`;
}

/** The calendar due dates of the caller's organisation are counted by; of another country where one is given. */
export async function loadHolidayCalendar(sql: Sql, country?: string): Promise<IsHoliday> {
  const whose = country ?? (await findHolidayCountry(sql))[0].country;
  return holidayCalendar(whose, await listOwnDays(sql, whose));
}
