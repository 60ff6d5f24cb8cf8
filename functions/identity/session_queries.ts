import type { z } from "zod";
import type { SessionUser } from "../../shared/contracts/identity/members.ts";
import type { Sql } from "../../shared/db/pool.ts";
import type { SecondFactor } from "./second_factor_rules.ts";

export type MemberProfile = z.input<typeof SessionUser> & {
  perm_version: number;
  username: string;
  is_superuser: boolean;
};

/** A membership as far as the choice of a tenant needs it. */
export interface MembershipFound {
  tenant_id: string;
  name: string;
  subdomain: string;
  tenant_status: string;
  status: string;
  role_keys: string[];
  /** The organisation weighs the risk of each sign-in. */
  weighs_risk: boolean;
}

export interface AccountFound {
  id: string;
  status: string;
  password_hash: string | null;
  is_superuser: boolean;
  memberships: MembershipFound[];
}

export interface SignInFound {
  /** Under which the attempts of this e-mail are counted. */
  attempt: string;
  locked_seconds: number | null;
  /** Those of the hinted tenants that exist. */
  tenants: { id: string; subdomain: string }[];
  user: AccountFound | null;
}

/** A session that was just opened or refreshed. */
export interface SessionRow {
  session_id: string;
  expires_at: string;
  refresh_seconds: number;
  refresh_in_body: boolean;
  access_in_cookie: boolean;
  /** May do nothing but set up a second factor; has no refresh token. */
  mfa_setup?: boolean;
  /** Opened with something this person never used. */
  new_device?: boolean;
  /** Browser and system, such as `firefox/windows`. */
  agent_family?: string | null;
  profile: MemberProfile;
}

export function pingDatabase(sql: Sql) {
  return sql`select 1`;
}

export function findSignIn(sql: Sql, email: string, hints: string[]) {
  return sql<{ found: SignInFound }[]>`select identity.find_sign_in(${email}, ${hints}::text[]) as found`;
}

export function settleSignIn(
  sql: Sql,
  attempt: {
    key: string;
    userId: string | null;
    passwordHash: string | null;
    reason: string | null;
    tenantId: string | null;
  },
) {
  return sql<{ locked_seconds: number | null; refused: boolean }[]>`
    select locked_seconds, refused from identity.settle_sign_in(
      ${attempt.key}, ${attempt.userId}, ${attempt.passwordHash}, ${attempt.reason}, ${attempt.tenantId})`;
}

export function upgradePasswordHash(sql: Sql, userId: string, old: string, replacement: string) {
  return sql`select identity.upgrade_password_hash(${userId}, ${old}, ${replacement})`;
}

export function openSession(
  sql: Sql,
  session: {
    tenantId: string;
    userId: string;
    method: string;
    attempt: string | null;
    tokenHash: string;
    remember: boolean;
    refreshSeconds: number;
    cookieRefresh: boolean;
    cookieAccess: boolean;
    secondFactor: SecondFactor;
    deviceHash: string | null;
    place: object | null;
  },
) {
  const place = session.place && JSON.stringify(session.place);
  return sql<SessionRow[]>`
    select session_id, expires_at, refresh_seconds, refresh_in_body, access_in_cookie, mfa_setup, new_device, agent_family,
      profile
    from identity.open_session(
      ${session.tenantId}, ${session.userId}, ${session.method}, ${session.attempt}, ${session.tokenHash},
      ${session.remember}, ${session.refreshSeconds}, ${session.cookieRefresh}, ${session.cookieAccess},
      ${session.secondFactor}, ${session.deviceHash}, ${place}::text::jsonb)`;
}

export function rotateRefreshToken(
  sql: Sql,
  rotation: { tokenHash: string; successorHash: string; seconds: number; rememberedSeconds: number },
) {
  return sql<(SessionRow & { refusal: string | null })[]>`
    select refusal, session_id, expires_at, refresh_seconds, refresh_in_body, access_in_cookie, profile
    from identity.rotate_refresh_token(
      ${rotation.tokenHash}, ${rotation.successorHash}, ${rotation.seconds}, ${rotation.rememberedSeconds})`;
}

export function endSessions(sql: Sql, shown: { sessionId: string | null; tokenHashes: string[]; all: boolean }) {
  return sql<{ ended: number }[]>`
    select identity.sign_out(${shown.sessionId}, ${shown.tokenHashes}::text[], ${shown.all}) as ended`;
}

export function createTenant(
  sql: Sql,
  given: {
    subdomain: string;
    tenantName: string;
    country: string;
    currency: string;
    locale: string;
    timezone: string;
    email: string;
    name: string;
    passwordHash: string;
  },
) {
  return sql<{ user_id: string; tenant_id: string }[]>`
    select user_id, tenant_id from identity.create_tenant(
      ${given.subdomain}, ${given.tenantName}, ${given.country}, ${given.currency}, ${given.locale}, ${given.timezone},
      ${given.email}, ${given.name}, ${given.passwordHash})`;
}
