import assert from "node:assert/strict";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { startStack } from "../../supabase/local/stack.ts";
import { memoryFolder } from "../support/server.ts";
import { readSource } from "../support/source_tree.ts";

/** What the README tells people to type works as it stands there, but for the address of the server. */

const ROOT = fileURLToPath(new URL("../../", import.meta.url));
const dataDir = await Deno.makeTempDir({ dir: memoryFolder(), prefix: "comptoir-readme-" });
const stack = await startStack({ port: 0, dataDir, ephemeral: true });
const section = (await readSource("README.md")).split("\n## ").find((part) => part.startsWith("A first request"))!;

Deno.test.afterAll(async () => {
  await stack.stop();
  await Deno.remove(dataDir, { recursive: true });
});

/** The only block of that language in the section, aimed at the server of this test. */
function snippet(language: string): string {
  const blocks = [...section.matchAll(new RegExp(`^\`\`\`${language}\\n(.*?)^\`\`\``, "gms"))].map(([, code]) => code);
  assert.equal(blocks.length, 1);
  assert.ok(blocks[0].includes("http://localhost:54321"));
  return blocks[0].replaceAll("http://localhost:54321", stack.origin);
}

Deno.test("the README's first request with curl answers the demo data", async () => {
  const { success, stdout, stderr } = await new Deno.Command("sh", { args: ["-c", snippet("sh")] }).output();
  assert.ok(success, new TextDecoder().decode(stderr));
  const answer = JSON.parse(new TextDecoder().decode(stdout));
  assert.deepEqual([answer.success, answer.data.length, answer.pagination.total], [true, 2, 27]);
});

Deno.test("the README's typed client creates a contact and hears of it live", async () => {
  const file = join(dataDir, "first.ts");
  const code = snippet("ts").replace(`"./.data/keys.json"`, JSON.stringify(join(dataDir, "keys.json")))
    .replace(`"./shared/`, `"${new URL("../../shared/", import.meta.url).href}`);
  await Deno.writeTextFile(file, code);
  const config = ["--config", join(ROOT, "deno.json")];
  const check = await new Deno.Command(Deno.execPath(), { args: ["check", "--quiet", ...config, file] }).output();
  assert.ok(check.success, new TextDecoder().decode(check.stderr));

  const args = ["run", "-A", "--quiet", ...config, file];
  const child = new Deno.Command(Deno.execPath(), { args, cwd: ROOT, stdout: "piped" }).spawn();
  const timer = setTimeout(() => child.kill("SIGKILL"), 30_000);
  let printed = "";
  for await (const text of child.stdout.pipeThrough(new TextDecoderStream())) {
    printed += text;
    if (/^created /m.test(printed) && /^heard /m.test(printed)) child.kill("SIGTERM");
  }
  clearTimeout(timer);
  await child.status;
  const created = /^created (\S+)$/m.exec(printed)?.[1];
  assert.ok(created, printed);
  assert.match(printed, new RegExp(`^heard contact\\.created ${created}$`, "m"));
});
