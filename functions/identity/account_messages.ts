import {
  type AccountFacts,
  type AccountMail,
  accountText,
  type AccountWarning,
} from "../../shared/notifications/account_texts.ts";
import type { Sql } from "../../shared/db/pool.ts";
import { accountWording, mailAccount, notifyAccount } from "./account_messages_queries.ts";

/**
 * Warns the person the transaction speaks for that something happened to their account: inside the product and by mail, in
 * their language. `to` adds an address that is being left.
 */
export async function warnAccount(
  sql: Sql,
  mail: AccountWarning,
  options: { to?: string; priority?: "high" | "critical"; facts?: Partial<AccountFacts> } = {},
): Promise<void> {
  const [{ wording }] = await accountWording(sql);
  const text = accountText(mail, { ...wording, ...options.facts }, wording.language);
  await notifyAccount(sql, {
    kind: mail,
    title: text.subject,
    body: text.summary,
    priority: options.priority ?? "high",
  });
  await mailAccount(sql, { to: options.to ?? null, subject: text.subject, body: text.body, isSecret: false });
}

/** Mails a link that opens something to an address of the person the transaction speaks for. */
export async function mailLink(sql: Sql, mail: AccountMail, to: string, link: string): Promise<void> {
  const [{ wording }] = await accountWording(sql);
  const text = linkText(mail, wording, link);
  await mailAccount(sql, { to, subject: text.subject, body: text.body, isSecret: true });
}

/** The mail that carries a link. */
export function linkText(
  mail: AccountMail,
  wording: AccountFacts & { language: "fr" | "de" | "it" | "en" },
  link: string,
) {
  return accountText(mail, { ...wording, link }, wording.language);
}
