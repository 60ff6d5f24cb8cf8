import { z } from "zod";
import type { Background } from "../../shared/jobs/background.ts";
import { defineJob } from "../../shared/jobs/define_job.ts";
import { DAILY_POLICY } from "../../shared/jobs/queue_rules.ts";
import { expireQuotes } from "./quotes_queries.ts";

const expire = defineJob({
  name: "quotes.expire",
  queue: "low",
  policy: DAILY_POLICY,
  payload: z.looseObject({}),
  run: ({ finish }) => finish(async (sql) => (await expireQuotes(sql))[0]),
});

export const background: Background = { jobs: [expire] };
