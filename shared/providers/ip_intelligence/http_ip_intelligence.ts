import { z } from "zod";
import type { AddressFacts, IpIntelligence } from "./ip_intelligence.ts";

/** A sign-in waits this long for an opinion about its address and no longer. */
const TIMEOUT_MS = 800;
const LONGEST_ANSWER = 16 * 1024;

const Answer = z.object({
  country: z.string().regex(/^[A-Z]{2}$/).nullish(),
  latitude: z.number().min(-90).max(90).nullish(),
  longitude: z.number().min(-180).max(180).nullish(),
  vpn: z.boolean().nullish(),
  tor: z.boolean().nullish(),
  bad_reputation: z.boolean().nullish(),
});

export interface HttpIpIntelligenceOptions {
  url: string;
  token?: string;
  timeoutMs?: number;
  /** Hears why an address stayed unknown; the address itself is not said. */
  onFailure?: (reason: string) => void;
}

/**
 * Asks a service for `GET <url>?ip=<address>` with a bearer token and takes its JSON: country, latitude, longitude, vpn, tor,
 * bad_reputation. A service that is late, down or talks nonsense knows nothing: nobody is locked out because of it.
 */
export function createHttpIpIntelligence(options: HttpIpIntelligenceOptions): IpIntelligence {
  const { url, token, timeoutMs = TIMEOUT_MS, onFailure } = options;
  return {
    name: "http",
    async lookup(address) {
      try {
        const target = new URL(url);
        target.searchParams.set("ip", address);
        const response = await fetch(target, {
          redirect: "manual",
          headers: { accept: "application/json", ...(token && { authorization: `Bearer ${token}` }) },
          signal: AbortSignal.timeout(timeoutMs),
        });
        if (response.status !== 200) {
          await response.body?.cancel();
          throw new Refused(`answered ${response.status}`);
        }
        return factsOf(await response.text());
      } catch (error) {
        // Errors of the network name the whole address that was called, and with it the person's.
        const late = error instanceof DOMException && error.name === "TimeoutError";
        onFailure?.(error instanceof Refused ? error.message : late ? "no answer in time" : "no usable answer");
        return {};
      }
    },
  };
}

class Refused extends Error {}

function factsOf(text: string): AddressFacts {
  if (text.length > LONGEST_ANSWER) throw new Refused("answered too much");
  const known = Object.entries(Answer.parse(JSON.parse(text))).filter(([, value]) => value !== null);
  return Object.fromEntries(known);
}
