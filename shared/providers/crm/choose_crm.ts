import type { Config } from "../../config/config.ts";
import { CrmError, type CrmProvider } from "./crm_provider.ts";
import { createHttpCrm } from "./http_crm.ts";

/** Where no CRM is connected there is nobody to ask. */
const none: CrmProvider = {
  name: "none",
  users: () => Promise.reject(new CrmError("no CRM is connected", { unconfigured: true })),
  groups: () => Promise.reject(new CrmError("no CRM is connected", { unconfigured: true })),
};

/** The CRM the configuration names. */
export function chooseCrm(config: Pick<Config, "CRM_HTTP_URL" | "CRM_HTTP_TOKEN" | "CRM_TIMEOUT_MS">): CrmProvider {
  const { CRM_HTTP_URL: url, CRM_HTTP_TOKEN: token, CRM_TIMEOUT_MS: timeoutMs } = config;
  return url && token ? createHttpCrm({ url, token, timeoutMs }) : none;
}
