import { type Extension, MissingPartition } from "./authorization.ts";
import { type Channel, readsPresence } from "./channels.ts";
import type { Connection } from "./connection.ts";
import { DatabaseUnavailable } from "./database_connection.ts";
import { type ClientFrame, isDeliverable, isRecord } from "./frames.ts";
import type { Hub } from "./hub.ts";
import { joinChannel, readRefusal, readRights, watchExpiry } from "./join_channel.ts";
import { payloadByteLimit } from "./limits.ts";
import { isApiKey, TokenProblem } from "./tokens.ts";

/** Handles one frame of a socket. Returns a promise only where the database or a signature has to be asked. */
export function handleFrame(hub: Hub, connection: Connection, frame: ClientFrame): void | Promise<void> {
  if (frame.kind === "push" && frame.event === "phx_join") return joinChannel(hub, connection, frame);
  const channel = connection.channels.get(frame.topic);
  if (frame.kind === "push" && frame.event === "phx_leave") return leave(connection, frame, channel);
  if (!channel) return connection.reply(frame, "error", { reason: "unmatched topic" });
  // Meant for an earlier join of the same topic: the client itself drops answers to those.
  if (frame.joinRef !== null && frame.joinRef !== channel.joinRef) return;
  if (frame.kind === "broadcast") return broadcast(hub, connection, channel, frame);
  if (frame.event === "presence") return presence(hub, connection, channel, frame);
  if (frame.event === "access_token") return refreshToken(hub, connection, channel, frame.payload);
  if (frame.event === "broadcast" && channel.ack) connection.reply(frame, "error", { reason: "event is required" });
}

function leave(connection: Connection, frame: ClientFrame, channel: Channel | undefined): void {
  connection.reply(frame, "ok");
  // A leave that follows a join timeout names a join that is no more, or never was.
  if (!channel || (frame.joinRef !== null && frame.joinRef !== channel.joinRef)) return;
  connection.pushClose(channel);
  connection.release(channel);
}

function broadcast(
  hub: Hub,
  connection: Connection,
  channel: Channel,
  frame: ClientFrame & { kind: "broadcast" },
): void | Promise<void> {
  if (!channel.isPrivate || channel.write) return deliver(hub, connection, channel, frame);
  return writeRights(hub, connection, channel).then(() => deliver(hub, connection, channel, frame), (error) => {
    // As for a denied write: no answer and no delivery, so that the sender's own timeout tells it.
    requireKnownFault(error);
    hub.log({ event: "broadcast_not_authorized", topic: channel.name, cause: (error as Error).name });
  });
}

function deliver(hub: Hub, connection: Connection, channel: Channel, frame: ClientFrame & { kind: "broadcast" }): void {
  if (channel.isPrivate && !channel.write?.has("broadcast")) return;
  if (!hub.messages.tryAdd(1)) return connection.shutdown(channel, "Too many messages per second");
  const refusal = refusalOf(hub, frame);
  if (refusal) {
    hub.log({ event: "broadcast_refused", topic: channel.name, reason: refusal });
    if (channel.ack) connection.reply(frame, "error", { reason: refusal });
    return;
  }
  hub.registry.broadcast(channel.name, channel.isPrivate, frame.broadcast, channel.self ? undefined : channel);
  if (channel.ack) connection.reply(frame, "ok");
}

function refusalOf(hub: Hub, frame: ClientFrame & { kind: "broadcast" }): string | null {
  if (frame.broadcast.bytes.length > payloadByteLimit(hub.limits)) return "payload_size_exceeded";
  return isDeliverable(frame.broadcast) ? null : "payload is not JSON";
}

async function presence(hub: Hub, connection: Connection, channel: Channel, frame: ClientFrame & { kind: "push" }) {
  const message = isRecord(frame.payload) ? frame.payload : {};
  const event = typeof message.event === "string" ? message.event.toLowerCase() : "";
  if (!countPresenceCall(hub, channel)) return connection.shutdown(channel, "Client presence rate limit exceeded");
  if (event === "untrack") {
    connection.reply(frame, "ok");
    if (channel.group.presence.untrack(channel)) hub.registry.presenceChanged(channel.group);
    return;
  }
  if (event !== "track") return connection.reply(frame, "error");
  try {
    if (!(await mayTrack(hub, connection, channel))) return connection.reply(frame, "error");
  } catch (error) {
    requireKnownFault(error);
    return connection.reply(frame, "error");
  }
  track(hub, connection, channel, frame, message.payload ?? {});
}

function track(hub: Hub, connection: Connection, channel: Channel, frame: ClientFrame, payload: unknown): void {
  if (!isRecord(payload)) {
    return connection.reply(frame, "error", { reason: "Presence track payload must be a map" });
  }
  if (new TextEncoder().encode(JSON.stringify(payload)).length > payloadByteLimit(hub.limits)) {
    return connection.shutdown(channel, "Track message size exceeded");
  }
  if (!hub.presence.tryAdd(1)) return connection.shutdown(channel, "Too many presence messages per second");
  const late = !channel.presenceEnabled;
  channel.presenceEnabled = true;
  connection.reply(frame, "ok");
  if (channel.group.presence.track(channel, channel.presenceKey, payload)) hub.registry.presenceChanged(channel.group);
  // A first track enables presence, and without the state the client would hold back every diff for ever.
  if (late && readsPresence(channel)) hub.registry.sendPresenceState(channel);
}

/** Asks for the write right, and for the read right too if the join left it open. */
async function mayTrack(hub: Hub, connection: Connection, channel: Channel): Promise<boolean> {
  if (!channel.isPrivate) return true;
  const write = await writeRights(hub, connection, channel);
  if (!write.has("presence")) return false;
  if (channel.read.presence === null) {
    channel.read.presence = (await readRights(hub, accessOf(connection, channel), ["presence"])).presence;
  }
  return true;
}

function countPresenceCall(hub: Hub, channel: Channel): boolean {
  const now = performance.now();
  const calls = channel.presenceCalls;
  if (calls.count === 0 || now - calls.since > hub.limits.presenceWindowMs) {
    channel.presenceCalls = { count: 1, since: now };
    return true;
  }
  return ++calls.count <= hub.limits.presenceCallsPerWindow;
}

/** The cached rights, or those the policies grant now. Frames of a socket run in turn, so the token cannot change. */
async function writeRights(hub: Hub, connection: Connection, channel: Channel): Promise<Set<Extension>> {
  return channel.write ??= await hub.authorizer.writable(accessOf(connection, channel));
}

function accessOf(connection: Connection, channel: Channel) {
  return { topic: channel.name, claims: channel.identity.claims, headers: connection.headers };
}

/** A new token: no answer if it is good; the end of the channel if it is not, or if it may read less than the old one. */
async function refreshToken(hub: Hub, connection: Connection, channel: Channel, payload: unknown): Promise<void> {
  const token = isRecord(payload) ? payload.access_token : null;
  if (typeof token !== "string" || token === channel.identity.token || isApiKey(token)) return;
  const before = channel.read;
  try {
    channel.identity = await hub.tokens.verifyToken(token);
    channel.write = null;
    if (channel.isPrivate) {
      const extensions: Extension[] = before.presence === null ? ["broadcast"] : ["broadcast", "presence"];
      channel.read = await readRights(hub, accessOf(connection, channel), extensions);
    }
  } catch (error) {
    return connection.shutdown(channel, refreshProblem(error));
  }
  const { broadcast, presence } = channel.read;
  if (!broadcast && !presence) return connection.shutdown(channel, readRefusal(channel.name));
  if ((before.broadcast && !broadcast) || (before.presence && !presence)) {
    return connection.shutdown(
      channel,
      `You no longer have permission to read from this Channel topic: ${channel.name}`,
    );
  }
  if (connection.open) watchExpiry(hub, connection, channel);
}

function refreshProblem(error: unknown): string {
  if (error instanceof TokenProblem) return error.message;
  requireKnownFault(error);
  return "Realtime was unable to connect to the project database";
}

function requireKnownFault(error: unknown): void {
  if (!(error instanceof DatabaseUnavailable || error instanceof MissingPartition)) throw error;
}
