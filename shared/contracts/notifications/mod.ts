import type { AnyEndpoint } from "../kit/endpoint.ts";
import { emailAutomation } from "./email.ts";
import { notifications } from "./notifications.ts";
import { push } from "./push.ts";
import { pusher } from "./pusher.ts";
import { realtime } from "./realtime.ts";
import { whatsapp } from "./whatsapp.ts";
import { workflowNotifications } from "./workflow_notifications.ts";

export const endpoints: AnyEndpoint[] = [
  ...Object.values(emailAutomation),
  ...Object.values(notifications),
  ...Object.values(push),
  ...Object.values(pusher),
  ...Object.values(realtime),
  ...Object.values(whatsapp),
  ...Object.values(workflowNotifications),
];
