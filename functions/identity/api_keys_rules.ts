import { invalid, problem } from "../../shared/contracts/kit/problems.ts";
import { PERMISSIONS } from "../../shared/contracts/permissions.ts";

/** Decisions that stay with people whatever a key carries. */
const PEOPLE_ONLY = ["finance.approve"];

/**
 * Scopes must name what exists and what a machine may hold. Raises unknown_permission, and VALIDATION_ERROR on `scopes` for
 * permissions of administration, which come with `admin:*` alone, and for those no machine is granted.
 */
export function requireKnownScopes(scopes: readonly string[]): void {
  const keys = scopes.map((scope) => scope.split(":")[1]).filter((key) => key !== undefined && key !== "*");
  const unknown = keys.filter((key) => !(key in PERMISSIONS));
  if (unknown.length > 0) throw problem("unknown_permission", { unknown });
  if (keys.some((key) => key.startsWith("admin."))) {
    throw invalid({ field: "scopes", message: "permissions of administration come with admin:*" });
  }
  const personal = keys.find((key) => PEOPLE_ONLY.includes(key));
  if (personal) throw invalid({ field: "scopes", message: `${personal} is for people` });
}
