import { Hono } from "hono";
import type { Domain } from "../contracts/domains.ts";
import type { AnyEndpoint } from "../contracts/kit/endpoint.ts";
import { type FieldIssue, problem } from "../contracts/kit/problems.ts";
import type { Bound, Input } from "./bind.ts";
import { parsePart, readBody, validationProblem } from "./body.ts";
import { corsHeaders, preflight } from "./cors.ts";
import { type Actor, clientAddress, type RequestFacts, requireAudience, resolveActor } from "./credentials.ts";
import { confirmAccess, execute } from "./execute.ts";
import { fingerprintOf, idempotencyKeyOf } from "./idempotency.ts";
import { problemBody, toProblem } from "./problem_response.ts";
import type { Bucket, RateState } from "./rate_limit.ts";
import { noteRefusal } from "./refusals.ts";
import { noteRequest } from "./request_log.ts";
import { type Runtime, runtime } from "./runtime.ts";

/** What the server knows of the line a request came in on; unknown on the Edge. */
export interface Connection {
  /** The address of the peer. */
  address?: string;
}

/**
 * One domain as an Edge Function. `fetch` answers the same endpoints at three addresses: `/<domain>/…` as the platform calls
 * a function, `/functions/v1/<domain>/…` and `/api/…` or `/api/v1/…`.
 */
export interface DomainApp {
  readonly domain: Domain;
  readonly bound: readonly Bound[];
  fetch(request: Request, connection?: Connection): Promise<Response>;
}

// deno-lint-ignore no-explicit-any
type AnyInput = Input<any, any, any>;

/** Builds the app of a domain from its bound endpoints. Fixed segments win over parameters, whatever the order given. */
export function domainApp(domain: Domain, ...groups: Bound[][]): DomainApp {
  const bound = groups.flat().sort((a, b) => specificity(b.endpoint.path) < specificity(a.endpoint.path) ? 1 : -1);
  const router = new Hono<{ Bindings: Connection }>({
    getPath: (request) => publicPath(new URL(request.url).pathname, domain),
  });
  for (const one of bound) {
    if (one.endpoint.domain !== domain) throw new Error(`${one.endpoint.id} is not an endpoint of ${domain}`);
    router.on(one.endpoint.method, one.endpoint.path, (c) => answer(one, c.req.raw, c.req.param(), c.env));
  }
  const paths = new Set(bound.map((b) => b.endpoint.path));
  for (const path of paths) router.all(path, (c) => refuse(c.req.raw, "method_not_allowed", c.env));
  router.notFound((c) => refuse(c.req.raw, "not_found", c.env));
  return {
    domain,
    bound,
    // deno-lint-ignore require-await
    async fetch(request, connection = {}) {
      if (request.method === "OPTIONS") return preflight(request, runtime().config);
      return router.fetch(request, connection);
    },
  };
}

/** The path of the contract, whichever address the request used; a trailing slash is forgiven. */
function publicPath(pathname: string, domain: Domain): string {
  const mount = pathname.startsWith("/functions/v1/") ? pathname.slice("/functions/v1".length) : pathname;
  const path = mount.startsWith("/api/")
    ? mount.slice(mount.startsWith("/api/v1/") ? 7 : 4)
    : mount.startsWith(`/${domain}/`)
    ? mount.slice(domain.length + 1)
    : mount;
  return path.length > 1 && path.endsWith("/") ? path.slice(0, -1) : path;
}

/** Sorts `/a/b` before `/a/:id` before shorter ones: 0 for fixed segments, 1 for parameters. */
function specificity(path: string): string {
  return path.split("/").map((segment) => (segment.startsWith(":") ? "1" : "0")).join("");
}

const requestIdShape = /^[A-Za-z0-9._:-]{1,128}$/;

async function answer(
  bound: Bound,
  request: Request,
  pathParams: Record<string, string>,
  connection: Connection,
): Promise<Response> {
  const rt = runtime();
  const { endpoint } = bound;
  const started = performance.now();
  const facts = factsOf(request, connection, rt);
  const headers = new Headers(baseHeaders(request, facts, rt));
  let actor: Actor = { kind: "public" };
  let code: string | undefined;
  let response: Response;
  try {
    const ipState = await takePermits(rt, headers, addressBuckets(endpoint, facts, rt));
    if (endpoint.guard !== "public") {
      actor = await resolveActor(request, rt, facts, endpoint);
      await takePermits(rt, headers, actorBuckets(endpoint, actor, rt), ipState);
      requireAudience(endpoint, actor);
      if (endpoint.userOnly && actor.kind !== "user") throw problem("user_token_required");
    }
    response = await answerParsed(bound, request, pathParams, { actor, facts, headers, rt });
  } catch (error) {
    const refusal = toProblem(error, endpoint, rt, facts.request_id);
    code = refusal.kind.code;
    await noteRefusal(rt, actor, facts, refusal);
    if (refusal.kind.status === 429 && !headers.has("retry-after")) {
      const wait = (refusal.details as { retry_after?: number } | undefined)?.retry_after;
      if (wait) headers.set("retry-after", String(wait));
    }
    headers.set("content-type", "application/json; charset=utf-8");
    response = new Response(JSON.stringify(problemBody(refusal, facts.request_id)), {
      status: refusal.kind.status,
      headers,
    });
  }
  const ms = Math.round((performance.now() - started) * 10) / 10;
  await noteRequest(rt, actor, facts, { endpoint: endpoint.id, status: response.status, ms });
  rt.log(response.status >= 500 ? "error" : "info", "request", {
    request_id: facts.request_id,
    method: endpoint.method,
    endpoint: endpoint.id,
    status: response.status,
    ...(code && { code }),
    ms,
    actor: actor.kind,
    ...(actor.kind !== "public" && { tenant_id: actor.tenantId }),
  });
  return response;
}

/** A request as its endpoint wants it. */
interface Parsed {
  params: unknown;
  query: unknown;
  body: unknown;
  idempotency?: { key: string; fingerprint: string };
}

async function answerParsed(
  bound: Bound,
  request: Request,
  pathParams: Record<string, string>,
  known: { actor: Actor; facts: RequestFacts; headers: Headers; rt: Runtime },
): Promise<Response> {
  const { actor, facts, headers, rt } = known;
  let parsed: Parsed;
  try {
    parsed = await parse(bound.endpoint, request, pathParams, rt);
  } catch (error) {
    // A malformed request of somebody without access is answered with their 401 or 403, not with what is wrong in it.
    if (bound.endpoint.guard !== "public") await confirmAccess(bound.endpoint, { runtime: rt, actor, facts });
    throw error;
  }
  const input: AnyInput = {
    ...parsed,
    actor,
    facts,
    request,
    userId: actor.kind === "public" ? "" : actor.userId,
    tenantId: actor.kind === "public" ? "" : actor.tenantId,
    reply: { headers },
    runtime: rt,
  };
  return await execute(bound, input, parsed.idempotency);
}

async function parse(
  endpoint: AnyEndpoint,
  request: Request,
  pathParams: Record<string, string>,
  rt: Runtime,
): Promise<Parsed> {
  const url = new URL(request.url);
  const issues: FieldIssue[] = [];
  const params = endpoint.params && parseParams(endpoint, pathParams);
  const query = endpoint.query && parsePart(endpoint.query, queryOf(url), "query", issues);
  const wantsBody = endpoint.body !== undefined || endpoint.idempotent;
  const sent = wantsBody ? await readBody(request, endpoint, rt.config.BODY_LIMIT_BYTES) : undefined;
  const body = endpoint.body && parsePart(endpoint.body, sent!.value, "body", issues);
  if (issues.length > 0) throw validationProblem(issues);
  const key = endpoint.idempotent ? idempotencyKeyOf(request) : undefined;
  return {
    params,
    query,
    body,
    ...(key && { idempotency: { key, fingerprint: await fingerprintOf(url, sent!.bytes) } }),
  };
}

/** A path parameter of the wrong shape names no record: 404, exactly as an id nobody has. */
function parseParams(endpoint: AnyEndpoint, pathParams: Record<string, string>): unknown {
  const parsed = endpoint.params!.safeParse(pathParams);
  if (!parsed.success) throw problem("not_found");
  return parsed.data;
}

function queryOf(url: URL): Record<string, string | string[]> {
  const query: Record<string, string | string[]> = {};
  for (const name of new Set(url.searchParams.keys())) {
    const values = url.searchParams.getAll(name).map((v) => v.replaceAll("\u0000", ""));
    query[name.replace(/\[\]$/, "")] = values.length === 1 ? values[0] : values;
  }
  return query;
}

function factsOf(request: Request, connection: Connection, rt: Runtime): RequestFacts {
  const given = request.headers.get("x-request-id") ?? request.headers.get("x-correlation-id") ?? "";
  return {
    request_id: requestIdShape.test(given) ? given : crypto.randomUUID(),
    ip: clientAddress(request, connection.address, rt.config.TRUSTED_PROXY_HOPS),
    user_agent: (request.headers.get("user-agent") ?? "").slice(0, 500),
    method: request.method,
    path: new URL(request.url).pathname,
  };
}

function baseHeaders(request: Request, facts: RequestFacts, rt: Runtime): Record<string, string> {
  return {
    "x-request-id": facts.request_id,
    "x-backend-instance": rt.config.INSTANCE_ID,
    "cache-control": "no-store",
    ...corsHeaders(request, rt.config),
  };
}

/** The answer to a path nobody owns; it counts against the caller's limit like any other request. */
export function notFound(request: Request, connection: Connection = {}): Promise<Response> {
  return refuse(request, "not_found", connection);
}

async function refuse(request: Request, name: string, connection: Connection): Promise<Response> {
  const rt = runtime();
  const facts = factsOf(request, connection, rt);
  const headers = new Headers(baseHeaders(request, facts, rt));
  headers.set("content-type", "application/json; charset=utf-8");
  let refusal = problem(name);
  try {
    await takePermits(rt, headers, addressBuckets(undefined, facts, rt));
  } catch (error) {
    refusal = toProblem(error, undefined, rt, facts.request_id);
  }
  return new Response(JSON.stringify(problemBody(refusal, facts.request_id)), { status: refusal.kind.status, headers });
}

function addressBuckets(endpoint: AnyEndpoint | undefined, facts: RequestFacts, rt: Runtime): Bucket[] {
  const { config } = rt;
  const who = facts.ip || "unknown";
  const buckets: Bucket[] = [
    { key: `ip:${who}`, limit: config.RATE_LIMIT_IP_PER_MINUTE, seconds: 60, problem: "rate_limit" },
  ];
  if (endpoint?.rate === "credential") {
    const limit = config.RATE_LIMIT_CREDENTIAL_PER_15_MINUTES;
    buckets.push({ key: `credential:${who}`, limit, seconds: 900, problem: "auth_rate_limit" });
  }
  if (endpoint?.rate === "webhook") {
    const limit = config.RATE_LIMIT_WEBHOOK_PER_MINUTE;
    buckets.push({ key: `webhook:${who}`, limit, seconds: 60, problem: "webhook_rate_limit" });
  }
  return buckets;
}

function actorBuckets(endpoint: AnyEndpoint, actor: Actor, rt: Runtime): Bucket[] {
  if (actor.kind === "public") return [];
  const { config } = rt;
  const buckets: Bucket[] = [
    actor.kind === "api_key"
      ? { key: `key:${actor.userId}`, limit: actor.hourlyLimit, seconds: 3600, problem: "rate_limit" }
      : { key: `user:${actor.userId}`, limit: config.RATE_LIMIT_USER_PER_MINUTE, seconds: 60, problem: "rate_limit" },
    { key: `tenant:${actor.tenantId}`, limit: config.RATE_LIMIT_TENANT_PER_MINUTE, seconds: 60, problem: "rate_limit" },
  ];
  if (typeof endpoint.rate === "object") {
    const limit = endpoint.rate.perMinute;
    buckets.push({ key: `${endpoint.id}:${actor.userId}`, limit, seconds: 60, problem: "rate_limit" });
  }
  if (endpoint.rate === "exchange") {
    const limit = config.RATE_LIMIT_EXCHANGE_PER_MINUTE;
    buckets.push({ key: `exchange:${actor.userId}`, limit, seconds: 60, problem: "exchange_rate_limit" });
  }
  return buckets;
}

/** Takes permits and writes the headers of the tightest bucket seen so far. */
async function takePermits(
  rt: Runtime,
  headers: Headers,
  buckets: Bucket[],
  earlier?: RateState,
): Promise<RateState | undefined> {
  const state = await rt.rates.take(buckets);
  if (!state) return earlier;
  const tightest = earlier && earlier.remaining / earlier.limit < state.remaining / state.limit ? earlier : state;
  headers.set("x-ratelimit-limit", String(tightest.limit));
  headers.set("x-ratelimit-remaining", String(tightest.remaining));
  headers.set("x-ratelimit-reset", String(Math.ceil(tightest.resetsAt / 1000)));
  if (state.refusedBy) {
    const wait = Math.max(1, Math.ceil((state.resetsAt - Date.now()) / 1000));
    headers.set("retry-after", String(wait));
    throw problem(state.refusedBy.problem, { retry_after: wait });
  }
  return tightest;
}
