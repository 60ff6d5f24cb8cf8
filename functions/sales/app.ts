import { domainApp } from "../../shared/http/domain_app.ts";
import { quoteRoutes } from "./quotes_routes.ts";

export const app = domainApp("sales", quoteRoutes);
