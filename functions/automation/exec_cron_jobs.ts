import { requirementOf } from "../../shared/contracts/permissions.ts";
import { problem } from "../../shared/contracts/kit/problems.ts";
import { actorTransaction } from "../../shared/db/request_transaction.ts";
import type { Detached } from "../../shared/http/bind.ts";
import { entryOf, resolveActor } from "../../shared/http/credentials.ts";
import { describeError } from "../../shared/http/log.ts";
import { serviceTransaction } from "../../shared/http/service_actor.ts";
import { listActiveTenants, runCronPresets } from "./cron_queries.ts";
import { cronAnswer, type Outcome } from "./cron_rules.ts";
import { hasSchedulerSecret, requireSchedulerSecret } from "./scheduler_secret.ts";

const PER_MINUTE = 5;

type Call = Detached<undefined, undefined, undefined>;

/**
 * Queues full backup and cache clearing, each unless it waits or runs: for the clock in every organisation, one that fails
 * not stopping the others; for a person in their own. Raises SCHEDULER_SECRET_INVALID, AUTHORIZATION_ERROR, RATE_LIMIT.
 */
export async function execCronJobs(call: Call) {
  const { request, runtime, facts } = call;
  if (hasSchedulerSecret(request)) {
    await requireSchedulerSecret(request, runtime.config);
    return cronAnswer(await everywhere(call));
  }
  const actor = await resolveActor(request, runtime, facts);
  const requirement = requirementOf("automation.write");
  const entry = entryOf(actor, requirement, facts, runtime.config);
  const { result } = await actorTransaction(runtime.pool, entry, "read write", async (sql) => {
    await limitCalls(call, actor.kind === "public" ? "" : actor.userId);
    return await runCronPresets(sql);
  });
  return cronAnswer([result]);
}

async function everywhere({ runtime, facts }: Call) {
  const outcomes: { backup: Outcome; cache: Outcome }[] = [];
  for (const { id } of await listActiveTenants(runtime.pool)) {
    try {
      outcomes.push(await serviceTransaction(runtime, id, facts, runCronPresets));
    } catch (error) {
      runtime.log("error", "cron.tenant_failed", { tenant_id: id, error: describeError(error) });
    }
  }
  return outcomes;
}

async function limitCalls({ runtime }: Call, userId: string): Promise<void> {
  const state = await runtime.rates.take([
    { key: `cron:${userId}`, limit: PER_MINUTE, seconds: 60, problem: "rate_limit" },
  ]);
  if (state?.refusedBy) {
    throw problem("rate_limit", { retry_after: Math.max(1, Math.ceil((state.resetsAt - Date.now()) / 1000)) });
  }
}
