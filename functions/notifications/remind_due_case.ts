import { z } from "zod";
import { day, id } from "../../shared/contracts/kit/fields.ts";
import { TransientError } from "../../shared/jobs/failures.ts";
import { defineJob } from "../../shared/jobs/define_job.ts";
import { dueMessage } from "./due_texts.ts";
import { wakeMessageStreams } from "./message_streams.ts";
import { sendMail, sendWhatsApp } from "./resend_message.ts";
import { findDueCircumstances, holdMessage, planDueMessage, type WorkflowRow } from "./workflow_queries.ts";

/** A case with a step that may be due tomorrow, as whoever keeps cases queues it: each morning, and after every change. */
export const DueCase = z.object({
  application_id: id,
  channel: z.enum(["email", "whatsapp"]).default("email"),
  /** Absent where the client has no such address. */
  recipient: z.string().trim().min(1).max(255).nullable().default(null),
  step: z.string().max(255),
  case_number: z.string().max(100),
  product: z.string().max(255),
  due_date: day,
  notes: z.string().max(4000).nullable().default(null),
});

/**
 * Reminds the client of a case the day before a step is due: once per channel and date, however often it is queued. A reminder
 * that has not left yet gets the newest words. The result counts one of sent, pending, failed or skipped.
 */
export const remindDueCase = defineJob({
  name: "workflow_notifications.due_tomorrow",
  queue: "default",
  // Longer than a message may be held by somebody who died.
  policy: { retries: 3, delay: 60, cap: 180 },
  payload: DueCase,
  async run({ payload, transact, runtime, tenantId }) {
    const { recipient, channel, application_id, due_date } = payload;
    const planned = await transact(async (sql): Promise<{ message: WorkflowRow; isHeld: boolean } | undefined> => {
      const [{ tomorrow, language }] = await findDueCircumstances(sql);
      if (recipient === null || due_date !== tomorrow) return undefined;
      const words = dueMessage(payload, language);
      const [message] = await planDueMessage(sql, {
        application_id,
        channel,
        recipient,
        target_date: due_date,
        ...words,
      });
      if (!message || message.external_reference !== null) return undefined;
      if (message.is_being_sent) throw new TransientError("the reminder is being sent");
      if (channel === "email") return { message: await sendMail(sql, message), isHeld: false };
      return { message: (await holdMessage(sql, message.id))[0], isHeld: true };
    });
    if (!planned) return counted("skipped");
    const ctx = { transact, runtime, tenantId };
    const message = planned.isHeld
      ? await sendWhatsApp(ctx, planned.message, { allowTemplate: true })
      : planned.message;
    wakeMessageStreams(tenantId, { operation: "created", id: message.id });
    return counted(message.status === "failed" ? "failed" : message.status === "pending" ? "pending" : "sent");
  },
});

function counted(what: "sent" | "pending" | "failed" | "skipped") {
  return { sent: 0, pending: 0, failed: 0, skipped: 0, [what]: 1 };
}
