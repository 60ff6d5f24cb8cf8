import type { DomainApp } from "../../shared/http/domain_app.ts";
import type { TestActor } from "./world.ts";

export interface Answer {
  status: number;
  // deno-lint-ignore no-explicit-any
  body: any;
  text: string;
  bytes: Uint8Array;
  headers: Headers;
}

interface Sent {
  body?: unknown;
  query?: Record<string, string | number | boolean | readonly string[]>;
  headers?: Record<string, string>;
  /** Sends an API key instead of the actor's token. */
  apiKey?: string;
  form?: FormData;
}

/** Sends one request through an app in this process: `send(app, actor, "GET /contacts")`; no actor, no credential. */
export async function send(app: DomainApp, actor: TestActor | null, route: string, sent: Sent = {}): Promise<Answer> {
  const [method, path] = route.split(" ");
  const url = new URL(`http://localhost/${app.domain}${path}`);
  for (const [name, value] of Object.entries(sent.query ?? {})) {
    for (const one of Array.isArray(value) ? value : [value]) url.searchParams.append(name, String(one));
  }
  const headers = new Headers(sent.headers);
  if (!headers.has("x-forwarded-for")) headers.set("x-forwarded-for", "203.0.113.7");
  if (sent.apiKey) headers.set("x-api-key", sent.apiKey);
  else if (actor) headers.set("authorization", `Bearer ${actor.token}`);
  const isJson = sent.body !== undefined;
  if (isJson && !headers.has("content-type")) headers.set("content-type", "application/json");
  const body = sent.form ??
    (isJson ? (typeof sent.body === "string" ? sent.body : JSON.stringify(sent.body)) : undefined);
  const response = await app.fetch(new Request(url, { method, headers, body }));
  const bytes = new Uint8Array(await response.arrayBuffer());
  const text = new TextDecoder().decode(bytes);
  const parsed = response.headers.get("content-type")?.startsWith("application/json") ? JSON.parse(text) : undefined;
  return { status: response.status, body: parsed, text, bytes, headers: response.headers };
}
