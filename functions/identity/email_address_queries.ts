import type { Sql } from "../../shared/db/pool.ts";

export type EmailPurpose = "email_verification" | "email_change";

export function issueEmailToken(sql: Sql, purpose: EmailPurpose, email: string, tokenHash: string) {
  return sql`select identity.issue_email_token(${purpose}, ${email}, ${tokenHash})`;
}

export function findOwnAddresses(sql: Sql) {
  return sql<{ email: string; is_verified: boolean; pending: string | null }[]>`
    select email, email_verified_at is not null as is_verified, identity.pending_email() as pending
    from identity.users where id = app.member_id()`;
}

export function confirmEmail(sql: Sql, tokenHash: string) {
  return sql<{ email: string; former_email: string | null }[]>`
    select email, former_email from identity.confirm_email(${tokenHash})`;
}
