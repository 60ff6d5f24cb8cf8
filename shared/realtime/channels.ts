import { isChannelName } from "../contracts/kit/channel_names.ts";

/**
 * The channels of the Pusher protocol and what they stand for. Whoever may join the topic behind a channel may join the
 * channel: there is one rule, and it is the database's.
 */
export type ChannelTarget =
  /** A live topic, asked of `app.may_listen`. */
  | { kind: "topic"; topic: string }
  /** Who is here, asked of `app.may_meet`. */
  | { kind: "presence"; topic: string }
  /** A job one may see. */
  | { kind: "job"; id: string }
  /** For trying a connection out. */
  | { kind: "test" }
  /** A documented channel of something that does not exist, or not here. */
  | { kind: "nothing" };

/** How names keep tenants apart: in an app that several share, each name ends with the tenant it belongs to. */
export function channelSuffix(tenantId: string, appTenantId: string | undefined): string {
  return appTenantId === tenantId ? "" : `@${tenantId}`;
}

/** The documented name without the suffix; undefined where the suffix is missing or foreign. */
export function withoutSuffix(name: string, suffix: string): string | undefined {
  if (suffix === "") return name.includes("@") ? undefined : name;
  const base = name.slice(0, -suffix.length);
  return name.endsWith(suffix) && base !== "" && !base.includes("@") ? base : undefined;
}

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const LIVE = "private-live-";

/** What a channel name stands for in a tenant; undefined for a name that is none of ours. */
export function targetOf(name: string, tenantId: string): ChannelTarget | undefined {
  const topic = (rest: string): ChannelTarget => ({ kind: "topic", topic: `tenant:${tenantId}:${rest}` });
  const presence: ChannelTarget = { kind: "presence", topic: `tenant:${tenantId}:presence` };
  switch (name) {
    case "private-global":
      return topic("notifications");
    case "private-realtime-test":
    case "presence-realtime-test":
      return { kind: "test" };
    case "presence-global":
      return presence;
  }
  if (!isChannelName(name)) return undefined;
  if (name.startsWith(LIVE)) return topic(name.slice(LIVE.length).replaceAll(",", ":"));
  const [, kind, id] = /^(private-user|private-job|private-audit|private-fiche|presence-org)-(.+)$/.exec(name) ?? [];
  switch (kind) {
    case "private-user":
      return topic(`user:${id}`);
    case "private-job":
      return uuid.test(id) ? { kind: "job", id } : { kind: "nothing" };
    case "presence-org":
      return id === tenantId ? presence : { kind: "nothing" };
    case "private-audit":
      return { kind: "nothing" };
    case "private-fiche":
      return /^\d+$/.test(id) ? { kind: "nothing" } : undefined;
  }
  return undefined;
}

/** The channel on which a broker tells what is told on a live topic. */
export function channelOfTopic(topic: string): string {
  const rest = topic.split(":").slice(2);
  if (rest[0] === "notifications") return "private-global";
  return rest[0] === "user" ? `private-user-${rest[1]}` : `${LIVE}${rest.join(",")}`;
}
