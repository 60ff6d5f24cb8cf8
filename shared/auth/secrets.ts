/** SHA-256 of a text as lower-case hex: how tokens and keys are stored. */
export async function sha256Hex(value: string | Uint8Array): Promise<string> {
  const bytes = typeof value === "string" ? new TextEncoder().encode(value) : value;
  const digest = await crypto.subtle.digest("SHA-256", bytes as BufferSource);
  return [...new Uint8Array(digest)].map((b) => b.toString(16).padStart(2, "0")).join("");
}

/** Random bytes as base64url, for tokens nobody can guess. */
export function randomToken(bytes: number): string {
  const raw = crypto.getRandomValues(new Uint8Array(bytes));
  return btoa(String.fromCharCode(...raw)).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
}

/** Whether two secrets are the same; how long it takes tells nothing, because only their digests are compared. */
export async function sameSecret(given: string, expected: string): Promise<boolean> {
  return await sha256Hex(given) === await sha256Hex(expected);
}
