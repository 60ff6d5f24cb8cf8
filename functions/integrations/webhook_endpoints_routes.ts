import { webhookEndpoints } from "../../shared/contracts/integrations/webhook_endpoints.ts";
import { firstOr } from "../../shared/db/rows.ts";
import { bind, bindDetached, bindRead, type Bound } from "../../shared/http/bind.ts";
import { describeEventTypes } from "./event_types_rules.ts";
import { createEndpoint, enableEndpoint, patchEndpoint, rotateEndpointSecret } from "./save_webhook_endpoint.ts";
import { findEndpoint, listEndpoints, queueForEndpoint, removeEndpoint } from "./webhook_endpoints_queries.ts";
import { pingOf } from "./webhook_rules.ts";

export const webhookEndpointRoutes: Bound[] = [
  bindRead(webhookEndpoints.event_types, () => [], () => ({ event_types: describeEventTypes() })),
  bindRead(
    webhookEndpoints.list,
    ({ sql }) => [listEndpoints(sql)],
    ([endpoints]) => ({ endpoints, count: endpoints.length }),
  ),
  bindDetached(webhookEndpoints.create, (ctx) => createEndpoint(ctx, ctx.body)),
  bindRead(
    webhookEndpoints.get,
    ({ sql, params }) => [findEndpoint(sql, params.endpoint_id)],
    ([endpoints]) => firstOr(endpoints, "not_found"),
  ),
  bindDetached(webhookEndpoints.update, (ctx) => patchEndpoint(ctx, ctx.params.endpoint_id, ctx.body)),
  bind(webhookEndpoints.remove, async ({ sql, params }) => {
    firstOr(await removeEndpoint(sql, params.endpoint_id), "not_found");
    return { removed: true as const };
  }),
  bindDetached(webhookEndpoints.enable, (ctx) => enableEndpoint(ctx, ctx.params.endpoint_id)),
  bindDetached(
    webhookEndpoints.rotate_secret,
    (ctx) => rotateEndpointSecret(ctx, ctx.params.endpoint_id, ctx.body.overlap_seconds),
  ),
  bind(
    webhookEndpoints.test,
    async ({ sql, params: { endpoint_id } }) =>
      (await queueForEndpoint(sql, endpoint_id, "webhook.test", pingOf(endpoint_id, new Date())))[0],
  ),
];
