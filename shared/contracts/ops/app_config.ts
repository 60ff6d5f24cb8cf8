import { z } from "zod";
import { endpoint } from "../kit/endpoint.ts";
import { raw } from "../kit/replies.ts";

/** What a browser needs before anybody signs in; settings of the organisation may add keys of their own. */
export const AppConfig = z.looseObject({
  MOCK_AUTH_ENABLED: z.unknown(),
  DEBUG: z.unknown(),
  useOverlayMenu: z.unknown(),
  title: z.unknown(),
  dateFormat: z.unknown(),
  baseCurrency: z.unknown(),
  skeletonDebounceDurationMs: z.unknown(),
  calendarTodoColorId: z.unknown(),
  calendarDoneColorId: z.unknown(),
  fcmSenderId: z.unknown(),
  fcmVapidPublicKey: z.unknown(),
  fcmProjectId: z.unknown(),
  fcmProjectNumber: z.unknown(),
  fcmWebApiKey: z.unknown(),
  fcmWebAppId: z.unknown(),
  fcmWebAuthDomain: z.unknown(),
  fcmWebStorageBucket: z.unknown(),
  fcmWebMeasurementId: z.unknown(),
  rbac: z.object({ adminGroupName: z.string(), managerGroupName: z.string() }),
}).meta({ id: "AppConfig" });

export const appConfig = {
  get: endpoint("GET /app-config", {
    id: "ops.app_config.get",
    summary: "Get the public configuration of the organisation the host belongs to",
    description:
      "Defaults where the host names no organisation or the settings cannot be read. Cacheable for 60 seconds.",
    guard: "public",
    reply: raw(AppConfig),
  }),
};
