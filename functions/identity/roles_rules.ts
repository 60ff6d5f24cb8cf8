import { problem } from "../../shared/contracts/kit/problems.ts";
import { PERMISSIONS, type Scope } from "../../shared/contracts/permissions.ts";

/** What a role grants under one key. */
export interface RoleGrant {
  key: string;
  read: boolean;
  write: boolean;
  scope: Scope;
}

/** How owners and administrators are told from everybody else: what they hold is not for an organisation to change. */
const FIXED_ROLES = ["superadmin", "owner", "admin"];

/**
 * The grants a body asks for, older clients' bare keys included; undefined when it asks for none. Raises unknown_permission:
 * the key `*` is no permission one could write into a role.
 */
export function wantedGrants(
  given: { permission_grants?: RoleGrant[]; permission_keys?: string[] },
): RoleGrant[] | undefined {
  const legacy = given.permission_keys?.map((key): RoleGrant => ({ key, read: true, write: true, scope: "GROUP" }));
  const wanted = given.permission_grants ?? legacy;
  const unknown = wanted?.map((grant) => grant.key).filter((key) => !(key in PERMISSIONS)) ?? [];
  if (unknown.length > 0) throw problem("unknown_permission", { unknown });
  return wanted;
}

/** The grants as the database compares them: `{key: [read scope, write scope]}`. */
export function grantPairs(grants: readonly RoleGrant[]): Record<string, [Scope | null, Scope | null]> {
  return Object.fromEntries(
    grants.map(({ key, read, write, scope }) => [key, [read ? scope : null, write ? scope : null]]),
  );
}

/** Raises role_protected where a change would touch what the product relies on. */
export function requireChangeable(role: { key: string }): void {
  if (FIXED_ROLES.includes(role.key)) throw problem("role_protected");
}

/** Raises role_protected for a role every organisation starts with. */
export function requireRemovable(role: { key: string; is_system: boolean }): void {
  if (role.is_system || FIXED_ROLES.includes(role.key)) throw problem("role_protected");
}
