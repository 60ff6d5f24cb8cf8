import type { PortalClaimsInput } from "../../shared/auth/tokens.ts";
import type { Sql } from "../../shared/db/pool.ts";

export interface MagicLinkAccount {
  account_id: string;
  language: "fr" | "de" | "it" | "en";
  name: string;
  organisation: string;
  portal_domain: string;
}

/** A client as their portal shows them. */
export interface ClientProfile {
  id: string;
  tenantId: string;
  contactId: string;
  companyId: string | null;
  ownerCompanyId: string;
  email: PortalClaimsInput["email"];
  firstName: string | null;
  lastName: string | null;
  company: string | null;
  portalDomain: string;
}

export function findMagicLinkAccounts(sql: Sql, email: string, host: string, subdomain: string | undefined) {
  return sql<MagicLinkAccount[]>`
    select account_id, language, name, organisation, portal_domain
    from identity.find_magic_link_accounts(${email}, ${host}, ${subdomain ?? null})`;
}

export function issueMagicLink(
  sql: Sql,
  link: { accountId: string; tokenHash: string; subject: string; body: string },
) {
  return sql<{ is_sent: boolean }[]>`
    select identity.issue_magic_link(${link.accountId}, ${link.tokenHash}, ${link.subject}, ${link.body}) as is_sent`;
}

export function applyMagicLink(sql: Sql, tokenHash: string) {
  return sql<{ session_id: string; profile: ClientProfile }[]>`
    select session_id, profile from identity.use_magic_link(${tokenHash})`;
}
