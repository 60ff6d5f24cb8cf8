import { z } from "zod";
import type { Domain } from "../domains.ts";
import type { Reply } from "./replies.ts";

export type Method = "GET" | "POST" | "PUT" | "PATCH" | "DELETE";

/**
 * Who may call: `public` (no credential), `session` (any credential of a member, key or service), `portal` (a client with a
 * portal account, who may call nothing else), or a guard such as `contacts.write`, resolved to the longest registered
 * permission key it starts with.
 */
export type Guard = "public" | "session" | "portal" | `${string}.${string}`;

/** True where a permission key decides. */
export function asksPermission(guard: Guard): boolean {
  return guard !== "public" && guard !== "session" && guard !== "portal";
}

/**
 * How sure we must be of a person: `session` is any complete sign-in, `step_up` one whose second factor was shown within ten
 * minutes, `setup` even one that still has to set its second factor up.
 */
export type Assurance = "session" | "step_up" | "setup";

/** How the request body travels. */
export type BodyKind = "json" | "multipart" | "raw";

/** One endpoint as data: what the router, the document, the tests and the clients all read. */
export interface Endpoint<P, Q, B, R> {
  readonly id: string;
  readonly domain: Domain;
  readonly method: Method;
  /** The public path without `/api`, parameters as `:name`. */
  readonly path: string;
  readonly summary: string;
  readonly description?: string;
  readonly guard: Guard;
  /** True where only a signed-in person makes sense: API keys get USER_TOKEN_REQUIRED. */
  readonly userOnly: boolean;
  /** True where a person with a second factor must have shown it within ten minutes: else MFA_STEP_UP_REQUIRED. */
  readonly stepUp: boolean;
  /** True where a person may come who still has to set up the second factor their organisation asks for. */
  readonly mfaSetup: boolean;
  readonly params?: z.ZodType<P>;
  readonly query?: z.ZodType<Q>;
  readonly body?: z.ZodType<B>;
  readonly bodyKind: BodyKind;
  /** True where the JSON body may also come as application/x-www-form-urlencoded, because existing clients send that. */
  readonly takesForm: boolean;
  /** False where a request without a body means "all defaults". */
  readonly bodyRequired: boolean;
  /** Largest accepted body in bytes; the configured default when absent. */
  readonly maxBodyBytes?: number;
  readonly reply: Reply<R>;
  /** Names of the problems this endpoint may answer beyond the ones every endpoint of its kind may. */
  readonly problems: readonly string[];
  /** Accepts `Idempotency-Key`: the stored answer is replayed for 24 hours. */
  readonly idempotent: boolean;
  /** The bucket counted besides the address, user and tenant buckets; one of its own per caller with `perMinute`. */
  readonly rate: "default" | "credential" | "exchange" | "webhook" | { readonly perMinute: number };
}

/** An endpoint whose types no longer matter. */
// deno-lint-ignore no-explicit-any
export type AnyEndpoint = Endpoint<any, any, any, any>;

interface EndpointSpec<P, Q, B, R> {
  id: `${Domain}.${string}`;
  summary: string;
  description?: string;
  guard: Guard;
  userOnly?: boolean;
  stepUp?: boolean;
  mfaSetup?: boolean;
  params?: z.ZodType<P>;
  query?: z.ZodType<Q>;
  body?: z.ZodType<B>;
  bodyKind?: BodyKind;
  takesForm?: boolean;
  bodyRequired?: boolean;
  maxBodyBytes?: number;
  reply: Reply<R>;
  problems?: readonly string[];
  idempotent?: boolean;
  rate?: Endpoint<P, Q, B, R>["rate"];
}

/** Declares an endpoint: `endpoint("GET /contacts/:contact_id", { … })`. An absent part is typed `undefined`. */
export function endpoint<P = undefined, Q = undefined, B = undefined, R = undefined>(
  route: `${Method} /${string}`,
  spec: EndpointSpec<P, Q, B, R>,
): Endpoint<P, Q, B, R> {
  const [method, path] = route.split(" ") as [Method, string];
  const named = [...path.matchAll(/:(\w+)/g)].map((m) => m[1]);
  const declared = spec.params instanceof z.ZodObject ? Object.keys(spec.params.shape) : [];
  if (named.join() !== declared.join()) throw new Error(`${spec.id}: params of ${path} are declared as [${declared}]`);
  if (spec.guard === "public" && (spec.stepUp || spec.mfaSetup)) throw new Error(`${spec.id}: nobody is known here`);
  return Object.freeze({
    ...spec,
    domain: spec.id.split(".")[0] as Domain,
    method,
    path,
    userOnly: spec.userOnly ?? false,
    stepUp: spec.stepUp ?? false,
    mfaSetup: spec.mfaSetup ?? false,
    bodyKind: spec.bodyKind ?? "json",
    takesForm: spec.takesForm ?? false,
    bodyRequired: spec.bodyRequired ?? true,
    problems: spec.problems ?? [],
    idempotent: spec.idempotent ?? false,
    rate: spec.rate ?? "default",
  });
}
