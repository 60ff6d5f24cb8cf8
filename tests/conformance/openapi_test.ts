import assert from "node:assert/strict";
import { openApiDocument } from "../../shared/openapi/document.ts";
import { readSource } from "../support/source_tree.ts";
import { unifiedDiff } from "../support/text_diff.ts";
import { assertNone } from "./assertions.ts";
import { product } from "./product.ts";

// deno-lint-ignore no-explicit-any
type Json = any;

const { version } = JSON.parse(await readSource("deno.json"));
const fresh: Json = JSON.parse(JSON.stringify(openApiDocument(product.endpoints, { version })));
const methods = ["get", "post", "put", "patch", "delete"];
const operations: { place: string; path: string; operation: Json }[] = Object.entries<Json>(fresh.paths).flatMap((
  [path, item],
) =>
  Object.entries<Json>(item).map(([method, operation]) => ({
    place: `${method.toUpperCase()} ${path}`,
    path,
    operation,
  }))
);

function resolve(reference: string): unknown {
  return reference.slice(2).split("/").map((part) => part.replaceAll("~1", "/").replaceAll("~0", "~"))
    .reduce((node: Json, key) => node?.[key], fresh);
}

/** Calls `visit` with every object of the document and where it stands. */
function walk(node: Json, place: string, visit: (node: Json, place: string) => void): void {
  if (node === null || typeof node !== "object") return;
  if (!Array.isArray(node)) visit(node, place);
  for (const [key, inner] of Object.entries(node)) walk(inner, `${place}/${key}`, visit);
}

Deno.test("openapi: the committed document is the one the contracts make", async () => {
  const committed = await readSource("shared/openapi/openapi.json");
  const lines = unifiedDiff(committed, `${JSON.stringify(fresh, null, 1)}\n`).split("\n");
  assert.ok(lines[0] === "", `${lines.slice(0, 60).join("\n")}\n\nRun: deno task openapi`);
});

Deno.test("openapi: every endpoint is an operation of the document and nothing else is", () => {
  const expected = product.endpoints.map((e) => `${e.method} ${e.path.replace(/:(\w+)/g, "{$1}")}`).sort();
  assert.deepEqual(operations.map((one) => one.place).sort(), expected);
});

Deno.test("openapi: the document has the parts OpenAPI 3.1 asks for and no keyword it does not know", () => {
  assert.match(fresh.openapi, /^3\.1\.\d+$/);
  assert.ok(fresh.info.title && fresh.info.version);
  const known: Record<string, Set<string>> = {
    document: new Set(["openapi", "info", "servers", "tags", "paths", "components"]),
    operation: new Set([
      "operationId",
      "tags",
      "summary",
      "description",
      "security",
      "parameters",
      "requestBody",
      "responses",
    ]),
    parameter: new Set(["name", "in", "required", "schema", "description", "example"]),
    response: new Set(["$ref", "description", "headers", "content"]),
  };
  const unknown = (kind: string, node: Json, place: string) =>
    Object.keys(node).filter((key) => !known[kind].has(key) && !key.startsWith("x-")).map((key) => `${place}: ${key}`);
  assertNone([
    ...unknown("document", fresh, "document"),
    ...operations.flatMap(({ place, operation }) => [
      ...unknown("operation", operation, place),
      ...(operation.parameters ?? []).flatMap((one: Json) => unknown("parameter", one, `${place} ${one.name}`)),
      ...Object.entries<Json>(operation.responses).flatMap(([status, one]) =>
        unknown("response", one, `${place} ${status}`)
      ),
    ]),
    ...Object.entries<Json>(fresh.paths).flatMap(([path, item]) =>
      Object.keys(item).filter((m) => !methods.includes(m)).map((m) => `${path}: ${m}`)
    ),
  ]);
});

Deno.test("openapi: every reference resolves and every component is referred to", () => {
  const offenders: string[] = [];
  const used = new Set<string>();
  walk(fresh, "", (node, place) => {
    if (typeof node.$ref !== "string") return;
    used.add(node.$ref);
    if (!node.$ref.startsWith("#/") || resolve(node.$ref) === undefined) offenders.push(`${place}: ${node.$ref}`);
  });
  for (const name of Object.keys(fresh.components.schemas)) {
    if (!used.has(`#/components/schemas/${name}`)) offenders.push(`${name} is referred to by nothing`);
  }
  assertNone(offenders);
});

Deno.test("openapi: an endpoint lists the refusals of its own and refers to the usual ones", () => {
  const { responses } = operations.find(({ place }) => place === "POST /auth/login")!.operation;
  assert.match(responses["401"].description, /`INVALID_CREDENTIALS`/);
  assert.doesNotMatch(responses["401"].description, /AUTH_TOKEN_EXPIRED/);
  assert.deepEqual(responses["500"], { $ref: "#/components/responses/Unexpected" });
  assert.match(fresh.components.responses.Forbidden.description, /`AUTHORIZATION_ERROR`: Forbidden/);
});

Deno.test("openapi: operations have unique ids, a summary, a tag that is declared and a security that is declared", () => {
  const ids = operations.map(({ operation }) => operation.operationId);
  assert.equal(new Set(ids).size, ids.length);
  const tags = new Set(fresh.tags.map((tag: Json) => tag.name));
  const schemes = new Set(Object.keys(fresh.components.securitySchemes));
  assertNone(operations.flatMap(({ place, operation }) => [
    ...(/^[a-z][a-z0-9_]+$/.test(operation.operationId) ? [] : [`${place}: operationId ${operation.operationId}`]),
    ...(operation.summary ? [] : [`${place}: no summary`]),
    ...(operation.tags.every((tag: string) => tags.has(tag)) ? [] : [`${place}: tags`]),
    ...(Array.isArray(operation.security) ? [] : [`${place}: no security`]),
    ...(operation.security ?? []).flatMap((one: Json) =>
      Object.keys(one).filter((s) => !schemes.has(s)).map((s) => `${place}: ${s}`)
    ),
  ]));
});

Deno.test("openapi: the parameters of a path are exactly those it is declared with, required and once each", () => {
  assertNone(operations.flatMap(({ place, path, operation }) => {
    const named = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name);
    const parameters: Json[] = operation.parameters ?? [];
    const declared = parameters.filter((one) => one.in === "path").map((one) => one.name);
    const keys = parameters.map((one) => `${one.in} ${one.name}`);
    return [
      ...(named.join() === declared.join() ? [] : [`${place}: declares ${declared}`]),
      ...(parameters.every((one) => one.in !== "path" || one.required === true)
        ? []
        : [`${place}: an optional path parameter`]),
      ...(new Set(keys).size === keys.length ? [] : [`${place}: a parameter twice`]),
      ...parameters.filter((one) => typeof one.schema !== "object").map((one) => `${place}: ${one.name} has no schema`),
    ];
  }));
});

Deno.test("openapi: a JSON body has an example, every answer a description, and refusals the shape of a problem", () => {
  assertNone(operations.flatMap(({ place, operation }) => {
    const json = operation.requestBody?.content?.["application/json"];
    const responses = Object.entries<Json>(operation.responses).map(([status, one]) =>
      [status, one.$ref ? resolve(one.$ref) : one] as [string, Json]
    );
    return [
      ...(json && json.example === undefined ? [`${place}: no example`] : []),
      ...(responses.some(([status]) => /^2\d\d$/.test(status)) ? [] : [`${place}: no success`]),
      ...responses.filter(([, one]) => !one.description).map(([status]) => `${place} ${status}: no description`),
      ...responses.filter(([status, one]) =>
        /^[45]/.test(status) &&
        JSON.stringify(one.content?.["application/json"]?.schema) !== '{"$ref":"#/components/schemas/Problem"}'
      ).map(([status]) => `${place} ${status}: not a Problem`),
      ...(operation.security.length > 0 && !operation.responses["401"] ? [`${place}: no 401`] : []),
    ];
  }));
});

Deno.test("openapi: the document of one domain holds its operations alone", () => {
  for (const domain of new Set(product.endpoints.map((endpoint) => endpoint.domain))) {
    const part: Json = openApiDocument(product.endpoints, { version, domain });
    const count = Object.values<Json>(part.paths).flatMap((item) => Object.values<Json>(item)).length;
    assert.equal(count, product.endpoints.filter((endpoint) => endpoint.domain === domain).length);
    assert.deepEqual(part.tags, [{ name: domain }]);
  }
});

Deno.test("openapi: the client types are made from the committed document", async () => {
  const types = await readSource("shared/client/api.d.ts");
  assertNone(
    operations.filter(({ operation }) => !types.includes(`operations["${operation.operationId}"]`)).map((one) =>
      one.place
    ),
  );
});
