import type { Language, SendChannel } from "../../shared/contracts/notifications/vocabulary.ts";
import type { MemberPreferences } from "./preferences_rules.ts";

/** What is known about whoever a template is meant for. */
export interface RecipientFacts {
  /** False for the id of nobody in the organisation. */
  known: boolean;
  /** Null for an address outside the organisation. */
  user_id: string | null;
  email: string | null;
  language: Language;
  /** Null where a member has said nothing. */
  preferences: MemberPreferences | null;
  /** `channel:address` of the addresses that bounced. */
  suppressed: readonly string[];
}

export type Recipient = { kind: "user" | "email" | "phone" | "url"; value: string };

/** What a sender wrote: a user id, an e-mail address, a telephone number (E.164) or an address of the web. */
export function recipientOf(given: string): Recipient | undefined {
  const value = given.trim();
  if (/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(value)) return { kind: "user", value: value.toLowerCase() };
  if (/^https:\/\/[^\s]+$/.test(value) && URL.canParse(value)) return { kind: "url", value };
  if (/^[^\s@<>,;]+@[^\s@<>,;]+\.[^\s@<>,;]+$/.test(value) && value.length <= 255) {
    return { kind: "email", value: value.toLowerCase() };
  }
  const digits = value.replace(/[\s().-]/g, "");
  return /^\+[1-9]\d{6,14}$/.test(digits) ? { kind: "phone", value: digits } : undefined;
}

/** Where a recipient is reached on a channel; null where nobody knows. */
export function addressOn(channel: SendChannel, { kind, value }: Recipient, facts: RecipientFacts): string | null {
  if (facts.user_id !== null) {
    const { preferences } = facts;
    if (channel === "email") return preferences?.email_override ?? facts.email;
    if (channel === "sms" || channel === "whatsapp") return preferences?.phone_override ?? null;
    if (channel === "push") return preferences?.push_override ?? facts.user_id;
    return channel === "in_app" ? facts.user_id : null;
  }
  const reaches: Record<Recipient["kind"], readonly SendChannel[]> = {
    user: [],
    email: ["email"],
    phone: ["sms", "whatsapp"],
    url: ["webhook", "slack", "teams"],
  };
  return reaches[kind].includes(channel) ? value : null;
}
