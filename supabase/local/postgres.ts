import { join, resolve } from "node:path";
import {
  commandAs,
  findPostgresBinaries,
  type Identity,
  LocalPostgresError,
  type PostgresBinaries,
  serverIdentity,
} from "./postgres_binaries.ts";

import {
  clearStaleServer,
  clusterPassword,
  delay,
  isDenied,
  isReady,
  lockDataDir,
  postmasterPid,
  STOP_TIMEOUT_MS,
  trySignal,
} from "./postgres_data.ts";

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
  const lock = await lockDataDir(dataDir);
  try {
    const identity = await serverIdentity(cluster);
    const binaries = await findPostgresBinaries(identity);
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
    const command = await commandAs(identity, [dir], binaries.initdb, [
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
  const deadline = Date.now() + STOP_TIMEOUT_MS;
  if (options.port !== undefined) assertPortFree(options.port);
  for (;;) {
    try {
      return await launchOn(options.port ?? freePort(), binaries, identity, dataDir, options);
    } catch (error) {
      const reason = error instanceof LocalPostgresError ? error.message : "";
      // Another process may take a free port between the look and the bind; workers of a killed server take a moment
      // to notice that they are alone.
      const passing = /pre-existing shared memory/.test(reason) ||
        options.port === undefined && /could not bind|create any TCP/.test(reason);
      if (!passing || Date.now() > deadline) throw error;
      await delay(100);
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
    [cluster],
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

async function lastComplaint(logFile: string): Promise<string> {
  // Workers of a killed server write their last words into the same file.
  const lines = (await Deno.readTextFile(logFile).catch(() => "")).trim().split("\n")
    .filter((line) => !line.includes("unexpected postmaster exit"));
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
