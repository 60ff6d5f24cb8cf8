import { hashPassword, passwordFlaws } from "../../shared/auth/passwords.ts";
import { randomToken, sha256Hex } from "../../shared/auth/secrets.ts";
import { problem } from "../../shared/contracts/kit/problems.ts";
import { type PortalLink, portalMail } from "./portal_mail.ts";
import { findPortalLink, findPortalSignIn, type LinkState, mailPortalLink, usePortalLink } from "./portal_queries.ts";
import { recoveryOf } from "./portal_rules.ts";
import { portalHints, type PublicCall } from "./sign_in_to_portal.ts";

const RESET_TOKEN_BYTES = 32;

const refusals: Record<PortalLink, Record<Exclude<LinkState, "open">, string>> = {
  activation: {
    used: "already_activated",
    expired: "invalid_activation_token",
    unknown: "invalid_activation_token",
  },
  reset: { used: "portal_reset_token_invalid", expired: "reset_token_expired", unknown: "portal_reset_token_invalid" },
};

/**
 * Sets the password of the account behind a mailed token, which works once; every session of the account ends. The password
 * needs 8 characters, both cases and a digit. Answers the e-mail. Raises weak_password and, for activation,
 * invalid_activation_token and already_activated, for a reset portal_reset_token_invalid and reset_token_expired.
 */
export async function choosePassword(
  ctx: PublicCall,
  link: PortalLink,
  token: string,
  password: string,
): Promise<string> {
  const tokenHash = await sha256Hex(token);
  const [{ state, email, name }] = await ctx.transact((sql) => findPortalLink(sql, link, tokenHash));
  if (state !== "open") throw problem(refusals[link][state]);
  const failed = passwordFlaws(password, "basic", { email, name });
  if (failed.length > 0) throw problem("weak_password", { failed });
  const passwordHash = await hashPassword(password);
  const [{ state: used }] = await ctx.transact((sql) => usePortalLink(sql, link, tokenHash, passwordHash));
  if (used !== "open") throw problem(refusals[link][used]);
  return email;
}

/**
 * Mails a link to every account the e-mail may mean: for a new password, or, where none was chosen yet, the invitation again.
 * Tells nobody whether there is one. Link and mail are stored together.
 */
export async function forgotPassword(ctx: PublicCall, email: string, company?: string): Promise<void> {
  await ctx.transact(async (sql) => {
    const [{ found }] = await findPortalSignIn(sql, email, portalHints(ctx, company));
    for (const account of found.accounts) {
      const link = recoveryOf(account);
      if (!link) continue;
      const token = link === "reset" ? randomToken(RESET_TOKEN_BYTES) : crypto.randomUUID();
      await mailPortalLink(sql, account.id, link, await sha256Hex(token), portalMail(link, account, token));
    }
  });
}
