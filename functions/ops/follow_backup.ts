import type { StreamEvent } from "../../shared/contracts/kit/replies.ts";
import type { Sql } from "../../shared/db/pool.ts";
import { firstOr } from "../../shared/db/rows.ts";
import { eventSource } from "../../shared/http/event_source.ts";
import { findJob, type JobRow } from "./async_jobs_queries.ts";
import { type EventRow, listEvents } from "./backups_queries.ts";

/** Longest time an event goes unseen. */
const POLL_SECONDS = 1;
const KEEPALIVE_MS = 15_000;
const FINAL = new Set<JobRow["status"]>(["completed", "failed", "cancelled"]);

/**
 * What a backup or restore tells: that it started, everything since the event `seen`, what comes, and how it ended. All of it is
 * read from the database, so it can be followed from any function and survives a worker that dies. Ids are `<ms>-<number>`.
 */
export function followBackup(
  read: <T>(work: (sql: Sql) => Promise<T>) => Promise<T>,
  kind: "backups.make" | "backups.restore",
  jobId: string,
  seen: string | undefined,
  pollSeconds: number,
): AsyncIterable<StreamEvent> {
  const word = kind === "backups.make" ? "backup" : "restore";
  let after = seen === undefined ? -1 : Number(/^\d+-(\d+)$/.exec(seen)?.[1] ?? -1);
  const look = () =>
    read(async (sql) => {
      const job = firstOr(await findJob(sql, jobId), "not_found");
      return { job, events: await listEvents(sql, jobId, Math.max(after, 0)) };
    });
  return eventSource(async function* (nap) {
    let { job, events } = await look();
    if (after < 0) {
      after = 0;
      yield frame(job.createdAt, 0, { event: `${word}_started`, message: `The ${word} has started.` });
    }
    let quietSince = Date.now();
    while (true) {
      for (const one of events) {
        after = one.n;
        yield frame(one.at, one.n, eventOf(word, one));
        quietSince = Date.now();
      }
      // What was written between the last look and the end is still to be told.
      if (FINAL.has(job.status) && events.length === 0) break;
      if (events.length === 0 && !await nap.sleep(Math.min(pollSeconds, POLL_SECONDS) * 1000)) return;
      if (Date.now() - quietSince > KEEPALIVE_MS) {
        yield { comment: "keepalive" };
        quietSince = Date.now();
      }
      ({ job, events } = await look());
    }
    yield frame(job.updatedAt, after + 1, endOf(word, job));
  });
}

function frame(at: string, n: number, data: Record<string, unknown>): StreamEvent {
  return { id: `${Date.parse(at)}-${n}`, data };
}

function eventOf(word: string, { event, data }: EventRow): Record<string, unknown> {
  return { event: `${word}_${event}`, ...data };
}

function endOf(word: string, job: JobRow): Record<string, unknown> {
  if (job.status !== "completed") {
    const error = job.errorMessage ?? "It was cancelled.";
    return { event: `${word}_failed`, message: `The ${word} has failed.`, error };
  }
  const filename = job.result?.filename;
  return {
    event: `${word}_finished`,
    message: `The ${word} is done.`,
    ...(word === "backup" ? { resultPath: `/api/backups/download/${filename}` } : { result: job.result }),
  };
}
