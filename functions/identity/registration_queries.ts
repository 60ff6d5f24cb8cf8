import type { Sql } from "../../shared/db/pool.ts";

/** Companies the caller works for; the others do not exist for them. */
export function findCompaniesByCode(sql: Sql, codes: string[]) {
  return sql<{ id: string }[]>`
    select id from identity.companies where code = any (${codes}::text[]) and is_active order by id`;
}

export function giveCompanies(sql: Sql, userId: string, companyIds: string[]) {
  return sql`select identity.set_member_companies(${userId}, ${companyIds}::text[]::uuid[])`;
}

export function findRegistered(sql: Sql, userId: string) {
  return sql<{ id: string; email: string; name: string }[]>`
    select id, email, name from identity.users where id = ${userId}`;
}
