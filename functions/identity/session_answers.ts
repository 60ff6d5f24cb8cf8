import type { Detached } from "../../shared/http/bind.ts";
import { accountOf } from "./dialect_rules.ts";
import { setAccessCookie, setDeviceCookie, setHintCookie, setRefreshCookie } from "./session_cookies.ts";
import type { SessionRow } from "./session_queries.ts";
import type { Verified } from "./verify_second_factor.ts";

// deno-lint-ignore no-explicit-any
type Answering = Pick<Detached<any, any, any>, "runtime" | "reply">;

/** An open session with its tokens in clear, as they exist only for the answer. */
export interface SignedIn extends SessionRow {
  accessToken: string;
  refreshToken: string;
}

/** Signs the access token of a session. */
export async function signedIn(ctx: Answering, row: SessionRow, refreshToken: string): Promise<SignedIn> {
  const { profile, session_id } = row;
  const accessToken = await ctx.runtime.tokens.sign({
    sub: profile.id,
    tenant_id: profile.tenantId,
    session_id,
    email: profile.email,
    name: profile.name,
    user_role: profile.role ?? "",
    roles: profile.roles,
    perm_version: profile.perm_version,
  });
  return { ...row, accessToken, refreshToken };
}

function setCookies({ reply, runtime }: Answering, session: SignedIn): void {
  if (!session.mfa_setup) {
    setRefreshCookie(reply.headers, session.refreshToken, session.refresh_seconds, runtime.config);
  }
  if (session.access_in_cookie) setAccessCookie(reply.headers, session.accessToken, runtime.config);
}

/** The tokens for two families of clients: flat in camel case and under `data` in snake case. Sets the cookies. */
export function answerTokens(ctx: Answering, session: SignedIn, portal: string | null = null) {
  setCookies(ctx, session);
  const { ACCESS_TOKEN_SECONDS } = ctx.runtime.config;
  const { profile, accessToken } = session;
  const refreshToken = session.refresh_in_body && !session.mfa_setup ? session.refreshToken : undefined;
  return {
    accessToken,
    refreshToken,
    expiresIn: shortDuration(ACCESS_TOKEN_SECONDS),
    portal,
    session_id: session.session_id,
    ...setupOf(session),
    user: profile,
    data: {
      access_token: accessToken,
      refresh_token: refreshToken,
      token_type: "Bearer" as const,
      expires_in: ACCESS_TOKEN_SECONDS,
      user: profile,
    },
  };
}

/** Tells a session that may do nothing but set up a second factor. */
function setupOf({ mfa_setup }: SignedIn) {
  return mfa_setup ? { mfa_required: true, mfa_setup_required: true } : { mfa_required: false };
}

/** A sign-in that waits for its second factor. Nothing of the person is said: they are not signed in yet. */
export function answerChallenge({ challenge_id }: { challenge_id: string }) {
  return { mfa_required: true, challenge_id, methods: ["totp" as const, "backup_codes" as const] };
}

/** The tokens at top level in snake case. Sets the cookies. */
export function answerFlat(ctx: Answering, session: SignedIn) {
  const { session_id, mfa_required, mfa_setup_required, data } = answerTokens(ctx, session);
  const { access_token, refresh_token, token_type, expires_in } = data;
  return { session_id, access_token, refresh_token, token_type, expires_in, mfa_required, mfa_setup_required };
}

/** The answer to a right code; the tokens of a session whose door hides them from scripts stay in their cookies. */
export function answerVerified(ctx: Answering, { method, device, signedIn, portal }: Verified) {
  if (device) {
    const seconds = Math.round((Date.parse(device.trusted_until) - Date.now()) / 1000);
    setDeviceCookie(ctx.reply.headers, device.device_id, seconds, ctx.runtime.config);
  }
  const verified = { method, verified_at: new Date().toISOString(), trusted_device: device };
  if (!signedIn) return verified;
  const tokens = answerTokens(ctx, signedIn, portal);
  const { user, session_id, mfa_required } = tokens;
  return { ...verified, ...(signedIn.access_in_cookie ? { user, session_id, mfa_required } : tokens) };
}

/** The tokens for clients of the token dialect, the readable cookie beside the others. Sets the cookies. */
export function answerAccount(ctx: Answering, session: SignedIn) {
  const { access_token, refresh_token } = answerTokens(ctx, session).data;
  if (!session.mfa_setup) setHintCookie(ctx.reply.headers, session.refresh_seconds, ctx.runtime.config);
  return { access_token, refresh_token, user: accountOf(session.profile) };
}

/** The answer of the browser door: no token in the body, the role in upper case. Sets the cookies. */
export function answerSignIn(ctx: Answering, session: SignedIn) {
  setCookies(ctx, session);
  const { id, email, name, tenantId, role } = session.profile;
  return {
    user: { id, email, name, tenantId, role: role?.toUpperCase() ?? null },
    expires: session.expires_at,
    ...(session.mfa_setup && setupOf(session)),
  };
}

/** 900 as `15m`, 90 as `90s`. */
export function shortDuration(seconds: number): string {
  if (seconds % 3600 === 0) return `${seconds / 3600}h`;
  return seconds % 60 === 0 ? `${seconds / 60}m` : `${seconds}s`;
}
