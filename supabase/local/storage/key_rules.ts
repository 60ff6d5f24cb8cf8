const KEY_ALPHABET = /^[\w/!\-.*'() &$@=;:+,?]+$/;
const MAX_KEY_BYTES = 1024;
const MAX_BUCKET_ID = 100;

/**
 * Whether an object may carry this name: the platform's alphabet (letters, digits, `_/!-.*'()&$@=;:+,?` and space),
 * at most 1024 characters.
 *
 * Stricter than the platform in one point: empty, `.` and `..` segments are refused, because no URL can address them.
 */
export function isValidKey(name: string): boolean {
  if (name.length > MAX_KEY_BYTES || !KEY_ALPHABET.test(name)) return false;
  return name.split("/").every((segment) => segment !== "" && segment !== "." && segment !== "..");
}

/** Whether a bucket may carry this id: the alphabet of keys without `/`, 1 to 100 characters, no outer space. */
export function isValidBucketId(id: string): boolean {
  return id.length <= MAX_BUCKET_ID && !id.includes("/") && id.trim() === id && isValidKey(id);
}

/**
 * The folder a listing looks into, as a prefix that is empty or ends with exactly one slash.
 */
export function folderPrefix(path: string): string {
  const folder = path.replace(/^\/+|\/+$/g, "");
  return folder === "" ? "" : `${folder}/`;
}
