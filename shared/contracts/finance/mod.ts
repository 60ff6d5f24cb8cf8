import type { AnyEndpoint } from "../kit/endpoint.ts";
import "./problems.ts";
import { bank } from "./bank.ts";
import { config, health } from "./config.ts";
import { invoices } from "./invoices.ts";
import { reconciliation } from "./reconciliation.ts";

export const endpoints: AnyEndpoint[] = [
  ...Object.values(bank),
  ...Object.values(config),
  ...Object.values(health),
  ...Object.values(invoices),
  ...Object.values(reconciliation),
];
