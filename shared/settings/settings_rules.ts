import { knownSetting, type SettingType } from "./known_settings.ts";

/** Where an effective value comes from, from weak to strong. */
export type SettingSource = "hardcoded" | "config" | "env" | "database";

/** What may set a setting, besides its built-in value. */
export interface SettingLayers {
  /** What the organisation itself says of it: its name, currency and country. */
  organisation?: Readonly<Record<string, string>>;
  /** `PLATFORM_SETTINGS` of the environment. */
  environment?: Readonly<Record<string, string>>;
  /** The organisation's own settings. */
  stored?: Readonly<Record<string, string>>;
}

export interface EffectiveSetting {
  value: string | null;
  /** What it would be without an override; null for one the product does not know. */
  fallback: string | null;
  source: SettingSource;
}

/** The value that counts: built-in, else above it the organisation's record, the environment, the stored override. */
export function effectiveSetting(name: string, { organisation, environment, stored }: SettingLayers): EffectiveSetting {
  const built = knownSetting(name)?.value ?? null;
  const layers: [SettingSource, string | undefined][] = [["env", environment?.[name]], [
    "config",
    organisation?.[name],
  ]];
  const [source, below] = layers.find(([, value]) => value !== undefined) ?? ["hardcoded", undefined];
  const fallback = below ?? built;
  const own = stored?.[name];
  return own === undefined
    ? { value: fallback, fallback, source: source as SettingSource }
    : { value: own, fallback, source: "database" };
}

/** Secrets are never shown, and never told to browsers. The table refuses the same names there. */
export function isSecretName(name: string): boolean {
  return /KEY|SECRET|TOKEN|PASSWORD/.test(name);
}

const TYPE_TEXTS: Record<SettingType, string> = {
  string: "must be text",
  int: "must be a whole number",
  float: "must be a number",
  bool: "must be true or false",
  list: "must be a list",
};

/** What is wrong with a text as the value of a setting; undefined when nothing is, as for any the product does not know. */
export function wrongValue(name: string, value: string): string | undefined {
  const known = knownSetting(name);
  return known && settingValue(known.type, value) === undefined ? TYPE_TEXTS[known.type] : undefined;
}

/** The text of a setting as what it holds; undefined when it does not hold that. */
export function settingValue(type: SettingType, text: string): string | number | boolean | string[] | undefined {
  const trimmed = text.trim();
  switch (type) {
    case "string":
      return text;
    case "int":
      return /^-?\d{1,15}$/.test(trimmed) ? Number(trimmed) : undefined;
    case "float":
      return /^-?\d{1,15}(\.\d{1,15})?$/.test(trimmed) ? Number(trimmed) : undefined;
    case "bool":
      return /^(true|1|yes|on)$/i.test(trimmed) ? true : /^(false|0|no|off)$/i.test(trimmed) ? false : undefined;
    case "list":
      return listValue(trimmed);
  }
}

function listValue(text: string): string[] | undefined {
  if (!text.startsWith("[")) return text.split(",").map((one) => one.trim()).filter(Boolean);
  try {
    const list: unknown[] = JSON.parse(text);
    return list.every((one) => typeof one === "string") ? list : undefined;
  } catch {
    return undefined;
  }
}
