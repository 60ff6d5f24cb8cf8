import type { Runtime } from "../http/runtime.ts";
import { prepareEventWeeks, purgePlatform, removeOldEvents } from "./schedules_queries.ts";

const WEEKS_AHEAD = 4;

/** What the product needs that belongs to no tenant: weeks for the outbox to come, and an end for what has served its time. */
export async function maintain({ pool, config }: Runtime): Promise<void> {
  await prepareEventWeeks(pool, WEEKS_AHEAD);
  await removeOldEvents(pool, config.EVENT_RETENTION_DAYS);
  await purgePlatform(pool);
}
