import { describeError } from "../http/log.ts";
import type { Runtime } from "../http/runtime.ts";
import { planOf } from "./schedule_rules.ts";
import { type DueSchedule, fireSchedule, listDueSchedules } from "./schedules_queries.ts";

const LOT = 200;

/**
 * Queues the jobs of all schedules that are due and answers how many fired. Any number of schedulers may look at once: each
 * slot fires once. A schedule that cannot be read is put off and logged; the others go on.
 */
export async function runSchedules(runtime: Runtime): Promise<number> {
  const { pool } = runtime;
  let fired = 0;
  for (;;) {
    const due = await listDueSchedules(pool, LOT);
    for (const schedule of due) if (await look(runtime, schedule)) fired++;
    // Each of them has moved on, so a full lot is followed by others.
    if (due.length < LOT) return fired;
  }
}

async function look({ pool, log }: Runtime, schedule: DueSchedule): Promise<boolean> {
  const facts = { schedule_id: schedule.id, kind: schedule.kind };
  try {
    const plan = planOf(schedule, Date.parse(schedule.looked_at));
    if (plan.missed) log("warn", "schedule.missed_slot", { ...facts, slot: plan.missed.toISOString() });
    const [{ outcome }] = await fireSchedule(pool, schedule, plan);
    if (outcome === "busy") log("warn", "schedule.still_running", facts);
    return outcome === "fired";
  } catch (error) {
    log("error", "schedule.failed", { ...facts, error: describeError(error) });
    await fireSchedule(pool, schedule, { next: new Date(Date.parse(schedule.looked_at) + 3_600_000) });
    return false;
  }
}
