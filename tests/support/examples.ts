import type { AnyEndpoint } from "../../shared/contracts/kit/endpoint.ts";
import { fixtureOf, type Ground, realParams } from "./fixtures.ts";

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** The documented example of a body; undefined when there is none. */
export function exampleOf(endpoint: AnyEndpoint): unknown {
  return (endpoint.body?.meta()?.examples as unknown[] | undefined)?.[0];
}

/** The documented example with its identifiers replaced by those of records that exist on the ground. */
export async function exampleOn(endpoint: AnyEndpoint, on: Ground): Promise<unknown> {
  return await withRealIds(exampleOf(endpoint), endpoint.id, on);
}

async function withRealIds(value: unknown, endpointId: string, on: Ground): Promise<unknown> {
  if (Array.isArray(value)) return await Promise.all(value.map((item) => withRealIds(item, endpointId, on)));
  if (typeof value !== "object" || value === null) return value;
  const copy: Record<string, unknown> = {};
  for (const [key, inner] of Object.entries(value)) {
    const fixture = typeof inner === "string" && uuid.test(inner) ? fixtureOf(endpointId, key) : undefined;
    copy[key] = fixture ? await fixture(on) : await withRealIds(inner, endpointId, on);
  }
  return copy;
}

/** A request an endpoint should accept. */
export interface Accepted {
  params: Record<string, string>;
  body?: unknown;
  query?: Record<string, string>;
  headers?: Record<string, string>;
  form?: FormData;
}

/** What an endpoint needs besides its documented example and fresh records. */
const PREPARED: Record<string, (on: Ground) => Promise<Partial<Accepted>>> = {
  "identity.auth.signup": () => Promise.resolve({ body: signUp() }),
  "identity.auth.signin": async (on) => {
    const { email, password } = await registered(on);
    return { body: { email, password } };
  },
  "identity.auth.login": async (on) => {
    const { email, password } = await registered(on);
    return { body: { email, password, remember_me: true } };
  },
  "identity.auth.refresh": async (on) => {
    const { email, password } = await registered(on);
    const { body } = await on.call("identity.auth.login", {}, { email, password });
    return { body: { refresh_token: body.data.refresh_token } };
  },
  "sales.quotes.change_status": async (on) => {
    const quote = await fixtureOf("sales.quotes", "id")!(on);
    return { params: { id: quote } };
  },
  "sales.quotes.convert": async (on) => {
    const quote = await fixtureOf("sales.quotes", "id")!(on);
    for (const status of ["SENT", "ACCEPTED"]) await on.call("sales.quotes.change_status", { id: quote }, { status });
    return { params: { id: quote } };
  },
};

/** Endpoints whose success needs somebody outside: their behaviour tests bring a stand-in. */
export const NOT_RUN: Record<string, string> = {};

/** The request that should succeed on this ground. */
export async function acceptedRequest(endpoint: AnyEndpoint, on: Ground): Promise<Accepted> {
  const prepared = await PREPARED[endpoint.id]?.(on) ?? {};
  return {
    params: prepared.params ?? await realParams(endpoint, on),
    body: prepared.body ?? await exampleOn(endpoint, on),
    query: prepared.query,
    headers: prepared.headers,
    form: prepared.form,
  };
}

/** Ids in the tables above that no endpoint has: they would hide a renamed endpoint. */
export function unknownExamples(endpoints: readonly AnyEndpoint[]): string[] {
  const ids = new Set(endpoints.map((endpoint) => endpoint.id));
  return [...Object.keys(PREPARED), ...Object.keys(NOT_RUN)].filter((id) => !ids.has(id));
}

function signUp() {
  const unique = crypto.randomUUID().slice(0, 8);
  return {
    email: `owner-${unique}@example.com`,
    password: "Tournevis-Cruciforme-7",
    name: "Jean Martin",
    subdomain: `garage-${unique}`,
    tenantName: "Garage Martin",
  };
}

async function registered(on: Ground) {
  const account = signUp();
  await on.call("identity.auth.signup", {}, account);
  return account;
}
