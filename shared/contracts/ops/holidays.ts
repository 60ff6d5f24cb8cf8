import { z } from "zod";
import { endpoint } from "../kit/endpoint.ts";
import { byId, day, id, instant, line, text } from "../kit/fields.ts";
import { created, data, empty } from "../kit/replies.ts";
import "./problems.ts";

const country = z.string().trim().toUpperCase().regex(
  /^[A-Z]{2,3}$/,
  "must be an ISO 3166-1 code of two or three letters",
)
  .meta({ examples: ["FR"] });

export const Holiday = z.object({
  id: id.nullable().meta({ description: "Null for a day of the calendar of the country." }),
  name: z.string(),
  date: day,
  country: z.string().meta({ description: "ISO 3166-1 alpha-2." }),
  description: z.string(),
  is_weekend: z.boolean(),
  is_working_day: z.boolean().meta({ description: "The organisation works although the country does not." }),
  source: z.enum(["calendar", "own"]),
  created_at: instant.nullable(),
  updated_at: instant.nullable(),
}).meta({ id: "Holiday" });

const columns = z.strictObject({
  name: line(50, 1),
  date: day,
  country,
  description: text(1000).default(""),
  is_working_day: z.boolean().default(false),
});

/** No defaults here: what a patch leaves out stays. */
const changes = z.strictObject({
  name: columns.shape.name.optional(),
  date: day.optional(),
  country: country.optional(),
  description: text(1000).optional(),
  is_working_day: z.boolean().optional(),
});

export type NewHoliday = z.output<typeof columns>;
export type HolidayChanges = z.output<typeof changes>;

const example = { name: "Pont de l'Ascension", date: "2026-05-15", country: "FR", description: "L'atelier est fermé." };
const problems = ["holiday_exists", "holiday_country_unknown"];

export const holidays = {
  list: endpoint("GET /holidays", {
    id: "ops.holidays.list",
    summary: "List holidays by date and name",
    description:
      "The days the organisation entered, and above them the calendar of the country where it is computed (France, " +
      "Switzerland): of `year`, else of last year to the year after next. A day that was entered replaces the one of the " +
      "calendar. Without `country`: the calendar of the organisation's own country.",
    guard: "session",
    query: z.object({
      country: country.optional(),
      year: z.coerce.number().int().min(1900).max(2199).optional(),
      search: z.string().trim().max(100).optional().meta({ description: "Part of name, description or country." }),
    }),
    reply: data(z.array(Holiday)),
  }),
  create: endpoint("POST /holidays", {
    id: "ops.holidays.create",
    summary: "Enter a holiday",
    description: "Also to rename a day of the calendar, or with `is_working_day` to work on it.",
    guard: "holidays.write",
    body: columns.meta({ examples: [example] }),
    reply: created(Holiday),
    problems,
    idempotent: true,
  }),
  update: endpoint("PATCH /holidays/:id", {
    id: "ops.holidays.update",
    summary: "Change a holiday that was entered",
    guard: "holidays.write",
    params: byId("id"),
    body: changes.meta({ examples: [{ name: "Pont de mai" }] }),
    reply: data(Holiday),
    problems,
  }),
  remove: endpoint("DELETE /holidays/:id", {
    id: "ops.holidays.remove",
    summary: "Remove a holiday that was entered",
    guard: "holidays.write",
    params: byId("id"),
    reply: empty(),
  }),
};
