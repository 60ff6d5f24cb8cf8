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
  attachments: readonly MailAttachment[];
  /** ISO 8601; when the message was queued. */
  date: string;
}

/** Takes a message over. Raises `MailError`. */
export interface MailProvider {
  readonly name: string;
  send(message: MailMessage): Promise<{ provider_id: string }>;
}

/** Why a message was not taken over. A permanent refusal is not tried again. */
export class MailError extends Error {
  override readonly name = "MailError";
  readonly permanent: boolean;
  /** What the provider asked for, in seconds. */
  readonly retryAfter?: number;
  constructor(message: string, options: { permanent?: boolean; retryAfter?: number; cause?: unknown } = {}) {
    super(message, { cause: options.cause });
    this.permanent = options.permanent ?? false;
    this.retryAfter = options.retryAfter;
  }
}
