import { fileURLToPath } from "node:url";
import { MigrationError } from "../../supabase/local/migrate.ts";
import { LocalPostgresError } from "../../supabase/local/postgres.ts";
import { SERVER_VARIABLE, startTestServer } from "./server.ts";

/** Counts of one run, as its last line reports them. */
export interface Tally {
  passed: number;
  failed: number;
  skipped: number;
}

const ESCAPES = new RegExp(String.fromCharCode(27) + "\\[[0-9;]*m", "g");
const SUMMARY = /^(?:ok|FAILED) \| (\d+) passed(?: \([^)]*\))? \| (\d+) failed(?: \([^)]*\))?(?: \| (\d+) ignored)?/gm;

/**
 * Reads the counts from the summary `deno test` prints. A run that ended badly without a failed test, such as a file
 * that does not compile, counts as one failure.
 */
export function readTally(output: string, success: boolean): Tally {
  const plain = output.replace(ESCAPES, "");
  const [, passed = "0", failed = "0", skipped = "0"] = [...plain.matchAll(SUMMARY)].at(-1) ?? [];
  const tally = { passed: Number(passed), failed: Number(failed), skipped: Number(skipped) };
  if (!success && tally.failed === 0) tally.failed = 1;
  return tally;
}

/** The line `N passed, N failed`, followed by `, N skipped` when a test was ignored. */
export function formatTally(tally: Tally): string {
  const skipped = tally.skipped > 0 ? `, ${tally.skipped} skipped` : "";
  return `${tally.passed} passed, ${tally.failed} failed${skipped}`;
}

async function runTests(args: string[]): Promise<number> {
  const [server, postgres] = await startTestServer(console.error);
  try {
    const child = new Deno.Command(Deno.execPath(), {
      args: ["test", "-A", "--parallel", ...args, ...(args.some(isPath) ? [] : ["tests/"])],
      cwd: fileURLToPath(new URL("../../", import.meta.url)),
      env: {
        [SERVER_VARIABLE]: JSON.stringify(server),
        DENO_JOBS: Deno.env.get("DENO_JOBS") ?? String(Math.max(2, navigator.hardwareConcurrency)),
        ...(Deno.stdout.isTerminal() ? { FORCE_COLOR: "1" } : {}),
      },
      stdout: "piped",
    }).spawn();
    // Passed on instead of obeyed: the tests end first, then the server, then this process.
    for (const signal of ["SIGINT", "SIGTERM"] as const) Deno.addSignalListener(signal, () => child.kill(signal));
    const output = await forward(child.stdout);
    const { code, success } = await child.status;
    const tally = readTally(output, success);
    await postgres.stop();
    console.log(formatTally(tally));
    return tally.failed > 0 ? code || 1 : code;
  } finally {
    await postgres.stop();
  }
}

function isPath(argument: string): boolean {
  if (argument.startsWith("-")) return false;
  try {
    Deno.statSync(argument);
    return true;
  } catch {
    return /[*/]/.test(argument);
  }
}

/** Streams to the terminal and keeps the end, where the summary is. */
async function forward(stream: ReadableStream<Uint8Array>): Promise<string> {
  const decoder = new TextDecoder();
  let tail = "";
  for await (const chunk of stream) {
    for (let written = 0; written < chunk.length;) written += await Deno.stdout.write(chunk.subarray(written));
    tail = (tail + decoder.decode(chunk, { stream: true })).slice(-20_000);
  }
  return tail;
}

if (import.meta.main) {
  try {
    Deno.exit(await runTests(Deno.args));
  } catch (error) {
    // No database, no tests: the reason in one line, and still the last line every caller reads.
    const expected = error instanceof LocalPostgresError || error instanceof MigrationError;
    console.error(expected ? error.message : error);
    console.log(formatTally({ passed: 0, failed: 1, skipped: 0 }));
    Deno.exit(1);
  }
}
