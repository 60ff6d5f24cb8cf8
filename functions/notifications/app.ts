import { domainApp } from "../../shared/http/domain_app.ts";
import { notificationRoutes } from "./notifications_routes.ts";

export const app = domainApp("notifications", notificationRoutes);
