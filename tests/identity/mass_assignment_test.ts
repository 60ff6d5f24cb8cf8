import assert from "node:assert/strict";
import { z } from "zod";
import type { AnyEndpoint } from "../../shared/contracts/kit/endpoint.ts";
import { product } from "../conformance/product.ts";
import { send } from "../support/app_client.ts";
import { exampleOf, exampleOn } from "../support/examples.ts";
import { appOf, callerOf, openGrounds, paramNames, routeOf } from "../support/fixtures.ts";
import { openWorld } from "../support/world.ts";

/** Columns a caller would like to set in passing: whatever a body does not declare is refused by name and not ignored. */
const COVETED = [
  "id",
  "tenant_id",
  "tenantId",
  "user_id",
  "owner_user_id",
  "session_id",
  "status",
  "role",
  "roles",
  "role_keys",
  "is_superuser",
  "is_staff",
  "is_system",
  "permissions",
  "grants",
  "scopes",
  "perm_version",
  "password_hash",
  "key_hash",
  "token_hash",
  "mfa_level",
  "email_verified",
  "plan",
  "settings",
  "created_by",
  "created_at",
  "__proto__",
  "constructor",
];

const world = await openWorld();
Deno.test.afterAll(() => world.close());
const grounds = await openGrounds(world, product, exampleOn);
const on = await grounds.ground("Mass assignment");

const bodies = product.endpoints.filter((one) => one.domain === "identity" && one.body && one.bodyKind === "json");

/** The objects of a body that a key could be smuggled into, as paths. */
function objectsIn(schema: z.ZodType, path: string[] = []): { path: string[]; known: string[] }[] {
  const inner = unwrapped(schema);
  if (!(inner instanceof z.ZodObject)) return [];
  const shape = inner.shape as Record<string, z.ZodType>;
  return [
    { path, known: Object.keys(shape) },
    ...Object.entries(shape).flatMap(([key, one]) => objectsIn(one, [...path, key])),
  ];
}

function unwrapped(schema: z.ZodType): z.ZodType {
  if (schema instanceof z.ZodOptional || schema instanceof z.ZodNullable || schema instanceof z.ZodDefault) {
    return unwrapped(schema.unwrap() as z.ZodType);
  }
  return schema instanceof z.ZodPipe ? unwrapped(schema.in as z.ZodType) : schema;
}

/** A body as JSON text, because a name like `__proto__` is no key of an object literal. */
function smuggling(example: unknown, path: string[], key: string): string {
  const [next, ...rest] = path;
  const own = Object.entries(example as Record<string, unknown> ?? {});
  const parts = own.map(([name, value]) =>
    `${JSON.stringify(name)}:${name === next ? smuggling(value, rest, key) : JSON.stringify(value)}`
  );
  if (next === undefined) parts.push(`${JSON.stringify(key)}:"x"`);
  else if (!own.some(([name]) => name === next)) parts.push(`${JSON.stringify(next)}:${smuggling({}, rest, key)}`);
  return `{${parts.join()}}`;
}

function attempts(endpoint: AnyEndpoint): { body: string; field: string }[] {
  return objectsIn(endpoint.body!).flatMap(({ path, known }) =>
    COVETED.filter((key) => !known.includes(key)).map((key) => ({
      body: smuggling(exampleOf(endpoint), path, key),
      field: [...path, key].join("."),
    }))
  );
}

for (const endpoint of bodies) {
  Deno.test(`${endpoint.id} takes no field that would hand out rights`, async () => {
    const caller = await callerOf(endpoint, on);
    const params = Object.fromEntries(paramNames(endpoint).map((name) => [name, crypto.randomUUID()]));
    const tried = attempts(endpoint);
    assert.ok(tried.length > 20);
    for (const { body, field } of tried) {
      const answer = await send(appOf(product, endpoint), caller, routeOf(endpoint, params), {
        body,
        headers: { "content-type": "application/json" },
      });
      assert.deepEqual([answer.status, answer.body.code], [400, "VALIDATION_ERROR"], `${field}: ${answer.text}`);
      const named = answer.body.details.map((issue: { field: string }) => issue.field);
      assert.ok(named.includes(field), `${field} is not named but ${named}`);
    }
  });
}
