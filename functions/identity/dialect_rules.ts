import type { z } from "zod";
import type { TokenAccount } from "../../shared/contracts/identity/dialects.ts";
import type { MemberProfile } from "./session_queries.ts";

/** Roles of people who come to the organisation from outside. */
const OUTSIDERS = new Set(["client", "prestataire", "revendeur"]);

/** A member in the words of the token dialect. */
export function accountOf(profile: MemberProfile): z.input<typeof TokenAccount> {
  const { id, username, email, name, avatar, roles, groupes, is_superuser } = profile;
  const is_staff = is_superuser || roles.some((role) => !OUTSIDERS.has(role));
  return { id, username, email, full_name: name, avatar, roles, groups: groupes, is_superuser, is_staff };
}
