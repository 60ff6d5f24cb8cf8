import assert from "node:assert/strict";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("../..", import.meta.url));
const entry = join(root, "tests/documents/bundle_entry.ts");

async function deno(args: string[], cwd: string): Promise<string> {
  const { success, stdout, stderr } = await new Deno.Command(Deno.execPath(), { args, cwd }).output();
  const [out, errors] = [stdout, stderr].map((bytes) => new TextDecoder().decode(bytes));
  assert.ok(success, errors);
  return out;
}

Deno.test("renderInvoicePdf works from a bundle with no file, network or system access, and gives the same bytes", async () => {
  const directory = await Deno.makeTempDir();
  try {
    const bundle = join(directory, "entry.js");
    const config = join(root, "deno.json");
    await deno(["bundle", "--quiet", "--config", config, "--platform", "deno", "--output", bundle, entry], root);
    // Away from the repository, so that nothing can be found beside it.
    const bundled = JSON.parse(await deno(["run", "--no-prompt", "--no-config", bundle], directory));
    const direct = JSON.parse(await deno(["run", "--no-prompt", "--allow-read", "--config", config, entry], root));
    assert.deepEqual(bundled, direct);
    const { size } = await Deno.stat(bundle);
    assert.ok(size < 3_000_000, `${size} bytes of bundle`);
  } finally {
    await Deno.remove(directory, { recursive: true });
  }
});
