import { commercial } from "../../shared/contracts/sales/commercial.ts";
import { bind, type Bound } from "../../shared/http/bind.ts";

const sections = ["quotes", "deposits", "cgv", "signatures", "portal", "pipeline"] as const;

const index = {
  name: "Comptoir Commercial API",
  version: "1.0.0",
  description: "From lead to project: quotes, deposits, general terms, signatures, client portal and pipeline",
  endpoints: Object.fromEntries(sections.map((name) => [name, `/api/commercial/${name}`])) as Record<
    typeof sections[number],
    string
  >,
  documentation: "/api/commercial/docs",
};

export const commercialRoutes: Bound[] = [
  bind(commercial.index, () => Promise.resolve(index)),
];
