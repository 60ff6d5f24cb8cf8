import type { Sql } from "../../shared/db/pool.ts";
import { subdomainOf } from "../../shared/http/host.ts";
import { describeError } from "../../shared/http/log.ts";
import type { Runtime } from "../../shared/http/runtime.ts";
import { appConfigOf } from "./app_config_rules.ts";
import { findPublicSettings } from "./ops_queries.ts";

const PATIENCE_MS = 3000;

/**
 * The public configuration for a host. Never fails: without the database it is made of the defaults alone, and says so with
 * `isFallback`.
 */
export async function readAppConfig(
  read: <T>(work: (sql: Sql) => Promise<T>) => Promise<T>,
  host: string,
  { config, log }: Runtime,
) {
  const deployment = {
    isMockAuthOn: config.APP_ENV !== "production" && config.MOCK_LOGIN_EMAIL !== undefined,
    settings: config.PLATFORM_SETTINGS ?? {},
  };
  const subdomain = subdomainOf(host, config.TENANT_DOMAIN);
  if (!subdomain) return { config: appConfigOf(deployment), isFallback: false };
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error("the settings did not answer in time")), PATIENCE_MS);
  });
  try {
    const [{ found }] = await Promise.race([read(async (sql) => await findPublicSettings(sql, subdomain)), late]);
    return { config: appConfigOf(deployment, found ?? undefined), isFallback: false };
  } catch (error) {
    log("warn", "app_config.fallback", { error: describeError(error) });
    return { config: appConfigOf(deployment), isFallback: true };
  } finally {
    clearTimeout(timer);
  }
}
