import assert from "node:assert/strict";
import fc from "fast-check";
import {
  decodeBinary,
  decodeText,
  encodeBroadcast,
  encodeMessage,
  FrameError,
  isDeliverable,
  parseVsn,
  type UserBroadcast,
  type Vsn,
} from "../../supabase/local/realtime/frames.ts";

const encoder = new TextEncoder();
const decoder = new TextDecoder("utf-8", { ignoreBOM: true });

const short = fc.string({ unit: "grapheme", maxLength: 40 }).filter((text) =>
  text.isWellFormed() && encoder.encode(text).length <= 255
);
const ref = fc.option(fc.nat().map(String), { nil: null });
const bytes = fc.uint8Array({ maxLength: 300 }).map((each) => new Uint8Array(each));
const meta = fc.option(fc.record({ id: fc.uuid() }, { noNullPrototype: true }), { nil: undefined });
/** Once through JSON, because it has no negative zero. */
const json = fc.json().filter((text) => text.isWellFormed()).map((text): unknown =>
  JSON.parse(JSON.stringify(JSON.parse(text)))
);

/** The client's binary push, written from the protocol and not from the code under test. */
function pushFrame(
  parts: { joinRef: string; ref: string; topic: string; event: string; meta: string },
  encoding: number,
  payload: Uint8Array,
) {
  const fields = [parts.joinRef, parts.ref, parts.topic, parts.event, parts.meta].map((text) => encoder.encode(text));
  const frame = [
    3,
    ...fields.map((field) => field.length),
    encoding,
    ...fields.flatMap((field) => [...field]),
    ...payload,
  ];
  return new Uint8Array(frame).buffer;
}

/** The client's reading of a binary broadcast, likewise. */
function readBroadcast(frame: ArrayBuffer) {
  const view = new Uint8Array(frame);
  const [kind, topicLength, eventLength, metaLength, encoding] = view;
  const at = [5, 5 + topicLength, 5 + topicLength + eventLength, 5 + topicLength + eventLength + metaLength];
  const text = (from: number, to: number) => decoder.decode(view.subarray(from, to));
  const metaText = text(at[2], at[3]);
  return {
    kind,
    topic: text(at[0], at[1]),
    event: text(at[1], at[2]),
    meta: metaText === "" ? undefined : JSON.parse(metaText),
    encoding,
    payload: view.subarray(at[3]),
  };
}

function jsonBroadcast(event: string, value: unknown): UserBroadcast {
  return { event, encoding: "json", bytes: encoder.encode(JSON.stringify(value)) };
}

Deno.test("decodeBinary reads what a client pushes, bytes and JSON", () => {
  fc.assert(
    fc.property(ref, ref, short, short, bytes, fc.boolean(), (joinRef, own, topic, event, payload, asJson) => {
      const parts = { joinRef: joinRef ?? "", ref: own ?? "", topic, event, meta: `{"persist":true}` };
      const frame = decodeBinary(pushFrame(parts, asJson ? 1 : 0, payload));
      assert.ok(frame?.kind === "broadcast");
      assert.deepEqual([frame.joinRef, frame.ref, frame.topic], [joinRef, own, topic]);
      assert.equal(frame.broadcast.event, event);
      assert.equal(frame.broadcast.encoding, asJson ? "json" : "binary");
      assert.deepEqual([...frame.broadcast.bytes], [...payload]);
    }),
  );
});

Deno.test("decodeBinary refuses every truncation of the header and ignores other kinds", () => {
  const whole = new Uint8Array(
    pushFrame({ joinRef: "1", ref: "2", topic: "realtime:x", event: "e", meta: "" }, 1, encoder.encode("{}")),
  );
  const headerEnd = whole.length - 2;
  for (let length = 0; length < headerEnd; length++) {
    assert.throws(() => decodeBinary(whole.slice(0, length).buffer), FrameError, `${length} bytes`);
  }
  assert.ok(decodeBinary(whole.slice(0, headerEnd).buffer));
  for (const kind of [0, 1, 2, 4, 255]) assert.equal(decodeBinary(new Uint8Array([kind, 1, 2]).buffer), null);
  whole[6] = 2;
  assert.throws(() => decodeBinary(whole.buffer), /unknown payload encoding/);
});

Deno.test("decodeBinary and decodeText throw nothing but FrameError on random input", () => {
  fc.assert(fc.property(fc.uint8Array({ maxLength: 60 }), (input) => {
    tolerates(() => decodeBinary(new Uint8Array(input).buffer));
    tolerates(() => decodeBinary(new Uint8Array([3, ...input]).buffer));
  }));
  const vsn = fc.constantFrom<Vsn>("1.0.0", "2.0.0");
  fc.assert(
    fc.property(vsn, fc.oneof(fc.string(), fc.json()), (version, text) => tolerates(() => decodeText(version, text))),
  );
});

Deno.test("encodeBroadcast writes kind 4 that a client reads back unchanged", () => {
  fc.assert(fc.property(short, short, bytes, meta, (topic, event, payload, given) => {
    const frame = encodeBroadcast("2.0.0", topic, { event, encoding: "binary", bytes: payload, meta: given });
    assert.ok(frame instanceof ArrayBuffer);
    const read = readBroadcast(frame);
    assert.deepEqual([read.kind, read.topic, read.event, read.meta, read.encoding], [4, topic, event, given, 0]);
    assert.deepEqual([...read.payload], [...payload]);
  }));
});

Deno.test("encodeBroadcast gives both versions the same message", () => {
  fc.assert(fc.property(short, short, json, meta, (topic, event, value, given) => {
    const broadcast = { ...jsonBroadcast(event, value), meta: given };
    const modern = readBroadcast(encodeBroadcast("2.0.0", topic, broadcast) as ArrayBuffer);
    const old = JSON.parse(encodeBroadcast("1.0.0", topic, broadcast) as string);
    assert.deepEqual(JSON.parse(decoder.decode(modern.payload)), old.payload.payload);
    assert.deepEqual([modern.topic, modern.event, modern.meta], [old.topic, old.payload.event, old.payload.meta]);
    assert.deepEqual([old.event, old.payload.type, old.ref, old.join_ref], ["broadcast", "broadcast", null, null]);
  }));
});

Deno.test("encodeBroadcast falls back to text above 255 bytes and to nothing for bytes that text cannot carry", () => {
  const long = "é".repeat(128);
  const text = encodeBroadcast("2.0.0", "realtime:x", { ...jsonBroadcast(long, { n: 1 }), meta: { id: "i" } });
  assert.deepEqual(JSON.parse(text as string), [
    null,
    null,
    "realtime:x",
    "broadcast",
    { type: "broadcast", event: long, payload: { n: 1 }, meta: { id: "i" } },
  ]);
  assert.ok(encodeBroadcast("2.0.0", "x", jsonBroadcast("é".repeat(127), 1)) instanceof ArrayBuffer);
  const binary: UserBroadcast = { event: long, encoding: "binary", bytes: new Uint8Array(1) };
  assert.equal(encodeBroadcast("2.0.0", "x", binary), null);
  assert.equal(encodeBroadcast("1.0.0", "x", { ...binary, event: "e" }), null);
});

Deno.test("encodeBroadcast does not round numbers that JavaScript cannot hold", () => {
  const broadcast: UserBroadcast = {
    event: "e",
    encoding: "json",
    bytes: encoder.encode(`{"n":12345678901234567890.10}`),
  };
  assert.match(encodeBroadcast("1.0.0", "t", broadcast) as string, /"payload":\{"n":12345678901234567890\.10\}/);
});

Deno.test("decodeText reads both versions and turns a broadcast event into a broadcast", () => {
  fc.assert(fc.property(ref, ref, short, short, json, (joinRef, own, topic, event, payload) => {
    const modern = decodeText("2.0.0", JSON.stringify([joinRef, own, topic, `x${event}`, payload]));
    const old = decodeText(
      "1.0.0",
      JSON.stringify({ join_ref: joinRef, ref: own, topic, event: `x${event}`, payload }),
    );
    assert.deepEqual(modern, old);
    assert.ok(modern.kind === "push");
    assert.deepEqual([modern.joinRef, modern.ref, modern.topic, modern.event], [joinRef, own, topic, `x${event}`]);
    const body = { type: "broadcast", event, payload };
    const broadcast = decodeText("2.0.0", JSON.stringify([joinRef, own, topic, "broadcast", body]));
    assert.ok(broadcast.kind === "broadcast");
    assert.deepEqual(JSON.parse(decoder.decode(broadcast.broadcast.bytes)), payload ?? {});
  }));
});

Deno.test("encodeMessage is read back by decodeText in both versions", () => {
  const vsn = fc.constantFrom<Vsn>("1.0.0", "2.0.0");
  fc.assert(fc.property(vsn, ref, ref, short, (version, joinRef, own, topic) => {
    const frame = decodeText(
      version,
      encodeMessage(version, { joinRef, ref: own, topic }, "phx_reply", { status: "ok" }),
    );
    assert.deepEqual(frame, { kind: "push", joinRef, ref: own, topic, event: "phx_reply", payload: { status: "ok" } });
  }));
});

Deno.test("isDeliverable lets bytes and JSON pass and nothing else", () => {
  const of = (text: string) => ({ event: "e", encoding: "json" as const, bytes: encoder.encode(text) });
  for (const text of ["{}", "null", `"x"`, "[1]", " 5 "]) assert.ok(isDeliverable(of(text)), text);
  for (const text of ["", "{", "undefined", "{'a':1}"]) assert.ok(!isDeliverable(of(text)), text);
  assert.ok(isDeliverable({ event: "e", encoding: "binary", bytes: new Uint8Array([255]) }));
});

Deno.test("parseVsn knows two versions and takes a missing one for the older", () => {
  assert.deepEqual([null, "1.0.0", "2.0.0", "3.0.0", ""].map(parseVsn), ["1.0.0", "1.0.0", "2.0.0", null, null]);
});

function tolerates(work: () => unknown): void {
  try {
    work();
  } catch (error) {
    if (!(error instanceof FrameError)) throw error;
  }
}
