import type { AnyEndpoint } from "../kit/endpoint.ts";
import { notifications } from "./notifications.ts";
import { pusher } from "./pusher.ts";
import { realtime } from "./realtime.ts";

export const endpoints: AnyEndpoint[] = [
  ...Object.values(notifications),
  ...Object.values(pusher),
  ...Object.values(realtime),
];
