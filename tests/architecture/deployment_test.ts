import assert from "node:assert/strict";
import { CONFIG_VARIABLES } from "../../shared/config/config.ts";

const root = new URL("../../", import.meta.url);
const read = (path: string) => Deno.readTextFile(new URL(path, root));

Deno.test("config.toml deploys every function folder and nothing else, and leaves verification to the functions", async () => {
  const toml = await read("supabase/config.toml");
  const blocks = [...toml.matchAll(/^\[functions\.([\w-]+)\]\n((?:.+\n?)*)/gm)];
  const folders: string[] = [];
  for await (const entry of Deno.readDir(new URL("functions/", root))) if (entry.isDirectory) folders.push(entry.name);
  assert.deepEqual(blocks.map(([, name]) => name).sort(), folders.sort());
  for (const [, name, body] of blocks) {
    assert.match(body, /^verify_jwt = false$/m, name);
    assert.match(body, new RegExp(`^entrypoint = "./functions/${name}/index.js"$`, "m"), name);
  }
});

Deno.test("the README's configuration table names every variable, once, and no other", async () => {
  const table = (await read("README.md")).split("## Configuration")[1].split("\n## ")[0];
  const named = [...table.matchAll(/^\| `([A-Z0-9_]+)`/gm)].map(([, name]) => name);
  assert.deepEqual(named.sort(), [...CONFIG_VARIABLES].sort());
});

Deno.test("the README's two commands are tasks of deno.json", async () => {
  const { tasks } = JSON.parse(await read("deno.json"));
  for (const [, task] of (await read("README.md")).matchAll(/deno@2\.9\.6 task (\w+)/g)) assert.ok(task in tasks, task);
});
