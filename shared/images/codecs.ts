import decodeJpeg, { init as initJpegDecoder } from "@jsquash/jpeg/decode.js";
import encodeJpeg, { init as initJpegEncoder } from "@jsquash/jpeg/encode.js";
import decodePng, { init as initPng } from "@jsquash/png/decode.js";
import encodePng, { init as initPngEncoder } from "@jsquash/png/encode.js";
import initResizer, { resize } from "@jsquash/resize/lib/resize/pkg/squoosh_resize.js";
import decodeWebp, { init as initWebpDecoder } from "@jsquash/webp/decode.js";
import { codecData } from "./codec_data.ts";

/** Pixels, four bytes each (RGBA), row by row. */
export interface Pixels {
  data: Uint8ClampedArray;
  width: number;
  height: number;
}

const LANCZOS = 3;
const JPEG_QUALITY = 85;

/** The decoders make these; not every version of the platform has them. */
class PlainImageData implements Pixels {
  constructor(readonly data: Uint8ClampedArray, readonly width: number, readonly height: number) {}
}

/** The codecs, compiled on first use and kept. Decoders raise an error for what is no image of their kind. */
export interface Codecs {
  /** Turns the picture as its camera was held. */
  decodeJpeg(bytes: Uint8Array<ArrayBuffer>): Promise<Pixels>;
  decodePng(bytes: Uint8Array<ArrayBuffer>): Promise<Pixels>;
  decodeWebp(bytes: Uint8Array<ArrayBuffer>): Promise<Pixels>;
  resize(pixels: Pixels, width: number, height: number): Pixels;
  encodeJpeg(pixels: Pixels): Promise<Uint8Array<ArrayBuffer>>;
  encodePng(pixels: Pixels): Promise<Uint8Array<ArrayBuffer>>;
}

let loaded: Promise<Codecs> | undefined;

export function codecs(): Promise<Codecs> {
  return loaded ??= load();
}

async function load(): Promise<Codecs> {
  const globals = globalThis as { ImageData?: unknown };
  globals.ImageData ??= PlainImageData;
  const png = await compiled(codecData.png);
  await initJpegDecoder(await compiled(codecData.jpegDecoder));
  await initJpegEncoder(await compiled(codecData.jpegEncoder));
  await initPng(png);
  await initPngEncoder(png);
  await initWebpDecoder(await compiled(codecData.webpDecoder));
  await initResizer(await compiled(codecData.resizer));
  return {
    decodeJpeg: async (bytes) => pixelsOf(await decodeJpeg(bufferOf(bytes), { preserveOrientation: true })),
    decodePng: async (bytes) => pixelsOf(await decodePng(bufferOf(bytes))),
    decodeWebp: async (bytes) => pixelsOf(await decodeWebp(bufferOf(bytes))),
    resize({ data, width: from, height: high }, width, height) {
      const bytes = new Uint8Array(data.buffer, data.byteOffset, data.byteLength);
      return { data: resize(bytes, from, high, width, height, LANCZOS, true, false), width, height };
    },
    encodeJpeg: async (pixels) => new Uint8Array(await encodeJpeg(asImageData(pixels), { quality: JPEG_QUALITY })),
    encodePng: async (pixels) => new Uint8Array(await encodePng(asImageData(pixels))),
  };
}

/** The decoders give one byte a channel. */
function pixelsOf(image: ImageData): Pixels {
  return image as unknown as Pixels;
}

/** Nothing but data, width and height is read. */
function asImageData(pixels: Pixels): ImageData {
  return pixels as unknown as ImageData;
}

function bufferOf(bytes: Uint8Array<ArrayBuffer>): ArrayBuffer {
  return bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength);
}

async function compiled(base64: string): Promise<WebAssembly.Module> {
  const packed = Uint8Array.from(atob(base64), (char) => char.charCodeAt(0));
  const stream = new Blob([packed]).stream().pipeThrough(new DecompressionStream("gzip"));
  return await WebAssembly.compile(await new Response(stream).arrayBuffer());
}
