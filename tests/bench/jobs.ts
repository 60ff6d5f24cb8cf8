import { join } from "node:path";
import { fileURLToPath } from "node:url";
import postgres from "postgres";
import { z } from "zod";
import { joinBackground } from "../../shared/jobs/background.ts";
import { defineConsumer } from "../../shared/jobs/define_consumer.ts";
import { defineJob } from "../../shared/jobs/define_job.ts";
import { runBackground } from "../../shared/jobs/run_background.ts";
import { createRuntime } from "../../shared/http/runtime.ts";
import { bootstrapCluster, bootstrapDatabase } from "../../supabase/local/bootstrap.ts";
import { migrate } from "../../supabase/local/migrate.ts";
import { startPostgres } from "../../supabase/local/postgres.ts";
import { testConfig } from "../support/world.ts";
import { table, whole } from "./figures.ts";

const TARGET_PER_SECOND = 2000;
const SMALL_JOBS = 20_000;
const WORKING_JOBS = 3000;
const EVENTS = 20_000;
const PICK_UPS = 200;

const ROOT = fileURLToPath(new URL("../../", import.meta.url));

/** Measures queue and outbox on a server of their own, with durable commits, and prints a table. */
export async function measureBackground(say: (text: string) => void): Promise<void> {
  const dataDir = await Deno.makeTempDir({ dir: ROOT, prefix: ".data-jobs-" });
  const server = await startPostgres({ dataDir: join(dataDir, "postgres"), persistent: false, log: () => {} });
  try {
    await bootstrapCluster(server.adminUrl());
    await bootstrapDatabase(server.adminUrl(), "postgres");
    await migrate(server.url(), { log: () => {} });
    say(table(["background work", "per second", "target"], await measure(server.url())));
  } finally {
    await server.stop();
    await Deno.remove(dataDir, { recursive: true });
  }
}

async function measure(url: string): Promise<string[][]> {
  const rows: string[][] = [];
  const sql = postgres(url, { max: 4, onnotice: () => {} });
  const runtime = createRuntime(testConfig(url, { DB_POOL_MAX: "10", LOG_LEVEL: "warn" }));
  const [{ id: tenant }] =
    await sql`insert into identity.tenants (subdomain, name) values ('bench', 'Bench') returning id`;
  let left = 0;
  let done = () => {};
  const count = () => --left === 0 && done();
  const all = (jobs: number) => {
    left = jobs;
    return new Promise<void>((resolve) => done = resolve);
  };
  const payload = z.looseObject({});
  const picked: number[] = [];
  let queuedAt = 0;
  const jobs = [
    defineJob({ name: "bench.small", queue: "internal", payload, run: () => Promise.resolve(count()).then(() => {}) }),
    defineJob({
      name: "bench.working",
      queue: "internal",
      payload,
      run: async ({ finish }) => {
        await finish(async (tx) => (await tx`select app.tenant_id() as id`)[0]);
        count();
      },
    }),
    defineJob({
      name: "bench.prompt",
      queue: "realtime",
      payload,
      run: () => {
        picked.push(performance.now() - queuedAt);
        return Promise.resolve(done());
      },
    }),
  ];
  const consumer = defineConsumer({
    name: "bench.events",
    types: ["bench.noted"],
    handle: (batch) => {
      for (let i = 0; i < batch.length; i++) count();
      return Promise.resolve();
    },
  });
  const running = runBackground(runtime, joinBackground({ jobs, consumers: [consumer] }));

  const rate = async (title: string, amount: number, target: string, make: () => Promise<unknown>) => {
    const finished = all(amount);
    await make();
    const began = performance.now();
    await finished;
    rows.push([title, whole(amount / (performance.now() - began) * 1000), target]);
  };
  const queue = (kind: string, amount: number) => () =>
    sql`
    insert into ops.jobs (tenant_id, kind, is_visible)
    select ${tenant}, ${kind}, false from generate_series(1, ${amount}::int)`;
  await rate("small jobs (warm-up)", 2000, "", queue("bench.small", 2000));
  await rate("small jobs", SMALL_JOBS, whole(TARGET_PER_SECOND), queue("bench.small", SMALL_JOBS));
  await rate("jobs with a transaction of their own", WORKING_JOBS, "", queue("bench.working", WORKING_JOBS));
  await rate("events handed to a consumer", EVENTS, "", () =>
    sql`
    insert into app.events (tenant_id, type, entity, entity_id)
    select ${tenant}, 'bench.noted', 'bench', app.new_id() from generate_series(1, ${EVENTS}::int)`);

  for (const [title, pauseMs] of [["asleep", 1500], ["awake", 20]] as const) {
    picked.length = 0;
    const runs = title === "asleep" ? 20 : PICK_UPS;
    for (let i = 0; i < runs; i++) {
      await new Promise((resolve) => setTimeout(resolve, pauseMs));
      const started = new Promise<void>((resolve) => done = resolve);
      queuedAt = performance.now();
      await sql`select app.enqueue('bench.prompt', p_tenant => ${tenant})`;
      await started;
    }
    picked.sort((a, b) => a - b);
    const at = (share: number) => picked[Math.min(runs - 1, Math.floor(share * runs))].toFixed(1);
    rows.push([`pick-up by a worker ${title}, ms p50 / p99`, `${at(0.5)} / ${at(0.99)}`, ""]);
  }
  await running.stop();
  await runtime.close();
  await sql.end();
  return rows;
}

if (import.meta.main) await measureBackground(console.log);
