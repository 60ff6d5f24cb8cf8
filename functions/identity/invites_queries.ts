import type { z } from "zod";
import type { PasswordProfile } from "../../shared/auth/passwords.ts";
import type { Invite, InviteCreate } from "../../shared/contracts/identity/invites.ts";
import type { Sql } from "../../shared/db/pool.ts";

type InviteRow = z.input<typeof Invite>;

/** Nobody has to note that time has passed. */
const status = (sql: Sql) =>
  sql`case when i.status = 'PENDING' and i.expires_at <= now() then 'EXPIRED' else i.status end`;

const columns = (sql: Sql) =>
  sql`i.id, i.email, m.user_id, i.role_keys, i.team_id, i.message, ${
    status(sql)
  } as status, i.expires_at, i.resent_count,
    i.created_at, case when i.invited_by is not null then json_build_object('id', i.invited_by, 'name', coalesce((
      select u.name from identity.users u where u.id = i.invited_by
    ), '')) end as invited_by`;

const source = (sql: Sql) => sql`from identity.invites i join identity.memberships m on m.id = i.membership_id`;

const wanted = (sql: Sql, given?: string) => (given === undefined ? sql`` : sql`where ${status(sql)} = ${given}`);

export function listInvites(sql: Sql, search: { status?: string; limit: number; offset: number }) {
  return sql<InviteRow[]>`
    select ${columns(sql)} ${source(sql)} ${wanted(sql, search.status)}
    order by i.created_at desc, i.id desc limit ${search.limit} offset ${search.offset}`;
}

export function countInvites(sql: Sql, search: { status?: string }) {
  return sql<{ count: string }[]>`select count(*) ${source(sql)} ${wanted(sql, search.status)}`;
}

export function findInvite(sql: Sql, id: string) {
  return sql<InviteRow[]>`select ${columns(sql)} ${source(sql)} where i.id = ${id}`;
}

export function insertInvite(sql: Sql, invite: z.output<typeof InviteCreate> & { name: string }, tokenHash: string) {
  return sql<{ id: string }[]>`
    select identity.send_invite(
      ${invite.email}, ${invite.name}, ${invite.role_keys}::text[], ${invite.team_id ?? null}, ${
    invite.message ?? null
  },
      ${tokenHash}
    ) as id`;
}

export function renewInvite(sql: Sql, id: string, tokenHash: string) {
  return sql`select identity.resend_invite(${id}, ${tokenHash})`;
}

export function cancelInvite(sql: Sql, id: string) {
  return sql`select identity.cancel_invite(${id})`;
}

/** Who invites and in which language: that of the person when they have an account, else of the organisation. */
export function findInviteWording(sql: Sql, id: string) {
  return sql<{ organisation: string; inviter: string | null; language: string }[]>`
    select t.name as organisation, (select u.name from identity.users u where u.id = app.member_id()) as inviter,
      coalesce(u.locale, t.locale) as language
    from identity.invites i
    join identity.memberships m on m.id = i.membership_id
    join identity.users u on u.id = m.user_id
    join identity.tenants t on t.id = i.tenant_id
    where i.id = ${id}`;
}

/** The link in the mail opens the account: the text is hidden from lists and blanked once delivered. */
export function queueInviteMail(sql: Sql, id: string, mail: { subject: string; body: string }) {
  return sql`select identity.mail_invite(${id}, ${mail.subject}, ${mail.body})`;
}

/** What accepting an invite has to know; null where the token opens nothing. */
export interface InviteFound {
  tenant_id: string;
  user_id: string;
  email: string;
  name: string;
  password_hash: string | null;
  password_profile: PasswordProfile;
  locked_seconds: number | null;
}

export function findInviteByToken(sql: Sql, tokenHash: string) {
  return sql<{ found: InviteFound | null }[]>`select identity.find_invite(${tokenHash}) as found`;
}

export function acceptInviteOnce(
  sql: Sql,
  accepted: { tokenHash: string; passwordHash: string | null; provedHash: string | null },
) {
  return sql`select identity.accept_invite(${accepted.tokenHash}, ${accepted.passwordHash}, ${accepted.provedHash})`;
}
