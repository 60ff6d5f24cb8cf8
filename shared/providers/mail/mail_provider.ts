import { ChannelError } from "../messaging/message_channel.ts";

/** A file that travels with a message. */
export interface MailAttachment {
  filename: string;
  media_type: string;
  bytes: Uint8Array;
}

/** A message ready to leave; addresses are bare, `from` may be `Name <address>`. */
export interface MailMessage {
  /** Stable over all attempts: whoever sees it twice delivers once. */
  id: string;
  from: string;
  to: string;
  cc: readonly string[];
  subject: string;
  text: string;
  /** When the body was written as HTML. */
  html?: string;
  /** Further headers, one line each. */
  headers?: Readonly<Record<string, string>>;
  attachments: readonly MailAttachment[];
  /** ISO 8601; when the message was queued. */
  date: string;
}

/** Takes a message over. Raises `MailError`. */
export interface MailProvider {
  readonly name: string;
  send(message: MailMessage): Promise<{ provider_id: string }>;
}

/** Why a mail was not taken over. A permanent refusal is not tried again. */
export class MailError extends ChannelError {
  override readonly name: string = "MailError";
}
