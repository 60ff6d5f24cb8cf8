import type { Config } from "../config/config.ts";
import type { MessageChannel } from "../providers/messaging/message_channel.ts";

/** The ways out besides e-mail, as far as they are configured. */
export function configuredChannels(_config: Config): MessageChannel[] {
  return [];
}
