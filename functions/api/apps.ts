import type { DomainApp } from "../../shared/http/domain_app.ts";
import { app as audit } from "../audit/app.ts";
import { app as automation } from "../automation/app.ts";
import { app as billing } from "../billing/app.ts";
import { app as crm } from "../crm/app.ts";
import { app as documents } from "../documents/app.ts";
import { app as finance } from "../finance/app.ts";
import { app as identity } from "../identity/app.ts";
import { app as integrations } from "../integrations/app.ts";
import { app as notifications } from "../notifications/app.ts";
import { app as ops } from "../ops/app.ts";
import { app as sales } from "../sales/app.ts";

/** Every domain app: the gateway is the one function that may import the others, because it is nothing but their door. */
export const apps: readonly DomainApp[] = [
  audit,
  automation,
  billing,
  crm,
  documents,
  finance,
  identity,
  integrations,
  notifications,
  ops,
  sales,
];
