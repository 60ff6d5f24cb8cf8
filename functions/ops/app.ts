import { domainApp } from "../../shared/http/domain_app.ts";
import { opsRoutes } from "./ops_routes.ts";

export const app = domainApp("ops", opsRoutes);
