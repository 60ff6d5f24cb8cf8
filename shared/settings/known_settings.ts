/** What a setting may hold; a list is a JSON array or comma-separated. */
export type SettingType = "string" | "int" | "float" | "bool" | "list";
export type SettingScope = "backend" | "frontend" | "both";

/** A setting the product itself reads. Organisations may keep others of their own beside these. */
export interface KnownSetting {
  readonly name: string;
  readonly type: SettingType;
  /** The built-in value, as text. */
  readonly value: string;
  readonly scope: SettingScope;
  readonly description: string;
  /** Belongs to the assistant and is shown with its providers. */
  readonly isAi?: boolean;
}

const setting = (
  name: string,
  type: SettingType,
  value: string,
  scope: SettingScope,
  description: string,
): KnownSetting => ({ name, type, value, scope, description });

const ai = (name: string, type: SettingType, value: string, description: string): KnownSetting => ({
  ...setting(name, type, value, "backend", description),
  isAi: true,
});

const push = (name: string) => setting(name, "string", "", "frontend", "What browsers need to receive push messages.");

/** By name. */
export const KNOWN_SETTINGS: readonly KnownSetting[] = [
  ai("AI_CATEGORIZATION_TIMEOUT_SECONDS", "int", "30", "How long sorting a document may take."),
  ai(
    "AI_MODEL",
    "string",
    "",
    "The model of all features that name none of their own; empty for the provider's own choice.",
  ),
  ai("AI_PASSPORT_CONFIDENCE", "float", "0.95", "From which confidence on a passport check passes, 0 to 1."),
  ai("AI_PROVIDER_ORDER", "list", "[]", "Which providers are tried, in this order."),
  ai("AI_TIMEOUT_SECONDS", "int", "120", "How long one call to a provider may take."),
  ai("AI_VALIDATION_TIMEOUT_SECONDS", "int", "30", "How long checking a document may take."),
  setting("BASE_CURRENCY", "string", "EUR", "both", "The currency amounts are shown in."),
  setting("CALENDAR_DONE_COLOR_ID", "string", "10", "frontend", "Colour of what is done in the calendar."),
  setting("CALENDAR_TODO_COLOR_ID", "string", "5", "frontend", "Colour of what is to be done in the calendar."),
  setting("DATE_FORMAT", "string", "dd-MM-yyyy", "both", "How dates are written."),
  push("FCM_MEASUREMENT_ID"),
  push("FCM_PROJECT_ID"),
  push("FCM_PROJECT_NUMBER"),
  push("FCM_SENDER_ID"),
  push("FCM_WEB_APP_ID"),
  push("FCM_WEB_AUTH_DOMAIN"),
  push("FCM_WEB_STORAGE_BUCKET"),
  setting("HOLIDAY_COUNTRY", "string", "FR", "backend", "Whose holidays due dates are counted by, ISO 3166-1 alpha-2."),
  setting("IMPORT_WORKERS", "int", "3", "backend", "How many rows of an import are worked on at once."),
  setting(
    "INVOICE_DOWNLOAD_STALE_SECONDS",
    "int",
    "180",
    "backend",
    "After how long a download that does not move is given up.",
  ),
  setting("REMINDER_BATCH_SIZE", "int", "200", "backend", "How many reminders are sent in one go."),
  setting("REQUEST_LOGGING", "bool", "false", "backend", "Whether every request is written to the audit log."),
  setting(
    "SKELETON_DEBOUNCE_DURATION_MS",
    "int",
    "500",
    "frontend",
    "How long pages wait before they show that they wait.",
  ),
  setting("TITLE", "string", "Comptoir", "both", "The name pages show."),
  setting("USE_OVERLAY_MENU", "bool", "false", "frontend", "Whether the menu lies over the page."),
];

const byName = new Map(KNOWN_SETTINGS.map((one) => [one.name, one]));

export function knownSetting(name: string): KnownSetting | undefined {
  return byName.get(name);
}
