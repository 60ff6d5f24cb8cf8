import { randomToken, sha256Hex } from "../../shared/auth/secrets.ts";
import type { Config } from "../../shared/config/config.ts";
import { problem } from "../../shared/contracts/kit/problems.ts";
import { findMockAccount, openMockSession } from "./dialect_queries.ts";
import { type SignedIn, signedIn } from "./session_answers.ts";
import type { MemberProfile } from "./session_queries.ts";
import { type PublicCall, REFRESH_TOKEN_BYTES } from "./sign_in.ts";

/** The person whom a developer may be without a password. Raises mock_auth_disabled, always in production. */
export async function mockAccount(ctx: Pick<PublicCall, "transact" | "runtime">): Promise<MemberProfile> {
  const [{ profile }] = await ctx.transact((sql) => findMockAccount(sql, mockEmail(ctx.runtime.config)));
  if (!profile) throw problem("mock_auth_disabled");
  return profile;
}

/** Signs in as that person. Raises mock_auth_disabled, account_disabled, tenant_disabled. */
export async function signInAsMock(ctx: PublicCall): Promise<SignedIn> {
  const { id, tenantId } = await mockAccount(ctx);
  const refreshToken = randomToken(REFRESH_TOKEN_BYTES);
  const tokenHash = await sha256Hex(refreshToken);
  const seconds = ctx.runtime.config.REFRESH_TOKEN_SECONDS;
  const [session] = await ctx.transact((sql) => openMockSession(sql, { tenantId, userId: id, tokenHash, seconds }));
  return await signedIn(ctx, session, refreshToken);
}

function mockEmail({ APP_ENV, MOCK_LOGIN_EMAIL }: Pick<Config, "APP_ENV" | "MOCK_LOGIN_EMAIL">): string {
  if (APP_ENV === "production" || !MOCK_LOGIN_EMAIL) throw problem("mock_auth_disabled");
  return MOCK_LOGIN_EMAIL;
}
