import { AsyncJob } from "../../shared/contracts/ops/async_jobs.ts";
import type { StreamEvent } from "../../shared/contracts/kit/replies.ts";
import type { Sql } from "../../shared/db/pool.ts";
import { firstOr } from "../../shared/db/rows.ts";
import { eventSource } from "../../shared/http/event_source.ts";
import { findJob, type JobRow } from "./async_jobs_queries.ts";

/** Longest time a change goes unseen. */
const POLL_SECONDS = 1;
const KEEPALIVE_MS = 15_000;
const FINAL = new Set<JobRow["status"]>(["completed", "failed", "cancelled"]);

/**
 * The states of a job as they come: the present one at once, which is all a client missed that comes back, then each change
 * of status or progress, until the final one. Raises NOT_FOUND before the first.
 */
export function followJob(
  read: <T>(work: (sql: Sql) => Promise<T>) => Promise<T>,
  id: string,
  pollSeconds: number,
): AsyncIterable<StreamEvent> {
  const look = () => read(async (sql) => firstOr(await findJob(sql, id), "not_found"));
  return eventSource(async function* (nap) {
    let shown = await look();
    yield frameOf(shown);
    let quietSince = Date.now();
    while (!FINAL.has(shown.status) && await nap.sleep(Math.min(pollSeconds, POLL_SECONDS) * 1000)) {
      const job = await look();
      if (job.status !== shown.status || job.progress !== shown.progress) {
        yield frameOf(shown = job);
        quietSince = Date.now();
      } else if (Date.now() - quietSince > KEEPALIVE_MS) {
        yield { comment: "keepalive" };
        quietSince = Date.now();
      }
    }
  });
}

function frameOf(job: JobRow): StreamEvent {
  return { id: `${Date.parse(job.updatedAt)}-0`, data: AsyncJob.parse(job) };
}
