import type { Sql } from "../db/pool.ts";

/** A schedule whose time has come, or that has none yet. */
export interface DueSchedule {
  id: string;
  kind: string;
  cron: string;
  timezone: string;
  missed: "once" | "skip";
  counts_from: string;
  next_run_at: string | null;
  /** The clock of the database when it was found due. */
  looked_at: string;
}

export function listDueSchedules(sql: Sql, limit: number) {
  return sql<DueSchedule[]>`
    select id, kind, cron, timezone, missed, counts_from, next_run_at, looked_at from ops.due_schedules(${limit})`;
}

export function fireSchedule(
  sql: Sql,
  { id, next_run_at, looked_at }: DueSchedule,
  { slot, next }: { slot?: Date; next?: Date },
) {
  return sql<{ outcome: "fired" | "planned" | "busy" | "taken" }[]>`
    select ops.fire_schedule(${id}, ${next_run_at}, ${looked_at}, ${slot ?? null}, ${next ?? "infinity"}) as outcome`;
}

export function purgePlatform(sql: Sql) {
  return sql`select ops.purge_platform()`;
}

export function prepareEventWeeks(sql: Sql, weeks: number) {
  return sql`select app.prepare_event_weeks(${weeks})`;
}

export function removeOldEvents(sql: Sql, days: number) {
  return sql<{ weeks: number; events: number }[]>`select weeks, events from app.remove_old_events(${days})`;
}
