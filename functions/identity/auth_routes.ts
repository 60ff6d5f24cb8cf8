import { auth } from "../../shared/contracts/identity/auth.ts";
import { publishedKeys } from "../../shared/auth/signing_keys.ts";
import { bindDetached, type Bound } from "../../shared/http/bind.ts";
import { refreshSession } from "./refresh_session.ts";
import { answerSignIn, answerTokens } from "./session_answers.ts";
import { pingDatabase } from "./session_queries.ts";
import { signIn } from "./sign_in.ts";
import { signOut } from "./sign_out.ts";
import { signUp } from "./sign_up.ts";

export const authRoutes: Bound[] = [
  bindDetached(auth.signup, (ctx) => signUp(ctx, ctx.body)),
  bindDetached(auth.signin, async (ctx) => {
    const { email, password } = ctx.body;
    const signedIn = await signIn(ctx, { email, password, remember: false, cookieRefresh: true, cookieAccess: true });
    return answerSignIn(ctx, signedIn);
  }),
  bindDetached(auth.login, async (ctx) => {
    const { email, password, portal, tenant_id, remember_me, refresh_transport } = ctx.body;
    const signedIn = await signIn(ctx, {
      email,
      password,
      portal,
      tenant: tenant_id,
      remember: remember_me,
      cookieRefresh: refresh_transport === "cookie",
      cookieAccess: false,
    });
    return answerTokens(ctx, signedIn, portal);
  }),
  bindDetached(auth.refresh, async (ctx) => {
    const tokens = answerTokens(ctx, await refreshSession(ctx, ctx.body));
    const { access_token, refresh_token, expires_in } = tokens.data;
    return { ...tokens, access_token, refresh_token, expires_in };
  }),
  bindDetached(auth.logout, async (ctx) => {
    await signOut(ctx, ctx.body);
    return { message: "Signed out", data: { logged_out: true as const } };
  }),
  bindDetached(auth.jwks, (ctx) => {
    ctx.reply.headers.set("cache-control", "public, max-age=600");
    return publishedKeys(ctx.runtime.config);
  }),
  bindDetached(auth.health, async (ctx) => {
    await ctx.read(pingDatabase);
    return { service: "auth" as const, status: "healthy" as const, timestamp: new Date().toISOString() };
  }),
];
