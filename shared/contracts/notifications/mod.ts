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
import { preferences } from "./preferences.ts";
import { pusher } from "./pusher.ts";
import { realtime } from "./realtime.ts";
import { sending } from "./sending.ts";
import { templates } from "./templates.ts";

export const endpoints: AnyEndpoint[] = [
  ...Object.values(notifications),
  ...Object.values(preferences),
  ...Object.values(pusher),
  ...Object.values(realtime),
  ...Object.values(sending),
  ...Object.values(templates),
];

export const endpoints: AnyEndpoint[] = groups.flatMap((group): AnyEndpoint[] => Object.values(group));
