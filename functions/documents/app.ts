import { domainApp } from "../../shared/http/domain_app.ts";
import { fileRoutes } from "./files_routes.ts";

export const app = domainApp("documents", fileRoutes);
