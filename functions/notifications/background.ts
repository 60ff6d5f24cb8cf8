import { z } from "zod";
import { type Background, joinBackground } from "../../shared/jobs/background.ts";
import { defineJob } from "../../shared/jobs/define_job.ts";
import { DAILY_POLICY } from "../../shared/jobs/queue_rules.ts";
import { brokerBackground } from "./broker_background.ts";
import { remindInvoices } from "./remind_invoices.ts";

const reminders = defineJob({
  name: "email.invoice_reminders",
  queue: "low",
  policy: DAILY_POLICY,
  payload: z.looseObject({}),
  async run({ transact, log }) {
    const { sent, skipped, errors } = await remindInvoices({ transact, log, companyId: null, dryRun: false });
    return { sent, skipped, errors };
  },
});

export const background: Background = joinBackground(brokerBackground, { jobs: [reminders] });
