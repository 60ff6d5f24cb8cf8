import type { z } from "zod";
import type {
  WebhookEndpointCreate,
  WebhookEndpointPatch,
} from "../../shared/contracts/integrations/webhook_endpoints.ts";
import { invalid, problem } from "../../shared/contracts/kit/problems.ts";
import type { Sql } from "../../shared/db/pool.ts";
import { firstOr } from "../../shared/db/rows.ts";
import type { Detached } from "../../shared/http/bind.ts";
import { assertCallable, OutboundRefused } from "../../shared/outbound/guarded_request.ts";
import { outboundPolicy } from "../../shared/outbound/outbound_policy.ts";
import { secretPurpose } from "../../shared/webhooks/secret_purpose.ts";
import { newWebhookSecret } from "./signature_rules.ts";
import {
  checkReach,
  countEndpoints,
  type EndpointRow,
  findEndpoint,
  insertEndpoint,
  lockEndpoint,
  rotateSecret,
  updateEndpoint,
} from "./webhook_endpoints_queries.ts";
import { permissionsOf, strayPattern } from "./webhook_rules.ts";

const MOST_ENDPOINTS = 100;

type Context = Pick<Detached<unknown, unknown, unknown>, "runtime" | "transact" | "tenantId">;

/**
 * Registers an endpoint; its secret leaves here and never again. Raises webhook_url_rejected, webhook_events_denied,
 * webhook_endpoint_limit, webhook_company_unknown.
 */
export async function createEndpoint(ctx: Context, body: z.output<typeof WebhookEndpointCreate>) {
  requireKnown(body.events);
  await requireCallable(ctx, body.url);
  const { secret, sealed } = await makeSecret(ctx);
  const endpoint = await ctx.transact(async (sql) => {
    await requireReach(sql, body.events, body.owner_company_id ?? null);
    const [{ total }] = await countEndpoints(sql);
    if (total >= MOST_ENDPOINTS) throw problem("webhook_endpoint_limit");
    return (await insertEndpoint(sql, body, sealed))[0];
  });
  return { endpoint, secret };
}

/**
 * Changes an endpoint. Whoever changes where it goes, or switches it on, must be allowed to read what goes there. Raises
 * not_found, webhook_url_rejected, webhook_events_denied, webhook_company_unknown.
 */
export async function patchEndpoint(
  ctx: Context,
  id: string,
  patch: z.output<typeof WebhookEndpointPatch>,
): Promise<EndpointRow> {
  if (patch.events) requireKnown(patch.events);
  if (patch.url !== undefined) await requireCallable(ctx, patch.url);
  return await ctx.transact(async (sql) => {
    const before = firstOr(await lockEndpoint(sql, id), "not_found");
    const { events, owner_company_id } = { ...before, ...patch };
    await requireReach(sql, events, owner_company_id);
    return firstOr(await updateEndpoint(sql, id, patch), "not_found");
  });
}

/** Switches an endpoint on again, if it may still be called. Raises as patchEndpoint. */
export async function enableEndpoint(ctx: Context, id: string): Promise<EndpointRow> {
  const { url } = await ctx.transact(async (sql) => firstOr(await findEndpoint(sql, id), "not_found"));
  return await patchEndpoint(ctx, id, { url, is_active: true });
}

/** Gives an endpoint a new secret. Raises not_found. */
export async function rotateEndpointSecret(ctx: Context, id: string, overlapSeconds: number) {
  const { secret, sealed } = await makeSecret(ctx);
  const [{ previous_secret_until }] = await ctx.transact((sql) => rotateSecret(sql, id, sealed, overlapSeconds));
  return { secret, previous_secret_until };
}

async function makeSecret({ runtime, tenantId }: Context) {
  const secret = newWebhookSecret();
  return { secret, sealed: await runtime.secrets.seal(secret, secretPurpose(tenantId)) };
}

function requireKnown(events: readonly string[]): void {
  const stray = strayPattern(events);
  if (stray >= 0) throw invalid({ field: `events.${stray}`, message: "covers no event type" });
}

async function requireCallable({ runtime }: Context, url: string): Promise<void> {
  try {
    await assertCallable(url, outboundPolicy(runtime.config));
  } catch (error) {
    if (!(error instanceof OutboundRefused)) throw error;
    throw problem("webhook_url_rejected", [{ field: "url", path: "url", message: error.message }]);
  }
}

/** Nobody has sent to a server of theirs what they may not read themselves. */
async function requireReach(sql: Sql, events: readonly string[], companyId: string | null): Promise<void> {
  const [{ unreadable, is_theirs }] = await checkReach(sql, permissionsOf(events), companyId);
  if (unreadable.length > 0) throw problem("webhook_events_denied", { permissions: unreadable });
  if (!is_theirs) throw problem("company_access_denied");
}
