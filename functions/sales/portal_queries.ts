import type { z } from "zod";
import type { portal, PortalAccount } from "../../shared/contracts/sales/portal.ts";
import { isoInstant, type Sql } from "../../shared/db/pool.ts";
import type { PortalCandidate } from "./portal_rules.ts";

/** Who a portal account is for, under the names the portal knows. */
export interface PortalProfile {
  id: string;
  tenantId: string;
  contactId: string;
  companyId: string | null;
  ownerCompanyId: string;
  email: string;
  firstName: string | null;
  lastName: string | null;
  company: string | null;
  ownerCompany: string;
  ownerCompanyCode: string;
  portalDomain: string;
  language: "fr" | "de" | "it" | "en";
  notification_preferences: Record<string, boolean>;
  lastLoginAt: string | null;
}

export interface PortalSignInFound {
  /** Under which the attempts of this e-mail are counted. */
  attempt: string;
  locked_seconds: number | null;
  accounts: PortalCandidate[];
}

export interface PortalHints {
  company?: string;
  host: string;
  subdomain?: string;
}

export function findPortalSignIn(sql: Sql, email: string, hints: PortalHints) {
  return sql<{ found: PortalSignInFound }[]>`
    select sales.find_portal_sign_in(${email}, ${hints.company ?? null}, ${hints.host}, ${
    hints.subdomain ?? null
  }) as found`;
}

export function settlePortalSignIn(
  sql: Sql,
  attempt: { key: string; accountId: string | null; passwordHash: string | null; reason: string | null },
) {
  return sql<
    { locked_seconds: number | null; refused: boolean; session_id: string | null; profile: PortalProfile | null }[]
  >`
    select locked_seconds, refused, session_id, profile from sales.settle_portal_sign_in(
      ${attempt.key}, ${attempt.accountId}, ${attempt.passwordHash}, ${attempt.reason})`;
}

export type LinkState = "open" | "used" | "expired" | "unknown";

export function findPortalLink(sql: Sql, purpose: string, tokenHash: string) {
  return sql<{ state: LinkState; email: string; name: string }[]>`
    select state, email, name from sales.find_portal_link(${purpose}, ${tokenHash})`;
}

export function usePortalLink(sql: Sql, purpose: string, tokenHash: string, passwordHash: string) {
  return sql<{ state: LinkState }[]>`select sales.use_portal_link(${purpose}, ${tokenHash}, ${passwordHash}) as state`;
}

export function mailPortalLink(
  sql: Sql,
  accountId: string,
  purpose: string,
  tokenHash: string,
  mail: { subject: string; body: string },
) {
  return sql`select sales.mail_portal_link(${accountId}, ${purpose}, ${tokenHash}, ${mail.subject}, ${mail.body})`;
}

export function signOutOfPortal(sql: Sql) {
  return sql`select sales.sign_out_of_portal()`;
}

/** The account of the client who asks. */
export async function findMyProfile(sql: Sql): Promise<PortalProfile[]> {
  const [{ profile }] = await sql<{ profile: PortalProfile | null }[]>`select sales.my_portal_profile() as profile`;
  return profile ? [{ ...profile, lastLoginAt: profile.lastLoginAt && isoInstant(profile.lastLoginAt) }] : [];
}

export function updatePreferences(
  sql: Sql,
  accountId: string,
  wanted: z.output<NonNullable<typeof portal.changePreferences.body>>,
) {
  return sql<{ language: "fr" | "de" | "it" | "en"; notification_preferences: Record<string, boolean> }[]>`
    update sales.portal_accounts set language = coalesce(${wanted.language ?? null}, language),
      notification_preferences = notification_preferences
        || ${JSON.stringify(wanted.notification_preferences ?? {})}::text::jsonb
    where id = ${accountId} returning language, notification_preferences`;
}

/** A portal account that was found or made, and where its client signs in. */
export interface EnsuredAccount {
  account_id: string;
  is_new: boolean;
  email: string;
  language: "fr" | "de" | "it" | "en";
  seller_name: string;
  portal_domain: string;
}

/** Raises company_access_denied, portal_contact_unknown, portal_company_unknown, portal_email_taken. */
export function ensurePortalAccount(
  sql: Sql,
  given: { contact_id: string; owner_company_id: string; company_id?: string; email: string },
  tokenHash: string,
) {
  return sql<EnsuredAccount[]>`
    select account_id, is_new, email, language, seller_name, portal_domain from sales.ensure_portal_account(
      ${given.contact_id}, ${given.owner_company_id}, ${given.company_id ?? null}, ${given.email}, ${tokenHash})`;
}

/** No row where the company of the quote runs no portal or the client has no address. */
export function ensurePortalAccountOfQuote(sql: Sql, quoteId: string, tokenHash: string) {
  return sql<EnsuredAccount[]>`
    select account_id, is_new, email, language, seller_name, portal_domain
    from sales.ensure_portal_account_of_quote(${quoteId}, ${tokenHash})`;
}

export function queuePortalMail(
  sql: Sql,
  account: { account_id: string; email: string },
  mail: { subject: string; body: string },
) {
  return sql`
    select notifications.queue_secret_email(
      ${account.email}, ${mail.subject}, ${mail.body}, 'portal_account', ${account.account_id})`;
}

type AccountRow = z.input<typeof PortalAccount>;

const columns = (sql: Sql) =>
  sql`a.id, a.contact_id, a.company_id, a.owner_company_id, a.email, a.status,
    identity.portal_domain(o.code, o.portal_domain) as portal_domain, a.language, a.notification_preferences,
    a.activation_expires_at, a.activated_at, a.last_login_at, a.created_at, a.updated_at`;

const source = (sql: Sql) =>
  sql`sales.portal_accounts a
    join identity.companies o on o.tenant_id = a.tenant_id and o.id = a.owner_company_id`;

export interface AccountFilter {
  status?: string;
  owner_company_id?: string;
  contact_id?: string;
}

const matching = (sql: Sql, { status, owner_company_id, contact_id }: AccountFilter) =>
  sql`true
    ${status ? sql`and a.status = ${status}` : sql``}
    ${owner_company_id ? sql`and a.owner_company_id = ${owner_company_id}` : sql``}
    ${contact_id ? sql`and a.contact_id = ${contact_id}` : sql``}`;

export function listPortalAccounts(sql: Sql, filter: AccountFilter, page: { limit: number; offset: number }) {
  return sql<AccountRow[]>`
    select ${columns(sql)} from ${source(sql)} where ${matching(sql, filter)}
    order by a.created_at desc, a.id desc limit ${page.limit} offset ${page.offset}`;
}

export function countPortalAccounts(sql: Sql, filter: AccountFilter) {
  return sql<{ total: string }[]>`select count(*) as total from sales.portal_accounts a where ${matching(sql, filter)}`;
}

export function findPortalAccount(sql: Sql, id: string) {
  return sql<AccountRow[]>`select ${columns(sql)} from ${source(sql)} where a.id = ${id}`;
}

export function listPortalSessions(sql: Sql, accountId: string) {
  return sql<
    { id: string; ip_address: string | null; user_agent: string | null; created_at: string; last_activity: string }[]
  >`
    select id, ip as ip_address, user_agent, created_at, last_activity_at as last_activity from identity.sessions
    where portal_account_id = ${accountId} and status = 'active' and expires_at > now()
    order by last_activity_at desc, id desc`;
}

/** Who was never activated waits for it again. */
export function updatePortalStatus(sql: Sql, id: string, status: "active" | "suspended" | "disabled") {
  return sql<{ id: string }[]>`
    update sales.portal_accounts
    set status = case when ${status} = 'active' and activated_at is null then 'pending' else ${status} end
    where id = ${id} returning id`;
}

export function renewInvitation(sql: Sql, id: string, tokenHash: string) {
  return sql<{ id: string }[]>`
    update sales.portal_accounts
    set activation_token_hash = ${tokenHash}, activation_expires_at = now() + interval '72 hours'
    where id = ${id} and status = 'pending' returning id`;
}

export async function sellerOf(sql: Sql, companyId: string): Promise<string> {
  const [{ name }] = await sql<{ name: string }[]>`
    select coalesce(display_name, name) as name from identity.companies where id = ${companyId}`;
  return name;
}
