import type { AnyEndpoint } from "../../shared/contracts/kit/endpoint.ts";
import { recordParams } from "../support/fixtures.ts";
import { requirementOf, type Scope } from "../../shared/contracts/permissions.ts";

/** What a role grants under a key, as `identity.role_preset_permissions` writes it. */
export interface PresetGrant {
  permission_key: string;
  can_read: boolean;
  can_write: boolean;
  scope: Scope;
}

export type Grants = readonly PresetGrant[];

/** Whose a record is, seen by the caller: their own, their team's, or of nobody near. */
export const KINDS = ["own", "team", "foreign"] as const;
export type Kind = (typeof KINDS)[number];

const REACH: Record<Scope, readonly Kind[]> = { ALL: KINDS, GROUP: ["team"], SELF: ["own"] };

/** How far a role reaches under a key; undefined when it does not. */
function reach(grants: Grants, key: string, action: "read" | "write"): Scope | undefined {
  const found = grants.find((g) => g.permission_key === "*") ?? grants.find((g) => g.permission_key === key);
  return found && (action === "read" ? found.can_read : found.can_write) ? found.scope : undefined;
}

/** The read permission that shows the rows of a table with an owner and a team. */
const SHOWN_BY: Record<string, (grants: Grants) => Scope | undefined> = {
  "crm.contacts": (grants) => reach(grants, "contacts", "read"),
  "crm.tasks": (grants) => reach(grants, "tasks", "read"),
  "documents.files": (grants) => reach(grants, "documents", "read"),
  "crm.vehicles": (grants) => reach(grants, "vehicles", "read"),
  "sales.portal_accounts": (grants) => reach(grants, "portal", "read"),
  "sales.quotes": (grants) => reach(grants, "quotes", "read"),
  // Who runs the finances sees every invoice.
  "finance.invoices": (grants) =>
    reach(grants, "finance", "read") === "ALL" ? "ALL" : reach(grants, "invoices", "read"),
};

/** What no grant allows, because the role itself decides: only the owner gives the organisation away. */
const FOR_OWNERS = new Set(["identity.users.transfer_ownership"]);

/** Whether the guard lets a role in. */
export function isAllowed(endpoint: AnyEndpoint, grants: Grants): boolean {
  if (FOR_OWNERS.has(endpoint.id)) return false;
  if (endpoint.guard === "public" || endpoint.guard === "session") return true;
  const { key, action } = requirementOf(endpoint.guard);
  return reach(grants, key, action) !== undefined;
}

/** Records that every session may name are personal: those of somebody else are found by nobody. */
export function isPersonal(endpoint: AnyEndpoint): boolean {
  return endpoint.guard === "session" && recordParams(endpoint).length > 0;
}

const seesAllJobs = (grants: Grants) => reach(grants, "automation", "read") === "ALL";

/** Who may name the personal records of others all the same. */
const OTHERS_BY: Record<string, (grants: Grants) => boolean> = {
  "identity.sessions.revoke": (grants) => reach(grants, "admin.users", "write") !== undefined,
  "ops.async_jobs.cancel": seesAllJobs,
  "ops.async_jobs.get": seesAllJobs,
  "ops.async_jobs.restart": seesAllJobs,
  "ops.async_jobs.stream": seesAllJobs,
};

/** Whether a role may name a personal record of somebody else. */
export function mayNameOthers(endpoint: AnyEndpoint, grants: Grants): boolean {
  return OTHERS_BY[endpoint.id]?.(grants) ?? false;
}

/** The records of a table that a role sees. Throws for a table nobody has said a permission of. */
export function shown(table: string, grants: Grants): readonly Kind[] {
  const rule = SHOWN_BY[table];
  if (!rule) throw new Error(`say in tests/identity/access_oracle.ts which permission shows rows of ${table}`);
  const scope = rule(grants);
  return scope ? REACH[scope] : [];
}

/** The records of a table that a role may use an endpoint on: what it sees, as far as the guard's own permission reaches. */
export function reachable(endpoint: AnyEndpoint, table: string, grants: Grants): readonly Kind[] {
  const visible = shown(table, grants);
  if (endpoint.guard === "public" || endpoint.guard === "session") return visible;
  const { key, action } = requirementOf(endpoint.guard);
  const scope = action === "write" ? reach(grants, key, action) : undefined;
  return scope ? visible.filter((kind) => REACH[scope].includes(kind)) : visible;
}
