import type { Detached } from "../../shared/http/bind.ts";
import { accountOf } from "./dialect_rules.ts";
import { setAccessCookie, setHintCookie, setRefreshCookie } from "./session_cookies.ts";
import type { SessionRow } from "./session_queries.ts";

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
  setRefreshCookie(reply.headers, session.refreshToken, session.refresh_seconds, runtime.config);
  if (session.access_in_cookie) setAccessCookie(reply.headers, session.accessToken, runtime.config);
}

/** The tokens for two families of clients: flat in camel case and under `data` in snake case. Sets the cookies. */
export function answerTokens(ctx: Answering, session: SignedIn, portal: string | null = null) {
  setCookies(ctx, session);
  const { ACCESS_TOKEN_SECONDS } = ctx.runtime.config;
  const { profile, accessToken } = session;
  const refreshToken = session.refresh_in_body ? session.refreshToken : undefined;
  return {
    accessToken,
    refreshToken,
    expiresIn: shortDuration(ACCESS_TOKEN_SECONDS),
    portal,
    session_id: session.session_id,
    mfa_required: false,
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

/** The tokens for clients of the token dialect, the readable cookie beside the others. Sets the cookies. */
export function answerAccount(ctx: Answering, session: SignedIn) {
  setCookies(ctx, session);
  setHintCookie(ctx.reply.headers, session.refresh_seconds, ctx.runtime.config);
  return {
    access_token: session.accessToken,
    refresh_token: session.refresh_in_body ? session.refreshToken : undefined,
    user: accountOf(session.profile),
  };
}

/** The answer of the browser door: no token in the body, the role in upper case. Sets the cookies. */
export function answerSignIn(ctx: Answering, session: SignedIn) {
  setCookies(ctx, session);
  const { id, email, name, tenantId, role } = session.profile;
  return { user: { id, email, name, tenantId, role: role?.toUpperCase() ?? null }, expires: session.expires_at };
}

/** 900 as `15m`, 90 as `90s`. */
export function shortDuration(seconds: number): string {
  if (seconds % 3600 === 0) return `${seconds / 3600}h`;
  return seconds % 60 === 0 ? `${seconds / 60}m` : `${seconds}s`;
}
