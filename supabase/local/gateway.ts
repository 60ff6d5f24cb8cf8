import type { GatewayApp } from "../../functions/api/app.ts";
import type { Connection } from "../../shared/http/domain_app.ts";
import type { RealtimeServer } from "./realtime/server.ts";
import type { StorageServer } from "./storage/server.ts";
import { referencePage } from "./reference_page.ts";

export interface GatewayParts {
  api: GatewayApp;
  /** Absent when the stack works on somebody else's database: then the project's own servers answer. */
  realtime?: RealtimeServer;
  storage?: StorageServer;
  /** The key set of our access tokens. */
  jwks: { keys: unknown[] };
}

const DOCUMENT = new URL("../../shared/openapi/openapi.json", import.meta.url);

/** Browsers talk to realtime and storage from other origins too, as on the platform. */
const OPEN_CORS = {
  "access-control-allow-origin": "*",
  "access-control-allow-headers": "authorization, apikey, content-type, x-client-info, x-upsert, cache-control, range",
  "access-control-allow-methods": "GET, HEAD, POST, PUT, DELETE, OPTIONS",
  "access-control-expose-headers": "content-length, content-range, etag",
};

/** One origin for everything: the API at its three addresses, realtime, storage, keys, document and reference. */
export function createGateway(parts: GatewayParts): (request: Request, connection: Connection) => Promise<Response> {
  return async (request, connection) => {
    const { pathname } = new URL(request.url);
    if (pathname.startsWith("/api/") || pathname.startsWith("/functions/v1/")) {
      return parts.api.fetch(request, connection);
    }
    if (pathname.startsWith("/realtime/v1/") && parts.realtime) {
      if (request.method === "OPTIONS") return new Response(null, { status: 204, headers: OPEN_CORS });
      return withOpenCors(await parts.realtime.fetch(request));
    }
    if (pathname.startsWith("/storage/v1/") && parts.storage) {
      if (request.method === "OPTIONS") return new Response(null, { status: 204, headers: OPEN_CORS });
      return withOpenCors(await parts.storage.fetch(request));
    }
    if (pathname === "/health") return parts.api.fetch(new Request(new URL("/api/health", request.url)), connection);
    if (pathname === "/auth/v1/.well-known/jwks.json") {
      return Response.json(parts.jwks, { headers: { "cache-control": "public, max-age=600" } });
    }
    if (pathname === "/openapi.json") return document();
    if (pathname === "/") return Response.redirect(new URL("/docs", request.url), 302);
    return await referencePage(pathname) ?? parts.api.fetch(request, connection);
  };
}

async function document(): Promise<Response> {
  const file = await Deno.open(DOCUMENT);
  return new Response(file.readable, {
    headers: { "content-type": "application/json; charset=utf-8", "access-control-allow-origin": "*" },
  });
}

/** A WebSocket upgrade carries no headers of ours; everything else does. */
function withOpenCors(response: Response): Response {
  if (response.status === 101) return response;
  const headers = new Headers(response.headers);
  for (const [name, value] of Object.entries(OPEN_CORS)) headers.set(name, value);
  return new Response(response.body, { status: response.status, headers });
}
