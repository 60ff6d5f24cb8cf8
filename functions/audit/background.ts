import type { Background } from "../../shared/jobs/background.ts";
import { sealDueChains } from "./seal_due_chains.ts";
import { watchDueEvents } from "./watch_events.ts";

/** Chains what was logged, then watches what was chained. */
export const background: Background = {
  rounds: [async (runtime) => await sealDueChains(runtime) + await watchDueEvents(runtime)],
};
