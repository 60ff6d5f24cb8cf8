import type { z } from "zod";
import { verifyPassword } from "../../shared/auth/passwords.ts";
import { PORTAL_TOKEN_SECONDS } from "../../shared/auth/tokens.ts";
import { problem } from "../../shared/contracts/kit/problems.ts";
import type { PortalLogin } from "../../shared/contracts/sales/portal.ts";
import type { Detached } from "../../shared/http/bind.ts";
import { hostOf, subdomainOf } from "../../shared/http/host.ts";
import { findPortalSignIn, type PortalHints, type PortalProfile, settlePortalSignIn } from "./portal_queries.ts";
import { accountMeant, judgePortalSignIn } from "./portal_rules.ts";

// deno-lint-ignore no-explicit-any
export type PublicCall = Pick<Detached<any, any, any>, "transact" | "request" | "runtime">;

/** Whose portal a request means: the company it names, else the host it came through. */
export function portalHints({ request, runtime }: PublicCall, company?: string): PortalHints {
  const host = hostOf(request);
  return { company, host, subdomain: subdomainOf(host, runtime.config.TENANT_DOMAIN) };
}

/**
 * Signs a client in. One password is checked whatever was found, between two transactions, because hashing takes longer than a
 * connection should be held. Raises invalid_credentials, account_not_activated, account_disabled, tenant_disabled,
 * account_locked (details.retry_after in seconds).
 */
export async function signInToPortal(ctx: PublicCall, given: z.output<typeof PortalLogin>) {
  const hints = portalHints(ctx, given.owner_company_id);
  const [{ found }] = await ctx.transact((sql) => findPortalSignIn(sql, given.email, hints));
  if (found.locked_seconds) throw problem("account_locked", { retry_after: found.locked_seconds });

  const account = accountMeant(found.accounts);
  const passwordHash = account?.password_hash ?? null;
  const refusal = judgePortalSignIn(account, await verifyPassword(given.password, passwordHash));
  // A refusal is answered after it was counted and committed.
  const [settled] = await ctx.transact((sql) =>
    settlePortalSignIn(sql, {
      key: found.attempt,
      accountId: account?.id ?? null,
      passwordHash,
      reason: refusal?.reason ?? null,
    })
  );
  if (settled.locked_seconds) throw problem("account_locked", { retry_after: settled.locked_seconds });
  if (settled.refused) throw problem(refusal?.problem ?? "invalid_credentials");
  return await answerSignIn(ctx, settled.session_id!, settled.profile!);
}

async function answerSignIn({ runtime }: PublicCall, session_id: string, profile: PortalProfile) {
  const { id, tenantId, contactId, companyId, ownerCompanyId, email, portalDomain } = profile;
  const token = await runtime.tokens.signPortal({
    sub: id,
    tenant_id: tenantId,
    session_id,
    accountId: id,
    contactId,
    companyId,
    ownerCompanyId,
    email,
    portalDomain,
  });
  return { token, token_type: "Bearer" as const, expires_in: PORTAL_TOKEN_SECONDS, user: profile };
}
