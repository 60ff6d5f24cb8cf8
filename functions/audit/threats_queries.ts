import type { z } from "zod";
import type { SecurityAlert, ThreatRuleChange, ThreatRuleShown } from "../../shared/contracts/audit/threats.ts";
import type { Sql } from "../../shared/db/pool.ts";
import { indicatorsOf, recommendedActions, type Threat, type ThreatRule, type WatchedEvent } from "./threat_rules.ts";

/** Events of one trigger looked at around those that are new: far more than any threshold within its window. */
const MOST_AROUND = 5000;

export function findTenantsToWatch(sql: Sql, limit: number) {
  return sql<{ tenant_id: string }[]>`select audit.tenants_to_watch(${limit}) as tenant_id`;
}

const watched = (sql: Sql) =>
  sql`e.id, e.at, e.action, e.category, e.actor_id, e.ip_address, e.entity_type, e.entity_id,
    coalesce(e.entity_id, e.context ->> 'email_sha256') as account,
    coalesce(e.context ->> 'country', e.context #>> '{geo,country}') as country,
    case when e.category = 'configuration' then e.after_state end as after_state`;

export function takeWatched(sql: Sql, limit: number) {
  return sql<WatchedEvent[]>`
    select ${watched(sql)} from audit.take_watched(${limit}) as t (id) join audit.events e on e.id = t.id`;
}

export function findRules(sql: Sql) {
  return sql<ThreatRule[]>`select r.* from audit.rules_in_force(app.tenant_id()) r order by r.rule`;
}

/** Events of the same trigger, a window before the first and a window after the last. */
export function findAround(sql: Sql, rule: ThreatRule, first: string, last: string) {
  return sql<WatchedEvent[]>`
    select ${watched(sql)} from audit.events e
    where ${
    rule.trigger_action === null ? sql`e.category = ${rule.trigger_category}` : sql`e.action = ${rule.trigger_action}`
  }
      and e.at >= ${first}::timestamptz - make_interval(secs => ${rule.window_seconds})
      and e.at <= ${last}::timestamptz + make_interval(secs => ${rule.window_seconds})
    order by e.at desc, e.id desc limit ${MOST_AROUND}`;
}

/** Opens an alert or lets a live one grow. */
export async function raiseAlert(sql: Sql, threat: Threat, title: string) {
  const { rule, group, events, fresh } = threat;
  const ids = (of: readonly WatchedEvent[]) => of.map(({ id }) => id);
  const [raised] = await sql<{ alert_id: string; is_new: boolean }[]>`
    select alert_id, is_new from audit.raise_alert(
      ${rule.rule}, ${group}, ${rule.priority}, ${title}, ${ids(events)}::uuid[], ${ids(fresh)}::uuid[],
      ${JSON.stringify(indicatorsOf(threat))}::text::jsonb, ${[...recommendedActions(rule.rule)]}::text[],
      ${events[0].at}, ${events[events.length - 1].at}
    )`;
  return raised;
}

/** The organisation as alerts see it, with everybody who answers for its security. */
export async function findOrganisation(sql: Sql) {
  const [found] = await sql<
    { timezone: string; language: "fr" | "de" | "it" | "en"; country: string; guards: string[] }[]
  >`
    select t.timezone, t.locale as language, t.country, array(
      select m.user_id::text from identity.memberships m
      where m.status = 'ACTIVE'
        and coalesce(m.grants -> '*', m.grants -> 'admin.security') ->> 0 is not null
      order by m.user_id
    ) as guards
    from identity.tenants t`;
  return found;
}

/** The person behind the group of a threat, where it is one. */
export async function findName(sql: Sql, group: string): Promise<string> {
  const [person] = await sql<{ name: string }[]>`select u.name from identity.users u where u.id::text = ${group}`;
  return person?.name ?? group;
}

export interface AlertSearch {
  status?: string;
  priority?: string;
  rule?: string;
}

type AlertRow = z.input<typeof SecurityAlert>;

const shown = (sql: Sql) =>
  sql`select a.id as alert_id, a.rule, a.group_key as "group", a.priority, a.title, a.status, a.event_count,
    array(select 'evt_' || s.id from unnest(a.source_events) with ordinality as s (id, place) order by s.place) as source_events,
    a.indicators, a.recommended_actions, a.first_at, a.last_at, a.note, a.acknowledged_by, a.acknowledged_at, a.resolved_by,
    a.resolved_at, a.created_at from audit.alerts a`;

function condition(sql: Sql, { status, priority, rule }: AlertSearch) {
  return sql`${status === undefined ? sql`` : sql`and a.status = ${status}`}
    ${priority === undefined ? sql`` : sql`and a.priority = ${priority}`}
    ${rule === undefined ? sql`` : sql`and a.rule = ${rule}`}`;
}

export function listAlerts(sql: Sql, search: AlertSearch & { limit: number; offset: number }) {
  return sql<AlertRow[]>`
    ${shown(sql)} where true ${condition(sql, search)}
    order by a.last_at desc, a.id desc limit ${search.limit} offset ${search.offset}`;
}

export function countAlerts(sql: Sql, search: AlertSearch) {
  return sql<{ total: string }[]>`select count(*) as total from audit.alerts a where true ${condition(sql, search)}`;
}

export function findAlert(sql: Sql, id: string) {
  return sql<AlertRow[]>`${shown(sql)} where a.id = ${id}`;
}

export function lockAlert(sql: Sql, id: string) {
  return sql<{ status: "open" | "acknowledged" | "resolved" }[]>`
    select status from audit.alerts where id = ${id} for update`;
}

/** Moves an alert on and notes who did; a note left out stays. */
export async function changeAlert(sql: Sql, id: string, status: string, note: string | null | undefined) {
  await sql`
    update audit.alerts set status = ${status}, note = case when ${note === undefined} then note else ${
    note ?? null
  } end,
      acknowledged_by = coalesce(acknowledged_by, app.user_id()), acknowledged_at = coalesce(acknowledged_at, now()),
      resolved_by = case when ${status} = 'resolved' then app.user_id() end,
      resolved_at = case when ${status} = 'resolved' then now() end
    where id = ${id}`;
}

export function listRules(sql: Sql) {
  return sql<z.input<typeof ThreatRuleShown>[]>`
    select r.rule, r.is_enabled as enabled, r.trigger_action, r.trigger_category, r.condition, r.threshold, r.window_seconds,
      r.group_by, r.priority, r.opens_at, r.closes_at, r.tenant_id is null as is_default
    from audit.rules_in_force(app.tenant_id()) r order by r.rule`;
}

export async function changeRule(sql: Sql, change: z.output<typeof ThreatRuleChange>) {
  await sql`select audit.change_rule(
    ${change.rule}, ${change.enabled ?? null}, ${change.threshold ?? null}, ${change.window_seconds ?? null},
    ${change.priority ?? null}, ${change.opens_at ?? null}, ${change.closes_at ?? null}
  )`;
}
