import { pusher } from "../../shared/contracts/notifications/pusher.ts";
import { problem } from "../../shared/contracts/kit/problems.ts";
import type { Config } from "../../shared/config/config.ts";
import type { Sql } from "../../shared/db/pool.ts";
import { bindDetached, type Bound } from "../../shared/http/bind.ts";
import { BrokerError } from "../../shared/providers/broker/broker.ts";
import { type BrokerApp, chooseBroker } from "../../shared/providers/broker/choose_broker.ts";
import { signSubscription } from "../../shared/providers/broker/signatures.ts";
import { channelSuffix } from "../../shared/realtime/channels.ts";
import { shrink } from "../../shared/realtime/payloads.ts";
import { authorizeChannel } from "./authorize_channel.ts";
import { channelData } from "./pusher_rules.ts";

/**
 * The configured broker, for a channel the caller may use; inside their transaction, so that a missing permission is said first.
 * Raises SERVICE_UNAVAILABLE where there is none or it belongs to another organisation, CHANNEL_NOT_ALLOWED, AUTHORIZATION_ERROR.
 */
async function brokerFor(sql: Sql, channel: string, tenantId: string, config: Config): Promise<BrokerApp> {
  const app = chooseBroker(config);
  if (!app || ![undefined, tenantId].includes(config.PUSHER_TENANT_ID)) throw problem("service_unavailable");
  await authorizeChannel(sql, channel, tenantId, config);
  return app;
}

export const pusherRoutes: Bound[] = [
  bindDetached(pusher.auth, async ({ read, body, actor, userId, tenantId, runtime: { config } }) => {
    const { socket_id, channel_name, user_info = {} } = body;
    const app = await read((sql) => brokerFor(sql, channel_name, tenantId, config));
    const { email, roles } = actor.kind === "user" ? actor.claims : { email: "", roles: [] };
    const channel_data = channel_name.startsWith("presence-")
      ? channelData({ userId, email, roles, info: user_info })
      : undefined;
    const auth = `${app.key}:${signSubscription(app.secret, socket_id, channel_name, channel_data)}`;
    return { auth, ...(channel_data !== undefined && { channel_data }) };
  }),
  bindDetached(pusher.test, async ({ read, body, tenantId, runtime: { config } }) => {
    const { event } = body;
    const channel = body.channel ?? `private-realtime-test${channelSuffix(tenantId, config.PUSHER_TENANT_ID)}`;
    const { broker } = await read((sql) => brokerFor(sql, channel, tenantId, config));
    const payload = shrink(body.payload ?? { message: "Realtime test", ts: new Date().toISOString() });
    try {
      await broker.publish([{ channels: [channel], event, payload }]);
    } catch (error) {
      if (error instanceof BrokerError) throw problem("broker_failed", undefined, { cause: error });
      throw error;
    }
    return { channel, event, payload };
  }),
];
