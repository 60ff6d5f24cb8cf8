import { createHash } from "node:crypto";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import postgres from "postgres";
import { hashPassword } from "../../shared/auth/passwords.ts";
import { bootstrapCluster, bootstrapDatabase } from "../../supabase/local/bootstrap.ts";
import { migrate } from "../../supabase/local/migrate.ts";
import { type LocalPostgres, startPostgres } from "../../supabase/local/postgres.ts";
import { splitStatements } from "../../supabase/local/sql_text.ts";
import { UNTIL_VARIABLE } from "../support/server.ts";
import { words } from "./names.ts";

/** How much there is to find. */
export const VOLUME = { tenants: 50, contacts: 200_000, invoices: 200_000, users: 2000 } as const;
export const BENCH_PASSWORD = "Comptoir-Bench-7";

const ROOT = fileURLToPath(new URL("../../", import.meta.url));
export const BENCH_DIR = join(ROOT, ".data", "bench");
/** Everything that shapes the data: a change in any of them makes it anew. */
const SOURCES = ["supabase/migrations", "supabase/local/bootstrap", "tests/bench"];

/** A running server with the seeded volume; `stop` removes it. */
export interface BenchDatabase {
  postgres: LocalPostgres;
  dataDir: string;
}

/**
 * Starts PostgreSQL, with its default and durable settings, on a copy of the seeded volume. Making the volume takes a minute and happens once
 * per state of the migrations; every run works on a copy, so no run finds what another one wrote.
 */
export async function startBenchDatabase(log: (line: string) => void): Promise<BenchDatabase> {
  const prepared = await preparedVolume(log);
  const dataDir = join(BENCH_DIR, `run-${Deno.pid}`);
  await Deno.mkdir(dataDir, { recursive: true });
  const copied = await run("cp", ["-Rp", `${prepared}/.`, dataDir]);
  if (!copied) throw new Error(`cannot copy ${prepared} to ${dataDir}`);
  // Half a gigabyte still to be written would slow the first commits down.
  await run("sync", []);
  return { postgres: await startPostgres({ dataDir, persistent: false, log }), dataDir };
}

async function preparedVolume(log: (line: string) => void): Promise<string> {
  const finished = join(BENCH_DIR, await sourceKey());
  if (await Deno.stat(finished).catch(() => undefined)) return finished;
  const building = `${finished}.${Deno.pid}`;
  log(`making the volume in ${finished}; later runs find it there`);
  const server = await startPostgres({ dataDir: building, persistent: true, fast: true });
  try {
    await bootstrapCluster(server.adminUrl());
    await bootstrapDatabase(server.adminUrl(), "postgres");
    await migrate(server.url(), { until: Deno.env.get(UNTIL_VARIABLE) });
    await seedVolume(server.adminUrl(), log);
    await server.stop();
    await Deno.rename(building, finished);
  } catch (error) {
    await server.stop();
    await Deno.remove(building, { recursive: true }).catch(() => {});
    throw error;
  }
  await removeOthers(finished);
  return finished;
}

async function seedVolume(adminUrl: string, log: (line: string) => void): Promise<void> {
  const script = await Deno.readTextFile(new URL("seed.sql", import.meta.url));
  const sql = postgres(adminUrl, { max: 1, prepare: false, onnotice: () => {} });
  try {
    await sql`create schema bench`;
    await sql`create table bench.words (kind text, position int, word text)`;
    for (const [kind, list] of Object.entries(words)) {
      await sql`insert into bench.words ${sql(list.map((word, position) => ({ kind, position, word })))}`;
    }
    const settings = { ...VOLUME, password_hash: await hashPassword(BENCH_PASSWORD) };
    for (const [name, value] of Object.entries(settings)) {
      await sql`select set_config(${`bench.${name}`}, ${String(value)}, false)`;
    }
    for (const { text, line } of splitStatements(script)) {
      const started = performance.now();
      await sql.unsafe(text).catch((cause) => {
        throw new Error(`seed.sql:${line}: ${cause.message}`, { cause });
      });
      const seconds = (performance.now() - started) / 1000;
      if (seconds > 2) log(`  ${seconds.toFixed(1)} s  ${text.split("\n")[0].slice(0, 80)}`);
    }
    await sql`vacuum (freeze, analyze)`;
    await sql`checkpoint`;
  } finally {
    await sql.end();
  }
}

async function sourceKey(): Promise<string> {
  const hash = createHash("sha256").update(`${Deno.env.get(UNTIL_VARIABLE)}\0${JSON.stringify([VOLUME, words])}`);
  for (const folder of SOURCES) {
    const names = Array.from(Deno.readDirSync(join(ROOT, folder)), (entry) => entry.name);
    for (const name of names.filter((n) => n.endsWith(".sql")).sort()) {
      hash.update(`${folder}/${name}\0`).update(await Deno.readFile(join(ROOT, folder, name))).update("\0");
    }
  }
  return `volume-${hash.digest("hex").slice(0, 16)}`;
}

/** A volume of other migrations will not be asked for again, and a run that was killed left its copy behind. */
async function removeOthers(kept: string): Promise<void> {
  for await (const { name } of Deno.readDir(BENCH_DIR)) {
    const path = join(BENCH_DIR, name);
    if (path === kept || !/^volume-|^run-/.test(name)) continue;
    const inUse = await Deno.stat(join(path, "cluster", "postmaster.pid")).then(() => true, () => false);
    if (!inUse) await Deno.remove(path, { recursive: true }).catch(() => {});
  }
}

async function run(command: string, args: string[]): Promise<boolean> {
  return await new Deno.Command(command, { args, stdout: "null", stderr: "inherit" }).output().then((o) => o.success);
}
