import { app } from "../../functions/ops/app.ts";
import { background } from "../../functions/ops/background.ts";
import { createJobRunner } from "../../shared/jobs/run_jobs.ts";
import type { FileWorld } from "../files/file_world.ts";
import { type Answer, send } from "../support/app_client.ts";
import type { TestActor } from "../support/world.ts";

/** What a stream of a backup told: the data of its frames, with their ids. */
export type Told = { id: string; event: string; message?: string; error?: string } & Record<string, unknown>;

export function toldIn(answer: Answer): Told[] {
  return answer.text.split("\n\n").filter((frame) => frame.includes("data: ")).map((frame) => ({
    id: /^id: (.+)$/m.exec(frame)![1],
    ...JSON.parse(/^data: (.+)$/m.exec(frame)![1]),
  }));
}

export function backupsOf(world: FileWorld) {
  const { sql, admin } = world.db;
  const drain = async () => {
    const runner = createJobRunner(world.runtime, background.jobs!);
    await runner.drain(Date.now() + 60_000).finally(() => runner.stop());
  };
  /** Follows a start while the worker does the work. */
  const follow = async (actor: TestActor, route: string, query: Record<string, string | boolean>) => {
    const answer = send(app, actor, route, { query });
    // The stream begins once the job is queued.
    let told: Answer | undefined;
    answer.then((one) => told = one);
    while (!told) {
      await drain();
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
    return told;
  };
  return {
    drain,
    backUp: (actor: TestActor, query: Record<string, string | boolean> = {}) =>
      follow(actor, "GET /backups/start", query),
    restore: (actor: TestActor, query: Record<string, string | boolean>) =>
      follow(actor, "POST /backups/restore", query),
    async list(actor: TestActor) {
      const answer = await send(app, actor, "GET /backups");
      return answer.body.data.backups as { filename: string; size: number; includedFiles: number | null }[];
    },
    /** Every row of every table that a restore may touch, by table, of one tenant or of all others. */
    async rows(tenantId: string, which: "own" | "others" = "own"): Promise<Record<string, string[]>> {
      const tables = await sql`select model from ops.backup_tables(true) where of_tenant order by model`;
      const found: Record<string, string[]> = {};
      for (const { model } of tables) {
        const rows = await admin.unsafe(
          `select to_jsonb(t)::text as row from ${model} t
           where tenant_id ${which === "own" ? "=" : "is distinct from"} $1 order by 1`,
          [tenantId],
        );
        found[model] = rows.map(({ row }) => row);
      }
      return found;
    },
  };
}
