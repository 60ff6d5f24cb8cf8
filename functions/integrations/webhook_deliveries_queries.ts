import type { z } from "zod";
import type { WebhookDelivery } from "../../shared/contracts/integrations/webhook_deliveries.ts";
import { offsetOf } from "../../shared/contracts/kit/paging.ts";
import type { Sql } from "../../shared/db/pool.ts";
import type { Verdict } from "./delivery_rules.ts";
import type { QueuedEvent } from "./webhook_rules.ts";

export type DeliveryRow = z.input<typeof WebhookDelivery>;

/** What a list is narrowed to. */
export interface DeliveryFilter {
  page: number;
  limit: number;
  endpoint_id?: string;
  job_id?: string;
  event?: string;
  status?: string;
  since?: string;
}

/** A delivery a worker holds. */
export interface ClaimedDelivery {
  id: string;
  tenant_id: string;
  endpoint_id: string | null;
  event: string;
  job_id: string | null;
  url: string;
  payload: string;
  attempt: number;
  max_attempts: number;
  lease_id: string;
  secret_sealed: string | null;
  previous_secret_sealed: string | null;
}

const COUNTED = 10_000;

const columns = (sql: Sql) =>
  sql`id, endpoint_id, event_id::text as event_id, event, job_id, url, status, attempt, max_attempts, status_code, response_body,
    error, case status when 'pending' then next_attempt_at end as next_attempt_at, sent_at, created_at`;

const matching = (sql: Sql, { endpoint_id, job_id, event, status, since }: DeliveryFilter) =>
  sql`from integrations.webhook_deliveries where true
    ${endpoint_id === undefined ? sql`` : sql`and endpoint_id = ${endpoint_id}`}
    ${job_id === undefined ? sql`` : sql`and job_id = ${job_id}`}
    ${event === undefined ? sql`` : sql`and event = ${event}`}
    ${status === undefined ? sql`` : sql`and status = ${status}`}
    ${since === undefined ? sql`` : sql`and created_at >= ${since}`}`;

export function listDeliveries(sql: Sql, filter: DeliveryFilter) {
  return sql<DeliveryRow[]>`
    select ${columns(sql)} ${matching(sql, filter)}
    order by created_at desc, id desc limit ${filter.limit} offset ${offsetOf(filter)}`;
}

export function countDeliveries(sql: Sql, filter: DeliveryFilter) {
  return sql<{ total: number }[]>`
    select count(*)::int as total from (select ${matching(sql, filter)} limit ${COUNTED}) as found`;
}

export function findDelivery(sql: Sql, id: string) {
  return sql<DeliveryRow[]>`select ${columns(sql)} from integrations.webhook_deliveries where id = ${id}`;
}

/** With the body as it is sent. */
export function findWholeDelivery(sql: Sql, id: string) {
  return sql<(DeliveryRow & { payload: unknown })[]>`
    select ${columns(sql)}, payload::json as payload from integrations.webhook_deliveries where id = ${id}`;
}

export function replayDelivery(sql: Sql, id: string) {
  return sql<{ replayed: number }[]>`select integrations.replay_webhooks(${id}, null, null) as replayed`;
}

export function replayFailed(sql: Sql, since: string, endpointId?: string) {
  return sql<{ replayed: number }[]>`
    select integrations.replay_webhooks(null, ${endpointId ?? null}, ${since}) as replayed`;
}

export function queueEvents(sql: Sql, events: readonly QueuedEvent[]) {
  return sql<{ queued: number }[]>`select integrations.queue_events(${JSON.stringify(events)}::text::jsonb) as queued`;
}

export function purgeWebhooks(sql: Sql) {
  return sql<{ removed: number }[]>`select integrations.purge_webhooks() as removed`;
}

export function claimWebhooks(sql: Sql, limit: number, leaseSeconds: number) {
  return sql<ClaimedDelivery[]>`
    select id, tenant_id, endpoint_id, event, job_id, url, payload, attempt, max_attempts, lease_id, secret_sealed,
      previous_secret_sealed
    from integrations.claim_webhooks(${limit}, ${leaseSeconds})`;
}

export function settleWebhook(sql: Sql, { id, lease_id }: ClaimedDelivery, verdict: Verdict, disableAfter: number) {
  const { outcome, status_code, response, error, retrySeconds, isGone } = verdict;
  return sql<{ outcome: "sent" | "pending" | "failed" | "lost" }[]>`
    select integrations.settle_webhook(
      ${id}, ${lease_id}, ${outcome}, ${status_code ?? null}, ${response ?? null}, ${error ?? null}, ${
    retrySeconds ?? null
  },
      ${isGone}, ${disableAfter}
    ) as outcome`;
}
