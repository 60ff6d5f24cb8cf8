import type { Config } from "../config/config.ts";
import { type LinkSecrets, readLink, signLink } from "./signed_links.ts";

/** What a signed link opens: the file of one invoice, or one uploaded file, of one tenant, until it expires. */
export type FileLink = { tenantId: string } & ({ invoiceId: string } | { fileId: string });

export const LINK_SECONDS = 15 * 60;

/** Signs a link that is good for 15 minutes and for nothing else. */
export async function signFileLink(config: LinkSecrets, link: FileLink): Promise<string> {
  const opens: Record<string, string> = "fileId" in link ? { file: link.fileId } : { invoice: link.invoiceId };
  return await signLink(config, "comptoir:file", { tenant: link.tenantId, ...opens }, LINK_SECONDS);
}

/** What the link opens; undefined when it is forged, meant for something else or expired. */
export async function readFileLink(config: LinkSecrets, token: string): Promise<FileLink | undefined> {
  const named = await readLink(config, "comptoir:file", token, ["tenant"]);
  if (!named) return undefined;
  const { tenant: tenantId, invoice, file } = named;
  if (typeof invoice === "string") return { tenantId, invoiceId: invoice };
  return typeof file === "string" ? { tenantId, fileId: file } : undefined;
}

/**
 * The public address of a link, at the address the request came to. The platform takes `/functions/v1` off before it calls a
 * function, so there the address is put together from its own. `from` is the public path the request came for, `to` the one that
 * takes links.
 */
export function fileUrl(
  request: Request,
  config: Pick<Config, "SUPABASE_URL">,
  token: string,
  { domain, from, to }: { domain: string; from: string; to: string } = {
    domain: "finance",
    from: "/finance/invoices/",
    to: "/finance/files",
  },
): string {
  const { origin, pathname } = new URL(request.url);
  const mount = pathname.slice(0, pathname.indexOf(from));
  const base = mount === `/${domain}` && config.SUPABASE_URL
    ? `${config.SUPABASE_URL.replace(/\/$/, "")}/functions/v1/${domain}`
    : `${origin}${mount}`;
  return `${base}${to}/${token}`;
}
