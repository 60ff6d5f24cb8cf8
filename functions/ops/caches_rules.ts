import type { CacheRow } from "./caches_queries.ts";

export const CACHE_BACKEND = "postgres";

/** What is kept where; no address, no credentials. */
const CACHE_LOCATION = "memory of each worker, a minute at most; clients under a version";

export function cacheStatus({ is_enabled, version }: CacheRow) {
  return {
    ok: true as const,
    enabled: is_enabled,
    globalEnabled: true,
    userEnabled: is_enabled,
    version,
    message: is_enabled ? "Clients may keep answers." : "Clients keep no answers.",
    cacheBackend: CACHE_BACKEND,
    cacheLocation: CACHE_LOCATION,
  };
}
