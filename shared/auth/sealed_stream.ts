import type { SealedBox } from "./sealed_box.ts";

/**
 * Seals what is larger than the memory. Format: a line `comptoir-sealed-1 <key>`, where the key is 32 random bytes used for this
 * stream alone, in base64 and sealed by the box; then chunks, each a length of four bytes (big endian) and that many bytes of
 * AES-256-GCM over at most 64 KiB. The nonce of a chunk is its number from 0 in 12 bytes (big endian), its additional data one
 * byte: 1 for the last chunk, else 0. Chunks that were changed, moved, repeated, cut off or added do not open (after STREAM,
 * Hoang, Reyhanitabar, Rogaway, Vizár 2015).
 */

const MAGIC = "comptoir-sealed-1";
const CHUNK = 64 * 1024;
const TAG = 16;
const LONGEST_HEADER = 1024;

type Bytes = Uint8Array<ArrayBuffer>;

/** Seals the content for one purpose, such as `backup:<tenant id>`. Throws when no key is configured. */
export async function sealStream(
  content: ReadableStream<Uint8Array>,
  box: SealedBox,
  purpose: string,
): Promise<ReadableStream<Bytes>> {
  const raw = crypto.getRandomValues(new Uint8Array(32));
  const header = `${MAGIC} ${await box.seal(btoa(String.fromCharCode(...raw)), purpose)}\n`;
  const key = await importKey(raw, "encrypt");
  let pending: Bytes = new Uint8Array();
  let number = 0;
  const sealed = async (chunk: Bytes, isLast: boolean) => {
    const content = new Uint8Array(await crypto.subtle.encrypt(algorithm(number++, isLast), key, chunk));
    const framed = new Uint8Array(4 + content.byteLength);
    new DataView(framed.buffer).setUint32(0, content.byteLength);
    framed.set(content, 4);
    return framed;
  };
  return content.pipeThrough(
    new TransformStream<Uint8Array, Bytes>({
      start: (controller) => controller.enqueue(new TextEncoder().encode(header)),
      async transform(chunk, controller) {
        pending = joined(pending, chunk);
        while (pending.byteLength > CHUNK) {
          controller.enqueue(await sealed(pending.slice(0, CHUNK), false));
          pending = pending.slice(CHUNK);
        }
      },
      async flush(controller) {
        controller.enqueue(await sealed(pending, true));
      },
    }),
  );
}

/** Opens what was sealed for the same purpose; fails in the middle for anything that was tampered with. */
export function openStream(
  sealed: ReadableStream<Uint8Array>,
  box: SealedBox,
  purpose: string,
): ReadableStream<Bytes> {
  let pending: Bytes = new Uint8Array();
  let key: CryptoKey | undefined;
  let number = 0;
  const opened = async (chunk: Bytes, isLast: boolean) =>
    new Uint8Array(await crypto.subtle.decrypt(algorithm(number++, isLast), key!, chunk));
  /** The next whole chunk, unless it may be the last: that is known only at the end. */
  const take = (isEnd: boolean) => {
    if (pending.byteLength < 4) return undefined;
    const length = new DataView(pending.buffer, pending.byteOffset).getUint32(0);
    if (length > CHUNK + TAG) throw new Error("not a sealed stream");
    if (pending.byteLength < 4 + length || !isEnd && pending.byteLength === 4 + length) return undefined;
    const chunk = pending.slice(4, 4 + length);
    pending = pending.slice(4 + length);
    return chunk;
  };
  const readKey = async () => {
    const end = pending.indexOf(10);
    if (end < 0 && pending.byteLength <= LONGEST_HEADER) return;
    const [magic, text] = new TextDecoder().decode(pending.slice(0, Math.max(end, 0))).split(" ");
    if (magic !== MAGIC || !text) throw new Error("not a sealed stream");
    pending = pending.slice(end + 1);
    key = await importKey(Uint8Array.from(atob(await box.open(text, purpose)), (c) => c.charCodeAt(0)), "decrypt");
  };
  return sealed.pipeThrough(
    new TransformStream<Uint8Array, Bytes>({
      async transform(chunk, controller) {
        pending = joined(pending, chunk);
        if (!key) await readKey();
        if (!key) return;
        for (let next = take(false); next; next = take(false)) controller.enqueue(await opened(next, false));
      },
      async flush(controller) {
        const last = key && take(true);
        if (!last || pending.byteLength > 0) throw new Error("the sealed stream was cut off");
        controller.enqueue(await opened(last, true));
      },
    }),
  );
}

function importKey(raw: Bytes, use: KeyUsage): Promise<CryptoKey> {
  return crypto.subtle.importKey("raw", raw, "AES-GCM", false, [use]);
}

function algorithm(number: number, isLast: boolean): AesGcmParams {
  const iv = new Uint8Array(12);
  new DataView(iv.buffer).setBigUint64(4, BigInt(number));
  return { name: "AES-GCM", iv, additionalData: new Uint8Array([isLast ? 1 : 0]) };
}

function joined(a: Bytes, b: Uint8Array): Bytes {
  const both = new Uint8Array(a.byteLength + b.byteLength);
  both.set(a);
  both.set(b, a.byteLength);
  return both;
}
