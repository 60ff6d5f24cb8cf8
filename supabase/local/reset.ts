import { join } from "node:path";
import { DEFAULT_DATA_DIR } from "./stack.ts";

/** `deno task reset`: empties DATA_DIR (`.data`); the next start begins anew. Refuses while the stack is running. */

const dataDir = Deno.env.get("DATA_DIR") || DEFAULT_DATA_DIR;
const cluster = join(dataDir, "postgres", "cluster", "postmaster.pid");
const pid = Number((await Deno.readTextFile(cluster).catch(() => "")).split("\n")[0]);
if (pid && isAlive(pid)) {
  console.error(`The stack is running (PostgreSQL process ${pid}). Stop it with Ctrl-C first.`);
  Deno.exit(1);
}
for (const folder of ["postgres", "storage", "keys.json", "outbox", "demo"]) {
  await Deno.remove(join(dataDir, folder), { recursive: true }).catch((error) => {
    if (!(error instanceof Deno.errors.NotFound)) throw error;
  });
}
console.log("Local data removed.");

/** Signal 0 cannot be sent from here; SIGCONT leaves a running process as it is. */
function isAlive(process: number): boolean {
  try {
    Deno.kill(process, "SIGCONT");
    return true;
  } catch (error) {
    return !(error instanceof Deno.errors.NotFound);
  }
}
