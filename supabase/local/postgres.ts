import { join, resolve } from "node:path";
import {
  commandAs,
  findPostgresBinaries,
  type Identity,
  LocalPostgresError,
  type PostgresBinaries,
  serverIdentity,
} from "./postgres_binaries.ts";

export { LocalPostgresError } from "./postgres_binaries.ts";

/** A running server, reachable on the loopback interface only. */
export interface LocalPostgres {
  host: string;
  port: number;
  /** Superuser `supabase_admin`: owner of the platform schemas. Application code never connects as it. */
  adminUrl(database?: string): string;
  /** Role `postgres`, as on a hosted project: bypasses row level security but is no superuser. */
  url(database?: string): string;
  /** Another login role of the bootstrap, such as `supabase_realtime_admin` or `authenticator`. */
  roleUrl(role: string, database?: string): string;
  /** Resolves when no server process is left. Safe to call twice. */
  stop(): Promise<void>;
}

/** How to run the server. */
export interface StartOptions {
  /** Holds the cluster (`cluster/`), its password and a lock. Created when missing. */
  dataDir: string;
  /** Default: a free port. */
  port?: number;
  /** False: the server stops without a checkpoint and `dataDir` is removed afterwards. */
  persistent: boolean;
  log?: (line: string) => void;
  /** Gives up durability (fsync, synchronous commit, full pages) for speed. Tests only. */
  fast?: boolean;
}

const HOST = "127.0.0.1";
const START_TIMEOUT_MS = 60_000;
const STOP_TIMEOUT_MS = 30_000;

/**
 * Runs the server as a child and ties it to the life of this process: `read` returns when the pipe to the parent
 * closes, which the kernel does on every kind of exit, kill -9 included. A background command would get /dev/null as
 * its input, hence the explicit descriptor.
 */
const WATCHDOG = `
signal=$1 wipe=$2 log=$3; shift 3
exec 3<&0
"$@" </dev/null >"$log" 2>&1 3<&- &
server=$!
( read -r _; kill -s "$signal" "$server" ) <&3 2>/dev/null &
watcher=$!
wait "$server"; status=$?
kill "$watcher" 2>/dev/null
if [ -n "$wipe" ]; then rm -rf "$wipe"; fi
exit "$status"`;

/**
 * Starts PostgreSQL 17 on the loopback interface, creating the cluster on first use.
 *
 * The server never outlives this process. After a crash the next start recovers by itself. `wal_level` is logical and
 * the time zone UTC, as on a hosted project; the database language is C.UTF-8 (code point order on every machine).
 *
 * @throws {LocalPostgresError} when the folder is in use or not writable, the port is taken, or the server cannot start.
 */
export async function startPostgres(options: StartOptions): Promise<LocalPostgres> {
  const dataDir = resolve(options.dataDir);
  const cluster = join(dataDir, "cluster");
  const log = options.log ?? (() => {});
  const binaries = await findPostgresBinaries();
  const lock = await lockDataDir(dataDir);
  try {
    const identity = await serverIdentity(cluster);
    if (identity) await Deno.chown(dataDir, identity.uid, identity.gid);
    const password = await clusterPassword(dataDir);
    await clearStaleServer(cluster, log);
    await createCluster(binaries, identity, dataDir, password, log);
    const server = await launch(binaries, identity, dataDir, options);
    return describeServer(server, lock, password);
  } catch (error) {
    lock.close();
    throw error;
  }
}

function describeServer(server: Server, lock: Deno.FsFile, password: string): LocalPostgres {
  const roleUrl = (role: string, database = "postgres") =>
    `postgres://${role}:${password}@${HOST}:${server.port}/${encodeURIComponent(database)}`;
  let stopping: Promise<void> | undefined;
  return {
    host: HOST,
    port: server.port,
    roleUrl,
    adminUrl: (database) => roleUrl("supabase_admin", database),
    url: (database) => roleUrl("postgres", database),
    stop: () => stopping ??= stopServer(server).finally(() => lock.close()),
  };
}

/** The kernel drops this lock with the process, so it never goes stale as a pid file does. */
async function lockDataDir(dataDir: string): Promise<Deno.FsFile> {
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
  if (!await lock.tryLock(true)) {
    const owner = (await Deno.readTextFile(join(dataDir, "lock"))).trim();
    lock.close();
    throw new LocalPostgresError(
      `${dataDir} is in use by a server that process ${
        owner || "?"
      } started: stop that process or choose another data folder.`,
    );
  }
  await lock.truncate(0);
  await lock.write(new TextEncoder().encode(`${Deno.pid}\n`));
  return lock;
}

function isDenied(error: unknown): boolean {
  return error instanceof Deno.errors.PermissionDenied || (error as { code?: string }).code === "EROFS";
}

/** One random password for every login role: the server listens on loopback, where other users of the machine are. */
async function clusterPassword(dataDir: string): Promise<string> {
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
async function clearStaleServer(cluster: string, log: (line: string) => void): Promise<void> {
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
  await Deno.remove(join(cluster, "postmaster.pid"));
}

async function postmasterPid(cluster: string): Promise<number | undefined> {
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

async function createCluster(
  binaries: PostgresBinaries,
  identity: Identity | undefined,
  dataDir: string,
  password: string,
  log: (line: string) => void,
): Promise<void> {
  const cluster = join(dataDir, "cluster");
  const unfinished = join(dataDir, "cluster.new");
  if (await Deno.stat(join(cluster, "PG_VERSION")).catch(() => undefined)) return;
  log(`Creating the database cluster in ${dataDir}.`);
  // A crash half-way leaves only the unfinished folder: the final name appears complete or not at all.
  await Deno.remove(unfinished, { recursive: true }).catch(() => {});
  const passwordFile = join(dataDir, "password.initdb");
  await Deno.writeTextFile(passwordFile, password, { mode: 0o600 });
  if (identity) await Deno.chown(passwordFile, identity.uid, identity.gid);
  try {
    await runInitdb(binaries, identity, unfinished, passwordFile);
  } finally {
    await Deno.remove(passwordFile);
  }
  await Deno.rename(unfinished, cluster);
}

async function runInitdb(
  binaries: PostgresBinaries,
  identity: Identity | undefined,
  dir: string,
  passwordFile: string,
) {
  const failures: string[] = [];
  // The built-in provider sorts and folds case alike everywhere; pg_trgm still asks the C library what a letter is,
  // and the name of a Unicode character type differs between systems.
  for (const characterType of ["C.UTF-8", "en_US.UTF-8", "C.utf8", "UTF-8"]) {
    const command = await commandAs(identity, [binaries.initdb, dir], binaries.initdb, [
      `--pgdata=${dir}`,
      "--username=supabase_admin",
      `--pwfile=${passwordFile}`,
      "--auth=scram-sha-256",
      "--encoding=UTF8",
      "--locale=C",
      `--lc-ctype=${characterType}`,
      "--locale-provider=builtin",
      "--builtin-locale=C.UTF-8",
      "--no-sync",
      // Iterations protect weak passwords; ours has 192 random bits, and each one would slow every connection down.
      "--set=scram_iterations=1",
    ], { stdin: "null", stdout: "piped", stderr: "piped" });
    const output = await command.output();
    if (output.success) return;
    failures.push(new TextDecoder().decode(output.stderr).trim());
    await Deno.remove(dir, { recursive: true }).catch(() => {});
    if (!failures.at(-1)!.includes("locale")) break;
  }
  throw new LocalPostgresError(`initdb failed: ${failures.at(-1)!.replaceAll("\n", " | ")}`);
}

interface Server {
  port: number;
  cluster: string;
  process: Deno.ChildProcess;
  dataDir: string;
  persistent: boolean;
}

async function launch(
  binaries: PostgresBinaries,
  identity: Identity | undefined,
  dataDir: string,
  options: StartOptions,
): Promise<Server> {
  const attempts = options.port === undefined ? 5 : 1;
  for (let attempt = 1;; attempt++) {
    const port = options.port ?? freePort();
    if (options.port !== undefined) assertPortFree(options.port);
    try {
      return await launchOn(port, binaries, identity, dataDir, options);
    } catch (error) {
      // Another process may take a free port between the look and the bind.
      const taken = error instanceof LocalPostgresError && /could not bind|create any TCP/.test(error.message);
      if (!taken || attempt >= attempts) throw error;
    }
  }
}

async function launchOn(
  port: number,
  binaries: PostgresBinaries,
  identity: Identity | undefined,
  dataDir: string,
  options: StartOptions,
): Promise<Server> {
  const cluster = join(dataDir, "cluster");
  const logFile = join(cluster, "server.log");
  const wipe = options.persistent ? "" : dataDir;
  const signal = options.persistent ? "INT" : "QUIT";
  const args = [binaries.postgres, "-D", cluster, ...settings(port, options.fast ?? false)];
  const command = await commandAs(
    identity,
    [binaries.postgres, cluster],
    "sh",
    ["-c", WATCHDOG, "postgres-watchdog", signal, wipe, logFile, ...args],
    { stdin: "piped", stdout: "null", stderr: "null", detached: true },
  );
  const process = command.spawn();
  process.unref();
  const server = { port, cluster, process, dataDir, persistent: options.persistent };
  let ended = false;
  process.status.then(() => ended = true);
  const deadline = Date.now() + START_TIMEOUT_MS;
  while (!await isReady(cluster)) {
    if (ended) throw new LocalPostgresError(`PostgreSQL did not start: ${await lastComplaint(logFile)}`);
    if (Date.now() > deadline) {
      await stopServer(server);
      throw new LocalPostgresError(`PostgreSQL was not ready after ${START_TIMEOUT_MS / 1000} s; see ${logFile}.`);
    }
    await delay(10);
  }
  return server;
}

function settings(port: number, fast: boolean): string[] {
  const values: Record<string, string | number> = {
    port,
    listen_addresses: HOST,
    unix_socket_directories: "",
    wal_level: "logical",
    timezone: "UTC",
    log_timezone: "UTC",
    max_connections: 200,
    shared_preload_libraries: "pg_stat_statements",
    ...(fast
      ? { fsync: "off", synchronous_commit: "off", full_page_writes: "off", wal_init_zero: "off", wal_recycle: "off" }
      : {}),
  };
  return Object.entries(values).flatMap(([name, value]) => ["-c", `${name}=${value}`]);
}

/** Line 8 of postmaster.pid is the state the server publishes for exactly this purpose. */
async function isReady(cluster: string): Promise<boolean> {
  const lines = (await Deno.readTextFile(join(cluster, "postmaster.pid")).catch(() => "")).split("\n");
  return lines[7]?.trim() === "ready";
}

async function lastComplaint(logFile: string): Promise<string> {
  const lines = (await Deno.readTextFile(logFile).catch(() => "")).trim().split("\n");
  const complaints = lines.filter((line) => /FATAL|ERROR|LOG: {2}could not|HINT|No such file|denied/.test(line));
  return (complaints.length > 0 ? complaints : lines).slice(-3).join(" | ") || `no message in ${logFile}`;
}

async function stopServer(server: Server): Promise<void> {
  server.process.ref();
  await server.process.stdin.close().catch(() => {});
  const pid = await postmasterPid(server.cluster);
  const timer = setTimeout(() => pid && trySignal(pid, "SIGQUIT"), STOP_TIMEOUT_MS);
  await server.process.status;
  clearTimeout(timer);
  if (!server.persistent) await Deno.remove(server.dataDir, { recursive: true }).catch(() => {});
}

function trySignal(pid: number, signal: Deno.Signal): void {
  try {
    Deno.kill(pid, signal);
  } catch {
    // Already gone, or not ours: the caller's deadline reports it.
  }
}

function freePort(): number {
  const listener = Deno.listen({ hostname: HOST, port: 0 });
  const { port } = listener.addr as Deno.NetAddr;
  listener.close();
  return port;
}

function assertPortFree(port: number): void {
  try {
    Deno.listen({ hostname: HOST, port }).close();
  } catch (cause) {
    const reason = isDenied(cause) ? "may not be opened by this user" : "is already in use";
    throw new LocalPostgresError(`Port ${port} ${reason}: stop the other program or choose another port.`, { cause });
  }
}

function delay(ms: number): Promise<void> {
  return new Promise((done) => setTimeout(done, ms));
}
