const SIZE = /^(\d+(?:\.\d+)?)(gb|mb|kb|b)$/i;
const UNIT_BYTES: Record<string, number> = { b: 1, kb: 1e3, mb: 1e6, gb: 1e9 };

/**
 * A file size limit in bytes, from a number of bytes or a text such as `20MB` (decimal units: 1 MB is 1,000,000 bytes).
 * Undefined when it is neither.
 */
export function parseFileSize(value: number | string): number | undefined {
  if (typeof value === "number") return Number.isSafeInteger(value) && value >= 0 ? value : undefined;
  const match = SIZE.exec(value.trim());
  if (!match) return undefined;
  const bytes = Math.round(Number(match[1]) * UNIT_BYTES[match[2].toLowerCase()]);
  return Number.isSafeInteger(bytes) ? bytes : undefined;
}

/** A media type without its parameters, lower case (RFC 9110, 8.3.1). */
export function mediaType(contentType: string): string {
  return contentType.split(";", 1)[0].trim().toLowerCase();
}

/**
 * Whether a bucket takes files of this type. An empty or absent list takes everything; `image/*` takes a family.
 * Parameters such as a charset do not count.
 */
export function isMimeTypeAllowed(contentType: string, allowed: readonly string[] | null): boolean {
  if (allowed === null || allowed.length === 0) return true;
  const type = mediaType(contentType);
  const family = type.split("/", 1)[0];
  return allowed.some((entry) => {
    const rule = mediaType(entry);
    return rule === type || rule === "*/*" || rule === `${family}/*`;
  });
}

/**
 * The free metadata a client attached, when it is a JSON object. Anything else is dropped without an error, as on the
 * platform.
 */
export function parseUserMetadata(json: string | undefined): Record<string, unknown> | undefined {
  if (json === undefined) return undefined;
  try {
    const value: unknown = JSON.parse(json);
    return typeof value === "object" && value !== null && !Array.isArray(value)
      ? value as Record<string, unknown>
      : undefined;
  } catch {
    return undefined;
  }
}
