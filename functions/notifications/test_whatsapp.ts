import { problem } from "../../shared/contracts/kit/problems.ts";
import { firstOr } from "../../shared/db/rows.ts";
import type { Detached } from "../../shared/http/bind.ts";
import { wakeMessageStreams } from "./message_streams.ts";
import { sendWhatsApp } from "./resend_message.ts";
import { createTestMessage, findLatestCase } from "./workflow_queries.ts";

interface Test {
  /** Absent: the configured test number. */
  to?: string;
  subject: string;
  body: string;
}

/**
 * Sends a WhatsApp message by hand, without the template. Raises whatsapp_recipient_missing, no_application,
 * whatsapp_send_failed.
 */
export async function testWhatsApp(
  ctx: Pick<Detached<unknown, unknown, unknown>, "transact" | "runtime" | "tenantId">,
  { to, subject, body }: Test,
) {
  const { message, recipient } = await ctx.transact(async (sql) => {
    const recipient = to ?? ctx.runtime.config.WHATSAPP_TEST_NUMBER;
    if (!recipient) throw problem("whatsapp_recipient_missing", { field: "to" });
    const { entity_id: application_id } = firstOr(await findLatestCase(sql), "no_application");
    return { message: await createTestMessage(sql, { application_id, recipient, subject, body }), recipient };
  });
  const sent = await sendWhatsApp(ctx, message, { allowTemplate: false });
  wakeMessageStreams(ctx.tenantId, { operation: "created", id: message.id });
  if (sent.status === "failed") throw problem("whatsapp_send_failed", { workflow_notification_id: sent.id });
  return {
    recipient,
    used_default_recipient: to === undefined,
    message_id: sent.external_reference,
    workflow_notification_id: sent.id,
    workflow_notification_status: sent.status,
    workflow_notification_application_id: sent.application_id,
  };
}
