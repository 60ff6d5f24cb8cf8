import { z } from "zod";
import "./problems.ts";
import { endpoint } from "../kit/endpoint.ts";
import { count } from "../kit/fields.ts";
import { data } from "../kit/replies.ts";

const Queued = z.object({
  status: z.enum(["queued", "partially_queued", "already_queued"]),
  fullBackupQueued: z.boolean(),
  clearCacheQueued: z.boolean(),
}).meta({ id: "CronJobsQueued" });

const who =
  "For those who may write automation, within their organisation; with the header X-Scheduler-Secret for a clock, in " +
  "all organisations. At most 5 times a minute.";

const execution = {
  summary: "Queue the full backup and the clearing of caches now",
  guard: "public",
  reply: data(Queued, 202),
  problems: [
    "auth_required",
    "auth_token_expired",
    "auth_token_invalid",
    "session_revoked",
    "api_key_invalid",
    "api_key_expired",
    "ip_not_allowed",
    "account_disabled",
    "tenant_disabled",
    "authorization_error",
    "scheduler_secret_invalid",
  ],
} as const;

export const cron = {
  exec: endpoint("POST /cron/exec_cron_jobs", {
    ...execution,
    id: "automation.cron.exec",
    description: `Each only if it neither waits nor runs. ${who}`,
  }),
  execByGet: endpoint("GET /cron/exec_cron_jobs", {
    ...execution,
    id: "automation.cron.exec_by_get",
    description: `Unsafe: kept for clocks that can only GET. ${who}`,
  }),
  drain: endpoint("POST /cron/drain", {
    id: "automation.cron.drain",
    summary: "Do the background work that is due, for projects without a worker machine",
    description:
      "Fires schedules, hands events to consumers and runs jobs for some seconds; a clock calls it every minute at the " +
      "gateway function, with the header X-Scheduler-Secret. Several calls at once share the work.",
    guard: "public",
    reply: data(z.object({ schedules: count, events: count, jobs: count }).meta({ id: "BackgroundDrained" })),
    problems: ["scheduler_secret_invalid"],
  }),
};
