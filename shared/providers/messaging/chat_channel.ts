import { guardedRequest, OutboundRefused, type Resolve } from "../../outbound/guarded_request.ts";
import type { OutboundPolicy } from "../../outbound/url_rules.ts";
import { ChannelError, type ChannelMessage, type MessageChannel } from "./message_channel.ts";
import { refusal, retryAfterSeconds } from "./provider_answer.ts";

type ChatChannel = "slack" | "teams" | "webhook";

export interface ChatOptions {
  policy: OutboundPolicy;
  timeoutMs?: number;
  resolve?: Resolve;
}

const TIMEOUT_MS = 10_000;
const SERVICES: Record<ChatChannel, string> = { slack: "Slack", teams: "Teams", webhook: "the webhook" };

/**
 * Posts to an address a tenant chose, under the guard of outgoing requests. The id of the message goes along as
 * `Idempotency-Key`. An address that is gone (404, 410) or that may not be called gets nothing more.
 */
export function createChatChannel(
  channel: ChatChannel,
  { policy, timeoutMs = TIMEOUT_MS, resolve }: ChatOptions,
): MessageChannel {
  const service = SERVICES[channel];
  return {
    channel,
    provider: "http",
    async send(message) {
      const answer = await guardedRequest(
        {
          url: message.to,
          timeoutMs,
          headers: { "content-type": "application/json", "idempotency-key": message.id },
          body: JSON.stringify(chatBody(channel, message)),
        },
        policy,
        resolve,
      ).catch((cause) => {
        throw cause instanceof OutboundRefused
          ? new ChannelError(`the address of ${service} may not be called`, { invalidAddress: true, cause })
          : new ChannelError(`${service} could not be reached`, { cause });
      });
      if (answer.status >= 200 && answer.status < 300) return {};
      if (answer.status === 404 || answer.status === 410) {
        throw new ChannelError(`the address of ${service} is gone`, { invalidAddress: true });
      }
      throw refusal(service, { status: answer.status, retryAfter: retryAfterSeconds(answer.headers["retry-after"]) });
    },
  };
}

/** What each kind of address wants to get. */
export function chatBody(channel: ChatChannel, message: ChannelMessage): Record<string, unknown> {
  const { id, subject, text, sender, date, data } = message;
  switch (channel) {
    case "slack":
      return { text: [subject && `*${slackText(subject)}*`, slackText(text)].filter(Boolean).join("\n") };
    case "teams":
      return {
        type: "message",
        attachments: [{
          contentType: "application/vnd.microsoft.card.adaptive",
          contentUrl: null,
          content: {
            $schema: "http://adaptivecards.io/schemas/adaptive-card.json",
            type: "AdaptiveCard",
            version: "1.4",
            body: [
              ...(subject ? [{ type: "TextBlock", text: subject, weight: "Bolder", wrap: true }] : []),
              { type: "TextBlock", text, wrap: true },
            ],
          },
        }],
      };
    case "webhook":
      return { id, subject, text, sender, date, data };
  }
}

/** Slack reads three characters as markup (its reference, "escaping text"). */
function slackText(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}
