import type { Category, MessagePriority, SendChannel } from "../../shared/contracts/notifications/vocabulary.ts";
import type { MemberPreferences } from "./preferences_rules.ts";
import { quietUntil } from "./quiet_hours_rules.ts";

/** Why a message does not leave, or not now. */
export type Reason =
  | "TEMPLATE_INACTIVE"
  | "RECIPIENT_UNKNOWN"
  | "NO_ADDRESS"
  | "NO_CONTENT"
  | "ADDRESS_SUPPRESSED"
  | "GLOBAL_UNSUBSCRIBE"
  | "TEMPLATE_UNSUBSCRIBED"
  | "CATEGORY_DISABLED"
  | "OPT_IN_REQUIRED"
  | "CHANNEL_DISABLED"
  | "CATEGORY_NOT_ON_CHANNEL"
  | "QUIET_HOURS"
  | "THROTTLED"
  | "SCHEDULED"
  | "NO_PROVIDER";

/** What the decision about one message on one channel depends on. */
export interface Facts {
  channel: SendChannel;
  category: Category;
  priority: MessagePriority;
  template: string;
  isActive: boolean;
  /** Null where nobody knows how to reach the recipient on this channel. */
  address: string | null;
  isSuppressed: boolean;
  /** Null for somebody outside the organisation: the defaults, and no clock to be quiet by. */
  preferences: MemberPreferences | null;
}

/** Steps 1 to 5: it does not leave, or not before an instant. */
export type Consent =
  | { goes: false; status: "failed" | "unsubscribed" | "suppressed"; reason: Reason }
  | { goes: true; notBefore: number; reason?: "QUIET_HOURS" };

/** What becomes of a message: it waits until `sendAt` (milliseconds since 1970), or is over. */
export interface Decision {
  status: "pending" | "queued" | "deferred" | "failed" | "unsubscribed" | "suppressed";
  reason?: Reason;
  sendAt: number;
}

/**
 * The categories that reach a channel without having been asked for; a person widens them category by category. A channel
 * without a list takes every category once it is enabled.
 */
const USUAL_CATEGORIES: Partial<Record<SendChannel, readonly Category[]>> = {
  email: ["transactional", "alert", "security"],
  sms: ["security", "alert"],
  push: ["transactional", "alert", "reminder"],
};

const refused = (status: "failed" | "unsubscribed" | "suppressed", reason: Reason): Consent => ({
  goes: false,
  status,
  reason,
});

/** Whether, and from when on, a message may leave at `now`: the first rule that says no decides. */
export function decideConsent(facts: Facts, now: number): Consent {
  const { preferences, category, channel } = facts;
  // 1. The template is active, the recipient known.
  if (!facts.isActive) return refused("failed", "TEMPLATE_INACTIVE");
  if (facts.address === null) return refused("failed", "NO_ADDRESS");
  if (facts.isSuppressed) return refused("suppressed", "ADDRESS_SUPPRESSED");
  // 2. Unsubscribed, which neither security nor transactional messages heed.
  if (preferences && category !== "security" && category !== "transactional") {
    if (preferences.global_unsubscribe) return refused("unsubscribed", "GLOBAL_UNSUBSCRIBE");
    if (preferences.unsubscribed_templates.includes(facts.template)) {
      return refused("unsubscribed", "TEMPLATE_UNSUBSCRIBED");
    }
  }
  // 3. The category is switched off; security never is.
  const wish = preferences?.category_preferences[category];
  if (wish === false && category !== "security") return refused("suppressed", "CATEGORY_DISABLED");
  // 4. The channel takes the category.
  const closed = closedBecause(facts, wish === true);
  if (closed) return refused("suppressed", closed);
  // 5. Quiet hours, which urgent, security and in-app messages ignore.
  const isUrgent = facts.priority === "high" || facts.priority === "critical" || category === "security";
  const quiet = preferences?.quiet_hours;
  if (quiet && !isUrgent && channel !== "in_app") {
    const until = quietUntil(quiet, preferences.timezone, now);
    if (until !== undefined) return { goes: true, notBefore: until, reason: "QUIET_HOURS" };
  }
  return { goes: true, notBefore: now };
}

function closedBecause({ channel, category, preferences }: Facts, isWanted: boolean): Reason | undefined {
  if (category === "marketing" && !isWanted) return "OPT_IN_REQUIRED";
  const usual = USUAL_CATEGORIES[channel];
  // What protects an account arrives where it usually does, whatever is switched off.
  if (category === "security" && (channel === "in_app" || usual?.includes(category))) return undefined;
  if (preferences && !preferences.enabled_channels.includes(channel)) return "CHANNEL_DISABLED";
  return usual && !usual.includes(category) && !isWanted ? "CATEGORY_NOT_ON_CHANNEL" : undefined;
}

/** Security messages are never throttled. */
export function isThrottled(category: Category): boolean {
  return category !== "security";
}

/** Steps 6 to 8, once the throttle has found a slot: the message waits for it, fails without a provider, or is ready to leave. */
export function decideSlot(
  { reason }: { reason?: "QUIET_HOURS" },
  times: { now: number; notBefore: number; slot: number; isScheduled: boolean },
  hasProvider: boolean,
): Decision {
  const { now, notBefore, slot, isScheduled } = times;
  if (slot > notBefore) return { status: "deferred", reason: "THROTTLED", sendAt: slot };
  if (reason) return { status: "deferred", reason, sendAt: slot };
  if (isScheduled && slot > now) return { status: "pending", reason: "SCHEDULED", sendAt: slot };
  return hasProvider ? { status: "queued", sendAt: now } : { status: "failed", reason: "NO_PROVIDER", sendAt: now };
}
