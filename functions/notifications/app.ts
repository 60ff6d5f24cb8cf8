import { domainApp } from "../../shared/http/domain_app.ts";
import { emailRoutes } from "./email_routes.ts";
import { notificationRoutes } from "./notifications_routes.ts";
import { pushRoutes } from "./push_routes.ts";
import { pusherRoutes } from "./pusher_routes.ts";
import { realtimeRoutes } from "./realtime_routes.ts";
import { whatsappRoutes } from "./whatsapp_routes.ts";
import { workflowRoutes } from "./workflow_routes.ts";

export const app = domainApp(
  "notifications",
  emailRoutes,
  notificationRoutes,
  pushRoutes,
  pusherRoutes,
  realtimeRoutes,
  whatsappRoutes,
  workflowRoutes,
);
