import { domainApp } from "../../shared/http/domain_app.ts";
import { eventRoutes } from "./events_routes.ts";

export const app = domainApp("audit", eventRoutes);
