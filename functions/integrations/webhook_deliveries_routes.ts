import { webhookDeliveries } from "../../shared/contracts/integrations/webhook_deliveries.ts";
import { pagination } from "../../shared/contracts/kit/paging.ts";
import { problem } from "../../shared/contracts/kit/problems.ts";
import { firstOr } from "../../shared/db/rows.ts";
import { bind, bindRead, type Bound } from "../../shared/http/bind.ts";
import {
  countDeliveries,
  findDelivery,
  findWholeDelivery,
  listDeliveries,
  replayDelivery,
  replayFailed,
} from "./webhook_deliveries_queries.ts";

export const webhookDeliveryRoutes: Bound[] = [
  bindRead(
    webhookDeliveries.list,
    ({ sql, query }) => [listDeliveries(sql, query), countDeliveries(sql, query)],
    ([data, [{ total }]], { query }) => ({ data, pagination: pagination(query, total) }),
  ),
  bindRead(
    webhookDeliveries.get,
    ({ sql, params }) => [findWholeDelivery(sql, params.delivery_id)],
    ([deliveries]) => firstOr(deliveries, "not_found"),
  ),
  bind(webhookDeliveries.replay, async ({ sql, params: { delivery_id } }) => {
    const { status } = firstOr(await findDelivery(sql, delivery_id), "not_found");
    if (status === "pending") throw problem("webhook_delivery_pending");
    const [{ replayed }] = await replayDelivery(sql, delivery_id);
    if (replayed === 0) throw problem("webhook_endpoint_off");
    return (await findDelivery(sql, delivery_id))[0];
  }),
  bind(
    webhookDeliveries.replay_failed,
    async ({ sql, body: { since, endpoint_id } }) => (await replayFailed(sql, since, endpoint_id))[0],
  ),
];
