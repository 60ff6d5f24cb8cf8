import { z } from "zod";
import { endpoint } from "../kit/endpoint.ts";
import { id, instant, text } from "../kit/fields.ts";
import { created, data } from "../kit/replies.ts";
import "./problems.ts";

const SettingName = z.string().trim().regex(/^[A-Z][A-Z0-9_]{0,119}$/, "must be an upper-case name like DATE_FORMAT")
  .meta({ examples: ["DATE_FORMAT"] });
const Scope = z.enum(["backend", "frontend", "both"]);

/** Values are kept as text; numbers, truth values and lists are written as what they say. */
const SettingValue = z.union([z.string(), z.number(), z.boolean(), z.array(z.string())])
  .transform((value) => (Array.isArray(value) ? JSON.stringify(value) : String(value)))
  .refine((value) => value.length <= 20_000, "must not exceed 20,000 characters")
  .meta({ examples: ["yyyy-MM-dd"] });

export const AppSetting = z.object({
  name: z.string(),
  value: z.string().nullable().meta({ description: "The override of the organisation." }),
  effectiveValue: z.string().nullable(),
  defaultValue: z.string().nullable().meta({ description: "What counts without an override." }),
  scope: Scope,
  description: z.string(),
  source: z.enum(["hardcoded", "config", "env", "database"]),
  updatedAt: instant.nullable(),
  updatedById: id.nullable(),
  isOverridden: z.boolean(),
}).meta({ id: "AppSetting" });

const Changed = z.object({
  name: z.string(),
  effectiveValue: z.string().nullable(),
  setting: AppSetting.nullable().meta({ description: "Null when nothing is left of it." }),
}).meta({ id: "AppSettingChanged" });

const byName = z.object({ name: z.string().max(120) });
const problems = ["setting_secret_shown"];

const newSetting = z.strictObject({
  name: SettingName,
  value: SettingValue,
  scope: Scope.optional().meta({ description: "That of a known setting, else backend." }),
  description: text(1000).optional(),
});
const changes = z.strictObject({
  value: SettingValue.nullable().meta({ description: "Null removes the override." }),
  scope: Scope.optional(),
  description: text(1000).optional(),
});

export type NewSetting = z.output<typeof newSetting>;
export type SettingChanges = z.output<typeof changes>;

export const appSettings = {
  list: endpoint("GET /server-management/app-settings", {
    id: "ops.app_settings.list",
    summary: "List the settings of the organisation and what counts for each, by name",
    description:
      "Built-in values, above them what the organisation says of itself (name, currency, country), above that the " +
      "environment of the deployment, above all an override. Values of secrets (KEY, SECRET, TOKEN, PASSWORD) are shown as ***.",
    guard: "settings.write",
    reply: data(z.object({ items: z.array(AppSetting) })),
  }),
  create: endpoint("POST /server-management/app-settings", {
    id: "ops.app_settings.create",
    summary: "Override a setting, or keep one of one's own",
    guard: "settings.write",
    body: newSetting.meta({ examples: [{ name: "DATE_FORMAT", value: "yyyy-MM-dd", scope: "both" }] }),
    reply: created(AppSetting),
    problems: ["setting_name_taken", ...problems],
    idempotent: true,
  }),
  update: endpoint("PATCH /server-management/app-settings/:name", {
    id: "ops.app_settings.update",
    summary: "Change the override of a setting, or remove it with null",
    guard: "settings.write",
    params: byName,
    body: changes.meta({ examples: [{ value: "dd.MM.yyyy" }] }),
    reply: data(Changed),
    problems,
  }),
  remove: endpoint("DELETE /server-management/app-settings/:name", {
    id: "ops.app_settings.remove",
    summary: "Remove the override of a setting",
    guard: "settings.write",
    params: byName,
    reply: data(Changed),
  }),
};

const UiSettings = z.object({
  ok: z.literal(true),
  useOverlayMenu: z.boolean(),
  updatedAt: instant.nullable(),
  updatedBy: id.nullable(),
}).meta({ id: "UiSettings" });

export const uiSettings = {
  get: endpoint("GET /server-management/ui-settings", {
    id: "ops.ui_settings.get",
    summary: "Get how pages look in the organisation",
    guard: "settings.write",
    reply: data(UiSettings),
  }),
  update: endpoint("PATCH /server-management/ui-settings", {
    id: "ops.ui_settings.update",
    summary: "Change how pages look in the organisation",
    guard: "settings.write",
    body: z.strictObject({ use_overlay_menu: z.boolean() }).meta({ examples: [{ use_overlay_menu: true }] }),
    reply: data(UiSettings),
  }),
};
