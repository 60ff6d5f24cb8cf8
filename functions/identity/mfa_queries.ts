import type { Sql } from "../../shared/db/pool.ts";
import type { Risk } from "./risk_rules.ts";
import type { SecondFactorStanding } from "./second_factor_rules.ts";
import type { SessionRow } from "./session_queries.ts";

/** A second factor as it is stored. */
export interface FactorFound {
  user_id: string;
  status: "pending" | "enabled" | "disabled";
  /** Sealed. */
  secret: string;
  locked_seconds: number | null;
}

/** What became of a code. */
export interface Settled {
  problem: string | null;
  remaining_attempts: number | null;
  retry_after: number | null;
  codes_left: number | null;
}

/** A sign-in that waits for its second factor. */
export interface ChallengeFound {
  id: string;
  tenant_id: string;
  user_id: string;
  login_method: string;
  attempt: string | null;
  portal: string | null;
  remember: boolean;
  cookie_refresh: boolean;
  cookie_access: boolean;
  place: Record<string, unknown> | null;
}

export function findStanding(sql: Sql, tenantId: string, userId: string, deviceHash: string | null) {
  return sql<{ standing: SecondFactorStanding }[]>`
    select identity.second_factor_standing(${tenantId}, ${userId}, ${deviceHash}) as standing`;
}

/** `userId` names the person only while nobody is signed in; a caller always means themselves. */
export function findFactor(sql: Sql, userId: string | null) {
  return sql<FactorFound[]>`
    select user_id, status, secret, locked_seconds from identity.find_mfa_factor(${userId})`;
}

export function settleCode(
  sql: Sql,
  code: { userId: string | null; tenantId: string | null; step: number | null; backupHash: string | null },
) {
  return sql<Settled[]>`
    select problem, remaining_attempts, retry_after, codes_left
    from identity.settle_mfa(${code.userId}, ${code.tenantId}, ${code.step}, ${code.backupHash})`;
}

export function createChallenge(
  sql: Sql,
  given: {
    tenantId: string;
    userId: string;
    method: string;
    attempt: string | null;
    portal: string | null;
    remember: boolean;
    cookieRefresh: boolean;
    cookieAccess: boolean;
    place: object | null;
    risk: Risk | null;
  },
) {
  return sql<{ challenge_id: string }[]>`
    select identity.challenge_mfa(
      ${given.tenantId}, ${given.userId}, ${given.method}, ${given.attempt}, ${given.portal}, ${given.remember},
      ${given.cookieRefresh}, ${given.cookieAccess}, ${json(given.place)}::text::jsonb, ${json(given.risk)}::text::jsonb
    ) as challenge_id`;
}

export function findChallenge(sql: Sql, challengeId: string) {
  return sql<ChallengeFound[]>`
    select id, tenant_id, user_id, login_method, attempt, portal, remember, cookie_refresh, cookie_access, place
    from identity.find_mfa_challenge(${challengeId})`;
}

export function consumeChallenge(sql: Sql, challengeId: string) {
  return sql`select identity.consume_mfa_challenge(${challengeId})`;
}

export function alertRiskySignIn(sql: Sql, tenantId: string, userId: string, risk: Risk) {
  return sql`select identity.alert_risky_sign_in(${tenantId}, ${userId}, ${JSON.stringify(risk)}::text::jsonb)`;
}

export function trustDevice(sql: Sql, deviceHash: string) {
  return sql<{ id: string; trusted_until: string }[]>`
    select id, trusted_until from identity.trust_device(${deviceHash})`;
}

export function findStatus(sql: Sql) {
  return sql<{ enabled: boolean; configured_at: string | null; remaining_codes: number }[]>`
    select enabled, configured_at, remaining_codes from identity.mfa_status()`;
}

export function findOwnEmail(sql: Sql) {
  return sql<{ email: string }[]>`select email from identity.users where id = app.user_id()`;
}

export function beginTotp(sql: Sql, sealedSecret: string, codeHashes: string[]) {
  return sql`select identity.begin_totp(${sealedSecret}, ${codeHashes}::text[])`;
}

/** Answers a session only where it has just become a complete one. */
export function activateTotp(
  sql: Sql,
  given: { step: number; tokenHash: string; seconds: number; rememberedSeconds: number },
) {
  return sql<SessionRow[]>`
    select session_id, expires_at, refresh_seconds, refresh_in_body, access_in_cookie, profile
    from identity.activate_totp(${given.step}, ${given.tokenHash}, ${given.seconds}, ${given.rememberedSeconds})`;
}

export function replaceBackupCodes(sql: Sql, hashes: string[]) {
  return sql`select identity.regenerate_backup_codes(${hashes}::text[])`;
}

export function disableMfa(sql: Sql) {
  return sql`select identity.disable_mfa()`;
}

export function resetMfa(sql: Sql, userId: string) {
  return sql<{ sessions_revoked: number }[]>`select identity.reset_mfa(${userId}) as sessions_revoked`;
}

export function listDevices(sql: Sql) {
  return sql<
    {
      id: string;
      user_agent: string | null;
      ip_address: string | null;
      created_at: string;
      last_seen: string;
      trusted_until: string;
    }[]
  >`
    select id, user_agent, ip_address, created_at, last_seen, trusted_until from identity.trusted_devices
    where trusted_until > now() order by last_seen desc, id desc`;
}

export function forgetDevice(sql: Sql, deviceId: string) {
  return sql`select identity.forget_device(${deviceId})`;
}

function json(value: object | null): string | null {
  return value && JSON.stringify(value);
}
