import { domainApp } from "../../shared/http/domain_app.ts";
import { commercialRoutes } from "./commercial_routes.ts";
import { portalRoutes } from "./portal_routes.ts";
import { quoteRoutes } from "./quotes_routes.ts";

export const app = domainApp("sales", quoteRoutes, commercialRoutes, portalRoutes);
