import { domainApp } from "../../shared/http/domain_app.ts";
import { contactRoutes } from "./contacts_routes.ts";

export const app = domainApp("crm", contactRoutes);
