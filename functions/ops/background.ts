import { z } from "zod";
import type { Background } from "../../shared/jobs/background.ts";
import { defineJob } from "../../shared/jobs/define_job.ts";
import { DAILY_POLICY } from "../../shared/jobs/queue_rules.ts";
import { makeBackupJob, restoreBackupJob } from "./backup_jobs.ts";
import { raiseTenantVersion } from "./caches_queries.ts";
import { purgeExpired } from "./ops_queries.ts";

const purge = defineJob({
  name: "expired.purge",
  queue: "low",
  policy: DAILY_POLICY,
  payload: z.looseObject({}),
  run: ({ finish }) => finish(async (sql) => (await purgeExpired(sql))[0]),
});

const clearCaches = defineJob({
  name: "cache_clear",
  queue: "low",
  policy: DAILY_POLICY,
  payload: z.looseObject({}),
  run: ({ finish }) => finish(async (sql) => (await raiseTenantVersion(sql))[0]),
});

export const background: Background = { jobs: [clearCaches, makeBackupJob, purge, restoreBackupJob] };
