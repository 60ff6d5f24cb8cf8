import type { Config } from "../config/config.ts";
import { type LinkSecrets, readLink, signLink } from "./signed_links.ts";

/** Whose marketing messages a link stops. */
export interface UnsubscribeLink {
  tenantId: string;
  userId: string;
}

/** The public address behind `List-Unsubscribe` (RFC 8058); it does not expire, as old mail is unsubscribed from too. */
export async function unsubscribeUrl(
  config: LinkSecrets & Pick<Config, "APP_URL"> & Partial<Pick<Config, "SUPABASE_URL">>,
  { tenantId, userId }: UnsubscribeLink,
): Promise<string> {
  const token = await signLink(config, "comptoir:unsubscribe", { tenant: tenantId, user: userId });
  // A function's own address repeats the name: the first is the function, the second the path of the contract.
  const base = config.SUPABASE_URL
    ? `${config.SUPABASE_URL.replace(/\/$/, "")}/functions/v1/notifications`
    : `${config.APP_URL}/api`;
  return `${base}/notifications/unsubscribe/${token}`;
}

/** What the token of a link says; undefined when it is forged or meant for something else. */
export async function readUnsubscribeLink(config: LinkSecrets, token: string): Promise<UnsubscribeLink | undefined> {
  const named = await readLink(config, "comptoir:unsubscribe", token, ["tenant", "user"]);
  return named && { tenantId: named.tenant, userId: named.user };
}
