import { describeError } from "../http/log.ts";
import type { Runtime } from "../http/runtime.ts";
import type { Bell } from "./bell.ts";
import type { JobDefinition, JobResult } from "./define_job.ts";
import { JobLost, WorkerStopped } from "./failures.ts";
import { type ClaimedJob, claimJobs, completeJobs, failJob, releaseLostJobs, renewJobs } from "./jobs_queries.ts";
import { QUEUE_NAMES, type QueueName, QUEUES } from "./queue_rules.ts";
import { factsOf, runJob, settleFailure } from "./run_job.ts";

/** Renewed three times in its life; a worker that died is replaced when it ends. */
const LEASE_SECONDS = 15;
/** A stopping worker lets its jobs end for this long, then gives them back. */
const PATIENCE_MS = 10_000;

export interface JobRunnerOptions {
  leaseSeconds?: number;
  patienceMs?: number;
}

/** Runs jobs of the kinds it knows until stopped. */
export interface JobRunner {
  /** Runs what is due, one queue after the other, until nothing is left or the time is over; answers how many ran. */
  drain(untilMs: number): Promise<number>;
  /** Serves all queues beside each other, sleeping at the bell. */
  serve(bell: Bell): Promise<void>;
  /** Takes nothing new, lets what runs end for a while and gives the rest back. */
  stop(): Promise<void>;
}

/** Builds a runner; any number may work on one database. */
export function createJobRunner(
  runtime: Runtime,
  definitions: readonly JobDefinition[],
  options: JobRunnerOptions = {},
): JobRunner {
  const { pool, log } = runtime;
  const { leaseSeconds = LEASE_SECONDS, patienceMs = PATIENCE_MS } = options;
  const lease = crypto.randomUUID();
  const known = new Map(definitions.map((one) => [one.name, one]));
  if (known.size < definitions.length) throw new Error("two jobs share a name");
  const kindsOf = (queue: QueueName) => definitions.filter((one) => one.queue === queue).map((one) => one.name);
  const held = new Map<string, AbortController>();
  const running = new Set<Promise<void>>();
  const complete = createCompletions(runtime, lease);
  let isStopping = false;
  let renewedAt = Date.now();

  const heartbeat = setInterval(() => void beat(), leaseSeconds * 1000 / 3);
  Deno.unrefTimer(heartbeat);

  async function beat(): Promise<void> {
    try {
      await releaseLostJobs(pool);
      const ids = [...held.keys()];
      const asked = Date.now();
      const stillHeld = ids.length > 0
        ? new Set((await renewJobs(pool, lease, ids, leaseSeconds)).map((r) => r.id))
        : undefined;
      renewedAt = asked;
      for (const id of ids) if (!stillHeld!.has(id)) held.get(id)?.abort(new JobLost("cancelled or taken over"));
    } catch (error) {
      log("warn", "jobs.heartbeat_failed", { error: describeError(error) });
      // Cut off from the database for longer than the leases last: others are at it by now.
      if (Date.now() - renewedAt < leaseSeconds * 1000) return;
      for (const one of held.values()) one.abort(new JobLost("the lease could not be renewed"));
    }
  }

  async function claim(queue: QueueName, limit: number): Promise<ClaimedJob[]> {
    const kinds = kindsOf(queue);
    if (kinds.length === 0 || isStopping || limit < 1) return [];
    const jobs = await claimJobs(pool, kinds, limit, lease, leaseSeconds);
    for (const job of jobs) held.set(job.id, new AbortController());
    return [...jobs];
  }

  /** Runs a job; `onRun` is called when it no longer needs a slot, which may be before its end is written down. */
  async function work(job: ClaimedJob, onRun: () => void): Promise<void> {
    const definition = known.get(job.kind)!;
    const run = { runtime, definition, job, lease, control: held.get(job.id)! };
    try {
      const outcome = await runJob(run);
      onRun();
      if (!outcome.isSettled) await complete(job.id, outcome.result);
      if (job.is_visible) log("info", "job.completed", factsOf(job));
    } catch (error) {
      await settleFailure(run, error);
    } finally {
      held.delete(job.id);
    }
  }

  function start(job: ClaimedJob, onRun = () => {}): Promise<void> {
    const once = () => {
      onRun();
      onRun = () => {};
    };
    const run = work(job, once).catch((error) =>
      // The lease ends by itself, and the next worker tries.
      log("error", "job.not_settled", { ...factsOf(job), error: describeError(error) })
    ).finally(() => {
      running.delete(run);
      once();
    });
    running.add(run);
    return run;
  }

  async function giveBack(job: ClaimedJob): Promise<void> {
    held.delete(job.id);
    await failJob(pool, lease, job.id, { error: "The worker stopped.", retrySeconds: 0, counts: false });
  }

  async function serveQueue(queue: QueueName, bell: Bell): Promise<void> {
    const { slots, ahead } = QUEUES[queue];
    const waiting: ClaimedJob[] = [];
    let busy = 0;
    let roomMade = () => {};
    const room = () => new Promise<void>((resolve) => roomMade = resolve);
    while (!isStopping) {
      try {
        // With room for a few only, going to the database would cost more than it brings.
        const places = slots + ahead - busy - waiting.length;
        const claimed = places > ahead / 2 ? await claim(queue, places) : [];
        waiting.push(...claimed);
        if (claimed.length > 0) bell.noteWork();
        while (busy < slots && waiting.length > 0 && !isStopping) {
          busy++;
          void start(waiting.shift()!, () => {
            busy--;
            roomMade();
          });
        }
        if (busy >= slots) await room();
        else if (claimed.length === 0) await Promise.race([bell.sleep(), ...(busy > 0 ? [room()] : [])]);
      } catch (error) {
        log("error", "jobs.round_failed", { queue, error: describeError(error) });
        await bell.sleep();
      }
    }
    await Promise.all(waiting.map(giveBack));
  }

  return {
    async drain(untilMs) {
      let ran = 0;
      await releaseLostJobs(pool);
      for (const queue of QUEUE_NAMES) {
        while (Date.now() < untilMs) {
          const jobs = await claim(queue, QUEUES[queue].slots);
          if (jobs.length === 0) break;
          await Promise.all(jobs.map((job) => start(job)));
          ran += jobs.length;
        }
      }
      return ran;
    },
    async serve(bell) {
      await beat();
      await Promise.all(
        QUEUE_NAMES.filter((queue) => kindsOf(queue).length > 0).map((queue) => serveQueue(queue, bell)),
      );
    },
    async stop() {
      isStopping = true;
      let timer: ReturnType<typeof setTimeout> | undefined;
      const impatience = new Promise<void>((resolve) => timer = setTimeout(resolve, patienceMs));
      await Promise.race([Promise.all(running), impatience]);
      clearTimeout(timer);
      for (const one of held.values()) one.abort(new WorkerStopped("the worker stops"));
      await Promise.all(running);
      clearInterval(heartbeat);
    },
  };
}

/** Completes jobs in lots: while one statement is under way, what ends meanwhile waits for the next. */
function createCompletions({ pool }: Runtime, lease: string) {
  let waiting: { id: string; result: JobResult }[] = [];
  let next: Promise<void> | undefined;
  let current: Promise<unknown> = Promise.resolve();
  const flush = async () => {
    await current.catch(() => {});
    const lot = waiting;
    waiting = [];
    next = undefined;
    await (current = completeJobs(pool, lease, lot));
  };
  return (id: string, result: JobResult): Promise<void> => {
    waiting.push({ id, result });
    return next ??= flush();
  };
}
