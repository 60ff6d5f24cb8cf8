import { domainApp } from "../../shared/http/domain_app.ts";
import { bankRoutes } from "./bank_routes.ts";
import { configRoutes } from "./config_routes.ts";
import { healthRoutes } from "./health_routes.ts";
import { invoiceRoutes } from "./invoices_routes.ts";
import { reconciliationRoutes } from "./reconciliation_routes.ts";

const routes = [...configRoutes, ...invoiceRoutes, ...bankRoutes, ...reconciliationRoutes];

export const app = domainApp("finance", routes, healthRoutes(routes));
