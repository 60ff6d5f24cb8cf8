import assert from "node:assert/strict";
import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";
import type { AnyEndpoint } from "../../shared/contracts/kit/endpoint.ts";
import { readSource, sourceFiles } from "../support/source_tree.ts";

/**
 * What the types cost is counted, not timed: instantiations are the same on every machine. The kernel and the libraries all
 * functions stand on make up the base, each endpoint with its schemas and handler adds its share.
 */
const BASE_INSTANTIATIONS = 150_000;
const KERNEL_INSTANTIATIONS = 115_000;
const INSTANTIATIONS_PER_ENDPOINT = 5_000;

const ROOT = fileURLToPath(new URL("../../", import.meta.url));

/** Instantiations the compiler makes to check these files and all they import. */
function instantiationsOf(files: string[]): number {
  // The compiler that openapi-typescript brings along; Deno's own does not tell.
  const home = Deno.realPathSync(`${ROOT}node_modules/openapi-typescript`);
  const ts = createRequire(`${home}/package.json`)("typescript");
  const program = ts.createProgram(files.map((file) => ROOT + file), {
    strict: true,
    noEmit: true,
    target: ts.ScriptTarget.ESNext,
    module: ts.ModuleKind.ESNext,
    moduleResolution: ts.ModuleResolutionKind.Bundler,
    allowImportingTsExtensions: true,
    skipLibCheck: true,
    types: [],
    lib: ["lib.esnext.d.ts", "lib.dom.d.ts", "lib.dom.iterable.d.ts", "lib.dom.asynciterable.d.ts"],
  });
  const missing = program.getSemanticDiagnostics().filter((d: { code: number }) => d.code === CANNOT_FIND_MODULE);
  assert.equal(missing.length, 0, "every import was found, or the count would be too small");
  return program.getInstantiationCount();
}

const CANNOT_FIND_MODULE = 2307;

Deno.test("type budget: checking all functions stays within the share of each endpoint", async () => {
  const endpoints: AnyEndpoint[] = [];
  for (const path of await sourceFiles("shared/contracts", "/mod.ts")) {
    endpoints.push(...(await import(`../../${path}`)).endpoints);
  }
  const counted = instantiationsOf(await sourceFiles("functions", "/app.ts"));
  const budget = BASE_INSTANTIATIONS + INSTANTIATIONS_PER_ENDPOINT * endpoints.length;
  const perEndpoint = Math.round((counted - BASE_INSTANTIATIONS) / endpoints.length);
  console.log(`${counted} instantiations for ${endpoints.length} endpoints (${perEndpoint} each), budget ${budget}`);
  assert.ok(counted <= budget, `${counted} instantiations exceed the budget of ${budget}`);
});

Deno.test("type budget: the kernel alone stays within its base", () => {
  const counted = instantiationsOf(["shared/http/domain_app.ts", "shared/http/bind.ts"]);
  assert.ok(
    counted <= KERNEL_INSTANTIATIONS,
    `${counted} instantiations exceed the ${KERNEL_INSTANTIATIONS} of the kernel`,
  );
});

Deno.test("type budget: routes are plain lists of Bound, so nothing accumulates from one to the next", async () => {
  const offenders: string[] = [];
  for (const path of await sourceFiles("functions", "_routes.ts")) {
    const source = await readSource(path);
    for (const [line, name] of source.matchAll(/^export const (\w+)[^=]*=/gm)) {
      if (!line.includes(": Bound[] =")) offenders.push(`${path}: ${name} is not annotated as Bound[]`);
    }
  }
  assert.deepEqual(offenders, []);
});

Deno.test("type budget: no function builds its own router or exports the type of its app", async () => {
  const offenders: string[] = [];
  for (const path of await sourceFiles("functions", ".ts")) {
    const source = await readSource(path);
    if (/\bnew Hono\b|from "hono/.test(source)) offenders.push(`${path}: routes are bound, not chained`);
    if (/export type \w+ = typeof \w*(app|routes)\b/i.test(source)) offenders.push(`${path}: exports an inferred type`);
  }
  assert.deepEqual(offenders, []);
});
