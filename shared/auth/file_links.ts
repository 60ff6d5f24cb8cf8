import { jwtVerify, SignJWT } from "jose";
import type { Config } from "../config/config.ts";
import { keySecrets } from "./signing_keys.ts";

/** What a signed link opens: the file of one invoice, or one uploaded file, of one tenant, until it expires. */
export type FileLink = { tenantId: string } & ({ invoiceId: string } | { fileId: string });

type Secrets = Pick<Config, "JWT_SECRET" | "JWT_KEYS">;

const AUDIENCE = "comptoir:file";
export const LINK_SECONDS = 15 * 60;

/** Signs a link that is good for 15 minutes and for nothing else: its key is derived, so it is no access token. */
export async function signFileLink(config: Secrets, link: FileLink): Promise<string> {
  const opens = "fileId" in link ? { file: link.fileId } : { invoice: link.invoiceId };
  return await new SignJWT({ tenant: link.tenantId, ...opens })
    .setProtectedHeader({ alg: "HS256" }).setAudience(AUDIENCE)
    .setExpirationTime(Math.floor(Date.now() / 1000) + LINK_SECONDS).sign(await linkKey(keySecrets(config)[0]));
}

/** What the link opens; undefined when it is forged, meant for something else or expired. */
export async function readFileLink(config: Secrets, token: string): Promise<FileLink | undefined> {
  for (const secret of keySecrets(config)) {
    const link = await linkUnder(await linkKey(secret), token);
    if (link) return link;
  }
}

async function linkUnder(key: Uint8Array, token: string): Promise<FileLink | undefined> {
  try {
    const { payload } = await jwtVerify(token, key, { algorithms: ["HS256"], audience: AUDIENCE });
    const { tenant, invoice, file } = payload;
    if (typeof tenant !== "string") return undefined;
    if (typeof invoice === "string") return { tenantId: tenant, invoiceId: invoice };
    return typeof file === "string" ? { tenantId: tenant, fileId: file } : undefined;
  } catch {
    return undefined;
  }
}

async function linkKey(secret: string): Promise<Uint8Array> {
  return new Uint8Array(await crypto.subtle.digest("SHA-256", new TextEncoder().encode(`${AUDIENCE}\n${secret}`)));
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
