import { domainApp } from "../../shared/http/domain_app.ts";
import { emailRoutes } from "./email_routes.ts";
import { notificationRoutes } from "./notifications_routes.ts";
import { preferenceRoutes } from "./preferences_routes.ts";
import { pushRoutes } from "./push_routes.ts";
import { pusherRoutes } from "./pusher_routes.ts";
import { realtimeRoutes } from "./realtime_routes.ts";
import { sendingRoutes } from "./sending_routes.ts";
import { templateRoutes } from "./templates_routes.ts";
import { whatsappRoutes } from "./whatsapp_routes.ts";
import { workflowRoutes } from "./workflow_routes.ts";

const groups = [
  emailRoutes,
  notificationRoutes,
  preferenceRoutes,
  pushRoutes,
  pusherRoutes,
  realtimeRoutes,
  sendingRoutes,
  templateRoutes,
  whatsappRoutes,
  workflowRoutes,
];

export const app = domainApp("notifications", ...groups);
