import { appSettings, uiSettings } from "../../shared/contracts/ops/app_settings.ts";
import { bind, bindRead, type Bound } from "../../shared/http/bind.ts";
import { forgetRequestLogging } from "../../shared/http/request_log.ts";
import type { Runtime } from "../../shared/http/runtime.ts";
import { settingValue } from "../../shared/settings/settings_rules.ts";
import { findOrganisation, findSetting, listSettings } from "./app_settings_queries.ts";
import { type ShownSetting, shownSetting, shownSettings } from "./app_settings_rules.ts";
import { changeSetting, createSetting, removeSetting } from "./save_setting.ts";

const OVERLAY_MENU = "USE_OVERLAY_MENU";

export const appSettingRoutes: Bound[] = [
  bindRead(
    appSettings.list,
    ({ sql }) => [listSettings(sql), findOrganisation(sql)],
    ([stored, [organisation]], { runtime: { config } }) => ({
      items: shownSettings(stored, { organisation, environment: config.PLATFORM_SETTINGS }),
    }),
  ),
  bind(appSettings.create, ({ sql, runtime, tenantId, body }) => {
    heedAtOnce(runtime, tenantId, body.name);
    return createSetting(sql, runtime.config, body);
  }),
  bind(appSettings.update, ({ sql, runtime, tenantId, params: { name }, body }) => {
    heedAtOnce(runtime, tenantId, name);
    return changeSetting(sql, runtime.config, name, body);
  }),
  bind(appSettings.remove, ({ sql, runtime, tenantId, params: { name } }) => {
    heedAtOnce(runtime, tenantId, name);
    return removeSetting(sql, runtime.config, name);
  }),
  bindRead(
    uiSettings.get,
    ({ sql }) => [findSetting(sql, OVERLAY_MENU)],
    ([[stored]], { runtime: { config } }) =>
      uiAnswer(shownSetting(OVERLAY_MENU, stored, { environment: config.PLATFORM_SETTINGS })!),
  ),
  bind(uiSettings.update, async ({ sql, runtime, body }) => {
    const change = { value: String(body.use_overlay_menu) };
    return uiAnswer((await changeSetting(sql, runtime.config, OVERLAY_MENU, change)).setting!);
  }),
];

/** What the kernel remembers of a setting is asked anew once this request is through. */
function heedAtOnce(runtime: Runtime, tenantId: string, name: string): void {
  if (name === "REQUEST_LOGGING") forgetRequestLogging(runtime, tenantId);
}

function uiAnswer({ effectiveValue, updatedAt, updatedById }: ShownSetting) {
  const useOverlayMenu = settingValue("bool", effectiveValue ?? "") === true;
  return { ok: true as const, useOverlayMenu, updatedAt, updatedBy: updatedById };
}
