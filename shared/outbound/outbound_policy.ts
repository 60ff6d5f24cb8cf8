import type { Config } from "../config/config.ts";
import type { OutboundPolicy } from "./url_rules.ts";

/** Where calls on behalf of a tenant may go, as configured. */
export function outboundPolicy(config: Pick<Config, "APP_ENV" | "WEBHOOK_ALLOWED_ORIGINS">): OutboundPolicy {
  return { production: config.APP_ENV === "production", allowedOrigins: config.WEBHOOK_ALLOWED_ORIGINS };
}
