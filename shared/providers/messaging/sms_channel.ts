import { ChannelError, type MessageChannel } from "./message_channel.ts";
import { messageOutbox } from "./message_outbox.ts";
import { callProvider, refusal } from "./provider_answer.ts";

export interface SmsOptions {
  /** Where messages are posted: `https://api.twilio.com/2010-04-01/Accounts/<sid>/Messages.json`. */
  url: string;
  user: string;
  password: string;
  /** A number in E.164 or a sender name. */
  from: string;
  timeoutMs?: number;
}

const SERVICE = "the SMS service";
const TIMEOUT_MS = 15_000;
/** Ten parts of 153 characters and a little: beyond it providers refuse. */
const LONGEST_TEXT = 1600;
/** No telephone number, no mobile one, not reachable, or the recipient wants no more (Twilio's error dictionary). */
const INVALID = new Set([21211, 21214, 21217, 21408, 21610, 21612, 21614]);

/**
 * Hands short messages to a service that speaks Twilio's form: Basic credentials, `To`, `From` and `Body` as a form. That protocol
 * has no idempotency key: a message whose answer got lost and that is sent again arrives twice.
 */
export function createSmsChannel(options: SmsOptions): MessageChannel {
  return {
    channel: "sms",
    provider: "http",
    async send({ to, text }) {
      const answer = await callProvider(SERVICE, options.url, {
        method: "POST",
        headers: {
          authorization: `Basic ${btoa(`${options.user}:${options.password}`)}`,
          "content-type": "application/x-www-form-urlencoded",
        },
        body: new URLSearchParams({ To: to, From: options.from, Body: text.slice(0, LONGEST_TEXT) }).toString(),
      }, options.timeoutMs ?? TIMEOUT_MS);
      const said = answer.json as { sid?: unknown; code?: unknown } | undefined;
      if (answer.status >= 200 && answer.status < 300) {
        if (typeof said?.sid !== "string") throw new ChannelError(`${SERVICE} gave an unreadable answer`);
        return { provider_id: said.sid.slice(0, 255) };
      }
      if (typeof said?.code === "number" && INVALID.has(said.code)) {
        throw new ChannelError("the number cannot get short messages", { invalidAddress: true });
      }
      throw refusal(SERVICE, answer);
    },
  };
}

/** Keeps what it is given where a developer can read it. */
export function createSmsOutbox(): MessageChannel {
  return {
    channel: "sms",
    provider: "outbox",
    async send({ id, to, text, sender }) {
      await messageOutbox().keep({ id, channel: "sms", to, content: { sender, text }, at: new Date().toISOString() });
      return { provider_id: id };
    },
  };
}
