/** The interactive API reference, from files of this machine alone. */

const ASSETS: Record<string, string> = {
  "swagger-ui.css": "text/css; charset=utf-8",
  "swagger-ui-bundle.js": "text/javascript; charset=utf-8",
  "favicon-32x32.png": "image/png",
};

const PAGE = `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Comptoir API</title>
<link rel="icon" href="/docs/favicon-32x32.png">
<link rel="stylesheet" href="/docs/swagger-ui.css">
</head>
<body>
<div id="reference"></div>
<script src="/docs/swagger-ui-bundle.js"></script>
<script src="/docs/start.js"></script>
</body>
</html>
`;

const START = `SwaggerUIBundle({
  url: "/openapi.json",
  dom_id: "#reference",
  deepLinking: true,
  docExpansion: "none",
  filter: true,
  persistAuthorization: true,
  tryItOutEnabled: true,
});
`;

/** Answers `/docs` and the files below it; undefined for other paths. */
export async function referencePage(pathname: string): Promise<Response | undefined> {
  if (pathname === "/docs" || pathname === "/docs/") return text(PAGE, "text/html; charset=utf-8");
  if (pathname === "/docs/start.js") return text(START, "text/javascript; charset=utf-8");
  const name = /^\/docs\/([\w.-]+)$/.exec(pathname)?.[1];
  if (!name || !(name in ASSETS)) return undefined;
  const bytes = await Deno.readFile(new URL(import.meta.resolve(`swagger-ui-dist/${name}`)));
  return new Response(bytes, { headers: { "content-type": ASSETS[name], "cache-control": "max-age=86400" } });
}

function text(body: string, type: string): Response {
  return new Response(body, {
    headers: {
      "content-type": type,
      "content-security-policy": "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:",
    },
  });
}
