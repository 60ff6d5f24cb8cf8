import { countryCodes } from "../../shared/contracts/ops/country_codes.ts";
import { bindRead, type Bound } from "../../shared/http/bind.ts";
import { listCountries } from "./country_codes_queries.ts";

export const countryCodeRoutes: Bound[] = [
  bindRead(countryCodes.list, ({ sql, query }) => [listCountries(sql, query.search)], ([rows]) => [...rows]),
];
