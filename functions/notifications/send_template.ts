import type { z } from "zod";
import { problem } from "../../shared/contracts/kit/problems.ts";
import type { Send } from "../../shared/contracts/notifications/sending.ts";
import type { ChannelParts, SendChannel } from "../../shared/contracts/notifications/vocabulary.ts";
import type { Config } from "../../shared/config/config.ts";
import type { Sql } from "../../shared/db/pool.ts";
import { firstOr } from "../../shared/db/rows.ts";
import { recipientOf } from "./recipient_rules.ts";
import { type Sending, sendMessage, type Words } from "./send_message.ts";
import { findRecipient, type QueuedMessage } from "./sending_queries.ts";
import { languageFor, rendered } from "./template_rules.ts";
import { valuesFor } from "./template_values.ts";
import { findTemplateToSend } from "./templates_queries.ts";

/**
 * Sends a template to one recipient on every channel asked for, in the caller's transaction. Raises template_not_found,
 * missing_variable, recipient_invalid.
 */
export async function sendTemplate(sql: Sql, config: Config, order: z.output<typeof Send>) {
  const template = firstOr(await findTemplateToSend(sql, order.template_id), "template_not_found");
  const values = valuesFor(template, order.variables);
  const recipient = recipientOf(order.recipient);
  if (!recipient) throw problem("recipient_invalid");
  const facts = await findRecipient(sql, recipient.value);
  if (!facts.known) throw problem("recipient_invalid");
  const parts = rendered(template.parts[languageFor(template.parts, facts.language)]!, values);
  const sending: Sending = {
    template: template.name,
    category: template.category,
    priority: order.priority,
    isActive: template.is_active,
    recipient,
    facts,
    data: typeof values.link === "string" && values.link !== "" ? { link: values.link } : {},
    scheduledAt: order.scheduled_at === undefined ? undefined : Date.parse(order.scheduled_at),
    sourceId: order.source_id,
  };
  const results = [];
  for (const channel of order.channels ?? template.channels) {
    const words = wordsFor(channel, parts, template.name);
    results.push(resultOf(channel, await sendMessage(sql, config, sending, channel, words)));
  }
  return { notification_ids: results.map((result) => result.notification_id), results };
}

/** What a filled template says on a channel; undefined where it says nothing. */
function wordsFor(channel: SendChannel, parts: ChannelParts, name: string): Words | undefined {
  const { email, sms, push, in_app, chat } = parts;
  switch (channel) {
    case "email":
      return email && { subject: email.subject || name, body: email.text, html: email.html };
    case "sms":
      return sms && { subject: "", body: sms.text };
    case "push":
      return push && { subject: push.title, body: push.body };
    case "in_app":
      return in_app && { subject: in_app.title || name, body: in_app.body };
    default:
      return chat && { subject: "", body: chat.text };
  }
}

const WAITING = new Set(["pending", "queued", "deferred"]);

function resultOf(channel: SendChannel, { id, status, reason, send_at, duplicate }: QueuedMessage) {
  return {
    notification_id: id,
    channel,
    status,
    ...(reason !== null && { reason }),
    ...(WAITING.has(status) && { send_at }),
    duplicate,
  };
}
