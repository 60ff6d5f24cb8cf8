import { hashPassword, verifyPassword } from "../../shared/auth/passwords.ts";
import { problem } from "../../shared/contracts/kit/problems.ts";
import { firstOr } from "../../shared/db/rows.ts";
import { warnAccount } from "./account_messages.ts";
import { requireStrongPassword } from "./new_password.ts";
import { changePasswordHash, findOwnPassword } from "./password_queries.ts";
import { clearCookies } from "./session_cookies.ts";
import type { PublicCall } from "./sign_in.ts";

/** Asks whether it is really the caller. Raises invalid_current_password, rate_limited; wrong answers are counted. */
export async function confirmPassword(ctx: Pick<PublicCall, "transact">, current: string): Promise<void> {
  const { own } = firstOr(await ctx.transact(findOwnPassword), "auth_token_invalid");
  if (own.locked_seconds) throw problem("rate_limited", { retry_after: own.locked_seconds });
  if (await verifyPassword(current, own.password_hash)) return;
  const [settled] = await ctx.transact((sql) => changePasswordHash(sql, own.password_hash, null));
  if (settled.refusal === "rate_limited") throw problem("rate_limited", { retry_after: settled.locked_seconds });
  throw problem("invalid_current_password");
}

/**
 * Replaces the caller's password, ends all their sessions and tells them. Passwords are hashed between two transactions; the
 * second one finds out if the first one's answer no longer holds. Raises weak_password, password_unchanged, rate_limited and,
 * for a wrong current password, `wrongPassword`.
 */
export async function changePassword(
  ctx: PublicCall,
  current: string,
  chosen: string,
  wrongPassword: "invalid_current_password" | "old_password_wrong",
): Promise<void> {
  const { own } = firstOr(await ctx.transact(findOwnPassword), "auth_token_invalid");
  if (own.locked_seconds) throw problem("rate_limited", { retry_after: own.locked_seconds });
  const isRight = await verifyPassword(current, own.password_hash);
  if (isRight) {
    requireStrongPassword(chosen, own.profile, own);
    if (current.normalize("NFKC") === chosen.normalize("NFKC")) throw problem("password_unchanged");
  }
  const hash = isRight ? await hashPassword(chosen) : null;
  const settled = await ctx.transact(async (sql) => {
    const [outcome] = await changePasswordHash(sql, own.password_hash, hash);
    if (!outcome.refusal) await warnAccount(sql, "password_changed");
    return outcome;
  });
  if (settled.refusal === "rate_limited") throw problem("rate_limited", { retry_after: settled.locked_seconds });
  if (settled.refusal) throw problem(wrongPassword);
  clearCookies(ctx.reply.headers, ctx.runtime.config);
}
