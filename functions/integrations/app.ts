import { domainApp } from "../../shared/http/domain_app.ts";
import { webhookDeliveryRoutes } from "./webhook_deliveries_routes.ts";
import { webhookEndpointRoutes } from "./webhook_endpoints_routes.ts";

export const app = domainApp("integrations", webhookDeliveryRoutes, webhookEndpointRoutes);
