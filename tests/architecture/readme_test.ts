import assert from "node:assert/strict";
import { CONFIG_VARIABLES, readConfig } from "../../shared/config/config.ts";
import { readSource } from "../support/source_tree.ts";

const readme = await readSource("README.md");

/** The rows of the table of variables: name, default, meaning. */
const rows = [...readme.matchAll(/^\| `([A-Z0-9_]+)` +\| (.*?) +\| (.*?) +\|$/gm)].map(([, ...cells]) => cells);

Deno.test("the README lists the variables of the configuration, all of them and in their order", () => {
  assert.deepEqual(rows.map(([name]) => name), CONFIG_VARIABLES);
  for (const [name, , meaning] of rows) assert.ok(meaning !== "", name);
});

Deno.test("the README states the defaults the code has", () => {
  const config = readConfig({
    DATABASE_URL: "postgres://localhost/x",
    JWT_SECRET: "x".repeat(32),
    AUDIT_KEYS: JSON.stringify([{ version: 1, key: "x".repeat(32) }]),
  });
  const defaults = config as unknown as Record<string, unknown>;
  // What depends on something else, or on chance, is said in words.
  const inWords = new Set([
    "DATABASE_URL",
    "JWT_SECRET",
    "AUDIT_KEYS",
    "INSTANCE_ID",
    "DB_PREPARE",
    "CORS_ORIGINS",
    "WEBHOOK_ALLOWED_ORIGINS",
  ]);
  for (const [name, given] of rows.filter(([name]) => !inWords.has(name))) {
    assert.equal(given, defaults[name] === undefined ? "" : `\`${defaults[name]}\``, name);
  }
});

Deno.test("the README names the tasks there are", async () => {
  const tasks = Object.keys(JSON.parse(await readSource("deno.json")).tasks);
  const named = new Set([...readme.matchAll(/\btask ([a-z]+)\b/g)].map(([, name]) => name));
  assert.deepEqual([...named].filter((name) => !tasks.includes(name)), []);
  for (const name of tasks.filter((name) => !named.has(name))) assert.ok(readme.includes(`\`${name}\``), name);
});

Deno.test("the README, CI and the bundle agree on their Deno", async () => {
  const versions = new Set([...(readme + await readSource(".ci/run")).matchAll(/deno@([\d.]+)/g)].map(([, v]) => v));
  assert.equal(versions.size, 1, [...versions].join(", "));
  const [, platform] = /PLATFORM_DENO = "([\d.]+)"/.exec(await readSource("supabase/local/bundle.ts"))!;
  assert.ok(readme.includes(`Deno ${platform}`), platform);
});

Deno.test("the README's map leads to folders that exist", async () => {
  const map = readme.slice(readme.indexOf("## Map"), readme.indexOf("## Add an endpoint"));
  const paths = [...map.matchAll(/^ {4}([a-z]+\/\S+?)\/? {2,}/gm)].map(([, path]) => path);
  assert.ok(paths.length >= 8, paths.join(" "));
  for (const path of paths.map((path) => path.replace("<domain>", "crm"))) {
    await assert.doesNotReject(Deno.stat(new URL(`../../${path}`, import.meta.url)), path);
  }
});
