import { imageSize } from "image-size";
import { boxReduce } from "./box_reduce.ts";
import { codecs } from "./codecs.ts";

/** A picture as we keep it: made anew from pixels, so nothing else of the file survives, neither place nor camera nor script. */
export interface SmallPicture {
  bytes: Uint8Array<ArrayBuffer>;
  mediaType: "image/jpeg" | "image/png";
  width: number;
  height: number;
}

/** Why a file is no picture we take: `kind` is not JPEG, PNG or WebP by its content, or broken; `size` has too many pixels. */
export class PictureRefused extends Error {
  override readonly name = "PictureRefused";
  constructor(readonly reason: "kind" | "size", options?: ErrorOptions) {
    super(`picture refused: ${reason}`, options);
  }
}

/** What the memory and the CPU time of a worker allow: a picture of a telephone, 4080 by 3072. */
const MAX_PIXELS = 12_600_000;
/** How much larger than wanted a picture may be for the good filter. */
const OVERSIZE = 2;

/**
 * Makes a picture of at most `side` pixels a side from a JPEG, PNG or WebP file; smaller ones keep their size. The file is judged
 * by its content, and its size is read from its header before it is unpacked. JPEG stays JPEG, the others become PNG, which
 * keeps what is transparent. Raises `PictureRefused`.
 */
export async function smallPicture(file: Uint8Array<ArrayBuffer>, side: number): Promise<SmallPicture> {
  const { type, width, height } = headerOf(file);
  if (width * height > MAX_PIXELS) throw new PictureRefused("size");
  const { decodeJpeg, decodePng, decodeWebp, resize, encodeJpeg, encodePng } = await codecs();
  const decode = { jpg: decodeJpeg, png: decodePng, webp: decodeWebp }[type];
  const pixels = await decode(file).catch((cause) => {
    throw new PictureRefused("kind", { cause });
  });
  const excess = Math.floor(Math.max(pixels.width, pixels.height) / (OVERSIZE * side));
  const factor = Math.min(excess, pixels.width, pixels.height);
  const near = factor > 1 ? boxReduce(pixels, factor) : pixels;
  const scale = side / Math.max(near.width, near.height);
  const fitted = scale < 1
    ? resize(near, Math.max(1, Math.round(near.width * scale)), Math.max(1, Math.round(near.height * scale)))
    : near;
  return {
    bytes: type === "jpg" ? await encodeJpeg(fitted) : await encodePng(fitted),
    mediaType: type === "jpg" ? "image/jpeg" : "image/png",
    width: fitted.width,
    height: fitted.height,
  };
}

function headerOf(file: Uint8Array): { type: "jpg" | "png" | "webp"; width: number; height: number } {
  try {
    const { type, width, height } = imageSize(file);
    if (type === "jpg" || type === "png" || type === "webp") return { type, width, height };
  } catch (cause) {
    throw new PictureRefused("kind", { cause });
  }
  throw new PictureRefused("kind");
}
