import { problem } from "../../shared/contracts/kit/problems.ts";
import type { Sql } from "../../shared/db/pool.ts";
import { firstOr } from "../../shared/db/rows.ts";
import type { Detached } from "../../shared/http/bind.ts";
import { describeError } from "../../shared/http/log.ts";
import { findSendingNumber } from "../../shared/notifications/whatsapp_queries.ts";
import { ChannelError } from "../../shared/providers/messaging/message_channel.ts";
import { messageSenders } from "../../shared/providers/messaging/message_senders.ts";
import { wakeMessageStreams } from "./message_streams.ts";
import {
  changeMessage,
  holdMessage,
  lockMessage,
  type MessageChange,
  queueMessage,
  type WorkflowRow,
} from "./workflow_queries.ts";
import { appended, isMailAddress } from "./workflow_rules.ts";

type Context = Pick<Detached<unknown, unknown, unknown>, "transact" | "runtime" | "tenantId">;

/**
 * Sends a stored message again. Two callers at once send it once: the second is told that it is being sent. What came of it is
 * committed before a failure is answered. Raises workflow_notification_not_found, _cancelled, _being_sent, _failed.
 */
export async function resendMessage(ctx: Context, id: string): Promise<WorkflowRow> {
  const held = await ctx.transact(async (sql) => {
    const message = firstOr(await lockMessage(sql, id), "workflow_notification_not_found");
    if (message.status === "cancelled") throw problem("workflow_notification_cancelled");
    if (message.is_being_sent) throw problem("workflow_notification_being_sent");
    if (message.channel === "email") return { message: await sendMail(sql, message), isDone: true };
    return { message: (await holdMessage(sql, id))[0], isDone: false };
  });
  const message = held.isDone ? held.message : await sendWhatsApp(ctx, held.message, { allowTemplate: true });
  wakeMessageStreams(ctx.tenantId, { operation: "updated", id });
  if (message.status === "failed") throw problem("workflow_notification_failed", { notification_id: id });
  return message;
}

/** Hands an e-mail over to the outbox, which counts as sent; without an address it has failed. */
export async function sendMail(sql: Sql, message: WorkflowRow): Promise<WorkflowRow> {
  const { id, provider_message: log } = message;
  const change: MessageChange = isMailAddress(message.recipient)
    ? {
      status: "sent",
      provider_message: appended(log, "handed over", new Date()),
      external_reference: await queueMessage(sql, message),
      sent: "now",
    }
    : { status: "failed", provider_message: appended(log, "failed: the recipient is no e-mail address", new Date()) };
  return (await changeMessage(sql, id, change))[0];
}

/**
 * Hands a held WhatsApp message over and writes down what came of it: pending with the id at the provider, pending without one
 * where no provider is configured, or failed. Answers the message; never throws for a refusal of the provider.
 */
export async function sendWhatsApp(
  ctx: Context,
  message: WorkflowRow,
  options: { allowTemplate: boolean },
): Promise<WorkflowRow> {
  const sender = messageSenders(ctx.runtime.config).whatsapp;
  const outcome: { line: string } & Omit<MessageChange, "provider_message"> = sender
    ? await attempt()
    : { status: "pending", external_reference: null, line: "no WhatsApp provider is configured" };
  const { line, ...change } = outcome;
  return await ctx.transact(async (sql) => {
    const current = firstOr(await lockMessage(sql, message.id), "workflow_notification_not_found");
    const provider_message = appended(current.provider_message, line, new Date());
    // The webhook may have been faster than the answer to the call.
    const status = current.status === "pending" ? change.status : current.status;
    const [changed] = await changeMessage(sql, message.id, { ...change, status, provider_message });
    return changed;
  });

  async function attempt() {
    try {
      const phoneNumberId = await ctx.transact((sql) => findSendingNumber(sql));
      const { id, recipient, body } = message;
      const { provider_id, used_template } = await sender!.send({
        id,
        to: recipient,
        text: body,
        allowTemplate: options.allowTemplate,
        phoneNumberId,
      });
      const line = used_template ? "accepted as the approved template" : "accepted";
      return { status: "pending" as const, external_reference: provider_id, line };
    } catch (error) {
      ctx.runtime.log("warn", "whatsapp.failed", { notification_id: message.id, error: describeError(error) });
      const reason = error instanceof ChannelError ? error.message : "the message could not be sent";
      return { status: "failed" as const, line: `failed: ${reason}` };
    }
  }
}
