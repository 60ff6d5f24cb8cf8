/**
 * Loads a bundled function the way the platform does and asks it: `bundle_probe.ts <bundle> <JSON list of paths>` prints one
 * line of JSON with the answers. It imports nothing and runs on the platform's Deno, without a port: the handler the bundle
 * gives to `Deno.serve` is called directly.
 */

/** Status and error code of each path asked, and how long loading took. */
export interface ProbeResult {
  load_ms: number;
  answers: { path: string; status: number; code?: string }[];
}

type Handler = (request: Request) => Response | Promise<Response>;

if (import.meta.main) {
  const [bundle, paths] = Deno.args;
  let handler: Handler | undefined;
  Deno.serve = ((given: Handler) => {
    handler = given;
  }) as unknown as typeof Deno.serve;
  const began = performance.now();
  await import(bundle);
  const load_ms = Math.round(performance.now() - began);
  if (!handler) throw new Error("the bundle does not call Deno.serve");
  const answers: ProbeResult["answers"] = [];
  for (const path of JSON.parse(paths) as string[]) {
    const response = await handler(new Request(`http://localhost${path}`));
    const { code } = await response.json().catch(() => ({}));
    answers.push({ path, status: response.status, code });
  }
  console.log(JSON.stringify({ load_ms, answers }));
  Deno.exit(0);
}
