import type { z } from "zod";
import type { AuthLinkCreate } from "../../shared/contracts/identity/auth_links.ts";
import { Problem, problem } from "../../shared/contracts/kit/problems.ts";
import { findLink, linkIdentity } from "./auth_links_queries.ts";
import { confirmPassword } from "./change_password.ts";
import type { PublicCall } from "./sign_in.ts";

/**
 * Accepts an outside account for the caller from now on. Two things are proved first: by the token, that the account is theirs;
 * by the password, that it is they who ask and not somebody who found their screen unlocked. Raises auth_links_off,
 * auth_link_token_invalid, invalid_current_password, rate_limited, auth_link_taken, auth_link_exists.
 */
export async function linkAccount(ctx: PublicCall, given: z.output<typeof AuthLinkCreate>) {
  const tokens = ctx.runtime.supabaseTokens;
  if (!tokens) throw problem("auth_links_off");
  const { subject } = await tokens.verify(given.token).catch((error) => {
    if (!(error instanceof Problem) || error.kind.status >= 500) throw error;
    throw problem("auth_link_token_invalid", undefined, { cause: error });
  });
  await confirmPassword(ctx, given.current_password);
  return await ctx.transact(async (sql) => {
    const [{ id }] = await linkIdentity(sql, given.provider, subject);
    const [link] = await findLink(sql, id);
    return link;
  });
}
