import { fontBold } from "./font_data_bold.ts";
import { fontRegular } from "./font_data_regular.ts";

/** TrueType bytes. Read-only: they are shared by all documents of the process. */
export interface DocumentFonts {
  regular: Uint8Array;
  bold: Uint8Array;
}

let unpacked: Promise<DocumentFonts> | undefined;

/**
 * The two fonts of all documents, unpacked on first use and kept. They are part of the code, so a bundled function
 * needs no file, no network and no installed font. Covers Latin, Greek and Cyrillic; the design is Liberation Sans,
 * which the Swiss QR-bill admits (SIX IG QR-bill 2.3, fonts).
 */
export function documentFonts(): Promise<DocumentFonts> {
  unpacked ??= Promise.all([unpack(fontRegular), unpack(fontBold)]).then(([regular, bold]) => ({ regular, bold }));
  return unpacked;
}

async function unpack(base64: string): Promise<Uint8Array> {
  const packed = Uint8Array.from(atob(base64), (char) => char.charCodeAt(0));
  const stream = new Blob([packed]).stream().pipeThrough(new DecompressionStream("deflate"));
  return new Uint8Array(await new Response(stream).arrayBuffer());
}
