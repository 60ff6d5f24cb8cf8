/**
 * The wire format between the server and `@supabase/realtime-js` 2.x: pure functions, no state.
 *
 * Text frames are JSON: an array of five in version 2.0.0, an object in 1.0.0. Version 2.0.0 also has two binary
 * frames for broadcasts: kind 3 (client to server) and kind 4 (server to client).
 */

export type Vsn = "1.0.0" | "2.0.0";

/** A broadcast whose payload stays encoded: the server passes it on and never needs its value. */
export interface UserBroadcast {
  event: string;
  encoding: "json" | "binary";
  /** The payload: JSON text as UTF-8, or the raw bytes. */
  bytes: Uint8Array<ArrayBuffer>;
  /** Present for messages that are stored in the database. */
  meta?: { id: string; replayed?: true };
}

/** The address part of a frame. Join ref and ref are counters of the client, null in server pushes. */
export interface FrameHead {
  joinRef: string | null;
  ref: string | null;
  topic: string;
}

/** What a client sent: a broadcast in either encoding, or any other event with its JSON payload. */
export type ClientFrame =
  | FrameHead & { kind: "broadcast"; broadcast: UserBroadcast }
  | FrameHead & { kind: "push"; event: string; payload: unknown };

/** A frame that cannot be read. The text names the defect, never the content. */
export class FrameError extends Error {
  override name = "FrameError";
}

const KIND_USER_BROADCAST_PUSH = 3;
const KIND_USER_BROADCAST = 4;
const PUSH_HEADER_BYTES = 7;
const BROADCAST_HEADER_BYTES = 5;
const MAX_FIELD_BYTES = 255;
const ENCODING_BINARY = 0;
const ENCODING_JSON = 1;

const encoder = new TextEncoder();
const decoder = new TextDecoder("utf-8", { ignoreBOM: true });

/** The protocol version of a `vsn` parameter; null when it is unknown. A missing one means 1.0.0. */
export function parseVsn(value: string | null): Vsn | null {
  if (value === null || value === "1.0.0") return "1.0.0";
  return value === "2.0.0" ? value : null;
}

/**
 * Reads a text frame.
 * @throws {FrameError} when it is not a frame of this version.
 */
export function decodeText(vsn: Vsn, text: string): ClientFrame {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw new FrameError("text frame is not JSON");
  }
  const [joinRef, ref, topic, event, payload] = vsn === "2.0.0" ? arrayParts(value) : objectParts(value);
  if (typeof topic !== "string" || typeof event !== "string") throw new FrameError("topic and event must be strings");
  const head = { joinRef: readRef(joinRef), ref: readRef(ref), topic };
  if (event === "broadcast" && isRecord(payload) && typeof payload.event === "string") {
    const bytes = encoder.encode(JSON.stringify(payload.payload ?? {}));
    return { ...head, kind: "broadcast", broadcast: { event: payload.event, encoding: "json", bytes } };
  }
  return { ...head, kind: "push", event, payload };
}

/**
 * Reads a binary frame of version 2.0.0. Returns null for kinds this server does not know, which are to be ignored.
 * The payload is a view into `buffer`.
 * @throws {FrameError} when a length points past the end or the encoding is unknown.
 */
export function decodeBinary(buffer: ArrayBuffer): ClientFrame | null {
  const bytes = new Uint8Array(buffer);
  if (bytes.length === 0) throw new FrameError("binary frame is empty");
  if (bytes[0] !== KIND_USER_BROADCAST_PUSH) return null;
  if (bytes.length < PUSH_HEADER_BYTES) throw new FrameError("binary frame is truncated");
  let offset = PUSH_HEADER_BYTES;
  const field = (length: number): string => {
    const end = offset + length;
    if (end > bytes.length) throw new FrameError("binary frame is truncated");
    const text = decoder.decode(bytes.subarray(offset, end));
    offset = end;
    return text;
  };
  const joinRef = field(bytes[1]);
  const ref = field(bytes[2]);
  const topic = field(bytes[3]);
  const event = field(bytes[4]);
  field(bytes[5]); // metadata: only a storage wish, which this server does not offer
  const encoding = readEncoding(bytes[6]);
  return {
    kind: "broadcast",
    joinRef: joinRef === "" ? null : joinRef,
    ref: ref === "" ? null : ref,
    topic,
    broadcast: { event, encoding, bytes: bytes.subarray(offset) },
  };
}

/** Writes a reply or a server push as text. */
export function encodeMessage(vsn: Vsn, head: FrameHead, event: string, payload: unknown): string {
  return vsn === "2.0.0"
    ? JSON.stringify([head.joinRef, head.ref, head.topic, event, payload])
    : JSON.stringify({ topic: head.topic, event, payload, ref: head.ref, join_ref: head.joinRef });
}

/**
 * Writes a broadcast for the receivers of one version: binary kind 4 where its one-byte lengths suffice, else text.
 * Returns null if the version cannot carry it: bytes in 1.0.0, or bytes under a name of more than 255 bytes.
 */
export function encodeBroadcast(vsn: Vsn, topic: string, broadcast: UserBroadcast): ArrayBuffer | string | null {
  if (vsn === "2.0.0") {
    const binary = encodeUserBroadcast(topic, broadcast);
    if (binary) return binary;
  }
  if (broadcast.encoding === "binary") return null;
  // The payload is spliced in as text: it is valid JSON already, and parsing it would lose the digits of large numbers.
  const payload = decoder.decode(broadcast.bytes);
  const meta = broadcast.meta ? `,"meta":${JSON.stringify(broadcast.meta)}` : "";
  const body = `{"type":"broadcast","event":${JSON.stringify(broadcast.event)},"payload":${payload}${meta}}`;
  return vsn === "2.0.0"
    ? `[null,null,${JSON.stringify(topic)},"broadcast",${body}]`
    : `{"topic":${JSON.stringify(topic)},"event":"broadcast","payload":${body},"ref":null,"join_ref":null}`;
}

/**
 * False for a JSON broadcast whose bytes are not JSON. Such a one must not be passed on: the receivers' client throws
 * inside its socket handler.
 */
export function isDeliverable(broadcast: UserBroadcast): boolean {
  if (broadcast.encoding === "binary") return true;
  try {
    JSON.parse(decoder.decode(broadcast.bytes));
    return true;
  } catch {
    return false;
  }
}

function encodeUserBroadcast(topicText: string, broadcast: UserBroadcast): ArrayBuffer | null {
  const topic = encoder.encode(topicText);
  const event = encoder.encode(broadcast.event);
  const meta = encoder.encode(broadcast.meta ? JSON.stringify(broadcast.meta) : "");
  if (Math.max(topic.length, event.length, meta.length) > MAX_FIELD_BYTES) return null;
  const fields = BROADCAST_HEADER_BYTES + topic.length + event.length + meta.length;
  const frame = new Uint8Array(fields + broadcast.bytes.length);
  const encoding = broadcast.encoding === "json" ? ENCODING_JSON : ENCODING_BINARY;
  frame.set([KIND_USER_BROADCAST, topic.length, event.length, meta.length, encoding]);
  frame.set(topic, BROADCAST_HEADER_BYTES);
  frame.set(event, BROADCAST_HEADER_BYTES + topic.length);
  frame.set(meta, BROADCAST_HEADER_BYTES + topic.length + event.length);
  frame.set(broadcast.bytes, fields);
  return frame.buffer;
}

function readEncoding(value: number): "json" | "binary" {
  if (value === ENCODING_JSON) return "json";
  if (value === ENCODING_BINARY) return "binary";
  throw new FrameError("binary frame has an unknown payload encoding");
}

function arrayParts(value: unknown): unknown[] {
  if (!Array.isArray(value) || value.length !== 5) throw new FrameError("text frame is not an array of five");
  return value;
}

function objectParts(value: unknown): unknown[] {
  if (!isRecord(value)) throw new FrameError("text frame is not an object");
  return [value.join_ref, value.ref, value.topic, value.event, value.payload];
}

function readRef(value: unknown): string | null {
  if (value === null || value === undefined) return null;
  if (typeof value === "string") return value;
  if (typeof value === "number") return String(value);
  throw new FrameError("refs must be strings");
}

/** True for a JSON object: not null, not an array. */
export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
