import { serverManagement } from "../../shared/contracts/ops/server_management.ts";
import { appSettings, uiSettings } from "../../shared/contracts/ops/app_settings.ts";
import { localResilience } from "../../shared/contracts/ops/local_resilience.ts";
import { media } from "../../shared/contracts/ops/media.ts";
import { KNOWN_SETTINGS } from "../../shared/settings/known_settings.ts";
import { settingValue } from "../../shared/settings/settings_rules.ts";
import type { StoredSetting } from "./app_settings_queries.ts";
import { type Defaults, shownSettings } from "./app_settings_rules.ts";

/** What can be done here, from the contracts. */
export const ACTIONS = [serverManagement, media, appSettings, uiSettings, localResilience]
  .flatMap((group) => Object.values(group))
  .filter((endpoint) => endpoint.method !== "GET")
  .map(({ method, path, summary }) => ({ method, path: `/api${path}`, summary }));

/** The state of a calendar that cannot be connected yet. */
export function calendarSyncHealth({ stuck_after_minutes = 5, sample_limit = 20 } = {}) {
  return {
    ok: true,
    severity: "ok" as const,
    message: "No calendar is connected.",
    checkedAt: new Date().toISOString(),
    thresholdMinutes: stuck_after_minutes,
    sampleLimit: sample_limit,
    counts: { applicationEvents: 0, pending: 0, failed: 0, stuckPending: 0 },
    stuckPendingSamples: [],
  };
}

const aiNames = new Set(KNOWN_SETTINGS.filter((one) => one.isAi).map(({ name }) => name));

export function isAiSetting(name: string): boolean {
  return aiNames.has(name);
}

/** The providers of an organisation, of which there are none yet, and the settings that will steer them. */
export function aiProviderStatus(stored: readonly StoredSetting[], defaults: Defaults) {
  const settings = shownSettings(stored, defaults).filter(({ name }) => isAiSetting(name));
  const order = settings.find(({ name }) => name === "AI_PROVIDER_ORDER")!.effectiveValue ?? "";
  return {
    ok: true as const,
    isConfigured: false,
    message: "No AI provider is configured.",
    providers: [],
    failoverOrder: settingValue("list", order) as string[],
    settings,
  };
}
