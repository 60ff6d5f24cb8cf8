import type { Config } from "../../shared/config/config.ts";
import { configuredChannels } from "../../shared/notifications/configured_channels.ts";
import { emailChannel } from "../../shared/providers/mail/email_channel.ts";
import { createHttpMail } from "../../shared/providers/mail/http_mail.ts";
import type { MailProvider } from "../../shared/providers/mail/mail_provider.ts";
import type { MessageChannel, MessageChannels } from "../../shared/providers/messaging/message_channel.ts";
import { createMailOutbox } from "./mail_outbox.ts";

/** The mail provider the configuration names. */
export function mailProviderOf(config: Config): MailProvider {
  return config.MAIL_PROVIDER === "http"
    ? createHttpMail({ url: config.MAIL_HTTP_URL!, token: config.MAIL_HTTP_TOKEN! })
    : createMailOutbox(config.MAIL_OUTBOX_DIR);
}

/** Every channel the configuration can send on. */
export function messageChannelsOf(config: Config): MessageChannels {
  return channelMap(emailChannel(mailProviderOf(config), config.MAIL_FROM), ...configuredChannels(config));
}

export function channelMap(...channels: MessageChannel[]): MessageChannels {
  return new Map(channels.map((channel) => [channel.channel, channel]));
}
