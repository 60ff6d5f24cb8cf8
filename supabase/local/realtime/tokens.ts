import { timingSafeEqual } from "node:crypto";
import { compactVerify, createLocalJWKSet, type CryptoKey, decodeProtectedHeader, type JSONWebKeySet } from "jose";
import { createSecretFinder } from "../shared_secrets.ts";
import { isRecord } from "./frames.ts";

/** Claims of a verified token or of an API key. `role` is what the database policies see. */
export interface Claims {
  role: string;
  /** Seconds since the epoch; absent for API keys. */
  exp?: number;
  sub?: string;
  [name: string]: unknown;
}

/** Who speaks: the claims and, when they came from a token, that token. */
export interface Identity {
  claims: Claims;
  token: string | null;
}

/** Keys that tokens and API keys are checked against. */
export interface TokenKeys {
  jwtSecret: string;
  /** Public keys and, with their `kid`, shared secrets. */
  jwks?: { keys: object[] };
  publishableKey: string;
  secretKey: string;
}

/** Codes of the join errors that a token can cause; the platform's names. */
export type TokenProblemCode = "InvalidJWTToken" | "MalformedJWT" | "JwtSignatureError" | "JwtSignerError";

/** A token that is refused. The message is the platform's text and safe to send to the client. */
export class TokenProblem extends Error {
  override name = "TokenProblem";
  constructor(readonly code: TokenProblemCode, message: string) {
    super(message);
  }
}

/** Verifies credentials. Every method throws {@link TokenProblem} for a credential that is not valid now. */
export interface TokenVerifier {
  /** A user's JWT: HS256 by the secret its `kid` names or else the shared one, ES256 and RS256 by the `kid` of a published key. */
  verifyToken(token: string): Promise<Identity>;
  /** A publishable key (role `anon`), a secret key (role `service_role`), or a JWT. */
  identifyKey(key: string): Promise<Identity>;
}

const decoder = new TextDecoder();

/** Builds the verifier. No clock skew is allowed and nothing is cached, so a token ends exactly at its `exp`. */
export function createTokenVerifier(keys: TokenKeys): TokenVerifier {
  const secretOf = createSecretFinder(keys.jwtSecret, keys.jwks);
  const published = createLocalJWKSet((keys.jwks ?? { keys: [] }) as JSONWebKeySet);

  async function verifyToken(token: string): Promise<Identity> {
    const header = readHeader(token);
    const key = await signingKey(header);
    let payload: Uint8Array;
    try {
      ({ payload } = await compactVerify(token, key, { algorithms: ["HS256", "ES256", "RS256"] }));
    } catch {
      throw new TokenProblem("JwtSignatureError", "Failed to validate JWT signature");
    }
    return { claims: requireClaims(payload), token };
  }

  async function signingKey(header: { alg?: string; kid?: string }): Promise<Uint8Array | CryptoKey> {
    if (header.alg === "HS256") return secretOf(header.kid);
    try {
      if (header.alg !== "ES256" && header.alg !== "RS256") throw new Error("algorithm not supported");
      if (typeof header.kid !== "string") throw new Error("no key id");
      return await published({ alg: header.alg, kid: header.kid });
    } catch {
      throw new TokenProblem(
        "JwtSignerError",
        `Failed to generate JWT signer for key ID (kid) ${JSON.stringify(header.kid ?? null)}, ` +
          "check your JWT secret or JWKS configuration",
      );
    }
  }

  function identifyKey(key: string): Promise<Identity> {
    if (equals(key, keys.publishableKey)) return Promise.resolve({ claims: { role: "anon" }, token: null });
    if (equals(key, keys.secretKey)) return Promise.resolve({ claims: { role: "service_role" }, token: null });
    return verifyToken(key);
  }

  return { verifyToken, identifyKey };
}

/** Throws the platform's text if the claims' `exp` (seconds, RFC 7519 section 4.1.4) has been reached. */
export function requireUnexpired(claims: Claims, now = Date.now()): void {
  const seconds = Math.floor(now / 1000);
  if (claims.exp !== undefined && claims.exp <= seconds) {
    throw new TokenProblem("InvalidJWTToken", `Token has expired ${seconds - claims.exp} seconds ago`);
  }
}

/** True for an opaque API key, which is no user token wherever it turns up. */
export function isApiKey(credential: string): boolean {
  return credential.startsWith("sb_");
}

function readHeader(token: string): { alg?: string; kid?: string } {
  try {
    const parts = token.split(".");
    if (parts.length !== 3) throw new Error("not three parts");
    return decodeProtectedHeader(token);
  } catch {
    throw new TokenProblem("MalformedJWT", "The token provided is not a valid JWT");
  }
}

function requireClaims(payload: Uint8Array): Claims {
  let claims: unknown;
  try {
    claims = JSON.parse(decoder.decode(payload));
  } catch {
    claims = null;
  }
  if (!isRecord(claims)) throw new TokenProblem("MalformedJWT", "The token provided is not a valid JWT");
  if (typeof claims.role !== "string" || !Number.isInteger(claims.exp)) {
    throw new TokenProblem("InvalidJWTToken", "Fields `role` and `exp` are required in JWT");
  }
  requireUnexpired(claims as Claims);
  return claims as Claims;
}

function equals(left: string, right: string): boolean {
  const encoder = new TextEncoder();
  const [a, b] = [encoder.encode(left), encoder.encode(right)];
  return a.length === b.length && a.length > 0 && timingSafeEqual(a, b);
}
