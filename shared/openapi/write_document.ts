import { allEndpoints } from "../contracts/all.ts";
import { openApiDocument } from "./document.ts";
import { errorsPage } from "./errors.ts";
import openapiTS, { astToString } from "openapi-typescript";

/**
 * Writes the committed document, the client types made from it and the page of errors; `--check` only compares and fails on
 * a difference.
 */
const here = (name: string) => new URL(name, import.meta.url);
const { version } = JSON.parse(await Deno.readTextFile(here("../../deno.json")));

const document = `${JSON.stringify(openApiDocument(allEndpoints, { version }), null, 1)}\n`;
// What has a default may be left out of a request.
const types = `${astToString(await openapiTS(JSON.parse(document), { defaultNonNullable: false }))}`;
const banner = "// Made from shared/openapi/openapi.json by `deno task openapi`. Do not edit.\n";
const files: [URL, string][] = [
  [here("openapi.json"), document],
  [here("../client/api.d.ts"), banner + types],
  [here("errors.md"), errorsPage(allEndpoints)],
];

let different = false;
for (const [file, content] of files) {
  const stored = await Deno.readTextFile(file).catch(() => "");
  if (stored === content) continue;
  different = true;
  if (!Deno.args.includes("--check")) await Deno.writeTextFile(file, content);
}
if (Deno.args.includes("--check") && different) {
  console.error(
    "The committed OpenAPI document, client types or page of errors are out of date: run `deno task openapi`.",
  );
  Deno.exit(1);
}
console.log(`${allEndpoints.length} endpoints, ${(document.length / 1024).toFixed(0)} kB`);
