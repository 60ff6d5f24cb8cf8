import { createHttpIpIntelligence } from "../../shared/providers/ip_intelligence/http_ip_intelligence.ts";
import {
  type AddressFacts,
  type IpIntelligence,
  noIpIntelligence,
} from "../../shared/providers/ip_intelligence/ip_intelligence.ts";
import type { RequestFacts } from "../../shared/http/credentials.ts";
import type { Runtime } from "../../shared/http/runtime.ts";
import type { Place } from "./risk_rules.ts";

/** What the configured provider knows about the address of a request; nothing when it is unknown or cannot be asked. */
export async function addressFacts(
  { runtime, facts }: { runtime: Runtime; facts: RequestFacts },
): Promise<AddressFacts> {
  return facts.ip === "" ? {} : await providerOf(runtime).lookup(facts.ip);
}

/** Where the address is, to be remembered with the session; null when nobody knows. */
export function placeOf({ country, latitude, longitude }: AddressFacts): Place | null {
  const place = {
    ...(country !== undefined && { country }),
    ...(latitude !== undefined && longitude !== undefined && { latitude, longitude }),
  };
  return Object.keys(place).length > 0 ? place : null;
}

function providerOf({ config, log }: Runtime): IpIntelligence {
  if (!config.IP_INTELLIGENCE_URL) return noIpIntelligence;
  return createHttpIpIntelligence({
    url: config.IP_INTELLIGENCE_URL,
    token: config.IP_INTELLIGENCE_TOKEN,
    onFailure: (reason) => log("warn", "ip_intelligence.failed", { reason }),
  });
}
