import type { Sql } from "../../shared/db/pool.ts";
import type { Runtime } from "../../shared/http/runtime.ts";
import { describeError } from "../../shared/http/log.ts";
import { serviceTransaction } from "../../shared/http/service_actor.ts";
import { tell } from "../../shared/notifications/tell_queries.ts";
import {
  type AttachmentOrder,
  type AttachmentResolver,
  resolveAttachments,
} from "../../shared/providers/mail/attachments.ts";
import { bodiesOf } from "../../shared/providers/mail/mail_body.ts";
import { MailError, type MailMessage, type MailProvider } from "../../shared/providers/mail/mail_provider.ts";

/** A message that fails is tried this often in all. */
export const MAX_ATTEMPTS = 5;
/** Wait after the first, second and every later failure. */
const BACKOFF_SECONDS = [60, 300, 1800];
const LONGEST_WAIT_SECONDS = 3600;
const BATCH = 4;
/** Longer than making the attachments and sending can take together. */
const LEASE_SECONDS = 120;
const NOBODY = "00000000-0000-0000-0000-000000000000";

export interface Delivery {
  runtime: Runtime;
  provider: MailProvider;
  /** Replaces the product's own makers of attachments. */
  resolvers?: Record<string, AttachmentResolver>;
  leaseSeconds?: number;
}

interface Claimed {
  id: string;
  to_address: string;
  cc: string[];
  subject: string;
  body: string;
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
export async function deliverDueMail(delivery: Delivery): Promise<number> {
  const { runtime } = delivery;
  const tenants = await runtime.pool<{ id: string }[]>`select notifications.tenants_with_due_mail() as id`;
  let taken = 0;
  for (const { id: tenantId } of tenants) {
    try {
      const { messages, sender } = await inTenant(runtime, tenantId, (sql) => claim(sql, delivery));
      taken += messages.length;
      await Promise.all(messages.map((message) => deliver(delivery, tenantId, sender, message)));
    } catch (error) {
      runtime.log("error", "mail.tenant_failed", { tenant_id: tenantId, error: describeError(error) });
    }
  }
  return taken;
}

function inTenant<T>(runtime: Runtime, tenantId: string, work: (sql: Sql) => Promise<T>): Promise<T> {
  const facts = { request_id: crypto.randomUUID(), ip: "", user_agent: "worker", method: "JOB", path: "/mail" };
  return serviceTransaction(runtime, tenantId, facts, work);
}

async function claim(sql: Sql, { runtime, leaseSeconds = LEASE_SECONDS }: Delivery) {
  const messages = await sql<Claimed[]>`
    select id, to_address, cc, subject, body, attachments, entity, entity_id, attempts, lease_id, created_by, created_at
    from notifications.claim_messages(${BATCH}, ${leaseSeconds})`;
  const [{ name }] = await sql<{ name: string }[]>`select name from identity.tenants`;
  return { messages: [...messages], sender: senderOf(name, runtime.config.MAIL_FROM) };
}

/** The recipient knows the organisation, not the product: its name, with the address we may send from. */
function senderOf(name: string, from: string): string {
  const address = /<([^<>]+)>$/.exec(from)?.[1] ?? from;
  const shown = name.replace(/[<>"@,;:\\\r\n]+/g, " ").replace(/\s+/g, " ").trim();
  return shown ? `${shown} <${address}>` : address;
}

async function deliver(delivery: Delivery, tenantId: string, from: string, message: Claimed): Promise<void> {
  const { runtime, provider } = delivery;
  try {
    if (message.attempts > MAX_ATTEMPTS) throw new MailError("every attempt was cut short", { permanent: true });
    const { provider_id } = await provider.send(await wholeMessage(delivery, tenantId, from, message));
    const settled = await inTenant(runtime, tenantId, (sql) => settle(sql, message, { outcome: "sent", provider_id }));
    runtime.log(settled ? "info" : "warn", settled ? "mail.sent" : "mail.lease_lost", about(tenantId, message));
  } catch (error) {
    await fail(runtime, tenantId, message, error).catch((lost) =>
      // The lease ends by itself, and the next worker tries.
      runtime.log("error", "mail.not_settled", { ...about(tenantId, message), error: describeError(lost) })
    );
  }
}

const about = (tenantId: string, { id, attempts }: Claimed) => ({
  tenant_id: tenantId,
  message_id: id,
  attempt: attempts,
});

async function wholeMessage(
  { runtime, resolvers }: Delivery,
  tenantId: string,
  from: string,
  message: Claimed,
): Promise<MailMessage> {
  const attachments = await resolveAttachments(
    message.attachments,
    (work) => inTenant(runtime, tenantId, work),
    resolvers,
  );
  return {
    id: message.id,
    from,
    to: message.to_address,
    cc: message.cc,
    subject: message.subject,
    ...bodiesOf(message.body),
    attachments,
    date: message.created_at,
  };
}

interface Settlement {
  outcome: "sent" | "queued" | "failed";
  provider_id?: string;
  error?: string;
  retrySeconds?: number;
}

async function settle(sql: Sql, { id, lease_id }: Claimed, settlement: Settlement): Promise<boolean> {
  const { outcome, provider_id = null, error = null, retrySeconds = null } = settlement;
  const [{ settled }] = await sql<{ settled: boolean }[]>`
    select notifications.settle_message(${id}, ${lease_id}, ${outcome}, ${provider_id}, ${error}, ${retrySeconds}) as settled`;
  return settled;
}

/** Puts a failed message back or, for good, tells whoever wanted it sent; both in one transaction. */
async function fail(runtime: Runtime, tenantId: string, message: Claimed, error: unknown): Promise<void> {
  const permanent = error instanceof MailError && error.permanent;
  const givesUp = permanent || message.attempts >= MAX_ATTEMPTS;
  // Only sentences of our own are kept: an error of a provider may quote what it was sent.
  const reason = error instanceof MailError ? error.message : "the message could not be sent";
  const retrySeconds = retryDelay(message.attempts, error instanceof MailError ? error.retryAfter : undefined);
  await inTenant(runtime, tenantId, async (sql) => {
    const settled = await settle(sql, message, {
      outcome: givesUp ? "failed" : "queued",
      error: reason,
      retrySeconds: givesUp ? undefined : retrySeconds,
    });
    if (settled && givesUp) await tellCreator(sql, message);
  });
  runtime.log(givesUp ? "error" : "warn", givesUp ? "mail.failed" : "mail.retry", {
    ...about(tenantId, message),
    ...(!givesUp && { retry_in: retrySeconds }),
    error: describeError(error),
  });
}

/** Seconds until the next attempt: 1, 5, then 30 minutes, or longer if the provider says so, an hour at most. */
export function retryDelay(attempts: number, retryAfter = 0): number {
  const backoff = BACKOFF_SECONDS[Math.min(attempts, BACKOFF_SECONDS.length) - 1];
  return Math.max(backoff, Math.min(retryAfter, LONGEST_WAIT_SECONDS));
}

async function tellCreator(sql: Sql, message: Claimed): Promise<void> {
  await tell(sql, "email_failed", {
    facts: { to: message.to_address, subject: message.subject },
    metadata: { message_id: message.id, entity_type: message.entity, entity_id: message.entity_id },
    people: { creator: message.created_by ?? NOBODY },
    dedupe_key: `email_failed:${message.id}`,
  });
}
