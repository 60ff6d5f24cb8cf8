import { backups } from "../../shared/contracts/ops/backups.ts";
import { invalid, problem } from "../../shared/contracts/kit/problems.ts";
import { bindDetached, bindRead, type Bound } from "../../shared/http/bind.ts";
import { listBackups } from "./backups_queries.ts";
import { downloadBackup, removeKept, shownBackup, uploadBackup } from "./keep_backups.ts";
import { startBackup, startRestore } from "./start_backup.ts";

export const backupRoutes: Bound[] = [
  bindRead(backups.list, ({ sql }) => [listBackups(sql)], ([found]) => ({ backups: found.map(shownBackup) })),
  bindDetached(backups.start, startBackup),
  bindDetached(backups.restore, startRestore),
  bindDetached(backups.download, downloadBackup),
  bindDetached(backups.upload, uploadBackup),
  bindDetached(backups.removeAll, async (ctx) => {
    if (!ctx.query.confirm) throw invalid({ field: "confirm", message: "must be true" });
    return { deleted: (await removeKept(ctx)).length };
  }),
  bindDetached(backups.remove, async (ctx) => {
    const [deleted] = await removeKept(ctx, [ctx.params.filename]);
    if (!deleted) throw problem("not_found");
    return { deleted };
  }),
  bindDetached(backups.removeMany, async (ctx) => {
    const deleted = await removeKept(ctx, ctx.body.filenames);
    const missing = ctx.body.filenames.filter((name) => !deleted.includes(name));
    return { deleted, errors: missing.map((filename) => ({ filename, error: "Not found." })) };
  }),
];
