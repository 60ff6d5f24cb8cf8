import { problem } from "../contracts/kit/problems.ts";
import { actorTransaction } from "../db/request_transaction.ts";
import type { Sql } from "../db/pool.ts";
import { type Actor, entryOf, type RequestFacts, resolveActor } from "./credentials.ts";
import type { Runtime } from "./runtime.ts";

/**
 * For an endpoint that is open to everybody and also serves people who are signed in: runs work as the person behind the request.
 * Raises what a guarded endpoint raises, USER_TOKEN_REQUIRED for any other credential.
 */
export async function asSignedIn<T>(
  { request, runtime, facts }: { request: Request; runtime: Runtime; facts: RequestFacts },
  work: (sql: Sql, actor: Actor & { kind: "user" }) => Promise<T>,
): Promise<T> {
  const actor = await resolveActor(request, runtime, facts);
  if (actor.kind !== "user") throw problem("user_token_required");
  const entry = entryOf(actor, {}, facts, runtime.config);
  return (await actorTransaction(runtime.pool, entry, "read write", (sql) => work(sql, actor))).result;
}
