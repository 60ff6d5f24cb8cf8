import { type Actor, auditFacts, type RequestFacts } from "./credentials.ts";
import { describeError } from "./log.ts";
import type { Runtime } from "./runtime.ts";

/** How a request ended; `ms` is how long it took. */
interface Ended {
  endpoint: string;
  status: number;
  ms: number;
}

const REMEMBERED_MS = 60_000;
const MAX_REMEMBERED = 10_000;
const wishes = new WeakMap<Runtime, Map<string, { asked: Promise<boolean>; until: number }>>();

/**
 * Writes a request to the audit log of an organisation that asks for it with its setting REQUEST_LOGGING, before the answer
 * leaves. Whether it asks is remembered for a minute, so that the others pay nothing. A log that cannot be written never
 * changes the answer.
 */
export async function noteRequest(rt: Runtime, actor: Actor, facts: RequestFacts, ended: Ended): Promise<void> {
  if (actor.kind === "public" || actor.kind === "service") return;
  try {
    if (!await isWanted(rt, actor.tenantId)) return;
    const { claims, request } = auditFacts(actor, facts);
    await rt.pool`
      select audit.note_request(
        ${claims}::text::jsonb, ${request}::text::jsonb, ${ended.endpoint}, ${ended.status}, ${Math.round(ended.ms)})`;
  } catch (error) {
    rt.log("warn", "request.not_noted", { request_id: facts.request_id, error: describeError(error) });
  }
}

/** Asks anew for an organisation whose settings changed, on this worker at once. */
export function forgetRequestLogging(rt: Runtime, tenantId: string): void {
  wishes.get(rt)?.delete(tenantId);
}

function isWanted(rt: Runtime, tenantId: string): Promise<boolean> {
  const known = wishes.get(rt) ?? new Map();
  wishes.set(rt, known);
  const remembered = known.get(tenantId);
  if (remembered && remembered.until > Date.now()) return remembered.asked;
  if (known.size >= MAX_REMEMBERED) known.clear();
  const asked = ask(rt, tenantId);
  known.set(tenantId, { asked, until: Date.now() + REMEMBERED_MS });
  asked.catch(() => known.delete(tenantId));
  return asked;
}

async function ask(rt: Runtime, tenantId: string): Promise<boolean> {
  const [{ wanted }] = await rt.pool<{ wanted: boolean }[]>`select ops.logs_requests(${tenantId}) as wanted`;
  return wanted;
}
