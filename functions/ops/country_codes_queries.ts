import type { z } from "zod";
import type { CountryCode } from "../../shared/contracts/ops/country_codes.ts";
import type { Sql } from "../../shared/db/pool.ts";

export function listCountries(sql: Sql, search: string | undefined) {
  const part = search ? `%${search.replace(/[\\%_]/g, "\\$&")}%` : null;
  return sql<z.input<typeof CountryCode>[]>`
    select name_en as country, name_local as country_idn, alpha2 as alpha2_code, alpha3 as alpha3_code, numeric_code,
      json_build_object('fr', name_fr, 'en', name_en, 'de', name_de, 'it', name_it) as names, calling_code, currency
    from ops.countries
    where ${part}::text is null or name_en ilike ${part} or name_local ilike ${part} or name_fr ilike ${part}
      or name_de ilike ${part} or name_it ilike ${part} or alpha3 ilike ${part}
    order by extensions.unaccent(name_en), alpha2`;
}
