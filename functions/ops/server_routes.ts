import { serverManagement } from "../../shared/contracts/ops/server_management.ts";
import { firstOr } from "../../shared/db/rows.ts";
import { bind, bindDetached, bindRead, type Bound } from "../../shared/http/bind.ts";
import { clearWorkerCaches } from "../../shared/http/worker_caches.ts";
import { findOrganisation, listSettings } from "./app_settings_queries.ts";
import { findOwnCache, raiseTenantVersion, raiseUserVersion, switchOwnCache } from "./caches_queries.ts";
import { cacheStatus } from "./caches_rules.ts";
import { changeAiSettings } from "./change_ai_settings.ts";
import { probeCache } from "./probe_cache.ts";
import { defaultsOf } from "./save_setting.ts";
import { findServerFigures } from "./server_queries.ts";
import { ACTIONS, aiProviderStatus, calendarSyncHealth } from "./server_rules.ts";

export const serverRoutes: Bound[] = [
  bindRead(
    serverManagement.overview,
    ({ sql }) => [findServerFigures(sql), findOwnCache(sql)],
    ([[{ figures }], [cache]], { runtime }) => ({
      ...figures,
      cache: cacheStatus(cache),
      calendarSync: calendarSyncHealth(),
      version: runtime.config.APP_VERSION,
      uptimeSeconds: Math.floor((Date.now() - runtime.startedAt) / 1000),
      actions: ACTIONS,
    }),
  ),
  bind(serverManagement.clearCache, async ({ sql, query: { user_id }, runtime, tenantId }) => {
    if (user_id) {
      const { version } = firstOr(await raiseUserVersion(sql, user_id), "not_found");
      return { ok: true as const, message: "The member's caches are cleared.", userId: user_id, newVersion: version };
    }
    const [{ version }] = await raiseTenantVersion(sql);
    const clearedStores = ["clients", ...clearWorkerCaches(runtime, tenantId)];
    return { ok: true as const, message: "The caches are cleared.", clearedStores, newVersion: version };
  }),
  bindRead(serverManagement.cacheStatus, ({ sql }) => [findOwnCache(sql)], ([[cache]]) => cacheStatus(cache)),
  bind(serverManagement.enableCache, async ({ sql }) => {
    await switchOwnCache(sql, true);
    return cacheStatus((await findOwnCache(sql))[0]);
  }),
  bind(serverManagement.disableCache, async ({ sql }) => {
    await switchOwnCache(sql, false);
    return cacheStatus((await findOwnCache(sql))[0]);
  }),
  bindDetached(
    serverManagement.cacheHealth,
    async ({ read, runtime }) => await probeCache(runtime, await read(async (sql) => (await findOwnCache(sql))[0])),
  ),
  bindRead(serverManagement.calendarSyncHealth, () => [], (_, { query }) => calendarSyncHealth(query)),
  bindRead(
    serverManagement.aiProviderStatus,
    ({ sql }) => [listSettings(sql), findOrganisation(sql)],
    ([stored, [organisation]], { runtime: { config } }) =>
      aiProviderStatus(stored, { organisation, environment: config.PLATFORM_SETTINGS }),
  ),
  bind(serverManagement.updateAiProviders, async ({ sql, runtime: { config }, body }) => {
    await changeAiSettings(sql, config, body.settings);
    return aiProviderStatus(await listSettings(sql), await defaultsOf(sql, config));
  }),
];
