import { dialects } from "../../shared/contracts/identity/dialects.ts";
import { problem } from "../../shared/contracts/kit/problems.ts";
import { bindDetached, type Bound } from "../../shared/http/bind.ts";
import { accountOf } from "./dialect_rules.ts";
import { currentMember } from "./current_member.ts";
import { mockAccount, signInAsMock } from "./mock_login.ts";
import { refreshSession } from "./refresh_session.ts";
import { answerAccount, answerTokens } from "./session_answers.ts";
import { shownRefreshToken } from "./shown_tokens.ts";
import { signIn } from "./sign_in.ts";

export const dialectRoutes: Bound[] = [
  bindDetached(dialects.obtain, async (ctx) => {
    const { username, password } = ctx.body;
    return answerAccount(
      ctx,
      await signIn(ctx, { email: username, password, remember: false, cookieRefresh: false, cookieAccess: false }),
    );
  }),
  bindDetached(dialects.refresh, async (ctx) => {
    if (!shownRefreshToken(ctx.request, ctx.body)) throw problem("refresh_token_absent");
    return answerAccount(ctx, await refreshSession(ctx, ctx.body));
  }),
  bindDetached(dialects.session, async (ctx) => {
    const member = await currentMember(ctx);
    const { APP_URL } = ctx.runtime.config;
    return {
      authenticated: member !== undefined,
      user: member ? accountOf(member) : null,
      loginUrl: `${APP_URL}/login`,
      logoutUrl: `${APP_URL}/logout`,
    };
  }),
  bindDetached(dialects.mockConfig, async (ctx) => {
    const { id, username, email, is_superuser, is_staff, groups, roles } = accountOf(await mockAccount(ctx));
    return { sub: id, username, email, is_superuser, is_staff: is_staff, groups, roles };
  }),
  bindDetached(dialects.mockLogin, async (ctx) => answerTokens(ctx, await signInAsMock(ctx))),
];
