import type { z } from "zod";
import { hashPassword, type PasswordProfile } from "../../shared/auth/passwords.ts";
import type { AdminUserCreate, AdminUserPatch } from "../../shared/contracts/identity/users.ts";
import { invalid, problem } from "../../shared/contracts/kit/problems.ts";
import { firstOr } from "../../shared/db/rows.ts";
import type { Detached } from "../../shared/http/bind.ts";
import { requireStrongPassword } from "./new_password.ts";
import { createMember, findMemberIdentity, findPasswordProfile, findUser, updateMember } from "./users_queries.ts";

// deno-lint-ignore no-explicit-any
type Call = Pick<Detached<any, any, any>, "transact" | "read" | "userId">;

/**
 * Makes somebody a member. The password is judged and hashed before the transaction: hashing takes longer than a connection
 * should be held. Raises weak_password, email_exists, unknown_role, role_access_denied, authorization_error.
 */
export async function createUser(ctx: Call, given: z.output<typeof AdminUserCreate>) {
  const { email, password, role_keys: roleKeys } = given;
  const name = given.name ?? email.split("@")[0].slice(0, 120);
  const [{ profile }] = await ctx.read((sql) => findPasswordProfile(sql));
  const passwordHash = await hashed(password, profile, { email, name });
  return await ctx.transact(async (sql) => {
    const [{ id }] = await createMember(sql, { email, name, passwordHash, roleKeys });
    return firstOr(await findUser(sql, id), "authorization_error");
  });
}

/**
 * Changes status, password and roles of a member. Raises not_found, weak_password, last_admin, unknown_role,
 * role_access_denied, authorization_error, member_without_password, password_kept_elsewhere.
 */
export async function patchUser(ctx: Call, userId: string, { password, ...patch }: z.output<typeof AdminUserPatch>) {
  if (password !== undefined && userId === ctx.userId) {
    // Whoever sits at somebody's unlocked desk must not be able to take the account with them.
    throw invalid({ field: "password", message: "one's own is changed with the current one, at change-password" });
  }
  let passwordHash: string | null = null;
  if (password !== undefined) {
    const [[person], [{ profile }]] = await ctx.read(async (sql) =>
      [await findMemberIdentity(sql, userId), await findPasswordProfile(sql)] as const
    );
    if (!person) throw problem("not_found");
    passwordHash = await hashed(password, profile, person);
  }
  return await ctx.transact(async (sql) => {
    await updateMember(sql, userId, patch, passwordHash);
    return firstOr(await findUser(sql, userId), "authorization_error");
  });
}

async function hashed(
  password: string,
  profile: PasswordProfile,
  person: { email: string; name: string },
): Promise<string> {
  requireStrongPassword(password, profile, person);
  return await hashPassword(password);
}
