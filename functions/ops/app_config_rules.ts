import type { PublicSettings } from "./ops_queries.ts";

const DEFAULTS = {
  MOCK_AUTH_ENABLED: false,
  DEBUG: false,
  useOverlayMenu: false,
  title: "Comptoir",
  dateFormat: "dd-MM-yyyy",
  baseCurrency: "EUR",
  skeletonDebounceDurationMs: 500,
  calendarTodoColorId: "5",
  calendarDoneColorId: "10",
  fcmSenderId: "",
  fcmVapidPublicKey: "",
  fcmProjectId: "",
  fcmProjectNumber: "",
  fcmWebApiKey: "",
  fcmWebAppId: "",
  fcmWebAuthDomain: "",
  fcmWebStorageBucket: "",
  fcmWebMeasurementId: "",
  rbac: { adminGroupName: "admin", managerGroupName: "manager" },
};

const camelCased = (name: string) => name.toLowerCase().replace(/_([a-z0-9])/g, (_, c: string) => c.toUpperCase());

const builtIn = new Set(Object.keys(DEFAULTS));

/** Nothing an organisation sets decides these. */
const FIXED = new Set(["MOCK_AUTH_ENABLED", "rbac"]);

/** What the deployment adds to the built-in values. */
export interface Deployment {
  isMockAuthOn: boolean;
  /** `PLATFORM_SETTINGS`; only those pages know are shown. */
  settings: Readonly<Record<string, string>>;
}

/**
 * The flat public configuration: defaults, then what the organisation is, then the settings of the deployment, then its own. A
 * setting named like a built-in key in upper snake case (`DATE_FORMAT`) replaces that key; any other keeps its own name.
 */
export function appConfigOf(
  deployment: Deployment,
  found?: PublicSettings,
): Record<string, unknown> & typeof DEFAULTS {
  const config: Record<string, unknown> = { ...DEFAULTS, MOCK_AUTH_ENABLED: deployment.isMockAuthOn };
  if (found) Object.assign(config, { title: found.tenant.name, baseCurrency: found.tenant.currency });
  const set = (name: string, value: string) => {
    const key = builtIn.has(camelCased(name)) ? camelCased(name) : name;
    if (!FIXED.has(key)) config[key] = typedSetting(value);
  };
  for (const [name, value] of Object.entries(deployment.settings)) if (builtIn.has(camelCased(name))) set(name, value);
  for (const [name, value] of Object.entries(found?.settings ?? {})) set(name, value);
  return config as Record<string, unknown> & typeof DEFAULTS;
}

/** A stored text as what it says: true or false, a number, a JSON object or list, else the text itself. */
export function typedSetting(value: string): unknown {
  if (/^(true|false)$/i.test(value)) return value.toLowerCase() === "true";
  if (/^-?(0|[1-9]\d*)(\.\d+)?$/.test(value) && Number.isSafeInteger(Math.trunc(Number(value)))) return Number(value);
  if (/^\s*[[{]/.test(value)) {
    try {
      return JSON.parse(value);
    } catch {
      return value;
    }
  }
  return value;
}
