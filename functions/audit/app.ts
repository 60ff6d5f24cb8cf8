import { domainApp } from "../../shared/http/domain_app.ts";
import { chainRoutes } from "./chain_routes.ts";
import { eventRoutes } from "./events_routes.ts";
import { threatRoutes } from "./threats_routes.ts";

export const app = domainApp("audit", eventRoutes, chainRoutes, threatRoutes);
