import type { Problem } from "../contracts/kit/problems.ts";
import type { Actor, RequestFacts } from "./credentials.ts";
import { describeError } from "./log.ts";
import type { Runtime } from "./runtime.ts";

/**
 * Writes what a refused request leaves behind: its own transaction was rolled back, and the audit log wants to know who asked for
 * what they may not have. A log that cannot be written never changes the answer.
 */
export async function noteRefusal(rt: Runtime, actor: Actor, facts: RequestFacts, refusal: Problem): Promise<void> {
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
