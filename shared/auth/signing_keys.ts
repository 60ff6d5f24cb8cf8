import type { JWTHeaderParameters, JWTVerifyGetKey } from "jose";
import type { Config, SigningKey } from "../config/config.ts";

type Keys = Pick<Config, "JWT_KEYS" | "JWT_SECRET">;

/** The keys of one worker: one signs, all verify. */
export interface KeyRing {
  /** Header and key of new tokens. */
  signer(): Promise<{ header: JWTHeaderParameters; key: CryptoKey }>;
  /**
   * The key a token's header names, for `jwtVerify`. The key decides the algorithm, never the token: a header that asks for
   * another one than its key's throws, and so does an unknown `kid`. `jku`, `x5u`, `jwk` and `x5c` are not read.
   */
  find: JWTVerifyGetKey;
  /** Algorithms of the ring. */
  algorithms: string[];
}

/**
 * `JWT_KEYS` in their order: the first signs, all verify, each found by its `kid`. `JWT_SECRET` is the secret of projects
 * without signing keys: it verifies HS256 tokens without `kid` and signs them while there is no other key.
 */
export function createKeyRing({ JWT_KEYS = [], JWT_SECRET }: Keys): KeyRing {
  const named = new Map(JWT_KEYS.map((jwk) => [jwk.kid, { jwk, verifying: lazily(() => verifyingKey(jwk)) }]));
  const unnamed = JWT_SECRET === undefined
    ? undefined
    : lazily(() => importSecret(new TextEncoder().encode(JWT_SECRET)));
  const [first] = JWT_KEYS;
  const signing = first ? lazily(() => signingKey(first)) : unnamed!;
  const header = first ? { alg: algorithmOf(first), kid: first.kid, typ: "JWT" } : { alg: "HS256", typ: "JWT" };

  return {
    signer: async () => ({ header, key: await signing() }),
    async find({ alg, kid }) {
      if (kid === undefined && unnamed && alg === "HS256") return await unnamed();
      const known = typeof kid === "string" ? named.get(kid) : undefined;
      if (!known || algorithmOf(known.jwk) !== alg) throw new Error("no key for this header");
      return await known.verifying();
    },
    algorithms: [...new Set([...JWT_KEYS.map(algorithmOf), ...(unnamed ? ["HS256"] : [])])],
  };
}

/** What anybody may know: the public parts of the ES256 keys, the signing one first, as RFC 7517 writes a key set. */
export function publishedKeys({ JWT_KEYS = [] }: Keys) {
  return { keys: JWT_KEYS.flatMap((jwk) => jwk.kty === "EC" ? [publicPart(jwk)] : []) };
}

/** What a server of the same project verifies tokens with: the published keys and the shared secrets. Never for the world. */
export function verificationKeys(config: Keys) {
  const secrets = (config.JWT_KEYS ?? []).filter((jwk) => jwk.kty === "oct")
    .map(({ kty, kid, k }) => ({ kty, kid, k, alg: "HS256" }));
  return { keys: [...publishedKeys(config).keys, ...secrets] };
}

/** Secrets that keys for other purposes derive from: derive new ones from the first, accept old ones from all. */
export function keySecrets({ JWT_KEYS = [], JWT_SECRET }: Keys): string[] {
  return [
    ...JWT_KEYS.map((jwk) => jwk.kty === "EC" ? jwk.d : jwk.k),
    ...(JWT_SECRET === undefined ? [] : [JWT_SECRET]),
  ];
}

function algorithmOf(jwk: SigningKey): "ES256" | "HS256" {
  return jwk.kty === "EC" ? "ES256" : "HS256";
}

function publicPart({ kid, kty, crv, x, y }: SigningKey & { kty: "EC" }) {
  return { kid, kty, crv, x, y, alg: "ES256" as const, use: "sig" as const, key_ops: ["verify" as const] };
}

function signingKey(jwk: SigningKey): Promise<CryptoKey> {
  if (jwk.kty === "oct") return importSecret(bytesOf(jwk.k));
  const { kty, crv, x, y, d } = jwk;
  return crypto.subtle.importKey("jwk", { kty, crv, x, y, d }, ES256, false, ["sign"]);
}

function verifyingKey(jwk: SigningKey): Promise<CryptoKey> {
  if (jwk.kty === "oct") return importSecret(bytesOf(jwk.k));
  const { kty, crv, x, y } = jwk;
  return crypto.subtle.importKey("jwk", { kty, crv, x, y }, ES256, false, ["verify"]);
}

const ES256 = { name: "ECDSA", namedCurve: "P-256" };

function importSecret(secret: Uint8Array<ArrayBuffer>): Promise<CryptoKey> {
  return crypto.subtle.importKey("raw", secret, { name: "HMAC", hash: "SHA-256" }, false, ["sign", "verify"]);
}

function bytesOf(base64url: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(atob(base64url.replaceAll("-", "+").replaceAll("_", "/")), (c) => c.charCodeAt(0));
}

/** Imported on first use and once: most requests of a worker meet tokens it has already seen. */
function lazily<T>(make: () => Promise<T>): () => Promise<T> {
  let made: Promise<T> | undefined;
  return () => made ??= make();
}
