import type { z } from "zod";
import { randomToken, sha256Hex } from "../../shared/auth/secrets.ts";
import { problem } from "../../shared/contracts/kit/problems.ts";
import type { VerifyMfa } from "../../shared/contracts/identity/mfa.ts";
import type { Sql } from "../../shared/db/pool.ts";
import { asSignedIn } from "../../shared/http/signed_in.ts";
import { deviceHashOf, type TrustedNow, trustThisDevice } from "./devices.ts";
import { consumeChallenge, findChallenge } from "./mfa_queries.ts";
import { openFrom } from "./open_session.ts";
import { type Proof, proveSecondFactor, type Refusal, warnOfFewCodes } from "./prove_second_factor.ts";
import { type SignedIn, signedIn } from "./session_answers.ts";
import type { SessionRow } from "./session_queries.ts";
import { type PublicCall, REFRESH_TOKEN_BYTES } from "./sign_in.ts";

type Given = z.output<typeof VerifyMfa>;

/** A second factor that was right, the device if it is trusted from now on, and the session if a challenge opened one. */
export interface Verified extends Proof {
  device?: TrustedNow;
  signedIn?: SignedIn;
  portal?: string | null;
}

type Outcome =
  | { refusal: Refusal; verified?: undefined }
  | { verified: Verified & { session?: SessionRow }; refusal?: undefined };

/**
 * Takes a code of the second factor: with a challenge it finishes a sign-in, in a session it steps the session up. Raises
 * mfa_invalid_code, mfa_code_reused, mfa_locked, mfa_not_enabled, mfa_challenge_expired, authorization_error when user_id is
 * somebody else; without a challenge what every endpoint raises that wants a person.
 */
export async function verifySecondFactor(ctx: PublicCall, given: Given): Promise<Verified> {
  const refreshToken = randomToken(REFRESH_TOKEN_BYTES);
  const tokenHash = await sha256Hex(refreshToken);
  const { challenge_id } = given;
  const outcome = challenge_id === undefined
    ? await asSignedIn(ctx, (sql, actor) => stepUp(sql, ctx, given, actor.userId))
    : await ctx.transact((sql) => passChallenge(sql, ctx, { ...given, challenge_id }, tokenHash));
  if (outcome.refusal) throw problem(outcome.refusal.problem, outcome.refusal.details);
  const { session, ...verified } = outcome.verified;
  return { ...verified, signedIn: session && await signedIn(ctx, session, refreshToken) };
}

async function stepUp(sql: Sql, ctx: PublicCall, given: Given, userId: string): Promise<Outcome> {
  if (given.user_id !== undefined && given.user_id !== userId) throw problem("authorization_error");
  const { proof, refusal } = await proveSecondFactor(sql, ctx.runtime, { ...given, person: null });
  if (refusal) return { refusal };
  await warnOfFewCodes(sql, proof);
  return { verified: { ...proof, device: await trusted(sql, ctx, given) } };
}

async function passChallenge(
  sql: Sql,
  ctx: PublicCall,
  given: Given & { challenge_id: string },
  tokenHash: string,
): Promise<Outcome> {
  const [challenge] = await findChallenge(sql, given.challenge_id);
  if (!challenge) throw problem("mfa_challenge_expired");
  const { user_id: userId, tenant_id: tenantId } = challenge;
  if (given.user_id !== undefined && given.user_id !== userId) throw problem("authorization_error");
  const { proof, refusal } = await proveSecondFactor(sql, ctx.runtime, { ...given, person: { userId, tenantId } });
  if (refusal) return { refusal };
  await consumeChallenge(sql, challenge.id);
  const draft = {
    tenantId,
    userId,
    method: challenge.login_method,
    attempt: challenge.attempt,
    remember: challenge.remember,
    cookieRefresh: challenge.cookie_refresh,
    cookieAccess: challenge.cookie_access,
    place: challenge.place,
  };
  const deviceHash = await deviceHashOf(ctx.request, given.device_id);
  const session = await openFrom(sql, ctx, draft, { secondFactor: "mfa", deviceHash, tokenHash });
  await warnOfFewCodes(sql, proof);
  return { verified: { ...proof, device: await trusted(sql, ctx, given), session, portal: challenge.portal } };
}

async function trusted(
  sql: Sql,
  { request }: PublicCall,
  { trust_device, device_id }: Given,
): Promise<TrustedNow | undefined> {
  return trust_device ? await trustThisDevice(sql, request, device_id) : undefined;
}
