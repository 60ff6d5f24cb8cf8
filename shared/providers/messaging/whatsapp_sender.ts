import { ChannelError } from "./message_channel.ts";
import { messageOutbox } from "./message_outbox.ts";
import { callProvider, type ProviderAnswer, refusal } from "./provider_answer.ts";

export interface WhatsAppMessage {
  /** Stable over all attempts. */
  id: string;
  /** A telephone number in any spelling; only its digits are sent. */
  to: string;
  text: string;
  /** Whether the approved template may stand in where the recipient has not written for a day. */
  allowTemplate: boolean;
  /** The number it leaves from, as the provider names it; the configured one when absent. */
  phoneNumberId?: string;
}

/** Raises `ChannelError`. */
export interface WhatsAppSender {
  readonly provider: string;
  send(message: WhatsAppMessage): Promise<{ provider_id: string; used_template: boolean }>;
}

export interface WhatsAppCloudOptions {
  /** `https://graph.facebook.com/v21.0` */
  url: string;
  accessToken: string;
  phoneNumberId?: string;
  /** With both, an expired token is exchanged once. */
  appId?: string;
  appSecret?: string;
  template?: string;
  templateLanguage?: string;
  timeoutMs?: number;
}

const SERVICE = "WhatsApp";
const TIMEOUT_MS = 15_000;
const LONGEST_TEXT = 4096;
/** The recipient has not written within the service window. */
const OUTSIDE_WINDOW = new Set([131047, 470]);
const TOKEN_EXPIRED = 190;
/** The recipient cannot get WhatsApp messages; the number is not one. */
const UNREACHABLE = new Set([131026, 131030, 131021, 1013]);
/** Too many messages, for the account or for this pair of numbers. */
const TOO_MANY = new Set([4, 80007, 130429, 131048, 131056]);

interface Outcome {
  answer: ProviderAnswer;
  code?: number;
  messageId?: string;
}

/**
 * Sends through the Cloud API of WhatsApp Business: a text, or once the approved template where the service window is closed.
 * An expired token is exchanged and the call repeated once; the new token lives as long as this object.
 */
export function createWhatsAppCloud(options: WhatsAppCloudOptions): WhatsAppSender {
  const timeoutMs = options.timeoutMs ?? TIMEOUT_MS;
  let accessToken = options.accessToken;

  async function post(numberId: string, content: Record<string, unknown>): Promise<Outcome> {
    const answer = await callProvider(SERVICE, `${options.url}/${numberId}/messages`, {
      method: "POST",
      headers: { authorization: `Bearer ${accessToken}`, "content-type": "application/json" },
      body: JSON.stringify({ messaging_product: "whatsapp", recipient_type: "individual", ...content }),
    }, timeoutMs);
    const said = answer.json as { messages?: { id?: unknown }[]; error?: { code?: unknown } } | undefined;
    const id = said?.messages?.[0]?.id;
    const code = said?.error?.code;
    return {
      answer,
      ...(typeof code === "number" && { code }),
      ...(typeof id === "string" && id !== "" && { messageId: id.slice(0, 255) }),
    };
  }

  async function exchangeToken(): Promise<boolean> {
    if (!options.appId || !options.appSecret) return false;
    const url = new URL(`${options.url}/oauth/access_token`);
    url.search = new URLSearchParams({
      grant_type: "fb_exchange_token",
      client_id: options.appId,
      client_secret: options.appSecret,
      fb_exchange_token: accessToken,
    }).toString();
    const { json } = await callProvider(SERVICE, url.href, {}, timeoutMs);
    const token = (json as { access_token?: unknown } | undefined)?.access_token;
    if (typeof token !== "string" || token === "") return false;
    accessToken = token;
    return true;
  }

  async function attempt(numberId: string, content: Record<string, unknown>): Promise<Outcome> {
    const first = await post(numberId, content);
    return first.code === TOKEN_EXPIRED && await exchangeToken() ? await post(numberId, content) : first;
  }

  return {
    provider: "whatsapp-cloud",
    async send({ to, text, allowTemplate, phoneNumberId }) {
      const numberId = phoneNumberId ?? options.phoneNumberId;
      if (!numberId) throw new ChannelError("no WhatsApp number to send from is configured", { permanent: true });
      const digits = to.replace(/\D/g, "");
      const body = text.slice(0, LONGEST_TEXT);
      let outcome = await attempt(numberId, { to: digits, type: "text", text: { body, preview_url: false } });
      const needsTemplate = outcome.code !== undefined && OUTSIDE_WINDOW.has(outcome.code);
      const usesTemplate = needsTemplate && allowTemplate && options.template !== undefined;
      if (usesTemplate) {
        outcome = await attempt(numberId, { to: digits, type: "template", template: templateOf(options, body) });
      }
      if (outcome.messageId && outcome.answer.status < 300) {
        return { provider_id: outcome.messageId, used_template: usesTemplate };
      }
      throw errorOf(outcome, needsTemplate && !usesTemplate);
    },
  };
}

/** One variable, which may neither break lines nor hold more than four spaces in a row. */
function templateOf({ template, templateLanguage = "fr" }: WhatsAppCloudOptions, text: string) {
  const parameter = { type: "text", text: text.replace(/\s+/g, " ").trim().slice(0, 1000) };
  return {
    name: template,
    language: { code: templateLanguage },
    components: [{ type: "body", parameters: [parameter] }],
  };
}

function errorOf({ answer, code }: Outcome, windowClosed: boolean): ChannelError {
  if (windowClosed) {
    return new ChannelError("the recipient has not written within the service window", { permanent: true });
  }
  if (code === TOKEN_EXPIRED) return new ChannelError("the access token of WhatsApp has expired");
  if (code !== undefined && UNREACHABLE.has(code)) {
    return new ChannelError("the number cannot be reached by WhatsApp", { invalidAddress: true });
  }
  if (code !== undefined && TOO_MANY.has(code)) {
    return new ChannelError("WhatsApp takes no more messages for now", { retryAfter: answer.retryAfter });
  }
  if (answer.status < 300) return new ChannelError("WhatsApp gave an unreadable answer");
  return refusal(SERVICE, answer);
}

/** Keeps what it is given where a developer can read it; its ids look like none of WhatsApp. */
export function createWhatsAppOutbox(): WhatsAppSender {
  return {
    provider: "outbox",
    async send({ id, to, text }) {
      const entry = { id, channel: "whatsapp" as const, to, content: { text }, at: new Date().toISOString() };
      await messageOutbox().keep(entry);
      return { provider_id: `outbox.${id}`, used_template: false };
    },
  };
}
