import { type AccessRequest, type Extension, MissingPartition } from "./authorization.ts";
import { type Channel, type ReadRights, readsPresence } from "./channels.ts";
import type { Connection } from "./connection.ts";
import { DatabaseUnavailable } from "./database_connection.ts";
import type { ClientFrame, UserBroadcast } from "./frames.ts";
import type { Hub } from "./hub.ts";
import { type JoinConfig, parseJoin, parseReplay, type ReplayRequest } from "./join_config.ts";
import { type Identity, isApiKey, requireUnexpired, TokenProblem } from "./tokens.ts";

/** A join that is refused; the reason is what the client's subscribe callback shows. */
class JoinRefused extends Error {
  constructor(code: string, text: string, readonly disconnect = false) {
    super(`${code}: ${text}`);
  }
}

const TOPIC_PREFIX = "realtime:";
const CLOSE_POLICY = 1008;

/**
 * Joins a channel and answers, or refuses with the platform's reason. The client retries a refused join for ever, so
 * the answer to a refusal is delayed. Afterwards the channel gets, in this order: its presence state, its replay, and
 * the state of its database subscriptions.
 */
export async function joinChannel(hub: Hub, connection: Connection, frame: ClientFrame & { kind: "push" }) {
  if (!frame.topic.startsWith(TOPIC_PREFIX)) return connection.reply(frame, "error", { reason: "unmatched topic" });
  const config = parseJoin(frame.payload);
  if (config.invalid.length > 0) hub.log({ event: "join_config_invalid", topic: frame.topic, paths: config.invalid });
  closeDuplicate(connection, frame.topic);
  try {
    await admit(hub, connection, frame, config);
  } catch (error) {
    refuse(hub, connection, frame, error);
  }
}

/** Rights of a caller on a private topic. Extensions that were not asked for stay unknown. */
export async function readRights(hub: Hub, access: AccessRequest, extensions: Extension[]): Promise<ReadRights> {
  const readable = await hub.authorizer.readable(access, extensions);
  return {
    broadcast: readable.has("broadcast"),
    presence: extensions.includes("presence") ? readable.has("presence") : null,
  };
}

/** The text for a caller who may read nothing of a topic. */
export function readRefusal(name: string): string {
  return `You do not have permissions to read from this Channel topic: ${name}`;
}

/** Watches a channel's token: checks it when it expires, and at the latest after the configured time. */
export function watchExpiry(hub: Hub, connection: Connection, channel: Channel): void {
  clearTimeout(channel.expiryTimer);
  const { exp } = channel.identity.claims;
  if (exp === undefined) return;
  const wait = Math.min(Math.max(exp * 1000 - Date.now(), 0), hub.limits.tokenCheckMs);
  channel.expiryTimer = setTimeout(() => {
    try {
      requireUnexpired(channel.identity.claims);
      watchExpiry(hub, connection, channel);
    } catch (error) {
      connection.shutdown(channel, (error as Error).message);
    }
  }, wait);
}

async function admit(hub: Hub, connection: Connection, frame: ClientFrame, config: JoinConfig): Promise<void> {
  const name = frame.topic.slice(TOPIC_PREFIX.length);
  requireCapacity(hub, connection, name, config);
  const identity = await identify(hub, connection, config);
  const access = { topic: name, claims: identity.claims, headers: connection.headers };
  const read = config.isPrivate ? await requireReadable(hub, access, config) : { broadcast: true, presence: true };
  const replay = requireReplay(hub, name, config, read);
  if (!connection.open || hub.closing) return;

  const channel = hub.registry.add({
    outlet: connection,
    topic: frame.topic,
    name,
    isPrivate: config.isPrivate,
    joinRef: frame.joinRef,
    ack: config.ack,
    self: config.self,
    presenceKey: config.presenceKey || crypto.randomUUID(),
    identity,
    read,
    write: null,
    presenceEnabled: config.presenceEnabled,
    presenceCalls: { count: 0, since: 0 },
    replayed: null,
    // Subscribed before the replay is read, so that no message falls between the two.
    held: replay ? [] : null,
    expiryTimer: undefined,
  });
  connection.channels.set(frame.topic, channel);
  let stored: UserBroadcast[] = [];
  try {
    if (replay) stored = await readReplay(hub, name, replay);
  } catch (error) {
    connection.release(channel);
    throw error;
  }
  if (!connection.open || connection.channels.get(frame.topic) !== channel) return connection.release(channel);
  hub.users.add(connection);
  watchExpiry(hub, connection, channel);
  welcome(hub, connection, frame, channel, config, stored);
}

function welcome(
  hub: Hub,
  connection: Connection,
  frame: ClientFrame,
  channel: Channel,
  config: JoinConfig,
  stored: UserBroadcast[],
): void {
  const changes = config.postgresChanges.map((change, index) => ({ ...change, id: index + 1 }));
  connection.reply(frame, "ok", { postgres_changes: changes });
  if (readsPresence(channel)) hub.registry.sendPresenceState(channel);
  if (channel.held) hub.registry.replay(channel, stored);
  if (changes.length > 0) {
    connection.pushSystem(channel, "postgres_changes", "error", "postgres_changes is not available");
  }
  if (config.replicationReady) {
    hub.feed.whenListening(() => {
      if (connection.channels.get(channel.topic) !== channel) return;
      connection.pushSystem(channel, "system", "ok", "Replication connection established");
    });
  }
}

/** The platform's order: restart, private only, connections, join rate, channels. The token comes after all of them. */
function requireCapacity(hub: Hub, connection: Connection, name: string, config: JoinConfig): void {
  const { limits } = hub;
  if (name === "") throw new JoinRefused("TopicNameRequired", "You must provide a topic name");
  if (hub.closing) throw new JoinRefused("RealtimeRestarting", "Realtime is restarting, please standby");
  if (hub.privateOnly && !config.isPrivate) {
    throw new JoinRefused("PrivateOnly", "This project only allows private channels");
  }
  if (!hub.users.has(connection) && hub.users.size >= limits.concurrentSockets) {
    throw new JoinRefused("ConnectionRateLimitReached", "Too many connected users");
  }
  if (!hub.joins.tryAdd(1)) throw new JoinRefused("ClientJoinRateLimitReached", "Too many joins per second", true);
  if (connection.channels.size >= limits.channelsPerSocket) {
    throw new JoinRefused("ChannelRateLimitReached", "Too many channels");
  }
  if (config.awaitPostgresChanges && config.postgresChanges.length > 0) {
    throw new JoinRefused("RealtimeDisabledForConfiguration", "postgres_changes is not available");
  }
}

async function identify(hub: Hub, connection: Connection, config: JoinConfig): Promise<Identity> {
  const { accessToken } = config;
  if (accessToken !== null && !isApiKey(accessToken)) return await hub.tokens.verifyToken(accessToken);
  requireUnexpired(connection.keyIdentity.claims);
  return connection.keyIdentity;
}

async function requireReadable(hub: Hub, access: AccessRequest, config: JoinConfig): Promise<ReadRights> {
  const read = await readRights(hub, access, config.presenceEnabled ? ["broadcast", "presence"] : ["broadcast"]);
  if (!read.broadcast && !read.presence) throw new JoinRefused("Unauthorized", readRefusal(access.topic));
  return read;
}

function requireReplay(hub: Hub, name: string, config: JoinConfig, read: ReadRights): ReplayRequest | null {
  if (config.replay === undefined) return null;
  if (!config.isPrivate) throw new JoinRefused("UnableToReplayMessages", "Replay is not allowed for public channels");
  if (!read.broadcast) throw new JoinRefused("Unauthorized", readRefusal(name));
  const replay = parseReplay(config.replay, hub.limits.replayMessages);
  if (!replay) throw new JoinRefused("UnableToReplayMessages", "Replay params are not valid");
  return replay;
}

async function readReplay(hub: Hub, name: string, replay: ReplayRequest): Promise<UserBroadcast[]> {
  try {
    return await hub.feed.stored(name, replay, hub.limits.replayHours);
  } catch {
    throw new JoinRefused("UnableToReplayMessages", "Realtime was unable to replay messages");
  }
}

/** One socket has one channel per topic: a second join replaces the first. */
function closeDuplicate(connection: Connection, topic: string): void {
  const previous = connection.channels.get(topic);
  if (!previous) return;
  connection.pushClose(previous);
  connection.release(previous);
}

function refuse(hub: Hub, connection: Connection, frame: ClientFrame, error: unknown): void {
  const reason = refusalReason(error);
  hub.log({ event: "join_refused", topic: frame.topic, reason });
  // The client rejoins within seconds; a server that slept through midnight can then let it in.
  if (error instanceof MissingPartition) hub.feed.maintain().catch(() => {});
  const disconnect = error instanceof JoinRefused && error.disconnect;
  connection.later(disconnect ? 0 : hub.errorReplyDelayMs, () => {
    connection.reply(frame, "error", { reason });
    if (disconnect) connection.close(CLOSE_POLICY, "too many joins per second");
  });
}

function refusalReason(error: unknown): string {
  if (error instanceof JoinRefused) return error.message;
  if (error instanceof TokenProblem) return `${error.code}: ${error.message}`;
  if (error instanceof MissingPartition) {
    return "MissingPartition: Realtime was unable to find the expected messages partition";
  }
  if (error instanceof DatabaseUnavailable) {
    return "UnableToConnectToProject: Realtime was unable to connect to the project database";
  }
  return "Unknown Error on Channel";
}
