/** Message encryption for Web Push (RFC 8291) over the content coding aes128gcm (RFC 8188), and VAPID (RFC 8292). */

/** The keys of a subscription as a browser gives them: an uncompressed P-256 point and 16 bytes, in base64url. */
export interface SubscriptionKeys {
  p256dh: string;
  auth: string;
}

/** The key pair by which push services know us: public point and private scalar in base64url. */
export interface VapidKeys {
  publicKey: string;
  privateKey: string;
  /** Whom a push service may write to: mailto: or https:. */
  subject: string;
}

/** Push services take 4096 bytes in all: header 86, tag 16, delimiter 1. */
export const LONGEST_PAYLOAD = 3993;
const RECORD_SIZE = 4096;
const P256 = { name: "ECDH", namedCurve: "P-256" } as const;
const utf8 = new TextEncoder();

export function toBase64url(bytes: Uint8Array): string {
  return btoa(String.fromCharCode(...bytes)).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
}

export function fromBase64url(text: string): Uint8Array<ArrayBuffer> {
  const binary = atob(text.replaceAll("-", "+").replaceAll("_", "/"));
  return Uint8Array.from(binary, (character) => character.charCodeAt(0));
}

function concat(...parts: Uint8Array[]): Uint8Array<ArrayBuffer> {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

/** A pair made of raw values; used where both halves are known. */
function pairJwk(publicKey: string, privateKey: string): JsonWebKey {
  const point = fromBase64url(publicKey);
  return {
    kty: "EC",
    crv: "P-256",
    x: toBase64url(point.subarray(1, 33)),
    y: toBase64url(point.subarray(33, 65)),
    d: privateKey,
  };
}

async function hkdf(salt: BufferSource, secret: BufferSource, info: Uint8Array<ArrayBuffer>, bytes: number) {
  const key = await crypto.subtle.importKey("raw", secret, "HKDF", false, ["deriveBits"]);
  return new Uint8Array(
    await crypto.subtle.deriveBits({ name: "HKDF", hash: "SHA-256", salt, info }, key, bytes * 8),
  );
}

/**
 * Encrypts a message for one subscription. `fixed` replaces what is otherwise random: the test vector of RFC 8291, appendix A,
 * needs it. Throws for keys that are no point of the curve.
 */
export async function encryptPush(
  plaintext: Uint8Array,
  keys: SubscriptionKeys,
  fixed?: { salt: string; publicKey: string; privateKey: string },
): Promise<Uint8Array<ArrayBuffer>> {
  const receiver = fromBase64url(keys.p256dh);
  const receiverKey = await crypto.subtle.importKey("raw", receiver, P256, false, []);
  const { publicKey: sender, privateKey } = await senderPair(fixed);
  const shared = await crypto.subtle.deriveBits({ name: "ECDH", public: receiverKey }, privateKey, 256);
  const salt = fixed ? fromBase64url(fixed.salt) : crypto.getRandomValues(new Uint8Array(16));
  // RFC 8291, 3.3 and 3.4: the shared secret is bound to both public keys before content keys are drawn from it.
  const keyInfo = concat(utf8.encode("WebPush: info\0"), receiver, sender);
  const secret = await hkdf(fromBase64url(keys.auth), shared, keyInfo, 32);
  const contentKey = await hkdf(salt, secret, utf8.encode("Content-Encoding: aes128gcm\0"), 16);
  const nonce = await hkdf(salt, secret, utf8.encode("Content-Encoding: nonce\0"), 12);
  const aes = await crypto.subtle.importKey("raw", contentKey, "AES-GCM", false, ["encrypt"]);
  // One record, the last: its padding begins with 2 (RFC 8188, 2).
  const sealed = await crypto.subtle.encrypt(
    { name: "AES-GCM", iv: nonce },
    aes,
    concat(plaintext, new Uint8Array([2])),
  );
  const size = new Uint8Array(4);
  new DataView(size.buffer).setUint32(0, RECORD_SIZE);
  return concat(salt, size, new Uint8Array([sender.length]), sender, new Uint8Array(sealed));
}

async function senderPair(fixed?: { publicKey: string; privateKey: string }) {
  if (fixed) {
    const jwk = pairJwk(fixed.publicKey, fixed.privateKey);
    return {
      publicKey: fromBase64url(fixed.publicKey),
      privateKey: await crypto.subtle.importKey("jwk", jwk, P256, false, ["deriveBits"]),
    };
  }
  const pair = await crypto.subtle.generateKey(P256, true, ["deriveBits"]) as CryptoKeyPair;
  return {
    publicKey: new Uint8Array(await crypto.subtle.exportKey("raw", pair.publicKey)),
    privateKey: pair.privateKey,
  };
}

/** How long a push service may believe a signature: half of the day RFC 8292 allows. */
const VAPID_SECONDS = 12 * 3600;

/** The Authorization header by which a push service knows who sends (RFC 8292, 3): an ES256 token for its origin. */
export async function vapidAuthorization(endpoint: string, vapid: VapidKeys, now = Date.now()): Promise<string> {
  const part = (value: unknown) => toBase64url(utf8.encode(JSON.stringify(value)));
  const claims = { aud: new URL(endpoint).origin, exp: Math.floor(now / 1000) + VAPID_SECONDS, sub: vapid.subject };
  const signed = `${part({ typ: "JWT", alg: "ES256" })}.${part(claims)}`;
  const key = await crypto.subtle.importKey(
    "jwk",
    pairJwk(vapid.publicKey, vapid.privateKey),
    { name: "ECDSA", namedCurve: "P-256" },
    false,
    ["sign"],
  );
  const signature = await crypto.subtle.sign({ name: "ECDSA", hash: "SHA-256" }, key, utf8.encode(signed));
  return `vapid t=${signed}.${toBase64url(new Uint8Array(signature))}, k=${vapid.publicKey}`;
}

/** A new pair for VAPID. */
export async function generateVapidKeys(): Promise<Pick<VapidKeys, "publicKey" | "privateKey">> {
  const pair = await crypto.subtle.generateKey({ name: "ECDSA", namedCurve: "P-256" }, true, ["sign"]) as CryptoKeyPair;
  const raw = new Uint8Array(await crypto.subtle.exportKey("raw", pair.publicKey));
  const { d } = await crypto.subtle.exportKey("jwk", pair.privateKey);
  return { publicKey: toBase64url(raw), privateKey: d! };
}

/** Whether these keys of a subscription can be used at all: asked before they are stored. */
export async function isUsableSubscription(keys: SubscriptionKeys): Promise<boolean> {
  try {
    if (fromBase64url(keys.auth).length !== 16) return false;
    // Some engines look at a point only when it is used.
    await encryptPush(new Uint8Array(), keys);
    return true;
  } catch {
    return false;
  }
}
