import { jwtVerify, SignJWT } from "jose";
import type { Config } from "../config/config.ts";
import { keySecrets } from "./signing_keys.ts";

export type LinkSecrets = Pick<Config, "JWT_SECRET" | "JWT_KEYS">;

/** What a link is for; its key is derived from it, so a link is good for nothing else and is no access token. */
export type LinkPurpose = "comptoir:file" | "comptoir:unsubscribe";

/** Signs what a link names, for some seconds or, without them, for good. */
export async function signLink(
  config: LinkSecrets,
  purpose: LinkPurpose,
  names: Record<string, string>,
  seconds?: number,
): Promise<string> {
  const token = new SignJWT(names).setProtectedHeader({ alg: "HS256" }).setAudience(purpose);
  if (seconds !== undefined) token.setExpirationTime(Math.floor(Date.now() / 1000) + seconds);
  return await token.sign(await linkKey(keySecrets(config)[0], purpose));
}

/** What a link names under these keys; undefined when it is forged, meant for something else or expired. */
export async function readLink<const K extends string>(
  config: LinkSecrets,
  purpose: LinkPurpose,
  token: string,
  keys: readonly K[],
): Promise<Record<K, string> & Record<string, unknown> | undefined> {
  for (const secret of keySecrets(config)) {
    const named = await namesUnder(await linkKey(secret, purpose), purpose, token);
    if (named && keys.every((key) => typeof named[key] === "string")) return named as Record<K, string>;
  }
}

async function namesUnder(
  key: Uint8Array,
  purpose: string,
  token: string,
): Promise<Record<string, unknown> | undefined> {
  try {
    return (await jwtVerify(token, key, { algorithms: ["HS256"], audience: purpose })).payload;
  } catch {
    return undefined;
  }
}

async function linkKey(secret: string, purpose: string): Promise<Uint8Array> {
  return new Uint8Array(await crypto.subtle.digest("SHA-256", new TextEncoder().encode(`${purpose}\n${secret}`)));
}
