import type { Sql } from "../../shared/db/pool.ts";
import type { HashedEvent, StoredLink } from "./chain_rules.ts";
import { condition, type EventSearch } from "./events_queries.ts";

/** Locks the chain and answers its end with events to append; no rows when there are none, or when it must not wait. */
export function takeUnsealed(sql: Sql, category: string, options: { limit: number; event?: string; wait: boolean }) {
  return sql<{ last_sequence: string; last_hash: string; event: HashedEvent }[]>`
    select * from audit.take_unsealed(${category}, ${options.limit}, ${options.event ?? null}, ${options.wait})`;
}

export async function appendLinks(sql: Sql, category: string, events: string[], hashes: string[], version: number) {
  await sql`select audit.append_links(${category}, ${events}::uuid[], ${hashes}::text[], ${version})`;
}

export function findChainsToSeal(sql: Sql, limit: number) {
  return sql<{ tenant_id: string; category: string }[]>`
    select tenant_id, category from audit.chains_to_seal(${limit})`;
}

export async function readsWholeLog(sql: Sql): Promise<boolean> {
  const [{ all }] = await sql<{ all: boolean }[]>`
    select app.read_scope('audit-log') is not distinct from 'ALL' as all`;
  return all;
}

/** The links a range of time covers, the end of the chain they belong to, and the hash before the first of them. */
export interface ChainRange {
  /** Null where the range covers no link. */
  first: string | null;
  last: string | null;
  /** True when the chain has nothing after the range. */
  is_end: boolean;
  anchor_hash: string | null;
  head_sequence: string | null;
  head_hash: string | null;
  newest_sequence: string | null;
  newest_hash: string | null;
}

export async function findRange(
  sql: Sql,
  category: string,
  { start_date, end_date }: EventSearch,
): Promise<ChainRange> {
  const [range] = await sql<ChainRange[]>`
    with bounds as (
      select audit.instant_of(${start_date ?? null}, false) as opens, audit.instant_of(${
    end_date ?? null
  }, true) as closes
    ), covered as (
      select min(l.sequence_number) as first, max(l.sequence_number) as last
      from audit.chain_links l, bounds b
      where l.category = ${category} and l.event_at >= coalesce(b.opens, '-infinity')
        and l.event_at <= coalesce(b.closes, 'infinity')
    )
    select c.first, c.last,
      case when c.last is null
        then not exists (select from audit.chain_links l where l.category = ${category} and l.event_at > b.closes)
        else not exists (select from audit.chain_links l where l.category = ${category} and l.sequence_number > c.last)
      end as is_end,
      (select l.event_hash from audit.chain_links l
        where l.category = ${category} and l.sequence_number = c.first - 1) as anchor_hash,
      h.last_sequence as head_sequence, h.last_hash as head_hash,
      n.sequence_number as newest_sequence, n.event_hash as newest_hash
    from bounds b cross join covered c
    left join audit.chain_heads h on h.category = ${category}
    left join lateral (
      select l.sequence_number, l.event_hash from audit.chain_links l
      where l.category = ${category} order by l.sequence_number desc limit 1
    ) as n on true`;
  return range;
}

/** The next links of a chain whose events exist, in order. */
export function readLinks(sql: Sql, category: string, after: number, upTo: number, limit: number) {
  return sql<StoredLink[]>`
    select l.sequence_number, l.event_id, l.previous_hash, l.event_hash, l.chain_version, row_to_json(e) as event
    from audit.chain_links l join audit.hashed_events e on e.tenant_id = l.tenant_id and e.id = l.event_id
    where l.category = ${category} and l.sequence_number > ${after} and l.sequence_number <= ${upTo}
    order by l.sequence_number limit ${limit}`;
}

/** The next events of a category by time, and whether they are in the chain or waiting for it. */
export function readPlaces(sql: Sql, search: EventSearch, after: { at: string; id: string } | null, limit: number) {
  return sql<{ id: string; at: string; is_known: boolean }[]>`
    select e.id, e.at, l.event_id is not null or w.event_id is not null as is_known
    from audit.events e
    left join audit.chain_links l on l.tenant_id = e.tenant_id and l.event_id = e.id
    left join audit.pending_links w
      on w.tenant_id = e.tenant_id and w.category = e.category and w.event_at = e.at and w.event_id = e.id
    where true ${condition(sql, search)}
      ${after ? sql`and (e.at, e.id) > (${after.at}::timestamptz, ${after.id}::uuid)` : sql``}
    order by e.at, e.id limit ${limit}`;
}
