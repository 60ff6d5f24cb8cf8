import { z } from "zod";
import { endpoint } from "../kit/endpoint.ts";
import { data } from "../kit/replies.ts";

export const CountryCode = z.object({
  country: z.string().meta({ description: "The English name.", examples: ["Switzerland"] }),
  country_idn: z.string().meta({ description: "The name in the language most spoken there.", examples: ["Schweiz"] }),
  alpha2_code: z.string().meta({ examples: ["CH"] }),
  alpha3_code: z.string().meta({ examples: ["CHE"] }),
  numeric_code: z.string().meta({ description: "Three digits.", examples: ["756"] }),
  names: z.object({ fr: z.string(), en: z.string(), de: z.string(), it: z.string() }),
  calling_code: z.string().nullable().meta({ description: "Without the plus sign.", examples: ["41"] }),
  currency: z.string().nullable().meta({ description: "ISO 4217.", examples: ["CHF"] }),
}).meta({ id: "CountryCode" });

export const countryCodes = {
  list: endpoint("GET /country-codes", {
    id: "ops.country_codes.list",
    summary: "List the countries of ISO 3166-1 by English name",
    description: "All of them at once; the same for every organisation.",
    guard: "session",
    query: z.object({
      search: z.string().trim().max(100).optional().meta({
        description: "Part of a name or of the three-letter code.",
      }),
    }),
    reply: data(z.array(CountryCode)),
  }),
};
