/** An account an e-mail may mean at a sign-in. */
export interface PortalCandidate {
  id: string;
  tenant_id: string;
  tenant_status: string;
  status: "pending" | "active" | "suspended" | "disabled";
  password_hash: string | null;
  contact_gone: boolean;
  language: "fr" | "de" | "it" | "en";
  seller_name: string;
  portal_domain: string;
}

/**
 * The one account a sign-in is about. Where the request does not say whose portal is meant and the e-mail has several accounts,
 * it is the one activated first, or the first in line: always exactly one, so that the work and the answer never tell how many
 * there are, and an account opened later elsewhere cannot stand in front of it.
 */
export function accountMeant(candidates: readonly PortalCandidate[]): PortalCandidate | undefined {
  const of = (status: PortalCandidate["status"]) => candidates.find((one) => one.status === status);
  return of("active") ?? of("pending") ?? candidates[0];
}

/** A refused sign-in: the problem to answer and the reason to count and log. */
export interface PortalRefusal {
  problem: string;
  reason: string;
}

/**
 * Decides about a sign-in whose password has been checked; undefined lets it pass. That an account is shut is told only to
 * somebody who knew its password; an account that waits for its activation has none to know.
 */
export function judgePortalSignIn(
  account: PortalCandidate | undefined,
  passwordIsRight: boolean,
): PortalRefusal | undefined {
  if (!account) return { problem: "invalid_credentials", reason: "unknown_account" };
  if (account.status === "pending") return { problem: "account_not_activated", reason: "not_activated" };
  if (!passwordIsRight) return { problem: "invalid_credentials", reason: "wrong_password" };
  if (account.status !== "active" || account.contact_gone) {
    return { problem: "account_disabled", reason: "account_disabled" };
  }
  return account.tenant_status === "active" ? undefined : { problem: "tenant_disabled", reason: "tenant_disabled" };
}

/** What mails to an account that forgot its password offer; undefined where nobody may be let in. */
export function recoveryOf(account: PortalCandidate): "reset" | "activation" | undefined {
  if (account.contact_gone || account.tenant_status !== "active") return undefined;
  if (account.status === "active") return "reset";
  return account.status === "pending" ? "activation" : undefined;
}
