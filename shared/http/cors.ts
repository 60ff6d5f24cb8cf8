import type { Config } from "../config/config.ts";

const ALLOWED_HEADERS = [
  "authorization",
  "apikey",
  "content-type",
  "idempotency-key",
  "last-event-id",
  "x-api-key",
  "x-client-info",
  "x-correlation-id",
  "x-request-id",
  "x-tenant-id",
].join(", ");

const EXPOSED_HEADERS = [
  "content-disposition",
  "retry-after",
  "x-backend-instance",
  "x-ratelimit-limit",
  "x-ratelimit-remaining",
  "x-ratelimit-reset",
  "x-request-id",
].join(", ");

/** Cross-origin headers for a listed origin; an unlisted one gets none and the browser keeps the answer from the page. */
export function corsHeaders(request: Request, config: Pick<Config, "CORS_ORIGINS">): Record<string, string> {
  const origin = request.headers.get("origin");
  if (!origin || !config.CORS_ORIGINS.includes(origin)) return origin ? { vary: "Origin" } : {};
  return {
    "access-control-allow-origin": origin,
    "access-control-allow-credentials": "true",
    "access-control-expose-headers": EXPOSED_HEADERS,
    vary: "Origin",
  };
}

/** The answer to a preflight request. */
export function preflight(request: Request, config: Pick<Config, "CORS_ORIGINS">): Response {
  const headers = corsHeaders(request, config);
  if (headers["access-control-allow-origin"]) {
    headers["access-control-allow-methods"] = "GET, POST, PUT, PATCH, DELETE";
    headers["access-control-allow-headers"] = ALLOWED_HEADERS;
    headers["access-control-max-age"] = "7200";
  }
  return new Response(null, { status: 204, headers });
}
