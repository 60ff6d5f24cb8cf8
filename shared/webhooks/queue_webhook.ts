import type { SealedBox } from "../auth/sealed_box.ts";
import type { Sql } from "../db/pool.ts";
import { secretPurpose } from "./secret_purpose.ts";
import { insertWebhook } from "./webhooks_queries.ts";

/** A webhook to an address somebody named for one job. */
export interface OneOffWebhook {
  /** `progress`, `complete`, `failed`: travels as X-Webhook-Event and in the body. */
  event: string;
  /** Deliveries of a job to an address keep their order: the next waits until the former arrived or was given up. */
  jobId: string;
  /** Checked with `assertCallable` when it was given, and again at each attempt. */
  url: string;
  /** As `sealWebhookSecret` made it; without one nothing is signed. */
  sealedSecret?: string | null;
  data: Record<string, unknown>;
}

/** Seals a secret of a job's destination, to be stored beside its address. */
export function sealWebhookSecret(secrets: SealedBox, tenantId: string, secret: string): Promise<string> {
  return secrets.seal(secret, secretPurpose(tenantId));
}

/**
 * Queues `{event, jobId, timestamp, data}` in the caller's transaction and answers the id of the delivery. It leaves with the
 * commit, three attempts at most; what becomes of it never touches the job.
 */
export async function queueWebhook(sql: Sql, webhook: OneOffWebhook, now = new Date()): Promise<string> {
  const { event, jobId, data } = webhook;
  const payload = JSON.stringify({ event, jobId, timestamp: now.toISOString(), data });
  const [{ id }] = await insertWebhook(sql, webhook, payload);
  return id;
}
