import type { z } from "zod";
import type { AuditEvent } from "../../shared/contracts/audit/events.ts";
import type { Sql } from "../../shared/db/pool.ts";
import { defaultSeverity } from "./events_rules.ts";

/** What the log is searched for; dates as the caller wrote them. */
export interface EventSearch {
  category?: string;
  action?: string;
  start_date?: string;
  end_date?: string;
  user_id?: string;
  severity?: string;
  outcome?: string;
  entity_type?: string;
  entity_id?: string;
}

/** What a caller logs; who, when and from where the database knows. */
export interface NewEvent {
  category: string;
  action: string;
  description: string;
  target?: { entity_type: string; entity_id?: string };
  severity?: string;
  outcome: string;
  context: Record<string, unknown>;
}

export async function insertEvent(sql: Sql, event: NewEvent): Promise<{ id: string; at: string }> {
  const { target } = event;
  const [logged] = await sql<{ id: string; at: string }[]>`
    select id, at from audit.log_event(
      ${event.category}, ${event.action}, ${event.description}, ${target?.entity_type ?? null},
      ${target?.entity_id ?? null}, ${event.severity ?? defaultSeverity(event.category)}, ${event.outcome}, ${
    JSON.stringify(event.context)
  }::text::jsonb
    )`;
  return logged;
}

/**
 * `and …` for what is searched, over `audit.events e`. Dates are no subselects: the planner works stable functions out and so knows
 * how much of the log they cover.
 */
export function condition(sql: Sql, search: EventSearch) {
  const columns = ["category", "action", "severity", "outcome", "entity_type", "entity_id"] as const;
  const equal = columns.flatMap((column) => {
    const value = search[column];
    return value === undefined ? [] : [sql`and ${sql(`e.${column}`)} = ${value}`];
  });
  const { start_date, end_date, user_id, severity } = search;
  // Said literally, so that the index over what is notable can be used for it.
  const isNotable = severity !== undefined && severity !== "debug" && severity !== "info";
  return sql`
    ${start_date === undefined ? sql`` : sql`and e.at >= audit.instant_of(${start_date}, false)`}
    ${end_date === undefined ? sql`` : sql`and e.at <= audit.instant_of(${end_date}, true)`}
    ${isNotable ? sql`and e.severity not in ('debug', 'info')` : sql``}
    ${user_id === undefined ? sql`` : sql`and e.actor_id = ${user_id}`} ${equal.length > 0 ? equal : sql``}`;
}

export function isRangeReversed(sql: Sql, { start_date, end_date }: EventSearch) {
  return sql<{ reversed: boolean }[]>`
    select coalesce(
      audit.instant_of(${start_date ?? null}, false) > audit.instant_of(${end_date ?? null}, true), false
    ) as reversed`;
}

/** Who does not read the whole log reads what they did: said beside the policy, so that the index of the actor serves them. */
const scopes = (sql: Sql) =>
  [
    sql`(select app.read_scope('audit-log')) = 'ALL'`,
    sql`(select app.read_scope('audit-log')) <> 'ALL' and e.actor_id = (select app.user_id())::text`,
  ] as const;

/** One event more than the page holds tells that there is more. Only one of the two branches is carried out. */
export function listEvents(sql: Sql, search: EventSearch & { limit: number; offset: number }) {
  const [whole, own] = scopes(sql).map((scope) =>
    sql`
      select e.* from audit.events e where ${scope} ${condition(sql, search)}
      order by e.at desc, e.id desc limit ${search.limit + 1} offset ${search.offset}`
  );
  return sql<z.input<typeof AuditEvent>[]>`
    ${shownEvents(sql)}
    from ((${whole}) union all (${own})) as e
    left join audit.chain_links l on l.tenant_id = e.tenant_id and l.event_id = e.id
    order by e.at desc, e.id desc`;
}

/** Logs the export and answers where it begins. */
export async function beginExport(sql: Sql, details: Record<string, unknown>): Promise<{ id: string; at: string }> {
  const [begun] = await sql<{ id: string; at: string }[]>`
    select id, at from audit.begin_export(${JSON.stringify(details)}::text::jsonb)`;
  return begun;
}

/** The next events of an export, older than the one given. */
export function readEventsBefore(sql: Sql, search: EventSearch, before: { id: string; at: string }, limit: number) {
  return sql<(z.input<typeof AuditEvent> & { timestamp: string })[]>`
    ${shownEvents(sql)}
    from (
      select e.* from audit.events e
      where (e.at, e.id) < (${before.at}::timestamptz, ${before.id}::uuid) ${condition(sql, search)}
      order by e.at desc, e.id desc limit ${limit}
    ) as e left join audit.chain_links l on l.tenant_id = e.tenant_id and l.event_id = e.id
    order by e.at desc, e.id desc`;
}

/** An event as callers see it. */
export function shownEvents(sql: Sql) {
  return sql`
    select 'evt_' || e.id as id, e.at as timestamp, e.category, e.action, e.description, e.severity, e.outcome,
      json_build_object(
        'user_id', e.actor_id, 'type', e.actor_type, 'roles', e.actor_roles, 'ip_address', e.ip_address,
        'user_agent', e.user_agent, 'session_id', e.session_id, 'auth_method', e.auth_method
      ) as actor,
      case when e.entity_type is not null or e.before_state is not null or e.after_state is not null then json_build_object(
        'entity_type', e.entity_type, 'entity_id', e.entity_id,
        'before_state', e.before_state::json, 'after_state', e.after_state::json
      ) end as target,
      e.context || jsonb_build_object('request_id', e.request_id) as context,
      l.sequence_number, l.previous_hash, l.event_hash as hash_chain, l.chain_version`;
}

/** Counting stops here; a log of millions is not counted for every page of it. */
export const MOST_COUNTED = 10_000;

/**
 * How many events a search finds. The whole log and a whole category are known from the heads of the chains and what waits for
 * them; anything else is counted, up to `MOST_COUNTED`.
 */
export function countEvents(sql: Sql, search: EventSearch) {
  const { category, ...rest } = search;
  const isWhole = Object.values(rest).every((value) => value === undefined);
  const only = category === undefined ? sql`` : sql`and category = ${category}`;
  const chained = sql`
    (select coalesce(sum(last_sequence), 0) from audit.chain_heads where true ${only})
      + (select count(*) from audit.pending_links where true ${only})`;
  const [whole, own] = scopes(sql).map((scope) =>
    sql`(select count(*) from (
      select from audit.events e where ${scope} ${condition(sql, search)} limit ${MOST_COUNTED}
    ) as found)`
  );
  return sql<{ total: string }[]>`
    select case when (select app.read_scope('audit-log')) = 'ALL' then ${
    isWhole ? chained : whole
  } else ${own} end as total`;
}
