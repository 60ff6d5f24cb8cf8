import { z } from "zod";
import { type Background, joinBackground } from "../../shared/jobs/background.ts";
import { defineConsumer } from "../../shared/jobs/define_consumer.ts";
import { defineJob } from "../../shared/jobs/define_job.ts";
import { DAILY_POLICY } from "../../shared/jobs/queue_rules.ts";
import { brokerBackground } from "./broker_background.ts";
import { copyByMail } from "./copy_by_mail.ts";
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

const mailCopies = defineConsumer({
  name: "notifications.mail_copies",
  types: ["notification.created"],
  async handle(batch, { sql, config }) {
    for (const { entity_id, payload } of batch) {
      const isUrgent = payload.priority === "high" || payload.priority === "critical";
      // A mail about mail that failed could go round for ever.
      if (isUrgent && payload.notification_type !== "email_failed") await copyByMail(sql, config, entity_id);
    }
  },
});

export const background: Background = joinBackground(brokerBackground, { consumers: [mailCopies], jobs: [reminders] });
