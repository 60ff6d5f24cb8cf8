import type { SigningKey } from "../../shared/config/config.ts";
import { randomToken } from "../../shared/auth/secrets.ts";

/**
 * The life of a signing key, as steps on a list whose first key signs and whose keys all verify: added behind the others
 * (`standby`: the world learns it before it signs), moved to the front (`signing`), kept until the last token it signed has
 * expired (`verifying`), dropped. What has been rotated out never signs again: `sign` leaves its operations (RFC 7517, 4.3).
 */

export type Algorithm = "ES256" | "HS256";
export type KeyState = "signing" | "standby" | "verifying";

/** A step that cannot be taken; the message says what to do first. */
export class KeyError extends Error {
  override readonly name = "KeyError";
}

/** Makes a key. ES256 can be published, so that others verify with it; HS256 is shared by those who hold the secret. */
export async function makeKey(algorithm: Algorithm): Promise<SigningKey> {
  const named = { kid: crypto.randomUUID(), key_ops: ["sign", "verify"] };
  if (algorithm === "HS256") return { kty: "oct", ...named, k: randomToken(32) };
  const pair = await crypto.subtle.generateKey({ name: "ECDSA", namedCurve: "P-256" }, true, ["sign", "verify"]);
  const { x, y, d } = await crypto.subtle.exportKey("jwk", pair.privateKey);
  return { kty: "EC", ...named, crv: "P-256", x: x!, y: y!, d: d! };
}

/** The state of each key in a list, in its order. */
export function statesOf(keys: readonly SigningKey[]): KeyState[] {
  return keys.map((key, at) => at === 0 ? "signing" : maySign(key) ? "standby" : "verifying");
}

/** Adds a key that verifies from now on and signs after the next rotation; the first one signs at once. */
export function addKey(keys: readonly SigningKey[], key: SigningKey): SigningKey[] {
  if (statesOf(keys).includes("standby")) throw new KeyError("A key is waiting already: rotate first.");
  return [...keys, key];
}

/** The key on standby signs from now on; the one before it only verifies. Raises `KeyError` when none waits. */
export function rotateKeys(keys: readonly SigningKey[]): SigningKey[] {
  const next = keys.findLast((key, at) => at > 0 && maySign(key));
  if (!next) throw new KeyError("No key is waiting: generate one, deploy it, and give the world time to learn it.");
  const others = keys.filter((key) => key !== next).map((key) => ({ ...key, key_ops: ["verify"] }));
  return [next, ...others];
}

/** Drops every key that only verifies: the tokens it signed are refused from now on. */
export function retireKeys(keys: readonly SigningKey[]): SigningKey[] {
  const states = statesOf(keys);
  const kept = keys.filter((_, at) => states[at] !== "verifying");
  if (kept.length === keys.length) throw new KeyError("No key has been rotated out.");
  return kept;
}

function maySign(key: SigningKey): boolean {
  return key.key_ops?.includes("sign") ?? true;
}
