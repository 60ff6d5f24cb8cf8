import { lookup as systemLookup } from "node:dns/promises";
import ipaddr from "ipaddr.js";
import { Agent, request } from "undici";
import { isLoopback, isPublicAddress, judgeUrl, type OutboundPolicy } from "./url_rules.ts";

/** A call to an address a tenant chose. */
export interface OutboundCall {
  url: string;
  method?: "GET" | "POST" | "PUT" | "PATCH" | "DELETE";
  headers?: Record<string, string>;
  body?: string | Uint8Array;
  /** For everything together, from the look-up of the name to the last byte. */
  timeoutMs?: number;
  /** What exceeds it is not read. */
  maxBytes?: number;
}

/** What came back; redirects are answers like any other and never followed. */
export interface OutboundAnswer {
  status: number;
  headers: Record<string, string>;
  body: string;
  truncated: boolean;
}

export interface Address {
  address: string;
  family: number;
}

/** All addresses of a name. */
export type Resolve = (hostname: string) => Promise<Address[]>;

/** The address may not be called. The message is neutral: it never says what a name resolved to. */
export class OutboundRefused extends Error {
  override readonly name = "OutboundRefused";
}

/** The call was made and brought no answer: time-out, refused connection, broken protocol. */
export class OutboundFailed extends Error {
  override readonly name = "OutboundFailed";
}

const DEFAULT_TIMEOUT_MS = 10_000;
const DEFAULT_MAX_BYTES = 65_536;
const NOT_PUBLIC = "is not a public address";

const resolveBySystem: Resolve = (hostname) => systemLookup(hostname, { all: true, verbatim: true });

/**
 * Checks an address before it is stored: its text, and that every address of its name is public now, unless its origin is trusted.
 * Raises `OutboundRefused`; a name that resolves to nothing is refused too.
 */
export async function assertCallable(
  url: string,
  policy: OutboundPolicy,
  resolve: Resolve = resolveBySystem,
): Promise<void> {
  const judged = judgeUrl(url, policy);
  if ("refusal" in judged) throw new OutboundRefused(judged.refusal);
  if (!judged.trusted) await permittedAddresses(judged, resolve);
}

/**
 * Calls an address under the guard against server-side request forgery (OWASP SSRF prevention): the connection goes to exactly the
 * address that was checked, with the name kept for TLS and `Host`, so a name that changes its mind in between gains nothing. No
 * redirects, no proxies, bounded time and size. Raises `OutboundRefused` or `OutboundFailed`.
 */
export async function guardedRequest(
  call: OutboundCall,
  policy: OutboundPolicy,
  resolve: Resolve = resolveBySystem,
): Promise<OutboundAnswer> {
  const judged = judgeUrl(call.url, policy);
  if ("refusal" in judged) throw new OutboundRefused(judged.refusal);
  const timeout = AbortSignal.timeout(call.timeoutMs ?? DEFAULT_TIMEOUT_MS);
  const checked = await unlessAborted(permittedAddresses(judged, resolve), timeout);
  const agent = new Agent({
    connect: { lookup: pinnedTo(checked), timeout: 0 },
    pipelining: 0,
    // The signal bounds everything. Timers of undici's own want those of Node, which a bundle on Deno 2.1 does not have.
    headersTimeout: 0,
    bodyTimeout: 0,
  });
  try {
    const answer = await request(judged.url, {
      dispatcher: agent,
      method: call.method ?? "POST",
      headers: call.headers,
      body: call.body,
      signal: timeout,
    });
    const { body, truncated } = await readText(answer.body, call.maxBytes ?? DEFAULT_MAX_BYTES);
    const headers = Object.entries(answer.headers).map(([name, value]) => [name, String(value)]);
    return { status: answer.statusCode, headers: Object.fromEntries(headers), body, truncated };
  } catch (error) {
    throw new OutboundFailed(timeout.aborted ? "timed out" : "the connection failed", { cause: error });
  } finally {
    await agent.destroy();
  }
}

type Judged = Exclude<ReturnType<typeof judgeUrl>, { refusal: string }>;

async function permittedAddresses(judged: Judged, resolve: Resolve): Promise<Address[]> {
  const { hostname, trusted, local } = judged;
  const found = ipaddr.isValid(hostname)
    ? [{ address: hostname, family: ipaddr.parse(hostname).kind() === "ipv6" ? 6 : 4 }]
    : await resolve(hostname).catch((cause) => {
      throw new OutboundRefused(NOT_PUBLIC, { cause });
    });
  const permitted = found.every(({ address }) => trusted || isPublicAddress(address) || (local && isLoopback(address)));
  if (found.length === 0 || !permitted) throw new OutboundRefused(NOT_PUBLIC);
  return found;
}

type LookupCallback = (error: null, address: string | Address[], family?: number) => void;

/** The look-up the connection uses: it answers what was checked and asks nobody. */
function pinnedTo(checked: Address[]) {
  const [{ address, family }] = checked;
  return (_hostname: string, options: { all?: boolean }, answer: LookupCallback) =>
    options.all ? answer(null, checked) : answer(null, address, family);
}

async function unlessAborted<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  const aborted = Promise.withResolvers<never>();
  const abort = () => aborted.reject(new OutboundFailed("timed out"));
  signal.addEventListener("abort", abort, { once: true });
  try {
    return await Promise.race([work, aborted.promise]);
  } finally {
    signal.removeEventListener("abort", abort);
  }
}

async function readText(stream: AsyncIterable<Uint8Array>, maxBytes: number) {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of stream) {
    const rest = maxBytes - size;
    chunks.push(chunk.length > rest ? chunk.subarray(0, rest) : chunk);
    size += chunk.length;
    if (size > maxBytes) break;
  }
  const bytes = new Uint8Array(Math.min(size, maxBytes));
  let at = 0;
  for (const chunk of chunks) {
    bytes.set(chunk, at);
    at += chunk.length;
  }
  return { body: new TextDecoder().decode(bytes), truncated: size > maxBytes };
}
