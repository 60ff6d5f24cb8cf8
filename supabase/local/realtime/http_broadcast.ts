import type { AccessRequest } from "./authorization.ts";
import { DatabaseUnavailable } from "./database_connection.ts";
import { isDeliverable, isRecord, type UserBroadcast } from "./frames.ts";
import type { Hub } from "./hub.ts";
import { payloadByteLimit } from "./limits.ts";
import { type Identity, isApiKey, TokenProblem } from "./tokens.ts";

/** A message that arrived over HTTP. The topic has no `realtime:` prefix. */
interface HttpMessage {
  topic: string;
  isPrivate: boolean;
  broadcast: UserBroadcast;
}

/** Answers with a status and a JSON body. */
class Refusal extends Error {
  constructor(readonly status: number, readonly body: object) {
    super(`refused with ${status}`);
  }
}

const BATCH_PATH = "/realtime/v1/api/broadcast";
const SINGLE_PATH = /^\/realtime\/v1\/api\/broadcast\/([^/]+)\/events\/([^/]+)$/;

const CORS = {
  "access-control-allow-origin": "*",
  "access-control-allow-headers": "authorization, apikey, content-type, x-client-info",
  "access-control-allow-methods": "POST, OPTIONS",
};

/** Headers a policy may see: everything but credentials. */
export function visibleHeaders(headers: Headers): Record<string, string> {
  const hidden = new Set(["authorization", "apikey", "x-api-key", "cookie"]);
  return Object.fromEntries([...headers].filter(([name]) => !hidden.has(name)));
}

/** True for the two broadcast addresses. */
export function isBroadcastPath(pathname: string): boolean {
  return pathname === BATCH_PATH || SINGLE_PATH.test(pathname);
}

/**
 * Broadcasts over HTTP without a socket: a batch as JSON, or a single message whose body is the payload. 202 means
 * accepted, as on the platform: in a batch, private messages the caller may not write are dropped without a word.
 */
export async function serveBroadcast(hub: Hub, request: Request): Promise<Response> {
  if (request.method === "OPTIONS") return new Response(null, { status: 204, headers: CORS });
  if (request.method !== "POST") return json(405, { error: "Method not allowed" });
  try {
    const url = new URL(request.url);
    const identity = await identify(hub, request, url);
    const access = { claims: identity.claims, headers: visibleHeaders(request.headers) };
    if (url.pathname === BATCH_PATH) await broadcastBatch(hub, request, access);
    else await broadcastSingle(hub, request, url, access);
    return new Response(null, { status: 202, headers: CORS });
  } catch (error) {
    if (error instanceof Refusal) return json(error.status, error.body);
    if (error instanceof DatabaseUnavailable) {
      return json(503, { error: "Realtime was unable to connect to the project database" });
    }
    hub.log({ event: "http_broadcast_failed", error: error instanceof Error ? error.name : "unknown" });
    return json(500, { error: "Internal server error" });
  }
}

type Caller = Omit<AccessRequest, "topic">;

async function identify(hub: Hub, request: Request, url: URL): Promise<Identity> {
  const bearer = request.headers.get("authorization")?.match(/^Bearer\s+(\S+)$/i)?.[1];
  const key = request.headers.get("apikey") || url.searchParams.get("apikey");
  try {
    if (bearer && !isApiKey(bearer)) return await hub.tokens.verifyToken(bearer);
    return await hub.tokens.identifyKey(bearer ?? key ?? "");
  } catch (error) {
    if (error instanceof TokenProblem) throw new Refusal(401, { message: "Unauthorized" });
    throw error;
  }
}

async function broadcastBatch(hub: Hub, request: Request, access: Caller): Promise<void> {
  const messages = readBatch(await readJson(request), payloadByteLimit(hub.limits));
  requireRate(hub, messages.length);
  const writable = new Map<string, boolean>();
  for (const message of messages) {
    const { topic } = message;
    if (message.isPrivate && !writable.has(topic)) writable.set(topic, await mayWrite(hub, access, topic));
    if (message.isPrivate && !writable.get(topic)) continue;
    hub.registry.broadcast(topic, message.isPrivate, message.broadcast);
  }
}

async function broadcastSingle(hub: Hub, request: Request, url: URL, access: Caller): Promise<void> {
  const [topic, event] = readAddress(url.pathname);
  const isPrivate = url.searchParams.get("private") === "true";
  const bytes = new Uint8Array(await request.arrayBuffer());
  const broadcast: UserBroadcast = { event, encoding: readEncoding(request), bytes };
  if (bytes.length > payloadByteLimit(hub.limits)) throw new Refusal(422, { error: "Payload size exceeds limit" });
  if (!isDeliverable(broadcast)) throw new Refusal(422, { error: "Payload is not valid JSON" });
  requireRate(hub, 1);
  if (isPrivate && !(await mayWrite(hub, access, topic))) {
    throw new Refusal(403, { error: `You do not have permissions to write to this Channel topic: ${topic}` });
  }
  hub.registry.broadcast(topic, isPrivate, broadcast);
}

function readBatch(body: unknown, byteLimit: number): HttpMessage[] {
  const list = isRecord(body) ? body.messages : undefined;
  if (!Array.isArray(list)) throw new Refusal(422, { errors: { messages: ["can't be blank"] } });
  const problems: Record<string, string[]>[] = [];
  const messages = list.map((item) => {
    const errors: Record<string, string[]> = {};
    const { topic, event, payload, private: isPrivate = false, id } = isRecord(item) ? item : {};
    if (typeof topic !== "string" || topic === "") errors.topic = ["can't be blank"];
    if (typeof event !== "string" || event === "") errors.event = ["can't be blank"];
    if (!isRecord(payload)) errors.payload = [payload === undefined ? "can't be blank" : "is invalid"];
    if (typeof isPrivate !== "boolean") errors.private = ["is invalid"];
    if (id !== undefined && typeof id !== "string") errors.id = ["is invalid"];
    const bytes = new TextEncoder().encode(JSON.stringify(payload ?? {}));
    if (bytes.length > byteLimit) errors.payload = ["Payload size exceeds limit"];
    problems.push(errors);
    const meta = typeof id === "string" ? { meta: { id } } : {};
    const broadcast = { event: String(event), encoding: "json" as const, bytes, ...meta };
    return { topic: String(topic), isPrivate: isPrivate === true, broadcast };
  });
  if (problems.some((errors) => Object.keys(errors).length > 0)) {
    throw new Refusal(422, { errors: { messages: problems } });
  }
  return messages;
}

async function readJson(request: Request): Promise<unknown> {
  try {
    return await request.json();
  } catch {
    throw new Refusal(422, { errors: { body: ["is not valid JSON"] } });
  }
}

function readAddress(pathname: string): [topic: string, event: string] {
  const [, topic, event] = pathname.match(SINGLE_PATH)!;
  try {
    return [decodeURIComponent(topic), decodeURIComponent(event)];
  } catch {
    throw new Refusal(422, { error: "Topic or event is not valid percent-encoding" });
  }
}

function readEncoding(request: Request): "json" | "binary" {
  const type = request.headers.get("content-type")?.split(";")[0].trim().toLowerCase();
  if (type === "application/json") return "json";
  if (type === "application/octet-stream") return "binary";
  throw new Refusal(415, { error: "Content-Type must be application/json or application/octet-stream" });
}

async function mayWrite(hub: Hub, access: Caller, topic: string): Promise<boolean> {
  return (await hub.authorizer.writable({ ...access, topic })).has("broadcast");
}

function requireRate(hub: Hub, count: number): void {
  if (!hub.messages.tryAdd(count)) throw new Refusal(429, { message: "Too many requests" });
}

function json(status: number, body: object): Response {
  return Response.json(body, { status, headers: CORS });
}
