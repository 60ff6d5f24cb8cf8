import { Buffer } from "node:buffer";
import { createRequire } from "node:module";
import process from "node:process";
import { clearImmediate, setImmediate } from "node:timers";

/**
 * Loaded before a bundled function. Packages made for Node expect these names everywhere; Deno 2.1 gives them to packages
 * only, and what is bundled is no package any more. `require` reaches the modules of Node from what was CommonJS.
 */
const require = createRequire(import.meta.url);
const scope = globalThis as Record<string, unknown>;
for (
  const [name, value] of Object.entries({ Buffer, process, setImmediate, clearImmediate, require, global: globalThis })
) {
  scope[name] ??= value;
}
