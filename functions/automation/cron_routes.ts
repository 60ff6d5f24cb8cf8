import { cron } from "../../shared/contracts/automation/cron.ts";
import { bindDetached, type Bound } from "../../shared/http/bind.ts";
import { knownBackground } from "../../shared/jobs/background.ts";
import { drainBackground } from "../../shared/jobs/run_background.ts";
import { execCronJobs } from "./exec_cron_jobs.ts";
import { requireSchedulerSecret } from "./scheduler_secret.ts";

export const cronRoutes: Bound[] = [
  bindDetached(cron.exec, execCronJobs),
  bindDetached(cron.execByGet, execCronJobs),
  bindDetached(cron.drain, async ({ request, runtime }) => {
    await requireSchedulerSecret(request, runtime.config);
    return await drainBackground(runtime, knownBackground(), runtime.config.DRAIN_SECONDS * 1000);
  }),
];
