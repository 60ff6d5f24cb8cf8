import { join } from "node:path";
import { LocalPostgresError } from "./postgres_binaries.ts";

/** How long a server may take to end before something is wrong with it. */
export const STOP_TIMEOUT_MS = 30_000;
/** Above every kernel's limit, so no process has it. */
const IMPOSSIBLE_PID = 2_147_483_647;
/** Line of postmaster.pid (0-based) where the server publishes its state for programs that wait for it. */
const STATE_LINE = 7;

/** The kernel drops this lock with the process, so it never goes stale as a pid file does. */
export async function lockDataDir(dataDir: string): Promise<Deno.FsFile> {
  let lock: Deno.FsFile;
  try {
    await Deno.mkdir(dataDir, { recursive: true });
    lock = await Deno.open(join(dataDir, "lock"), { read: true, write: true, create: true });
  } catch (cause) {
    if (!isDenied(cause)) throw cause;
    throw new LocalPostgresError(
      `Cannot write to ${dataDir}: give this user write access to it or choose another data folder.`,
      { cause },
    );
  }
  // A process that is just dying still holds it for a moment.
  const deadline = Date.now() + 2_000;
  while (!await lock.tryLock(true)) {
    if (Date.now() < deadline) {
      await delay(50);
      continue;
    }
    const owner = (await Deno.readTextFile(join(dataDir, "lock"))).trim() || "?";
    lock.close();
    const wayOut = "stop that process or choose another data folder";
    throw new LocalPostgresError(`${dataDir} is in use by a server that process ${owner} started: ${wayOut}.`);
  }
  await lock.truncate(0);
  await lock.write(new TextEncoder().encode(`${Deno.pid}\n`));
  return lock;
}

export function isDenied(error: unknown): boolean {
  return error instanceof Deno.errors.PermissionDenied || (error as { code?: string }).code === "EROFS";
}

/** One random password for every login role: the server listens on loopback, where other users of the machine are. */
export async function clusterPassword(dataDir: string): Promise<string> {
  const path = join(dataDir, "password");
  try {
    return (await Deno.readTextFile(path)).trim();
  } catch (error) {
    if (isDenied(error)) {
      throw new LocalPostgresError(
        `${path} belongs to another user: remove ${dataDir} or run as the user who made it.`,
      );
    }
    if (!(error instanceof Deno.errors.NotFound)) throw error;
  }
  const bytes = crypto.getRandomValues(new Uint8Array(24));
  const password = Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
  await Deno.writeTextFile(path, password, { mode: 0o600 });
  return password;
}

/** The lock is ours, so a server still in the folder lost its parent: let it finish, or end it. */
export async function clearStaleServer(cluster: string, log: (line: string) => void): Promise<void> {
  const pid = await postmasterPid(cluster);
  if (pid === undefined) return;
  const deadline = Date.now() + STOP_TIMEOUT_MS;
  let signalAt = Date.now() + 3_000;
  let announced = false;
  while (await isServer(pid, cluster)) {
    if (!announced) log(`A server of an earlier run (process ${pid}) is still stopping; waiting for it.`);
    announced = true;
    if (Date.now() > deadline) {
      throw new LocalPostgresError(
        `${cluster} is in use by PostgreSQL process ${pid}: end it with \`kill -INT ${pid}\`.`,
      );
    }
    if (Date.now() > signalAt) {
      trySignal(pid, "SIGINT");
      signalAt = Infinity;
    }
    await delay(50);
  }
  if (await postmasterPid(cluster) === undefined) return;
  log(`The last run ended without a shutdown (process ${pid} is gone); PostgreSQL recovers the data.`);
  // The file stays: it also leads the server to shared memory that orphaned workers may still write to. Only the pid
  // goes, because a number in use by another program would make the server refuse.
  const path = join(cluster, "postmaster.pid");
  const lines = (await Deno.readTextFile(path)).split("\n");
  lines[0] = String(IMPOSSIBLE_PID);
  if (lines.length > STATE_LINE) lines[STATE_LINE] = "stopped";
  await Deno.writeTextFile(path, lines.join("\n"));
}

export async function postmasterPid(cluster: string): Promise<number | undefined> {
  const text = await Deno.readTextFile(join(cluster, "postmaster.pid")).catch(() => "");
  const pid = Number(text.split("\n")[0]);
  return Number.isInteger(pid) && pid > 0 ? pid : undefined;
}

/** A pid alone proves nothing: numbers are reused, quickly so in containers. The command line decides. */
async function isServer(pid: number, cluster: string): Promise<boolean> {
  const fromProc = await Deno.readTextFile(`/proc/${pid}/cmdline`).catch(() => undefined);
  if (fromProc !== undefined) return fromProc.split("\0").includes(cluster);
  if (Deno.build.os === "linux") return false;
  const ps = await new Deno.Command("ps", { args: ["-o", "args=", "-p", String(pid)], stderr: "null" }).output();
  return new TextDecoder().decode(ps.stdout).includes(cluster);
}

/** True once the server of this folder accepts connections. */
export async function isReady(cluster: string): Promise<boolean> {
  const lines = (await Deno.readTextFile(join(cluster, "postmaster.pid")).catch(() => "")).split("\n");
  return lines[STATE_LINE]?.trim() === "ready";
}

export function trySignal(pid: number, signal: Deno.Signal): void {
  try {
    Deno.kill(pid, signal);
  } catch {
    // Already gone, or not ours: the caller's deadline reports it.
  }
}

export function delay(ms: number): Promise<void> {
  return new Promise((done) => setTimeout(done, ms));
}
