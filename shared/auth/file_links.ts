import { jwtVerify, SignJWT } from "jose";
import type { Config } from "../config/config.ts";
import { keySecrets } from "./signing_keys.ts";

/** What a signed link opens: one invoice of one tenant, until it expires. */
export interface FileLink {
  tenantId: string;
  invoiceId: string;
}

type Secrets = Pick<Config, "JWT_SECRET" | "JWT_KEYS">;

const AUDIENCE = "comptoir:file";
const LINK_SECONDS = 15 * 60;

/** Signs a link that is good for 15 minutes and for nothing else: its key is derived, so it is no access token. */
export async function signFileLink(config: Secrets, link: FileLink): Promise<string> {
  return await new SignJWT({ tenant: link.tenantId, invoice: link.invoiceId })
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
    const { tenant, invoice } = payload as { tenant?: unknown; invoice?: unknown };
    if (typeof tenant !== "string" || typeof invoice !== "string") return undefined;
    return { tenantId: tenant, invoiceId: invoice };
  } catch {
    return undefined;
  }
}

async function linkKey(secret: string): Promise<Uint8Array> {
  return new Uint8Array(await crypto.subtle.digest("SHA-256", new TextEncoder().encode(`${AUDIENCE}\n${secret}`)));
}

/**
 * The public address of a link, at the address the request came to. The platform takes `/functions/v1` off before it calls a
 * function, so there the address is put together from its own.
 */
export function fileUrl(request: Request, config: Pick<Config, "SUPABASE_URL">, token: string): string {
  const { origin, pathname } = new URL(request.url);
  const mount = pathname.slice(0, pathname.indexOf("/finance/invoices/"));
  const base = mount === "/finance" && config.SUPABASE_URL
    ? `${config.SUPABASE_URL.replace(/\/$/, "")}/functions/v1/finance`
    : `${origin}${mount}`;
  return `${base}/finance/files/${token}`;
}
