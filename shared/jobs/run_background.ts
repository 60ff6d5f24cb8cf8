import { describeError } from "../http/log.ts";
import type { Runtime } from "../http/runtime.ts";
import type { Background } from "./background.ts";
import { createBell } from "./bell.ts";
import { maintain } from "./maintain.ts";
import { repeat } from "./repeat.ts";
import { createConsumerRunner } from "./run_consumers.ts";
import { createJobRunner, type JobRunnerOptions } from "./run_jobs.ts";
import { runSchedules } from "./run_schedules.ts";

const SCHEDULES_MS = 10_000;
/** Pause after a round that found nothing. */
const ROUND_MS = 1000;
const MAINTENANCE_MS = 3_600_000;

/** Background work under way. */
export interface RunningBackground {
  /** Finishes what is being done, gives back what is not, and stops. */
  stop(): Promise<void>;
}

/** Runs schedules, jobs, consumers and maintenance until stopped; any number of workers may do so on one database. */
export function runBackground(
  runtime: Runtime,
  { jobs, consumers, rounds }: Required<Background>,
  options: JobRunnerOptions = {},
): RunningBackground {
  const bell = createBell(runtime, ["jobs", "events"]);
  const jobRunner = createJobRunner(runtime, jobs, options);
  const consumerRunner = createConsumerRunner(runtime, consumers, options);
  const halt = new AbortController();
  const loops = [
    jobRunner.serve(bell),
    consumerRunner.serve(bell),
    repeat(runtime, halt.signal, SCHEDULES_MS, async () => await runSchedules(runtime) > 0),
    ...rounds.map((round) => repeat(runtime, halt.signal, ROUND_MS, async () => await round(runtime, halt.signal) > 0)),
    repeat(runtime, halt.signal, MAINTENANCE_MS, async () => {
      await maintain(runtime);
      return false;
    }),
  ].map((loop) => loop.catch((error) => runtime.log("error", "background.ended", { error: describeError(error) })));
  return {
    async stop() {
      halt.abort();
      const stopping = [jobRunner.stop(), consumerRunner.stop()];
      await bell.stop();
      await Promise.all([...stopping, ...loops]);
    },
  };
}

/** What a drain did. */
export interface Drained {
  schedules: number;
  events: number;
  jobs: number;
}

/**
 * Does what is due and ends: for a function that a clock calls where no worker runs. Nothing new is begun after `budgetMs`; a
 * job that is cut off with the function is taken up by a later call.
 */
export async function drainBackground(
  runtime: Runtime,
  { jobs, consumers, rounds }: Required<Background>,
  budgetMs: number,
): Promise<Drained> {
  const until = Date.now() + budgetMs;
  const jobRunner = createJobRunner(runtime, jobs, { patienceMs: 1000 });
  const consumerRunner = createConsumerRunner(runtime, consumers);
  const halt = new AbortController();
  const timer = setTimeout(() => halt.abort(), budgetMs);
  const drained: Drained = { schedules: 0, events: 0, jobs: 0 };
  try {
    drained.schedules = await runSchedules(runtime);
    await maintain(runtime);
    for (let more = true; more && Date.now() < until;) {
      const events = await consumerRunner.round();
      const ran = await jobRunner.drain(until);
      for (const round of rounds) await round(runtime, halt.signal);
      drained.events += events;
      drained.jobs += ran;
      more = events + ran > 0;
    }
  } finally {
    clearTimeout(timer);
    await Promise.all([jobRunner.stop(), consumerRunner.stop()]);
  }
  return drained;
}
