import type { z } from "zod";
import type { RoleCreate, RolePatch } from "../../shared/contracts/identity/roles.ts";
import type { Sql } from "../../shared/db/pool.ts";
import { firstOr } from "../../shared/db/rows.ts";
import { deleteRole, findRole, insertRole, lockRole, replaceGrants, requireHeld, updateRole } from "./roles_queries.ts";
import { requireChangeable, requireRemovable, wantedGrants } from "./roles_rules.ts";

/** Creates a role. Raises role_key_exists, unknown_permission, authorization_error. */
export async function createRole(sql: Sql, given: z.output<typeof RoleCreate>) {
  const grants = wantedGrants(given) ?? [];
  await requireHeld(sql, grants);
  const [{ id }] = await insertRole(sql, given);
  await replaceGrants(sql, id, grants);
  return (await findRole(sql, id))[0];
}

/**
 * Changes a role. Whoever changes what it grants must hold what it grants now as well: nobody edits a role that stands above
 * them. Raises not_found, role_protected, unknown_permission, authorization_error.
 */
export async function patchRole(sql: Sql, id: string, given: z.output<typeof RolePatch>) {
  const { name, description } = given;
  const role = firstOr(await lockRole(sql, id), "not_found");
  const grants = wantedGrants(given);
  if (grants) {
    requireChangeable(role);
    const [{ permission_grants }] = await findRole(sql, id);
    await requireHeld(sql, permission_grants);
    await requireHeld(sql, grants);
    await replaceGrants(sql, id, grants);
  }
  const columns = { ...(name !== undefined && { name }), ...(description !== undefined && { description }) };
  if (Object.keys(columns).length > 0) await updateRole(sql, id, columns);
  return (await findRole(sql, id))[0];
}

/** Removes a role. Raises not_found, role_protected, role_in_use, authorization_error. */
export async function removeRole(sql: Sql, id: string): Promise<void> {
  requireRemovable(firstOr(await lockRole(sql, id), "not_found"));
  await deleteRole(sql, id);
}
