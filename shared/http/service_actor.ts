import { actorTransaction } from "../db/request_transaction.ts";
import type { Sql } from "../db/pool.ts";
import { entryOf, type RequestFacts } from "./credentials.ts";
import type { Runtime } from "./runtime.ts";

const SERVICE_ID = "00000000-0000-0000-0000-000000000000";

/**
 * Runs unattended work (a job, a schedule, a provider's webhook, a signed link) in one transaction of one tenant, behind the
 * same wall as everybody else; a snapshot reads everything as of one moment. Raises TENANT_DISABLED, TENANT_RESTORING.
 */
export async function serviceTransaction<T>(
  runtime: Runtime,
  tenantId: string,
  facts: RequestFacts,
  work: (sql: Sql) => Promise<T>,
  mode: "read write" | "snapshot" = "read write",
): Promise<T> {
  const entry = entryOf({ kind: "service", tenantId, userId: SERVICE_ID }, {}, facts, runtime.config);
  return (await actorTransaction(runtime.pool, entry, mode, work)).result;
}
