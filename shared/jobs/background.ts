import type { Runtime } from "../http/runtime.ts";
import { problem } from "../contracts/kit/problems.ts";
import type { ConsumerDefinition } from "./define_consumer.ts";
import type { JobDefinition } from "./define_job.ts";

/** What a domain does when nobody is waiting: each has one in `functions/<domain>/background.ts`. */
export interface Background {
  jobs?: readonly JobDefinition[];
  consumers?: readonly ConsumerDefinition[];
  rounds?: readonly Round[];
}

/**
 * Work that a table of its own keeps, looked for again and again. Answers how much was done: more than none means that another
 * round is worth while. Any number of workers may run it at once. A round that goes on while there is work begins nothing new once
 * `halt` has aborted.
 */
export type Round = (runtime: Runtime, halt: AbortSignal) => Promise<number>;

/** The background work of several domains as one. */
export function joinBackground(...parts: readonly Background[]): Required<Background> {
  return {
    jobs: parts.flatMap((part) => part.jobs ?? []),
    consumers: parts.flatMap((part) => part.consumers ?? []),
    rounds: parts.flatMap((part) => part.rounds ?? []),
  };
}

let current: Required<Background> | undefined;

/** Tells this worker what there is to do in the background: the gateway function does, which knows every domain. */
export function useBackground(background: Required<Background>): void {
  current = background;
}

/** All background work of the product. Raises SERVICE_UNAVAILABLE in a function that knows its own domain alone. */
export function knownBackground(): Required<Background> {
  if (!current) throw problem("service_unavailable");
  return current;
}
