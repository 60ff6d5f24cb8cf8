import type { z } from "zod";
import { hashPassword } from "../../shared/auth/passwords.ts";
import type { Registration } from "../../shared/contracts/identity/registration.ts";
import { problem } from "../../shared/contracts/kit/problems.ts";
import { firstOr } from "../../shared/db/rows.ts";
import type { Detached } from "../../shared/http/bind.ts";
import { requireStrongPassword } from "./new_password.ts";
import { findCompaniesByCode, findRegistered, giveCompanies } from "./registration_queries.ts";
import { createMember, findPasswordProfile } from "./users_queries.ts";

// deno-lint-ignore no-explicit-any
type Call = Pick<Detached<any, any, any>, "transact" | "read">;

/**
 * Makes somebody a member with one role who works for the named companies, or nothing at all. The password is judged and hashed
 * before the transaction. Raises weak_password, email_exists, unknown_role, role_access_denied, company_not_found,
 * authorization_error.
 */
export async function registerMember(ctx: Call, given: z.output<typeof Registration>) {
  const { email, password, name, role, companies } = given;
  const [{ profile }] = await ctx.read((sql) => findPasswordProfile(sql));
  requireStrongPassword(password, profile, { email, name });
  const passwordHash = await hashPassword(password);
  return await ctx.transact(async (sql) => {
    const codes = [...new Set(companies)];
    const found = await findCompaniesByCode(sql, codes);
    if (found.length < codes.length) throw problem("company_not_found");
    const [{ id }] = await createMember(sql, { email, name, passwordHash, roleKeys: [role] });
    if (found.length > 0) await giveCompanies(sql, id, found.map((company) => company.id));
    return { ...firstOr(await findRegistered(sql, id), "authorization_error"), role };
  });
}
