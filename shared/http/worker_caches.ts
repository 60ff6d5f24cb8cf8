import { forgetApiKeys } from "./credentials.ts";
import { forgetLinkedPeople } from "./linked_actor.ts";
import { forgetRequestLogging } from "./request_log.ts";
import type { Runtime } from "./runtime.ts";

/**
 * Makes this worker forget what it remembers of an organisation, and names it. Whether a session is open, a key valid and what they
 * may do is asked on every request anyway; other workers forget within a minute by themselves.
 */
export function clearWorkerCaches(rt: Runtime, tenantId: string): string[] {
  forgetApiKeys(rt, tenantId);
  forgetLinkedPeople(rt, tenantId);
  forgetRequestLogging(rt, tenantId);
  return ["api_keys", "linked_accounts", "request_logging"];
}
