import assert from "node:assert/strict";
import { join } from "node:path";
import { DOMAIN_SEGMENTS } from "../../shared/contracts/domains.ts";
import {
  bundleFunction,
  complaintsAbout,
  functionNames,
  MAX_BUNDLE_BYTES,
  probe,
  probesOf,
} from "../../supabase/local/bundle.ts";
import { readSource } from "../support/source_tree.ts";

Deno.test("functions are the domains and their common door", () => {
  const known = [...Object.keys(DOMAIN_SEGMENTS), "api"];
  assert.deepEqual(functionNames().filter((name) => !known.includes(name)), []);
  assert.ok(functionNames().includes("api"));
});

Deno.test("config.toml has one block per function, open to its own check of credentials and pointing at its bundle", async () => {
  const config = await readSource("supabase/config.toml");
  const blocks = config.split(/^(?=\[)/m).filter((block) => block.startsWith("[functions."));
  const expected = functionNames().map((name) =>
    `[functions.${name}] verify_jwt = false entrypoint = "./functions/${name}/index.js"`
  );
  assert.deepEqual(blocks.map((block) => block.trim().split(/\s*\n\s*/).join(" ")), expected);
});

Deno.test("config.toml keeps the demo accounts off a project", async () => {
  assert.match(await readSource("supabase/config.toml"), /^\[db\.seed\]\n(?:#.*\n)*enabled = false$/m);
});

Deno.test("complaintsAbout lets pass what the platform has", () => {
  assert.deepEqual(
    complaintsAbout(`import a from"node:crypto";import{b}from"node:fs/promises";Deno.serve(()=>a);`),
    [],
  );
  assert.deepEqual(complaintsAbout(`const text = "read this from the manual";`), []);
});

const refused: [name: string, code: string, complaint: RegExp][] = [
  [
    "a module of Node the platform lacks",
    `import { Worker } from "node:worker_threads";`,
    /node:worker_threads is not/,
  ],
  ["another process", `new Deno.Command("ls")`, /Deno\.Command does not work/],
  ["a subprocess by Node", `const { exec } = await import("node:child_process")`, /node:child_process is not/],
  ["a native add-on", `require("./build/Release/fast.node")`, /fast\.node.* does not work/],
  ["foreign functions", `Deno.dlopen("libc.so.6", {})`, /Deno\.dlopen does not work/],
  ["a thread", `new Worker(new URL("x.js", import.meta.url))`, /new Worker\( does not work/],
  ["a package that is fetched at run time", `import x from "npm:left-pad@1.3.0";`, /npm:left-pad.* is not part/],
  ["a file beside it", `import("./other.js")`, /\.\/other\.js is not part/],
  ["more than the platform takes", `"${"x".repeat(MAX_BUNDLE_BYTES)}"`, /kB is more than 5120 kB/],
];
for (const [name, code, complaint] of refused) {
  Deno.test(`complaintsAbout refuses ${name}`, () => {
    const complaints = complaintsAbout(code);
    assert.equal(complaints.length, 1, complaints.join("; "));
    assert.match(complaints[0], complaint);
  });
}

Deno.test("a bundled function loads with the permissions of the platform and answers", async () => {
  const folder = await Deno.makeTempDir();
  try {
    const bundle = await bundleFunction("crm", folder);
    assert.deepEqual(complaintsAbout(await Deno.readTextFile(bundle)), []);
    assert.equal(await Deno.readTextFile(join(folder, "crm", "deno.json")), "{}\n");
    const wanted = probesOf("crm");
    assert.deepEqual(wanted.map(({ status }) => status), [401, 404]);
    const { answers } = await probe(Deno.execPath(), bundle, wanted.map(({ path }) => path));
    assert.deepEqual(answers, wanted.map(({ path, status, code }) => ({ path, status, code })));
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
});
