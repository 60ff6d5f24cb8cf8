import { randomToken, sha256Hex } from "../../shared/auth/secrets.ts";
import type { Config } from "../../shared/config/config.ts";

const TOKEN_BYTES = 32;

/** A token for a mailed link: in clear for the link alone, as a hash for the database. */
export async function newMailedToken(): Promise<{ token: string; tokenHash: string }> {
  const token = randomToken(TOKEN_BYTES);
  return { token, tokenHash: await sha256Hex(token) };
}

/**
 * The page a mailed link leads to. Its address is configured, never taken from the request: a forged Host header must not
 * send tokens elsewhere. The token stands in the fragment, which browsers put into no log and no Referer.
 */
export function pageLink(config: Pick<Config, "APP_URL">, page: string, token: string): string {
  return `${config.APP_URL}/${page}#token=${token}`;
}
