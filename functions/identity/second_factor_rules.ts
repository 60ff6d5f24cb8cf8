import type { Habits, RiskLevel } from "./risk_rules.ts";

/** What the second step of a sign-in depends on. */
export interface SecondFactorStanding {
  /** The person has a working second factor. */
  enrolled: boolean;
  /** Until it takes codes again, after five wrong ones. */
  locked_seconds: number | null;
  /** The organisation wants one of this member. */
  enforced: boolean;
  /** The organisation weighs the risk of each sign-in. */
  adaptive: boolean;
  /** The device was trusted after a second factor on it. */
  trusted: boolean;
  /** Null where risk is not weighed. */
  history: Habits | null;
}

/** What becomes of the second factor in a session: shown, let off, or none there. */
export type SecondFactor = "mfa" | "waived" | "none";

/**
 * Whether a sign-in with a right password is asked for a code. A trusted device is let off while the risk is below HIGH; an
 * organisation that weighs risk and does not insist lets off a sign-in without any. Step-ups are never let off.
 */
export function asksForCode(standing: SecondFactorStanding, level: RiskLevel): boolean {
  if (!standing.enrolled) return false;
  if (standing.trusted && (level === "LOW" || level === "MEDIUM")) return false;
  return !(standing.adaptive && !standing.enforced && level === "LOW");
}

/** Six digits are a code of the authenticator app, with or without the space apps show in the middle. */
export function totpDigits(typed: string): string | undefined {
  const digits = typed.replace(/[\s-]/g, "");
  return /^\d{6}$/.test(digits) ? digits : undefined;
}
