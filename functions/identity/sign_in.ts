import { hashPassword, isOutdatedHash, verifyPassword } from "../../shared/auth/passwords.ts";
import { randomToken, sha256Hex } from "../../shared/auth/secrets.ts";
import { problem } from "../../shared/contracts/kit/problems.ts";
import type { Sql } from "../../shared/db/pool.ts";
import type { Detached } from "../../shared/http/bind.ts";
import { hostOf, subdomainOf } from "../../shared/http/host.ts";
import type { AddressFacts } from "../../shared/providers/ip_intelligence/ip_intelligence.ts";
import { addressFacts, placeOf } from "./address_facts.ts";
import { deviceHashOf } from "./devices.ts";
import { openFrom } from "./open_session.ts";
import { type Refusal, warnOfFewCodes } from "./prove_second_factor.ts";
import { askSecondFactor } from "./second_step.ts";
import { type SignedIn, signedIn } from "./session_answers.ts";
import { findSignIn, type SessionRow, settleSignIn, type SignInFound, upgradePasswordHash } from "./session_queries.ts";
import { judgeSignIn, type Portal, type TenantHints, type Verdict } from "./sign_in_rules.ts";

// deno-lint-ignore no-explicit-any
export type PublicCall = Pick<Detached<any, any, any>, "transact" | "request" | "runtime" | "reply" | "facts">;

export interface Credentials {
  /** An e-mail address or, at the doors that take one, a user name. */
  email: string;
  password: string;
  portal?: Portal;
  /** Identifier or subdomain. */
  tenant?: string;
  /** A code of the second factor or a backup code; looked at only where one is asked for. */
  mfaCode?: string;
  /** What the client calls the device it runs on. */
  deviceId?: string;
  remember: boolean;
  /** Keeps the refresh token out of every body of this session. */
  cookieRefresh: boolean;
  cookieAccess: boolean;
}

/** A sign-in that waits for its second factor. */
export interface Challenge {
  challenge_id: string;
}

export const REFRESH_TOKEN_BYTES = 48;

/**
 * Signs a person in at a door that has no words for a second factor: whoever has one is refused with mfa_required, whose details
 * name a challenge for `POST /mfa/verify`. Otherwise as `signInOrChallenge`.
 */
export async function signIn(ctx: PublicCall, given: Credentials): Promise<SignedIn> {
  const outcome = await signInOrChallenge(ctx, given);
  if (outcome.challenge) throw problem("mfa_required", { ...outcome.challenge, methods: ["totp", "backup_codes"] });
  return outcome.signedIn;
}

/**
 * Signs a person in with e-mail and password and, where it is asked for, a second factor: a session, or a challenge when the
 * code is still missing. The password is checked between two transactions, because hashing takes longer than a connection
 * should be held; who knows about addresses is asked there too. Raises invalid_credentials, rate_limited, account_disabled,
 * tenant_disabled, tenant_selection_required, portal_access_denied, mfa_invalid_code, mfa_code_reused, mfa_locked.
 */
export async function signInOrChallenge(
  ctx: PublicCall,
  given: Credentials,
): Promise<{ signedIn: SignedIn; challenge?: undefined } | { challenge: Challenge; signedIn?: undefined }> {
  const hints = hintsOf(ctx, given.tenant);
  const asked = Object.values(hints).filter((hint) => hint !== undefined);
  const [{ found }] = await ctx.transact((sql) => findSignIn(sql, given.email, asked));
  if (found.locked_seconds) throw problem("rate_limited", { retry_after: found.locked_seconds });

  const stored = found.user?.password_hash ?? null;
  const passwordIsRight = await verifyPassword(given.password, stored);
  const verdict = judgeSignIn(found, passwordIsRight, hints, given.portal);
  const upgraded = passwordIsRight && isOutdatedHash(stored!) ? await hashPassword(given.password) : undefined;
  const refreshToken = randomToken(REFRESH_TOKEN_BYTES);
  const step: Step = {
    found,
    verdict,
    upgraded,
    given,
    tokenHash: await sha256Hex(refreshToken),
    deviceHash: await deviceHashOf(ctx.request, given.deviceId),
    seen: "membership" in verdict && verdict.membership.weighs_risk ? await addressFacts(ctx) : {},
  };

  const outcome = await ctx.transact((sql) => settle(sql, ctx, step));
  if (outcome.refusal) throw problem(outcome.refusal.problem, outcome.refusal.details);
  if (outcome.challenge) return { challenge: outcome.challenge };
  return { signedIn: await signedIn(ctx, outcome.session, refreshToken) };
}

interface Step {
  found: SignInFound;
  verdict: Verdict;
  upgraded?: string;
  given: Credentials;
  tokenHash: string;
  deviceHash: string | null;
  seen: AddressFacts;
}

type Outcome =
  | { refusal: Refusal; session?: undefined; challenge?: undefined }
  | { challenge: Challenge; session?: undefined; refusal?: undefined }
  | { session: SessionRow; refusal?: undefined; challenge?: undefined };

/** Returns refusals instead of throwing them: what was counted and logged about them must be committed. */
async function settle(sql: Sql, ctx: PublicCall, step: Step): Promise<Outcome> {
  const { found, verdict, upgraded, given, deviceHash, tokenHash, seen } = step;
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

  const draft = {
    tenantId: verdict.membership.tenant_id,
    userId: user.id,
    method: "password",
    attempt: found.attempt,
    remember: given.remember,
    cookieRefresh: given.cookieRefresh,
    cookieAccess: given.cookieAccess,
    place: placeOf(seen),
  };
  const { mfaCode, portal } = given;
  const asked = await askSecondFactor(sql, ctx, { draft, seen, deviceHash, code: mfaCode, portal });
  if (!asked.secondFactor) return asked;
  const { secondFactor, proof } = asked;
  const session = await openFrom(sql, ctx, draft, { secondFactor, deviceHash, tokenHash });
  if (proof) await warnOfFewCodes(sql, proof);
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
