import { z } from "zod";
import { endpoint } from "../kit/endpoint.ts";
import { body, raw } from "../kit/replies.ts";
import { email, id, instant, line } from "../kit/fields.ts";
import { passwordChosen, passwordGiven } from "./password_fields.ts";
import { challengeFields, deviceId, mfaCode, signInProblems, tokenFields } from "./token_replies.ts";
import "./problems.ts";

/** Anything of sane length: what is no refresh token at all is unknown, not malformed. */
const refreshToken = z.string().trim().max(4096).optional();
const refreshTransport = z.enum(["body", "cookie"]).optional()
  .meta({ description: "cookie keeps the refresh token of this session out of every body." });

const timezone = z.string().max(64).refine(isTimezone, "must be a time zone such as Europe/Paris");

function isTimezone(value: string): boolean {
  try {
    new Intl.DateTimeFormat("en", { timeZone: value });
    return /^[A-Za-z_]+(\/[A-Za-z0-9_+-]+)*$/.test(value);
  } catch {
    return false;
  }
}

export const SignUp = z.strictObject({
  email,
  password: passwordChosen,
  name: line(120, 1),
  subdomain: z.string().trim().toLowerCase().min(1, "must not be empty").max(100),
  tenantName: line(200, 1),
  country: z.string().trim().toUpperCase().regex(/^[A-Z]{2}$/, "must be a country code such as FR").optional(),
  currency: z.enum(["CHF", "EUR", "USD"]).optional(),
  locale: z.enum(["fr", "de", "it", "en"]).optional(),
  timezone: timezone.optional(),
}).meta({
  id: "SignUp",
  examples: [{
    email: "jean.martin@garage.example",
    password: "Tournevis-Cruciforme-7",
    name: "Jean Martin",
    subdomain: "garage-martin",
    tenantName: "Garage Martin & Fils",
  }],
});

export const SignIn = z.strictObject({ email, password: passwordGiven }).meta({
  id: "SignIn",
  examples: [{ email: "owner@garage-dupont.example", password: "Tournevis-Cruciforme-7" }],
});

export const Login = z.strictObject({
  email,
  password: passwordGiven,
  portal: z.enum(["superadmin", "client", "prestataire", "revendeur"]).optional(),
  tenant_id: z.string().trim().toLowerCase().min(1).max(64).optional()
    .meta({ description: "Identifier or subdomain of the organisation." }),
  mfa_code: mfaCode.optional(),
  device_id: deviceId.optional(),
  remember_me: z.boolean().default(false),
  refresh_transport: refreshTransport,
}).meta({
  id: "Login",
  examples: [{ email: "owner@garage-dupont.example", password: "Tournevis-Cruciforme-7", remember_me: true }],
});

export const OpenSession = z.strictObject({
  username: z.string().trim().toLowerCase().min(1, "must not be empty").max(255)
    .meta({ description: "E-mail address or user name." }),
  password: passwordGiven,
  tenant_id: z.string().trim().toLowerCase().min(1, "must not be empty").max(64)
    .meta({ description: "Identifier or subdomain of the organisation." }),
  mfa_code: mfaCode.optional(),
  device_id: deviceId.optional(),
}).meta({
  id: "OpenSession",
  examples: [{
    username: "owner@garage-dupont.example",
    password: "Tournevis-Cruciforme-7",
    tenant_id: "garage-dupont",
  }],
});

export const Refresh = z.strictObject({
  refresh_token: refreshToken,
  refreshToken,
  refresh: refreshToken,
  refresh_transport: refreshTransport,
}).meta({ id: "Refresh", examples: [{ refresh_token: "mTzT0v3…" }] });

export const Logout = z.strictObject({
  refresh_token: refreshToken,
  refreshToken,
  refresh: refreshToken,
  all: z.boolean().default(false).meta({ description: "Ends every session of this person in the organisation." }),
}).meta({ id: "Logout", examples: [{ all: true }] });

/** RFC 7517 and RFC 7518, section 6.2.1. */
const PublicKey = z.object({
  kid: z.string(),
  kty: z.literal("EC"),
  crv: z.literal("P-256"),
  x: z.string(),
  y: z.string(),
  alg: z.literal("ES256"),
  use: z.literal("sig"),
  key_ops: z.array(z.literal("verify")),
}).meta({ id: "PublicKey" });

export const auth = {
  signup: endpoint("POST /auth/signup", {
    id: "identity.auth.signup",
    summary: "Register an organisation; the caller becomes its owner",
    guard: "public",
    body: SignUp,
    reply: body({
      user: z.object({ id, email: z.string(), tenantId: id }),
      tenant: z.object({ id, subdomain: z.string(), name: z.string() }),
    }, 201),
    problems: ["weak_password", "subdomain_exists", "subdomain_invalid", "email_exists", "username_exists"],
    rate: "credential",
  }),
  signin: endpoint("POST /auth/signin", {
    id: "identity.auth.signin",
    summary: "Sign in for browsers: both tokens travel as cookies",
    description: "An account with a second factor gets a challenge instead, for `POST /mfa/verify`.",
    guard: "public",
    body: SignIn,
    reply: raw(z.object({
      user: z.object({
        id,
        email: z.string(),
        name: z.string(),
        tenantId: id,
        role: z.string().nullable().meta({ examples: ["OWNER"] }),
      }).optional(),
      expires: instant.optional(),
      mfa_required: z.boolean().optional(),
      mfa_setup_required: z.boolean().optional(),
      ...challengeFields,
    })),
    problems: signInProblems,
    rate: "credential",
  }),
  session: endpoint("POST /auth/session", {
    id: "identity.auth.session",
    summary: "Open a session with user name and password",
    description:
      "As `POST /auth/login`, with a flat answer. A missing code of the second factor is answered with a challenge.",
    guard: "public",
    body: OpenSession,
    reply: body({
      session_id: id.nullable(),
      access_token: z.string().optional(),
      refresh_token: z.string().optional(),
      expires_in: z.number().optional().meta({ description: "Seconds." }),
      token_type: z.literal("Bearer").optional(),
      mfa_required: z.boolean(),
      mfa_setup_required: z.boolean().optional(),
      ...challengeFields,
    }),
    problems: signInProblems,
    rate: "credential",
  }),
  login: endpoint("POST /auth/login", {
    id: "identity.auth.login",
    summary: "Sign in with e-mail and password",
    description:
      "The organisation is the first of: tenant_id, the subdomain of the host, X-Tenant-Id, the only membership. Always sets " +
      "the refresh cookie. An account with a second factor gets `mfa_required` and a challenge instead of tokens: repeat the " +
      "request with `mfa_code`, or finish with `POST /mfa/verify`. Where the organisation wants a second factor and none is set " +
      "up, the token (`mfa_setup_required`) opens the set-up for 15 minutes and nothing else.",
    guard: "public",
    body: Login,
    reply: body({ ...tokenFields.partial().shape, ...challengeFields }),
    problems: [...signInProblems, "portal_access_denied"],
    rate: "credential",
  }),
  refresh: endpoint("POST /auth/refresh", {
    id: "identity.auth.refresh",
    summary: "Exchange a refresh token for new tokens",
    description: "Reads the refresh cookie or the body. A token works once; a second use ends the session.",
    guard: "public",
    body: Refresh,
    bodyRequired: false,
    reply: body({
      ...tokenFields.shape,
      access_token: z.string(),
      refresh_token: z.string().optional(),
      expires_in: z.number().meta({ description: "Seconds." }),
    }),
    problems: [
      "refresh_token_missing",
      "invalid_refresh_token",
      "refresh_token_expired",
      "refresh_token_reused",
      "refresh_in_progress",
      "session_revoked",
      "account_disabled",
      "tenant_disabled",
    ],
    rate: "credential",
  }),
  logout: endpoint("POST /auth/logout", {
    id: "identity.auth.logout",
    summary: "Sign out; always succeeds",
    description: "The session is found by access token, refresh token or cookie. Clears the cookies.",
    guard: "public",
    body: Logout,
    bodyRequired: false,
    reply: body({ message: z.string(), data: z.object({ logged_out: z.literal(true) }) }),
  }),
  jwks: endpoint("GET /auth/jwks", {
    id: "identity.auth.jwks",
    summary: "The public keys of access tokens, as a JSON Web Key Set",
    description: "Empty where tokens are signed with a shared secret. May be kept for ten minutes.",
    guard: "public",
    reply: raw(z.object({ keys: z.array(PublicKey) })),
  }),
  health: endpoint("GET /auth/health", {
    id: "identity.auth.health",
    summary: "Whether people can sign in",
    guard: "public",
    reply: body({ service: z.literal("auth"), status: z.literal("healthy"), timestamp: instant }),
  }),
};
