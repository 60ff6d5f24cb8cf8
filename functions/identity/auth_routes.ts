import { auth } from "../../shared/contracts/identity/auth.ts";
import { publishedKeys } from "../../shared/auth/signing_keys.ts";
import { bindDetached, type Bound } from "../../shared/http/bind.ts";
import { refreshSession } from "./refresh_session.ts";
import { answerChallenge, answerFlat, answerSignIn, answerTokens } from "./session_answers.ts";
import { pingDatabase } from "./session_queries.ts";
import { signInOrChallenge } from "./sign_in.ts";
import { signOut } from "./sign_out.ts";
import { signUp } from "./sign_up.ts";

export const authRoutes: Bound[] = [
  bindDetached(auth.signup, (ctx) => signUp(ctx, ctx.body)),
  bindDetached(auth.signin, async (ctx) => {
    const { email, password } = ctx.body;
    const transport = { remember: false, cookieRefresh: true, cookieAccess: true };
    const { signedIn, challenge } = await signInOrChallenge(ctx, { email, password, ...transport });
    return signedIn ? answerSignIn(ctx, signedIn) : answerChallenge(challenge);
  }),
  bindDetached(auth.session, async (ctx) => {
    const { username, password, tenant_id, mfa_code, device_id } = ctx.body;
    const { signedIn, challenge } = await signInOrChallenge(ctx, {
      email: username,
      password,
      tenant: tenant_id,
      mfaCode: mfa_code,
      deviceId: device_id,
      remember: false,
      cookieRefresh: false,
      cookieAccess: false,
    });
    return signedIn ? answerFlat(ctx, signedIn) : { session_id: null, ...answerChallenge(challenge) };
  }),
  bindDetached(auth.login, async (ctx) => {
    const { email, password, portal, tenant_id, mfa_code, device_id, remember_me, refresh_transport } = ctx.body;
    const { signedIn, challenge } = await signInOrChallenge(ctx, {
      email,
      password,
      portal,
      tenant: tenant_id,
      mfaCode: mfa_code,
      deviceId: device_id,
      remember: remember_me,
      cookieRefresh: refresh_transport === "cookie",
      cookieAccess: false,
    });
    return signedIn ? answerTokens(ctx, signedIn, portal) : { session_id: null, ...answerChallenge(challenge) };
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
