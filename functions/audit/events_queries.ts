import type { z } from "zod";
import type { AuditEvent, AuditEventCreate } from "../../shared/contracts/audit/events.ts";
import type { Sql } from "../../shared/db/pool.ts";

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

export function insertEvent(sql: Sql, event: z.output<typeof AuditEventCreate>) {
  const { target } = event;
  return sql<{ id: string; at: string }[]>`
    select 'evt_' || id as id, at from audit.log_event(
      ${event.category}, ${event.action}, ${event.description}, ${target?.entity_type ?? null},
      ${target?.entity_id ?? null}, ${event.severity}, ${event.outcome}, ${JSON.stringify(event.context)}::text::jsonb
    )`;
}

function condition(sql: Sql, search: EventSearch) {
  const columns = ["category", "action", "severity", "outcome", "entity_type", "entity_id"] as const;
  const equal = columns.flatMap((column) => {
    const value = search[column];
    return value === undefined ? [] : [sql`and ${sql(`e.${column}`)} = ${value}`];
  });
  const { start_date, end_date, user_id } = search;
  return sql`
    ${start_date === undefined ? sql`` : sql`and e.at >= (select audit.instant_of(${start_date}, false))`}
    ${end_date === undefined ? sql`` : sql`and e.at <= (select audit.instant_of(${end_date}, true))`}
    ${user_id === undefined ? sql`` : sql`and e.actor_id = ${user_id}`} ${equal.length > 0 ? equal : sql``}`;
}

export function isRangeReversed(sql: Sql, { start_date, end_date }: EventSearch) {
  return sql<{ reversed: boolean }[]>`
    select coalesce(
      audit.instant_of(${start_date ?? null}, false) > audit.instant_of(${end_date ?? null}, true), false
    ) as reversed`;
}

export function listEvents(sql: Sql, search: EventSearch & { limit: number; offset: number }) {
  return sql<z.input<typeof AuditEvent>[]>`
    select 'evt_' || e.id as id, e.at as timestamp, e.category, e.action, e.description, e.severity, e.outcome,
      json_build_object(
        'user_id', e.actor_id, 'type', e.actor_type, 'ip_address', e.ip_address, 'user_agent', e.user_agent,
        'session_id', e.session_id, 'auth_method', e.auth_method
      ) as actor,
      case when e.entity_type is not null or e.before_state is not null or e.after_state is not null then json_build_object(
        'entity_type', e.entity_type, 'entity_id', e.entity_id,
        'before_state', e.before_state::json, 'after_state', e.after_state::json
      ) end as target,
      e.context || jsonb_build_object('request_id', e.request_id) as context,
      e.sequence_number, e.previous_hash, e.event_hash as hash_chain
    from audit.events e where true ${condition(sql, search)}
    order by e.at desc, e.id desc limit ${search.limit} offset ${search.offset}`;
}

export function countEvents(sql: Sql, search: EventSearch) {
  return sql<{ total: string }[]>`select count(*) as total from audit.events e where true ${condition(sql, search)}`;
}
