import type { Problem } from "../contracts/kit/problems.ts";
import { type Actor, auditFacts, type RequestFacts } from "./credentials.ts";
import { describeError } from "./log.ts";
import type { Runtime } from "./runtime.ts";

/** Refusals the audit log wants to know of, under these actions. */
const ACTIONS: Record<string, string> = {
  authorization_error: "permission_denied",
  rate_limit: "rate_limit_exceeded",
  exchange_rate_limit: "rate_limit_exceeded",
};

/** Whoever is over a limit may go on calling: a few lines a minute tell it all, and cost the database nothing more. */
const LIMIT_NOTES = 3;
const LIMIT_WINDOW_MS = 60_000;
const limitNotes = new Map<string, number[]>();

/**
 * Writes what a refused request leaves behind: its own transaction was rolled back, and the audit log wants to know who asked for
 * what they may not have, or more often than they may. A log that cannot be written never changes the answer.
 */
export async function noteRefusal(rt: Runtime, actor: Actor, facts: RequestFacts, refusal: Problem): Promise<void> {
  if (actor.kind === "user" && isHijack(refusal)) return await endHijacked(rt, actor.sessionId, facts);
  const action = ACTIONS[refusal.kind.name];
  if (!action || actor.kind === "public" || actor.kind === "service") return;
  if (action === "rate_limit_exceeded" && !mayNote(`${actor.tenantId}:${actor.userId}`)) return;
  const { claims, request } = auditFacts(actor, facts);
  const required = (refusal.details as { required?: string } | undefined)?.required ?? null;
  try {
    await rt.pool`select audit.note_refused(${claims}::text::jsonb, ${request}::text::jsonb, ${action}, ${required})`;
  } catch (error) {
    rt.log("warn", "refusal.not_noted", { request_id: facts.request_id, error: describeError(error) });
  }
}

/** The door saw another browser in a session than the one that opened it. */
function isHijack({ kind, details }: Problem): boolean {
  return kind.name === "session_revoked" &&
    (details as { reason?: string } | undefined)?.reason === "suspicious_activity";
}

/** The refusal stands in any case; a session that could not be ended is refused and ended again next time. */
async function endHijacked(rt: Runtime, sessionId: string, facts: RequestFacts): Promise<void> {
  try {
    await rt.pool`select identity.end_hijacked_session(${sessionId}, ${
      JSON.stringify({ ...facts, auth_method: "user" })
    })`;
  } catch (error) {
    rt.log("warn", "session.not_ended", { request_id: facts.request_id, error: describeError(error) });
  }
}

function mayNote(who: string): boolean {
  const now = Date.now();
  if (limitNotes.size > 10_000) limitNotes.clear();
  const recent = (limitNotes.get(who) ?? []).filter((at) => now - at < LIMIT_WINDOW_MS);
  limitNotes.set(who, recent.length < LIMIT_NOTES ? [...recent, now] : recent);
  return recent.length < LIMIT_NOTES;
}
