import { createHash } from "node:crypto";
import { statfsSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { bootstrapCluster, bootstrapDatabase } from "../../supabase/local/bootstrap.ts";
import { migrate } from "../../supabase/local/migrate.ts";
import { type LocalPostgres, startPostgres } from "../../supabase/local/postgres.ts";

/** What a test process needs to reach the server of the run. Travels as JSON in an environment variable. */
export interface TestServer {
  host: string;
  port: number;
  password: string;
  /** Migrated database that every test database is a copy of. */
  template: string;
}

export const SERVER_VARIABLE = "COMPTOIR_TEST_POSTGRES";

/** Version of the last migration of the template: tests an earlier schema, or beside a migration still being written. */
export const UNTIL_VARIABLE = "COMPTOIR_TEST_UNTIL";

const ROOT = fileURLToPath(new URL("../../", import.meta.url));
const CACHE = join(ROOT, ".data", "test-postgres");
const TEMPLATE = "comptoir_template";
const PREFIX = "comptoir-test-";
const ABANDONED_MS = 10 * 60_000;
const NEEDED_MEMORY = 4 * 1024 ** 3;
const KEPT_CLUSTERS = 3;

/** Everything that shapes the template: a change in any of them makes a new one. */
const SOURCE_FOLDERS = ["supabase/migrations", "supabase/local/bootstrap"];
const SOURCE_FILES = ["supabase/local/bootstrap.ts", "supabase/local/migrate.ts", "supabase/local/postgres.ts"];

/**
 * Starts a throw-away server that holds the migrated template database. It ends with this process at the latest and
 * leaves no files.
 *
 * Making the cluster and running every migration happens once per state of the sources: the result is kept below
 * `.data/test-postgres` and copied for each server.
 */
export async function startTestServer(log?: (line: string) => void): Promise<[TestServer, LocalPostgres]> {
  const prepared = await preparedCluster(log);
  await removeAbandoned(memoryFolder() ?? tmpdir());
  const dataDir = await Deno.makeTempDir({ dir: memoryFolder(), prefix: PREFIX });
  const server = await copyFolder(prepared, dataDir)
    .then(() => startPostgres({ dataDir, persistent: false, fast: true }))
    .catch(async (error) => {
      await Deno.remove(dataDir, { recursive: true });
      throw error;
    });
  const password = decodeURIComponent(new URL(server.adminUrl()).password);
  return [{ host: server.host, port: server.port, password, template: TEMPLATE }, server];
}

/**
 * A database is some three hundred files; making them in memory is ten times faster than on a disk. Containers often
 * have only a token amount of shared memory, which must not be filled.
 */
export function memoryFolder(): string | undefined {
  try {
    const { bavail, bsize } = statfsSync("/dev/shm");
    return bavail * bsize > NEEDED_MEMORY ? "/dev/shm" : undefined;
  } catch {
    return undefined;
  }
}

/** A process killed while it copied could not clean up, and memory is dear. Nobody copies for this long. */
async function removeAbandoned(folder: string): Promise<void> {
  for await (const entry of Deno.readDir(folder)) {
    const path = join(folder, entry.name);
    if (!entry.name.startsWith(PREFIX) || await exists(join(path, "cluster", "postmaster.pid"))) continue;
    const { mtime } = await Deno.stat(path).catch(() => ({ mtime: null }));
    if (mtime && Date.now() - mtime.getTime() > ABANDONED_MS) {
      await Deno.remove(path, { recursive: true }).catch(() => {});
    }
  }
}

async function preparedCluster(log?: (line: string) => void): Promise<string> {
  const finished = join(CACHE, await sourceKey());
  if (await exists(finished)) {
    await Deno.utime(finished, new Date(), new Date());
    return finished;
  }
  const building = `${finished}.${Deno.pid}`;
  try {
    await buildCluster(building, log);
    await Deno.rename(building, finished);
  } catch (error) {
    await Deno.remove(building, { recursive: true }).catch(() => {});
    // Another process may have finished the same cluster in the meantime.
    if (!await exists(finished)) throw error;
  }
  await removeOldClusters();
  return finished;
}

async function buildCluster(dataDir: string, log?: (line: string) => void): Promise<void> {
  const server = await startPostgres({ dataDir, persistent: true, fast: true, log });
  try {
    await bootstrapCluster(server.adminUrl());
    await bootstrapDatabase(server.adminUrl(), TEMPLATE);
    await migrate(server.url(TEMPLATE), { until: Deno.env.get(UNTIL_VARIABLE) });
  } finally {
    await server.stop();
  }
}

async function sourceKey(): Promise<string> {
  const hash = createHash("sha256").update(`${Deno.env.get(UNTIL_VARIABLE)}\0`);
  const inFolders = SOURCE_FOLDERS.flatMap((folder) =>
    Array.from(Deno.readDirSync(join(ROOT, folder)), (entry) => `${folder}/${entry.name}`).filter((path) =>
      path.endsWith(".sql")
    ).sort()
  );
  for (const path of [...SOURCE_FILES, ...inFolders]) {
    hash.update(`${path}\0`).update(await Deno.readFile(join(ROOT, path))).update("\0");
  }
  // A cluster belongs to the account that made it; another user of the same checkout makes its own.
  return `${hash.digest("hex").slice(0, 16)}-${Deno.uid()}`;
}

async function removeOldClusters(): Promise<void> {
  const clusters: { path: string; used: number }[] = [];
  for await (const entry of Deno.readDir(CACHE)) {
    const path = join(CACHE, entry.name);
    const used = (await Deno.stat(path).catch(() => undefined))?.mtime?.getTime();
    if (used !== undefined && entry.name.endsWith(`-${Deno.uid()}`)) clusters.push({ path, used });
  }
  const old = clusters.sort((a, b) => b.used - a.used).slice(KEPT_CLUSTERS);
  for (const { path } of old) await Deno.remove(path, { recursive: true }).catch(() => {});
}

async function copyFolder(from: string, to: string): Promise<void> {
  // Owners and modes must survive: the server refuses a cluster that others may read. `cp` alone keeps both.
  const { success, stderr } = await new Deno.Command("cp", { args: ["-Rp", `${from}/.`, to], stderr: "piped" })
    .output();
  if (!success) throw new Error(`cannot copy the prepared cluster: ${new TextDecoder().decode(stderr).trim()}`);
}

function exists(path: string): Promise<boolean> {
  return Deno.stat(path).then(() => true, () => false);
}
