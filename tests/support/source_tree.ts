import { fileURLToPath } from "node:url";

const ROOT = fileURLToPath(new URL("../../", import.meta.url));
const SKIPPED = new Set([".data", ".git", "node_modules", "supabase/functions", "supabase/.temp"]);

/** Paths below the root, `/`-separated and sorted, of the files in a folder whose name has the ending. */
export async function sourceFiles(folder: string, ending = ""): Promise<string[]> {
  const found: string[] = [];
  await walk(folder, found);
  return found.filter((path) => path.endsWith(ending)).sort();
}

/** The text of a file given by its path below the root. */
export function readSource(path: string): Promise<string> {
  return Deno.readTextFile(ROOT + path);
}

async function walk(folder: string, found: string[]): Promise<void> {
  for await (const entry of Deno.readDir(ROOT + folder)) {
    const path = folder === "" ? entry.name : `${folder}/${entry.name}`;
    if (SKIPPED.has(path)) continue;
    if (entry.isDirectory) await walk(path, found);
    else if (entry.isFile) found.push(path);
  }
}

/** Declares the problems of every domain and engine, whether or not its endpoints are in the product yet. */
export async function loadEveryProblem(): Promise<void> {
  for (const path of await sourceFiles("shared", ".ts")) {
    if (/(^|\/)\w*problems?\.ts$/.test(path)) await import(`../../${path}`);
  }
}
