import assert from "node:assert/strict";
import { fileURLToPath } from "node:url";
import { z } from "zod";
import { joinBackground } from "../../shared/jobs/background.ts";
import { defineJob } from "../../shared/jobs/define_job.ts";
import { runBackground } from "../../shared/jobs/run_background.ts";
import { until } from "../support/until.ts";
import { openWorld, processEnvironment } from "../support/world.ts";
import { queueOf } from "./probe_jobs.ts";

const world = await openWorld();
Deno.test.afterAll(() => world.close());
const { enqueue, job } = queueOf(world);

Deno.test("the job of a killed worker process is taken up by another within seconds, as its next attempt", async () => {
  const tenant = await world.tenant();
  const id = await enqueue(tenant.id, "probe.hanging");
  const child = new Deno.Command(Deno.execPath(), {
    args: ["run", "-A", fileURLToPath(new URL("worker_process.ts", import.meta.url))],
    env: processEnvironment(world.db.url),
    stdout: "null",
    stderr: "null",
  }).spawn();
  await until(async () => (await job(id))!.message === "under way", "the process is at it", 60_000);
  const attempts: number[] = [];
  const other = defineJob({
    name: "probe.hanging",
    queue: "default",
    payload: z.object({ label: z.string() }),
    run: ({ attempt }) => {
      attempts.push(attempt);
      return Promise.resolve({ by: "another" });
    },
  });
  const worker = runBackground(world.runtime, joinBackground({ jobs: [other] }), { leaseSeconds: 2 });
  try {
    const { lease_id } = (await job(id))!;
    await world.db.sql`select pg_sleep(2.5)`;
    assert.equal((await job(id))!.lease_id, lease_id, "a worker that lives keeps its job beyond the lease");
    child.kill("SIGKILL");
    await child.status;
    await until(async () => (await job(id))!.status === "completed", "another finishes it");
  } finally {
    await worker.stop();
  }
  assert.deepEqual([attempts, (await job(id))!.result], [[2], { by: "another" }]);
});
