import { domainApp } from "../../shared/http/domain_app.ts";
import { authRoutes } from "./auth_routes.ts";
import { meRoutes } from "./me_routes.ts";

export const app = domainApp("identity", authRoutes, meRoutes);
