import assert from "node:assert/strict";
import { boxReduce } from "../../shared/images/box_reduce.ts";
import { codecs } from "../../shared/images/codecs.ts";
import { PictureRefused, smallPicture } from "../../shared/images/small_picture.ts";
import { plainPicture } from "./pictures.ts";

const { decodeJpeg, decodePng } = await codecs();

/** 4 by 2 pixels in WebP, lossless, one colour. */
const WEBP =
  "UklGRpYAAABXRUJQVlA4TIoAAAAvA0AAEM1VICICHogEAAAAAIABAAAAAAAAAAAAAAAAAAADAAAAAAAAAAAAAAAAAAAAACAAAHggAQAAAAAA5x8AAAAAAAAAAAAAAAAAAAAAEAAAAAAAAAAAAAAAAAAA4IEEAAAAAACcfwAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAQAAAAAAABA5Ic=";
const fromBase64 = (text: string) => Uint8Array.from(atob(text), (char) => char.charCodeAt(0));

const refused = (reason: string) => (error: unknown) => error instanceof PictureRefused && error.reason === reason;

/** Puts an Exif block behind the start of a JPEG: its orientation and a text that must not survive. */
function withExif(jpeg: Uint8Array, orientation: number): Uint8Array<ArrayBuffer> {
  const secret = new TextEncoder().encode("GPS 46.5197 N 6.6323 E");
  const tiff = [0x4d, 0x4d, 0, 42, 0, 0, 0, 8, 0, 1, 0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, orientation, 0, 0, 0, 0, 0, 0];
  const body = [...new TextEncoder().encode("Exif"), 0, 0, ...tiff, ...secret];
  const length = body.length + 2;
  return new Uint8Array([0xff, 0xd8, 0xff, 0xe1, length >> 8, length & 255, ...body, ...jpeg.slice(2)]);
}

Deno.test("smallPicture fits a picture into the square and keeps its proportions", async () => {
  for (const [width, height, expected] of [[1000, 500, [100, 50]], [30, 900, [3, 100]], [2000, 1, [100, 1]]] as const) {
    const picture = await smallPicture(await plainPicture("png", width, height), 100);
    const pixels = await decodePng(picture.bytes);
    assert.deepEqual([pixels.width, pixels.height], expected);
    assert.deepEqual([picture.width, picture.height, picture.mediaType], [...expected, "image/png"]);
  }
});

Deno.test("smallPicture keeps the size of a smaller picture, colours in place and what is transparent", async () => {
  const { bytes } = await smallPicture(await plainPicture("png", 40, 20), 100);
  const { data, width, height } = await decodePng(bytes);
  assert.deepEqual([width, height], [40, 20]);
  assert.deepEqual([...data.slice(0, 4)], [200, 0, 0, 255]);
  assert.deepEqual([...data.slice(-4)], [0, 0, 200, 128]);
});

Deno.test("smallPicture turns a JPEG as its camera was held and drops everything else the file said", async () => {
  const { bytes, mediaType } = await smallPicture(withExif(await plainPicture("jpeg", 80, 40), 6), 100);
  assert.equal(mediaType, "image/jpeg");
  const { data, width, height } = await decodeJpeg(bytes);
  assert.deepEqual([width, height], [40, 80]);
  const redAt = (x: number, y: number) => data[(y * width + x) * 4] > 100;
  assert.deepEqual([redAt(5, 5), redAt(35, 5)], [false, true], "the red quarter went to the upper right");
  assert.ok(!new TextDecoder("latin1").decode(bytes).includes("GPS"));
});

Deno.test("smallPicture makes a PNG of a WebP", async () => {
  const { width, height, mediaType } = await smallPicture(fromBase64(WEBP), 100);
  assert.deepEqual([width, height, mediaType], [4, 2, "image/png"]);
});

Deno.test("smallPicture refuses other kinds, whatever they call themselves, and broken files", async () => {
  const gif = fromBase64("R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7");
  const svg = new TextEncoder().encode('<svg xmlns="http://www.w3.org/2000/svg" width="1" height="1"/>');
  const png = await plainPicture("png", 50, 50);
  const jpeg = await plainPicture("jpeg", 50, 50);
  for (const bytes of [gif, svg, new Uint8Array(), png.slice(0, 50), jpeg.slice(0, 30), new Uint8Array(100)]) {
    await assert.rejects(smallPicture(bytes, 100), refused("kind"));
  }
});

Deno.test("smallPicture refuses a picture that would unpack to too much, before it unpacks anything", async () => {
  const bomb = await plainPicture("png", 50, 50);
  new DataView(bomb.buffer).setUint32(16, 60_000);
  new DataView(bomb.buffer).setUint32(20, 60_000);
  await assert.rejects(smallPicture(bomb, 100), refused("size"));
});

Deno.test("boxReduce takes means weighted by opacity, so that nothing bleeds out of what is transparent", () => {
  const data = new Uint8ClampedArray([100, 0, 0, 255, 200, 0, 0, 255, 0, 255, 0, 0, 0, 255, 0, 0]);
  assert.deepEqual([...boxReduce({ data, width: 2, height: 2 }, 2).data], [150, 0, 0, 128]);
});
