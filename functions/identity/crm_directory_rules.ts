import { problem } from "../../shared/contracts/kit/problems.ts";
import type { CrmGroup, CrmUser } from "../../shared/providers/crm/crm_provider.ts";

const emailShape = /^[^@\s<>,;]+@[^@\s<>,;]+\.[^@\s<>,;]+$/;

/** A user of the CRM as the account they are to have. Raises crm_user_unknown, crm_user_no_email. */
export function personOf(users: readonly CrmUser[], id: string): { id: string; email: string; name: string } {
  const user = users.find((one) => one.id === id);
  if (!user) throw problem("crm_user_unknown");
  const email = user.email?.trim().toLowerCase() ?? "";
  if (!emailShape.test(email) || email.length > 255) throw problem("crm_user_no_email");
  const name = [user.prenom, user.nom].filter(Boolean).join(" ").replace(/\s+/g, " ").trim();
  return { id, email, name: (name || email.split("@")[0]).slice(0, 120) };
}

/** The group named, else the first one that lists the user; null when none does. Raises crm_group_unknown. */
export function groupOf(groups: readonly CrmGroup[], userId: string, forced?: string): CrmGroup | null {
  if (forced === undefined) return groups.find((group) => group.user_ids.includes(userId)) ?? null;
  const named = groups.find((group) => group.id === forced);
  if (!named) throw problem("crm_group_unknown", { field: "crm_group_id" });
  return named;
}
