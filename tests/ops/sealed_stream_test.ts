import assert from "node:assert/strict";
import fc from "fast-check";
import { createSealedBox } from "../../shared/auth/sealed_box.ts";
import { openStream, sealStream } from "../../shared/auth/sealed_stream.ts";

const keyOf = (id: string, byte: number) => ({ id, key: btoa(String.fromCharCode(...new Uint8Array(32).fill(byte))) });
const box = createSealedBox([keyOf("a", 1)]);

const streamOf = (bytes: Uint8Array, step = bytes.length || 1) =>
  new ReadableStream<Uint8Array>({
    start(controller) {
      for (let at = 0; at < bytes.length; at += step) controller.enqueue(bytes.slice(at, at + step));
      controller.close();
    },
  });
const bytesOf = async (stream: ReadableStream<Uint8Array>) =>
  new Uint8Array(await new Response(stream as BodyInit).arrayBuffer());
const seal = async (bytes: Uint8Array, step?: number) =>
  await bytesOf(await sealStream(streamOf(bytes, step), box, "p"));
const open = (bytes: Uint8Array, step?: number, by = box, purpose = "p") =>
  bytesOf(openStream(streamOf(bytes, step), by, purpose));

Deno.test("openStream gives back what sealStream took, however it is cut on the way", async () => {
  const sizes = fc.constantFrom(0, 1, 65535, 65536, 65537, 131072, 200_001);
  await fc.assert(
    fc.asyncProperty(sizes, fc.integer({ min: 700, max: 90_000 }), async (size, step) => {
      const bytes = crypto.getRandomValues(new Uint8Array(Math.min(size, 65536)));
      const content = new Uint8Array(size).map((_, i) => bytes[i % bytes.length]);
      assert.deepEqual(await open(await seal(content, step), step), content);
    }),
    { numRuns: 25 },
  );
});

Deno.test("a sealed stream that was changed, cut off, continued, reordered or meant for something else does not open", async () => {
  const content = new Uint8Array(150_000).fill(7);
  const sealed = await seal(content);
  const start = sealed.indexOf(10) + 1;
  const chunk = 4 + 65536 + 16;
  const swapped = sealed.slice();
  swapped.set(sealed.slice(start, start + chunk), start + chunk);
  swapped.set(sealed.slice(start + chunk, start + 2 * chunk), start);
  const flipped = sealed.slice();
  flipped[start + 100] ^= 1;
  for (
    const bad of [
      sealed.slice(0, start + 2 * chunk),
      sealed.slice(0, -1),
      sealed.slice(0, start),
      new Uint8Array([...sealed, ...sealed.slice(start)]),
      new Uint8Array([...sealed, 0]),
      swapped,
      flipped,
      content,
      new Uint8Array(),
    ]
  ) await assert.rejects(open(bad));
  await assert.rejects(open(sealed, undefined, box, "q"));
  await assert.rejects(open(sealed, undefined, createSealedBox([keyOf("b", 2)])));
  assert.deepEqual(await open(sealed, undefined, createSealedBox([keyOf("b", 2), keyOf("a", 1)])), content);
});
