import type { AnyEndpoint } from "./kit/endpoint.ts";
import { endpoints as audit } from "./audit/mod.ts";
import { endpoints as automation } from "./automation/mod.ts";
import { endpoints as billing } from "./billing/mod.ts";
import { endpoints as crm } from "./crm/mod.ts";
import { endpoints as documents } from "./documents/mod.ts";
import { endpoints as finance } from "./finance/mod.ts";
import { endpoints as identity } from "./identity/mod.ts";
import { endpoints as integrations } from "./integrations/mod.ts";
import { endpoints as notifications } from "./notifications/mod.ts";
import { endpoints as ops } from "./ops/mod.ts";
import { endpoints as sales } from "./sales/mod.ts";

/** Every endpoint of the product: for the document, the conformance tests and the tasks. Never imported by a function. */
export const allEndpoints: readonly AnyEndpoint[] = [
  ...audit,
  ...automation,
  ...billing,
  ...crm,
  ...documents,
  ...finance,
  ...identity,
  ...integrations,
  ...notifications,
  ...ops,
  ...sales,
];
