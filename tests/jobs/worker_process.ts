import { joinBackground } from "../../shared/jobs/background.ts";
import { runBackground } from "../../shared/jobs/run_background.ts";
import { readProcessConfig } from "../../shared/config/config.ts";
import { createRuntime } from "../../shared/http/runtime.ts";
import { z } from "zod";
import { defineJob } from "../../shared/jobs/define_job.ts";

/** A worker in a process of its own whose one job never ends: for a test that kills it. */
const hanging = defineJob({
  name: "probe.hanging",
  queue: "default",
  payload: z.object({ label: z.string() }),
  async run({ progress }) {
    await progress(10, "under way");
    await new Promise(() => setInterval(() => {}, 1000));
  },
});
runBackground(createRuntime(readProcessConfig()), joinBackground({ jobs: [hanging] }), { leaseSeconds: 2 });
