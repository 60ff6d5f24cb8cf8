import { readFlight } from "../../shared/db/request_transaction.ts";
import { problemOf } from "../../shared/db/sqlstate.ts";
import type { Input } from "../../shared/http/bind.ts";
import { entryOf, resolveActor } from "../../shared/http/credentials.ts";
import { findMember } from "./me_queries.ts";
import type { MemberProfile } from "./session_queries.ts";

/** The member behind a request that need not have one; undefined for anybody without a session that is still good. */
export async function currentMember(
  { request, runtime, facts }: Pick<Input<unknown, unknown, unknown>, "request" | "runtime" | "facts">,
): Promise<MemberProfile | undefined> {
  try {
    const actor = await resolveActor(request, runtime, facts);
    if (actor.kind !== "user") return undefined;
    const entry = entryOf(actor, {}, facts, runtime.config);
    const { rows: [[member]] } = await readFlight(runtime.pool, entry, (sql) => [findMember(sql)]);
    return member?.profile;
  } catch (error) {
    if ((problemOf(error)?.kind.status ?? 500) < 500) return undefined;
    throw error;
  }
}
