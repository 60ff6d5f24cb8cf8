import { z } from "zod";
import { endpoint } from "../kit/endpoint.ts";
import { id } from "../kit/fields.ts";
import { body } from "../kit/replies.ts";
import { signInProblems, tokenFields } from "./token_replies.ts";
import { passwordGiven } from "./password_fields.ts";
import "./problems.ts";

/** A member as clients of the token dialect know them. */
export const TokenAccount = z.object({
  id,
  username: z.string(),
  email: z.string(),
  full_name: z.string(),
  avatar: z.string().nullable(),
  roles: z.array(z.string()),
  groups: z.array(z.string()).meta({ description: "Names of the teams." }),
  is_superuser: z.boolean(),
  is_staff: z.boolean().meta({ description: "False for clients, contractors and resellers." }),
}).meta({ id: "TokenAccount" });

export const TokenObtain = z.strictObject({
  username: z.string().trim().toLowerCase().min(1, "must not be empty").max(255)
    .meta({ description: "User name or e-mail address." }),
  password: passwordGiven,
}).meta({
  id: "TokenObtain",
  examples: [{ username: "owner@garage-dupont.example", password: "Tournevis-Cruciforme-7" }],
});

const refreshToken = z.string().trim().max(4096).optional();

export const TokenRefresh = z.strictObject({ refresh: refreshToken, refresh_token: refreshToken, refreshToken }).meta({
  id: "TokenRefresh",
  examples: [{ refresh: "mTzT0v3…" }],
});

const issued = body({ access_token: z.string(), refresh_token: z.string().optional(), user: TokenAccount });

export const dialects = {
  obtain: endpoint("POST /api-token-auth", {
    id: "identity.dialects.obtain",
    summary: "Sign in with a user name; the tokens as some clients want them",
    description:
      "Sets the refresh cookie and a cookie that scripts may read, which says that there is one. An account with a second factor " +
      "is refused with a challenge for `POST /mfa/verify`.",
    guard: "public",
    body: TokenObtain,
    reply: issued,
    problems: [...signInProblems, "mfa_required"],
    rate: "credential",
  }),
  refresh: endpoint("POST /token/refresh", {
    id: "identity.dialects.refresh",
    summary: "Exchange a refresh token in the same dialect",
    guard: "public",
    body: TokenRefresh,
    bodyRequired: false,
    reply: issued,
    problems: [
      "refresh_token_absent",
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
  session: endpoint("GET /session-auth", {
    id: "identity.dialects.session",
    summary: "Whether the browser is signed in, and where to sign in and out",
    guard: "public",
    reply: body({
      authenticated: z.boolean(),
      user: TokenAccount.nullable(),
      loginUrl: z.string(),
      logoutUrl: z.string(),
    }),
  }),
  mockConfig: endpoint("GET /mock-auth-config", {
    id: "identity.dialects.mock_config",
    summary: "Who one may be without a password, on a developer's machine",
    description: "Only where MOCK_LOGIN_EMAIL names somebody and APP_ENV is development or test; never in production.",
    guard: "public",
    reply: body({
      sub: id,
      username: z.string(),
      email: z.string(),
      is_superuser: z.boolean(),
      is_staff: z.boolean(),
      groups: z.array(z.string()),
      roles: z.array(z.string()),
    }),
    problems: ["mock_auth_disabled"],
  }),
  mockLogin: endpoint("POST /mock-auth-config/login", {
    id: "identity.dialects.mock_login",
    summary: "Sign in as that person without a password",
    guard: "public",
    reply: body(tokenFields.shape),
    problems: ["mock_auth_disabled", "account_disabled", "tenant_disabled", "mfa_required"],
    rate: "credential",
  }),
};
