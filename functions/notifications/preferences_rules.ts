import type { Category, SendChannel } from "../../shared/contracts/notifications/vocabulary.ts";
import type { QuietHours } from "./quiet_hours_rules.ts";

/** What a member wants to be told, where and when. */
export interface MemberPreferences {
  enabled_channels: readonly SendChannel[];
  quiet_hours: QuietHours | null;
  category_preferences: Partial<Record<Category, boolean>>;
  timezone: string;
  global_unsubscribe: boolean;
  unsubscribed_templates: readonly string[];
  email_override: string | null;
  phone_override: string | null;
  push_override: string | null;
}

/** Whoever has said nothing. */
export const DEFAULT_PREFERENCES: MemberPreferences = {
  enabled_channels: ["email", "sms", "push", "in_app"],
  quiet_hours: null,
  category_preferences: {},
  timezone: "Europe/Paris",
  global_unsubscribe: false,
  unsubscribed_templates: [],
  email_override: null,
  phone_override: null,
  push_override: null,
};

/** The columns a change writes: keys that are absent stay, null goes back to the default. */
export function changedColumns(
  patch: { [K in keyof MemberPreferences]?: MemberPreferences[K] | null },
): Partial<MemberPreferences> {
  const keys = Object.keys(DEFAULT_PREFERENCES) as (keyof MemberPreferences)[];
  return Object.fromEntries(
    keys.filter((key) => patch[key] !== undefined).map((key) => [key, patch[key] ?? DEFAULT_PREFERENCES[key]]),
  );
}
