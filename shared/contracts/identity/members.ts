import { z } from "zod";
import { instant } from "../kit/fields.ts";

const scope = z.enum(["SELF", "GROUP", "ALL"]);

export const PermissionGrant = z.object({
  key: z.string(),
  read: z.boolean(),
  write: z.boolean(),
  read_scope: scope,
  write_scope: scope,
}).meta({ id: "PermissionGrant" });

/** A member with everything they may do. */
export const SessionUser = z.object({
  id: z.string(),
  email: z.string(),
  name: z.string(),
  tenantId: z.string(),
  role: z.string().nullable(),
  roles: z.array(z.string()),
  crm_user_id: z.string().nullable(),
  groupes: z.array(z.string()),
  companies: z.array(z.string()),
  avatar: z.string().nullable(),
  permissions: z.array(PermissionGrant),
}).meta({ id: "SessionUser" });

/** The same member in the short form of the flat answers. */
export const TokenUser = SessionUser.pick({
  id: true,
  email: true,
  name: true,
  role: true,
  companies: true,
  avatar: true,
})
  .meta({ id: "TokenUser" });

export const ProfileUser = TokenUser.extend({ last_login: instant.nullable(), created_at: instant })
  .meta({ id: "ProfileUser" });
