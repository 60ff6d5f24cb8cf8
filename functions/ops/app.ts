import { domainApp } from "../../shared/http/domain_app.ts";
import { asyncJobRoutes } from "./async_jobs_routes.ts";
import { opsRoutes } from "./ops_routes.ts";

export const app = domainApp("ops", opsRoutes, asyncJobRoutes);
