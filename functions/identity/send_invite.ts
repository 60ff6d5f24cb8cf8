import type { z } from "zod";
import type { Config } from "../../shared/config/config.ts";
import type { InviteCreate } from "../../shared/contracts/identity/invites.ts";
import type { Sql } from "../../shared/db/pool.ts";
import { inviteMail } from "./invite_mail_rules.ts";
import { findInvite, findInviteWording, insertInvite, queueInviteMail, renewInvite } from "./invites_queries.ts";
import { newMailedToken, pageLink } from "./mailed_tokens.ts";

type MailConfig = Pick<Config, "APP_URL">;

/**
 * Invites somebody; the mail leaves with the transaction. Raises invite_pending, email_exists, unknown_role, team_unknown,
 * role_access_denied, authorization_error.
 */
export async function sendInvite(sql: Sql, config: MailConfig, given: z.output<typeof InviteCreate>) {
  const { token, tokenHash } = await newMailedToken();
  const name = given.name ?? given.email.split("@")[0].slice(0, 120);
  const [{ id }] = await insertInvite(sql, { ...given, name }, tokenHash);
  return await mailInvite(sql, config, id, token);
}

/** Sends an invite again with a new token. Raises not_found, invite_closed, invite_pending, role_access_denied. */
export async function resendInvite(sql: Sql, config: MailConfig, id: string) {
  const { token, tokenHash } = await newMailedToken();
  await renewInvite(sql, id, tokenHash);
  return await mailInvite(sql, config, id, token);
}

async function mailInvite(sql: Sql, config: MailConfig, id: string, token: string) {
  const [invite] = await findInvite(sql, id);
  const [wording] = await findInviteWording(sql, id);
  const mail = inviteMail({ ...wording, message: invite.message, link: pageLink(config, "accept-invite", token) });
  await queueInviteMail(sql, id, mail);
  return invite;
}
