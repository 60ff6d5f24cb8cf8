import type { MessageChannel } from "../messaging/message_channel.ts";
import type { MailProvider } from "./mail_provider.ts";

/** Mail as a way out of the product: in the name of the organisation, from the address we may send from. */
export function emailChannel(provider: MailProvider, from: string): MessageChannel {
  return {
    channel: "email",
    provider: provider.name,
    async send({ id, to, sender, subject, text, html, cc, attachments, headers, date }) {
      return await provider.send({
        id,
        from: senderOf(sender, from),
        to,
        cc,
        subject,
        text,
        ...(html !== undefined && { html }),
        ...(Object.keys(headers).length > 0 && { headers }),
        attachments,
        date,
      });
    },
  };
}

/** The recipient knows the organisation, not the product: its name, with the address we may send from. */
function senderOf(name: string, from: string): string {
  const address = /<([^<>]+)>$/.exec(from)?.[1] ?? from;
  const shown = name.replace(/[<>"@,;:\\\r\n]+/g, " ").replace(/\s+/g, " ").trim();
  return shown ? `${shown} <${address}>` : address;
}
