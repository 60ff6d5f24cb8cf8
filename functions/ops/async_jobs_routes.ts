import { asyncJobs } from "../../shared/contracts/ops/async_jobs.ts";
import { offsetOf, pagination } from "../../shared/contracts/kit/paging.ts";
import { firstOr } from "../../shared/db/rows.ts";
import { bind, bindDetached, bindRead, type Bound } from "../../shared/http/bind.ts";
import { cancelJob, countJobs, findJob, listJobs, restartJob } from "./async_jobs_queries.ts";
import { followJob } from "./follow_job.ts";

export const asyncJobRoutes: Bound[] = [
  bindRead(
    asyncJobs.list,
    ({ sql, query }) => [listJobs(sql, query, query.limit, offsetOf(query)), countJobs(sql, query)],
    ([data, [{ total }]], { query }) => ({ data: [...data], pagination: pagination(query, total) }),
  ),
  bind(asyncJobs.get, async ({ sql, params }) => firstOr(await findJob(sql, params.id), "not_found")),
  bindDetached(
    asyncJobs.stream,
    ({ read, params, runtime: { config } }) => followJob(read, params.job_id, config.STREAM_POLL_SECONDS),
  ),
  bind(asyncJobs.cancel, async ({ sql, params }) => {
    await cancelJob(sql, params.id);
    return firstOr(await findJob(sql, params.id), "not_found");
  }),
  bind(asyncJobs.restart, async ({ sql, params }) => {
    await restartJob(sql, params.id);
    return firstOr(await findJob(sql, params.id), "not_found");
  }),
];
