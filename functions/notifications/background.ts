import { type Background, joinBackground } from "../../shared/jobs/background.ts";
import { defineConsumer } from "../../shared/jobs/define_consumer.ts";
import { brokerBackground } from "./broker_background.ts";
import { copyByMail } from "./copy_by_mail.ts";
import { remindDueCase } from "./remind_due_case.ts";
import { remindInvoicesDaily } from "./remind_invoices_daily.ts";

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

export const background: Background = joinBackground(brokerBackground, {
  consumers: [mailCopies],
  jobs: [remindDueCase, remindInvoicesDaily],
});
