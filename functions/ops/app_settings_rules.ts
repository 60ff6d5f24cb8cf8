import type { z } from "zod";
import type { AppSetting } from "../../shared/contracts/ops/app_settings.ts";
import { KNOWN_SETTINGS, knownSetting } from "../../shared/settings/known_settings.ts";
import { effectiveSetting, isSecretName, type SettingLayers } from "../../shared/settings/settings_rules.ts";
import type { StoredSetting } from "./app_settings_queries.ts";

export type ShownSetting = z.input<typeof AppSetting>;

/** Layers below the overrides. */
export type Defaults = Omit<SettingLayers, "stored">;

/** A setting as it is shown; undefined for one that is neither known nor kept. */
export function shownSetting(
  name: string,
  stored: StoredSetting | undefined,
  defaults: Defaults,
): ShownSetting | undefined {
  const known = knownSetting(name);
  if (!known && !stored) return undefined;
  const { value, fallback, source } = effectiveSetting(name, {
    ...defaults,
    stored: stored && { [name]: stored.value },
  });
  const masked = (text: string | null) => (text && isSecretName(name) ? "***" : text);
  return {
    name,
    value: masked(stored?.value ?? null),
    effectiveValue: masked(value),
    defaultValue: masked(fallback),
    scope: stored?.scope ?? known!.scope,
    description: stored?.description || known?.description || "",
    source,
    updatedAt: stored?.updated_at ?? null,
    updatedById: stored?.updated_by ?? null,
    isOverridden: stored !== undefined,
  };
}

/** Every known setting and every kept one, by name. */
export function shownSettings(stored: readonly StoredSetting[], defaults: Defaults): ShownSetting[] {
  const kept = new Map(stored.map((one) => [one.name, one]));
  return [...new Set([...KNOWN_SETTINGS.map(({ name }) => name), ...kept.keys()])].sort()
    .map((name) => shownSetting(name, kept.get(name), defaults)!);
}
