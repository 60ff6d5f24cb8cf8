import type { z } from "zod";
import { sha256Hex } from "../../shared/auth/secrets.ts";
import type { PortalAccountCreate } from "../../shared/contracts/sales/portal.ts";
import { problem } from "../../shared/contracts/kit/problems.ts";
import type { Sql } from "../../shared/db/pool.ts";
import { firstOr } from "../../shared/db/rows.ts";
import { portalMail, portalUrl } from "./portal_mail.ts";
import {
  type EnsuredAccount,
  ensurePortalAccount,
  ensurePortalAccountOfQuote,
  findPortalAccount,
  queuePortalMail,
  renewInvitation,
  sellerOf,
} from "./portal_queries.ts";

/**
 * Gives a contact access to the portal of a company. A new account waits for its activation; the invitation is mailed in the
 * same transaction. Raises company_access_denied, portal_contact_unknown, portal_company_unknown, portal_email_taken,
 * message_to_invalid; authorization_error for an account that exists out of the caller's reach.
 */
export async function inviteContact(sql: Sql, given: z.output<typeof PortalAccountCreate>) {
  const token = crypto.randomUUID();
  const [ensured] = await ensurePortalAccount(sql, given, await sha256Hex(token));
  const activation_url = await mailInvitation(sql, ensured, token);
  const account = firstOr(await findPortalAccount(sql, ensured.account_id), "authorization_error");
  return { account, isNew: ensured.is_new, ...(activation_url && { activation_url }) };
}

/** Invites the client of a quote that was just sent, once, if the company that sends it runs a portal. */
export async function inviteClientOfQuote(sql: Sql, quoteId: string): Promise<void> {
  const token = crypto.randomUUID();
  const [ensured] = await ensurePortalAccountOfQuote(sql, quoteId, await sha256Hex(token));
  if (ensured) await mailInvitation(sql, ensured, token);
}

/** Mails a new link to an account that still waits for its activation. Raises not_found, account_not_pending. */
export async function inviteAgain(sql: Sql, id: string) {
  const known = firstOr(await findPortalAccount(sql, id), "not_found");
  const token = crypto.randomUUID();
  const [renewed] = await renewInvitation(sql, id, await sha256Hex(token));
  if (!renewed) throw problem("account_not_pending", { status: known.status });
  const account = firstOr(await findPortalAccount(sql, id), "not_found");
  const seller_name = await sellerOf(sql, account.owner_company_id);
  const mail = portalMail("activation", { ...account, seller_name }, token);
  await queuePortalMail(sql, { account_id: id, email: account.email }, mail);
  return { account, activation_url: portalUrl("activation", account.portal_domain, token) };
}

async function mailInvitation(sql: Sql, account: EnsuredAccount, token: string): Promise<string | undefined> {
  if (!account.is_new) return undefined;
  await queuePortalMail(sql, account, portalMail("activation", account, token));
  return portalUrl("activation", account.portal_domain, token);
}
