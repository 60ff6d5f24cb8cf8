import type { AnyEndpoint } from "../kit/endpoint.ts";
import { auditChain } from "./chain.ts";
import { auditEvents } from "./events.ts";
import { auditThreats } from "./threats.ts";

export const endpoints: AnyEndpoint[] = [
  ...Object.values(auditEvents),
  ...Object.values(auditChain),
  ...Object.values(auditThreats),
];
