import type { AnyEndpoint } from "../kit/endpoint.ts";
import { emailAutomation } from "./email.ts";
import { notifications } from "./notifications.ts";
import { preferences } from "./preferences.ts";
import { push } from "./push.ts";
import { pusher } from "./pusher.ts";
import { realtime } from "./realtime.ts";
import { sending } from "./sending.ts";
import { templates } from "./templates.ts";
import { whatsapp } from "./whatsapp.ts";
import { workflowNotifications } from "./workflow_notifications.ts";

const groups = [
  emailAutomation,
  notifications,
  preferences,
  push,
  pusher,
  realtime,
  sending,
  templates,
  whatsapp,
  workflowNotifications,
];

export const endpoints: AnyEndpoint[] = groups.flatMap((group): AnyEndpoint[] => Object.values(group));
