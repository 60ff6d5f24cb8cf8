import { Buffer } from "node:buffer";
import { problems } from "./problems.ts";

/** One part of a `multipart/form-data` body. Its content must be read before the next part is asked for. */
export interface FormPart {
  /** May be empty: storage-js sends the file under the name "". */
  name: string;
  /** Present for files only. */
  filename: string | undefined;
  contentType: string | undefined;
  content: AsyncIterable<Uint8Array>;
}

const MAX_HEADER_BYTES = 16 * 1024;

/** The boundary of a multipart content type, undefined when there is none (RFC 7578, 4.1). */
export function multipartBoundary(contentType: string): string | undefined {
  const match = /;\s*boundary=(?:"([^"]{1,70})"|([^;\s]{1,70}))/i.exec(contentType);
  return match?.[1] ?? match?.[2];
}

/**
 * Reads a `multipart/form-data` body part by part without holding it in memory (RFC 7578).
 *
 * `Request.formData()` cannot take this place: it drops parts with an empty name, which is how storage-js sends files,
 * and it buffers whole files.
 *
 * @throws {StorageProblem} 400 when the body does not follow the format or ends early.
 */
export async function* formParts(body: AsyncIterable<Uint8Array>, boundary: string): AsyncGenerator<FormPart> {
  const source = body[Symbol.asyncIterator]();
  const delimiter = Buffer.from(`\r\n--${boundary}`);
  // The first delimiter has no line break before it; supplying one makes all delimiters alike.
  let pending = Buffer.from("\r\n");

  async function more(): Promise<void> {
    const { value, done } = await source.next();
    if (done) throw problems.invalidRequest("The multipart body ended early");
    pending = Buffer.concat([pending, value]);
  }

  async function take(length: number): Promise<Buffer> {
    while (pending.length < length) await more();
    const taken = pending.subarray(0, length);
    pending = pending.subarray(length);
    return taken;
  }

  async function* untilDelimiter(): AsyncGenerator<Uint8Array> {
    while (true) {
      const found = pending.indexOf(delimiter);
      // Without a match, only the last bytes can still turn out to begin a delimiter.
      const safe = found >= 0 ? found : Math.max(0, pending.length - delimiter.length + 1);
      if (safe > 0) yield await take(safe);
      if (found >= 0) {
        await take(delimiter.length);
        return;
      }
      await more();
    }
  }

  async function readHeaders(): Promise<string> {
    let end: number;
    while ((end = pending.indexOf("\r\n\r\n")) < 0) {
      if (pending.length > MAX_HEADER_BYTES) throw problems.invalidRequest("The headers of a form part are too long");
      await more();
    }
    const text = pending.subarray(0, end).toString("utf8");
    pending = pending.subarray(end + 4);
    return text;
  }

  try {
    for await (const _preamble of untilDelimiter()) { /* a preamble carries nothing (RFC 2046, 5.1.1) */ }
    while (true) {
      if ((await take(2)).toString("latin1") === "--") return;
      const part = { ...parseHeaders(await readHeaders()), content: untilDelimiter() };
      yield part;
      for await (const _rest of part.content) { /* what the reader left */ }
    }
  } finally {
    await source.return?.();
  }
}

function parseHeaders(text: string): Omit<FormPart, "content"> {
  const headers = new Map(
    text.split("\r\n").map((line) => {
      const colon = line.indexOf(":");
      return [line.slice(0, colon).trim().toLowerCase(), line.slice(colon + 1).trim()];
    }),
  );
  const disposition = headers.get("content-disposition");
  if (disposition === undefined || !/^form-data\b/i.test(disposition)) {
    throw problems.invalidRequest("A form part has no content-disposition");
  }
  return {
    name: parameter(disposition, "name") ?? "",
    filename: parameter(disposition, "filename"),
    contentType: headers.get("content-type"),
  };
}

function parameter(disposition: string, name: string): string | undefined {
  const match = new RegExp(`;\\s*${name}=(?:"([^"]*)"|([^;\\s]*))`, "i").exec(disposition);
  const raw = match?.[1] ?? match?.[2];
  return raw?.replace(/%(22|0D|0A)/gi, (escape) => decodeURIComponent(escape));
}
