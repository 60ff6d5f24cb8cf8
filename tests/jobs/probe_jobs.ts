import { z } from "zod";
import { defineJob, type JobContext, type JobResult } from "../../shared/jobs/define_job.ts";
import type { QueueName, RetryPolicy } from "../../shared/jobs/queue_rules.ts";
import { createJobRunner, type JobRunnerOptions } from "../../shared/jobs/run_jobs.ts";
import { type World } from "../support/world.ts";

let kinds = 0;

interface ProbeOptions {
  queue?: QueueName;
  policy?: Partial<RetryPolicy>;
}

/** A job under a kind of its own that does as told. */
export function probeJob(
  run: (ctx: JobContext<{ label: string }>) => Promise<JobResult> | JobResult,
  { queue = "default", policy }: ProbeOptions = {},
) {
  const name = `probe.${String.fromCharCode(97 + Math.floor(kinds / 26), 97 + kinds++ % 26)}`;
  return defineJob({
    name,
    queue,
    policy,
    payload: z.object({ label: z.string() }),
    run: async (ctx) => await run(ctx),
  });
}

/** The queue of a world as its tests use it. */
export function queueOf(world: World) {
  const { sql } = world.db;
  return {
    /** Queues a job as the service of the tenant, as SQL of a trigger would. */
    async enqueue(
      tenantId: string,
      kind: string,
      label = "x",
      { key = null as string | null, lane = null as string | null, visible = true, payload = {} as object } = {},
    ): Promise<string> {
      const body = JSON.stringify({ label, ...payload });
      const [{ id }] = await sql`
        select app.enqueue(${kind}, ${body}::text::jsonb, ${key}, null, ${lane}, ${visible}, ${tenantId}) as id`;
      return id;
    },
    async job(id: string) {
      const [row] = await sql`
        select status, progress, message, result, error_message, attempts, lease_id,
          extract(epoch from run_at - now())::float8 as wait
        from ops.jobs where id = ${id}`;
      return row as unknown as undefined | {
        status: string;
        progress: number;
        message: string | null;
        result: unknown;
        error_message: string | null;
        attempts: number;
        lease_id: string | null;
        wait: number;
      };
    },
    /** Makes a waiting job due, as time would. */
    fastForward: (id: string) => sql`update ops.jobs set run_at = now() where id = ${id}`,
    /** Runs what is due with a runner of its own. */
    async drain(jobs: ReturnType<typeof probeJob>[], options: JobRunnerOptions = {}): Promise<number> {
      const runner = createJobRunner(world.runtime, jobs, options);
      try {
        return await runner.drain(Date.now() + 20_000);
      } finally {
        await runner.stop();
      }
    },
  };
}
