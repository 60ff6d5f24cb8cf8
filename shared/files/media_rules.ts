import { fileTypeFromBuffer } from "file-type";

/** What a file turned out to be. */
export interface Media {
  mediaType: string;
  /** Without the dot. */
  extension: string;
}

/** Types known by their first bytes: nothing a browser would run. */
const BINARY = new Map([
  ["application/pdf", "pdf"],
  ["application/vnd.oasis.opendocument.spreadsheet", "ods"],
  ["application/vnd.oasis.opendocument.text", "odt"],
  ["application/vnd.openxmlformats-officedocument.presentationml.presentation", "pptx"],
  ["application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "xlsx"],
  ["application/vnd.openxmlformats-officedocument.wordprocessingml.document", "docx"],
  ["application/x-cfb", "doc"],
  ["image/gif", "gif"],
  ["image/heic", "heic"],
  ["image/jpeg", "jpg"],
  ["image/png", "png"],
  ["image/tiff", "tif"],
  ["image/webp", "webp"],
]);

/** Text has no first bytes: the name says which kind, the content that it is text at all. */
const TEXT = new Map([
  ["csv", "text/csv"],
  ["json", "application/json"],
  ["txt", "text/plain"],
  ["xml", "application/xml"],
]);

export const ALLOWED_EXTENSIONS = [...BINARY.values(), ...TEXT.keys()].sort();

/**
 * The type of a file by its content, whatever its name and its sender say; undefined for one that is not taken. A text counts as
 * what its name says among csv, json, txt and xml when it is UTF-8 without control characters. XML that is a page or a picture
 * (HTML, SVG) could be run by a browser and is not taken.
 */
export async function mediaOf(bytes: Uint8Array<ArrayBuffer>, name: string): Promise<Media | undefined> {
  const found = await fileTypeFromBuffer(bytes);
  const known = found && BINARY.get(found.mime);
  if (known) return { mediaType: found.mime, extension: known };
  if (found && found.mime !== "application/xml") return undefined;
  const extension = /\.([a-z0-9]+)$/i.exec(name)?.[1].toLowerCase() ?? "";
  const mediaType = TEXT.get(extension);
  return mediaType && isHarmlessText(bytes) ? { mediaType, extension } : undefined;
}

function isHarmlessText(bytes: Uint8Array): boolean {
  let text: string;
  try {
    text = new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return false;
  }
  // deno-lint-ignore no-control-regex
  return !/[\u0000-\u0008\u000e-\u001f]/.test(text) && !/<(?:!doctype\s+html|html|svg|script)[\s>:]/i.test(text);
}
