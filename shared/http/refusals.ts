import type { Problem } from "../contracts/kit/problems.ts";
import type { Actor, RequestFacts } from "./credentials.ts";
import { describeError } from "./log.ts";
import type { Runtime } from "./runtime.ts";

/**
 * Writes what a refused request leaves behind: its own transaction was rolled back, and the audit log wants to know who asked for
 * what they may not have. A log that cannot be written never changes the answer.
 */
export async function noteRefusal(rt: Runtime, actor: Actor, facts: RequestFacts, refusal: Problem): Promise<void> {
  if (actor.kind === "user" && isHijack(refusal)) return await endHijacked(rt, actor.sessionId, facts);
  if (refusal.kind.name !== "authorization_error" || actor.kind === "public" || actor.kind === "service") return;
  const claims = actor.kind === "user" ? actor.claimsJson : JSON.stringify({
    sub: actor.userId,
    tenant_id: actor.tenantId,
    actor_type: actor.kind === "portal" ? "external" : actor.kind,
    ...(actor.kind === "portal" && { session_id: actor.sessionId }),
  });
  const request = JSON.stringify({ ...facts, auth_method: actor.kind });
  const required = (refusal.details as { required?: string } | undefined)?.required ?? null;
  try {
    await rt.pool`select audit.note_denied(${claims}::text::jsonb, ${request}::text::jsonb, ${required})`;
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
