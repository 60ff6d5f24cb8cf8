import type { AnyEndpoint } from "../kit/endpoint.ts";
import { appConfig } from "./app_config.ts";
import { asyncJobs } from "./async_jobs.ts";
import { health } from "./health.ts";

export const endpoints: AnyEndpoint[] = [
  ...Object.values(health),
  ...Object.values(appConfig),
  ...Object.values(asyncJobs),
];
