import type { Config } from "../../config/config.ts";
import type { Broker } from "./broker.ts";
import { createPusherBroker } from "./pusher_broker.ts";

/** The app at a Pusher-compatible broker, as clients and signatures know it. */
export interface BrokerApp {
  key: string;
  secret: string;
  broker: Broker;
}

/** The broker the configuration names; undefined where there is none: then live topics and streams are the only doors. */
export function chooseBroker(config: Config): BrokerApp | undefined {
  if (config.BROKER_PROVIDER === "none") return undefined;
  const [key, secret] = [config.PUSHER_KEY!, config.PUSHER_SECRET!];
  const broker = createPusherBroker({
    url: config.PUSHER_URL!,
    appId: config.PUSHER_APP_ID!,
    key,
    secret,
    timeoutMs: config.PUSHER_TIMEOUT_MS,
  });
  return { key, secret, broker };
}
