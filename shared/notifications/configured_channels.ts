import type { Config } from "../config/config.ts";
import { ChannelError, type MessageChannel } from "../providers/messaging/message_channel.ts";
import { messageSenders } from "../providers/messaging/message_senders.ts";
import type { PushSender } from "../providers/messaging/push_sender.ts";
import type { WhatsAppSender } from "../providers/messaging/whatsapp_sender.ts";
import { deliverPush } from "./deliver_push.ts";
import { findSendingNumber } from "./whatsapp_queries.ts";

/** The ways out besides e-mail, as far as they are configured. */
export function configuredChannels(config: Config): MessageChannel[] {
  const { push, whatsapp, sms, chat } = messageSenders(config);
  return [
    ...chat,
    ...(push ? [pushChannel(push)] : []),
    ...(sms ? [sms] : []),
    ...(whatsapp ? [whatsappChannel(whatsapp)] : []),
  ];
}

/** To all devices of a person; taken over as soon as one of them was reached, so that no other gets it twice. */
function pushChannel(sender: PushSender): MessageChannel {
  return {
    channel: "push",
    provider: sender.provider,
    async send({ id, to, subject, text, data }, { transact }) {
      const link = typeof data.link === "string" ? { link: data.link } : {};
      const delivery = await deliverPush(transact, sender, to, { id, title: subject, body: text, data, ...link });
      if (delivery.sent > 0) return {};
      if (delivery.total === 0) throw new ChannelError("the recipient has no active device", { permanent: true });
      const { temporary, retryAfter } = delivery;
      throw new ChannelError("no device of the recipient was reached", { permanent: !temporary, retryAfter });
    },
  };
}

function whatsappChannel(sender: WhatsAppSender): MessageChannel {
  return {
    channel: "whatsapp",
    provider: sender.provider,
    async send({ id, to, text }, { transact }) {
      const phoneNumberId = await transact((sql) => findSendingNumber(sql));
      const { provider_id } = await sender.send({ id, to, text, allowTemplate: true, phoneNumberId });
      return { provider_id };
    },
  };
}
