import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { type LocalPostgres, startPostgres } from "../../supabase/local/postgres.ts";

const ROOT = fileURLToPath(new URL("../../", import.meta.url));
const READY_MS = 60_000;

/** Something that can be killed without warning and comes back. */
export interface Victim {
  name: string;
  /** SIGKILL, then a start from what is on disk. Answers how long it was away, in milliseconds. */
  crash(): Promise<number>;
  stop(): Promise<void>;
}

/** The database: every one of its processes dies with the postmaster, and the next start recovers from the write-ahead log. */
export async function postgresVictim(dataDir: string): Promise<Victim & { server: LocalPostgres }> {
  const options = { dataDir, persistent: true };
  let server = await startPostgres(options);
  const { port } = server;
  return {
    name: "postgres",
    get server() {
      return server;
    },
    async crash() {
      const began = performance.now();
      const pidFile = await Deno.readTextFile(join(dataDir, "cluster", "postmaster.pid"));
      Deno.kill(Number(pidFile.split("\n")[0]), "SIGKILL");
      // Lets go of the lock; there is nothing left to stop.
      await server.stop();
      server = await startPostgres({ ...options, port });
      return performance.now() - began;
    },
    stop: () => server.stop(),
  };
}

/** A process of the product, ready when its address answers or, without one, once it runs. */
export async function processVictim(
  name: string,
  script: string,
  env: Record<string, string>,
  readyAt?: string,
): Promise<Victim> {
  const spawn = () =>
    new Deno.Command(Deno.execPath(), {
      args: ["run", "-A", script],
      cwd: ROOT,
      env,
      stdin: "null",
      stdout: "null",
      stderr: "inherit",
    }).spawn();
  const ready = async () => {
    for (const until = Date.now() + READY_MS; readyAt && Date.now() < until;) {
      const answered = await fetch(readyAt).then((r) => r.body?.cancel().then(() => true), () => false);
      if (answered) return;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  };
  let child = spawn();
  await ready();
  return {
    name,
    async crash() {
      const began = performance.now();
      child.kill("SIGKILL");
      await child.status;
      child = spawn();
      await ready();
      return performance.now() - began;
    },
    async stop() {
      child.kill("SIGTERM");
      await child.status;
    },
  };
}
