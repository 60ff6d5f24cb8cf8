/** First and last byte of a part, both inclusive. */
export interface ByteRange {
  first: number;
  last: number;
}

/**
 * The part of a file of `size` bytes that a `Range` header asks for (RFC 9110, 14.2).
 *
 * `undefined` = send the whole file: no header, another unit, several ranges or a malformed one, all of which a server
 * may ignore. `"unsatisfiable"` = the range lies outside the file.
 */
export function parseRange(header: string | null, size: number): ByteRange | "unsatisfiable" | undefined {
  const match = /^bytes=(\d*)-(\d*)$/.exec(header?.trim() ?? "");
  if (!match) return undefined;
  const [, from, to] = match;
  if (from === "" && to === "") return undefined;
  if (from === "") {
    const length = Number(to);
    if (length === 0 || size === 0) return "unsatisfiable";
    return { first: Math.max(0, size - length), last: size - 1 };
  }
  const first = Number(from);
  const last = to === "" ? size - 1 : Math.min(Number(to), size - 1);
  if (to !== "" && Number(to) < first) return undefined;
  return first >= size ? "unsatisfiable" : { first, last };
}

/**
 * Whether the copy the client holds is still good, so that 304 is the answer (RFC 9110, 13.2.2): `If-None-Match`
 * decides alone when present, otherwise `If-Modified-Since`.
 */
export function isNotModified(headers: Headers, etag: string, modifiedAt: Date): boolean {
  const candidates = headers.get("if-none-match");
  if (candidates !== null) {
    return candidates.split(",").map((entry) => entry.trim()).some((entry) =>
      entry === "*" || opaqueTag(entry) === opaqueTag(etag)
    );
  }
  const since = Date.parse(headers.get("if-modified-since") ?? "");
  return !Number.isNaN(since) && wholeSeconds(modifiedAt) <= since;
}

/** Whether a `Range` header still applies: without `If-Range`, or when its validator is current (RFC 9110, 13.1.5). */
export function isRangeCurrent(headers: Headers, etag: string, modifiedAt: Date): boolean {
  const validator = headers.get("if-range");
  if (validator === null) return true;
  if (validator.startsWith('"')) return validator === etag;
  return wholeSeconds(modifiedAt) === Date.parse(validator);
}

/** HTTP dates carry no fraction of a second. */
function wholeSeconds(date: Date): number {
  return Math.floor(date.getTime() / 1000) * 1000;
}

function opaqueTag(etag: string): string {
  return etag.replace(/^W\//, "");
}
