import { problem } from "../../shared/contracts/kit/problems.ts";
import type { Config } from "../../shared/config/config.ts";
import type { Sql } from "../../shared/db/pool.ts";
import { resolveChannel } from "./pusher_rules.ts";
import { mayJoin, maySeeJob, mayTest } from "./realtime_queries.ts";

/**
 * Makes sure that the caller may subscribe to a channel of the broker: its name must be one of their own organisation, and the
 * database lets them join what it stands for. Raises CHANNEL_NOT_ALLOWED, AUTHORIZATION_ERROR.
 */
export async function authorizeChannel(
  sql: Sql,
  name: string,
  tenantId: string,
  config: Pick<Config, "APP_ENV" | "PUSHER_TENANT_ID">,
): Promise<void> {
  const target = resolveChannel(name, tenantId, config.PUSHER_TENANT_ID);
  if (target.kind === "nothing") throw problem("authorization_error");
  const [{ allowed }] = target.kind === "test"
    ? await mayTest(sql, config.APP_ENV === "production")
    : target.kind === "job"
    ? await maySeeJob(sql, target.id)
    : await mayJoin(sql, target.kind, target.topic);
  if (!allowed) throw problem("authorization_error");
}
