import type { AnyEndpoint } from "../kit/endpoint.ts";
import { notifications } from "./notifications.ts";
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
