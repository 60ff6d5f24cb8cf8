import { fromBase64url, toBase64url } from "../../shared/providers/messaging/web_push_encryption.ts";

/** A browser with a subscription: it decrypts as RFC 8291 has it, with nothing of the code that encrypts. */
export interface PushReceiver {
  keys: { p256dh: string; auth: string };
  decrypt(body: Uint8Array<ArrayBuffer>): Promise<string>;
}

const P256 = { name: "ECDH", namedCurve: "P-256" } as const;
const utf8 = new TextEncoder();

async function hmac(key: Uint8Array<ArrayBuffer>, ...parts: Uint8Array[]): Promise<Uint8Array<ArrayBuffer>> {
  const imported = await crypto.subtle.importKey("raw", key, { name: "HMAC", hash: "SHA-256" }, false, ["sign"]);
  const whole = new Uint8Array(parts.flatMap((part) => [...part]));
  return new Uint8Array(await crypto.subtle.sign("HMAC", imported, whole));
}

/** HKDF (RFC 5869) by hand for outputs of at most one block. */
async function derive(salt: Uint8Array<ArrayBuffer>, secret: Uint8Array, info: Uint8Array, length: number) {
  const pseudorandom = await hmac(salt, secret);
  return (await hmac(pseudorandom, info, new Uint8Array([1]))).slice(0, length);
}

export async function openReceiver(): Promise<PushReceiver> {
  const pair = await crypto.subtle.generateKey(P256, true, ["deriveBits"]) as CryptoKeyPair;
  const own = new Uint8Array(await crypto.subtle.exportKey("raw", pair.publicKey));
  const auth = crypto.getRandomValues(new Uint8Array(16));
  return {
    keys: { p256dh: toBase64url(own), auth: toBase64url(auth) },
    async decrypt(body) {
      const salt = body.slice(0, 16);
      const length = body[20];
      const sender = body.slice(21, 21 + length);
      const senderKey = await crypto.subtle.importKey("raw", sender, P256, false, []);
      const shared = await crypto.subtle.deriveBits({ name: "ECDH", public: senderKey }, pair.privateKey, 256);
      const info = new Uint8Array([...utf8.encode("WebPush: info\0"), ...own, ...sender]);
      const secret = await derive(auth, new Uint8Array(shared), info, 32);
      const key = await derive(salt, secret, utf8.encode("Content-Encoding: aes128gcm\0"), 16);
      const iv = await derive(salt, secret, utf8.encode("Content-Encoding: nonce\0"), 12);
      const aes = await crypto.subtle.importKey("raw", key, "AES-GCM", false, ["decrypt"]);
      const padded = new Uint8Array(
        await crypto.subtle.decrypt({ name: "AES-GCM", iv }, aes, body.slice(21 + length)),
      );
      const end = padded.lastIndexOf(2);
      return new TextDecoder().decode(padded.slice(0, end));
    },
  };
}

/** Whether the Authorization header of a push carries a valid VAPID signature; answers its claims. */
export async function vapidClaims(header: string): Promise<Record<string, unknown>> {
  const [, token, publicKey] = /^vapid t=([\w.-]+), k=([\w-]+)$/.exec(header)!;
  const [head, claims, signature] = token.split(".");
  const algorithm = { name: "ECDSA", namedCurve: "P-256" };
  const key = await crypto.subtle.importKey("raw", fromBase64url(publicKey), algorithm, false, ["verify"]);
  const signed = utf8.encode(`${head}.${claims}`);
  const valid = await crypto.subtle.verify({ name: "ECDSA", hash: "SHA-256" }, key, fromBase64url(signature), signed);
  if (!valid) throw new Error("the signature is not valid");
  return JSON.parse(new TextDecoder().decode(fromBase64url(claims)));
}
