import { describeError } from "../../shared/http/log.ts";
import type { Runtime } from "../../shared/http/runtime.ts";
import { type CacheRow, probeSharedStore } from "./caches_queries.ts";
import { CACHE_BACKEND } from "./caches_rules.ts";

/** Writes, reads and removes a random key in the store workers share. Never fails; the log alone hears why a step did. */
export async function probeCache({ pool, log }: Runtime, { is_enabled }: CacheRow) {
  const probe = probeSharedStore(pool, `probe:${crypto.randomUUID()}`);
  const errors: string[] = [];
  const started = performance.now();
  const step = async <T>(name: string, work: () => PromiseLike<T>): Promise<T | undefined> => {
    try {
      return await work();
    } catch (error) {
      log("warn", "cache.probe_failed", { step: name, error: describeError(error) });
      errors.push(`${name} failed`);
    }
  };
  await step("write", probe.write);
  const rows = await step("read", probe.read);
  if (rows && rows[0]?.used !== 1) errors.push("read something else than was written");
  await step("delete", probe.remove);
  const isFine = errors.length === 0;
  return {
    ok: isFine,
    message: isFine ? "The shared store works." : "The shared store does not work.",
    checkedAt: new Date().toISOString(),
    cacheBackend: CACHE_BACKEND,
    redisConfigured: false,
    redisConnected: false,
    userCacheEnabled: is_enabled,
    probeSkipped: false,
    writeReadDeleteOk: isFine,
    probeLatencyMs: isFine ? Math.round((performance.now() - started) * 10) / 10 : null,
    errors,
  };
}
