import { hashPassword, isOutdatedHash, verifyPassword } from "../../shared/auth/passwords.ts";
import { randomToken, sha256Hex } from "../../shared/auth/secrets.ts";
import { problem } from "../../shared/contracts/kit/problems.ts";
import type { Sql } from "../../shared/db/pool.ts";
import type { Detached } from "../../shared/http/bind.ts";
import { hostOf, subdomainOf } from "../../shared/http/host.ts";
import { type SignedIn, signedIn } from "./session_answers.ts";
import {
  findSignIn,
  openSession,
  type SessionRow,
  settleSignIn,
  type SignInFound,
  upgradePasswordHash,
} from "./session_queries.ts";
import { judgeSignIn, type Portal, type TenantHints, type Verdict } from "./sign_in_rules.ts";

// deno-lint-ignore no-explicit-any
export type PublicCall = Pick<Detached<any, any, any>, "transact" | "request" | "runtime" | "reply" | "facts">;

export interface Credentials {
  email: string;
  password: string;
  portal?: Portal;
  /** Identifier or subdomain. */
  tenant?: string;
  remember: boolean;
  /** Keeps the refresh token out of every body of this session. */
  cookieRefresh: boolean;
  cookieAccess: boolean;
}

export const REFRESH_TOKEN_BYTES = 48;

/**
 * Signs a person in with e-mail and password and opens a session. The password is checked between two transactions, because
 * hashing takes longer than a connection should be held. Raises invalid_credentials, rate_limited, account_disabled,
 * tenant_disabled, tenant_selection_required, portal_access_denied.
 */
export async function signIn(ctx: PublicCall, given: Credentials): Promise<SignedIn> {
  const hints = hintsOf(ctx, given.tenant);
  const asked = Object.values(hints).filter((hint) => hint !== undefined);
  const [{ found }] = await ctx.transact((sql) => findSignIn(sql, given.email, asked));
  if (found.locked_seconds) throw problem("rate_limited", { retry_after: found.locked_seconds });

  const stored = found.user?.password_hash ?? null;
  const passwordIsRight = await verifyPassword(given.password, stored);
  const verdict = judgeSignIn(found, passwordIsRight, hints, given.portal);
  const upgraded = passwordIsRight && isOutdatedHash(stored!) ? await hashPassword(given.password) : undefined;
  const refreshToken = randomToken(REFRESH_TOKEN_BYTES);
  const tokenHash = await sha256Hex(refreshToken);

  const outcome = await ctx.transact((sql) => settle(sql, ctx, { found, verdict, upgraded, tokenHash, given }));
  if (outcome.refusal) throw problem(outcome.refusal.problem, outcome.refusal.details);
  return await signedIn(ctx, outcome.session, refreshToken);
}

type Outcome =
  | { refusal: { problem: string; details?: unknown }; session?: undefined }
  | { session: SessionRow; refusal?: undefined };

/** Returns refusals instead of throwing them: what was counted and logged about them must be committed. */
async function settle(
  sql: Sql,
  ctx: PublicCall,
  step: { found: SignInFound; verdict: Verdict; upgraded?: string; tokenHash: string; given: Credentials },
): Promise<Outcome> {
  const { found, verdict, upgraded, tokenHash, given } = step;
  const refused = "problem" in verdict ? verdict : undefined;
  const [settled] = await settleSignIn(sql, {
    key: found.attempt,
    userId: found.user?.id ?? null,
    passwordHash: found.user?.password_hash ?? null,
    reason: refused?.reason ?? null,
    tenantId: refused?.tenantId ?? null,
  });
  if (settled.locked_seconds) {
    return { refusal: { problem: "rate_limited", details: { retry_after: settled.locked_seconds } } };
  }
  if (refused) return { refusal: refused };
  if (settled.refused || !("membership" in verdict)) return { refusal: { problem: "invalid_credentials" } };
  const user = found.user!;
  if (upgraded) await upgradePasswordHash(sql, user.id, user.password_hash!, upgraded);

  // A second factor is asked for here: the first one is settled, and no session exists yet.

  const { REFRESH_TOKEN_SECONDS, REMEMBERED_REFRESH_TOKEN_SECONDS } = ctx.runtime.config;
  const [session] = await openSession(sql, {
    tenantId: verdict.membership.tenant_id,
    userId: user.id,
    method: "password",
    attempt: found.attempt,
    tokenHash,
    remember: given.remember,
    refreshSeconds: given.remember ? REMEMBERED_REFRESH_TOKEN_SECONDS : REFRESH_TOKEN_SECONDS,
    cookieRefresh: given.cookieRefresh,
    cookieAccess: given.cookieAccess,
  });
  return { session };
}

function hintsOf({ request, runtime }: PublicCall, body?: string): TenantHints {
  const header = request.headers.get("x-tenant-id")?.trim().toLowerCase().slice(0, 64);
  return {
    body,
    host: subdomainOf(hostOf(request), runtime.config.TENANT_DOMAIN),
    header: header || undefined,
  };
}
