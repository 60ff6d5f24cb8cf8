import postgres from "postgres";
import { createAuthorizer } from "./authorization.ts";
import { handleFrame } from "./channel_events.ts";
import { ChannelRegistry } from "./channels.ts";
import { Connection } from "./connection.ts";
import { CONNECTION_OPTIONS, DATABASE_DEADLINE_MS } from "./database_connection.ts";
import { openDatabaseFeed } from "./database_feed.ts";
import { parseVsn } from "./frames.ts";
import { isBroadcastPath, serveBroadcast, visibleHeaders } from "./http_broadcast.ts";
import type { Hub } from "./hub.ts";
import { PLAN_LIMITS, RateWindow, type RealtimeLimits } from "./limits.ts";
import { createTokenVerifier, type Identity, TokenProblem } from "./tokens.ts";

export type { RealtimeLimits } from "./limits.ts";
export { PLAN_LIMITS } from "./limits.ts";

/** How to run the server. */
export interface RealtimeOptions {
  /** Connects as `supabase_realtime_admin`, the owner of `realtime.messages`. */
  databaseUrl: string;
  /** Not replaceable: tokens are checked against the keys below and nothing else. */
  verifyToken?: never;
  /** Secret of HS256 tokens. */
  jwtSecret: string;
  /** Keys found by `kid`: public ones of ES256 and RS256 tokens, secrets of HS256 tokens. */
  jwks?: { keys: object[] };
  /** API key with role `anon`. */
  publishableKey: string;
  /** API key with role `service_role`. */
  secretKey: string;
  /** Default: those of the hosted pro plan. */
  limits?: Partial<RealtimeLimits>;
  /** Refuse public channels, as the hosted setting "allow public access" = off does. Default false. */
  privateOnly?: boolean;
  /** Delay before a refused join is answered, in milliseconds. Default 50; the platform takes 5000. */
  errorReplyDelayMs?: number;
  /** Receives structured entries without tokens or payloads. */
  log?: (entry: object) => void;
}

/** What the health report says. `ok` is false if messages sent from SQL are being lost. */
export interface RealtimeHealth {
  ok: boolean;
  sockets: number;
  channels: number;
  topics: number;
  database: { reachable: boolean; listening: boolean; partition: boolean; pending: number };
}

/** The server as part of a gateway: it owns no port. */
export interface RealtimeServer {
  /** Serves the addresses below `/realtime/v1`; any other answers 404. Must run inside `Deno.serve` for sockets. */
  fetch(request: Request): Response | Promise<Response>;
  health(): Promise<RealtimeHealth>;
  /** Closes all sockets and database connections. Safe to call twice. */
  close(): Promise<void>;
}

const SOCKET_PATH = "/realtime/v1/websocket";
const PROBE_CONNECTIONS = 4;
const CLOSE_RESTART = 1012;

/**
 * Starts a server that speaks the Realtime protocol of `@supabase/supabase-js` 2.x: broadcast, presence, private
 * channels under the policies on `realtime.messages`, token refresh, replay, and broadcast from SQL. Streaming of
 * table changes (`postgres_changes`) is refused with a visible message.
 *
 * Rejects if the database cannot be reached. After that it survives database restarts by itself.
 */
export async function createRealtime(options: RealtimeOptions): Promise<RealtimeServer> {
  const limits = { ...PLAN_LIMITS.pro, ...options.limits };
  const log = options.log ?? (() => {});
  const messages = new RateWindow(limits.messagesPerSecond);
  const registry = new ChannelRegistry(
    limits,
    (receivers) => messages.add(receivers),
    (topic, vsn) => log({ event: "not_representable", topic, vsn }),
  );
  const sql = postgres(options.databaseUrl, {
    ...CONNECTION_OPTIONS,
    max: PROBE_CONNECTIONS,
    // A policy that hangs must not hold a connection for ever.
    connection: { TimeZone: "UTC", statement_timeout: DATABASE_DEADLINE_MS },
  });
  const feed = await openDatabaseFeed(
    options.databaseUrl,
    sql,
    (message) => registry.broadcast(message.topic, message.isPrivate, message.broadcast),
    log,
  ).catch(async (error) => {
    await sql.end({ timeout: 1 });
    throw error;
  });
  const hub: Hub = {
    limits,
    log,
    registry,
    feed,
    messages,
    privateOnly: options.privateOnly ?? false,
    errorReplyDelayMs: options.errorReplyDelayMs ?? 50,
    tokens: createTokenVerifier(options),
    authorizer: createAuthorizer(sql, log),
    joins: new RateWindow(limits.joinsPerSecond),
    presence: new RateWindow(limits.presencePerSecond),
    users: new Set(),
    closing: false,
  };
  const connections = new Set<Connection>();

  function fetch(request: Request): Response | Promise<Response> {
    const { pathname } = new URL(request.url);
    if (pathname === SOCKET_PATH) return accept(hub, connections, request);
    if (isBroadcastPath(pathname)) return serveBroadcast(hub, request);
    return Response.json({ error: "Not found" }, { status: 404 });
  }

  async function health(): Promise<RealtimeHealth> {
    const counts = { sockets: connections.size, channels: registry.channelCount, topics: registry.groupCount };
    try {
      const { listening, partition, pending } = await feed.health();
      return { ok: listening && partition, ...counts, database: { reachable: true, listening, partition, pending } };
    } catch {
      const database = { reachable: false, listening: false, partition: false, pending: 0 };
      return { ok: false, ...counts, database };
    }
  }

  let closed: Promise<void> | undefined;
  async function shutDown(): Promise<void> {
    hub.closing = true;
    for (const connection of connections) connection.close(CLOSE_RESTART, "server is stopping");
    registry.close();
    await feed.close();
    await sql.end({ timeout: 1 });
  }

  return { fetch, health, close: () => closed ??= shutDown() };
}

/** Upgrades a request to a socket, or answers as the platform does. The client never sees these bodies. */
async function accept(hub: Hub, connections: Set<Connection>, request: Request): Promise<Response> {
  const { searchParams } = new URL(request.url);
  if (hub.closing) return Response.json({ error: "Realtime is restarting, please standby" }, { status: 503 });
  if (request.headers.get("upgrade")?.toLowerCase() !== "websocket") {
    return Response.json({ error: "WebSocket upgrade required" }, { status: 426, headers: { upgrade: "websocket" } });
  }
  const vsn = parseVsn(searchParams.get("vsn"));
  if (!vsn) return Response.json({ error: "Unsupported protocol version" }, { status: 400 });
  let identity: Identity;
  try {
    identity = await hub.tokens.identifyKey(request.headers.get("x-api-key") ?? searchParams.get("apikey") ?? "");
  } catch (error) {
    if (!(error instanceof TokenProblem)) throw error;
    hub.log({ event: "handshake_refused", reason: error.message });
    return Response.json({ error: error.message }, { status: 401 });
  }
  // Read before the upgrade, which takes the request away.
  const headers = visibleHeaders(request.headers);
  const { socket, response } = Deno.upgradeWebSocket(request);
  socket.binaryType = "arraybuffer";
  const connection = new Connection(
    socket,
    vsn,
    identity,
    headers,
    hub,
    (source, frame) => handleFrame(hub, source, frame),
  );
  connections.add(connection);
  socket.onmessage = (event) => connection.receive(event.data);
  socket.onclose = () => {
    connections.delete(connection);
    connection.dispose();
  };
  socket.onerror = () => hub.log({ event: "socket_error" });
  return response;
}
