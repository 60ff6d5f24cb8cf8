import type { Sql } from "../../shared/db/pool.ts";

/** How to write to somebody about their account. */
export interface AccountWording {
  language: "fr" | "de" | "it" | "en";
  name: string;
  email: string;
  organisation: string;
}

export function accountWording(sql: Sql) {
  return sql<{ wording: AccountWording }[]>`select identity.account_wording() as wording`;
}

export function mailAccount(
  sql: Sql,
  mail: { to: string | null; subject: string; body: string; isSecret: boolean },
) {
  return sql`select identity.mail_account(${mail.to}, ${mail.subject}, ${mail.body}, ${mail.isSecret})`;
}

export function notifyAccount(sql: Sql, told: { kind: string; title: string; body: string; priority: string }) {
  return sql`select identity.notify_account(${told.kind}, ${told.title}, ${told.body}, ${told.priority})`;
}
