import { type AnyEndpoint, asksPermission } from "../contracts/kit/endpoint.ts";
import type { BinaryFile, StreamedFile, StreamEvent } from "../contracts/kit/replies.ts";
import { problem } from "../contracts/kit/problems.ts";
import { type Requirement, requirementOf } from "../contracts/permissions.ts";
import { actorTransaction, type EntryFacts, readFlight, readStatement } from "../db/request_transaction.ts";
import type { Sql } from "../db/pool.ts";
import type { Bound, Detached, Input, InTransaction, JsonCall } from "./bind.ts";
import { type Demand, entryColumns, entryOf } from "./credentials.ts";
import { claimKey, releaseKey, storeAnswer, type StoredAnswer } from "./idempotency.ts";
import { EVENT_STREAM_HEADERS, eventStream } from "./event_stream.ts";
import { describeError } from "./log.ts";

// deno-lint-ignore no-explicit-any
type AnyInput = Input<any, any, any>;

const requirements = new WeakMap<AnyEndpoint, Requirement | null>();

/** The permission an endpoint asks for; undefined where the kind of credential decides alone. */
export function requirementOfEndpoint(endpoint: AnyEndpoint): Requirement | undefined {
  let known = requirements.get(endpoint);
  if (known === undefined) {
    known = asksPermission(endpoint.guard) ? requirementOf(endpoint.guard) : null;
    requirements.set(endpoint, known);
  }
  return known ?? undefined;
}

/** Everything the database has to decide about the caller of an endpoint. */
function demandOf(endpoint: AnyEndpoint): Demand {
  const assurance = endpoint.stepUp ? "step_up" : endpoint.mfaSetup ? "setup" : "session";
  return { ...requirementOfEndpoint(endpoint), assurance };
}

/** Runs a bound endpoint for a parsed request and makes the response. */
export async function execute(
  bound: Bound,
  input: AnyInput,
  idempotency?: { key: string; fingerprint: string },
): Promise<Response> {
  const { endpoint } = bound;
  const { pool } = input.runtime;
  const entry = entryOf(input.actor, demandOf(endpoint), input.facts, input.runtime.config);
  const readOnly = endpoint.method === "GET";
  const transact = async <T>(work: (sql: Sql) => Promise<T>, mode: "read only" | "read write"): Promise<T> => {
    const { facts, result } = await actorTransaction(pool, entry, mode, work);
    noteActivity(input, facts);
    return result;
  };

  switch (bound.mode) {
    case "transaction": {
      const work = (sql: Sql) => bound.handle({ ...input, sql } as InTransaction<unknown, unknown, unknown>);
      if (!idempotency) return respond(endpoint, await transact(work, readOnly ? "read only" : "read write"), input);
      return await transact((sql) => once(sql, endpoint, idempotency, input, () => work(sql)), "read write");
    }
    case "flight": {
      const { facts, rows } = await readFlight(pool, entry, (sql) => bound.plan({ ...input, sql }));
      noteActivity(input, facts);
      return respond(endpoint, bound.shape(rows, input), input);
    }
    case "statement": {
      const row = await readStatement(
        pool,
        (sql) => jsonStatement(sql, bound.call({ ...input, sql }), input, endpoint),
      );
      noteActivity(input, row.entered ?? {});
      if (row.answer === null) throw problem("not_found");
      return passThrough(endpoint, row.answer, input);
    }
    case "detached": {
      const write = <T>(work: (sql: Sql) => Promise<T>) => transact(work, "read write");
      const act = async () =>
        await bound.handle({
          ...input,
          transact: write,
          read: (work) => transact(work, "read only"),
        } as Detached<unknown, unknown, unknown>);
      if (idempotency) return await onceDetached(write, endpoint, idempotency, input, act);
      // What a handler does before its first transaction, it does for somebody who may.
      if (endpoint.guard !== "public") await confirmAccess(endpoint, input);
      const result = await act();
      if (endpoint.reply.kind === "stream") return await streamResponse(result as AsyncIterable<StreamEvent>, input);
      return isStreamed(endpoint, result)
        ? await streamedFileResponse(result, endpoint.reply.mediaType!, input)
        : respond(endpoint, result, input);
    }
  }
}

/** Decides only whether the caller may use the endpoint: for requests refused for another reason, so that 401 and 403 win. */
export async function confirmAccess(
  endpoint: AnyEndpoint,
  input: Pick<AnyInput, "runtime" | "actor" | "facts">,
): Promise<void> {
  const entry = entryOf(input.actor, demandOf(endpoint), input.facts, input.runtime.config);
  await readFlight(input.runtime.pool, entry, () => []);
}

async function once(
  sql: Sql,
  endpoint: AnyEndpoint,
  { key, fingerprint }: { key: string; fingerprint: string },
  input: AnyInput,
  work: () => Promise<unknown>,
): Promise<Response> {
  const stored = await claimKey(sql, endpoint.id, key, fingerprint);
  if (stored) return replay(stored);
  const response = respond(endpoint, await work(), input);
  const body = await response.text();
  const answer = { status: response.status, headers: Object.fromEntries(response.headers), body };
  await storeAnswer(sql, endpoint.id, key, answer);
  return new Response(body, { status: answer.status, headers: answer.headers });
}

/** As `once`, for work that is more than one transaction: the key is claimed before it and answered after it. */
async function onceDetached(
  transact: <T>(work: (sql: Sql) => Promise<T>) => Promise<T>,
  endpoint: AnyEndpoint,
  { key, fingerprint }: { key: string; fingerprint: string },
  input: AnyInput,
  work: () => Promise<unknown>,
): Promise<Response> {
  const claim = crypto.randomUUID();
  const stored = await transact((sql) => claimKey(sql, endpoint.id, key, fingerprint, claim));
  if (stored) return replay(stored);
  const note = (what: string, error: unknown) =>
    input.runtime.log("error", what, { request_id: input.facts.request_id, error: describeError(error) });
  let response: Response;
  try {
    response = respond(endpoint, await work(), input);
  } catch (error) {
    await transact((sql) => releaseKey(sql, endpoint.id, key, claim)).catch((lost) =>
      note("idempotency.not_released", lost)
    );
    throw error;
  }
  const body = await response.text();
  const answer = { status: response.status, headers: Object.fromEntries(response.headers), body };
  // The work is done: whoever asked hears so, whether or not the answer can be kept.
  await transact((sql) => storeAnswer(sql, endpoint.id, key, answer, claim)).catch((lost) =>
    note("idempotency.not_stored", lost)
  );
  return new Response(body, { status: answer.status, headers: answer.headers });
}

function replay(stored: StoredAnswer): Response {
  return new Response(stored.body, {
    status: stored.status,
    headers: { ...stored.headers, "idempotent-replay": "true" },
  });
}

function jsonStatement(sql: Sql, call: JsonCall, input: AnyInput, endpoint: AnyEndpoint) {
  const args = call.args.map((arg, i) => (i === 0 ? sql`${arg as string}` : sql`, ${arg as string}`));
  return sql<{ entered: EntryFacts | null; answer: string | null }[]>`
    select set_config('transaction_read_only', 'on', true),
      ${entryColumns(input.actor, demandOf(endpoint), input.facts, sql)}, ${sql(call.fn)}(${args})::text as answer`;
}

/** Postgres writes instants in JSON with an offset, everywhere else we write Z; both mean UTC (RFC 3339). */
const utcOffset = /(?<="\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{1,6})?)\+00:00(?=")/g;

function passThrough(endpoint: AnyEndpoint, answer: string, input: AnyInput): Response {
  const text = answer.replace(utcOffset, "Z");
  if (input.runtime.config.APP_ENV !== "production") endpoint.reply.schema?.parse(JSON.parse(text));
  const { kind } = endpoint.reply;
  const body = kind === "raw"
    ? text
    : kind === "body"
    ? `{"success":true,${text.trimStart().slice(1)}`
    : `{"success":true,"data":${text}}`;
  return jsonResponse(body, endpoint, input);
}

function respond(endpoint: AnyEndpoint, result: unknown, input: AnyInput): Response {
  const { reply } = endpoint;
  switch (reply.kind) {
    case "empty":
      return new Response(null, { status: input.reply.status ?? reply.status, headers: input.reply.headers });
    case "binary":
      return fileResponse(result as BinaryFile, reply.mediaType!, input);
    case "raw":
      return jsonResponse(JSON.stringify(reply.schema!.parse(result)), endpoint, input);
    case "body":
      return jsonResponse(
        JSON.stringify({ success: true, ...(reply.schema!.parse(result) as object) }),
        endpoint,
        input,
      );
    case "data":
      return jsonResponse(JSON.stringify({ success: true, data: reply.schema!.parse(result) }), endpoint, input);
    case "stream":
      throw new Error(`${endpoint.id}: a stream is bound with bindDetached`);
  }
}

function jsonResponse(body: string, endpoint: AnyEndpoint, input: AnyInput): Response {
  const { headers, status } = input.reply;
  headers.set("content-type", "application/json; charset=utf-8");
  return new Response(body, { status: status ?? endpoint.reply.status, headers });
}

function fileResponse(file: BinaryFile, mediaType: string, input: AnyInput): Response {
  setFileHeaders(input.reply.headers, file, mediaType);
  input.reply.headers.set("content-length", String(file.bytes.byteLength));
  return new Response(file.bytes as BufferSource, { status: input.reply.status ?? 200, headers: input.reply.headers });
}

function isStreamed(endpoint: AnyEndpoint, result: unknown): result is StreamedFile {
  return endpoint.reply.kind === "binary" && "chunks" in (result as object);
}

/**
 * The first chunk is awaited before the headers leave, so that a refusal is still an answer. A failure after that breaks the
 * transfer off: a caller never takes half a file for a whole one.
 */
async function streamedFileResponse(file: StreamedFile, mediaType: string, input: AnyInput): Promise<Response> {
  const iterator = file.chunks[Symbol.asyncIterator]();
  let next: Promise<IteratorResult<string | Uint8Array>> | undefined = Promise.resolve(await iterator.next());
  const encoder = new TextEncoder();
  const body = new ReadableStream<Uint8Array<ArrayBuffer>>({
    async pull(controller) {
      try {
        const { value, done } = await (next ?? iterator.next());
        next = undefined;
        if (done) controller.close();
        else controller.enqueue(typeof value === "string" ? encoder.encode(value) : value as Uint8Array<ArrayBuffer>);
      } catch (error) {
        const { log } = input.runtime;
        log("error", "file.failed", { request_id: input.facts.request_id, error: describeError(error) });
        controller.error(error);
      }
    },
    async cancel() {
      await iterator.return?.();
    },
  }, { highWaterMark: 0 });
  setFileHeaders(input.reply.headers, file, mediaType);
  return new Response(body, { status: input.reply.status ?? 200, headers: input.reply.headers });
}

/** Names the file twice: plain for old clients, RFC 5987 for names with accents. */
function setFileHeaders(headers: Headers, file: Omit<BinaryFile, "bytes">, mediaType: string): void {
  const plain = file.filename.replace(/[^\w.\- ]/g, "_");
  headers.set("content-type", file.media_type ?? mediaType);
  headers.set(
    "content-disposition",
    `${file.disposition ?? "attachment"}; filename="${plain}"; filename*=UTF-8''${encodeURIComponent(file.filename)}`,
  );
  headers.set("x-content-type-options", "nosniff");
}

/** The first event is awaited before the headers leave: a refused caller gets JSON, not a stream. */
async function streamResponse(source: AsyncIterable<StreamEvent>, input: AnyInput): Promise<Response> {
  const iterator = source[Symbol.asyncIterator]();
  const first = await iterator.next();
  const body = eventStream(first, iterator, {
    seconds: input.runtime.config.STREAM_SECONDS,
    onError: (error) =>
      input.runtime.log("error", "stream.failed", { request_id: input.facts.request_id, error: describeError(error) }),
  });
  for (const [name, value] of Object.entries(EVENT_STREAM_HEADERS)) input.reply.headers.set(name, value);
  return new Response(body, { status: 200, headers: input.reply.headers });
}

function noteActivity(input: Pick<AnyInput, "runtime" | "actor" | "facts">, facts: EntryFacts): void {
  if (!facts.stale) return;
  if (input.actor.kind === "user" || input.actor.kind === "portal") {
    input.runtime.activity.session(input.actor.sessionId, input.facts.ip);
  }
  if (input.actor.kind === "api_key") input.runtime.activity.apiKey(input.actor.userId);
}
