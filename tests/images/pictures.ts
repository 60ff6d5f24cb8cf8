import { codecs } from "../../shared/images/codecs.ts";

/** A picture in one colour with its upper left quarter in red, half transparent where the kind can. */
export async function plainPicture(
  kind: "jpeg" | "png",
  width: number,
  height: number,
): Promise<Uint8Array<ArrayBuffer>> {
  const data = new Uint8ClampedArray(width * height * 4);
  for (let y = 0, at = 0; y < height; y++) {
    for (let x = 0; x < width; x++, at += 4) {
      const marked = x < width / 2 && y < height / 2;
      data.set(marked ? [200, 0, 0, 255] : [0, 0, 200, kind === "png" ? 128 : 255], at);
    }
  }
  const { encodeJpeg, encodePng } = await codecs();
  return await (kind === "jpeg" ? encodeJpeg : encodePng)({ data, width, height });
}
