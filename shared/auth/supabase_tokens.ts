import {
  createLocalJWKSet,
  createRemoteJWKSet,
  decodeJwt,
  errors,
  type JSONWebKeySet,
  type JWTPayload,
  jwtVerify,
  type JWTVerifyGetKey,
} from "jose";
import type { Config } from "../config/config.ts";
import { problem } from "../contracts/kit/problems.ts";

/** What a token of Supabase Auth proves. */
export interface SupabaseIdentity {
  /** The user at the issuer, and the session there. */
  subject: string;
  session: string;
  secondFactor: boolean;
  /** Seconds since the epoch. */
  issuedAt: number;
  expiresAt: number;
}

/** Verifies access tokens that Supabase Auth of the same project has issued. */
export interface SupabaseTokens {
  /** True when the token names that issuer; nothing is proved by it. */
  concerns(token: string): boolean;
  /** Raises AUTH_TOKEN_EXPIRED, AUTH_TOKEN_INVALID and, when the keys of the project cannot be had, SERVICE_UNAVAILABLE. */
  verify(token: string): Promise<SupabaseIdentity>;
}

type Settings = Pick<
  Config,
  "SUPABASE_AUTH_TOKENS" | "SUPABASE_URL" | "SUPABASE_JWKS" | "SUPABASE_JWT_SECRET"
>;

const KEYS_TIMEOUT_MS = 3_000;
const MAX_TOKEN_LENGTH = 8_192;
const uuid = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** The issuer that Supabase Auth of a project writes into its tokens. */
export function supabaseIssuer(projectUrl: string): string {
  return `${projectUrl.replace(/\/$/, "")}/auth/v1`;
}

/**
 * Undefined while `SUPABASE_AUTH_TOKENS` is off. Keys are those of `SUPABASE_JWKS`, which the platform presets, else the set
 * the project publishes, kept for ten minutes; HS256 counts with the secret of a legacy project alone.
 */
export function createSupabaseTokens(config: Settings): SupabaseTokens | undefined {
  if (!config.SUPABASE_AUTH_TOKENS) return undefined;
  const issuer = supabaseIssuer(config.SUPABASE_URL!);
  const secret = config.SUPABASE_JWT_SECRET === undefined
    ? undefined
    : new TextEncoder().encode(config.SUPABASE_JWT_SECRET);
  const published = config.SUPABASE_JWKS
    ? createLocalJWKSet(config.SUPABASE_JWKS as unknown as JSONWebKeySet)
    : createRemoteJWKSet(new URL(`${issuer}/.well-known/jwks.json`), { timeoutDuration: KEYS_TIMEOUT_MS });
  const keyOf: JWTVerifyGetKey = async (header, input) =>
    header.alg === "HS256" && secret ? secret : await published(header, input);
  const options = {
    issuer,
    audience: "authenticated",
    algorithms: ["ES256", "RS256", ...(secret ? ["HS256"] : [])],
    clockTolerance: 30,
    requiredClaims: ["exp", "iat"],
  };

  return {
    concerns(token) {
      try {
        return token.length <= MAX_TOKEN_LENGTH && decodeJwt(token).iss === issuer;
      } catch {
        return false;
      }
    },
    async verify(token) {
      let payload: JWTPayload;
      try {
        ({ payload } = await jwtVerify(
          token,
          keyOf,
          options,
        ));
      } catch (error) {
        throw problem(problemOf(error), undefined, { cause: error });
      }
      const { sub, session_id, role, aal, is_anonymous, iat, exp } = payload;
      const sound = isUuid(sub) && isUuid(session_id) && role === "authenticated" && is_anonymous !== true;
      if (!sound) throw problem("auth_token_invalid");
      return { subject: sub, session: session_id, secondFactor: aal === "aal2", issuedAt: iat!, expiresAt: exp! };
    },
  };
}

function isUuid(value: unknown): value is string {
  return typeof value === "string" && uuid.test(value);
}

/** A key that is not in the set is the token's fault, a set that cannot be had is nobody's here. */
function problemOf(error: unknown): string {
  if (error instanceof errors.JWTExpired) return "auth_token_expired";
  const unreachable = error instanceof errors.JWKSTimeout || error instanceof errors.JWKSInvalid ||
    !(error instanceof errors.JOSEError) || error.code === "ERR_JOSE_GENERIC";
  return unreachable ? "service_unavailable" : "auth_token_invalid";
}
