import type { z } from "zod";
import { hashPassword } from "../../shared/auth/passwords.ts";
import type { SignUp } from "../../shared/contracts/identity/auth.ts";
import { requireStrongPassword } from "./new_password.ts";
import { askForProof } from "./prove_email.ts";
import { createTenant } from "./session_queries.ts";
import type { PublicCall } from "./sign_in.ts";
import { regionOf } from "./sign_up_rules.ts";

/**
 * Registers an organisation with its owner, in one transaction, and mails the owner a link to confirm the address. Raises weak_password, subdomain_exists, subdomain_invalid,
 * email_exists.
 */
export async function signUp(ctx: PublicCall, given: z.output<typeof SignUp>) {
  const { email, password, name, subdomain, tenantName } = given;
  requireStrongPassword(password, "standard", { email, name });
  const passwordHash = await hashPassword(password);
  const { user_id, tenant_id } = await ctx.transact(async (sql) => {
    const [made] = await createTenant(sql, { ...regionOf(given), subdomain, tenantName, email, name, passwordHash });
    await askForProof(sql, ctx.runtime.config, "email_verification", email);
    return made;
  });
  return {
    user: { id: user_id, email, tenantId: tenant_id },
    tenant: { id: tenant_id, subdomain, name: tenantName },
  };
}
