import type { z } from "zod";
import type { WebhookEndpoint } from "../../shared/contracts/integrations/webhook_endpoints.ts";
import type { Sql } from "../../shared/db/pool.ts";
import type { Subscription } from "./webhook_rules.ts";

export type EndpointRow = z.input<typeof WebhookEndpoint>;

/** Columns a caller may set. */
export interface EndpointColumns {
  url?: string;
  description?: string;
  events?: string[];
  owner_company_id?: string | null;
  max_attempts?: number;
  is_active?: boolean;
}

const columns = (sql: Sql) =>
  sql`id, url, description, events, owner_company_id, max_attempts, is_active, disabled_reason, disabled_at,
    consecutive_failures, case when previous_secret_until > now() then previous_secret_until end as previous_secret_until,
    created_by, created_at, updated_at`;

export function listEndpoints(sql: Sql) {
  return sql<EndpointRow[]>`
    select ${
    columns(sql)
  } from integrations.webhook_endpoints where deleted_at is null order by created_at desc, id desc`;
}

export function findEndpoint(sql: Sql, id: string) {
  return sql<EndpointRow[]>`
    select ${columns(sql)} from integrations.webhook_endpoints where id = ${id} and deleted_at is null`;
}

/** As findEndpoint, held against changes of others until the transaction ends. */
export function lockEndpoint(sql: Sql, id: string) {
  return sql<EndpointRow[]>`
    select ${
    columns(sql)
  } from integrations.webhook_endpoints where id = ${id} and deleted_at is null for no key update`;
}

export function countEndpoints(sql: Sql) {
  return sql<{ total: number }[]>`
    select count(*)::int as total from integrations.webhook_endpoints where deleted_at is null`;
}

export function insertEndpoint(sql: Sql, endpoint: EndpointColumns, secretSealed: string) {
  const row = { ...endpoint, secret_sealed: secretSealed };
  return sql<EndpointRow[]>`
    insert into integrations.webhook_endpoints ${sql(row as unknown as Record<string, never>)} returning ${
    columns(sql)
  }`;
}

export function updateEndpoint(sql: Sql, id: string, patch: EndpointColumns) {
  return sql<EndpointRow[]>`
    update integrations.webhook_endpoints set ${sql(patch as Record<string, never>)}
    where id = ${id} and deleted_at is null returning ${columns(sql)}`;
}

export function removeEndpoint(sql: Sql, id: string) {
  return sql<{ id: string }[]>`
    update integrations.webhook_endpoints set deleted_at = now() where id = ${id} and deleted_at is null returning id`;
}

/** Raises not_found. */
export function rotateSecret(sql: Sql, id: string, sealed: string, overlapSeconds: number) {
  return sql<{ previous_secret_until: string | null }[]>`
    select integrations.rotate_webhook_secret(${id}, ${sealed}, ${overlapSeconds}) as previous_secret_until`;
}

/** Raises not_found, webhook_endpoint_off. */
export function queueForEndpoint(sql: Sql, id: string, event: string, payload: string) {
  return sql<{ delivery_id: string }[]>`
    select integrations.queue_for_endpoint(${id}, ${event}, ${payload}) as delivery_id`;
}

/** Those of the keys under which the caller does not read everything (who runs the finances reads all invoices), and whether the company (null: all of them) is theirs. */
export function checkReach(sql: Sql, keys: readonly string[], companyId: string | null) {
  return sql<{ unreadable: string[]; is_theirs: boolean }[]>`
    select array(
      select key from unnest(${keys as string[]}::text[]) as key where app.read_scope(key) is distinct from 'ALL'
        and (key <> 'invoices' or app.read_scope('finance') is distinct from 'ALL')
    ) as unreadable, app.company_ids() is null or coalesce(${companyId}::uuid = any (app.company_ids()), false) as is_theirs`;
}

export function listSubscriptions(sql: Sql) {
  return sql<Subscription[]>`
    select id, events, owner_company_id from integrations.webhook_endpoints where is_active`;
}
