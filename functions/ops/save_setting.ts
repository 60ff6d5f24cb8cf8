import type { NewSetting, SettingChanges } from "../../shared/contracts/ops/app_settings.ts";
import { invalid, problem } from "../../shared/contracts/kit/problems.ts";
import type { Sql } from "../../shared/db/pool.ts";
import type { Runtime } from "../../shared/http/runtime.ts";
import { knownSetting } from "../../shared/settings/known_settings.ts";
import { wrongValue } from "../../shared/settings/settings_rules.ts";
import { deleteSetting, findOrganisation, findSetting, insertSetting, putSetting } from "./app_settings_queries.ts";
import { type Defaults, shownSetting } from "./app_settings_rules.ts";

type Config = Pick<Runtime["config"], "PLATFORM_SETTINGS">;

/** Keeps an override nobody has made yet. Raises VALIDATION_ERROR, setting_name_taken, setting_secret_shown. */
export async function createSetting(sql: Sql, config: Config, { name, value, scope, description = "" }: NewSetting) {
  requireValue(name, value);
  const [stored] = await insertSetting(sql, {
    name,
    value,
    scope: scope ?? knownSetting(name)?.scope ?? "backend",
    description,
  });
  return shownSetting(name, stored, await defaultsOf(sql, config))!;
}

/**
 * Changes an override, makes that of a known setting, or removes it for null. Raises NOT_FOUND, VALIDATION_ERROR for `field`,
 * setting_secret_shown.
 */
export async function changeSetting(
  sql: Sql,
  config: Config,
  name: string,
  changes: SettingChanges,
  field = "value",
) {
  const [stored] = await findSetting(sql, name);
  const known = knownSetting(name);
  if (!stored && !known) throw problem("not_found");
  const { value } = changes;
  if (value === null) return await removeSetting(sql, config, name);
  requireValue(name, value, field);
  const [saved] = await putSetting(sql, {
    name,
    value,
    scope: changes.scope ?? stored?.scope ?? known!.scope,
    description: changes.description ?? stored?.description ?? "",
  });
  return changed(name, shownSetting(name, saved, await defaultsOf(sql, config)));
}

/** Removes an override; of a known setting that has none, nothing. Raises NOT_FOUND. */
export async function removeSetting(sql: Sql, config: Config, name: string) {
  const removed = await deleteSetting(sql, name);
  if (removed.length === 0 && !knownSetting(name)) throw problem("not_found");
  return changed(name, shownSetting(name, undefined, await defaultsOf(sql, config)));
}

/** What counts below the overrides of the caller's organisation. */
export async function defaultsOf(sql: Sql, config: Config): Promise<Defaults> {
  const [organisation] = await findOrganisation(sql);
  return { organisation, environment: config.PLATFORM_SETTINGS };
}

function requireValue(name: string, value: string, field = "value"): void {
  const message = wrongValue(name, value);
  if (message) throw invalid({ field, message });
}

function changed(name: string, setting: ReturnType<typeof shownSetting>) {
  return { name, effectiveValue: setting?.effectiveValue ?? null, setting: setting ?? null };
}
