import type { ApiDocument, ApiOperation } from "./api_document.ts";

/** First segments of what only administrators and operators call. */
const ADMINISTRATION = new Set(["admin", "backups", "cron", "server-management"]);

/** The document without the paths of administration. */
export function withoutAdministration(document: ApiDocument): ApiDocument {
  const paths = Object.entries(document.paths).filter(([path]) => !ADMINISTRATION.has(path.split("/")[1]));
  return { ...document, paths: Object.fromEntries(paths) };
}

const STYLE = `
:root { color-scheme: light dark; font: 15px/1.5 system-ui, sans-serif; }
body { max-width: 62rem; margin: 2rem auto; padding: 0 1rem; }
summary { cursor: pointer; padding: .3rem 0; }
code, pre { font: 13px/1.5 ui-monospace, monospace; }
pre { padding: .8rem; overflow: auto; border: 1px solid #8885; border-radius: .4rem; }
.method { display: inline-block; min-width: 4.2rem; font-weight: 700; }
.permission { opacity: .7; float: right; }
table { border-collapse: collapse; } td { padding: .1rem 1rem .1rem 0; vertical-align: top; }
`;

/** The reference as one page without scripts and without files beside it, so that it can be read anywhere. */
export function referencePage(document: ApiDocument): string {
  const byTag = new Map<string, string[]>();
  for (const [path, item] of Object.entries(document.paths)) {
    for (const [method, operation] of Object.entries(item)) {
      const tag = operation.tags[0];
      byTag.set(tag, [...byTag.get(tag) ?? [], section(method.toUpperCase(), path, operation)]);
    }
  }
  const { title, version, description } = document.info;
  const tags = [...byTag.keys()].sort();
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escaped(title)} API</title>
<style>${STYLE}</style>
</head>
<body>
<h1>${escaped(title)} API ${escaped(version)}</h1>
<p>${escaped(description)}</p>
<nav>${tags.map((tag) => `<a href="#${escaped(tag)}">${escaped(tag)}</a>`).join(" · ")}</nav>
${tags.map((tag) => `<h2 id="${escaped(tag)}">${escaped(tag)}</h2>\n${byTag.get(tag)!.join("\n")}`).join("\n")}
</body>
</html>
`;
}

function section(method: string, path: string, operation: ApiOperation): string {
  const { summary, description, parameters = [], requestBody, responses } = operation;
  const rows = (cells: string[][]) =>
    cells.map((row) => `<tr>${row.map((cell) => `<td>${cell}</td>`).join("")}</tr>`).join("");
  const named = parameters.filter((one) => one.name);
  const example = Object.values(requestBody?.content ?? {})
    .map((one) => one.example ?? Object.values(one.examples ?? {})[0]?.value).find((one) => one !== undefined);
  return `<details id="${escaped(operation.operationId)}">
<summary><span class="method">${method}</span><code>${escaped(path)}</code> ${escaped(summary)}
<span class="permission">${escaped(operation["x-permission"])}</span></summary>
${description ? `<p>${escaped(description)}</p>` : ""}
${
    named.length > 0
      ? `<table>${
        rows(named.map((one) => [
          `<code>${escaped(one.name!)}</code>`,
          escaped(`${one.in}${one.required ? ", required" : ""}`),
          escaped(one.description ?? ""),
        ]))
      }</table>`
      : ""
  }
${example === undefined ? "" : `<pre>${escaped(JSON.stringify(example, null, 2))}</pre>`}
<table>${rows(Object.entries(responses).map(([status, one]) => [status, escaped(one.description ?? "")]))}</table>
</details>`;
}

function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);
}
