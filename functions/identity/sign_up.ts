import type { z } from "zod";
import { hashPassword, passwordFlaws } from "../../shared/auth/passwords.ts";
import type { SignUp } from "../../shared/contracts/identity/auth.ts";
import { problem } from "../../shared/contracts/kit/problems.ts";
import { createTenant } from "./session_queries.ts";
import type { PublicCall } from "./sign_in.ts";
import { regionOf } from "./sign_up_rules.ts";

/**
 * Registers an organisation with its owner, in one transaction. Raises weak_password, subdomain_exists, subdomain_invalid,
 * email_exists.
 */
export async function signUp(ctx: PublicCall, given: z.output<typeof SignUp>) {
  const { email, password, name, subdomain, tenantName } = given;
  const failed = passwordFlaws(password, "standard", { email, name });
  if (failed.length > 0) throw problem("weak_password", { failed });
  const passwordHash = await hashPassword(password);
  const [{ user_id, tenant_id }] = await ctx.transact((sql) =>
    createTenant(sql, { ...regionOf(given), subdomain, tenantName, email, name, passwordHash })
  );
  return {
    user: { id: user_id, email, tenantId: tenant_id },
    tenant: { id: tenant_id, subdomain, name: tenantName },
  };
}
