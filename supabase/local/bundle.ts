import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { allEndpoints } from "../../shared/contracts/all.ts";
import type { ProbeResult } from "./bundle_probe.ts";

/**
 * `deno task bundle`: writes what is deployed, one file per function, and proves of each that the platform can take it: its
 * size, what it imports, and that it loads and answers on the platform's Deno with the platform's permissions.
 */

const ROOT = join(dirname(fileURLToPath(import.meta.url)), "..", "..");
export const OUTPUT_DIR = join(ROOT, "supabase", "functions");

/** What the Edge Runtime is compatible with. */
export const PLATFORM_DENO = "2.1.14";
/** Limit of server-side bundling, in bytes. */
export const MAX_BUNDLE_BYTES = 5 * 1024 * 1024;
/** Memory of a worker, in MB. */
const PLATFORM_MEMORY_MB = 256;

/** Node's modules that the Edge Runtime offers and a function may want. */
const NODE_MODULES = new Set(
  ("assert async_hooks buffer console crypto diagnostics_channel dns dns/promises events fs fs/promises http https module net " +
    "os path perf_hooks process querystring stream stream/web string_decoder timers timers/promises tls tty url util util/types zlib")
    .split(" "),
);
/** What undici requires in branches that are not taken here, its cache on disk and marks for threads; nothing imports them. */
const REQUIRED_ELSEWHERE = new Set(["sqlite", "worker_threads"]);

/** Marks of what the platform does not have: native add-ons, other processes, threads, foreign functions. */
const ABSENT = [
  /\bprocess\.dlopen\b/,
  /["'`][^"'`\s]+\.node["'`]/,
  /\bDeno\.(?:Command|dlopen|run|openKv|cron)\b/,
  /\bnew Worker\(/,
];

/** A function that cannot be deployed; the message is one line. */
export class BundleProblem extends Error {
  override readonly name = "BundleProblem";
}

/** The folders of `functions/` that are functions, in order. */
export function functionNames(): string[] {
  const folder = join(ROOT, "functions");
  return [...Deno.readDirSync(folder)].map((entry) => entry.name).filter((name) =>
    isFile(join(folder, name, "index.ts"))
  )
    .toSorted();
}

/** Bundles one function into `<outputDir>/<name>/index.js` and answers the path. Raises `BundleProblem`. */
export async function bundleFunction(name: string, outputDir: string): Promise<string> {
  const target = join(outputDir, name, "index.js");
  const entry = await Deno.makeTempFile({ suffix: ".ts" });
  try {
    // Deno.serve is what every version of the platform starts; the module itself only exports its handler.
    const globals = import.meta.resolve("./bundle_globals.ts");
    const handler = pathToFileURL(join(ROOT, "functions", name, "index.ts")).href;
    await Deno.writeTextFile(
      entry,
      `import "${globals}";\nimport handler from "${handler}";\nDeno.serve((request) => handler.fetch(request));\n`,
    );
    const options = ["--platform", "deno", "--minify", "--keep-names", "--config", join(ROOT, "deno.json")];
    await run(Deno.execPath(), ["bundle", "--quiet", ...options, "--output", target, entry], ROOT);
  } finally {
    await Deno.remove(entry);
  }
  // A configuration of its own keeps the platform's tools from picking up the one of the repository.
  await Deno.writeTextFile(join(outputDir, name, "deno.json"), "{}\n");
  return target;
}

/** Why the platform could not take a bundle; empty when it can. */
export function complaintsAbout(code: string): string[] {
  const complaints: string[] = [];
  const bytes = new TextEncoder().encode(code).byteLength;
  if (bytes > MAX_BUNDLE_BYTES) {
    complaints.push(`${kilobytes(bytes)} kB is more than ${kilobytes(MAX_BUNDLE_BYTES)} kB`);
  }
  const imported = new Set([...code.matchAll(/["'`]node:([a-z_/]+)["'`]/g)].map(([, name]) => name));
  for (const name of imported) {
    const isImported = new RegExp(`(?:from|import)\\s*\\(?\\s*["'\`]node:${name}["'\`]`).test(code);
    if (NODE_MODULES.has(name) || REQUIRED_ELSEWHERE.has(name) && !isImported) continue;
    complaints.push(`node:${name} is not on the platform`);
  }
  const left = /\b(?:import|from)\s*\(?\s*["'](?!node:)([^"'\s]+)["']/.exec(code);
  if (left && /^(?:npm:|jsr:|https?:|\.{0,2}\/)/.test(left[1])) complaints.push(`${left[1]} is not part of the bundle`);
  for (const mark of ABSENT) {
    const found = mark.exec(code);
    if (found) complaints.push(`${found[0]} does not work on the platform`);
  }
  return complaints;
}

/** What a function is asked: a path that needs a credential, where it has one, and a path nobody has. */
export function probesOf(name: string): { path: string; status: number; code: string }[] {
  const guarded = allEndpoints.find((endpoint) =>
    (name === "api" || endpoint.domain === name) && endpoint.method === "GET" && endpoint.guard !== "public"
  );
  const path = guarded?.path.replace(/:\w+/g, crypto.randomUUID());
  return [
    ...(path
      ? [{ path: `/${name}${path}`, status: 401, code: guarded!.userOnly ? "AUTH_TOKEN_MISSING" : "AUTH_REQUIRED" }]
      : []),
    { path: `/${name}/there-is-no-such-thing`, status: 404, code: "NOT_FOUND" },
  ];
}

/** Loads a bundle with the given Deno and the permissions of the platform, without a database, and asks it. */
export async function probe(deno: string, bundle: string, paths: readonly string[]): Promise<ProbeResult> {
  const permissions = ["--allow-net", "--allow-env", "--allow-read", "--no-prompt"];
  const isolated = ["--no-config", "--no-lock", "--no-npm", "--no-remote"];
  const memory = `--v8-flags=--max-old-space-size=${PLATFORM_MEMORY_MB}`;
  const script = fileURLToPath(new URL("bundle_probe.ts", import.meta.url));
  const printed = await run(
    deno,
    ["run", "--quiet", ...isolated, ...permissions, memory, script, pathToFileURL(bundle).href, JSON.stringify(paths)],
    dirname(bundle),
    {
      DATABASE_URL: "postgres://nobody:nothing@127.0.0.1:1/none",
      JWT_SECRET: "a-secret-for-the-smoke-test-only-0123456789",
      AUDIT_KEYS: '[{"version":1,"key":"a-key-for-the-smoke-test-only-0123456789"}]',
      SECRETS_KEYS: JSON.stringify([{ id: "smoke-test", key: btoa("0123456789abcdef0123456789abcdef") }]),
      LOG_LEVEL: "silent",
    },
  );
  return JSON.parse(printed.trim().split("\n").at(-1)!);
}

/** Path of the platform's Deno, fetched through npm where it is not there yet. Raises `BundleProblem`. */
export async function platformDeno(): Promise<string> {
  // Elsewhere, because it does not understand the configuration and the lock file of this repository.
  const args = ["-y", `deno@${PLATFORM_DENO}`, "eval", "console.log(Deno.execPath())"];
  const printed = await run("npx", args, tmpdir());
  return printed.trim().split("\n").at(-1)!;
}

async function run(
  command: string,
  args: string[],
  cwd: string,
  env: Record<string, string> = {},
): Promise<string> {
  const child = new Deno.Command(command, { args, cwd, env: { NO_COLOR: "1", ...env }, stdin: "null" });
  const { success, stdout, stderr } = await child.output().catch((error) => {
    throw new BundleProblem(`${command} cannot be started: ${error.message}`);
  });
  const [printed, complained] = [stdout, stderr].map((bytes) => new TextDecoder().decode(bytes));
  if (!success) throw new BundleProblem((complained || printed).trim().split("\n").slice(0, 3).join(" | "));
  return printed;
}

function isFile(path: string): boolean {
  try {
    return Deno.statSync(path).isFile;
  } catch {
    return false;
  }
}

function kilobytes(bytes: number): number {
  return Math.round(bytes / 1024);
}

/** Bundles and proves one function; answers the line that says so. Raises `BundleProblem`. */
async function deliver(name: string, deno: string): Promise<string> {
  const bundle = await bundleFunction(name, OUTPUT_DIR);
  const code = await Deno.readTextFile(bundle);
  const complaints = complaintsAbout(code);
  if (complaints.length > 0) throw new BundleProblem(complaints.join("; "));
  const wanted = probesOf(name);
  const { load_ms, answers } = await probe(deno, bundle, wanted.map(({ path }) => path));
  wanted.forEach(({ path, status, code }, i) => {
    const given = answers[i];
    if (given.status !== status || given.code !== code) {
      throw new BundleProblem(`${path} answers ${given.status} ${given.code} instead of ${status} ${code}`);
    }
  });
  const { size } = await Deno.stat(bundle);
  const said = answers.map(({ status }) => status).join(", ");
  return `${name.padEnd(14)} ${String(kilobytes(size)).padStart(5)} kB   loads in ${load_ms} ms, answers ${said}`;
}

if (import.meta.main) {
  let failed = 0;
  try {
    await Deno.remove(OUTPUT_DIR, { recursive: true }).catch((error) => {
      if (!(error instanceof Deno.errors.NotFound)) throw error;
    });
    const deno = await platformDeno();
    for (const name of functionNames()) {
      try {
        console.log(await deliver(name, deno));
      } catch (error) {
        if (!(error instanceof BundleProblem)) throw error;
        failed++;
        console.error(`${name}: ${error.message}`);
      }
    }
    console.log(`bundled for Deno ${PLATFORM_DENO} into ${OUTPUT_DIR}`);
  } catch (error) {
    failed++;
    console.error(error instanceof BundleProblem ? error.message : error);
  }
  Deno.exit(failed > 0 ? 1 : 0);
}
