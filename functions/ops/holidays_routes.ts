import { holidays } from "../../shared/contracts/ops/holidays.ts";
import { firstOr } from "../../shared/db/rows.ts";
import { bind, bindRead, type Bound } from "../../shared/http/bind.ts";
import { deleteHoliday, findCalendar, insertHoliday, listHolidays, updateHoliday } from "./holidays_queries.ts";
import { holidayList, shownHoliday } from "./holidays_rules.ts";

export const holidayRoutes: Bound[] = [
  bindRead(
    holidays.list,
    ({ sql, query: { country, year } }) => [listHolidays(sql, country, year), findCalendar(sql, country)],
    ([own, [{ this_year, ...calendar }]], { query: { year, search } }) =>
      holidayList(own, { ...calendar, from: year ?? this_year - 1, to: year ?? this_year + 2 }, search),
  ),
  bind(holidays.create, async ({ sql, body }) => shownHoliday((await insertHoliday(sql, body))[0])),
  bind(
    holidays.update,
    async ({ sql, params, body }) => shownHoliday(firstOr(await updateHoliday(sql, params.id, body), "not_found")),
  ),
  bind(holidays.remove, async ({ sql, params }) => {
    firstOr(await deleteHoliday(sql, params.id), "not_found");
  }),
];
