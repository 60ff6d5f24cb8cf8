import { z } from "zod";
import { defineJob } from "../../shared/jobs/define_job.ts";
import { DAILY_POLICY } from "../../shared/jobs/queue_rules.ts";
import { remindInvoices } from "./remind_invoices.ts";

/** Every morning at nine where the organisation does business: reminds of all its late invoices. */
export const remindInvoicesDaily = defineJob({
  name: "email.invoice_reminders",
  queue: "low",
  policy: DAILY_POLICY,
  payload: z.looseObject({}),
  async run({ transact, log }) {
    const { sent, skipped, errors } = await remindInvoices({ transact, log, companyId: null, dryRun: false });
    return { sent, skipped, errors };
  },
});
