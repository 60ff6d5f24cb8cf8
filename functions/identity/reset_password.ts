import { hashPassword, verifyPassword } from "../../shared/auth/passwords.ts";
import { sha256Hex } from "../../shared/auth/secrets.ts";
import { problem } from "../../shared/contracts/kit/problems.ts";
import { linkText, warnAccount } from "./account_messages.ts";
import { inEvenTime } from "./even_time.ts";
import { newMailedToken, pageLink } from "./mailed_tokens.ts";
import { requireStrongPassword } from "./new_password.ts";
import { findPasswordReset, issuePasswordReset, readPasswordReset, resetPasswordHash } from "./password_queries.ts";
import { clearCookies } from "./session_cookies.ts";
import type { PublicCall } from "./sign_in.ts";

/** Mails a link to reset the password of an address; for an address nobody has it does the same work for nothing. */
export async function requestPasswordReset(ctx: PublicCall, email: string): Promise<void> {
  const { token, tokenHash } = await newMailedToken();
  const link = pageLink(ctx.runtime.config, "reset-password", token);
  await inEvenTime(() =>
    ctx.transact(async (sql) => {
      const [{ wording }] = await findPasswordReset(sql, email);
      const { subject, body } = linkText("password_reset", wording, link);
      await issuePasswordReset(sql, { email, tokenHash, subject, body });
    })
  );
}

/**
 * Sets a new password with a mailed token, ends all sessions of the person and tells them. Raises reset_link_invalid,
 * weak_password, password_unchanged; the last two leave the token usable.
 */
export async function resetPassword(ctx: PublicCall, token: string, chosen: string): Promise<void> {
  const tokenHash = await sha256Hex(token);
  const [{ owner }] = await ctx.transact((sql) => readPasswordReset(sql, tokenHash));
  if (!owner) throw problem("reset_link_invalid");
  requireStrongPassword(chosen, owner.profile, owner);
  if (owner.password_hash && await verifyPassword(chosen, owner.password_hash)) throw problem("password_unchanged");
  const hash = await hashPassword(chosen);
  const isDone = await ctx.transact(async (sql) => {
    const [{ done }] = await resetPasswordHash(sql, tokenHash, hash);
    if (done) await warnAccount(sql, "password_changed");
    return done;
  });
  if (!isDone) throw problem("reset_link_invalid");
  clearCookies(ctx.reply.headers, ctx.runtime.config);
}
