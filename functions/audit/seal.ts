import type { Sql } from "../../shared/db/pool.ts";
import { appendLinks, takeUnsealed } from "./chain_queries.ts";
import { type AuditKey, eventHash } from "./chain_rules.ts";

/** Events chained by one transaction: enough to be fast, few enough that nobody waits long for the chain. */
export const SEAL_BATCH = 1000;

export interface Sealed {
  count: number;
  /** The last link made. */
  sequence_number?: number;
  event_hash?: string;
}

/**
 * Appends events to a chain in the transaction of `sql`: the one named, or the oldest that wait. The chain stays locked until the
 * transaction ends, so what leaves here is committed in order. The first key seals.
 */
export async function seal(
  sql: Sql,
  keys: readonly AuditKey[],
  category: string,
  options: { event?: string; wait?: boolean } = {},
): Promise<Sealed> {
  const [key] = keys;
  const taken = await takeUnsealed(sql, category, { limit: SEAL_BATCH, wait: true, ...options });
  if (taken.length === 0) return { count: 0 };
  let previous_hash = taken[0].last_hash;
  let sequence_number = Number(taken[0].last_sequence);
  const hashes = taken.map(({ event }) => {
    sequence_number += 1;
    return previous_hash = eventHash(key, event, { sequence_number, previous_hash });
  });
  await appendLinks(sql, category, taken.map(({ event }) => event.id), hashes, key.version);
  return { count: taken.length, sequence_number, event_hash: previous_hash };
}
