import { createHash, timingSafeEqual } from "node:crypto";
import { createLocalJWKSet, decodeProtectedHeader, errors, type JSONWebKeySet, type JWTPayload, jwtVerify } from "jose";
import { createSecretFinder } from "../shared_secrets.ts";
import { problems } from "./problems.ts";

/** The database roles a request may act as. Anything else in a token is refused. */
export type Role = "anon" | "authenticated" | "service_role";

/** Who a request acts as: what policies see through `auth.uid()`, `auth.jwt()` and the role. */
export interface Caller {
  role: Role;
  /** Claim `sub`; becomes the owner of what is uploaded. */
  subject: string | null;
  /** The claims as JSON text. */
  claims: string;
  /** The bearer token itself, empty for an opaque key. */
  token: string;
}

/** Decides who a request acts as. */
export interface Credentials {
  /**
   * The caller of the request, undefined when it carries no credential at all. A bearer token comes before the
   * `apikey` header; the opaque keys stand for `anon` and `service_role`.
   *
   * @throws {StorageProblem} 401 for an unknown opaque key, 403 for a token that is forged, expired, without `exp`, or
   * of another role.
   */
  identify(request: Request): Promise<Caller | undefined>;
}

export interface CredentialOptions {
  /** HS256 secret of access tokens. */
  jwtSecret: string;
  /** Keys of access tokens, chosen by `kid`: public ones, and secrets of HS256 tokens. */
  jwks?: { keys: object[] };
  publishableKey: string;
  secretKey: string;
}

/** The server acting for itself, for instance to find a bucket before any policy applies. */
export const SERVICE: Caller = keyCaller("service_role");

const ASYMMETRIC = ["ES256", "ES384", "RS256", "EdDSA"];

export function createCredentials(options: CredentialOptions): Credentials {
  const secretOf = createSecretFinder(options.jwtSecret, options.jwks);
  const keySet = createLocalJWKSet((options.jwks ?? { keys: [] }) as JSONWebKeySet);
  const publishable = keyCaller("anon");

  /** The algorithm decides the kind of key, so a public key can never be used as an HS256 secret. */
  async function verify(token: string): Promise<JWTPayload> {
    const requiredClaims = ["exp"];
    const { alg, kid } = decodeProtectedHeader(token);
    if (alg === "HS256") {
      return (await jwtVerify(token, secretOf(kid), { algorithms: ["HS256"], requiredClaims })).payload;
    }
    return (await jwtVerify(token, keySet, { algorithms: ASYMMETRIC, requiredClaims })).payload;
  }

  async function tokenCaller(token: string): Promise<Caller> {
    let payload: JWTPayload;
    try {
      payload = await verify(token);
    } catch (error) {
      if (error instanceof errors.JOSEError || error instanceof TypeError) {
        throw problems.accessDenied(error.message, error);
      }
      throw error;
    }
    const role = payload.role ?? "anon";
    if (!isRole(role)) throw problems.accessDenied("The role of the access token is not allowed");
    return { role, subject: payload.sub ?? null, claims: JSON.stringify(payload), token };
  }

  async function callerOf(credential: string): Promise<Caller> {
    if (isSame(credential, options.publishableKey)) return publishable;
    if (isSame(credential, options.secretKey)) return SERVICE;
    if (credential.split(".").length !== 3) throw problems.invalidApiKey();
    return await tokenCaller(credential);
  }

  return {
    async identify(request) {
      const bearer = /^Bearer\s+(.+)$/i.exec(request.headers.get("authorization") ?? "")?.[1].trim();
      const credential = bearer ?? request.headers.get("apikey")?.trim();
      return credential ? await callerOf(credential) : undefined;
    },
  };
}

function keyCaller(role: Role): Caller {
  return { role, subject: null, claims: JSON.stringify({ role }), token: "" };
}

function isRole(value: unknown): value is Role {
  return value === "anon" || value === "authenticated" || value === "service_role";
}

/** Hashing first gives both sides one length, which the comparison needs, and hides where they differ. */
function isSame(left: string, right: string): boolean {
  const digest = (text: string) => createHash("sha256").update(text).digest();
  return timingSafeEqual(digest(left), digest(right));
}
