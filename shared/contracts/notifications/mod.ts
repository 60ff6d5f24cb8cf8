import type { AnyEndpoint } from "../kit/endpoint.ts";
import { notifications } from "./notifications.ts";

export const endpoints: AnyEndpoint[] = [...Object.values(notifications)];
