import type { AnyEndpoint } from "../kit/endpoint.ts";
import { emailAutomation } from "./email.ts";
import { notifications } from "./notifications.ts";
import { push } from "./push.ts";
import { pusher } from "./pusher.ts";
import { realtime } from "./realtime.ts";
import { whatsapp } from "./whatsapp.ts";
import { workflowNotifications } from "./workflow_notifications.ts";

const groups = [
  emailAutomation,
  notifications,
  push,
  pusher,
  realtime,
  whatsapp,
  workflowNotifications,
];

export const endpoints: AnyEndpoint[] = groups.flatMap((group): AnyEndpoint[] => Object.values(group));
