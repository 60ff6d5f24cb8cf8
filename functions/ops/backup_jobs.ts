import { z } from "zod";
import { defineJob } from "../../shared/jobs/define_job.ts";
import { makeBackup } from "./make_backup.ts";
import { asTransient, storesOf } from "./backup_stores.ts";
import { restoreBackup } from "./restore_backup.ts";

const HALF_AN_HOUR = { limit: 1800 };

export const makeBackupJob = defineJob({
  name: "backups.make",
  queue: "low",
  policy: HALF_AN_HOUR,
  payload: z.object({ include_users: z.boolean() }),
  async run(ctx) {
    const stores = storesOf(ctx.runtime.config);
    return { ...await makeBackup(ctx, stores, { withUsers: ctx.payload.include_users }).catch(asTransient) };
  },
});

export const restoreBackupJob = defineJob({
  name: "backups.restore",
  queue: "low",
  policy: HALF_AN_HOUR,
  payload: z.object({ file: z.string(), include_users: z.boolean() }),
  run: (ctx) => restoreBackup(ctx, storesOf(ctx.runtime.config)).catch(asTransient),
});
