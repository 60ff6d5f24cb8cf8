import { apps } from "../../functions/api/apps.ts";
import { allEndpoints } from "../../shared/contracts/all.ts";
import type { Product } from "../support/fixtures.ts";

/** What is served: the contracts and the apps behind the gateway. */
export const product: Product = { endpoints: allEndpoints, apps };
