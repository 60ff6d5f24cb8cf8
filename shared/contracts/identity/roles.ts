import { z } from "zod";
import { endpoint } from "../kit/endpoint.ts";
import { created, data, empty } from "../kit/replies.ts";
import { byId, count, id, line, text } from "../kit/fields.ts";
import { roleKey } from "./role_keys.ts";
import "./problems.ts";

const scope = z.enum(["SELF", "GROUP", "ALL"]);

const Grant = z.strictObject({
  key: z.string().min(1).max(80),
  read: z.boolean().default(false),
  write: z.boolean().default(false),
  scope,
}).refine((grant) => grant.read || grant.write, "must grant reading or writing")
  .meta({ id: "RoleGrant", description: "One scope for both actions." });

const grants = z.array(Grant).max(200)
  .refine((list) => new Set(list.map((grant) => grant.key)).size === list.length, "must name each key once");
const legacyKeys = z.array(z.string().min(1).max(80)).max(200).overwrite((keys) => [...new Set(keys)])
  .meta({ description: "Older clients: every key for reading and writing with the scope GROUP." });

const oneOfBoth = (given: { permission_grants?: unknown; permission_keys?: unknown }) =>
  given.permission_grants === undefined || given.permission_keys === undefined;

export const Role = z.object({
  id,
  key: z.string(),
  name: z.string(),
  description: z.string().nullable(),
  is_system: z.boolean(),
  permission_grants: z.array(z.object({ key: z.string(), read: z.boolean(), write: z.boolean(), scope })),
  users_count: count,
}).meta({ id: "Role" });

export const RoleCreate = z.strictObject({
  key: roleKey,
  name: line(200, 1),
  description: text(5000).nullable().optional(),
  permission_grants: grants.optional(),
  permission_keys: legacyKeys.optional(),
}).refine(oneOfBoth, { message: "must not come with permission_grants", path: ["permission_keys"] }).meta({
  id: "RoleCreate",
  examples: [{
    key: "workshop",
    name: "Workshop",
    description: "Sees vehicles, keeps tasks",
    permission_grants: [
      { key: "vehicles", read: true, scope: "ALL" },
      { key: "tasks", read: true, write: true, scope: "GROUP" },
    ],
  }],
});

export const RolePatch = z.strictObject({
  name: line(200, 1).optional(),
  description: text(5000).nullable().optional(),
  permission_grants: grants.optional(),
  permission_keys: legacyKeys.optional(),
}).refine((patch) => Object.keys(patch).length > 0, "must change at least one field")
  .refine(oneOfBoth, { message: "must not come with permission_grants", path: ["permission_keys"] })
  .meta({ id: "RolePatch", examples: [{ permission_grants: [{ key: "vehicles", read: true, scope: "ALL" }] }] });

export const roles = {
  list: endpoint("GET /admin/roles", {
    id: "identity.roles.list",
    summary: "Roles with what they grant and how many hold them",
    guard: "admin.roles.read",
    reply: data(z.object({ roles: z.array(Role), count })),
  }),
  create: endpoint("POST /admin/roles", {
    id: "identity.roles.create",
    summary: "Create a role",
    description: "Nobody writes a role that grants more than they hold.",
    guard: "admin.roles.write",
    body: RoleCreate,
    reply: created(z.object({ role: Role })),
    problems: ["role_key_exists", "unknown_permission"],
    idempotent: true,
  }),
  get: endpoint("GET /admin/roles/:roleId", {
    id: "identity.roles.get",
    summary: "One role",
    guard: "admin.roles.read",
    params: byId("roleId"),
    reply: data(z.object({ role: Role })),
  }),
  update: endpoint("PATCH /admin/roles/:roleId", {
    id: "identity.roles.update",
    summary: "Change a role; grants replace what it granted",
    description:
      "Holders have the change with their next request. What owners and administrators hold cannot be changed.",
    guard: "admin.roles.write",
    params: byId("roleId"),
    body: RolePatch,
    reply: data(z.object({ role: Role })),
    problems: ["unknown_permission", "role_protected"],
  }),
  remove: endpoint("DELETE /admin/roles/:roleId", {
    id: "identity.roles.remove",
    summary: "Remove a role nobody holds",
    description: "The roles every organisation starts with stay.",
    guard: "admin.roles.write",
    params: byId("roleId"),
    reply: empty(),
    problems: ["role_in_use", "memberships_primary_role", "role_protected"],
  }),
  permissions: endpoint("GET /admin/permissions", {
    id: "identity.roles.permissions",
    summary: "The permission keys roles are made of",
    guard: "admin.permissions.read",
    reply: data(z.object({
      permissions: z.array(z.object({ id, key: z.string(), description: z.string() })),
      count,
    })),
  }),
};
