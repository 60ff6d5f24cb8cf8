import { describeError } from "../../shared/http/log.ts";
import type { Runtime } from "../../shared/http/runtime.ts";
import type { Round } from "../../shared/jobs/background.ts";
import {
  guardedRequest,
  OutboundFailed,
  OutboundRefused,
  type Resolve,
} from "../../shared/outbound/guarded_request.ts";
import { outboundPolicy } from "../../shared/outbound/outbound_policy.ts";
import { secretPurpose } from "../../shared/webhooks/secret_purpose.ts";
import { type AttemptResult, judgeAttempt } from "./delivery_rules.ts";
import { headersOf } from "./signature_rules.ts";
import { type ClaimedDelivery, claimWebhooks, settleWebhook } from "./webhook_deliveries_queries.ts";

export interface DeliveryOptions {
  /** For one attempt, from the look-up of the name to the last byte. */
  timeoutMs?: number;
  /** Longer than an attempt can take. */
  leaseSeconds?: number;
  /** Attempts beside each other in one worker. */
  slots?: number;
  resolve?: Resolve;
}

/** While something is under way, the queue is looked at again at the latest after this long. */
const LOOK_MS = 200;

/**
 * Builds the round that delivers webhooks: it goes on while anything is due or under way, and takes up the next as soon as a
 * place is free, so that nobody waits for a receiver that hangs. Each delivery is attempted at least once per claim: a worker that
 * dies in between leaves it to the next one, which sends it under the same id.
 */
export function webhookRound(options: DeliveryOptions = {}): Round {
  const { slots = 10, leaseSeconds = 30 } = options;
  return async (runtime, halt) => {
    const underWay = new Set<Promise<void>>();
    let taken = 0;
    try {
      for (;;) {
        const free = halt.aborted ? 0 : slots - underWay.size;
        const claimed = free > 0 ? await claimWebhooks(runtime.pool, free, leaseSeconds) : [];
        for (const delivery of claimed) {
          const run = attempt(runtime, delivery, options).finally(() => underWay.delete(run));
          underWay.add(run);
        }
        taken += claimed.length;
        if (underWay.size === 0) return taken;
        await firstOf(underWay, LOOK_MS);
      }
    } finally {
      await Promise.all(underWay);
    }
  };
}

async function firstOf(runs: Iterable<Promise<void>>, patienceMs: number): Promise<void> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const patience = new Promise<void>((resolve) => timer = setTimeout(resolve, patienceMs));
  await Promise.race([...runs, patience]);
  clearTimeout(timer);
}

/** One attempt, from the signature to the settlement. Never throws: what is not settled is left to the lease. */
async function attempt(runtime: Runtime, delivery: ClaimedDelivery, options: DeliveryOptions): Promise<void> {
  const facts = {
    tenant_id: delivery.tenant_id,
    delivery_id: delivery.id,
    endpoint_id: delivery.endpoint_id,
    webhook_event: delivery.event,
    attempt: delivery.attempt,
  };
  try {
    const began = Date.now();
    const result = await send(runtime, delivery, options);
    const verdict = judgeAttempt(result, delivery, { now: Date.now(), chance: Math.random() });
    const [{ outcome }] = await settleWebhook(runtime.pool, delivery, verdict, runtime.config.WEBHOOK_DISABLE_AFTER);
    runtime.log(outcome === "sent" ? "info" : "warn", `webhook.${outcome === "pending" ? "retry" : outcome}`, {
      ...facts,
      duration_ms: Date.now() - began,
      ...(verdict.status_code !== undefined && { status_code: verdict.status_code }),
      ...(verdict.error !== undefined && { reason: verdict.error }),
    });
  } catch (error) {
    runtime.log("error", "webhook.not_settled", { ...facts, error: describeError(error) });
  }
}

async function send(
  runtime: Runtime,
  delivery: ClaimedDelivery,
  { timeoutMs = 10_000, resolve }: DeliveryOptions,
): Promise<AttemptResult> {
  // Claims of workers that died count: one that kills them all ends too.
  if (delivery.attempt > delivery.max_attempts) return { error: "every attempt was cut short" };
  const secrets = await openSecrets(runtime, delivery);
  if (!secrets) return { error: "the secret could not be read" };
  const call = {
    url: delivery.url,
    headers: headersOf(delivery, secrets, Date.now()),
    body: delivery.payload,
    timeoutMs,
    maxBytes: 65_536,
  };
  try {
    return await guardedRequest(call, outboundPolicy(runtime.config), resolve);
  } catch (error) {
    if (error instanceof OutboundRefused) return { error: `the address ${error.message}` };
    if (error instanceof OutboundFailed) return { error: error.message };
    throw error;
  }
}

async function openSecrets(
  { secrets, log }: Runtime,
  { id, tenant_id, secret_sealed, previous_secret_sealed }: ClaimedDelivery,
): Promise<string[] | undefined> {
  const sealed = [secret_sealed, previous_secret_sealed].filter((one) => one !== null);
  try {
    return await Promise.all(sealed.map((one) => secrets.open(one, secretPurpose(tenant_id))));
  } catch (error) {
    log("error", "webhook.secret_unreadable", { tenant_id, delivery_id: id, error: describeError(error) });
    return undefined;
  }
}
