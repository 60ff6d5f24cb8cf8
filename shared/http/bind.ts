import type { Sql } from "../db/pool.ts";
import type { AnyEndpoint, Endpoint } from "../contracts/kit/endpoint.ts";
import type { Actor, RequestFacts } from "./credentials.ts";
import type { Runtime } from "./runtime.ts";

/** What every handler knows about the request it answers. */
export interface Input<P, Q, B> {
  params: P;
  query: Q;
  body: B;
  actor: Actor;
  /** The id of the signed-in person, or of the key or service; empty for public endpoints. */
  userId: string;
  tenantId: string;
  facts: RequestFacts;
  request: Request;
  /** Headers and, rarely, another success status for the answer. */
  reply: { headers: Headers; status?: number };
  runtime: Runtime;
}

export interface InTransaction<P, Q, B> extends Input<P, Q, B> {
  sql: Sql;
}

/** For handlers that call the outside world: they open their transactions themselves, as the same actor. */
export interface Detached<P, Q, B> extends Input<P, Q, B> {
  transact<T>(work: (sql: Sql) => Promise<T>): Promise<T>;
  read<T>(work: (sql: Sql) => Promise<T>): Promise<T>;
}

// deno-lint-ignore no-explicit-any
type Anything = any;

/** A contract with its handler; types no longer matter, so five hundred of these cost the compiler nothing. */
export type Bound =
  & { endpoint: AnyEndpoint }
  & (
    | { mode: "transaction"; handle: (ctx: InTransaction<Anything, Anything, Anything>) => Promise<unknown> }
    | {
      mode: "detached";
      handle: (ctx: Detached<Anything, Anything, Anything>) => Promise<unknown> | AsyncIterable<unknown>;
    }
    | {
      mode: "flight";
      plan: (ctx: InTransaction<Anything, Anything, Anything>) => readonly PromiseLike<unknown>[];
      shape: (rows: Anything, ctx: Input<Anything, Anything, Anything>) => unknown;
    }
    | {
      mode: "statement";
      call: (ctx: InTransaction<Anything, Anything, Anything>) => JsonCall;
    }
  );

/** A SQL function that answers the finished JSON of a hot read: its schema-qualified name and its arguments. */
export interface JsonCall {
  fn: `${string}.${string}`;
  args: readonly (string | number | boolean | null | readonly string[])[];
}

/** Binds a handler that runs inside one transaction of the caller: read only for GET. */
export function bind<P, Q, B, R>(
  endpoint: Endpoint<P, Q, B, R>,
  handle: (ctx: InTransaction<P, Q, B>) => Promise<R>,
): Bound {
  return { endpoint, mode: "transaction", handle };
}

/**
 * Binds a read whose queries do not depend on each other: they leave in one flight and `shape` makes the answer of their rows.
 */
export function bindRead<P, Q, B, R, const T extends readonly PromiseLike<unknown>[]>(
  endpoint: Endpoint<P, Q, B, R>,
  plan: (ctx: InTransaction<P, Q, B>) => T,
  shape: (rows: { -readonly [K in keyof T]: Awaited<T[K]> }, ctx: Input<P, Q, B>) => R,
): Bound {
  return { endpoint, mode: "flight", plan, shape };
}

/**
 * Binds a hot read to one SQL function returning the whole answer as `json`, passed through unparsed. The function is security
 * invoker, so that the policies hold, or it applies their rule itself and stands in the list of definer functions with its
 * reason. Null means NOT_FOUND. Outside production the text is parsed and checked against the contract all the same, so it
 * cannot drift.
 */
export function bindJson<P, Q, B, R>(endpoint: Endpoint<P, Q, B, R>, call: (ctx: Input<P, Q, B>) => JsonCall): Bound {
  return { endpoint, mode: "statement", call };
}

/**
 * Binds a handler that talks to the outside world and opens its own transactions. Whether the caller may is decided before it
 * starts, which costs a round trip, and again in each of its transactions.
 */
export function bindDetached<P, Q, B, R>(
  endpoint: Endpoint<P, Q, B, R>,
  handle: (ctx: Detached<P, Q, B>) => Promise<R> | R,
): Bound {
  return { endpoint, mode: "detached", handle: handle as (ctx: Anything) => Promise<unknown> };
}
