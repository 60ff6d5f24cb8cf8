import type { AnyEndpoint } from "../kit/endpoint.ts";
import { apiDocs } from "./api_docs.ts";
import { appConfig } from "./app_config.ts";
import { appSettings, uiSettings } from "./app_settings.ts";
import { asyncJobs } from "./async_jobs.ts";
import { backups } from "./backups.ts";
import { countryCodes } from "./country_codes.ts";
import { health } from "./health.ts";
import { holidays } from "./holidays.ts";
import { localResilience } from "./local_resilience.ts";
import { media } from "./media.ts";
import { serverManagement } from "./server_management.ts";

export const endpoints: AnyEndpoint[] = [
  ...Object.values(apiDocs),
  ...Object.values(appConfig),
  ...Object.values(appSettings),
  ...Object.values(asyncJobs),
  ...Object.values(backups),
  ...Object.values(countryCodes),
  ...Object.values(health),
  ...Object.values(holidays),
  ...Object.values(localResilience),
  ...Object.values(media),
  ...Object.values(serverManagement),
  ...Object.values(uiSettings),
];
