import { domainApp } from "../../shared/http/domain_app.ts";
import { apiDocsRoutes } from "./api_docs_routes.ts";
import { appSettingRoutes } from "./app_settings_routes.ts";
import { asyncJobRoutes } from "./async_jobs_routes.ts";
import { backupRoutes } from "./backups_routes.ts";
import { countryCodeRoutes } from "./country_codes_routes.ts";
import { holidayRoutes } from "./holidays_routes.ts";
import { localResilienceRoutes } from "./local_resilience_routes.ts";
import { mediaRoutes } from "./media_routes.ts";
import { opsRoutes } from "./ops_routes.ts";
import { serverRoutes } from "./server_routes.ts";

export const app = domainApp(
  "ops",
  apiDocsRoutes,
  appSettingRoutes,
  asyncJobRoutes,
  backupRoutes,
  countryCodeRoutes,
  holidayRoutes,
  localResilienceRoutes,
  mediaRoutes,
  opsRoutes,
  serverRoutes,
);
