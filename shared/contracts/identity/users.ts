import { z } from "zod";
import { endpoint } from "../kit/endpoint.ts";
import { created, data } from "../kit/replies.ts";
import { byId, count, email, id, instant, line } from "../kit/fields.ts";
import { offsetQuery } from "../kit/paging.ts";
import { PermissionGrant } from "./members.ts";
import { roleKeys } from "./role_keys.ts";
import "./problems.ts";

const status = z.enum(["INVITED", "ACTIVE", "DISABLED"]);
const passwordChosen = z.string().min(1, "must not be empty").max(1000);
const giving = ["unknown_role", "role_access_denied"];

export const AdminUser = z.object({
  id,
  email: z.string(),
  name: z.string(),
  status,
  role: z.string().nullable().meta({ description: "The primary role." }),
  roles: z.array(z.string()),
  crm_user_id: z.string().nullable(),
  groupes: z.array(z.string()),
  last_login: instant.nullable(),
}).meta({ id: "AdminUser" });

export const AdminUserDetail = AdminUser.extend({
  companies: z.array(z.string()),
  permissions: z.array(PermissionGrant),
  joined_at: instant,
}).meta({ id: "AdminUserDetail" });

export const AdminUserCreate = z.strictObject({
  email,
  password: passwordChosen,
  name: line(120, 1).optional(),
  role_keys: roleKeys.default(["viewer"]),
}).meta({
  id: "AdminUserCreate",
  examples: [{ email: "nina.roux@garage.example", password: "Tournevis-Cruciforme-7", role_keys: ["viewer"] }],
});

export const AdminUserPatch = z.strictObject({
  status: status.optional(),
  password: passwordChosen.optional(),
  role_keys: roleKeys.optional(),
}).refine((patch) => Object.keys(patch).length > 0, "must change at least one field")
  .meta({ id: "AdminUserPatch", examples: [{ status: "ACTIVE", role_keys: ["viewer"] }] });

const MemberSession = z.object({
  id,
  status: z.string(),
  login_method: z.string(),
  mfa_level: z.string(),
  ip_address: z.string().nullable(),
  user_agent: z.string().nullable(),
  created_at: instant,
  last_activity: instant,
  expires_at: instant,
}).meta({ id: "MemberSession" });

export const users = {
  list: endpoint("GET /admin/users", {
    id: "identity.users.list",
    summary: "Members of the organisation, by name",
    description: "Below the scope ALL only those of the caller's teams or the caller. `count` counts all that match.",
    guard: "admin.users.read",
    query: offsetQuery({
      status: status.optional(),
      role: z.string().max(80).optional().meta({ description: "Key of a role held." }),
      q: line(100).optional().meta({ description: "Part of the name or e-mail." }),
    }),
    reply: data(z.object({ users: z.array(AdminUser), count })),
  }),
  create: endpoint("POST /admin/users", {
    id: "identity.users.create",
    summary: "Make somebody a member",
    description:
      "Who has an account already keeps their password and becomes a member with it. Nobody gives a role that grants more " +
      "than they hold.",
    guard: "admin.users.write",
    body: AdminUserCreate,
    reply: created(z.object({ user: AdminUser })),
    problems: [...giving, "weak_password", "email_exists", "username_exists"],
  }),
  get: endpoint("GET /admin/users/:userId", {
    id: "identity.users.get",
    summary: "One member with everything they may do",
    guard: "admin.users.read",
    params: byId("userId"),
    reply: data(z.object({ user: AdminUserDetail })),
  }),
  update: endpoint("PATCH /admin/users/:userId", {
    id: "identity.users.update",
    summary: "Change status, password or roles of a member",
    description:
      "role_keys replaces the roles, the first becomes the primary one. A new password, DISABLED and INVITED end the sessions " +
      "at once. A password is only set for people who belong to no other organisation.",
    guard: "admin.users.write",
    params: byId("userId"),
    body: AdminUserPatch,
    reply: data(z.object({ user: AdminUser })),
    problems: [...giving, "weak_password", "last_admin", "member_without_password", "password_kept_elsewhere"],
  }),
  setCompanies: endpoint("PUT /admin/users/:userId/companies", {
    id: "identity.users.set_companies",
    summary: "Decide which companies a member works for",
    description: "Companies the caller does not work for are neither given nor taken.",
    guard: "admin.users.write",
    params: byId("userId"),
    body: z.strictObject({ company_ids: z.array(id).max(200) })
      .meta({ id: "MemberCompanies", examples: [{ company_ids: [] }] }),
    reply: data(z.object({ user: AdminUserDetail })),
    problems: ["company_not_found", "role_access_denied"],
  }),
  sessions: endpoint("GET /admin/users/:userId/sessions", {
    id: "identity.users.sessions",
    summary: "Open sessions of a member, last used first",
    guard: "admin.users.read",
    params: byId("userId"),
    reply: data(z.object({ sessions: z.array(MemberSession), count })),
  }),
  signOut: endpoint("DELETE /admin/users/:userId/sessions", {
    id: "identity.users.sign_out",
    summary: "End all sessions of a member",
    guard: "admin.users.write",
    params: byId("userId"),
    reply: data(z.object({ revoked: count })),
    problems: ["role_access_denied"],
  }),
  transferOwnership: endpoint("POST /admin/ownership/transfer", {
    id: "identity.users.transfer_ownership",
    summary: "Hand one's ownership of the organisation to another member",
    description: "The former owner stays an administrator.",
    guard: "admin.users.write",
    userOnly: true,
    stepUp: true,
    body: z.strictObject({ user_id: id }).meta({
      id: "OwnershipTransfer",
      examples: [{ user_id: "0190a7c2-5b7e-7c3a-9d1e-2f4b6a8c0e11" }],
    }),
    reply: data(z.object({ owner: AdminUser })),
    problems: ["role_access_denied", "ownership_not_transferable", "not_found"],
  }),
};
