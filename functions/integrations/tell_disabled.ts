import type { Sql } from "../../shared/db/pool.ts";
import { tell } from "../../shared/notifications/tell_queries.ts";
import { findEndpoint } from "./webhook_endpoints_queries.ts";

/** Tells the administrators that an endpoint was switched off, unless it is on again or removed by now. */
export async function tellDisabled(sql: Sql, endpointId: string): Promise<void> {
  const [endpoint] = await findEndpoint(sql, endpointId);
  if (!endpoint?.disabled_reason || endpoint.disabled_reason === "paused") return;
  await tell(sql, "webhook_disabled", {
    // The path of an address may carry a secret of the receiver.
    facts: { host: new URL(endpoint.url).host, is_gone: endpoint.disabled_reason === "gone" },
    metadata: { endpoint_id: endpoint.id, entity_type: "webhook_endpoint", entity_id: endpoint.id },
    dedupe_key: `webhook_disabled:${endpoint.id}`,
  });
}
