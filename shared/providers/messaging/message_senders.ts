import type { Config } from "../../config/config.ts";
import type { OutboundPolicy } from "../../outbound/url_rules.ts";
import { createChatChannel } from "./chat_channel.ts";
import { createFcm } from "./fcm_sender.ts";
import type { MessageChannel } from "./message_channel.ts";
import { createPushOutbox, createPushRouter, createWebPush, type PushSender } from "./push_sender.ts";
import { createSmsChannel, createSmsOutbox } from "./sms_channel.ts";
import { createWhatsAppCloud, createWhatsAppOutbox, type WhatsAppSender } from "./whatsapp_sender.ts";

/** The providers of short messages that are configured. */
export interface MessageSenders {
  push?: PushSender;
  whatsapp?: WhatsAppSender;
  sms?: MessageChannel;
  chat: readonly MessageChannel[];
}

/** Which addresses of tenants may be called. */
export function outboundPolicy(config: Pick<Config, "APP_ENV">): OutboundPolicy {
  return { production: config.APP_ENV === "production", allowedOrigins: [] };
}

const known = new WeakMap<Config, MessageSenders>();

/**
 * What the configuration names. What has no credentials goes to the local outbox, except in production: nobody there reads it,
 * so the provider is missing and whoever wants to send hears of it.
 */
export function messageSenders(config: Config): MessageSenders {
  const made = known.get(config) ?? make(config);
  known.set(config, made);
  return made;
}

function make(config: Config): MessageSenders {
  const keepsLocally = config.APP_ENV !== "production";
  const policy = outboundPolicy(config);
  return {
    push: pushOf(config, policy) ?? (keepsLocally ? createPushOutbox() : undefined),
    whatsapp: whatsappOf(config) ?? (keepsLocally ? createWhatsAppOutbox() : undefined),
    sms: smsOf(config) ?? (keepsLocally ? createSmsOutbox() : undefined),
    chat: (["slack", "teams", "webhook"] as const).map((channel) => createChatChannel(channel, { policy })),
  };
}

function pushOf(config: Config, policy: OutboundPolicy): PushSender | undefined {
  const { VAPID_PUBLIC_KEY: publicKey, VAPID_PRIVATE_KEY: privateKey, VAPID_SUBJECT: subject } = config;
  const web = publicKey && privateKey && subject
    ? createWebPush({ publicKey, privateKey, subject }, policy)
    : undefined;
  const fcm = config.FCM_SERVICE_ACCOUNT && createFcm(config.FCM_SERVICE_ACCOUNT, { url: config.FCM_URL });
  return web || fcm ? createPushRouter({ web, fcm }) : undefined;
}

function whatsappOf(config: Config): WhatsAppSender | undefined {
  if (!config.WHATSAPP_ACCESS_TOKEN) return undefined;
  return createWhatsAppCloud({
    url: config.WHATSAPP_API_URL,
    accessToken: config.WHATSAPP_ACCESS_TOKEN,
    phoneNumberId: config.WHATSAPP_PHONE_NUMBER_ID,
    appId: config.WHATSAPP_APP_ID,
    appSecret: config.WHATSAPP_APP_SECRET,
    template: config.WHATSAPP_TEMPLATE,
    templateLanguage: config.WHATSAPP_TEMPLATE_LANGUAGE,
  });
}

function smsOf(config: Config): MessageChannel | undefined {
  const { SMS_HTTP_URL: url, SMS_HTTP_USER: user, SMS_HTTP_PASSWORD: password, SMS_FROM: from } = config;
  return url && user && password && from ? createSmsChannel({ url, user, password, from }) : undefined;
}
