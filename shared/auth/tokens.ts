import { type JWTPayload, jwtVerify, SignJWT } from "jose";
import type { Config } from "../config/config.ts";
import { problem } from "../contracts/kit/problems.ts";
import { createKeyRing } from "./signing_keys.ts";

/** What the access token of a member says; `sub` and `tenant_id` are uuids. */
export interface AccessClaims {
  aud: "authenticated";
  sub: string;
  tenant_id: string;
  session_id: string;
  role: "authenticated";
  email: string;
  name: string;
  user_role: string;
  roles: string[];
  perm_version: number;
  type: "access";
  exp: number;
  iat: number;
}

export type AccessClaimsInput = Omit<AccessClaims, "aud" | "role" | "type" | "exp" | "iat">;

/**
 * What the access token of a client's portal account says; `sub` is the account. It names no `role`, so that Realtime, Storage
 * and the Data API, which take the database role from there, never let its bearer in.
 */
export interface PortalClaims {
  aud: "portal";
  sub: string;
  tenant_id: string;
  session_id: string;
  accountId: string;
  contactId: string;
  companyId: string | null;
  ownerCompanyId: string;
  email: string;
  portalDomain: string;
  type: "access";
  exp: number;
  iat: number;
}

export type PortalClaimsInput = Omit<PortalClaims, "aud" | "type" | "exp" | "iat">;

/** A verified token: its claims, which name the audience, and the exact payload the database gets. */
export interface VerifiedToken<C = AccessClaims | PortalClaims> {
  claims: C;
  claimsJson: string;
}

/** Signs and verifies the product's access tokens. */
export interface Tokens {
  /** Signs the access token of a member, valid for the configured time. */
  sign(claims: AccessClaimsInput): Promise<string>;
  /** Signs the access token of a portal account, valid for a day: it is never refreshed. */
  signPortal(claims: PortalClaimsInput): Promise<string>;
  /** Verifies the token of a member. Raises AUTH_TOKEN_EXPIRED or AUTH_TOKEN_INVALID. */
  verify(token: string): Promise<VerifiedToken<AccessClaims>>;
  /** Verifies a token of either audience. Raises AUTH_TOKEN_EXPIRED or AUTH_TOKEN_INVALID. */
  verifyAny(token: string): Promise<VerifiedToken>;
}

export const PORTAL_TOKEN_SECONDS = 86_400;

const CLOCK_SKEW_SECONDS = 30;
const REMEMBERED_TOKENS = 5_000;
/** Ours have a tenth of it; whatever is longer is not worth reading. */
const MAX_TOKEN_LENGTH = 8_192;
const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;
/** A list of one would pass for its only member in a bare `test`. */
const isUuid = (value: unknown) => typeof value === "string" && uuid.test(value);

/**
 * Signs with the first of the configured keys and verifies with all of them; each key has one algorithm, never taken from the
 * token. Verified tokens are remembered until they expire (RFC 7519 leaves that to us): a signature does not change, and what
 * may change, the session, is checked in the database on every request.
 */
export function createTokens(
  config: Pick<Config, "JWT_SECRET" | "JWT_KEYS" | "JWT_ISSUER" | "ACCESS_TOKEN_SECONDS">,
  now: () => number = Date.now,
): Tokens {
  const ring = createKeyRing(config);
  const remembered = new Map<string, VerifiedToken>();

  return {
    sign: (claims) => signFor("authenticated", { ...claims, role: "authenticated" }, config.ACCESS_TOKEN_SECONDS),
    signPortal: (claims) => signFor("portal", { ...claims }, PORTAL_TOKEN_SECONDS),

    async verify(token) {
      const verified = await this.verifyAny(token);
      if (verified.claims.aud !== "authenticated") throw problem("auth_token_invalid");
      return verified as VerifiedToken<AccessClaims>;
    },

    async verifyAny(token) {
      const known = remembered.get(token);
      if (known) {
        if (known.claims.exp + CLOCK_SKEW_SECONDS > now() / 1000) return known;
        remembered.delete(token);
        throw problem("auth_token_expired");
      }
      const verified = await verifyFresh(token);
      if (remembered.size >= REMEMBERED_TOKENS) remembered.delete(remembered.keys().next().value!);
      remembered.set(token, verified);
      return verified;
    },
  };

  async function signFor(audience: string, claims: JWTPayload, seconds: number): Promise<string> {
    const issued = Math.floor(now() / 1000);
    const { header, key } = await ring.signer();
    return await new SignJWT({ ...claims, type: "access" })
      .setProtectedHeader(header)
      .setIssuer(config.JWT_ISSUER).setAudience(audience).setJti(crypto.randomUUID())
      // A few seconds back: a verifier whose clock is behind must not meet a token from the future.
      .setIssuedAt(issued - 5).setExpirationTime(issued + seconds)
      .sign(key);
  }

  async function verifyFresh(token: string): Promise<VerifiedToken> {
    if (token.length > MAX_TOKEN_LENGTH) throw problem("auth_token_invalid");
    const options = {
      issuer: config.JWT_ISSUER,
      audience: ["authenticated", "portal"],
      algorithms: ring.algorithms,
      clockTolerance: CLOCK_SKEW_SECONDS,
      currentDate: new Date(now()),
    };
    let payload: JWTPayload;
    try {
      ({ payload } = await jwtVerify(token, ring.find, options));
    } catch (error) {
      const expired = (error as { code?: string }).code === "ERR_JWT_EXPIRED";
      throw problem(expired ? "auth_token_expired" : "auth_token_invalid", undefined, { cause: error });
    }
    const claims = payload as unknown as AccessClaims | PortalClaims;
    // A token serves one audience: what makes a member makes no portal account, and the reverse.
    const sound = claims.aud === "portal"
      ? !("role" in claims) && claims.accountId === claims.sub
      : claims.aud === "authenticated" && claims.role === "authenticated";
    const complete = sound && claims.type === "access" && isUuid(claims.sub) && isUuid(claims.tenant_id) &&
      isUuid(claims.session_id) && typeof claims.exp === "number";
    if (!complete) throw problem("auth_token_invalid");
    return { claims, claimsJson: JSON.stringify(payload) };
  }
}
