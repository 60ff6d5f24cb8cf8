import { PDFiumLibrary } from "@hyzyla/pdfium";
import jsqr from "jsqr";
import { extractText, getDocumentProxy } from "unpdf";

// The package is CommonJS: its function is the default export of the module object.
const decodeQr = (jsqr as unknown as { default?: typeof jsqr.default }).default ??
  (jsqr as unknown as typeof jsqr.default);

/** The text of each page with every run of blanks (no-break ones too) as one blank. */
export async function pageTexts(pdf: Uint8Array): Promise<string[]> {
  const { text } = await extractText(new Uint8Array(pdf), { mergePages: false });
  return text.map((page) => page.replace(/\s+/g, " ").trim());
}

export interface PlacedText {
  text: string;
  page: number;
  /** Points from the left edge. */
  x: number;
  /** Points from the top edge to the baseline. */
  y: number;
  width: number;
}

/** Every piece of text with its place. */
export async function placedTexts(pdf: Uint8Array): Promise<PlacedText[]> {
  const document = await getDocumentProxy(new Uint8Array(pdf));
  const found: PlacedText[] = [];
  for (let number = 1; number <= document.numPages; number++) {
    const page = await document.getPage(number);
    const height = page.getViewport({ scale: 1 }).height;
    for (const item of (await page.getTextContent()).items) {
      if (!("str" in item) || item.str.trim() === "") continue;
      found.push({
        text: item.str,
        page: number,
        x: item.transform[4],
        y: height - item.transform[5],
        width: item.width,
      });
    }
  }
  return found;
}

export interface Pixels {
  data: Uint8ClampedArray;
  width: number;
  height: number;
}

/** A page as RGBA pixels, drawn by another implementation of PDF than the one that wrote it. */
export async function pagePixels(pdf: Uint8Array, pageNumber: number, scale = 3): Promise<Pixels> {
  const library = await PDFiumLibrary.init();
  try {
    const document = await library.loadDocument(new Uint8Array(pdf));
    try {
      const { data, width, height } = await document.getPage(pageNumber - 1).render({ scale, render: "bitmap" });
      return { data: new Uint8ClampedArray(data), width, height };
    } finally {
      document.destroy();
    }
  } finally {
    library.destroy();
  }
}

/**
 * What a scanner reads from the QR symbol of the payment part at the foot of a page, or null. A scanner looks at many
 * frames; two resolutions stand for them, because dense symbols do not fall well on every pixel grid.
 */
export async function scannedPayload(pdf: Uint8Array, pageNumber: number): Promise<string | null> {
  for (const scale of [4, 5]) {
    const payload = decodedSymbol(await pagePixels(pdf, pageNumber, scale));
    if (payload !== null) return payload;
  }
  return null;
}

function decodedSymbol({ data, width, height }: Pixels): string | null {
  const [left, right, top, bottom] = [60 / 210 * width, 118 / 210 * width, 205 / 297 * height, 262 / 297 * height]
    .map(Math.round);
  const part = new Uint8ClampedArray((right - left) * (bottom - top) * 4);
  for (let y = top; y < bottom; y++) {
    part.set(data.subarray((y * width + left) * 4, (y * width + right) * 4), (y - top) * (right - left) * 4);
  }
  const code = decodeQr(part, right - left, bottom - top);
  return code && new TextDecoder().decode(new Uint8Array(code.binaryData));
}
