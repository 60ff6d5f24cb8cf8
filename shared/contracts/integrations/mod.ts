import type { AnyEndpoint } from "../kit/endpoint.ts";
import { webhookDeliveries } from "./webhook_deliveries.ts";
import { webhookEndpoints } from "./webhook_endpoints.ts";
import "./problems.ts";

export const endpoints: AnyEndpoint[] = [
  ...Object.values(webhookDeliveries),
  ...Object.values(webhookEndpoints),
];
