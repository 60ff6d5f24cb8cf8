import { z } from "zod";
import type { Background } from "../../shared/jobs/background.ts";
import { defineJob } from "../../shared/jobs/define_job.ts";
import { DAILY_POLICY } from "../../shared/jobs/queue_rules.ts";
import { markOverdue } from "./invoices_queries.ts";

const overdue = defineJob({
  name: "invoices.mark_overdue",
  queue: "low",
  policy: DAILY_POLICY,
  payload: z.looseObject({}),
  run: ({ finish }) => finish(async (sql) => (await markOverdue(sql))[0]),
});

export const background: Background = { jobs: [overdue] };
