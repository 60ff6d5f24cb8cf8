import { normalBackupCode } from "../../shared/auth/backup_codes.ts";
import { sha256Hex } from "../../shared/auth/secrets.ts";
import { totpStep } from "../../shared/auth/totp.ts";
import type { Sql } from "../../shared/db/pool.ts";
import type { Runtime } from "../../shared/http/runtime.ts";
import { warnAccount } from "./account_messages.ts";
import { type FactorFound, findFactor, settleCode } from "./mfa_queries.ts";
import { totpDigits } from "./second_factor_rules.ts";

export type Method = "totp" | "backup_codes";

/** A refusal that is answered after what was counted about it has been committed. */
export interface Refusal {
  problem: string;
  details?: unknown;
}

/** A code that was right: by which method, and how many backup codes are left. */
export interface Proof {
  method: Method;
  codesLeft: number;
}

export interface CodeShown {
  code: string;
  /** Either, when the client did not say: the two never look alike. */
  method?: Method;
  /** Who is signing in; null for a caller who is signed in. */
  person: { userId: string; tenantId: string } | null;
}

/** From here on people are told that their backup codes run out. */
const FEW_CODES = 3;

/** Tells the person the transaction speaks for when a backup code was one of their last. */
export async function warnOfFewCodes(sql: Sql, { method, codesLeft }: Proof): Promise<void> {
  if (method === "backup_codes" && codesLeft < FEW_CODES) {
    await warnAccount(sql, "backup_codes_low", { facts: { codesLeft } });
  }
}

/** What seals a TOTP secret to its person. */
export function secretPurpose(userId: string): string {
  return `totp:${userId}`;
}

/**
 * Judges a code inside the caller's transaction, one attempt of a person at a time, and counts it. The refusal is returned, so
 * that the transaction commits: mfa_invalid_code, mfa_code_reused, mfa_locked or mfa_not_enabled.
 */
export async function proveSecondFactor(
  sql: Sql,
  runtime: Runtime,
  { code, method, person }: CodeShown,
): Promise<{ proof: Proof; refusal?: undefined } | { refusal: Refusal; proof?: undefined }> {
  const [factor] = await findFactor(sql, person?.userId ?? null);
  if (factor?.status !== "enabled") return { refusal: { problem: "mfa_not_enabled" } };
  const digits = method === "backup_codes" ? undefined : totpDigits(code);
  const step = digits === undefined ? null : await stepOf(runtime, factor, digits);
  const asBackup = method === "backup_codes" || (method === undefined && digits === undefined);
  const [settled] = await settleCode(sql, {
    userId: person?.userId ?? null,
    tenantId: person?.tenantId ?? null,
    step,
    backupHash: asBackup ? await backupHash(code) : null,
  });
  if (settled.problem === null) {
    return { proof: { method: step === null ? "backup_codes" : "totp", codesLeft: settled.codes_left! } };
  }
  const { problem, remaining_attempts, retry_after } = settled;
  return {
    refusal: {
      problem,
      details: retry_after !== null
        ? { retry_after }
        : remaining_attempts !== null
        ? { remaining_attempts }
        : undefined,
    },
  };
}

/** The time step of a code of this factor; null when it is wrong. */
export async function stepOf(runtime: Runtime, factor: FactorFound, code: string): Promise<number | null> {
  const secret = await runtime.secrets.open(factor.secret, secretPurpose(factor.user_id));
  return totpStep(secret, totpDigits(code) ?? "");
}

/** How a backup code is stored and found. */
export async function backupHash(code: string): Promise<string> {
  return await sha256Hex(normalBackupCode(code));
}
