import { domainApp } from "../../shared/http/domain_app.ts";
import { cronRoutes } from "./cron_routes.ts";

export const app = domainApp("automation", cronRoutes);
