import { sha256Hex } from "../../shared/auth/secrets.ts";
import type { Config } from "../../shared/config/config.ts";
import { problem } from "../../shared/contracts/kit/problems.ts";
import { firstOr } from "../../shared/db/rows.ts";
import type { Sql } from "../../shared/db/pool.ts";
import { mailLink, warnAccount } from "./account_messages.ts";
import { confirmEmail, type EmailPurpose, findOwnAddresses, issueEmailToken } from "./email_address_queries.ts";
import { newMailedToken, pageLink } from "./mailed_tokens.ts";

/** Mails a link that proves an address of the person the transaction speaks for. Raises email_exists, rate_limited. */
export async function askForProof(
  sql: Sql,
  config: Pick<Config, "APP_URL">,
  purpose: EmailPurpose,
  email: string,
): Promise<void> {
  const { token, tokenHash } = await newMailedToken();
  await issueEmailToken(sql, purpose, email, tokenHash);
  await mailLink(sql, purpose, email, pageLink(config, "verify-email", token));
}

/** Mails the link of the address asked for again, else that of the present one. Raises email_already_verified. */
export async function askForProofAgain(sql: Sql, config: Pick<Config, "APP_URL">): Promise<void> {
  const { email, is_verified, pending } = firstOr(await findOwnAddresses(sql), "auth_token_invalid");
  if (pending) return await askForProof(sql, config, "email_change", pending);
  if (is_verified) throw problem("email_already_verified");
  await askForProof(sql, config, "email_verification", email);
}

/** Takes the token of a mailed link as proof; a person whose address changed is warned at the old one. */
export async function proveEmail(sql: Sql, token: string): Promise<string> {
  const { email, former_email } = firstOr(await confirmEmail(sql, await sha256Hex(token)), "invalid_email_token");
  if (former_email) await warnAccount(sql, "email_changed", { to: former_email, priority: "critical" });
  return email;
}
