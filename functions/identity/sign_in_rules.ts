import type { AccountFound, MembershipFound, SignInFound } from "./session_queries.ts";

/** Where a request says which tenant it means. */
export interface TenantHints {
  /** `tenant_id` of the body. */
  body?: string;
  /** First label of the host. */
  host?: string;
  /** `X-Tenant-Id`. */
  header?: string;
}

/** A checked sign-in: a membership to open a session for, or the problem to answer and the reason to log. */
export type Verdict =
  | { membership: MembershipFound }
  | { problem: string; details?: unknown; reason: string; tenantId: string | null };

export type Portal = "superadmin" | "client" | "prestataire" | "revendeur";

/** The roles each portal is for. */
const PORTAL_ROLES: Record<Portal, readonly string[]> = {
  superadmin: ["superadmin", "admin", "owner"],
  client: ["client"],
  prestataire: ["prestataire"],
  revendeur: ["revendeur"],
};

/**
 * Decides about a sign-in whose password has been checked, in the order: credentials, account, tenant, portal. What goes wrong
 * after the credentials is only ever told to somebody who had them; a tenant that does not exist looks like one the account does
 * not belong to.
 */
export function judgeSignIn(
  found: SignInFound,
  passwordIsRight: boolean,
  hints: TenantHints,
  portal?: Portal,
): Verdict {
  const named = namedTenant(found, hints);
  const tenantId = named.tenant?.id ?? null;
  const refuse = (problem: string, reason: string, tenant = tenantId): Verdict => ({
    problem,
    reason,
    tenantId: tenant,
  });
  const account = found.user;
  if (!account) return refuse("invalid_credentials", "unknown_account");
  if (!passwordIsRight) return refuse("invalid_credentials", "wrong_password");
  if (account.status === "DISABLED") return refuse("account_disabled", "account_disabled");
  if (account.status !== "ACTIVE") return refuse("invalid_credentials", "not_a_member");

  const candidates = account.memberships.filter((m) => !named.asked || m.tenant_id === tenantId);
  const active = candidates.filter((m) => m.status === "ACTIVE");
  const usable = active.filter((m) => m.tenant_status === "active");
  if (usable.length > 1) return { ...selection(usable), tenantId: null };
  if (usable.length === 1) {
    return portal && !mayUsePortal(account, usable[0], portal)
      ? refuse("portal_access_denied", "portal_access_denied", usable[0].tenant_id)
      : { membership: usable[0] };
  }
  if (active.length > 0) return refuse("tenant_disabled", "tenant_disabled");
  if (candidates.some((m) => m.status === "DISABLED")) return refuse("account_disabled", "membership_disabled");
  return refuse("invalid_credentials", "not_a_member");
}

/** The first hint decides. A host label nobody owns is no hint: it may be the address of the platform. */
function namedTenant(found: SignInFound, hints: TenantHints) {
  const find = (hint: string) => found.tenants.find((t) => t.id === hint || t.subdomain === hint);
  if (hints.body) return { asked: true, tenant: find(hints.body) };
  const byHost = hints.host && find(hints.host);
  if (byHost) return { asked: true, tenant: byHost };
  return hints.header ? { asked: true, tenant: find(hints.header) } : { asked: false, tenant: undefined };
}

function selection(usable: MembershipFound[]) {
  const tenants = usable.map(({ tenant_id, name, subdomain }) => ({ id: tenant_id, name, subdomain }));
  return { problem: "tenant_selection_required", details: { tenants }, reason: "tenant_selection_required" };
}

function mayUsePortal(account: AccountFound, membership: MembershipFound, portal: Portal): boolean {
  const roles = account.is_superuser ? ["superadmin", ...membership.role_keys] : membership.role_keys;
  return roles.some((role) => PORTAL_ROLES[portal].includes(role));
}
