import assert from "node:assert/strict";
import { app } from "../../functions/ops/app.ts";
import { referencePage } from "../../functions/ops/api_document_rules.ts";
import { createRuntime, useRuntime } from "../../shared/http/runtime.ts";
import { send } from "../support/app_client.ts";
import { readSource } from "../support/source_tree.ts";
import { openWorld, testConfig, testSealingKeys } from "../support/world.ts";

const world = await openWorld();
Deno.test.afterAll(() => world.close());

async function configured(variables: Record<string, string>, work: () => Promise<void>) {
  const config = testConfig(world.db.url, { SECRETS_KEYS: testSealingKeys, ...variables });
  const other = createRuntime(config, { log: () => {}, pool: world.runtime.pool });
  useRuntime(other);
  try {
    await work();
  } finally {
    useRuntime(world.runtime);
    await other.close();
  }
}

Deno.test("ops.api_docs.document is the committed document, for everybody, to be kept for minutes", async () => {
  const committed = JSON.parse(await readSource("shared/openapi/openapi.json"));
  for (const address of ["/api-docs.json", "/api/api-docs.json", "/ops/api-docs.json", "/api/schema"]) {
    const response = await app.fetch(new Request(`http://localhost${address}`));
    assert.equal(response.status, 200, address);
    assert.equal(response.headers.get("cache-control"), "public, max-age=300");
    assert.match(response.headers.get("content-disposition")!, /^inline/);
    assert.deepEqual(await response.json(), committed);
  }
});

Deno.test("ops.api_docs.page names every operation once, runs nothing and loads nothing", async () => {
  const { paths } = JSON.parse(await readSource("shared/openapi/openapi.json"));
  const operations = Object.values<Record<string, { operationId: string }>>(paths).flatMap((item) =>
    Object.values(item)
  );
  for (const route of ["GET /api-docs", "GET /schema/swagger-ui"]) {
    const { status, text, headers } = await send(app, null, route);
    assert.equal(status, 200);
    assert.match(headers.get("content-type")!, /^text\/html/);
    assert.match(headers.get("content-security-policy")!, /^default-src 'none'/);
    for (const { operationId } of operations) {
      assert.equal(text.split(`<details id="${operationId}">`).length, 2, operationId);
    }
    assert.doesNotMatch(text, /<script|<link|<img|src=|url\(/);
  }
});

Deno.test("ops.api_docs.schema asks production for a signed-in person, and the deployment may decide otherwise", async () => {
  const actor = await (await world.tenant()).actor({});
  const apiKey = await (await world.tenant()).apiKey(["contacts"]);
  const statuses = async (route: string) => [
    (await send(app, null, route)).status,
    (await send(app, actor, route)).status,
    (await send(app, null, route, { apiKey })).status,
  ];
  await configured({ APP_ENV: "production" }, async () => {
    assert.deepEqual(await statuses("GET /schema"), [401, 200, 403]);
    assert.deepEqual(await statuses("GET /schema/swagger-ui"), [401, 200, 403]);
    assert.deepEqual(await statuses("GET /api-docs.json"), [200, 200, 200]);
    assert.equal((await send(app, actor, "GET /schema")).headers.get("cache-control"), "private, max-age=300");
  });
  await configured({ APP_ENV: "production", API_SCHEMA_ACCESS: "public" }, async () => {
    assert.deepEqual(await statuses("GET /schema"), [200, 200, 200]);
  });
  await configured({ API_SCHEMA_ACCESS: "members" }, async () => {
    assert.deepEqual(await statuses("GET /schema"), [401, 200, 403]);
  });
});

Deno.test("administration is left out of the documents in production alone, and where the deployment wants it", async () => {
  const shown = async () => {
    const { body } = await send(app, null, "GET /api-docs.json");
    const { text } = await send(app, null, "GET /api-docs");
    const firsts = new Set(Object.keys(body.paths).map((path) => path.split("/")[1]));
    assert.equal(text.includes("/server-management/"), firsts.has("server-management"));
    return ["admin", "cron", "server-management", "contacts"].map((first) => firsts.has(first));
  };
  await configured({ APP_ENV: "production", API_DOCS_HIDE_ADMIN: "true" }, async () => {
    assert.deepEqual(await shown(), [false, false, false, true]);
  });
  await configured({ APP_ENV: "production" }, async () => assert.deepEqual(await shown(), [true, true, true, true]));
  await configured(
    { API_DOCS_HIDE_ADMIN: "true" },
    async () => assert.deepEqual(await shown(), [true, true, true, true]),
  );
});

Deno.test("referencePage takes nothing of the document for markup", () => {
  const evil = `<img src=x onerror="alert('1')">&`;
  const page = referencePage({
    info: { title: evil, version: evil, description: evil },
    paths: {
      [`/${evil}`]: {
        get: {
          operationId: evil,
          tags: [evil],
          summary: evil,
          description: evil,
          "x-permission": evil,
          parameters: [{ name: evil, in: "query", description: evil }],
          requestBody: { content: { "application/json": { example: { [evil]: evil } } } },
          responses: { "200": { description: evil } },
        },
      },
    },
  });
  assert.ok(!page.includes("<img") && !page.includes(`onerror="`));
  assert.ok(page.includes("&#60;img src=x"));
});
