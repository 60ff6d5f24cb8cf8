import { sha256Hex } from "../../shared/auth/secrets.ts";
import { PORTAL_TOKEN_SECONDS } from "../../shared/auth/tokens.ts";
import { firstOr } from "../../shared/db/rows.ts";
import { hostOf, subdomainOf } from "../../shared/http/host.ts";
import { accountText } from "../../shared/notifications/account_texts.ts";
import { inEvenTime } from "./even_time.ts";
import { applyMagicLink, type ClientProfile, findMagicLinkAccounts, issueMagicLink } from "./magic_link_queries.ts";
import { newMailedToken } from "./mailed_tokens.ts";
import { shortDuration } from "./session_answers.ts";
import type { PublicCall } from "./sign_in.ts";

/** What a client may do in the portal, for clients of the API that ask the token. */
const CLIENT_PERMISSIONS = ["projects.read", "quotes.read", "invoices.read"];

/** Mails a link for every portal account of an address. Answers the token of the first one, which may leave development alone. */
export async function requestMagicLink(ctx: PublicCall, email: string): Promise<string | undefined> {
  const { request, runtime } = ctx;
  const host = hostOf(request);
  const subdomain = subdomainOf(host, runtime.config.TENANT_DOMAIN);
  return await inEvenTime(() =>
    ctx.transact(async (sql) => {
      const tokens: string[] = [];
      for (const account of await findMagicLinkAccounts(sql, email, host, subdomain)) {
        const { token, tokenHash } = await newMailedToken();
        // The page stands on the domain of the company's portal; what the request says of its host chooses, and is never copied.
        const link = `https://${account.portal_domain}/magic-link#token=${token}`;
        const { subject, body } = accountText("magic_link", { ...account, link }, account.language);
        const [{ is_sent }] = await issueMagicLink(sql, { accountId: account.account_id, tokenHash, subject, body });
        if (is_sent) tokens.push(token);
      }
      return tokens[0];
    })
  );
}

/** Signs a client in with the token of a mailed link. Raises invalid_magic_link. */
export async function applyMailedLink(ctx: PublicCall, token: string) {
  const tokenHash = await sha256Hex(token);
  const { session_id, profile } = firstOr(
    await ctx.transact((sql) => applyMagicLink(sql, tokenHash)),
    "invalid_magic_link",
  );
  const { id, tenantId, contactId, companyId, ownerCompanyId, email, portalDomain } = profile;
  const accessToken = await ctx.runtime.tokens.signPortal({
    sub: id,
    tenant_id: tenantId,
    session_id,
    accountId: id,
    contactId,
    companyId,
    ownerCompanyId,
    email,
    portalDomain,
  });
  return {
    accessToken,
    expiresIn: shortDuration(PORTAL_TOKEN_SECONDS),
    role: "client" as const,
    permissions: CLIENT_PERMISSIONS,
    contact: { id: contactId, name: nameOf(profile), email },
  };
}

function nameOf({ firstName, lastName, company, email }: ClientProfile): string {
  return [firstName, lastName].filter(Boolean).join(" ") || company || email;
}
