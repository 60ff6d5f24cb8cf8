import { domainApp } from "../../shared/http/domain_app.ts";
import { notificationRoutes } from "./notifications_routes.ts";
import { pusherRoutes } from "./pusher_routes.ts";
import { realtimeRoutes } from "./realtime_routes.ts";

export const app = domainApp("notifications", notificationRoutes, pusherRoutes, realtimeRoutes);
