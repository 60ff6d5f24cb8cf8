import { roles } from "../../shared/contracts/identity/roles.ts";
import { firstOr } from "../../shared/db/rows.ts";
import { bind, bindRead, type Bound } from "../../shared/http/bind.ts";
import { findRole, listPermissions, listRoles } from "./roles_queries.ts";
import { createRole, patchRole, removeRole } from "./save_role.ts";

export const roleRoutes: Bound[] = [
  bindRead(roles.list, ({ sql }) => [listRoles(sql)], ([found]) => ({ roles: found, count: found.length })),
  bind(roles.create, async ({ sql, body }) => ({ role: await createRole(sql, body) })),
  bindRead(roles.get, ({ sql, params }) => [findRole(sql, params.roleId)], ([found]) => ({
    role: firstOr(found, "not_found"),
  })),
  bind(roles.update, async ({ sql, params, body }) => ({ role: await patchRole(sql, params.roleId, body) })),
  bind(roles.remove, ({ sql, params }) => removeRole(sql, params.roleId)),
  bindRead(roles.permissions, ({ sql }) => [listPermissions(sql)], ([permissions]) => ({
    permissions,
    count: permissions.length,
  })),
];
