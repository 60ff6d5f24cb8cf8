import { sha256Hex } from "../../shared/auth/secrets.ts";
import { clearCookies } from "./session_cookies.ts";
import { linkedActor } from "../../shared/http/linked_actor.ts";
import { cookieOf, requireOwnOrigin } from "../../shared/http/credentials.ts";
import { endSessions } from "./session_queries.ts";
import type { RefreshFields } from "./shown_tokens.ts";
import type { PublicCall } from "./sign_in.ts";

/**
 * Ends the session behind the access token, the refresh token or, when neither was sent, the cookies. Unknown, expired and used
 * tokens are no error: whoever wants to leave is let go. Raises origin_not_allowed for a foreign page that has only cookies.
 */
export async function signOut(ctx: PublicCall, body: RefreshFields & { all: boolean }): Promise<void> {
  const { request, runtime, reply } = ctx;
  const bearer = /^(?:bearer|token)\s+(.+)$/i.exec(request.headers.get("authorization") ?? "")?.[1]?.trim();
  const written = [body.refresh_token, body.refreshToken, body.refresh].filter((token) =>
    token !== undefined && token !== ""
  );
  const explicit = bearer !== undefined || written.length > 0;
  const access = explicit ? bearer : cookieOf(request, "access_token");
  const cookie = explicit ? undefined : cookieOf(request, "refresh_token");
  if (!explicit && (access || cookie)) requireOwnOrigin(request, runtime);

  const sessionId = access ? await sessionOf(ctx, access) : null;
  const tokenHashes = await Promise.all([...written as string[], ...(cookie ? [cookie] : [])].map((t) => sha256Hex(t)));
  if (sessionId || tokenHashes.length > 0) {
    await ctx.transact((sql) => endSessions(sql, { sessionId, tokenHashes, all: body.all }));
  }
  clearCookies(reply.headers, runtime.config);
}

async function sessionOf({ runtime, facts }: PublicCall, accessToken: string): Promise<string | null> {
  try {
    if (runtime.supabaseTokens?.concerns(accessToken)) {
      return (await linkedActor(accessToken, runtime, facts)).sessionId;
    }
    return (await runtime.tokens.verify(accessToken)).claims.session_id;
  } catch {
    return null;
  }
}
