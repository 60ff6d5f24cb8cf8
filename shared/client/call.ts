import type { Endpoint } from "../contracts/kit/endpoint.ts";

/** What a caller gives for an endpoint: only the parts it has. */
export type CallInput<P, Q, B> =
  & ([P] extends [undefined] ? unknown : { params: { [K in keyof P]: string } })
  & ([Q] extends [undefined] ? unknown : { query?: Record<string, unknown> })
  & ([B] extends [undefined] ? unknown : { body: unknown });

export interface CallOptions {
  baseUrl: string;
  accessToken?: string;
  apiKey?: string;
  idempotencyKey?: string;
  fetch?: typeof fetch;
  signal?: AbortSignal;
}

/** A refusal of the API, as its envelope says it. */
export class ApiError extends Error {
  override readonly name = "ApiError";
  constructor(
    readonly status: number,
    readonly code: string,
    message: string,
    readonly details: unknown,
    readonly requestId: string,
  ) {
    super(message);
  }
}

/**
 * Calls an endpoint by its contract and parses the answer through it; usable in a browser. Gives the parsed `data`, the parsed
 * body, or the raw `Response` of files and streams. Raises `ApiError`.
 */
export async function call<P, Q, B, R>(
  endpoint: Endpoint<P, Q, B, R>,
  input: CallInput<P, Q, B>,
  options: CallOptions,
): Promise<unknown> {
  const { params, query, body } = input as {
    params?: Record<string, string>;
    query?: Record<string, unknown>;
    body?: unknown;
  };
  const path = endpoint.path.replace(/:(\w+)/g, (_, name) => encodeURIComponent(params![name]));
  const url = new URL(options.baseUrl + path);
  for (const [name, value] of Object.entries(query ?? {})) {
    if (value !== undefined) url.searchParams.set(name, String(value));
  }
  const headers = new Headers();
  if (options.accessToken) headers.set("authorization", `Bearer ${options.accessToken}`);
  if (options.apiKey) headers.set("x-api-key", options.apiKey);
  if (options.idempotencyKey) headers.set("idempotency-key", options.idempotencyKey);
  const json = body !== undefined && endpoint.bodyKind === "json";
  if (json) headers.set("content-type", "application/json");
  const response = await (options.fetch ?? fetch)(url, {
    method: endpoint.method,
    headers,
    body: json ? JSON.stringify(body) : body as BodyInit | undefined,
    signal: options.signal,
  });
  if (!response.ok) throw await apiErrorOf(response);
  if (endpoint.reply.kind === "binary" || endpoint.reply.kind === "stream") return response;
  if (endpoint.reply.kind === "empty") return undefined;
  const answer = await response.json();
  return endpoint.reply.schema!.parse(endpoint.reply.kind === "data" ? answer.data : answer);
}

async function apiErrorOf(response: Response): Promise<ApiError> {
  const body = await response.json().catch(() => ({}));
  return new ApiError(
    response.status,
    body.code ?? "UNKNOWN",
    body.error ?? response.statusText,
    body.details,
    body.request_id ?? "",
  );
}
