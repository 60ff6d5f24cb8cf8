import type { AnyEndpoint } from "../kit/endpoint.ts";
import { commercial } from "./commercial.ts";
import { portal, portalAccounts } from "./portal.ts";
import "./problems.ts";
import { quotes } from "./quotes.ts";

export const endpoints: AnyEndpoint[] = [
  ...Object.values(quotes),
  ...Object.values(commercial),
  ...Object.values(portal),
  ...Object.values(portalAccounts),
];
