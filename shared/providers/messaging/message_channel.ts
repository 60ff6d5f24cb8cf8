import type { Sql } from "../../db/pool.ts";
import type { MailAttachment } from "../mail/mail_provider.ts";

/** The ways out of the product, as `notifications.outgoing_messages.channel` knows them. In-app is no way out. */
export const MESSAGE_CHANNELS = ["email", "sms", "push", "webhook", "slack", "teams", "whatsapp"] as const;

export type ChannelName = (typeof MESSAGE_CHANNELS)[number];

/** A message ready to leave. Texts are final: templates were filled and escaped when it was queued. */
export interface ChannelMessage {
  /** Stable over all attempts: whoever sees it twice delivers once. */
  readonly id: string;
  /**
   * An e-mail address; a telephone number in E.164 for sms and whatsapp; an https address for webhook, slack and teams; the id
   * of a user for push, whose subscriptions the channel finds itself.
   */
  readonly to: string;
  /** The name of the organisation, for channels that show a sender. */
  readonly sender: string;
  /** Subject of a mail, title of a push; channels without one leave it out. */
  readonly subject: string;
  readonly text: string;
  /** Only in mail, when the body was written as HTML. */
  readonly html?: string;
  /** Machine-readable facts for push and webhook: kind, entity, relative link. */
  readonly data: Readonly<Record<string, unknown>>;
  /** Only in mail. */
  readonly cc: readonly string[];
  readonly attachments: readonly MailAttachment[];
  /** Only in mail: further headers, one line each. */
  readonly headers: Readonly<Record<string, string>>;
  /** ISO 8601; when the message was queued. */
  readonly date: string;
}

/** What a channel may use beside the message. */
export interface ChannelContext {
  readonly tenantId: string;
  /** Runs work in a short transaction of the tenant as the service. Never hold one while the provider is talked to. */
  transact<T>(work: (sql: Sql) => Promise<T>): Promise<T>;
}

/** One way out. Ends by itself in well under a minute, whatever the provider does. Raises `ChannelError`. */
export interface MessageChannel {
  readonly channel: ChannelName;
  /** Shown in the log: `outbox`, `http`, … */
  readonly provider: string;
  send(message: ChannelMessage, context: ChannelContext): Promise<{ provider_id?: string }>;
}

/** The channels that are configured. A message for one that is missing fails with NO_PROVIDER. */
export type MessageChannels = ReadonlyMap<ChannelName, MessageChannel>;

/**
 * Why a message was not taken over. A permanent refusal is not tried again; an invalid address is permanent, and nothing more
 * is sent to it. The message is a sentence of ours: it is kept and shown, and quotes nothing the provider said.
 */
export class ChannelError extends Error {
  override readonly name: string = "ChannelError";
  readonly permanent: boolean;
  readonly invalidAddress: boolean;
  /** What the provider asked for, in seconds. */
  readonly retryAfter?: number;
  constructor(
    message: string,
    options: { permanent?: boolean; invalidAddress?: boolean; retryAfter?: number; cause?: unknown } = {},
  ) {
    super(message, { cause: options.cause });
    this.invalidAddress = options.invalidAddress ?? false;
    this.permanent = options.permanent ?? this.invalidAddress;
    this.retryAfter = options.retryAfter;
  }
}
