import { describeError } from "../http/log.ts";
import type { Runtime } from "../http/runtime.ts";

/** Runs rounds until halted: at once while there is work, after a pause otherwise. A round that fails is logged and tried again. */
export async function repeat(
  runtime: Runtime,
  halt: AbortSignal,
  pauseMs: number,
  round: () => Promise<boolean>,
): Promise<void> {
  while (!halt.aborted) {
    let hasMore = false;
    try {
      hasMore = await round();
    } catch (error) {
      runtime.log("error", "worker.round_failed", { error: describeError(error) });
    }
    if (!hasMore) await pause(pauseMs, halt);
  }
}

function pause(ms: number, halt: AbortSignal): Promise<void> {
  if (halt.aborted) return Promise.resolve();
  return new Promise((resolve) => {
    const wake = () => {
      clearTimeout(timer);
      halt.removeEventListener("abort", wake);
      resolve();
    };
    const timer = setTimeout(wake, ms);
    halt.addEventListener("abort", wake);
  });
}
