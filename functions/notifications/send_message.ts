import type { Category, MessagePriority, SendChannel } from "../../shared/contracts/notifications/vocabulary.ts";
import type { Config } from "../../shared/config/config.ts";
import type { Sql } from "../../shared/db/pool.ts";
import { configuredChannels } from "../../shared/notifications/configured_channels.ts";
import { type Consent, decideConsent, decideSlot, type Facts, isThrottled } from "./delivery_rules.ts";
import { DEFAULT_PREFERENCES } from "./preferences_rules.ts";
import { addressOn, type Recipient, type RecipientFacts } from "./recipient_rules.ts";
import { nextSlot, type QueuedMessage, queueMessage } from "./sending_queries.ts";

/** The finished words of a message on one channel. */
export interface Words {
  subject: string;
  body: string;
  html?: string;
}

/** What is sent to whom, whatever the channel. */
export interface Sending {
  template: string;
  category: Category;
  priority: MessagePriority;
  isActive: boolean;
  recipient: Recipient;
  facts: RecipientFacts;
  data: Record<string, unknown>;
  /** Milliseconds since 1970; undefined: at once. */
  scheduledAt?: number;
  sourceId?: string;
}

/**
 * Decides about one message and writes it down, whatever was decided: what is not sent can be looked up too. Part of the
 * caller's transaction; the throttle's slot is held until its end.
 */
export async function sendMessage(
  sql: Sql,
  config: Config,
  sending: Sending,
  channel: SendChannel,
  words: Words | undefined,
  now = Date.now(),
): Promise<QueuedMessage> {
  const { recipient, facts, scheduledAt, sourceId } = sending;
  const address = addressOn(channel, recipient, facts);
  const message = {
    channel,
    to_address: address,
    subject: words?.subject ?? "",
    body: words?.body ?? "",
    html: words?.html,
    data: sending.data,
    category: sending.category,
    template: sending.template,
    recipient: facts.user_id ?? recipient.value,
    user_id: facts.user_id,
    source_id: sourceId,
    priority: sending.priority,
    scheduled_at: scheduledAt === undefined ? undefined : iso(scheduledAt),
  };
  if (!words) return await queueMessage(sql, { ...message, status: "failed", reason: "NO_CONTENT" });
  const isScheduled = scheduledAt !== undefined && scheduledAt > now;
  const consent = decideConsent(factsOf(sending, channel, address), isScheduled ? scheduledAt : now);
  if (!consent.goes) {
    const { status, reason } = consent;
    return await queueMessage(sql, { ...message, status, reason });
  }
  const { notBefore } = consent;
  const counts = isThrottled(sending.category);
  const slot = counts ? await nextSlot(sql, message.recipient, channel, notBefore) : notBefore;
  const { status, reason, sendAt } = decideSlot(
    consent,
    { now, notBefore, slot, isScheduled },
    hasProvider(config, channel),
  );
  return await queueMessage(sql, {
    ...message,
    status,
    reason,
    slot_at: counts && status !== "failed" ? iso(slot) : undefined,
    next_attempt_at: status === "queued" ? undefined : iso(sendAt),
  });
}

/** Mail always has a provider, if only the local outbox; the product itself is one. */
function hasProvider(config: Config, channel: SendChannel): boolean {
  return channel === "in_app" || channel === "email" ||
    configuredChannels(config).some((one) => one.channel === channel);
}

const iso = (instant: number) => new Date(instant).toISOString();

function factsOf(sending: Sending, channel: SendChannel, address: string | null): Facts {
  const { template, category, priority, isActive, facts } = sending;
  return {
    channel,
    template,
    category,
    priority,
    isActive,
    address,
    isSuppressed: facts.suppressed.includes(`${channel}:${address}`),
    preferences: facts.user_id === null ? null : facts.preferences ?? DEFAULT_PREFERENCES,
  };
}

/** A message that was waiting, as the decision sees it when it is about to leave. */
export interface Waiting {
  channel: SendChannel;
  to_address: string;
  category: Category;
  priority: MessagePriority;
  template: string;
  recipient: string;
}

/** Whether it may still leave: the person may have unsubscribed, gone to sleep or left since it was queued. */
export function decideAgain(waiting: Waiting, facts: RecipientFacts, now = Date.now()): Consent {
  if (!facts.known) return { goes: false, status: "failed", reason: "RECIPIENT_UNKNOWN" };
  const recipient: Recipient = { kind: "user", value: waiting.recipient };
  const sending = { ...waiting, isActive: true, recipient, facts, data: {} };
  return decideConsent(factsOf(sending, waiting.channel, waiting.to_address), now);
}
