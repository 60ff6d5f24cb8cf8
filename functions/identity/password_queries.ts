import type { PasswordProfile } from "../../shared/auth/passwords.ts";
import type { Sql } from "../../shared/db/pool.ts";
import type { AccountWording } from "./account_messages_queries.ts";

/** What judging a new password of somebody needs. */
export interface PasswordOwner {
  email: string;
  name: string;
  password_hash: string | null;
  profile: PasswordProfile;
}

export function findOwnPassword(sql: Sql) {
  return sql<{ own: PasswordOwner & { locked_seconds: number | null } }[]>`select identity.own_password() as own`;
}

/** `hash` null reports a wrong current password. */
export function changePasswordHash(sql: Sql, oldHash: string | null, hash: string | null) {
  return sql<{ refusal: "rate_limited" | "invalid_current_password" | null; locked_seconds: number | null }[]>`
    select refusal, locked_seconds from identity.change_password(${oldHash}, ${hash})`;
}

export function findPasswordReset(sql: Sql, email: string) {
  return sql<{ wording: AccountWording }[]>`select identity.find_password_reset(${email}) as wording`;
}

export function issuePasswordReset(
  sql: Sql,
  reset: { email: string; tokenHash: string; subject: string; body: string },
) {
  return sql`
    select identity.issue_password_reset(${reset.email}, ${reset.tokenHash}, ${reset.subject}, ${reset.body})`;
}

export function readPasswordReset(sql: Sql, tokenHash: string) {
  return sql<{ owner: PasswordOwner | null }[]>`select identity.read_password_reset(${tokenHash}) as owner`;
}

export function resetPasswordHash(sql: Sql, tokenHash: string, hash: string) {
  return sql<{ done: boolean }[]>`select identity.reset_password(${tokenHash}, ${hash}) as done`;
}
