import { describeError } from "../../shared/http/log.ts";
import type { Runtime } from "../../shared/http/runtime.ts";
import { serviceTransaction } from "../../shared/http/service_actor.ts";
import { findChainsToSeal } from "./chain_queries.ts";
import { seal, SEAL_BATCH } from "./seal.ts";

/** Chains of one round, and how many of them are worked on at once. */
const CHAINS = 500;
const AT_ONCE = 2;

/**
 * Chains what waits, a batch per chain, each in a transaction of its own. Answers how many chains have more to do at once: a
 * chain that was emptied gets time to fill again, because a batch costs little more than a single event. Any number of workers may run; one steps over a chain that another one holds, and a
 * chain that fails never holds up the others.
 */
export async function sealDueChains(runtime: Runtime): Promise<number> {
  const due = [...await findChainsToSeal(runtime.pool, CHAINS)];
  let unfinished = due.length === CHAINS ? 1 : 0;
  const work = async () => {
    for (let chain = due.pop(); chain; chain = due.pop()) {
      if (await sealOne(runtime, chain) === SEAL_BATCH) unfinished++;
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  return unfinished;
}

async function sealOne(runtime: Runtime, chain: { tenant_id: string; category: string }): Promise<number> {
  const { tenant_id, category } = chain;
  const facts = { request_id: crypto.randomUUID(), ip: "", user_agent: "worker", method: "JOB", path: "/audit/seal" };
  try {
    const { count } = await serviceTransaction(
      runtime,
      tenant_id,
      facts,
      (sql) => seal(sql, runtime.config.AUDIT_KEYS, category, { wait: false }),
    );
    return count;
  } catch (error) {
    runtime.log("error", "audit.seal_failed", { tenant_id, category, error: describeError(error) });
    return 0;
  }
}
