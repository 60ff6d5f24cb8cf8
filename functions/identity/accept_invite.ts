import type { z } from "zod";
import { hashPassword, verifyPassword } from "../../shared/auth/passwords.ts";
import { sha256Hex } from "../../shared/auth/secrets.ts";
import type { InviteAccept } from "../../shared/contracts/identity/invites.ts";
import { problem } from "../../shared/contracts/kit/problems.ts";
import { acceptInviteOnce, findInviteByToken, type InviteFound } from "./invites_queries.ts";
import { requireStrongPassword } from "./new_password.ts";
import { settleSignIn } from "./session_queries.ts";
import { type PublicCall, signInOrChallenge } from "./sign_in.ts";

/**
 * Accepts an invite and signs the person in, by the same door as everybody: policies of the organisation hold from the first
 * moment. Who has no password chooses one; who has an account shows theirs, and wrong ones count towards the lock. Raises
 * invalid_invite, weak_password, invalid_credentials, rate_limited and whatever a sign-in may raise.
 */
export async function acceptInvite(ctx: PublicCall, given: z.output<typeof InviteAccept>) {
  const tokenHash = await sha256Hex(given.invite_token);
  const [{ found }] = await ctx.transact((sql) => findInviteByToken(sql, tokenHash));
  if (!found) throw problem("invalid_invite");
  const provedHash = found.password_hash;
  if (provedHash !== null) await requireOwnPassword(ctx, found, given.password);
  const passwordHash = provedHash === null ? await chosenHash(found, given.password) : null;
  await ctx.transact((sql) => acceptInviteOnce(sql, { tokenHash, passwordHash, provedHash }));
  return await signInOrChallenge(ctx, {
    email: found.email,
    password: given.password,
    tenant: found.tenant_id,
    remember: false,
    cookieRefresh: false,
    cookieAccess: false,
  });
}

async function chosenHash(found: InviteFound, password: string): Promise<string> {
  requireStrongPassword(password, found.password_profile, found);
  return await hashPassword(password);
}

/** The refusal is committed with its count before it is answered. */
async function requireOwnPassword(ctx: PublicCall, found: InviteFound, password: string): Promise<void> {
  if (found.locked_seconds) throw problem("rate_limited", { retry_after: found.locked_seconds });
  if (await verifyPassword(password, found.password_hash)) return;
  const [settled] = await ctx.transact((sql) =>
    settleSignIn(sql, {
      key: found.email,
      userId: found.user_id,
      passwordHash: found.password_hash,
      reason: "wrong_password",
      tenantId: found.tenant_id,
    })
  );
  if (settled.locked_seconds) throw problem("rate_limited", { retry_after: settled.locked_seconds });
  throw problem("invalid_credentials");
}
