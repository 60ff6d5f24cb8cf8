import { z } from "zod";
import { endpoint } from "../kit/endpoint.ts";
import { count, id, instant } from "../kit/fields.ts";
import { data } from "../kit/replies.ts";
import { AppSetting } from "./app_settings.ts";
import "./problems.ts";

const ok = z.literal(true);

const CacheStatus = z.object({
  ok,
  enabled: z.boolean(),
  globalEnabled: z.boolean(),
  userEnabled: z.boolean(),
  version: count.meta({ description: "Clients drop what they keep under a lower one." }),
  message: z.string(),
  cacheBackend: z.string(),
  cacheLocation: z.string(),
}).meta({ id: "CacheStatus" });

const CacheHealth = z.object({
  ok: z.boolean(),
  message: z.string(),
  checkedAt: instant,
  cacheBackend: z.string(),
  redisConfigured: z.boolean(),
  redisConnected: z.boolean(),
  userCacheEnabled: z.boolean(),
  probeSkipped: z.boolean(),
  writeReadDeleteOk: z.boolean(),
  probeLatencyMs: z.number().nullable(),
  errors: z.array(z.string()),
}).meta({ id: "CacheHealth" });

const CacheCleared = z.object({
  ok,
  message: z.string(),
  clearedStores: z.array(z.string()).optional(),
  userId: id.optional(),
  newVersion: count,
}).meta({ id: "CacheCleared" });

const CalendarSyncHealth = z.object({
  ok: z.boolean(),
  severity: z.enum(["ok", "warning", "critical"]),
  message: z.string(),
  checkedAt: instant,
  thresholdMinutes: count,
  sampleLimit: count,
  counts: z.object({ applicationEvents: count, pending: count, failed: count, stuckPending: count }),
  stuckPendingSamples: z.array(z.object({ id, title: z.string(), updatedAt: instant })),
}).meta({ id: "CalendarSyncHealth" });

const AiProviderStatus = z.object({
  ok,
  isConfigured: z.boolean(),
  message: z.string(),
  providers: z.array(z.object({ name: z.string(), hasKey: z.boolean(), isAvailable: z.boolean() })),
  failoverOrder: z.array(z.string()),
  settings: z.array(AppSetting),
}).meta({ id: "AiProviderStatus" });

const Overview = z.object({
  cache: CacheStatus,
  calendarSync: CalendarSyncHealth,
  jobs: z.object({ queued: count, processing: count, failed24h: count }),
  storage: z.object({ files: count, bytes: count }),
  settingsCount: count,
  version: z.string(),
  uptimeSeconds: count.meta({ description: "Of the worker that answers." }),
  actions: z.array(z.object({ method: z.string(), path: z.string(), summary: z.string() })),
}).meta({ id: "ServerOverview" });

const calendarQuery = z.object({
  stuck_after_minutes: z.coerce.number().int().min(1).max(100_000).default(5),
  sample_limit: z.coerce.number().int().min(1).max(100).default(20),
});

const settingValues = z.record(
  z.string().max(120),
  z.union([z.string().max(20_000), z.number(), z.boolean(), z.array(z.string()), z.null()]),
).meta({ description: "Null removes an override." });

const aiRate = { perMinute: 6 };

export const serverManagement = {
  overview: endpoint("GET /server-management", {
    id: "ops.server_management.overview",
    summary: "Get how the organisation's part of the server is doing, and what can be done to it",
    guard: "settings.write",
    reply: data(Overview),
  }),
  clearCache: endpoint("POST /server-management/clear-cache", {
    id: "ops.server_management.clear_cache",
    summary: "Make clients and workers forget what they keep of the organisation, or of one member",
    description:
      "Raises the version clients keep answers under. Without `user_id` the worker that answers also forgets API keys, linked " +
      "accounts and request logging of the organisation; the others do so within a minute.",
    guard: "settings.write",
    query: z.object({ user_id: id.optional() }),
    reply: data(CacheCleared),
    problems: ["user_cache_member"],
  }),
  cacheStatus: endpoint("GET /server-management/cache-status", {
    id: "ops.server_management.cache_status",
    summary: "Get whether the caller's clients may keep answers, and under which version",
    guard: "settings.write",
    userOnly: true,
    reply: data(CacheStatus),
  }),
  enableCache: endpoint("POST /server-management/cache-enable", {
    id: "ops.server_management.enable_cache",
    summary: "Let the caller's clients keep answers",
    guard: "settings.write",
    userOnly: true,
    reply: data(CacheStatus),
  }),
  disableCache: endpoint("POST /server-management/cache-disable", {
    id: "ops.server_management.disable_cache",
    summary: "Stop the caller's clients from keeping answers",
    guard: "settings.write",
    userOnly: true,
    reply: data(CacheStatus),
  }),
  cacheHealth: endpoint("GET /server-management/cache-health", {
    id: "ops.server_management.cache_health",
    summary: "Write, read and remove a value in the store that workers share",
    description: "An unlogged table of the database; there is no Redis.",
    guard: "settings.write",
    reply: data(CacheHealth),
  }),
  calendarSyncHealth: endpoint("GET /server-management/calendar-sync-health", {
    id: "ops.server_management.calendar_sync_health",
    summary: "Get whether calendar events reach the connected calendar",
    description: "No calendar can be connected yet: nothing is pending.",
    guard: "settings.write",
    query: calendarQuery,
    reply: data(CalendarSyncHealth),
  }),
  aiProviderStatus: endpoint("GET /server-management/ai-provider-status", {
    id: "ops.server_management.ai_provider_status",
    summary: "Get which AI providers can be used and the settings that steer them",
    description: "No provider can be configured yet. At most 6 calls a minute.",
    guard: "settings.write",
    reply: data(AiProviderStatus),
    rate: aiRate,
  }),
  updateAiProviders: endpoint("PATCH /server-management/ai-provider-status", {
    id: "ops.server_management.update_ai_providers",
    summary: "Change settings of the AI providers",
    description: "Names that are no AI setting are refused. At most 6 calls a minute.",
    guard: "settings.write",
    body: z.strictObject({ settings: settingValues }).meta({ examples: [{ settings: { AI_TIMEOUT_SECONDS: 90 } }] }),
    reply: data(AiProviderStatus),
    rate: aiRate,
  }),
};
