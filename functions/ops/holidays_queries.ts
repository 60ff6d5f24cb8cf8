import type { HolidayChanges, NewHoliday } from "../../shared/contracts/ops/holidays.ts";
import type { Sql } from "../../shared/db/pool.ts";

/** A day an organisation entered. */
export interface HolidayRow {
  id: string;
  name: string;
  date: string;
  country: string;
  description: string;
  is_working_day: boolean;
  created_at: string;
  updated_at: string;
}

const columns = (sql: Sql) =>
  sql`id, name, date::text as date, country, description, is_working_day, created_at, updated_at`;

/** A code of three letters as the one of two; what is no country stays as it is and is refused by its foreign key. */
const alpha2 = (sql: Sql, country: string) =>
  sql`coalesce((select c.alpha2 from ops.countries c where c.alpha3 = ${country}), ${country})`;

export function listHolidays(sql: Sql, country: string | undefined, year: number | undefined) {
  return sql<HolidayRow[]>`
    select ${columns(sql)} from ops.holidays
    where ${country ? sql`country = ${alpha2(sql, country)}` : sql`true`}
      and ${year ? sql`date between make_date(${year}, 1, 1) and make_date(${year}, 12, 31)` : sql`true`}
    order by date, name`;
}

/** The country whose calendar is shown, and the year it is where the organisation does business. */
export function findCalendar(sql: Sql, country: string | undefined) {
  return sql<{ country: string; locale: string; this_year: number }[]>`
    select ${country ? alpha2(sql, country) : sql`ops.holiday_country()`} as country, t.locale,
      extract(year from now() at time zone t.timezone)::int as this_year
    from identity.tenants t`;
}

export function insertHoliday(sql: Sql, holiday: NewHoliday) {
  const { name, date, country, description, is_working_day } = holiday;
  return sql<HolidayRow[]>`
    insert into ops.holidays (name, date, country, description, is_working_day)
    values (${name}, ${date}, ${alpha2(sql, country)}, ${description}, ${is_working_day})
    returning ${columns(sql)}`;
}

export function updateHoliday(sql: Sql, id: string, { country, ...changes }: HolidayChanges) {
  const moved = sql`country = ${country === undefined ? sql`country` : alpha2(sql, country)}`;
  const one = sql`where id = ${id} returning ${columns(sql)}`;
  if (Object.keys(changes).length === 0) return sql<HolidayRow[]>`update ops.holidays set ${moved} ${one}`;
  return sql<HolidayRow[]>`update ops.holidays set ${sql(changes as Record<string, never>)}, ${moved} ${one}`;
}

export function deleteHoliday(sql: Sql, id: string) {
  return sql<{ id: string }[]>`delete from ops.holidays where id = ${id} returning id`;
}
