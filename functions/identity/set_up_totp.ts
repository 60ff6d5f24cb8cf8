import { newBackupCodes } from "../../shared/auth/backup_codes.ts";
import { randomToken, sha256Hex } from "../../shared/auth/secrets.ts";
import { newTotpSecret, qrCodeOf, totpUri } from "../../shared/auth/totp.ts";
import { problem } from "../../shared/contracts/kit/problems.ts";
import type { Detached } from "../../shared/http/bind.ts";
import { warnAccount } from "./account_messages.ts";
import { activateTotp, beginTotp, disableMfa, findFactor, findOwnEmail, replaceBackupCodes } from "./mfa_queries.ts";
import { backupHash, proveSecondFactor, secretPurpose, stepOf } from "./prove_second_factor.ts";
import { type SignedIn, signedIn } from "./session_answers.ts";
import { REFRESH_TOKEN_BYTES } from "./sign_in.ts";

// deno-lint-ignore no-explicit-any
type Call = Detached<any, any, any>;

/**
 * Starts the set-up of an authenticator app. Secret and backup codes are shown this once and count for nothing until a first code
 * arrives; starting again replaces them. Raises mfa_already_enabled.
 */
export async function setUpTotp({ transact, runtime, userId }: Call) {
  const secret = newTotpSecret();
  const backup_codes = newBackupCodes();
  const sealed = await runtime.secrets.seal(secret, secretPurpose(userId));
  const hashes = await Promise.all(backup_codes.map(backupHash));
  const email = await transact(async (sql) => {
    await beginTotp(sql, sealed, hashes);
    return (await findOwnEmail(sql))[0].email;
  });
  const otpauth_uri = totpUri(secret, email);
  return { secret, otpauth_uri, qr_code: await qrCodeOf(otpauth_uri), backup_codes };
}

/**
 * Ends the set-up with the first code. Answers the session where it was let in only to get here: it is a complete one from now
 * on. Raises mfa_not_pending, mfa_invalid_code.
 */
export async function activateSecondFactor(ctx: Call, code: string): Promise<SignedIn | undefined> {
  const refreshToken = randomToken(REFRESH_TOKEN_BYTES);
  const { REFRESH_TOKEN_SECONDS: seconds, REMEMBERED_REFRESH_TOKEN_SECONDS: rememberedSeconds } = ctx.runtime.config;
  const tokenHash = await sha256Hex(refreshToken);
  const session = await ctx.transact(async (sql) => {
    const [factor] = await findFactor(sql, null);
    if (factor?.status !== "pending") throw problem("mfa_not_pending");
    const step = await stepOf(ctx.runtime, factor, code);
    if (step === null) throw problem("mfa_invalid_code");
    return (await activateTotp(sql, { step, tokenHash, seconds, rememberedSeconds }))[0];
  });
  return session && await signedIn(ctx, session, refreshToken);
}

/**
 * New backup codes for the old ones, against a code of the app: a backup code must not beget ten others. Raises
 * mfa_invalid_code, mfa_code_reused, mfa_locked, mfa_not_enabled.
 */
export async function regenerateBackupCodes({ transact, runtime }: Call, code: string): Promise<string[]> {
  const codes = newBackupCodes();
  const hashes = await Promise.all(codes.map(backupHash));
  const refusal = await transact(async (sql) => {
    const { refusal } = await proveSecondFactor(sql, runtime, { code, method: "totp", person: null });
    if (!refusal) await replaceBackupCodes(sql, hashes);
    return refusal;
  });
  if (refusal) throw problem(refusal.problem, refusal.details);
  return codes;
}

/**
 * Gives the second factor up, against a code of it. Raises mfa_enforced where an organisation of the person wants one,
 * mfa_invalid_code, mfa_code_reused, mfa_locked, mfa_not_enabled.
 */
export async function giveUpSecondFactor({ transact, runtime }: Call, code: string): Promise<void> {
  const refusal = await transact(async (sql) => {
    const { refusal } = await proveSecondFactor(sql, runtime, { code, person: null });
    if (refusal) return refusal;
    await disableMfa(sql);
    await warnAccount(sql, "second_factor_removed");
  });
  if (refusal) throw problem(refusal.problem, refusal.details);
}
