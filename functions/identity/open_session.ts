import type { Sql } from "../../shared/db/pool.ts";
import type { RequestFacts } from "../../shared/http/credentials.ts";
import type { Runtime } from "../../shared/http/runtime.ts";
import { warnAccount } from "./account_messages.ts";
import type { SecondFactor } from "./second_factor_rules.ts";
import { openSession, type SessionRow } from "./session_queries.ts";

/** A session about to be opened, as far as the first factor decides it. */
export interface SessionDraft {
  tenantId: string;
  userId: string;
  method: string;
  /** The key of the sign-in counter that the success resets. */
  attempt: string | null;
  remember: boolean;
  cookieRefresh: boolean;
  cookieAccess: boolean;
  place: object | null;
}

/**
 * Opens the session; from here on the transaction speaks for the person, who is told of a device they never used. Raises
 * account_disabled, tenant_disabled.
 */
export async function openFrom(
  sql: Sql,
  { runtime, facts }: { runtime: Runtime; facts: RequestFacts },
  draft: SessionDraft,
  opening: { secondFactor: SecondFactor; deviceHash: string | null; tokenHash: string },
): Promise<SessionRow> {
  const { REFRESH_TOKEN_SECONDS, REMEMBERED_REFRESH_TOKEN_SECONDS } = runtime.config;
  const refreshSeconds = draft.remember ? REMEMBERED_REFRESH_TOKEN_SECONDS : REFRESH_TOKEN_SECONDS;
  const [session] = await openSession(sql, { ...draft, ...opening, refreshSeconds });
  if (session.new_device) {
    const device = [session.agent_family, facts.ip].filter(Boolean).join(", ");
    await warnAccount(sql, "new_device", { facts: { device } });
  }
  return session;
}
