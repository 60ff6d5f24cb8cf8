import type { Sql } from "../db/pool.ts";
import type { OutboxEvent } from "./define_consumer.ts";

/** An identity, and the transaction that must be the oldest one running before everything up to it is settled. */
export interface Horizon {
  upto: string;
  after: string;
}

export function readHorizon(sql: Sql, settled: string, pending?: Horizon) {
  return sql<{ settled: string | null; upto: string | null; after: string | null }[]>`
    select settled, upto, after from app.event_horizon(
      ${settled}, ${pending?.upto ?? null}::bigint, ${pending?.after ?? null}::text::xid8
    )`;
}

export function joinConsumer(sql: Sql, name: string, fromOldest: boolean) {
  return sql`select app.join_consumer(${name}, ${fromOldest})`;
}

export function retireConsumer(sql: Sql, name: string) {
  return sql`select app.retire_consumer(${name})`;
}

export function holdConsumer(sql: Sql, name: string, lease: string, leaseSeconds: number) {
  return sql<{ position: string | null }[]>`select app.hold_consumer(${name}, ${lease}, ${leaseSeconds}) as position`;
}

export function advanceConsumer(sql: Sql, name: string, lease: string, position: string) {
  return sql<{ held: boolean }[]>`select app.advance_consumer(${name}, ${lease}, ${position}) as held`;
}

export function leaveConsumer(sql: Sql, name: string, lease: string) {
  return sql`select app.leave_consumer(${name}, ${lease})`;
}

export interface EventOfTenant extends OutboxEvent {
  tenant_id: string;
}

const columns = (sql: Sql) =>
  sql`id, tenant_id, type, entity, entity_id, payload, actor_id, channel, company_id, team_id, owner_id, at`;
const ofTypes = (sql: Sql, types: readonly string[] | "all") =>
  types === "all" ? sql`` : sql`and type = any (${types as string[]})`;

/** Events of all tenants behind `after`, up to the settled one. Reads the partitions through their keys, as owner. */
export function listEvents(sql: Sql, types: readonly string[] | "all", after: string, upto: string, limit: number) {
  return sql<EventOfTenant[]>`
    select ${columns(sql)} from app.events
    where id > ${after} and id <= ${upto} ${ofTypes(sql, types)} order by id limit ${limit}`;
}

export function listEventsOfTenant(
  sql: Sql,
  tenantId: string,
  types: readonly string[] | "all",
  after: string,
  upto: string,
  limit: number,
) {
  return sql<EventOfTenant[]>`
    select ${columns(sql)} from app.events
    where tenant_id = ${tenantId} and id > ${after} and id <= ${upto} ${
    ofTypes(sql, types)
  } order by id limit ${limit}`;
}

/** Events of some tenants behind `after`, up to the settled one. */
export function listEventsOfTenants(sql: Sql, tenantIds: string[], after: string, upto: string, limit: number) {
  return sql<EventOfTenant[]>`
    select ${columns(sql)} from app.events
    where tenant_id = any (${tenantIds}::uuid[]) and id > ${after} and id <= ${upto} order by id limit ${limit}`;
}

export function beginEvents(sql: Sql, consumer: string, lease: string, position: string, catchingUp: boolean) {
  return sql<{ position: string | null }[]>`
    select app.begin_events(${consumer}, ${lease}, ${position}, ${catchingUp}) as position`;
}

export function endEvents(sql: Sql, consumer: string, position: string, caughtUp: boolean) {
  return sql`select app.end_events(${consumer}, ${position}, ${caughtUp})`;
}

export function noteLag(sql: Sql, consumer: string, tenantId: string, position: string, error: string) {
  return sql`select app.note_lag(${consumer}, ${tenantId}, ${position}, ${error})`;
}

export function listLagging(sql: Sql, consumer: string) {
  return sql<{ tenant_id: string; position: string }[]>`
    select tenant_id, position from app.lagging_tenants(${consumer})`;
}
