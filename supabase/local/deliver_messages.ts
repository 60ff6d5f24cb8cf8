import { COPY } from "../../functions/notifications/copy_by_mail.ts";
import { decideAgain, type Waiting } from "../../functions/notifications/send_message.ts";
import { findRecipient } from "../../functions/notifications/sending_queries.ts";
import { unsubscribeUrl } from "../../shared/auth/unsubscribe_links.ts";
import type { Sql } from "../../shared/db/pool.ts";
import { describeError } from "../../shared/http/log.ts";
import type { Runtime } from "../../shared/http/runtime.ts";
import { serviceTransaction } from "../../shared/http/service_actor.ts";
import { tell } from "../../shared/notifications/tell_queries.ts";
import {
  type AttachmentOrder,
  type AttachmentResolver,
  resolveAttachments,
} from "../../shared/providers/mail/attachments.ts";
import { bodiesOf } from "../../shared/providers/mail/mail_body.ts";
import {
  ChannelError,
  type ChannelMessage,
  type ChannelName,
  type MessageChannels,
} from "../../shared/providers/messaging/message_channel.ts";

/** A message that fails is tried three times more. */
export const MAX_ATTEMPTS = 4;
/** Wait after a failure, times the attempts so far. */
const BACKOFF_SECONDS = 300;
const LONGEST_WAIT_SECONDS = 3600;
const BATCH = 4;
/** Longer than making the attachments and sending can take together. */
const LEASE_SECONDS = 120;
const NOBODY = "00000000-0000-0000-0000-000000000000";

export interface MessageDelivery {
  runtime: Runtime;
  channels: MessageChannels;
  /** Replaces the product's own makers of attachments. */
  resolvers?: Record<string, AttachmentResolver>;
  leaseSeconds?: number;
}

interface Claimed extends Omit<Waiting, "channel" | "category" | "template"> {
  id: string;
  channel: ChannelName | "in_app";
  category: Waiting["category"] | null;
  template: string | null;
  user_id: string | null;
  cc: string[];
  subject: string;
  body: string;
  html: string | null;
  data: Record<string, unknown>;
  attachments: AttachmentOrder[];
  entity: string | null;
  entity_id: string | null;
  attempts: number;
  lease_id: string;
  created_by: string | null;
  created_at: string;
}

/**
 * Delivers one batch of due messages per tenant and answers how many were taken up. Claiming skips what another worker holds;
 * whoever dies leaves the message to the next one, which sends it under the same idempotency key.
 */
export async function deliverDueMessages(delivery: MessageDelivery): Promise<number> {
  const { runtime } = delivery;
  const tenants = await runtime.pool<{ id: string }[]>`select notifications.tenants_with_due_messages() as id`;
  let taken = 0;
  for (const { id: tenantId } of tenants) {
    try {
      const { messages, sender } = await inTenant(runtime, tenantId, (sql) => claim(sql, delivery));
      taken += messages.length;
      await Promise.all(messages.map((message) => deliver(delivery, { tenantId, sender }, message)));
    } catch (error) {
      runtime.log("error", "messages.tenant_failed", { tenant_id: tenantId, error: describeError(error) });
    }
  }
  return taken;
}

function inTenant<T>(runtime: Runtime, tenantId: string, work: (sql: Sql) => Promise<T>): Promise<T> {
  const facts = { request_id: crypto.randomUUID(), ip: "", user_agent: "worker", method: "JOB", path: "/messages" };
  return serviceTransaction(runtime, tenantId, facts, work);
}

async function claim(sql: Sql, { leaseSeconds = LEASE_SECONDS }: MessageDelivery) {
  const messages = await sql<Claimed[]>`
    select id, channel, to_address, cc, subject, body, html, data, attachments, entity, entity_id, category, template, recipient,
      user_id, priority, attempts, lease_id, created_by, created_at
    from notifications.claim_messages(${BATCH}, ${leaseSeconds})`;
  const [{ name }] = await sql<{ name: string }[]>`select name from identity.tenants`;
  return { messages: [...messages], sender: name };
}

interface Organisation {
  tenantId: string;
  sender: string;
}

async function deliver(delivery: MessageDelivery, of: Organisation, message: Claimed): Promise<void> {
  const { runtime } = delivery;
  try {
    if (message.attempts > MAX_ATTEMPTS) throw new ChannelError("every attempt was cut short", { permanent: true });
    const settled = await inTenant(runtime, of.tenantId, (sql) => settleUnsent(sql, message)) ??
      await send(delivery, of, message);
    const event = settled ? "message.settled" : "message.lease_lost";
    runtime.log(settled ? "info" : "warn", event, about(of.tenantId, message));
  } catch (error) {
    await fail(runtime, of.tenantId, message, error).catch((lost) =>
      // The lease ends by itself, and the next worker tries.
      runtime.log("error", "message.not_settled", { ...about(of.tenantId, message), error: describeError(lost) })
    );
  }
}

const about = (tenantId: string, { id, attempts, channel }: Claimed) => ({
  tenant_id: tenantId,
  message_id: id,
  channel,
  attempt: attempts,
});

/**
 * Deals with what needs no provider: a message of a template that is not wanted any more, or not now, and one that is shown in
 * the product. Undefined where it is to be sent; else whether the lease was still ours.
 */
async function settleUnsent(sql: Sql, message: Claimed): Promise<boolean | undefined> {
  const { category, template } = message;
  if (category !== null && template !== null) {
    const consent = decideAgain({ ...message, category, template }, await findRecipient(sql, message.recipient));
    if (!consent.goes) return await settle(sql, message, { outcome: consent.status, reason: consent.reason });
    const { notBefore, reason } = consent;
    if (reason) {
      const retrySeconds = Math.ceil((notBefore - Date.now()) / 1000);
      return await settle(sql, message, { outcome: "deferred", reason, retrySeconds });
    }
  }
  if (message.channel !== "in_app") return undefined;
  const [{ delivered }] = await sql<{ delivered: boolean }[]>`
    select notifications.deliver_in_app(${message.id}, ${message.lease_id}) as delivered`;
  return delivered;
}

async function send(delivery: MessageDelivery, of: Organisation, message: Claimed): Promise<boolean> {
  const { runtime, channels } = delivery;
  const channel = channels.get(message.channel as ChannelName);
  if (!channel) {
    return await inTenant(
      runtime,
      of.tenantId,
      (sql) => settle(sql, message, { outcome: "failed", reason: "NO_PROVIDER", error: "the channel has no provider" }),
    );
  }
  const context = {
    tenantId: of.tenantId,
    transact: <T>(work: (sql: Sql) => Promise<T>) => inTenant(runtime, of.tenantId, work),
  };
  const { provider_id } = await channel.send(await wholeMessage(delivery, of, message), context);
  return await inTenant(runtime, of.tenantId, (sql) => settle(sql, message, { outcome: "sent", provider_id }));
}

async function wholeMessage(
  { runtime, resolvers }: MessageDelivery,
  { tenantId, sender }: Organisation,
  message: Claimed,
): Promise<ChannelMessage> {
  const attachments = await resolveAttachments(
    message.attachments,
    (work) => inTenant(runtime, tenantId, work),
    resolvers,
  );
  const bodies = message.html !== null
    ? { text: message.body, html: message.html }
    : message.channel === "email"
    ? bodiesOf(message.body)
    : { text: message.body };
  return {
    id: message.id,
    to: message.to_address,
    sender,
    subject: message.subject,
    ...bodies,
    data: message.data,
    cc: message.cc,
    attachments,
    headers: await headersOf(runtime, tenantId, message),
    date: message.created_at,
  };
}

/** Marketing mail can be stopped with one click in the mail program (RFC 8058). */
async function headersOf({ config }: Runtime, tenantId: string, message: Claimed): Promise<Record<string, string>> {
  if (message.channel !== "email" || message.category !== "marketing" || message.user_id === null) return {};
  const url = await unsubscribeUrl(config, { tenantId, userId: message.user_id });
  return { "List-Unsubscribe": `<${url}>`, "List-Unsubscribe-Post": "List-Unsubscribe=One-Click" };
}

interface Settlement {
  outcome: "sent" | "queued" | "deferred" | "failed" | "bounced" | "suppressed" | "unsubscribed";
  provider_id?: string;
  error?: string;
  reason?: string;
  retrySeconds?: number;
}

async function settle(sql: Sql, { id, lease_id }: Claimed, settlement: Settlement): Promise<boolean> {
  const { outcome, provider_id = null, error = null, reason = null, retrySeconds = null } = settlement;
  const [{ settled }] = await sql<{ settled: boolean }[]>`
    select notifications.settle_message(
      ${id}, ${lease_id}, ${outcome}, ${provider_id}, ${error}, ${retrySeconds}, ${reason}
    ) as settled`;
  return settled;
}

/** Puts a failed message back or, for good, tells whoever wanted it sent; both in one transaction. */
async function fail(runtime: Runtime, tenantId: string, message: Claimed, error: unknown): Promise<void> {
  const refusal = error instanceof ChannelError ? error : undefined;
  const givesUp = refusal?.permanent || message.attempts >= MAX_ATTEMPTS;
  // Only sentences of our own are kept: an error of a provider may quote what it was sent.
  const reason = refusal?.message ?? "the message could not be sent";
  const retrySeconds = retryDelay(message.attempts, refusal?.retryAfter);
  await inTenant(runtime, tenantId, async (sql) => {
    const settled = await settle(sql, message, {
      outcome: refusal?.invalidAddress ? "bounced" : givesUp ? "failed" : "queued",
      error: reason,
      retrySeconds: givesUp ? undefined : retrySeconds,
    });
    if (settled && givesUp) await tellCreator(sql, message);
  });
  runtime.log(givesUp ? "error" : "warn", givesUp ? "message.failed" : "message.retry", {
    ...about(tenantId, message),
    ...(!givesUp && { retry_in: retrySeconds }),
    error: describeError(error),
  });
}

/** Seconds until the next attempt: 5 minutes times the attempts so far, or longer if the provider says so, an hour at most. */
export function retryDelay(attempts: number, retryAfter = 0): number {
  return Math.max(BACKOFF_SECONDS * attempts, Math.min(retryAfter, LONGEST_WAIT_SECONDS));
}

/** About a mail somebody wrote or sent; that a copy of a notification failed is for nobody to act on. */
async function tellCreator(sql: Sql, message: Claimed): Promise<void> {
  if (message.channel !== "email" || message.template === COPY) return;
  await tell(sql, "email_failed", {
    facts: { to: message.to_address, subject: message.subject },
    metadata: { message_id: message.id, entity_type: message.entity, entity_id: message.entity_id },
    people: { creator: message.created_by ?? NOBODY },
    dedupe_key: `email_failed:${message.id}`,
  });
}
