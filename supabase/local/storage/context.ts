import { z } from "zod";
import type { Caller, Credentials } from "./credentials.ts";
import type { Scope, StorageDatabase } from "./database.ts";
import type { FileStore } from "./files.ts";
import { isValidKey } from "./key_rules.ts";
import { problems, StorageProblem } from "./problems.ts";
import type { SignedTokens } from "./signed_tokens.ts";

/** What the handlers of one server share. */
export interface StorageServices {
  database: StorageDatabase;
  files: FileStore;
  credentials: Credentials;
  tokens: SignedTokens;
  /** Bytes; a bucket's own limit can only be lower. */
  maxFileBytes: number;
}

/** One request, matched to its route. */
export interface StorageCall extends StorageServices {
  request: Request;
  query: URLSearchParams;
  scope: Scope;
  /** From the path; empty where the route has none. */
  bucketId: string;
  /** From the path; empty where the route has none. */
  name: string;
}

/** Who the request acts as. @throws {StorageProblem} 401 or 403 without a valid credential. */
export async function requireCaller(call: StorageCall): Promise<Caller> {
  const caller = await call.credentials.identify(call.request);
  if (!caller) throw problems.accessDenied("The request carries neither an API key nor an access token");
  return caller;
}

/** @throws {StorageProblem} 400 unless the name is one an object may carry. */
export function requireKey(name: string): string {
  if (!isValidKey(name)) throw problems.invalidKey(name);
  return name;
}

/** The JSON body of the request. @throws {StorageProblem} 400 naming the first part that does not fit. */
export async function readJson<T extends z.ZodType>(call: StorageCall, schema: T): Promise<z.output<T>> {
  let value: unknown;
  try {
    value = await call.request.json();
  } catch (error) {
    if (error instanceof StorageProblem) throw error;
    throw problems.invalidRequest("body must be JSON");
  }
  return check(schema, value, "body");
}

/** The query parameters of the request. @throws {StorageProblem} 400 naming the first one that does not fit. */
export function readQuery<T extends z.ZodType>(call: StorageCall, schema: T): z.output<T> {
  return check(schema, Object.fromEntries(call.query), "querystring");
}

function check<T extends z.ZodType>(schema: T, value: unknown, where: string): z.output<T> {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw problems.invalidRequest([where, ...issue.path].join("/") + ` ${issue.message}`);
}

export function json(value: unknown): Response {
  return Response.json(value, { headers: { "cache-control": "no-store" } });
}
