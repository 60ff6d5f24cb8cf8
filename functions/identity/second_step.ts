import type { Sql } from "../../shared/db/pool.ts";
import type { AddressFacts } from "../../shared/providers/ip_intelligence/ip_intelligence.ts";
import { alertRiskySignIn, createChallenge, findStanding } from "./mfa_queries.ts";
import type { SessionDraft } from "./open_session.ts";
import { type Proof, proveSecondFactor, type Refusal } from "./prove_second_factor.ts";
import { type Place, type Risk, weighRisk } from "./risk_rules.ts";
import { asksForCode, type SecondFactor, type SecondFactorStanding } from "./second_factor_rules.ts";
import type { Challenge, PublicCall } from "./sign_in.ts";
import type { Portal } from "./sign_in_rules.ts";

interface SecondStep {
  draft: SessionDraft;
  seen: AddressFacts;
  deviceHash: string | null;
  code?: string;
  portal?: Portal;
}

type Asked =
  | { secondFactor: SecondFactor; proof?: Proof; challenge?: undefined; refusal?: undefined }
  | { challenge: Challenge; secondFactor?: undefined; refusal?: undefined }
  | { refusal: Refusal; secondFactor?: undefined; challenge?: undefined };

/** The second step of a sign-in whose password was right: what became of the second factor, a challenge, or a refusal to commit. */
export async function askSecondFactor(sql: Sql, ctx: PublicCall, step: SecondStep): Promise<Asked> {
  const { draft, code } = step;
  const person = { userId: draft.userId, tenantId: draft.tenantId };
  const [{ standing }] = await findStanding(sql, draft.tenantId, draft.userId, step.deviceHash);
  const risk = riskOf(standing, step);
  if (risk?.level === "CRITICAL") await alertRiskySignIn(sql, draft.tenantId, draft.userId, risk);
  if (!asksForCode(standing, risk?.level ?? "LOW")) return { secondFactor: standing.enrolled ? "waived" : "none" };
  if (standing.locked_seconds !== null) {
    return { refusal: { problem: "mfa_locked", details: { retry_after: standing.locked_seconds } } };
  }
  if (code !== undefined) {
    const { proof, refusal } = await proveSecondFactor(sql, ctx.runtime, { code, person });
    return refusal ? { refusal } : { secondFactor: "mfa", proof };
  }
  const [challenge] = await createChallenge(sql, { ...draft, portal: step.portal ?? null, risk });
  return { challenge };
}

function riskOf(standing: SecondFactorStanding, { draft, seen, portal }: SecondStep): Risk | null {
  if (!standing.history) return null;
  return weighRisk({
    at: new Date(),
    place: (draft.place ?? {}) as Place,
    vpn: seen.vpn,
    tor: seen.tor,
    badReputation: seen.bad_reputation,
    sensitive: portal === "superadmin",
  }, standing.history);
}
