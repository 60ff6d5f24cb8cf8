import { z } from "zod";
import { endpoint } from "../kit/endpoint.ts";
import { byId, count, id, instant, jsonObject } from "../kit/fields.ts";
import { pageOf, pageQuery } from "../kit/paging.ts";
import { data, stream } from "../kit/replies.ts";
import { streamParameters } from "../kit/streams.ts";
import "./problems.ts";

export const JOB_STATUSES = ["pending", "processing", "completed", "failed", "cancelled"] as const;

/** A job as its starter sees it; never a trace of what went wrong inside. */
export const AsyncJob = z.object({
  id,
  jobId: id.meta({ description: "The same as id." }),
  taskName: z.string().meta({ examples: ["products_export_excel"] }),
  status: z.enum(JOB_STATUSES),
  progress: count.meta({ description: "Per cent; 100 once it is completed or failed." }),
  message: z.string().nullable(),
  result: jsonObject.nullable(),
  errorMessage: z.string().nullable(),
  attempts: count,
  createdBy: id.nullable(),
  createdAt: instant,
  updatedAt: instant,
}).meta({ id: "AsyncJob" });

const visibility = "One's own jobs; those who read all of automation see every job of the organisation.";

export const asyncJobs = {
  list: endpoint("GET /async-jobs", {
    id: "ops.async_jobs.list",
    summary: "List background jobs, newest first",
    description: `${visibility} Failed internal jobs are among them.`,
    guard: "session",
    query: pageQuery({
      status: z.enum(JOB_STATUSES).optional(),
      task_name: z.string().max(80).optional(),
    }, { limit: 50, max: 200 }),
    reply: pageOf(AsyncJob),
  }),
  get: endpoint("GET /async-jobs/:id", {
    id: "ops.async_jobs.get",
    summary: "Get a background job",
    description: visibility,
    guard: "session",
    params: byId("id"),
    reply: data(AsyncJob),
  }),
  stream: endpoint("GET /async-jobs/status/:job_id", {
    id: "ops.async_jobs.stream",
    summary: "Follow a background job as server-sent events",
    description:
      "Frames without a name carry the job: the first at once, then one for each change of status or progress. The " +
      "stream ends with the final status, or before the line would be cut; reconnect with Last-Event-ID.",
    guard: "session",
    params: byId("job_id"),
    query: z.object(streamParameters),
    reply: stream(),
  }),
  cancel: endpoint("POST /async-jobs/:id/cancel", {
    id: "ops.async_jobs.cancel",
    summary: "Cancel a job that waits or runs",
    description: "What a run in progress has committed stays; what it does from now on is undone.",
    guard: "session",
    params: byId("id"),
    reply: data(AsyncJob),
    problems: ["job_finished"],
  }),
  restart: endpoint("POST /async-jobs/:id/restart", {
    id: "ops.async_jobs.restart",
    summary: "Queue a failed or cancelled job again",
    guard: "session",
    params: byId("id"),
    reply: data(AsyncJob),
    problems: ["job_not_restartable"],
  }),
};
