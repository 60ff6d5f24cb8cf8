import assert from "node:assert/strict";
import fc from "fast-check";
import { addDays, dayIn, isWeekend, weekdayOf } from "../../shared/calendar/days.ts";
import { easterSunday } from "../../shared/calendar/easter.ts";
import { publicHolidays } from "../../shared/calendar/public_holidays.ts";
import { dueDate, holidayCalendar, isWorkingDay, workingDayFrom } from "../../shared/calendar/working_days.ts";

const years = fc.integer({ min: 1900, max: 2199 });
const days = fc.integer({ min: 0, max: 100_000 }).map((n) => addDays("1950-01-01", n));
const countries = fc.constantFrom("FR", "CH", "ID");
const daysBetween = (from: string, to: string) => (Date.parse(to) - Date.parse(from)) / 86_400_000;
const french = holidayCalendar("FR");
const holidays = (country: string, year: number) => publicHolidays(country, year).map((one) => one.date);

/** Easter as the Gregorian reform defines it: tables of golden number, century and epact, not the same arithmetic. */
function easterByEpact(year: number): string {
  const golden = (year % 19) + 1;
  const century = Math.floor(year / 100) + 1;
  const skippedLeapYears = Math.floor((3 * century) / 4) - 12;
  const moonCorrection = Math.floor((8 * century + 5) / 25) - 5;
  let epact = (((11 * golden + 20 + moonCorrection - skippedLeapYears) % 30) + 30) % 30;
  if ((epact === 25 && golden > 11) || epact === 24) epact++;
  let fullMoon = 44 - epact;
  if (fullMoon < 21) fullMoon += 30;
  const moonDay = addDays(dayIn(year, 3, 1), fullMoon - 1);
  return addDays(moonDay, 7 - weekdayOf(moonDay));
}

Deno.test("easterSunday agrees with the almanacs and with the epacts of the Gregorian reform", () => {
  const known = ["1954-04-18", "1961-04-02", "2000-04-23", "2008-03-23", "2011-04-24", "2024-03-31", "2025-04-20"];
  for (const day of [...known, "2026-04-05", "2038-04-25", "2076-04-19"]) {
    assert.equal(easterSunday(Number(day.slice(0, 4))), day);
  }
  fc.assert(fc.property(fc.integer({ min: 1583, max: 4099 }), (year) => {
    const easter = easterSunday(year);
    assert.equal(easter, easterByEpact(year));
    assert.equal(weekdayOf(easter), 0);
    assert.ok(easter >= dayIn(year, 3, 22) && easter <= dayIn(year, 4, 25));
  }));
});

Deno.test("publicHolidays of France are the eleven of the labour code", () => {
  assert.deepEqual(holidays("FR", 2026), [
    "2026-01-01",
    "2026-04-06",
    "2026-05-01",
    "2026-05-08",
    "2026-05-14",
    "2026-05-25",
    "2026-07-14",
    "2026-08-15",
    "2026-11-01",
    "2026-11-11",
    "2026-12-25",
  ]);
  assert.equal(publicHolidays("FR", 2026, "fr")[4].name, "Ascension");
});

Deno.test("publicHolidays of Switzerland are named in its languages", () => {
  const swiss = publicHolidays("CH", 2026, "de");
  assert.deepEqual(swiss.find(({ date }) => date === "2026-08-01"), { date: "2026-08-01", name: "Bundesfeier" });
  assert.deepEqual(swiss.find(({ date }) => date === "2026-04-03"), { date: "2026-04-03", name: "Karfreitag" });
  assert.equal(publicHolidays("CH", 2026, "it")[0].name, "Capodanno");
  assert.equal(publicHolidays("CH", 2026, "rm")[0].name, "New Year's Day");
});

Deno.test("publicHolidays are days of their year in order, each once, and none where a country has no rules", () => {
  fc.assert(fc.property(countries, years, (country, year) => {
    const found = holidays(country, year);
    assert.deepEqual(found, [...new Set(found)].sort());
    assert.ok(found.every((day) => day.startsWith(String(year))));
    if (country === "ID") assert.deepEqual(found, []);
  }));
  // 1 May 2008 was Ascension too: one day, both names.
  assert.equal(
    publicHolidays("FR", 2008, "fr").find(({ date }) => date === "2008-05-01")!.name,
    "Fête du Travail, Ascension",
  );
});

Deno.test("dueDate counts as the worked examples do", () => {
  assert.equal(dueDate("2026-05-13", 3, true, french), "2026-05-19");
  assert.equal(dueDate("2026-05-13", 3, false, french), "2026-05-16");
  assert.equal(dueDate("2026-03-02", 2, true, french), "2026-03-04");
  assert.equal(dueDate("2026-03-03", 3, false, french), "2026-03-06");
  assert.equal(dueDate("2026-05-14", 0, true, french), "2026-05-14", "no days are due at once, holiday or not");
});

Deno.test("dueDate is a working day after exactly so many of them, and only moves on with more days", () => {
  const own = [{ date: "2026-05-15", is_working_day: false }, { date: "2026-05-14", is_working_day: true }];
  const calendars = fc.tuple(countries, fc.boolean()).map(([country, has]) => holidayCalendar(country, has ? own : []));
  fc.assert(fc.property(calendars, days, fc.integer({ min: 1, max: 60 }), (isHoliday, start, n) => {
    const due = dueDate(start, n, true, isHoliday);
    assert.ok(isWorkingDay(due, isHoliday));
    const between = Array.from({ length: daysBetween(start, due) }, (_, i) => addDays(start, i + 1));
    assert.equal(between.filter((day) => isWorkingDay(day, isHoliday)).length, n);
    assert.ok(dueDate(start, n + 1, true, isHoliday) > due);
    assert.ok(due >= dueDate(start, n, false, isHoliday));
  }));
});

Deno.test("an organisation takes days off and works on holidays as it says", () => {
  const isHoliday = holidayCalendar("FR", [
    { date: "2026-05-15", is_working_day: false },
    { date: "2026-05-25", is_working_day: true },
  ]);
  assert.equal(workingDayFrom("2026-05-14", isHoliday), "2026-05-18");
  assert.equal(workingDayFrom("2026-05-25", isHoliday), "2026-05-25");
  assert.equal(workingDayFrom("2026-05-25", french), "2026-05-26");
  assert.throws(() => workingDayFrom("2026-05-25", () => true), RangeError);
});

Deno.test("days are counted by the calendar, whatever the clocks do", () => {
  fc.assert(fc.property(days, fc.integer({ min: -5000, max: 5000 }), (day, n) => {
    assert.equal(daysBetween(day, addDays(day, n)), n);
    assert.equal(weekdayOf(addDays(day, 7)), weekdayOf(day));
    assert.equal(isWeekend(day), [0, 6].includes(weekdayOf(day)));
  }));
  assert.equal(addDays("2024-02-28", 1), "2024-02-29");
});
