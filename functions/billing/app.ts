import { domainApp } from "../../shared/http/domain_app.ts";
import { invoiceRoutes } from "./invoices_routes.ts";

export const app = domainApp("billing", invoiceRoutes);
