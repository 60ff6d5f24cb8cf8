import { randomToken, sha256Hex } from "../../shared/auth/secrets.ts";
import { problem } from "../../shared/contracts/kit/problems.ts";
import { requireOwnOrigin } from "../../shared/http/credentials.ts";
import { warnAccount } from "./account_messages.ts";
import { type SignedIn, signedIn } from "./session_answers.ts";
import { clearCookies } from "./session_cookies.ts";
import { rotateRefreshToken } from "./session_queries.ts";
import { type RefreshFields, shownRefreshToken } from "./shown_tokens.ts";
import { type PublicCall, REFRESH_TOKEN_BYTES } from "./sign_in.ts";

/**
 * Exchanges a refresh token for new tokens of the same session. Raises refresh_token_missing, invalid_refresh_token,
 * refresh_token_expired, refresh_token_reused (which ends the session and warns the person), refresh_in_progress, session_revoked, account_disabled,
 * tenant_disabled, origin_not_allowed.
 */
export async function refreshSession(
  ctx: PublicCall,
  body: RefreshFields & { refresh_transport?: "body" | "cookie" },
): Promise<SignedIn> {
  const { request, runtime, reply } = ctx;
  const shown = shownRefreshToken(request, body);
  if (!shown) throw problem("refresh_token_missing");
  if (shown.byCookieOnly) requireOwnOrigin(request, runtime);

  const successor = randomToken(REFRESH_TOKEN_BYTES);
  const rotation = {
    tokenHash: await sha256Hex(shown.token),
    successorHash: await sha256Hex(successor),
    seconds: runtime.config.REFRESH_TOKEN_SECONDS,
    rememberedSeconds: runtime.config.REMEMBERED_REFRESH_TOKEN_SECONDS,
  };
  const { refusal, ...session } = await ctx.transact(async (sql) => {
    const [outcome] = await rotateRefreshToken(sql, rotation);
    if (outcome.refusal === "refresh_token_reused") await warnAccount(sql, "session_reused", { priority: "critical" });
    return outcome;
  });
  if (refusal) {
    // A dead token is of no more use to the browser; one that is just being exchanged has a successor on its way.
    if (shown.byCookieOnly && refusal !== "refresh_in_progress") clearCookies(reply.headers, runtime.config);
    throw problem(refusal);
  }
  const refresh_in_body = session.refresh_in_body && body.refresh_transport !== "cookie";
  return await signedIn(ctx, { ...session, refresh_in_body }, successor);
}
