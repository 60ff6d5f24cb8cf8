import type { AnyEndpoint } from "../../shared/contracts/kit/endpoint.ts";
import type { Sql } from "../../shared/db/pool.ts";
import type { Detached } from "../../shared/http/bind.ts";
import { claimKey, storeAnswer } from "../../shared/http/idempotency.ts";

/**
 * Runs the transaction of a handler that goes on working after it, once per Idempotency-Key: a repeated request gets the
 * stored data. `fresh` says whether the work was done now.
 */
export function onceDetached<P, Q, B, T>(
  ctx: Detached<P, Q, B> & { idempotency?: { key: string; fingerprint: string } },
  endpoint: AnyEndpoint,
  work: (sql: Sql) => Promise<T>,
): Promise<{ result: T; fresh: boolean }> {
  return ctx.transact(async (sql) => {
    const { idempotency } = ctx;
    if (!idempotency) return { result: await work(sql), fresh: true };
    const stored = await claimKey(sql, endpoint.id, idempotency.key, idempotency.fingerprint);
    if (stored) {
      ctx.reply.headers.set("idempotent-replay", "true");
      return { result: JSON.parse(stored.body).data as T, fresh: false };
    }
    const result = await work(sql);
    const body = JSON.stringify({ success: true, data: result });
    await storeAnswer(sql, endpoint.id, idempotency.key, { status: endpoint.reply.status, headers: {}, body });
    return { result, fresh: true };
  });
}
