import type { Config } from "../config/config.ts";
import type { Entry, EntryRow } from "../db/request_transaction.ts";
import type { Sql } from "../db/pool.ts";
import type { AccessClaims, PortalClaims } from "../auth/tokens.ts";
import { sha256Hex } from "../auth/secrets.ts";
import type { AnyEndpoint, Assurance } from "../contracts/kit/endpoint.ts";
import { problem } from "../contracts/kit/problems.ts";
import type { Requirement } from "../contracts/permissions.ts";
import { linkedActor } from "./linked_actor.ts";
import type { Runtime } from "./runtime.ts";

/** Facts of the request that the audit log and the handlers may want. */
export interface RequestFacts {
  request_id: string;
  ip: string;
  user_agent: string;
  method: string;
  path: string;
}

/** Who is behind a request, before the database has confirmed it. */
export type Actor =
  | { kind: "user"; tenantId: string; userId: string; sessionId: string; claims: AccessClaims; claimsJson: string }
  | { kind: "portal"; tenantId: string; userId: string; sessionId: string; claims: PortalClaims; claimsJson: string }
  | { kind: "api_key"; tenantId: string; userId: string; keyHash: string; hourlyLimit: number }
  | { kind: "service"; tenantId: string; userId: string }
  | { kind: "public" };

/** What the database decides about the caller before any row is read: a permission, if any, and how sure we are of a person. */
export interface Demand extends Partial<Requirement> {
  assurance?: Assurance;
}

const apiKeyShape = /^[a-z]+_[0-9a-f]{16}\.[A-Za-z0-9_-]{20,}$/;
const KNOWN_KEY_MS = 60_000;
const knownKeys = new WeakMap<
  Runtime,
  Map<string, { limit: number; keyId: string; tenantId: string; until: number }>
>();

/**
 * Reads the credential of a request: `X-API-Key`, `Authorization: Bearer` (a token or a key), for an event stream the
 * parameters `ticket` and `token`, or the cookie of a browser session. Raises AUTH_REQUIRED, AUTH_TOKEN_MISSING (where
 * only a person's token will do), AUTH_TOKEN_EXPIRED, AUTH_TOKEN_INVALID,
 * API_KEY_INVALID, ORIGIN_NOT_ALLOWED.
 */
export async function resolveActor(
  request: Request,
  rt: Runtime,
  facts: RequestFacts,
  endpoint?: AnyEndpoint,
): Promise<Actor> {
  const ticket = streamParameter("ticket", request, endpoint);
  if (ticket && !request.headers.has("authorization")) return await ticketActor(ticket, rt);
  const streamToken = streamParameter("token", request, endpoint);
  const header = request.headers.get("authorization") ?? (streamToken ? `Bearer ${streamToken}` : "");
  const bearer = /^(?:bearer|token)\s+(.+)$/i.exec(header)?.[1]?.trim();
  const key = request.headers.get("x-api-key")?.trim() || (bearer && apiKeyShape.test(bearer) ? bearer : undefined);
  if (key) return await apiKeyActor(key, rt);
  if (header && !bearer) throw problem("auth_token_invalid");
  const cookie = bearer ? undefined : cookieOf(request, "access_token");
  if (cookie) requireOwnOrigin(request, rt);
  const token = bearer ?? cookie;
  if (!token) throw problem(endpoint?.userOnly ? "auth_token_missing" : "auth_required");
  if (rt.supabaseTokens?.concerns(token)) return await linkedActor(token, rt, facts);
  const { claims, claimsJson } = await rt.tokens.verifyAny(token);
  const who = { tenantId: claims.tenant_id, userId: claims.sub, sessionId: claims.session_id, claimsJson };
  return claims.aud === "portal" ? { kind: "portal", ...who, claims } : { kind: "user", ...who, claims };
}

/**
 * Keeps members and clients apart: a portal account reaches portal endpoints alone, and nobody else reaches those. Raises
 * PORTAL_ACCESS_DENIED, AUTHORIZATION_ERROR.
 */
export function requireAudience(endpoint: AnyEndpoint, actor: Actor): void {
  const forPortal = endpoint.guard === "portal";
  if (forPortal && actor.kind !== "portal") throw problem("portal_access_denied");
  if (!forPortal && actor.kind === "portal") throw problem("authorization_error");
}

/** Browsers cannot give an EventSource any header: only where they need it may an address carry a credential. */
function streamParameter(name: "ticket" | "token", request: Request, endpoint?: AnyEndpoint): string | null {
  return endpoint?.reply.kind === "stream" ? new URL(request.url).searchParams.get(name) : null;
}

/** Whoever asked for the ticket, as their token said it then. Raises AUTH_TOKEN_INVALID for a ticket that is used or too old. */
async function ticketActor(ticket: string, rt: Runtime): Promise<Actor> {
  const [{ claims: claimsJson }] = await rt.pool<{ claims: string | null }[]>`
    select identity.take_stream_ticket(${await sha256Hex(ticket)}) as claims`;
  if (claimsJson === null) throw problem("auth_token_invalid");
  const claims: AccessClaims = JSON.parse(claimsJson);
  if (claims.exp * 1000 <= Date.now()) throw problem("auth_token_expired");
  return {
    kind: "user",
    tenantId: claims.tenant_id,
    userId: claims.sub,
    sessionId: claims.session_id,
    claims,
    claimsJson,
  };
}

async function apiKeyActor(key: string, rt: Runtime): Promise<Actor> {
  if (!apiKeyShape.test(key)) throw problem("api_key_invalid");
  const keyHash = await sha256Hex(key);
  const cache = knownKeys.get(rt) ?? new Map();
  knownKeys.set(rt, cache);
  let known = cache.get(keyHash);
  if (!known || known.until <= Date.now()) {
    const [row] = await rt.pool<{ found: { key_id: string; tenant_id: string; rate_limit_per_hour: number } | null }[]>`
      select app.api_key_limit(${keyHash}) as found`;
    if (!row.found) throw problem("api_key_invalid");
    known = {
      limit: row.found.rate_limit_per_hour,
      keyId: row.found.key_id,
      tenantId: row.found.tenant_id,
      until: Date.now() + KNOWN_KEY_MS,
    };
    if (cache.size > 1000) cache.clear();
    cache.set(keyHash, known);
  }
  return { kind: "api_key", tenantId: known.tenantId, userId: known.keyId, keyHash, hourlyLimit: known.limit };
}

/** Asks the database anew for every key of an organisation, on this worker. */
export function forgetApiKeys(rt: Runtime, tenantId: string): void {
  const keys = knownKeys.get(rt);
  for (const [hash, known] of keys ?? []) if (known.tenantId === tenantId) keys!.delete(hash);
}

/** The value of a cookie, decoded; undefined when absent or not decodable. */
export function cookieOf(request: Request, name: string): string | undefined {
  const cookies = request.headers.get("cookie");
  const found = cookies?.split(/;\s*/).find((c) => c.startsWith(`${name}=`))?.slice(name.length + 1);
  if (!found) return undefined;
  try {
    return decodeURIComponent(found);
  } catch {
    return undefined;
  }
}

/** Cookies travel with forged requests too: whatever changes something must come from one of our own pages. */
export function requireOwnOrigin(request: Request, rt: Runtime): void {
  if (request.method === "GET" || request.method === "HEAD") return;
  const origin = request.headers.get("origin") ?? originOf(request.headers.get("referer"));
  const own = new URL(request.url).origin;
  if (origin && (origin === own || rt.config.CORS_ORIGINS.includes(origin))) return;
  throw problem("origin_not_allowed");
}

function originOf(referer: string | null): string | undefined {
  return referer && URL.canParse(referer) ? new URL(referer).origin : undefined;
}

/**
 * The columns that let this actor into a transaction and decide the permission. They are evaluated left to right, and the
 * role changes last: whatever stands behind them in the same select runs as the actor.
 */
export function entryColumns(actor: Actor, demand: Demand, facts: RequestFacts, sql: Sql) {
  const key = demand.key ?? null;
  const action = demand.action ?? "read";
  const assurance = demand.assurance ?? "session";
  const request = JSON.stringify({ ...facts, auth_method: actor.kind });
  switch (actor.kind) {
    case "user":
      return sql`app.enter_session(${actor.claimsJson}, ${key}, ${action}, ${request}, ${assurance}) as entered,
        set_config('role', 'authenticated', true)`;
    case "portal":
      return sql`app.enter_portal(${actor.claimsJson}, ${request}) as entered, set_config('role', 'authenticated', true)`;
    case "api_key":
      return sql`app.enter_api_key(${actor.keyHash}, ${facts.ip}, ${key}, ${action}, ${request}) as entered,
        set_config('role', 'authenticated', true)`;
    case "service":
      return sql`app.enter_service(${actor.tenantId}, ${request}) as entered, set_config('role', 'authenticated', true)`;
    case "public":
      return sql`null::json as entered, set_config('app.request', ${request}, true),
        set_config('role', 'comptoir_gate', true)`;
  }
}

/** Actor and request as the audit log writes them down when the kernel itself has something to note. */
export function auditFacts(actor: Exclude<Actor, { kind: "public" }>, facts: RequestFacts) {
  const claims = actor.kind === "user" ? actor.claimsJson : JSON.stringify({
    sub: actor.userId,
    tenant_id: actor.tenantId,
    actor_type: actor.kind === "portal" ? "external" : actor.kind,
    ...(actor.kind === "portal" && { session_id: actor.sessionId }),
  });
  return { claims, request: JSON.stringify({ ...facts, auth_method: actor.kind }) };
}

/** The statement that opens a transaction for this actor and bounds each of its statements in time. */
export function entryOf(
  actor: Actor,
  demand: Demand,
  facts: RequestFacts,
  config: Pick<Config, "DB_STATEMENT_TIMEOUT_MS">,
): Entry {
  const timeout = `${config.DB_STATEMENT_TIMEOUT_MS}ms`;
  return (sql) =>
    sql<EntryRow[]>`
      select ${entryColumns(actor, demand, facts, sql)}, set_config('statement_timeout', ${timeout}, true)`;
}

/**
 * The address of the caller. Every trusted proxy appends the peer it saw to X-Forwarded-For, so the caller stands that many
 * entries from the end; whatever a caller writes into the header itself stands further left and is never believed.
 */
export function clientAddress(request: Request, peer: string | undefined, trustedHops: number): string {
  const hops = (request.headers.get("x-forwarded-for") ?? "").split(",").map((h) => h.trim()).filter(Boolean);
  const chain = peer === undefined ? hops : [...hops, peer];
  const address = chain[chain.length - trustedHops - (peer === undefined ? 0 : 1)] ?? "";
  return isAddress(address) ? address : "";
}

const ipv4 = /^(?:(?:25[0-5]|2[0-4]\d|1\d\d|[1-9]?\d)(?:\.(?!$)|$)){4}$/;
const ipv6 = /^[0-9a-fA-F:.]{2,45}$/;

/** What the database takes for an address too: no zone, no network, no port. */
function isAddress(text: string): boolean {
  return ipv4.test(text) || (ipv6.test(text) && text.includes(":") && URL.canParse(`http://[${text}]`));
}
