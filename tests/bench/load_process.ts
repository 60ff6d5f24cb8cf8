import { delay, serveCommands } from "./processes.ts";

/**
 * The callers: so many keep-alive connections, each sending its next request when the answer to the last one is complete. Requests
 * are encoded beforehand and answers are read for status and length only, so the callers need little of the processor.
 */

/** One request; ten number signs in its body become a number nobody used before. */
export interface RequestSpec {
  method: "GET" | "POST";
  path: string;
  headers?: Record<string, string>;
  body?: string;
}

/** What one round found; latencies in ms. */
export interface RoundResult {
  requests: number;
  seconds: number;
  perSecond: number;
  p50: number;
  p90: number;
  p99: number;
  max: number;
}

interface Encoded {
  bytes: Uint8Array;
  /** Where the ten digits go; -1 for none. */
  numberAt: number;
}

const NUMBER = "##########";
const encoder = new TextEncoder();
const decoder = new TextDecoder();
const sets = new Map<string, { requests: Encoded[]; expect: number; next: number }>();
let serial = Date.now() % 1_000_000_000;

function encode({ method, path, headers = {}, body }: RequestSpec): Encoded {
  const payload = encoder.encode(body ?? "");
  const lines = [
    `${method} ${path} HTTP/1.1`,
    "host: 127.0.0.1",
    ...Object.entries(headers).map(([name, value]) => `${name}: ${value}`),
    ...(body === undefined ? [] : ["content-type: application/json", `content-length: ${payload.length}`]),
  ];
  const head = encoder.encode(`${lines.join("\r\n")}\r\n\r\n`);
  const bytes = new Uint8Array(head.length + payload.length);
  bytes.set(head);
  bytes.set(payload, head.length);
  const at = body?.indexOf(NUMBER) ?? -1;
  return { bytes, numberAt: at < 0 ? -1 : head.length + encoder.encode(body!.slice(0, at)).length };
}

function number(bytes: Uint8Array, at: number): void {
  for (let digit = at + NUMBER.length - 1, rest = ++serial; digit >= at; digit--, rest = Math.floor(rest / 10)) {
    bytes[digit] = 48 + rest % 10;
  }
}

/** One keep-alive connection. */
class Caller {
  #buffer = new Uint8Array(1 << 20);
  constructor(readonly connection: Deno.TcpConn) {
    connection.setNoDelay();
  }

  async send(bytes: Uint8Array): Promise<{ status: number; body: () => string }> {
    for (let done = 0; done < bytes.length;) done += await this.connection.write(bytes.subarray(done));
    let filled = 0;
    let head = -1;
    let total = Infinity;
    let status = 0;
    while (filled < total) {
      const read = await this.connection.read(this.#buffer.subarray(filled));
      if (read === null) throw new Error("the server closed the connection");
      filled += read;
      if (head >= 0) continue;
      head = endOfHead(this.#buffer, filled);
      if (head < 0) continue;
      const text = decoder.decode(this.#buffer.subarray(0, head));
      const length = /\r\ncontent-length: *(\d+)/i.exec(text)?.[1];
      if (length === undefined) throw new Error(`an answer without a length:\n${text}`);
      status = Number(text.slice(9, 12));
      total = head + Number(length);
    }
    return { status, body: () => decoder.decode(this.#buffer.subarray(head, total)) };
  }
}

function endOfHead(bytes: Uint8Array, filled: number): number {
  for (let i = 3; i < filled; i++) {
    if (bytes[i] === 10 && bytes[i - 1] === 13 && bytes[i - 2] === 10 && bytes[i - 3] === 13) return i + 1;
  }
  return -1;
}

async function round(
  { name, port, connections, seconds, requests: most, pauseMs = 0 }: {
    name: string;
    port: number;
    connections: number;
    seconds: number;
    requests?: number;
    pauseMs?: number;
  },
): Promise<RoundResult> {
  const set = sets.get(name)!;
  const callers = await Promise.all(
    Array.from({ length: connections }, async () => new Caller(await Deno.connect({ hostname: "127.0.0.1", port }))),
  );
  const latencies: number[] = [];
  const started = performance.now();
  const until = started + seconds * 1000;
  const allowed = most ?? Infinity;
  let sent = 0;
  try {
    await Promise.all(callers.map(async (caller) => {
      while (performance.now() < until && sent < allowed) {
        sent++;
        const { bytes, numberAt } = set.requests[set.next++ % set.requests.length];
        if (numberAt >= 0) number(bytes, numberAt);
        const began = performance.now();
        const { status, body } = await caller.send(bytes);
        latencies.push(performance.now() - began);
        if (pauseMs > 0) await delay(pauseMs);
        if (status !== set.expect) {
          throw new Error(`${name}: ${status} instead of ${set.expect}: ${body().slice(0, 500)}`);
        }
      }
    }));
  } finally {
    for (const { connection } of callers) connection.close();
  }
  const elapsed = (performance.now() - started) / 1000;
  const sorted = Float64Array.from(latencies).sort();
  const at = (share: number) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))];
  return {
    requests: sorted.length,
    seconds: elapsed,
    perSecond: sorted.length / elapsed,
    p50: at(0.5),
    p90: at(0.9),
    p99: at(0.99),
    max: sorted[sorted.length - 1],
  };
}

if (import.meta.main) {
  await serveCommands(async (command) => {
    if (command.do === "prepare") {
      const { name, requests, expect } = command as unknown as {
        name: string;
        requests: RequestSpec[];
        expect: number;
      };
      sets.set(name, { requests: requests.map(encode), expect, next: 0 });
      return {};
    }
    return await round(command as unknown as Parameters<typeof round>[0]);
  });
}
